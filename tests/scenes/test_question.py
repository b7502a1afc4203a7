"""Chapter 1 lets shapes compete; what it shows of any lesson is in `laws`."""

from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from calculus.statements.claims import input_claim
from scenes.stage.matrices.block_claims import transpose_rivals
from scenes.stage.matrices.block_equation import BlockEquation
from scenes.stage.theme import THEMES


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
