"""A chapter ends on the picture that the next one begins with, or it does not end at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from manim import BLUE, RED, RIGHT, Circle, Square, VGroup, VMobject

from scenes.stage.last_picture import LastPicture


@dataclass(frozen=True)
class _Two(LastPicture):
    square: VMobject
    circle: VMobject | None = None


def _picture() -> _Two:
    return _Two(Square(color=RED), Circle(color=BLUE).shift(3 * RIGHT))


def test_what_looks_the_same_is_the_same_picture_in_whatever_groups() -> None:
    square, circle = _picture().parts
    unseen = Square(stroke_opacity=0)
    assert _picture().difference([VGroup(circle, unseen), square]) is None


def test_a_hairs_breadth_is_no_difference() -> None:
    square, circle = _picture().parts
    assert _picture().difference([square.shift(5e-4 * RIGHT), circle]) is None


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ([*_picture().parts, Square()], "1 outline (of a Square at 0.00, 0.00) too many"),
        (_picture().parts[:1], "lacks 1 outline (of a Circle"),
        ([_picture().parts[0], Circle(color=BLUE)], "too many and lacks"),
        ([_picture().parts[0].set_stroke(width=9), _picture().parts[1]], "too many and lacks"),
        ([_picture().parts[0].set_stroke(opacity=0.5), _picture().parts[1]], "too many and lacks"),
        ([_picture().parts[0].set_fill(RED, 0.5), _picture().parts[1]], "too many and lacks"),
    ],
)
def test_whatever_else_is_seen_is_told(stage: list[VMobject], words: str) -> None:
    difference = _picture().difference(stage)
    assert difference is not None and words in difference


def test_what_a_lesson_does_not_have_is_left_out() -> None:
    assert len(_Two(Square()).parts) == 1


def test_a_picture_is_of_few_objects() -> None:
    @dataclass(frozen=True)
    class Six(LastPicture):
        a: VMobject
        b: VMobject
        c: VMobject
        d: VMobject
        e: VMobject
        f: VMobject

    with pytest.raises(ValueError, match="too many to share"):
        _ = Six(*(Square() for _ in range(6))).parts
