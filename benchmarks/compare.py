"""The same film with Manim's own renderer and with ours, in one run, as tables.

`python -m benchmarks.compare` and `--whole` take about an hour each on two processors.
All of it happens in a copy of the project, which is edited to see what an edit costs.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import av
import click

from benchmarks.fidelity import encoding_alone, psnr
from benchmarks.measured import Cost, run
from benchmarks.pixels import difference
from production.media.quality import QUALITIES
from production.request.film import FilmRequest
from production.request.workshop import processors
from scenes import load_chapter
from scenes.script.storyboard import CUTS, DEFAULT_CUT

ROOT = Path(__file__).resolve().parents[1]
SMALL = "forward"
"""The chapter that is rendered in all qualities."""

PASSAGE = ("weights.all-entries", "weights.who-sees", "weights.two-zeros", "weights.zeros")
"""The beats in which 18 terms are written and 12 of them vanish."""

_LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "build", "media", "*.egg-info", "__pycache__")
_COLUMNS = (
    "what",
    "wall s",
    "CPU s",
    "× baseline",
    "film s",
    "MB",
    "MB in use",
    "a worker",
    "PSNR dB",
)


@click.command()
@click.option(
    "--only",
    multiple=True,
    default=("graph", "weights"),
    type=click.Choice(CUTS[DEFAULT_CUT]),
)
@click.option("--repeat", default=3, show_default=True, help="Of which the medians are shown.")
@click.option("--qualities", multiple=True, default=("draft", "medium", "high", "4k"),
              type=click.Choice(tuple(QUALITIES)))  # fmt: skip
@click.option(
    "--whole", is_flag=True, help="The whole film with its voice, once each, and no more."
)
def main(only: tuple[str, ...], repeat: int, qualities: tuple[str, ...], whole: bool) -> None:
    """Print Markdown tables of costs."""
    print(f"{platform.platform()}, Python {platform.python_version()}, {processors()} processors.")
    with tempfile.TemporaryDirectory(prefix="affine-benchmark-") as folder:
        project = Project(Path(folder) / "project")
        if whole:
            _whole_film(project)
            return
        _chapters(project, only, repeat)
        _qualities(project, qualities)
        _passage(project)
        _crowd(project)
        _encoding_alone(project, only)
        _pixels(only)
        _edits(project, only)


class Project:
    """A copy of the project whose commands are measured.

    Args:
        folder: where it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=_LEFT_OUT)

    def film(self, *words: str, out: str, is_cold: bool = True) -> tuple[Cost, Path]:
        """Run `render.py film`; gives its cost and the film."""
        if is_cold:
            shutil.rmtree(self.folder / out, ignore_errors=True)
        cost = run([sys.executable, "render.py", "film", *words, "--out", out], self.folder)
        films = list((self.folder / out).glob("*/*/*.mp4"))
        return cost, max(films, key=lambda path: path.stat().st_mtime_ns)

    def stock(self, chapter: str, quality: str) -> tuple[Cost, Path]:
        """Film a chapter by `manim render -a`, nothing cached."""
        chosen, media = QUALITIES[quality], self.folder / "media"
        shutil.rmtree(media, ignore_errors=True)
        options = ["-r", f"{chosen.width},{chosen.height}", "--fps", str(chosen.frame_rate)]
        options += ["--media_dir", str(media), "--progress_bar", "none", "-v", "ERROR"]
        scene = f"scenes/{chapter}.py"
        command = [sys.executable, "-m", "manim", "render", "-a", *options, scene]
        cost = run(command, self.folder)
        (film,) = media.rglob(f"{load_chapter(chapter).__name__}.mp4")
        return cost, film


def _whole_film(project: Project) -> None:
    """With its voice, which is spoken anew each time."""
    _table("The whole film in Japanese with its voice, 1080p60, once each")
    stock, film = project.film("--renderer", "plain", "--jobs", "1", out="stock")
    _row("Manim's own renderer, one chapter after the other", stock, None, [film])
    ours, film = project.film(out="ours")
    _row(f"ours, cold, {processors()} workers", ours, stock, [film])
    again, film = project.film(out="ours", is_cold=False)
    _row("ours, nothing changed", again, stock, [film])
    for edit in EDITS:
        edit.make(project.folder)
        cost, film = project.film(out="ours", is_cold=False)
        _row(f"ours, {edit.what}", cost, stock, [film])
    other, film = project.film("--lang", "en", out="ours", is_cold=False)
    _row("ours, then in English", other, stock, [film])
    MANIMS_ENCODING.make(project.folder)
    cost, film = project.film(out="encoded-as-manim-does")
    _row(f"ours, cold, {MANIMS_ENCODING.what}", cost, stock, [film])


