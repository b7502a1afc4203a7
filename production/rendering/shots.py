"""What is drawn, as data: the shots of a film, their pictures, and the outlines in these.

A chapter's scene is run once; each of its plays becomes a shot. A shot knows everything its frames
depend on and nothing of where it came from, so that what looks the same is the same shot: edited
code, another language or a longer hold give it the same fingerprint as long as the picture stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import cairo
import numpy as np

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, from 0 to 1."""

Box = tuple[int, int, int, int]
"""Pixels: left, top, right, bottom; the last two are just outside."""


class Paint(NamedTuple):
    """A colour, or colours along a line.

    Attributes:
        colours: one, or several that blend into each other.
        line: x and y of the first colour's and of the last one's place, in Manim units; None for
            a single colour.
    """

    colours: tuple[Colour, ...]
    line: tuple[float, float, float, float] | None = None

    @property
    def is_visible(self) -> bool:
        """Whether any of it covers anything."""
        return any(colour[3] > 0 for colour in self.colours)


class Stroke(NamedTuple):
    """A line along an outline: its paint, its width in Manim units, Cairo's join and cap."""

    paint: Paint
    width: float
    join: cairo.LineJoin
    cap: cairo.LineCap


class Brush(NamedTuple):
    """How an outline is painted, in this order; None for not at all."""

    below: Stroke | None
    fill: Paint | None
    above: Stroke | None


@dataclass(frozen=True, eq=False, slots=True)
class Outline:
    """Closed or open paths where they lie on the screen.

    Attributes:
        curves: start, two handles and end of each cubic Bézier curve: int32 of shape (n, 8), in
            256ths of a pixel, rounded as Cairo does.
        paths: first curve, curve after the last, and whether it is closed, of each path.
    """

    curves: np.ndarray
    paths: tuple[tuple[int, int, bool], ...]


@dataclass(eq=False, slots=True)
class Item:
    """An outline and its brush: what a mobject looks like at a moment.

    Within a shot, what looks the same is the same object.

    Attributes:
        outline: where it lies.
        brush: how it is painted.
        box: the pixels it may cover.
    """

    outline: Outline
    brush: Brush
    box: Box
    _digest: bytes = b""

    @property
    def digest(self) -> bytes:
        """The same for items that look the same; worked out when it is wanted."""
        if not self._digest:
            digest = hashlib.blake2b(self.outline.curves.data, digest_size=16)
            digest.update(_described(self.outline.paths))
            digest.update(_described(self.brush))
            self._digest = digest.digest()
        return self._digest


Picture = tuple[Item, ...]
"""What is on the screen at a moment, the lowest first."""


@dataclass(frozen=True)
class Lens:
    """Where Manim's units come to lie on the screen.

    Attributes:
        width: of the screen, in pixels.
        height: of the screen, in pixels.
        scale_x: pixels to the right in one unit.
        scale_y: pixels downward in one unit; negative.
        left: pixels from the left edge to x = 0.
        top: pixels from the upper edge to y = 0.
        stroke_unit: Manim units in one unit of stroke width.
    """

    width: int
    height: int
    scale_x: float
    scale_y: float
    left: float
    top: float
    stroke_unit: float

    @classmethod
    def of(cls, camera: Any) -> Lens:
        """A camera's, computed in the very way it does, so that no rounding differs."""
        x = camera.pixel_width / camera.frame_width
        y = camera.pixel_height / camera.frame_height
        center = camera.frame_center
        return cls(
            camera.pixel_width,
            camera.pixel_height,
            x,
            -y,
            camera.pixel_width / 2 - center[0] * x,
            camera.pixel_height / 2 + center[1] * y,
            camera.cairo_line_width_multiple,
        )


Ground = tuple[int, int, int, int]
"""What lies behind everything: red, green, blue and opacity, from 0 to 255."""

EMPTY: Ground = (0, 0, 0, 0)
"""The ground of transparent films."""


@dataclass(frozen=True)
class Screen:
    """Size and background of frames: where outlines come to lie, and what lies behind them."""

    lens: Lens
    ground: Ground


@dataclass(frozen=True)
class Shot:
    """What one `play` of a scene shows: a movement, or a picture that is held.

    Attributes:
        beat: the beat it belongs to; empty before the first.
        frames: how many frames it lasts.
        fingerprint: of everything that it shows; for a hold, however long it lasts.
        screen: what it is drawn on.
        pictures: one for each frame, or one for a hold; empty when they need not be drawn.
        is_hold: whether it shows the same picture all the time.
    """

    beat: str
    frames: int
    fingerprint: str
    screen: Screen
    pictures: tuple[Picture, ...] = field(default=(), repr=False)
    is_hold: bool = False

    @property
    def still(self) -> int:
        """How many of the lowest items are the same in all of its pictures; 0 for a hold."""
        if len(self.pictures) < 2:
            return 0
        first, *others = self.pictures
        common = len(first)
        for other in others:
            pairs = zip(first[:common], other, strict=False)
            common = next(
                (place for place, (one, another) in enumerate(pairs) if one is not another),
                min(common, len(other)),
            )
        return common


def fingerprint(pictures: Iterable[Picture], *context: object) -> str:
    """A name for what pictures show, one after the other, and for what else they depend on."""
    digest = hashlib.sha256(repr(context).encode())
    for picture in pictures:
        digest.update(len(picture).to_bytes(4, "big"))
        for item in picture:
            digest.update(item.digest)
    return digest.hexdigest()


@lru_cache(maxsize=10_000)
def _described(value: Hashable) -> bytes:
    return repr(value).encode()
