"""An entry of ∂L/∂X as a sum over paths, in two lines: with ∂y_k/∂x_i, and with w_ki below it."""

from __future__ import annotations

from manim import DOWN, LEFT, VGroup

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place
from calculus.algebra.notation import Notation
from calculus.statements.given import entry_stated
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.excerpts import equals_sign, excerpt
from scenes.stage.formulas.formula import Formula, Sign, Typeset
from scenes.stage.theme import Theme, units

_SHOWN = 2
"""So many entries of ∂L/∂X are written out; dots stand for others."""

_LEADING = 0.4
"""Between the two lines of an entry, in em."""

BETWEEN_ENTRIES = 0.8
"""Between two entries, in em."""


class PathSums(VGroup):
    """A mobject: ∂L/∂x_i = Σ_k ∂L/∂y_k ∂y_k/∂x_i and, term below term, = Σ_k ∂L/∂y_k w_ki.

    Both lines use the places of ①: those of line `paths` and those of line `derivatives`.

    Args:
        notation: shape and names.
        theme: looks.
        size: font size in pixels.
        i: the input.

    Attributes:
        i: the input.
        upper: the first line.
        lower: the second one, without ∂L/∂x_i.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float, i: int) -> None:
        derivation, entry = input_gradient(notation), ("entry", i)
        self.i, self.notation = i, notation
        self.upper = Formula(entry_stated(derivation, entry, "paths"), theme, size)
        below = Formula(entry_stated(derivation, entry, "derivatives"), theme, size)
        below.shift(DOWN * (self.upper.height + units(size) * _LEADING))
        self.lower = excerpt(below, ("statement",), (*entry, "term"), (*entry, "plus"))
        for place, atom in self.lower.atoms.items():
            above = self._above(place)
            if "upstream" not in place:
                atom.set_x(above.get_x())
        for k in notation.written_outputs:
            upstream = (*entry, "term", k, "upstream")
            self.lower.part(*upstream).set_x(self.upper.part(*upstream).get_x())
        super().__init__(self.upper, self.lower)

    @property
    def head(self) -> Typeset:
        """∂L/∂x_i = in front of the first line."""
        return excerpt(self.upper, ("statement",), *subject_places(self.i))

    def upper_term(self, k: int) -> Typeset:
        """Term k of the first line and the plus sign in front of it."""
        return _term(self.upper, self.i, k)

    def lower_term(self, k: int) -> Typeset:
        """Term k of the second line and the plus sign in front of it."""
        return _term(self.lower, self.i, k)

    def _above(self, place: Place) -> VGroup:
        """What stands on the first line over an atom of the second."""
        return self.upper.part(*("local" if part == "read" else part for part in place))


class SumColumn(VGroup):
    """A mobject: the sums for the first two inputs below each other, and dots for further ones.

    Args:
        notation: shape and names.
        theme: looks.
        size: font size in pixels.

    Attributes:
        notation: shape and names.
        sums: by input, the sum over its paths.
        dots: what stands for further entries; none if there are no such.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self.notation = notation
        shown = notation.written_inputs[:_SHOWN]
        self.sums = {i: PathSums(notation, theme, size, i) for i in shown}
        self.dots = _further_entries(notation, theme, size)
        column = VGroup(*self.sums.values())
        column.arrange(DOWN, buff=units(size) * BETWEEN_ENTRIES, aligned_edge=LEFT)
        sign = equals_sign(self.sums[shown[0]].upper)
        for dots in self.dots:
            dots.next_to(column, DOWN, buff=units(size) * _LEADING).set_x(sign.get_x())
        super().__init__(*self.sums.values(), *self.dots)

    @classmethod
    def of(cls, scene: Chapter) -> SumColumn:
        """In its room, as large as it fits."""
        notation, theme, room = brief(scene.lesson.notation), scene.theme, Rooms.of_frame().sums
        column = fitted(
            lambda size: cls(notation, theme, size), room, theme.sizes.formula, smallest=OVERVIEW
        )
        return column.move_to(room.left_edge, aligned_edge=LEFT)


def _further_entries(notation: Notation, theme: Theme, size: float) -> list[Typeset]:
    """Dots for the entries of ∂L/∂X that are not written out; none if all are."""
    if notation.inputs <= _SHOWN:
        return []
    return [Sign(("more", "entries"), "dots.v", theme.ink, size)]


def subject_places(i: int) -> tuple[Place, ...]:
    """Where ∂L/∂x_i stands on the left of its lines."""
    return tuple(("entry", i, part) for part in ("of", "bar", "by"))


def _term(line: Typeset, i: int, k: int) -> Typeset:
    return excerpt(line, ("entry", i, "term", k), ("entry", i, "plus", k))
