"""What is drawn over what, pixel by pixel: overlaps, and the ground behind each thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cairo
import numpy as np
from manim import Camera

from production.inspection.limits import CLOSE, OVERLAP, VISIBLE
from production.inspection.visible_outlines import VisibleOutline
from scenes.stage.exemptions import overlap_is_meant

NOTHING = -1

_HIDING = 0.6
"""Opacity from which on what is behind cannot be read."""

_SMALL = 45.0
"""Pixels; what is filled and not larger is a mark such as an arrow's tip, not a ground."""


@dataclass(frozen=True)
class Overlap:
    """Something is drawn over another thing, or touches it.

    Attributes:
        below, above: numbers of the things.
    """

    below: int
    above: int


@dataclass
class Drawing:
    """What drawing a stage has shown.

    Attributes:
        overlaps: text on text, text crossed by a line or covered by a mark.
        contacts: text that touches other text.
        grounds: by thing, the mean colour behind it, shape (3,), each from 0 to 255.
    """

    overlaps: list[Overlap] = field(default_factory=list)
    contacts: list[Overlap] = field(default_factory=list)
    grounds: dict[int, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class _Mask:
    """The pixels that a thing covers: a part of the frame and a truth value for each pixel."""

    window: tuple[slice, slice]
    covered: np.ndarray


def draw(
    outlines: Sequence[VisibleOutline], camera: Camera, grounds: Sequence[np.ndarray]
) -> Drawing:
    """Draw things in their order and note what lies over what.

    Args:
        outlines: in the order of drawing.
        camera: how Manim would draw them.
        grounds: colours of the empty frame and of panels, shape (3,), each from 0 to 255.
    """
    return _OverlapFinder(outlines, camera, grounds).drawing


class _OverlapFinder:
    def __init__(
        self, outlines: Sequence[VisibleOutline], camera: Camera, grounds: Sequence[np.ndarray]
    ) -> None:
        self.drawing = Drawing()
        self._grounds = grounds
        self._outlines = outlines
        self._camera = camera
        shape = camera.pixel_height, camera.pixel_width
        self._owners = np.full(shape, NOTHING, np.int32)
        self._colours = np.empty((*shape, 3), np.float32)
        self._colours[:] = grounds[0]
        for number, outline in enumerate(outlines):
            if outline.fill > VISIBLE:
                self._fill(number, outline)
            if outline.stroke > VISIBLE:
                self._stroke(number, outline)

    def _fill(self, number: int, outline: VisibleOutline) -> None:
        mask = self._mask(outline, 0.0)
        if mask is None:
            return
        self._note_ground(number, mask)
        if outline.is_text:
            self._note_contacts(number, self._widened(mask))
        if outline.is_text or self._is_mark(outline):
            self._put(number, mask)
            return
        if outline.fill >= _HIDING:
            self._note_overlaps(number, mask)
            self._owners[mask.window][mask.covered] = NOTHING
        behind = self._colours[mask.window]
        behind[mask.covered] = outline.looks[0].over(behind[mask.covered])

    def _stroke(self, number: int, outline: VisibleOutline) -> None:
        mask = self._mask(outline, outline.stroke_width)
        if mask is not None:
            self._note_ground(number, mask)
            self._put(number, mask)

    def _put(self, number: int, mask: _Mask) -> None:
        self._note_overlaps(number, mask)
        self._owners[mask.window][mask.covered] = number

    def _note_ground(self, number: int, mask: _Mask) -> None:
        # A frame stands out from what is behind it all, not from its own inside.
        if number not in self.drawing.grounds and mask.covered.any():
            self.drawing.grounds[number] = self._colours[mask.window][mask.covered].mean(axis=0)

    def _note_overlaps(self, number: int, mask: _Mask) -> None:
        for other in self._below(mask):
            if self._is_fault(other, number):
                self.drawing.overlaps.append(Overlap(other, number))

    def _note_contacts(self, number: int, mask: _Mask) -> None:
        for other in self._below(mask):
            one, two = self._outlines[other], self._outlines[number]
            if one.is_text and one.line != two.line and self._is_fault(other, number):
                self.drawing.contacts.append(Overlap(other, number))

    def _below(self, mask: _Mask) -> list[int]:
        """What is seen where something is about to be drawn."""
        below, counts = np.unique(self._owners[mask.window][mask.covered], return_counts=True)
        return [
            other
            for other, count in zip(below.tolist(), counts.tolist(), strict=True)
            if other != NOTHING and count > OVERLAP
        ]

    def _is_fault(self, below: int, above: int) -> bool:
        one, other = self._outlines[below], self._outlines[above]
        return (
            (one.is_text or other.is_text)
            and one.unit != other.unit
            and not overlap_is_meant(one.mobject, other.mobject)
            and not _coincide(one, other)
        )

    def _widened(self, mask: _Mask) -> _Mask:
        """The pixels of a mask and those around it."""
        rows, columns = mask.window
        y0, y1 = max(rows.start - CLOSE, 0), min(rows.stop + CLOSE, self._owners.shape[0])
        x0, x1 = max(columns.start - CLOSE, 0), min(columns.stop + CLOSE, self._owners.shape[1])
        covered = np.zeros((y1 - y0, x1 - x0), bool)
        inside = (
            slice(rows.start - y0, rows.stop - y0),
            slice(columns.start - x0, columns.stop - x0),
        )
        covered[inside] = mask.covered
        for _ in range(CLOSE):
            wider = covered.copy()
            wider[1:] |= covered[:-1]
            wider[:-1] |= covered[1:]
            wider[:, 1:] |= covered[:, :-1]
            wider[:, :-1] |= covered[:, 1:]
            covered = wider
        return _Mask((slice(y0, y1), slice(x0, x1)), covered)

    def _is_mark(self, outline: VisibleOutline) -> bool:
        """Whether it is seen as a thing, such as an arrow's tip; a gap or a panel is not."""
        left, right, bottom, top = outline.extent
        size = max(right - left, top - bottom)
        return size * self._camera.pixel_height / self._camera.frame_height < _SMALL and not any(
            np.allclose(outline.looks[0].colour, ground, atol=1.5) for ground in self._grounds
        )

    def _mask(self, outline: VisibleOutline, width: float) -> _Mask | None:
        """The pixels inside (width 0) or along a line of a width in Manim units."""
        camera = self._camera
        per_unit = camera.pixel_height / camera.frame_height
        left, right, bottom, top = outline.extent
        # Manim's lines have pointed joints.
        reach = 2 * width
        x0 = int(np.floor((left - reach + camera.frame_width / 2) * per_unit))
        x1 = int(np.ceil((right + reach + camera.frame_width / 2) * per_unit)) + 1
        y0 = int(np.floor((camera.frame_height / 2 - top - reach) * per_unit))
        y1 = int(np.ceil((camera.frame_height / 2 - bottom + reach) * per_unit)) + 1
        x0, x1 = max(x0, 0), min(x1, camera.pixel_width)
        y0, y1 = max(y0, 0), min(y1, camera.pixel_height)
        if x0 >= x1 or y0 >= y1:
            return None
        surface = cairo.ImageSurface(cairo.FORMAT_A8, x1 - x0, y1 - y0)
        context = cairo.Context(surface)
        context.set_matrix(
            cairo.Matrix(
                xx=per_unit,
                yy=-per_unit,
                x0=camera.frame_width / 2 * per_unit - x0,
                y0=camera.frame_height / 2 * per_unit - y0,
            )
        )
        camera.set_cairo_context_path(context, outline.mobject)
        if width:
            context.set_line_width(width)
            context.stroke()
        else:
            context.fill()
        surface.flush()
        alpha = np.frombuffer(surface.get_data(), np.uint8)
        alpha = alpha.reshape(y1 - y0, surface.get_stride())[:, : x1 - x0]
        return _Mask((slice(y0, y1), slice(x0, x1)), alpha > 127)


def _coincide(one: VisibleOutline, other: VisibleOutline) -> bool:
    """Whether a copy stands exactly on its original: nobody sees that there are two."""
    first, second = one.mobject.points, other.mobject.points
    return first.shape == second.shape and bool(np.abs(first - second).max() < 0.005)
