"""What stands on the stage, outline by outline, in the order in which it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from manim import Circle, Mobject, Rectangle, VMobject

from calculus.algebra.expressions import Symbol
from production.inspection.finding import Box
from production.inspection.limits import VISIBLE
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.code import Code
from scenes.stage.formulas.formula import AtomGlyphs, Glyph, Words
from scenes.stage.graph.arrows import BentArrow
from scenes.stage.graph.small_graph import SmallGraph
from scenes.stage.theme import pixels

_UNIT_OF_STROKE = 0.01
"""Manim units of width in one of Manim's stroke units."""


@dataclass(frozen=True)
class Look:
    """How the inside or the line of an outline is painted.

    Attributes:
        colour: shape (3,), each from 0 to 255.
        opacity: from 0 to 1.
        is_field: whether it is the inside of something that is no glyph.
    """

    colour: np.ndarray
    opacity: float
    is_field: bool

    def over(self, ground: np.ndarray) -> np.ndarray:
        """The colour that is seen before a ground, both of shape (3,)."""
        return self.colour * self.opacity + ground * (1 - self.opacity)


@dataclass(frozen=True)
class VisibleOutline:
    """A visible outline.

    Attributes:
        mobject: what is drawn.
        unit: the number of the text or mark it is a part of (a symbol, a word, an arrow): parts
            of one unit are set together.
        name: what a person would call it, such as "w21" or "a line".
        is_fixture: whether it is the chapter's title or small graph.
        owner: the words or code it belongs to, or the atom of a formula.
    """

    mobject: VMobject
    unit: int
    name: str
    is_fixture: bool
    owner: Mobject | None

    @property
    def is_text(self) -> bool:
        """Whether it is a glyph."""
        return isinstance(self.mobject, Glyph)

    @property
    def line(self) -> int:
        """A number that it shares with text that was set in one go with it; 0 if it is no text."""
        return self.mobject.line if isinstance(self.mobject, Glyph) else 0

    @property
    def fill(self) -> float:
        """Opacity of what is inside."""
        return float(self.mobject.get_fill_opacity())

    @property
    def stroke(self) -> float:
        """Opacity of the line; 0 without one."""
        if self.mobject.get_stroke_width() <= 0:
            return 0.0
        return float(self.mobject.get_stroke_opacity())

    @property
    def looks(self) -> list[Look]:
        """Its visible inside and line."""
        looks = []
        if self.fill > VISIBLE:
            colour = self.mobject.get_fill_color().to_rgb()
            looks.append(Look(255 * np.array(colour), self.fill, not self.is_text))
        if self.stroke > VISIBLE:
            colour = self.mobject.get_stroke_color().to_rgb()
            looks.append(Look(255 * np.array(colour), self.stroke, False))
        return looks

    @property
    def stroke_width(self) -> float:
        """Width of the line in Manim units."""
        return float(self.mobject.get_stroke_width()) * _UNIT_OF_STROKE

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top in Manim units, without the line's own width."""
        points = self.mobject.points
        low, high = points.min(axis=0), points.max(axis=0)
        return float(low[0]), float(high[0]), float(low[1]), float(high[1])


def visible_outlines(scene: Chapter) -> list[VisibleOutline]:
    """All visible outlines of a scene."""
    outlines: list[VisibleOutline] = []
    seen: set[int] = set()
    for mobject in scene.mobjects:
        fixture = mobject is scene.title or isinstance(mobject, SmallGraph)
        for outline in _visible(mobject, None, fixture):
            if id(outline.mobject) not in seen:
                seen.add(id(outline.mobject))
                outlines.append(outline)
    return sorted(outlines, key=lambda outline: outline.mobject.z_index)


def _visible(mobject: Mobject, owner: Mobject | None, fixture: bool) -> Iterator[VisibleOutline]:
    if isinstance(mobject, (Words, Code, AtomGlyphs, BentArrow)):
        owner = mobject
    fixture = fixture or isinstance(mobject, SmallGraph)
    if isinstance(mobject, VMobject) and len(mobject.points) > 1:
        unit = id(mobject if owner is None else owner)
        outline = VisibleOutline(mobject, unit, _name(mobject, owner), fixture, owner)
        if max(outline.fill, outline.stroke) > VISIBLE:
            yield outline
    for part in mobject.submobjects:
        yield from _visible(part, owner, fixture)


def _name(outline: VMobject, owner: Mobject | None) -> str:
    match owner:
        case Words():
            return owner.text
        case Code():
            return owner.line.code
        case AtomGlyphs():
            return _sign(owner.atom.sign)
        case BentArrow():
            return "an arrow"
    match outline:
        case Glyph():
            return "a sign"
        case Circle():
            return "a circle"
        case Rectangle():
            return "a frame"
    return "a line"


def _sign(sign: Symbol | str) -> str:
    if isinstance(sign, str):
        return sign
    sample = f"({sign.sample})" if sign.sample is not None else ""
    return f"{sign.letter}{sign.subscript}{sample}"


def box_around(outlines: Sequence[VisibleOutline], scene: Chapter) -> Box:
    """The rectangle around things, in pixels from the frame's upper left corner."""
    extents = np.array([outline.extent for outline in outlines])
    camera = scene.camera
    left, right = extents[:, 0].min(), extents[:, 1].max()
    bottom, top = extents[:, 2].min(), extents[:, 3].max()
    half_width, half_height = camera.frame_width / 2, camera.frame_height / 2
    corners = (left + half_width, half_height - top, right + half_width, half_height - bottom)
    return tuple(round(pixels(float(corner))) for corner in corners)  # type: ignore[return-value]
