"""A third language, added as docs/adding-a-language.md says, with nothing else touched."""

from __future__ import annotations

import importlib.util
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import av
import pytest
from click.testing import CliRunner, Result

from calculus.lessons.lesson import load_lesson
from production.workers.tasks import in_this_process
from render import cli
from scenes.language.language import Language
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON, ROOT
from scenes.script import script
from scenes.script.script import load_script
from tests.production import finished

CODE = "fr"
BEAT = "question.claim"


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def as_french(english: str) -> str:
    """The script with every caption in the quotation marks of the language."""
    return re.sub(r'^caption = "(.*)"$', r'caption = "« \1 »"', english, flags=re.MULTILINE)


def language_in(folder: Path) -> Language:
    """The language as the document has one write it."""
    (block,) = re.findall(r"```python\n(.*?)```", read("docs/adding-a-language.md"), re.DOTALL)
    copied, _, _ = read("scenes/language/english.py").partition("_READING = ")
    file = folder / "french.py"
    file.write_text(copied + block, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("french", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert isinstance(module.FRENCH, Language)
    return module.FRENCH


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """French, in the list of languages and with a script."""
    scripts = tmp_path / "script"
    shutil.copytree(script.SCRIPTS, scripts)
    (scripts / f"{CODE}.toml").write_text(as_french(read("assets/script/en.toml")), "utf-8")
    language = language_in(tmp_path)
    monkeypatch.setattr(script, "SCRIPTS", scripts)
    monkeypatch.setitem(LANGUAGES, CODE, language)
    load_script.cache_clear()
    with in_this_process():
        yield language
    load_script.cache_clear()


def run(command: str, out: Path) -> Result:
    words = (command, "--lang", CODE, "--only", BEAT, "--quality", "draft", "--out", str(out))
    return CliRunner().invoke(cli, [*words, "--jobs", "1"])


def test_the_document_is_short() -> None:
    assert len(read("docs/adding-a-language.md").splitlines()) <= 60


def test_an_excerpt_in_a_third_language(french: Language, tmp_path: Path) -> None:
    result = run("film", tmp_path)
    assert result.exit_code == 0, result.output
    assert result.stderr == (
        "There is no French voice: none of the engines of production/voice speaks it; "
        "the film has captions only.\n"
    )
    name, folder = f"excerpt-{BEAT}-draft", tmp_path / "post" / CODE
    files = {f"{name}.{code}.{kind}" for code in LANGUAGES for kind in ("srt", "vtt")}
    assert {file.name for file in folder.iterdir()} >= files | {f"{name}.mp4"}
    shown = (folder / f"{name}.{CODE}.srt").read_text(encoding="utf-8")
    assert "« Backward through an affine layer:" in shown
    with av.open(str(folder / f"{name}.mp4")) as film:
        assert {stream.type for stream in film.streams} >= {"video", "subtitle"}
        assert not film.streams.audio
        assert [stream.language for stream in film.streams.subtitles] == ["fra", "jpn", "eng"]
    cues = finished.cues_in(folder / f"{name}.mp4", 0)
    lines = [line for cue in cues for line in cue.text.split("\n")]
    captions = load_script(CODE).captions(*BEAT.split("."), load_lesson(DEFAULT_LESSON))
    assert " ".join(lines) == " ".join(caption.text for caption in captions)
    assert max(map(french.width, lines)) <= french.lines.widest


def test_what_a_language_lacks_is_said(french: Language, tmp_path: Path) -> None:
    result = run("check", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "All is well.\n")
    assert result.stderr == (
        "Nothing says which words are foreign to French; they are not looked for.\n"
    )
