"""The same chapters with Manim's own renderer and with ours, one after the other, as a table.

`python -m benchmarks.compare --only graph --only weights` takes about a quarter of an hour on two
processors; all of it happens in a copy of the project, which is edited to see what an edit costs.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import av
import click

from benchmarks.measured import Cost, run
from production.order import processors
from production.quality import QUALITIES
from scenes import CHAPTERS, load_chapter

ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "build", "media", "*.egg-info", "__pycache__")
_STOCK_QUALITY = {"draft": "480p15", "low": "480p30", "medium": "720p30", "high": "1080p60"}


@click.command()
@click.option("--only", multiple=True, default=("graph", "weights"), type=click.Choice(CHAPTERS))
@click.option("--quality", default="high", type=click.Choice(tuple(_STOCK_QUALITY)))
@click.option("--jobs", multiple=True, type=int, default=(processors(),))
@click.option("--stock/--no-stock", default=True, help="Run Manim's own renderer, too.")
@click.option("--repeat", default=1, show_default=True)
def main(
    only: tuple[str, ...], quality: str, jobs: tuple[int, ...], stock: bool, repeat: int
) -> None:
    """Print a Markdown table of costs."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {processors()} processors;")
    print(f"{quality}, chapters {', '.join(only)}, without a voice.\n")
    print("| what | wall s | CPU s | × stock | film s | MB | MB in use |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for _ in range(repeat):
        with tempfile.TemporaryDirectory(prefix="affine-benchmark-") as folder:
            copy = Path(folder) / "project"
            shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
            baseline = _stock(copy, only, quality) if stock else None
            _ours(copy, only, quality, jobs, baseline)


def _stock(copy: Path, only: tuple[str, ...], quality: str) -> Cost:
    """Manim's renderer, camera, writer and encoder settings, nothing cached."""
    height, rate = _STOCK_QUALITY[quality].split("p")
    size = f"{QUALITIES[quality].width},{height}"
    costs, files = [], []
    for chapter in only:
        media = copy / "media"
        command = [sys.executable, "-m", "manim", "render", "-a", "-r", size, "--fps", rate]
        options = ["--media_dir", str(media), "--progress_bar", "none", "-v", "ERROR"]
        cost = run([*command, *options, f"scenes/{chapter}.py"], copy)
        name = load_chapter(chapter).__name__
        (film,) = (path for path in media.rglob(f"{name}.mp4"))
        costs.append(cost)
        files.append(film)
        _row(f"stock Manim, `{chapter}`", cost, None, [film])
    total = _sum(costs)
    _row("stock Manim, together", total, None, files)
    return total


def _ours(
    copy: Path, only: tuple[str, ...], quality: str, jobs: tuple[int, ...], stock: Cost | None
) -> None:
    names = [word for chapter in only for word in ("--only", chapter)]
    command = [sys.executable, "render.py", "film", *names, "--quality", quality, "--voice", "none"]

    def render(what: str, *more: str, out: str = "build") -> None:
        cost = run([*command, "--out", out, *more], copy)
        films = list((copy / out / "post").rglob("*.mp4"))
        _row(what, cost, stock, [max(films, key=lambda path: path.stat().st_mtime_ns)])

    for count in jobs:
        render(f"ours, cold, {count} workers", "--jobs", str(count), out=f"build-{count}")
        shutil.rmtree(copy / "build", ignore_errors=True)
        shutil.copytree(copy / f"build-{count}", copy / "build")
    shutil.rmtree(copy / "build")
    shutil.copytree(copy / f"build-{jobs[-1]}", copy / "build", copy_function=shutil.copy2)
    render("ours, nothing changed, its record not there")
    render("ours, nothing changed")
    for what, path, change in _EDITS:
        if path.stem in only or path.suffix == ".toml":
            file = copy / path
            before = file.read_text(encoding="utf-8")
            after = change(before)
            assert after != before, f"{path} has no such place"
            file.write_text(after, encoding="utf-8")
            render(f"ours, {what}")
    render("ours, second language", "--lang", "en")


def _longer_caption(script: str) -> str:
    return script.replace("動く y はどれ?", "動く y はどれでしょう。考えてみてください。", 1)


def _one_more_movement(chapter: str) -> str:
    line = "            focus = ask_who_sees(self, evidence)\n"
    more = "            self.play(Indicate(network))\n"
    chapter = chapter.replace("import FadeIn, FadeOut", "import FadeIn, FadeOut, Indicate")
    return chapter.replace(line, line + more)


_EDITS: tuple[tuple[str, Path, Callable[[str], str]], ...] = (
    ("another caption", Path("assets/script/ja.toml"), _longer_caption),
    ("one more `Indicate` in a beat", Path("scenes/weights.py"), _one_more_movement),
)


def _sum(costs: list[Cost]) -> Cost:
    return Cost(
        sum(cost.wall for cost in costs),
        sum(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def _row(what: str, cost: Cost, stock: Cost | None, films: list[Path]) -> None:
    seconds = sum(_seconds(film) for film in films)
    size = sum(os.path.getsize(film) for film in films) / 1e6
    ratio = f"{stock.wall / cost.wall:.1f}" if stock else ""
    print(
        f"| {what} | {cost.wall:.1f} | {cost.cpu:.1f} | {ratio} | {seconds:.1f} | {size:.1f} "
        f"| {cost.memory / 1e6:.0f} |",
        flush=True,
    )


def _seconds(film: Path) -> float:
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        return float((stream.duration or 0) * (stream.time_base or 0))


if __name__ == "__main__":
    main()