def _chapters(project: Project, only: Sequence[str], repeat: int) -> None:
    """Each chapter with both renderers in turn; medians."""
    _table(f"Chapters without a voice, 1080p60, medians of {repeat} interleaved runs")
    sums: dict[str, list[Cost]] = {"stock": [], "ours": []}
    films: dict[str, list[Path]] = {"stock": [], "ours": []}
    for chapter in only:
        (request,) = FilmRequest.of(only=(chapter,), voice="none").chapters()
        stocks, ours = [], []
        for _ in range(repeat):
            cost, stock_film = project.stock(chapter, "high")
            stocks.append(cost)
            cost, film = project.film("--only", chapter, "--voice", "none", out=f"ours-{chapter}")
            ours.append(cost)
        stock_film = Path(shutil.copy(stock_film, project.folder / f"{chapter}-stock.mp4"))
        stock, own = _median(stocks), _median(ours)
        _row(f"stock Manim, `{chapter}`", stock, None, [stock_film],
             psnr(request, stock_film, is_stock=True))  # fmt: skip
        _row(f"ours, cold, `{chapter}`", own, stock, [film], psnr(request, film))
        for name, cost, made in (("stock", stock, stock_film), ("ours", own, film)):
            sums[name].append(cost)
            films[name].append(made)
    _row("stock Manim, together", _sum(sums["stock"]), None, films["stock"])
    _row("ours, one after the other", _sum(sums["ours"]), _sum(sums["stock"]), films["ours"])


def _edits(project: Project, only: Sequence[str]) -> None:
    """What is rendered anew after a change, of several chapters rendered together."""
    _table(f"After a change, `{'`, `'.join(only)}` without a voice, 1080p60")
    words = [*_only(only), "--voice", "none"]
    one, _ = project.film(*words, "--jobs", "1", out="one")
    _row("cold, 1 worker", one, None, [])
    cold, film = project.film(*words, out="ours")
    _row(f"cold, {processors()} workers", cold, one, [film])
    again, film = project.film(*words, out="ours", is_cold=False)
    _row("nothing changed", again, cold, [film])
    for edit in EDITS:
        edit.make(project.folder)
        cost, film = project.film(*words, out="ours", is_cold=False)
        _row(edit.what, cost, cold, [film])
    other, film = project.film(*words, "--lang", "en", out="ours", is_cold=False)
    _row("the second language", other, cold, [film])


def _qualities(project: Project, qualities: Sequence[str]) -> None:
    _table(f"`{SMALL}` in other qualities, without a voice")
    for name in qualities:
        stock, film = project.stock(SMALL, name)
        _row(f"stock Manim, {name}", stock, None, [film])
        words = ("--only", SMALL, "--voice", "none", "--quality", name)
        ours, film = project.film(*words, out=f"ours-{name}")
        _row(f"ours, {name}", ours, stock, [film])


def _passage(project: Project) -> None:
    """The cancellation as a user of Manim would write it, and as the film has it."""
    _table("The cancellation of 18 terms, 1080p60")
    media = project.folder / "media-passage"
    size = ["-r", "1920,1080", "--fps", "60", "--media_dir", str(media)]
    scene = ["benchmarks/passage.py", "Cancellation"]
    command = [sys.executable, "-m", "manim", "render", "--progress_bar", "none", *size, *scene]
    stock = run(command, project.folder)
    (film,) = media.rglob("Cancellation.mp4")
    _row("`MathTypst` and Manim's own transforms", stock, None, [film])
    ours, own_film = project.film(*_only(PASSAGE), "--voice", "none", out="passage")
    as_long = ours.times(_seconds(film) / _seconds(own_film))
    _row("ours, its four beats", ours, None, [own_film])
    _row("ours, for as many seconds of film as Manim's", as_long, stock, [])


def _crowd(project: Project) -> None:
    """A frame with more and more glyphs on it, all of which move."""
    print("\n## Glyphs that all move, 1080p60\n")
    print("| glyphs | stock, CPU ms a frame | ours, CPU ms a frame |")
    print("|---|---|---|", flush=True)
    for copies in (1, 2, 4):
        costs = []
        for renderer in ("plain", "fast"):
            words = ["--copies", str(copies), "--renderer", renderer]
            command = [sys.executable, "-m", "benchmarks.crowd", *words]
            said = subprocess.run(
                command, cwd=project.folder, capture_output=True, text=True, check=True
            )
            glyphs, milliseconds = said.stdout.split()[-2:]
            costs.append(milliseconds)
        print(f"| {glyphs} | {' | '.join(costs)} |", flush=True)


