"""A chapter's clock: what its time is spent on, and how long the same takes with other captions.

Movements last as long as their chapter says; stills last until their captions have been read and
heard. So a chapter whose segments are known need not be run again when its words change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from scenes.script.reading_time import TICKS_PER_SECOND

Captions = Callable[[str], Sequence[float]]
"""Gives the seconds that each caption of a beat has; multiples of 1/15 s."""

Kind = Literal["movement", "rest", "heard", "caption", "end", "closing"]
"""A movement; a still with a length of its own; one until the caption has been read and heard,
and the same with the next caption beginning then; one until the beat's end; and a movement that
ends a still of the last two kinds, which is as much shorter."""


class Segment(NamedTuple):
    """What happens on the screen for some ticks, or for none.

    Attributes:
        beat: the beat it belongs to; empty before the first.
        kind: what decides its length.
        ticks: how long it lasts.
    """

    beat: str
    kind: Kind
    ticks: int


@dataclass(frozen=True)
class Beat:
    """A beat's place in time, in seconds from the chapter's start.

    Attributes:
        name: as in the storyboard.
        start: when it begins.
        end: when it ends.
        captions: when each of its captions begins.
    """

    name: str
    start: float
    end: float
    captions: tuple[float, ...]


class Clock:
    """Counts a chapter's time in ticks and notes what it is spent on.

    Args:
        captions: of all beats.
        still: seconds for which a new picture stands still at least at the end of its beat.

    Attributes:
        now: ticks since the chapter's start.
        segments: all there were, in order.
        beats: all that were begun, in order.
    """

    def __init__(self, captions: Captions, still: float) -> None:
        self.now = 0
        self.segments: list[Segment] = []
        self.beats: list[Beat] = []
        self._captions = captions
        self._still = ticks(still)
        self._movement_end = 0
        self._captions_left: list[float] = []
        self._caption_end = 0

    @property
    def seconds(self) -> float:
        """Since the chapter's start."""
        return self.now * TICK

    @property
    def beat(self) -> str:
        """The beat that was begun last; empty before the first."""
        return self.beats[-1].name if self.beats else ""

    def begin(self, beat: str) -> None:
        """A beat and its first caption begin."""
        self.beats.append(Beat(beat, self.seconds, self.seconds, ()))
        self._captions_left = list(self._captions(beat))
        self._begin_caption()

    def move(self, length: int) -> None:
        """There was a movement of so many ticks."""
        self._note("movement", length)
        self._movement_end = self.now

    def rest(self, length: int) -> int:
        """There is a still of so many ticks."""
        return self._note("rest", length)

    def heard(self) -> int:
        """Ticks of stillness until the caption on display has had its time; no other begins."""
        return self._note("heard", max(0, self._caption_end - self.now))

    def next_caption(self, closing: int = 0) -> int:
        """Ticks of stillness until the caption on display has had its time and the next begins.

        Args:
            closing: ticks of a movement that comes after the stillness, before the next caption.
        """
        length = self._note("caption", max(0, self._caption_end - self.now - closing))
        self._close(closing)
        self._begin_caption()
        return length

    def end(self, closing: int = 0) -> int:
        """Ticks of stillness until the beat's captions and its picture have had their time.

        Args:
            closing: ticks of a movement that comes after the stillness and ends the beat.
        """
        start = self.now
        while self._captions_left:
            self.now = max(self.now, self._caption_end)
            self._begin_caption()
        end = max(self.now, self._caption_end, self._movement_end + self._still)
        self.now = start
        length = self._note("end", max(0, end - start - closing))
        self._close(closing)
        return length

    def _close(self, length: int) -> None:
        if length:
            self._note("closing", length)

    def _note(self, kind: Kind, length: int) -> int:
        self.segments.append(Segment(self.beat, kind, length))
        self.now += length
        if self.beats:
            self.beats[-1] = replace(self.beats[-1], end=self.seconds)
        return length

    def _begin_caption(self) -> None:
        if self._captions_left:
            beat = self.beats[-1]
            self.beats[-1] = replace(beat, captions=(*beat.captions, self.seconds))
            self._caption_end = self.now + ticks(self._captions_left.pop(0))


@dataclass(frozen=True)
class ChapterTiming:
    """The segments of a chapter, for any captions.

    Attributes:
        segments: in order.
        still: seconds, as the clock was told.
    """

    segments: tuple[Segment, ...]
    still: float

    def clock(self, captions: Captions) -> Clock:
        """The clock of the same chapter with such captions, at the chapter's end."""
        clock = Clock(captions, self.still)
        for segment, following in zip_longest(self.segments, self.segments[1:]):
            is_closed = following is not None and following.kind == "closing"
            closing = following.ticks if is_closed else 0
            if segment.beat != clock.beat:
                clock.begin(segment.beat)
            match segment.kind:
                case "movement":
                    clock.move(segment.ticks)
                case "rest":
                    clock.rest(segment.ticks)
                case "heard":
                    clock.heard()
                case "caption":
                    clock.next_caption(closing)
                case "end":
                    clock.end(closing)
                case "closing":
                    pass  # the still before it has brought it along
        return clock


TICK: Final = 1 / TICKS_PER_SECOND
"""Seconds; every duration is a multiple, so that all frame rates (15, 30, 60) share one clock."""


def ticks(seconds: float) -> int:
    """A duration as whole ticks.

    Raises:
        ValueError: when it is not a multiple of `TICK` (qualities would drift apart).
    """
    count = round(seconds / TICK)
    if abs(count * TICK - seconds) > 1e-6:
        raise ValueError(f"a duration of {seconds} s is not a multiple of 1/15 s")
    return count
