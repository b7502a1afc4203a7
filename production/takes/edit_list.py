"""Scores: which units show a chapter, for captions of any length."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from production.order.chapter_order import Staging
from production.rendering.units import Cut
from production.running.times import Times
from scenes.stage.clock import TICK, Pace


@dataclass(frozen=True)
class Score:
    """The moments of a chapter, or of its beginning, and what shows them.

    Attributes:
        pace: the moments.
        cuts: one for each moment that was rendered, by its number; also for stills that had no
            time, because with other captions they may have some.
    """

    pace: Pace
    cuts: Mapping[int, Cut]

    @classmethod
    def of(cls, pace: Pace, beats: Collection[str] | None, cuts: Sequence[Cut]) -> Score:
        """The score of a run whose shots were cut.

        Args:
            pace: of the run.
            beats: those that were rendered, as `run_chapter` takes them.
            cuts: of all of their moments, in order.
        """
        shown = (
            number
            for number, moment in enumerate(pace.moments)
            if beats is None or moment.beat in beats
        )
        return cls(pace, dict(zip(shown, cuts, strict=True)))

    def times(self, staging: Staging) -> Times:
        """The chapter's times with a staging's captions, as far as the score goes."""
        return Times.of(self.pace, staging)

    def timed(self, staging: Staging, beats: Collection[str] | None) -> list[Cut]:
        """What shows the wanted beats, for as long as a staging's captions last.

        Args:
            staging: of the chapter.
            beats: those that are wanted, of which all were rendered; None for the whole chapter.
        """
        clock = self.pace.clock(staging.captions)
        return [
            replace(self.cuts[number], frames=staging.quality.frames(moment.ticks * TICK))
            for number, moment in enumerate(clock.moments)
            if moment.ticks and (beats is None or moment.beat in beats)
        ]


def together(scores: Sequence[Score]) -> Score:
    """The score of a chapter whose parts were rendered apart, each run up to its own end."""
    longest = max(scores, key=lambda score: len(score.pace.moments))
    cuts = {number: cut for score in scores for number, cut in score.cuts.items()}
    return Score(longest.pace, dict(sorted(cuts.items())))