def _encoding_alone(project: Project, only: Sequence[str]) -> None:
    """The floor: finished frames, each of them encoded."""
    print("\n## Encoding every finished frame, and nothing else\n")
    print("| chapter | CPU s, our settings | CPU s, Manim's settings |")
    print("|---|---|---|", flush=True)
    for chapter in only:
        _, film = project.film("--only", chapter, "--voice", "none", out="floor")
        ours, stock = encoding_alone(film, QUALITIES["high"])
        print(f"| `{chapter}` | {ours:.1f} | {stock:.1f} |", flush=True)


def _pixels(only: Sequence[str]) -> None:
    print("\n## Frames before they are encoded, ours and Manim's\n")
    print("| chapter | frames compared | largest difference of 255 | largest mean |")
    print("|---|---|---|---|", flush=True)
    for chapter in only:
        found = difference(chapter, FilmRequest.of(), QUALITIES["low"])
        print(
            f"| `{chapter}` | {found.compared} | {found.largest} | {found.mean:.4f} |", flush=True
        )


@dataclass(frozen=True)
class Edit:
    """A change to the project: what, in which file, and how it is made."""

    what: str
    path: Path
    change: Callable[[str], str]

    def make(self, project: Path) -> None:
        """Edit the file.

        Raises:
            AssertionError: when it has no such place.
        """
        file = project / self.path
        before = file.read_text(encoding="utf-8")
        after = self.change(before)
        assert after != before, f"{self.path} has no such place"
        file.write_text(after, encoding="utf-8")


def _longer_caption(script: str) -> str:
    return script.replace("動く y はどれ?", "動く y はどれでしょう。考えてみてください。", 1)


def _one_more_movement(chapter: str) -> str:
    line = "            focus = ask_who_sees(self, evidence)\n"
    more = "            self.play(Indicate(network))\n"
    chapter = chapter.replace("import FadeIn, FadeOut", "import FadeIn, FadeOut, Indicate")
    return chapter.replace(line, line + more)


EDITS = (
    Edit("a caption is longer", Path("assets/script/ja.toml"), _longer_caption),
    Edit("one more `Indicate` in a beat", Path("scenes/weights.py"), _one_more_movement),
)


def _as_manim_encodes(formats: str) -> str:
    """Its settings of x264; closed groups and key frames as often as ours, so that takes join."""
    head, rest = formats.split("    options={\n        # Drawings", 1)
    _, tail = rest.split('subme=6:trellis=1:no-psy=1"},\n', 1)
    own = ("preset", "crf", "profile", "bf", "flags", "threads", "x264-params")
    values = ("medium", "23", "high", "2", "+cgop", "1", "stitchable=1")
    options = dict(zip(own, values, strict=True))
    return f"{head}    options={options},\n    still={{}},\n{tail}"


MANIMS_ENCODING = Edit(
    "x264 medium, crf 23, as Manim encodes", Path("production/formats.py"), _as_manim_encodes
)


def _only(names: Sequence[str]) -> list[str]:
    return [word for name in names for word in ("--only", name)]


def _sum(costs: Sequence[Cost]) -> Cost:
    return Cost(
        sum(cost.wall for cost in costs),
        sum(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
        max(cost.worker_memory for cost in costs),
    )


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
        max(cost.worker_memory for cost in costs),
    )


def _table(title: str) -> None:
    print(f"\n## {title}\n\n| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|", flush=True)


def _row(
    what: str, cost: Cost, stock: Cost | None, films: Sequence[Path], fidelity: float | None = None
) -> None:
    cells = [
        what,
        f"{cost.wall:.1f}",
        f"{cost.cpu:.1f}",
        f"{stock.wall / cost.wall:.2f}" if stock else "",
        f"{sum(map(_seconds, films)):.1f}" if films else "",
        f"{sum(map(os.path.getsize, films)) / 1e6:.1f}" if films else "",
        f"{cost.memory / 1e6:.0f}",
        f"{cost.worker_memory / 1e6:.0f}" if cost.worker_memory else "",
        f"{fidelity:.1f}" if fidelity else "",
    ]
    print(f"| {' | '.join(cells)} |", flush=True)


def _seconds(film: Path) -> float:
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        return float((stream.duration or 0) * (stream.time_base or 0))


if __name__ == "__main__":
    main()
