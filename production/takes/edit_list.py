"""Edit lists: which units show a chapter, for captions of any length."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from production.rendering.units import Cut
from production.request.chapter import ChapterRequest
from production.running.times import Times
from scenes.stage.clock import TICK, ChapterTiming


@dataclass(frozen=True)
class EditList:
    """The segments of a chapter, or of its beginning, and what shows them.

    Attributes:
        timing: the segments.
        cuts: one for each segment that was rendered, by its number; also for stills that had no
            time, because with other captions they may have some.
    """

    timing: ChapterTiming
    cuts: Mapping[int, Cut]

    @classmethod
    def of(
        cls, timing: ChapterTiming, beats: Collection[str] | None, cuts: Sequence[Cut]
    ) -> EditList:
        """The edit list of a run whose shots were cut.

        Args:
            timing: of the run.
            beats: those that were rendered, as `run_chapter` takes them.
            cuts: of all of their segments, in order.
        """
        shown = (
            number
            for number, segment in enumerate(timing.segments)
            if beats is None or segment.beat in beats
        )
        return cls(timing, dict(zip(shown, cuts, strict=True)))

    def times(self, chapter: ChapterRequest) -> Times:
        """The times of what is wanted of the chapter, with the captions that it is run with."""
        return Times.of(self.timing, chapter).wanted_in(chapter)

    def timed(self, chapter: ChapterRequest) -> list[Cut]:
        """What shows the wanted beats, all of which were rendered, for as long as captions last."""
        clock = self.timing.clock(chapter.captions)
        return [
            replace(self.cuts[number], frames=chapter.quality.frames(segment.ticks * TICK))
            for number, segment in enumerate(clock.segments)
            if segment.ticks and (chapter.beats is None or segment.beat in chapter.beats)
        ]


def together(edit_lists: Sequence[EditList]) -> EditList:
    """The edit list of a chapter whose parts were rendered apart, each run up to its own end."""
    longest = max(edit_lists, key=lambda edit_list: len(edit_list.timing.segments))
    cuts = {number: cut for edit_list in edit_lists for number, cut in edit_list.cuts.items()}
    return EditList(longest.timing, dict(sorted(cuts.items())))
