"""Typst's outlines: named by atom, on the baseline, text shown and never obeyed."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.stage.formulas import svg, typesetting


def test_every_atom_comes_back_under_its_number() -> None:
    outlines = typesetting.mathematics("atom(#0, x_1) atom(#1, +) atom(#2, w)")
    assert [outline.atom for outline in outlines] == [0, 0, 1, 2]


def test_a_fraction_bar_is_an_outline_of_the_surrounding_atom() -> None:
    outlines = typesetting.mathematics("atom(#7, frac(atom(#1, x), atom(#2, y)))")
    bar = next(outline for outline in outlines if outline.atom == 7)
    height, width = np.ptp(bar.points[:, 1]), np.ptp(bar.points[:, 0])
    assert width > 10 * height > 0


def test_the_baseline_is_at_zero() -> None:
    (letter,) = typesetting.mathematics("atom(#0, upright(H))")
    assert letter.points[:, 1].min() == pytest.approx(0, abs=0.01)
    (letter,) = typesetting.words("H")
    assert letter.points[:, 1].min() == pytest.approx(0, abs=0.01)


def test_outlines_are_closed_cubic_curves() -> None:
    for outline in typesetting.mathematics("atom(#0, partial)"):
        assert len(outline.points) % 4 == 0
        assert np.isfinite(outline.points).all()


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$", "*bold*", 'a"b', "back\\slash", "<label>", "// no", "[x]"]
)
def test_markup_in_words_is_shown_not_obeyed(text: str) -> None:
    assert len(typesetting.words(text)) >= len(text.replace(" ", "").replace("i", "")) - 1


def test_derivatives_in_words_are_mathematics() -> None:
    plain = sum(len(typesetting.words(part)) for part in ("∂L", "/", "∂W"))
    assert len(typesetting.words("∂L/∂W")) == plain


def test_japanese_comes_from_the_projects_own_font() -> None:
    assert len(typesetting.words("転置")) == 2


def test_what_typst_cannot_set_is_an_error() -> None:
    with pytest.raises(svg.TypesettingError):
        typesetting.mathematics("atom(#0, nosuchname)")
