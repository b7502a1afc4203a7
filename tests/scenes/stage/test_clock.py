from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from scenes.stage.clock import ChapterTiming, Clock
from tests.performance import ran

CAPTIONS = {"first": (2.0, 3.0), "second": (4.0,)}


def lived(captions: dict[str, tuple[float, ...]]) -> Clock:
    """A chapter of two beats; in the first a second caption begins between two movements."""
    clock = Clock(captions.__getitem__, still=1.0)
    clock.rest(30)
    clock.begin("first")
    clock.move(15)
    clock.next_caption()
    clock.move(60)
    clock.end()
    clock.begin("second")
    clock.move(9)
    clock.end()
    clock.rest(45)
    return clock


def test_captions_and_stills_have_their_time() -> None:
    first, second = lived(CAPTIONS).beats
    assert first.start == 2
    assert first.captions == (2, 4)
    assert first.end == pytest.approx(4 + 4 + 1), "the movement, and its picture for a second"
    assert second.captions == pytest.approx((9,))
    assert second.end == pytest.approx(9 + 4 + 3), "the caption, and the result"


def test_captions_that_no_movement_waits_for_follow_each_other() -> None:
    clock = lived({"first": (2.0, 3.0, 2.0, 1.0), "second": (4.0,)})
    assert clock.beats[0].captions == pytest.approx((2, 4, 8, 10))
    assert clock.beats[0].end == pytest.approx(11)


def test_only_a_movement_longer_than_its_caption_leaves_no_still() -> None:
    segments = lived({"first": (0.8, 3.0), "second": (4.0,)}).segments
    assert [segment.ticks for segment in segments if segment.kind == "caption"] == [0]


@pytest.mark.parametrize("first", [(0.4, 1.0), (2.0, 3.0), (9.0, 0.6), (1.0,), (3.0, 1.0, 2.0)])
def test_a_pace_with_other_captions_is_the_clock_of_these(first: tuple[float, ...]) -> None:
    captions = {"first": first, "second": (5.0, 1.0)}
    timing = ChapterTiming(tuple(lived(CAPTIONS).segments), 1.0)
    again, anew = timing.clock(captions.__getitem__), lived(captions)
    assert again.segments == anew.segments
    assert again.beats == anew.beats


def test_a_chapters_pace_tells_its_times(post: Lesson) -> None:
    chapter = ran("forward", post).chapter
    still = chapter.theme.tempo.still
    clock = ChapterTiming(tuple(chapter.clock.segments), still).clock(chapter._captions)
    assert tuple(clock.beats) == chapter.timeline
    assert clock.segments == chapter.clock.segments
