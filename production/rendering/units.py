"""Units: shots as encoded video, kept under their fingerprints.

A unit is the smallest thing that is rendered: one movement, or one group of pictures of a still,
which is repeated for as long as the still is held.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from production.files import is_whole, sealed
from production.media.formats import Format
from production.media.joining import Piece
from production.media.quality import Quality
from production.rendering.canvas import Canvas
from production.rendering.converter import Converter
from production.rendering.encoder import FrameEncoder
from production.rendering.shots import Shot


@dataclass(frozen=True)
class Units:
    """A folder of units of one format."""

    folder: Path
    suffix: str

    def path(self, name: str) -> Path:
        """Where a unit is kept."""
        return self.folder / f"{name}.{self.suffix}"

    def names(self) -> frozenset[str]:
        """Of the units that there are."""
        if not self.folder.is_dir():
            return frozenset()
        end = f".{self.suffix}"
        return frozenset(
            entry.name.removesuffix(end)
            for entry in os.scandir(self.folder)
            if entry.name.endswith(end)
        )

    def keep(self, name: str, content: bytes) -> None:
        """Save a unit; its file appears only when it is complete."""
        with sealed(self.path(name)) as unfinished:
            unfinished.write_bytes(content)

    def without_damaged(self, names: Iterable[str]) -> bool:
        """Whether some units are all as they were kept; those that are not are removed."""
        damaged = [path for name in names if not is_whole(path := self.path(name))]
        for path in damaged:
            path.unlink(missing_ok=True)
        return not damaged


@dataclass(frozen=True)
class Cut:
    """One shot in its place: which unit it is, and for how many frames it is shown."""

    name: str
    frames: int
    is_still: bool

    def piece(self, units: Units) -> Piece:
        """The cut as a piece of video."""
        return Piece(units.path(self.name), self.frames, self.is_still)


@dataclass
class UnitEncoder:
    """Takes shots, encodes those that nobody knows yet, and notes them all in order.

    Args:
        quality: of the frames that are drawn.
        form: how they are encoded.
        folder: for files that are being written.
        known: names of units that exist.
        on_frames: told the beat and the number of frames of each shot that is done.
        on_unit: given the name and the content of each unit as soon as it is encoded.

    Attributes:
        cuts: of all shots so far.
        made: names of the units that were encoded.
    """

    quality: Quality
    form: Format
    folder: Path
    known: Collection[str]
    on_frames: Callable[[str, int], None]
    on_unit: Callable[[str, bytes], None] = lambda name, content: None
    cuts: list[Cut] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    _canvas: Canvas | None = None
    _converter: Converter | None = None

    def __post_init__(self) -> None:
        if self.form.picture.is_plain(self.quality) and not self.form.is_transparent:
            self._converter = Converter(self.quality.width, self.quality.height)

    def __call__(self, shot: Shot) -> None:
        self.cuts.append(Cut(shot.fingerprint, shot.frames, shot.is_hold))
        if shot.fingerprint not in self.made and shot.fingerprint not in self.known:
            self.on_unit(shot.fingerprint, self._encoded(shot))
            self.made.add(shot.fingerprint)
        self.on_frames(shot.beat, shot.frames)

    def _encoded(self, shot: Shot) -> bytes:
        if self._canvas is None:
            self._canvas = Canvas(shot.screen)
        canvas, still = self._canvas, shot.still
        path = self.folder / f"{os.getpid()}.{self.form.picture.suffix}"
        coding = self.quality, self.form, self._converter, shot.is_hold
        with FrameEncoder(path, *coding) as encoder:
            for picture in shot.pictures:
                dirty = canvas.draw(picture, still)
                if shot.is_hold:
                    encoder.write_still(canvas.pixels, dirty)
                else:
                    encoder.write(canvas.pixels, 1, dirty)
        content = path.read_bytes()
        path.unlink()
        return content
