"""A matrix as the product of two others: names above, entries below them, shapes below these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from manim import LEFT, VGroup

from calculus.algebra.expressions import Equation, Place, Product
from calculus.statements.batch import Side
from calculus.writing.typst import RELATIONS
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, OVERVIEW, largest_that_fits
from scenes.stage.formulas.formula import Formula, Sign, Typeset, Words
from scenes.stage.matrices.even_matrix import EvenMatrix
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_SIGN_GAP: Final = 0.48
"""Between a sign and what stands beside it, in em."""

_LINE_GAP: Final = 0.65
"""Between names, entries and shapes, in em."""

_SHAPES = 0.9
"""Font size of the shapes, as a part of the names'."""

_MARK_SIZE = 0.95
"""Font size of ① and ②, as a part of the names'."""

_MARK_GAP = 0.6
"""Between ① or ② and the names, in em."""

_LARGEST = 46.0
"""Font size in pixels."""


class NamedProduct(Typeset):
    """A mobject: subject = left · right, each with its name, its entries and its shape.

    Args:
        sides: the subject and the two factors.
        theme: looks.
        region: what it fits into, in its middle.
        shown: positions (from 0) of the sides whose entries are shown; of the other factors the
            name stands among the entries again.
        shapes: whether the shapes are.
        mark: ① or ②, in front of the names.
        size: largest font size in pixels.

    Attributes:
        size: font size in pixels.
        names, matrices, shapes: by position, the mobjects.
        repeated: by position, names among the entries.
        signs: by line ("names", "entries", "shapes"), its signs = and ·.
        mark: ① or ②, or nothing.
    """

    def __init__(
        self,
        sides: Sequence[Side],
        theme: Theme,
        region: Region,
        *,
        shown: Collection[int] = (0, 1, 2),
        shapes: bool = True,
        mark: str = "",
        size: float = _LARGEST,
    ) -> None:
        self._sides, self._theme, self._shown, self._with_shapes = sides, theme, shown, shapes
        self._mark = mark
        largest_that_fits(self._set, lambda extent: region.excess(*extent), size, smallest=OVERVIEW)
        parts = [*self.names, *self.matrices.values(), *self.repeated.values(), *self.shapes]
        signs = [sign for line in self.signs.values() for sign in line if sign is not None]
        super().__init__(*parts, *signs)
        self.add(self.mark)
        self.shift(region.center - self.get_center())
        if self.size < FIRST_READING:
            overview(self)

    def _set(self, size: float) -> tuple[float, float]:
        self.size = size
        theme, em = self._theme, units(size)
        self.names = [Formula(side.name, theme, size) for side in self._sides]
        self.matrices = {
            position: EvenMatrix(side.matrix, theme, size)
            for position, side in enumerate(self._sides)
            if position in self._shown
        }
        self.shapes = [
            Formula(side.shape, theme, size * _SHAPES) for side in self._sides if self._with_shapes
        ]
        self.repeated = {
            position: Typeset(_again(Formula(side.name, theme, size)))
            for position, side in enumerate(self._sides)
            if position and self.matrices and position not in self.matrices
        }
        whole, left, right = (side.matrix for side in self._sides)
        relation = Equation((), (whole, Product((), (left, right)))).relation(1)
        self.signs: dict[str, tuple[Sign | None, Sign | None]] = {
            "names": (self._sign("names", "="), self._sign("names", "dot.op")),
        }
        if self.matrices:
            equals = self._sign("entries", RELATIONS[relation]) if 0 in self.matrices else None
            self.signs["entries"] = (equals, self._sign("entries", "dot.op"))
        if self.shapes:
            colour = theme.colour("shape")
            signs = (self._sign("shapes", sign, colour) for sign in ("=", "dot.op"))
            self.signs["shapes"] = (next(signs), next(signs))
        self._stack(em)
        self._line_up(em)
        self.mark = VGroup()
        if self._mark:
            colour = theme.colour("gradient")
            self.mark = Words(
                self._mark, theme, max(theme.sizes.least_words, size * _MARK_SIZE), colour
            )
            first = self.names[0]
            self.mark.move_to(first).next_to(first, LEFT, buff=_MARK_GAP * em)
        everything = VGroup(
            *self.names,
            *self.matrices.values(),
            *self.repeated.values(),
            *self.shapes,
            *(sign for line in self.signs.values() for sign in line if sign is not None),
            self.mark,
        )
        return everything.width, everything.height

    def _sign(self, line: str, source: str, colour: str | None = None) -> Sign:
        place: Place = ("sign", line, source)
        size = self.size * (_SHAPES if line == "shapes" else 1)
        return Sign(place, source, colour or self._theme.ink, size)

    def _stack(self, em: float) -> None:
        """Every line at its height; the names on one baseline, the matrices on one middle."""
        bottom = min(name.get_bottom()[1] for name in self.names)
        if self.matrices:
            highest = max(matrix.height for matrix in self.matrices.values())
            middle = bottom - _LINE_GAP * em - highest / 2
            for part in (*self.matrices.values(), *self.repeated.values()):
                part.set_y(middle)
            for sign in self.signs["entries"]:
                if sign is not None:
                    sign.set_y(middle)
            bottom = middle - highest / 2
        if self.shapes:
            for shape in self.shapes:
                shape.set_y(bottom - _LINE_GAP * em - shape.height / 2)
            for sign in self.signs["shapes"]:
                assert sign is not None
                sign.set_y(self.shapes[0].get_y())

    def _line_up(self, em: float) -> None:
        x = 0.0
        for position, name in enumerate(self.names):
            column = [name]
            if position in self.matrices:
                column.append(self.matrices[position])
            if position in self.repeated:
                column.append(self.repeated[position])
            if self.shapes:
                column.append(self.shapes[position])
            width = max(part.width for part in column)
            for part in column:
                part.set_x(x + width / 2)
            x += width
            if position == len(self.names) - 1:
                break
            signs = [line[position] for line in self.signs.values()]
            widest = max(sign.width for sign in signs if sign is not None)
            for sign in signs:
                if sign is not None:
                    sign.set_x(x + _SIGN_GAP * em + widest / 2)
            x += widest + 2 * _SIGN_GAP * em

    @property
    def lines(self) -> Typeset:
        """Names and signs: all but entries and shapes."""
        signs = [sign for line in self.signs.values() for sign in line if sign is not None]
        return Typeset(*self.names, *self.repeated.values(), *signs)

    @property
    def statement(self) -> VGroup:
        """The line of the names."""
        return VGroup(*self.names, *self.signs["names"])

    def light_inner_dimension(self) -> None:
        """The two lengths that meet in the shapes are not grey as the others are."""
        for shape, key in ((self.shapes[1], "columns"), (self.shapes[2], "rows")):
            for place, atom in shape.atoms.items():
                if place[-1] == key:
                    atom.set_fill(self._theme.ink)


def _again(name: Formula) -> Formula:
    """The same at places of its own, behind the key "again"."""
    name.atoms = {("again", *place): atom for place, atom in name.atoms.items()}
    return name
