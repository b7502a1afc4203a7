"""∂L/∂X with an empty slot for each of its entries: as many as X has, in the same shape."""

from __future__ import annotations

from manim import RIGHT, UP, RoundedRectangle, VGroup

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import given_inputs, stated
from scenes.stage.animations.indication import frame
from scenes.stage.formulas.excerpts import equals_sign, excerpt
from scenes.stage.formulas.formula import Formula
from scenes.stage.theme import Theme, units

_MARGIN = 4
"""Around what a slot is for, in pixels at 1080p."""

_APART = 0.9
"""Between X and ∂L/∂X below it, in em."""


class Slots(VGroup):
    """A mobject: ∂L/∂X = ( ▢ ▢ ), the slots as large as the entries they wait for.

    Args:
        notation: shape and names; at elided inputs stand dots.
        theme: looks.
        size: font size in pixels.

    Attributes:
        size: font size in pixels.
        formula: ∂L/∂X = (∂L/∂x_i ...) as it will be filled; it is no part of the mobject.
        outline: all of it but the entries.
        frames: by input, the slot.
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self.size = size
        self.formula = Formula(stated(input_gradient(notation), "definition"), theme, size)
        around = (("subject",), ("statement",), ("matrix",), ("entry", ELIDED))
        self.outline = excerpt(self.formula, *around)
        self.frames = {
            i: empty_slot(self.formula.part("entry", i), theme) for i in notation.written_inputs
        }
        super().__init__(self.outline, *self.frames.values())


def empty_slot(entry: VGroup, theme: Theme, role: str = "gradient") -> RoundedRectangle:
    """The slot of an entry: a frame with a wash of a role's colour."""
    return frame(entry, theme, role, margin=_MARGIN).set_fill(
        theme.colour(role), opacity=theme.wash / 2
    )


class Shapes(VGroup):
    """A mobject: X = (x_i ...) and, entry below entry, ∂L/∂X = ( ▢ ▢ ).

    Attributes:
        inputs: X = (...), entries at ("x", i).
        slots: ∂L/∂X = (...).
    """

    def __init__(self, notation: Notation, theme: Theme, size: float) -> None:
        self.slots = Slots(notation, theme, size)
        self.inputs = Formula(given_inputs(notation), theme, size)
        below = self.slots.formula
        self.inputs.next_to(below, UP, buff=units(size) * _APART)
        self.inputs.shift(RIGHT * (equals_sign(below).get_x() - equals_sign(self.inputs).get_x()))
        for part in ("open", "close"):
            self.inputs.part("x", part).match_x(below.part("matrix", part))
        for i in notation.input_range:
            self.inputs.part("x", i).match_x(below.part("entry", i))
        self.inputs.part("name", "x").match_x(below.part("subject"))
        # The entries of ∂L/∂X belong to it while it is moved to its place.
        super().__init__(self.inputs, self.slots, self.slots.formula)
