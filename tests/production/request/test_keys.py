from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from production.inspection import captions, drawing, limits
from production.media.quality import QUALITIES
from production.request import keys
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.request.keys import edit_list_key, findings_key, plain_key, sources, timing_key
from production.request.selection import beats_of
from scenes.script import reading_time, script, storyboard
from scenes.stage import theme

Ask = Callable[..., FilmRequest]

LESSON = 'X = [[{x}]]\nW = [["2"]]\nupstream = [["1"]]\n'


@pytest.fixture
def usual(ask: Ask) -> ChapterRequest:
    (chapter,) = ask("weights").chapters()
    return chapter


def test_the_same_request_has_the_same_key(usual: ChapterRequest, ask: Ask) -> None:
    (again,) = ask("weights").chapters()
    assert plain_key(usual) == plain_key(again)


def test_language_quality_beats_and_chapter_change_the_key(usual: ChapterRequest) -> None:
    settings = replace(usual.settings, language="en")
    keys = {
        plain_key(usual),
        plain_key(replace(usual, beats=("zeros",))),
        plain_key(replace(usual, beats=("zeros", "outer"))),
        plain_key(replace(usual, settings=settings)),
        plain_key(replace(usual, quality=QUALITIES["low"])),
        plain_key(replace(usual, name="inputs")),
    }
    assert len(keys) == 6


def test_a_pace_knows_neither_language_nor_quality_nor_speech(usual: ChapterRequest) -> None:
    other = replace(usual, settings=replace(usual.settings, language="en"))
    assert timing_key(other) == timing_key(usual)
    assert timing_key(replace(usual, quality=QUALITIES["low"])) == timing_key(usual)
    spoken = replace(usual, speech={("weights", "shape"): (20.0,)})
    assert timing_key(spoken) == timing_key(usual)


def test_a_lessons_numbers_and_how_they_are_written_change_the_key(
    ask: Ask, tmp_path: Path
) -> None:
    keys = set()
    for x in ('"1"', '"1.0"', '"3"'):
        path = tmp_path / "lesson.toml"
        path.write_text(LESSON.format(x=x))
        for index in ("output-first", "input-first"):
            (chapter,) = ask("weights", lesson=path, index=index).chapters()
            keys.add(plain_key(chapter))
    assert len(keys) == 6


def test_a_lessons_file_name_does_not(ask: Ask, tmp_path: Path) -> None:
    keys = set()
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(LESSON.format(x="1"))
        (chapter,) = ask("weights", lesson=tmp_path / name).chapters()
        keys.add(plain_key(chapter))
    assert len(keys) == 1


@pytest.mark.parametrize("language", ["en", "ja"])
def test_how_long_a_caption_stays_changes_the_keys_of_take_and_findings_alone(
    usual: ChapterRequest, language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    recap = replace(usual, name="recap")

    def all_keys() -> list[str]:
        of_the_chapter = plain_key(usual), findings_key(usual)
        of_others = plain_key(recap), findings_key(recap), edit_list_key(usual)
        return [*of_the_chapter, *of_others]

    before = all_keys()
    text = (script.SCRIPTS / f"{language}.toml").read_text(encoding="utf-8")
    head, tail = text.split("[[weights.shape]]\ncaption = ", 1)
    (tmp_path / f"{language}.toml").write_text(
        f'{head}[[weights.shape]]\ncaption = "{400 * "!"}" # {tail}', encoding="utf-8"
    )

    def load(wanted: str) -> script.Script:
        folder = tmp_path if wanted == language else script.SCRIPTS
        return script.load_script(wanted, folder)

    monkeypatch.setattr(reading_time, "load_script", load)
    monkeypatch.setattr(keys, "load_script", load)
    after = all_keys()
    assert after[0] != before[0]
    assert after[1] != before[1]
    assert after[2:] == before[2:]


def test_a_chapter_depends_on_what_it_imports_and_on_no_other_chapter() -> None:
    names = {name for name, _ in sources("scenes.weights")}
    assert {
        "scenes.weights",
        "scenes.stage.theme",
        "scenes.script.script",
        "calculus.affine.chain_rule",
    } <= names
    assert not {"scenes.recap", "scenes.graph", "render", "production.film.film"} & names


def test_of_the_storyboard_a_key_knows_the_chapters_own_scene_and_beats(
    usual: ChapterRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_keys() -> list[str]:
        chapters = usual, replace(usual, name="recap")
        return [key(one) for one in chapters for key in (plain_key, findings_key)]

    before = all_keys()
    own = storyboard.CHAPTERS["weights"]
    changed = {**storyboard.CHAPTERS, "weights": replace(own, poster=None, states=())}
    monkeypatch.setattr(keys, "CHAPTERS", changed)
    assert all_keys() == before
    monkeypatch.setattr(keys, "CHAPTERS", {**changed, "weights": replace(own, scene="Other")})
    after = all_keys()
    assert after[2:] == before[2:]
    assert not {*after[:2]} & {*before[:2]}

    monkeypatch.undo()
    monkeypatch.setattr(keys, "beats_of", lambda chapter: beats_of(chapter)[::-1])
    assert not {*all_keys()} & {*before}


def test_findings_depend_on_look_words_speech_and_beats_but_not_on_the_quality(
    usual: ChapterRequest,
) -> None:
    others = [
        replace(usual, settings=replace(usual.settings, language="en")),
        replace(usual, settings=replace(usual.settings, theme="light")),
        replace(usual, speech={("weights", "shape"): (20.0,)}),
        replace(usual, name="inputs"),
        replace(usual, lesson=usual.lesson.with_index("input-first")),
    ]
    keys = {findings_key(one) for one in [usual, replace(usual, beats=("zeros",)), *others]}
    assert len(keys) == 7
    assert findings_key(replace(usual, quality=QUALITIES["low"])) == findings_key(usual)


@pytest.mark.parametrize(
    ("changed", "key", "is_other"),
    [
        (theme, plain_key, True),
        (theme, findings_key, True),
        (limits, findings_key, True),
        (drawing, findings_key, True),
        (captions, findings_key, True),
        (limits, plain_key, False),
        (storyboard, plain_key, False),
        (storyboard, findings_key, False),
    ],
)
def test_a_changed_source_changes_the_keys_of_what_comes_of_it(
    usual: ChapterRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    changed: ModuleType,
    key: Callable[[ChapterRequest], str],
    is_other: bool,
) -> None:
    before = key(usual)
    copy = tmp_path / "copy.py"
    copy.write_bytes(Path(str(changed.__file__)).read_bytes() + b"\n# changed\n")
    find = keys._file_of

    def find_copy(module: str) -> Path | None:
        return copy if module == changed.__name__ else find(module)

    monkeypatch.setattr(keys, "_file_of", find_copy)
    assert (key(usual) != before) == is_other


def test_a_key_that_names_no_module_is_an_error() -> None:
    with pytest.raises(LookupError, match=r"production\.nowhere"):
        sources("production.nowhere")


def test_an_import_of_ours_that_leads_nowhere_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "lost.py"
    source.write_text("def later():\n    from production.nowhere import anything\n")
    find = keys._file_of
    monkeypatch.setattr(
        keys, "_file_of", lambda module: source if module == "scenes.lost" else find(module)
    )
    with pytest.raises(LookupError, match=r"production\.nowhere"):
        sources("scenes.lost")
