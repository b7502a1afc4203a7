from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calculus.lessons.file import LessonError
from production.errors import InputError
from production.request.order import Order
from scenes.stage.settings import SettingsError

Orders = Callable[..., Order]


@pytest.mark.parametrize(
    ("only", "options", "name"),
    [
        ((), {"quality": "high"}, "film"),
        ((), {"quality": "draft"}, "film-draft"),
        ((), {"quality": "high", "index": "input-first"}, "film-input-first"),
        ((), {"quality": "high", "index": "output-first"}, "film"),
        ((), {"quality": "low", "index": "input-first"}, "film-input-first-low"),
        (("weights",), {"quality": "high"}, "excerpt-weights"),
        (("weights.zeros",), {"quality": "draft"}, "excerpt-weights.zeros-draft"),
    ],
)
def test_files_say_what_is_not_as_usual(
    order: Orders, only: tuple[str, ...], options: dict[str, str], name: str
) -> None:
    assert order(*only, **options).file_name("film", part="excerpt") == name


def test_files_go_to_a_folder_of_the_lesson_and_language(order: Orders, tmp_path: Path) -> None:
    assert order(language="en").folder == tmp_path / "post" / "en"


def test_the_index_of_the_order_outweighs_the_lessons(order: Orders) -> None:
    assert order().lesson.index == "output-first"
    assert order(index="input-first").lesson.index == "input-first"


def test_manims_own_renderer_does_not_do_everything(order: Orders) -> None:
    plain = order("recap").rendered_plainly()
    assert plain.is_plain
    assert plain.file_name("film", part="excerpt") == "excerpt-recap-draft-plain"
    for other, mend in (
        (order("recap").in_format("gif"), "--renderer plain"),
        (order("recap.code"), "name no beat"),
        (order("recap", scheduler="tcp://here:8786"), "--scheduler"),
    ):
        with pytest.raises(InputError, match=mend):
            other.rendered_plainly()


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"lesson": Path("nowhere.toml")}, LessonError),
        ({"language": "fr"}, SettingsError),
        ({"theme": "sepia"}, SettingsError),
        ({"aspect": "round"}, SettingsError),
        ({"out": Path(__file__)}, InputError),
    ],
)
def test_what_does_not_exist_is_refused(
    order: Orders, options: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        order(**options)
    assert str(caught.value).endswith(".")
