"""The command line: words in, words and files out."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner, Result

from production.inspection import checks
from production.inspection.finding import Finding
from production.request.film import FilmRequest
from production.stills.still import stills_of
from production.voice.synthesiser import find_synthesiser
from production.workers.tasks import in_this_process
from render import NOT_BUILT, cli
from scenes.language.languages import LANGUAGES
from scenes.script.storyboard import CUTS, DEFAULT_CUT
from tests.production import finished

ROOT = Path(__file__).parents[1]
DRAFT = ("--quality", "draft")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, words)))


def decoded(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as video:
        return [frame.to_ndarray(format="gray") for frame in video.decode(video=0)]


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_the_commands(word: str) -> None:
    result = run(word)
    assert result.exit_code == 0
    for command in ("film", "sheet", "list", "formulas", "check"):
        assert command in result.stdout
    assert not any(f"  {name} " in result.stdout for name in NOT_BUILT)


def test_help_lists_what_can_be_chosen() -> None:
    text = run("film", "--help").stdout
    for choices in ("--lang [ja|en]", "--theme [dark|light]", "--aspect [wide]"):
        assert choices in text


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["flim"], "Did you mean 'film'"),
        (["--lang", "fr"], "choose ja or en"),
        (["--theme", "sepia"], "theme 'sepia'"),
        (["--aspect", "portrait"], "aspect 'portrait'"),
        (["--voice", "loud"], "'loud' is not one of 'auto', 'none'"),
        (["--scheduler", "tcp://x"], "write it as tcp://HOST:8786"),
        (["--quality", "8k"], "--quality"),
        (["--only", "wieghts"], "did you mean weights?"),
        (["--only", "weights.zeors"], "did you mean zeros?"),
        (["--lesson", "nowhere.toml"], "does not exist"),
        (["--jobs", "0"], "--jobs"),
        (["--index", "both"], "--index"),
        (["--format", "avi"], "--format"),
        (["--transparent"], "choose --format webm or mov"),
        (["--loud"], "--loud"),
        (["film", "list"], "list"),
        (["list", "--lang", "fr"], "choose ja or en"),
        (["sheet", "--only", "x"], "there is no chapter"),
        (["check", "--lesson", "nowhere.toml"], "does not exist"),
        (["formulas", "--format", "word"], "--format"),
        (["formulas", "--only", "question"], "nothing derived"),
        *(([name, "--whatever", "x"], "is not built yet") for name in NOT_BUILT),
    ],
)
def test_wrong_input_ends_in_one_sentence_and_2_and_writes_nothing(
    words: list[str], hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert os.listdir(tmp_path) == []
    assert result.exit_code == 2
    assert hint in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_lesson_that_makes_no_sense_is_told_with_its_place(tmp_path: Path) -> None:
    lesson = tmp_path / "wrong.toml"
    lesson.write_text('X = [["1", "2"]]\nW = [["1"]]\nupstream = [["1"]]\n')
    result = run("--lesson", lesson, "--out", tmp_path / "build")
    assert result.exit_code == 2
    assert "X has 2 columns but W has 1 row;" in result.stderr
    assert not (tmp_path / "build").exists()


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "folder"):
        result = run(*DRAFT, "--only", "forward.product", "--out", out)
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1


def test_what_was_checked_before_is_told_without_manim(tmp_path: Path) -> None:
    """A fresh interpreter, which would import Manim if it ran anything."""
    words = ["check", "--only", "network.nodes", "--out", str(tmp_path)]
    with in_this_process():
        result = run(*words)
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")
    code = (
        "import sys, render\n"
        "try: render.cli([*sys.argv[1:], '--json'])\n"
        "finally: print('manim' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stdout.decode()) == (0, "[]\nFalse\n")


def test_check_ends_in_1_when_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding("weights", "", "value", "It is wrong.", "weights, collect")
    monkeypatch.setattr(checks, "check", lambda request, workshop, on_progress: [finding])
    result = run("check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [finding.as_table()]


def test_formulas_are_printed() -> None:
    result = run("formulas", "--only", "weights", "--index", "input-first", "--lang", "en")
    assert result.exit_code == 0
    assert r"\begin{aligned}" in result.stdout


def python(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment})


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "latin-1", "gbk", "ascii"])
def test_formulas_are_utf_8_in_every_terminal(encoding: str) -> None:
    words = (ROOT / "render.py", "formulas", "--only", "weights")
    usual = python(*words, PYTHONIOENCODING="utf-8")
    result = python(*words, PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == usual.stdout
    assert "∂L/∂W" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["cp932", "latin-1"])
def test_what_a_terminal_lacks_is_replaced_for_people_not_in_json(
    encoding: str, tmp_path: Path
) -> None:
    words = (ROOT / "render.py", "voice", "--voice", "none", "--only", "recap.code", "--out",
             tmp_path)  # fmt: skip
    result = python(*words, PYTHONIOENCODING=encoding)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"captions only" in result.stdout
    assert "\ufffd" not in result.stdout.decode(encoding)
    (beat,) = json.loads(python(*words, "--json", PYTHONIOENCODING=encoding).stdout.decode("utf-8"))
    assert beat["texts"][0].startswith("ナンパイなら")


@pytest.mark.parametrize("version", ["2.7.18", "3.6.15", "3.10.13", "3.14.0"])
def test_another_python_says_what_to_run(version: str) -> None:
    numbers = tuple(map(int, version.split(".")))
    result = python(
        "-c",
        "import builtins, runpy, sys\n"
        f"sys.version_info = {numbers}\n"
        "original = builtins.__import__\n"
        "def only_standard(name, *rest):\n"
        "    assert name.partition('.')[0] in sys.stdlib_module_names, name\n"
        "    return original(name, *rest)\n"
        "builtins.__import__ = only_standard\n"
        f"runpy.run_path({str(ROOT / 'render.py')!r}, run_name='__main__')\n",
    )
    assert (result.returncode, result.stdout) == (2, b"")
    (sentence,) = result.stderr.decode().splitlines()
    assert "`make setup`" in sentence
    assert "`.venv/bin/python render.py`" in sentence


def test_a_python_without_the_packages_says_what_to_run() -> None:
    result = python("-I", "-S", ROOT / "render.py", "list")
    assert (result.returncode, result.stdout) == (2, b"")
    (sentence,) = result.stderr.decode().splitlines()
    assert "`make setup`" in sentence


def test_old_pythons_can_read_the_command() -> None:
    source = (ROOT / "render.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert not [line for line in source.splitlines() if line.startswith("from __future__")]


@pytest.mark.parametrize("form", ["mp4", "gif"])
def test_names_with_colons(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lesson = ROOT / "assets" / "lessons" / "post.toml"
    (tmp_path / "lesson:1.toml").write_text(lesson.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("--lesson", "lesson:1.toml", "--out", "take:1", "--only", "recap.code", *DRAFT,
                 "--format", form, "--voice", "none", "--jobs", "1")  # fmt: skip
    assert result.exit_code == 0, result.output
    (film,) = (tmp_path / "take:1" / "lesson:1" / "ja").glob(f"*.{form}")
    assert decoded(film)


def test_list_tells_times(tmp_path: Path) -> None:
    words = ("list", "--only", "forward", "--only", "network.nodes", "--out", tmp_path)
    with in_this_process():
        result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    table = json.loads(result.stdout)
    assert [chapter["name"] for chapter in table["chapters"]] == ["network", "forward"]
    assert [beat["name"] for beat in table["chapters"][0]["beats"]] == ["nodes"]
    assert table["chapters"][0]["beats"][0]["start"] == 0
    text = run(*words).stdout
    assert "forward" in text
    assert "product" in text


def test_an_excerpt_with_its_captions_and_timeline(tmp_path: Path) -> None:
    words = (*DRAFT, "--only", "forward.product", "--out", tmp_path, "--jobs", "1")
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "post" / "ja"
    name = "excerpt-forward.product-draft"
    files = {f"{name}.mp4", f"{name}.poster.jpg", f"timeline-{name}.json"}
    files |= {f"{name}.{lang}.{suffix}" for lang in LANGUAGES for suffix in ("srt", "vtt")}
    assert set(os.listdir(folder)) == files
    assert {Path(line).name for line in result.stdout.split()} == files
    table = json.loads((folder / f"timeline-{name}.json").read_text(encoding="utf-8"))
    frames = decoded(folder / f"{name}.mp4")
    assert len(frames) == pytest.approx(table["duration"] * 15)
    assert frames[0].shape == (480, 854)

    def units() -> dict[Path, int]:
        found = (tmp_path / ".cache" / "units").rglob("*.mp4")
        return {path: path.stat().st_mtime_ns for path in found}

    kept, written = units(), (folder / f"{name}.mp4").stat().st_mtime_ns
    assert run(*words).exit_code == 0
    assert kept and units() == kept, "nothing was rendered again"
    assert (folder / f"{name}.mp4").stat().st_mtime_ns == written


def _as_in_a_terminal() -> None:
    """Ctrl-C counts: a shell that runs the tests in the background has them ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_in_130_and_leaves_no_file(tmp_path: Path) -> None:
    out, temporary = tmp_path / "build", tmp_path / "temporary"
    temporary.mkdir()
    words = ["--quality", "draft", "--voice", "none", "--only", "weights", "--out", out]
    process = subprocess.Popen(
        [sys.executable, ROOT / "render.py", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        preexec_fn=_as_in_a_terminal,
    )
    deadline = time.monotonic() + 120
    # Until a unit is being made.
    while not any(temporary.rglob("affine-film-*/*")) and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    # On a slow machine it may have told how far it was.
    assert errors.splitlines()[-1] == "Interrupted; nothing half-made was left behind."
    assert not list(tmp_path.rglob("*.unfinished"))
    assert not list(temporary.rglob("affine-film-*"))
    # Units that were rendered before the interruption are complete, and kept for the next time.
    kept = out / ".cache" / "units"
    files = [path for path in out.rglob("*") if path.is_file() and path.parent != kept]
    assert files == []


@pytest.mark.skipif(find_synthesiser("ja") is None, reason="no Japanese voice")
def test_two_chapters_are_spoken_rendered_and_joined(tmp_path: Path) -> None:
    """The command with all that it usually does: a voice, processes, and a finished file."""
    only = ("--only", "network", "--only", "forward")
    result = run(*DRAFT, *only, "--out", tmp_path, "--jobs", "2")
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "post" / "ja"
    name = "excerpt-network+forward-draft"
    table = json.loads((folder / f"timeline-{name}.json").read_text(encoding="utf-8"))
    chapters = table["chapters"]
    assert [chapter["name"] for chapter in chapters] == ["network", "forward"]
    assert chapters[1]["start"] == chapters[0]["end"]
    film = folder / f"{name}.mp4"
    marks = finished.chapters_in(film)
    assert [start for _, start, _ in marks] == pytest.approx([0, chapters[1]["start"]], abs=0.001)
    sound = finished.sound(film)
    for chapter in chapters:
        for beat in chapter["beats"]:
            for caption in beat["captions"]:
                assert finished.onset(sound, caption["start"]) <= 0.2, "soft sounds come late"
    frames = finished.pictures(film)
    assert len(frames) == round(table["duration"] * 15)
    for chapter in chapters:
        stills = stills_of_chapter(chapter["name"])
        for beat, still in zip(chapter["beats"], stills, strict=True):
            shown = above_ground(frames[round(beat["end"] * 15) - 1])
            assert np.abs(shown - above_ground(still)).mean() < 1


def stills_of_chapter(name: str) -> list[np.ndarray]:
    """What stands there at the end of each beat when the chapter is run by itself."""
    (chapter,) = FilmRequest.of(quality="draft", only=(name,)).chapters()
    return [np.asarray(still.image.convert("L")) for still in stills_of(chapter)]


def above_ground(grey: np.ndarray) -> np.ndarray:
    """How much brighter than the ground each pixel is: a video's black is another one."""
    return grey.astype(int) - np.median(grey)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_film(language: str, tmp_path: Path) -> None:
    result = run(*DRAFT, "--lang", language, "--out", tmp_path)
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "post" / language
    table = json.loads((folder / "timeline-draft.json").read_text(encoding="utf-8"))
    assert [chapter["name"] for chapter in table["chapters"]] == list(CUTS[DEFAULT_CUT])
    with av.open(str(folder / "film-draft.mp4")) as video:
        stream = video.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
        assert sum(1 for _ in video.decode(stream)) == round(table["duration"] * 15)
