from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calculus.lessons.file import LessonError
from production.errors import InputError
from production.request.film import FilmRequest
from scenes.stage.settings import SettingsError

Ask = Callable[..., FilmRequest]


@pytest.mark.parametrize(
    ("only", "options", "name"),
    [
        ((), {"quality": "high"}, "film"),
        ((), {"quality": "draft"}, "film-draft"),
        ((), {"quality": "high", "index": "input-first"}, "film-input-first"),
        ((), {"quality": "high", "index": "output-first"}, "film"),
        ((), {"quality": "low", "index": "input-first"}, "film-input-first-low"),
        ((), {"theme": "light", "voice": "none"}, "film-light-draft-silent"),
        ((), {"form": "webm", "is_transparent": True}, "film-draft-transparent"),
        (("weights",), {"quality": "high"}, "excerpt-weights"),
        (("weights.zeros",), {"quality": "draft"}, "excerpt-weights.zeros-draft"),
    ],
)
def test_files_say_what_is_not_as_usual(
    ask: Ask, only: tuple[str, ...], options: dict[str, str], name: str
) -> None:
    assert ask(*only, **options).file_name("film", part="excerpt") == name


def test_the_index_that_is_asked_for_outweighs_the_lessons(ask: Ask) -> None:
    assert ask().lesson.index == "output-first"
    assert ask(index="input-first").lesson.index == "input-first"


def test_manims_own_renderer_does_not_do_everything(ask: Ask) -> None:
    plain = ask("recap", is_plain=True)
    assert plain.is_plain
    assert plain.file_name("film", part="excerpt") == "excerpt-recap-draft-plain"
    with pytest.raises(InputError, match="--renderer plain"):
        ask("recap", form="gif", is_plain=True)
    with pytest.raises(InputError, match="name no beat"):
        ask("recap.code", is_plain=True)


@pytest.mark.parametrize("form", ["mp4", "gif"])
def test_only_some_formats_can_be_transparent(ask: Ask, form: str) -> None:
    with pytest.raises(InputError, match="cannot be transparent; choose --format webm or mov"):
        ask("recap", form=form, is_transparent=True)


def test_a_chapter_knows_its_own_speech_alone(ask: Ask) -> None:
    speech = {("recap", "code"): (1.0,), ("batch", "split"): (2.0, 3.0)}
    for chapter in ask("recap", "batch").chapters(speech):
        assert {name for name, _ in chapter.speech} == {chapter.name}


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"lesson": Path("nowhere.toml")}, LessonError),
        ({"language": "fr"}, SettingsError),
        ({"theme": "sepia"}, SettingsError),
        ({"aspect": "round"}, SettingsError),
    ],
)
def test_what_does_not_exist_is_refused(
    ask: Ask, options: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        ask(**options)
    assert str(caught.value).endswith(".")
