"""The sample's number, raised in parentheses: it comes from the name of the sample's row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from manim import Scene, VGroup, VMobject

from calculus.algebra.expressions import Place, Symbol
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import AtomGlyphs, Typeset, Words


class RaisedNumber:
    """The parts of a symbol that bears a sample's number.

    Attributes:
        base: the letter and its subscript.
        parentheses: those of the raised number.
        digits: the raised number itself.
    """

    def __init__(self, atom: AtomGlyphs) -> None:
        letter, *attached = sorted(atom, key=lambda glyph: float(glyph.get_left()[0]))
        symbol = atom.atom.sign
        assert isinstance(symbol, Symbol)
        # The parenthesis is higher than a digit and than any subscript.
        by_height = sorted(attached, key=lambda glyph: float(glyph.get_center()[1]))
        below = len(symbol.subscript)
        raised = sorted(by_height[below:], key=lambda glyph: float(glyph.get_left()[0]))
        self.base = VGroup(letter, *by_height[:below])
        self.parentheses = VGroup(raised[0], raised[-1])
        self.digits = VGroup(*raised[1:-1])


def is_numbered(atom: VMobject) -> bool:
    """Whether an atom is a symbol that bears a sample's number."""
    sign = atom.atom.sign if isinstance(atom, AtomGlyphs) else None
    return isinstance(sign, Symbol) and bool(sign.sample)


def raised_numbers(typeset: Typeset, n: int) -> VGroup:
    """All raised numbers of a sample, with their parentheses."""
    return VGroup(
        *(
            VGroup(*number.parentheses, *number.digits)
            for atom in typeset.atoms.values()
            if is_numbered(atom) and atom.atom.sign.sample == n
            for number in [RaisedNumber(atom)]
        )
    )


def digits_of(name: Words, n: int) -> VGroup:
    """The glyphs of the number in a sample's name."""
    glyphs = [part for part in name if len(part.points) > 1]
    start = name.text.replace(" ", "").index(str(n))
    return VGroup(*glyphs[start : start + len(str(n))])


class NumberRows(Rewrite):
    """The row of one sample gets its number and moves up; the other samples' rows come below.

    Args:
        alone: the row of one sample, without a number.
        rows: all rows; the first has the same places.
        names: by sample, what its row is called: from there the numbers fly. Without names they
            appear where they stand.
        options: of `Rewrite`.
    """

    def __init__(
        self, alone: Typeset, rows: Typeset, names: Mapping[int, Words], **options: Any
    ) -> None:
        self._whole = rows
        parts = Typeset()
        sources: dict[Place, Sequence[VMobject]] = {}

        def add(place: Place, part: VGroup, *origins: VMobject | None) -> None:
            parts.atoms[place] = part
            if found := [origin for origin in origins if origin is not None]:
                sources[place] = found

        for place, atom in rows.atoms.items():
            stood = alone.atoms.get(place)
            if not is_numbered(atom):
                add(place, atom, stood)
                continue
            number, n = RaisedNumber(atom), atom.atom.sign.sample
            start = _at_name(number.digits, names[n], n) if n in names else None
            add((*place, "base"), number.base, stood)
            add((*place, "raised"), number.parentheses)
            add((*place, "number"), number.digits, start)
        parts.add(*parts.atoms.values())
        super().__init__(parts, sources, replaced=[alone], **options)

    def clean_up_from_scene(self, scene: Scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self.new)
        scene.add(self._whole)


def _at_name(digits: VGroup, name: Words, n: int) -> VGroup:
    """The raised number as it sets out from the name of its sample."""
    there = digits_of(name, n)
    start = digits.copy().scale(there.height / digits.height).move_to(there)
    return start.set_fill(there[0].get_fill_color())
