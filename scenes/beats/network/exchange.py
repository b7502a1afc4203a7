"""The other way of naming weights: the same edge and the same slot under the exchanged name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import RIGHT, Animation, AnimationGroup, FadeIn, VGroup, VMobject, linear, smooth

from calculus.algebra.notation import Notation
from scenes.beats.network.naming_rule import subscript_digits, subscript_order, symbol_digits
from scenes.stage.animations.in_place import InPlace
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula, Sign, Typeset, symbol_formula
from scenes.stage.theme import Theme, units

Edge = tuple[int, int]


def renamed_edges(notation: Notation) -> list[Edge]:
    """The edges (j, i) whose weight has another name in the other convention, row by row of W."""
    inputs, outputs = notation.written_inputs, notation.written_outputs
    return [(j, i) for i in inputs for j in outputs if i != j]


class ExchangeSubscripts(InPlace):
    """In the weights' names the two subscripts change places, one weight after the other.

    They slide past each other unseen in the middle of the way: one above the other would read
    as another formula.

    Args:
        whole: what holds the weights at ("w", i, j).
        notation: of the lesson.
        edges: (j, i) of the weights, in the order of their turns.
    """

    _OVERLAP = 0.5
    """Which part of its turn a weight shares with the next one."""

    def __init__(
        self, whole: Typeset, notation: Notation, edges: Sequence[Edge], **options: Any
    ) -> None:
        self._digits = [symbol_digits(notation.w(j, i), whole.atoms["w", i, j]) for j, i in edges]
        options.setdefault("rate_func", linear)
        super().__init__(whole, **options)

    def remember(self) -> None:
        self._ways: list[tuple[int, VMobject, np.ndarray, np.ndarray, float]] = []
        for turn, (first, second) in enumerate(self._digits):
            away = np.array([second.get_center()[0] - first.get_center()[0], 0.0, 0.0])
            for digits, way in ((first, away), (second, -away)):
                for glyph in digits:
                    opacity = float(glyph.get_fill_opacity())
                    self._ways.append((turn, glyph, glyph.points.copy(), way, opacity))

    def at(self, alpha: float) -> None:
        step = 1 - self._OVERLAP
        now = alpha * (1 + step * max(0, len(self._digits) - 1))
        for turn, glyph, start, way, opacity in self._ways:
            part = smooth(min(1.0, max(0.0, now - turn * step)))
            glyph.points = start + part * way
            glyph.set_fill(opacity=opacity * abs(np.cos(np.pi * part)), family=False)


class OtherName(VGroup):
    """w21 ↔ w12, large: the digits keep the colours of output and input.

    Args:
        notation: of the lesson.
        edge: (j, i) of the weight.
        size: font size in pixels.
        theme: looks.

    Attributes:
        usual: the name in this film's convention.
    """

    def __init__(self, notation: Notation, edge: Edge, size: float, theme: Theme) -> None:
        letters = subscript_order(notation)
        self.usual = symbol_formula(notation.w(*edge), theme, size, ("names", "usual"))
        # The other convention's name of an edge is this one's of the edge with j and i exchanged.
        other = symbol_formula(notation.w(*reversed(edge)), theme, size, ("names", "other"))
        arrow = Sign(("names", "arrow"), "arrow.l.r", theme.muted, size * 0.7)
        row = VGroup(self.usual, arrow, other).arrange(RIGHT, buff=units(size) * 0.4)
        other.on_baseline_of(self.usual)
        arrow.match_y(self.usual[0][0])
        self._arrow = arrow
        self._here = _by_role(self.usual, letters, theme)
        self._there = _by_role(other, letters[::-1], theme)
        super().__init__(*row)

    def show_usual(self, source: Formula, **options: Any) -> Rewrite:
        """The usual name comes from where it stands, large, on the stage."""
        (place,) = self.usual.atoms
        (atom,) = source.atoms.values()
        return Rewrite(self.usual, {place: [atom]}, replaced=[source], **options)

    def show_other(self, **options: Any) -> Animation:
        """Letter and digits of the other name come out of the usual one and change their order."""
        flights = [
            Rewrite(self._there[role], {(role,): [self._here[role]]}, arc=arc)
            for role, arc in (("w", 0.0), ("y", 0.3), ("x", 0.0))
        ]
        return AnimationGroup(FadeIn(self._arrow), *flights, **options)


def _by_role(name: Formula, letters: tuple[str, str], theme: Theme) -> dict[str, Typeset]:
    """The letter, the output's and the input's digits of a name, each to be moved by itself."""
    digits = subscript_digits(name)
    (atom,) = name.atoms.values()
    used = {id(glyph) for group in digits for glyph in group}
    parts = {"w": VGroup(*(glyph for glyph in atom if id(glyph) not in used))}
    for letter, group in zip(letters, digits, strict=True):
        parts[letter] = group.set_fill(theme.colour(letter))
    found: dict[str, Typeset] = {}
    for role, glyphs in parts.items():
        found[role] = Typeset(glyphs)
        found[role].atoms[(role,)] = glyphs
    return found
