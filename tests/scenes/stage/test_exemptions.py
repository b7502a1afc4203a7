from __future__ import annotations

import pytest
from manim import PI, Line, VGroup

from calculus.algebra.expressions import Symbol
from scenes.stage.exemptions import (
    context,
    is_context,
    is_overview,
    may_overlap,
    overlap_is_meant,
    overview,
)
from scenes.stage.formulas.formula import Formula, Glyph, Words, symbol_formula
from scenes.stage.theme import THEMES, pixels

THEME = THEMES["dark"]


def w21() -> Formula:
    return symbol_formula(Symbol("w", (2, 1), "21"), THEME, 50)


def glyphs(mobject: VGroup) -> list[Glyph]:
    return [part for part in mobject.get_family() if isinstance(part, Glyph)]


def test_a_declaration_goes_with_every_copy() -> None:
    assert all(map(is_overview, glyphs(overview(w21()).copy())))
    assert all(map(is_context, glyphs(context(w21()).copy())))
    assert not any(is_overview(glyph) or is_context(glyph) for glyph in glyphs(w21()))


def test_only_those_declared_together_may_overlap() -> None:
    line, name, other = Line(), w21(), w21()
    may_overlap(line, name)
    may_overlap(other, w21())
    for glyph in glyphs(name.copy()):
        assert overlap_is_meant(line.copy(), glyph)
    assert not any(overlap_is_meant(line, glyph) for glyph in glyphs(other))
    assert not overlap_is_meant(Line(), Line())


def test_a_glyph_knows_its_size_however_it_was_moved() -> None:
    name = w21()
    assert all(pixels(glyph.em) == pytest.approx(50) for glyph in glyphs(name))
    name.rotate(PI / 3).shift([3, 1, 0]).scale(0.5)
    assert all(pixels(glyph.em) == pytest.approx(25) for glyph in glyphs(name.copy()))


def test_glyphs_of_one_line_share_its_number() -> None:
    one, other = w21(), Words("w", THEME)
    (number,) = {glyph.line for glyph in glyphs(one)}
    assert {glyph.line for glyph in glyphs(one.copy())} == {number}
    assert {glyph.line for glyph in glyphs(other)} != {number}
