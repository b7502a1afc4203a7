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


def test_a_movement_that_closes_a_still_takes_no_time_of_its_own() -> None:
    clock, plain = (Clock(CAPTIONS.__getitem__, still=1.0) for _ in range(2))
    for each, closing in ((clock, 6), (plain, 0)):
        each.begin("first")
        each.move(9)
        each.next_caption(closing)
        each.move(9)
        each.end(closing)
        each.begin("second")
    assert clock.beats == plain.beats
    assert [segment.ticks for segment in clock.segments] == [9, 15, 6, 9, 30, 6]
    again = ChapterTiming(tuple(clock.segments), 1.0).clock(CAPTIONS.__getitem__)
    assert again.segments == clock.segments
    longer = ChapterTiming(tuple(clock.segments), 1.0).clock(lambda _: (4.0, 5.0))
    assert [segment.ticks for segment in longer.segments] == [9, 45, 6, 9, 60, 6]


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


def test_what_is_done_in_silence_comes_after_the_caption_and_begins_none() -> None:
    def asked(captions: dict[str, tuple[float, ...]]) -> Clock:
        clock = Clock(captions.__getitem__, still=1.0)
        clock.begin("first")
        clock.move(15)
        clock.heard()
        clock.move(30)
        clock.next_caption()
        clock.end()
        return clock

    clock = asked({"first": (2.0, 3.0)})
    assert clock.beats[0].captions == pytest.approx((0, 4)), "two seconds read, two of silence"
    timing = ChapterTiming(tuple(clock.segments), 1.0)
    longer = {"first": (5.0, 1.0)}
    assert timing.clock(longer.__getitem__).segments == asked(longer).segments
