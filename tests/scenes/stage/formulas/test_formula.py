"""Formulas: every atom of the calculus has its glyphs, in its owner's colour."""

from __future__ import annotations

import pytest

from calculus.affine.forward import forward
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.notation import Notation
from scenes.stage.formulas.formula import Formula, Typeset, Words
from scenes.stage.theme import THEMES, units

THEME = THEMES["dark"]
DERIVATIONS = [forward, input_gradient, weight_gradient]


@pytest.mark.parametrize("derive", DERIVATIONS)
@pytest.mark.parametrize("notation", [Notation(2, 3), Notation(1, 1), Notation(3, 2)])
def test_every_atom_of_every_line_is_drawn(derive, notation) -> None:  # type: ignore[no-untyped-def]
    for line in derive(notation).lines:
        formula = Formula(line.expression, THEME)
        for atom in line.expression.atoms():
            glyphs = formula.atoms[atom.place]
            assert len(glyphs) > 0, (line.name, atom)
            colour = glyphs[0].get_fill_color().to_hex().lower()
            assert colour == THEME.colour(atom.role)


def test_parentheses_stand_on_their_own_sides() -> None:
    line = weight_gradient(Notation(2, 3))["row-column"]
    formula = Formula(line.expression, THEME)
    place = ("entry", 1, 2, "column")
    opening, closing = formula.atoms[(*place, "open")], formula.atoms[(*place, "close")]
    between = formula.atoms[(*place, 1, "bar")]
    assert opening.get_right()[0] < between.get_left()[0]
    assert between.get_right()[0] < closing.get_left()[0]


def test_a_part_is_addressed_by_its_place() -> None:
    formula = Formula(weight_gradient(Notation(2, 3))["paths"].expression, THEME)
    assert len(formula.part("entry", 1, 2, "term", 3)) == 10
    assert formula.has("entry", 2, 3) and not formula.has("entry", 3, 1)
    with pytest.raises(KeyError):
        formula.part("entry", 9)


def test_gathering_keeps_all_addresses() -> None:
    parts = [Formula(line.expression, THEME) for line in forward(Notation(2, 2)).lines]
    assert set(Typeset(*parts).atoms) == {p for part in parts for p in part.atoms}


def test_sizes_are_pixels_of_a_1080p_frame() -> None:
    small, large = Words("H", THEME, 40), Words("H", THEME, 80)
    assert large.height == pytest.approx(2 * small.height)
    assert units(1080) == pytest.approx(8)


def test_baselines_align() -> None:
    first, second = (Formula(line.expression, THEME) for line in forward(Notation(2, 2)).lines[1:])
    second.shift([0, 3, 0])
    second.on_baseline_of(first)
    assert second.anchor.get_y() == pytest.approx(first.anchor.get_y())
