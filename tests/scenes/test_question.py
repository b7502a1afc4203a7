"""Chapter 1 shows both formulas, lets shapes compete, and counts the terms of ②."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from calculus.claims import input_claim, weight_claim
from calculus.lesson import Lesson
from scenes.stage.blocks import BlockEquation, transpose_rivals
from scenes.stage.theme import THEMES

SHAPES = [
    (1, 1, 1),
    (1, 3, 2),
    (1, 1, 3),
    (1, 3, 1),
    (2, 2, 3),
    (1, 2, 2),
    (6, 6, 6),
    (8, 20, 12),
    (1, 1, 64),
]


def test_the_claims_stand_at_the_beginning_and_at_the_end(
    post: Lesson, run: Callable[..., Any]
) -> None:
    stills = run("question", post).stills
    for beat in ("claim", "promise"):
        for claim in (input_claim(post.notation), weight_claim(post.notation)):
            wanted = [atom.sign for atom in claim.atoms()]
            for sign in wanted:
                assert stills[beat].signs.count(sign) >= wanted.count(sign), (beat, sign)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_stays_inside(
    shape: tuple[int, int, int], make_lesson: Callable[..., Lesson], run: Callable[..., Any]
) -> None:
    for index in ("output-first", "input-first"):
        performance = run("question", make_lesson(*shape, index))
        assert list(performance.stills) == ["claim", "transpose", "promise"]
        for beat, still in performance.stills.items():
            assert not still.outside, (beat, still.outside)


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (3, 2), (2, 2), (1, 3), (1, 1)])
def test_without_the_transpose_the_product_exists_only_if_w_is_square(
    post: Lesson, inputs: int, outputs: int
) -> None:
    claim = input_claim(post.notation)
    fitting, rival = (
        BlockEquation(matrices, THEMES["dark"])
        for matrices in transpose_rivals(claim, inputs, outputs)
    )
    assert fitting.fits
    assert rival.fits == (inputs == outputs)
    assert ("subject" in rival.blocks) == rival.fits


@pytest.mark.parametrize(("inputs", "outputs"), [(2, 3), (3, 4), (64, 64)])
def test_the_true_number_of_terms_is_promised(
    inputs: int, outputs: int, make_lesson: Callable[..., Lesson], run: Callable[..., Any]
) -> None:
    still = run("question", make_lesson(1, inputs, outputs)).stills["promise"]
    assert {str(inputs * outputs**2), str(inputs * outputs)} <= set(still.signs)
