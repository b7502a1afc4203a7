from __future__ import annotations

from collections.abc import Callable

import pytest

from production.request.order import Order
from production.running.timeline import as_text, captions_in, timeline
from production.running.times import Times
from scenes.script.reading_time import GAP
from scenes.stage.clock import Beat

Orders = Callable[..., Order]

GRAPH = Times(
    (
        Beat("graph", 2.0, 10.0, (2.0, 4.0, 6.0)),
        Beat("code", 10.0, 20.0, (10.0, 12.0, 14.0, 16.0)),
        Beat("closing", 20.0, 30.0, (20.0, 22.0, 24.0)),
    ),
    30.0,
)


def test_chapters_follow_each_other(order: Orders) -> None:
    table = timeline(order("recap"), [("recap", GRAPH), ("recap", GRAPH)])
    first, second = table["chapters"]
    assert (first["start"], first["end"], second["start"], second["end"]) == (0, 30, 30, 60)
    assert table["duration"] == 60
    assert second["beats"][1]["start"] == 40
    assert second["beats"][1]["captions"][0]["start"] == 40
    assert (table["lesson"], table["language"], table["quality"]) == ("post", "ja", "draft")
    assert table["frame_rate"] == 15


def test_a_caption_leaves_before_the_next_comes_and_before_its_beat_ends(order: Orders) -> None:
    table = timeline(order("recap"), [("recap", GRAPH)])
    first, second, third = table["chapters"][0]["beats"][0]["captions"]
    assert first["end"] == pytest.approx(second["start"] - GAP)
    assert third["end"] == pytest.approx(10 - GAP)


def test_captions_are_given_in_both_languages(order: Orders) -> None:
    table = timeline(order("recap"), [("recap", GRAPH)])
    japanese, english = (list(captions_in(table, language)) for language in ("ja", "en"))
    assert [caption.start for caption in japanese] == [caption.start for caption in english]
    assert english[0].text.isascii() or "∂" in english[0].text
    assert not japanese[0].text.isascii()


def test_text_has_a_line_for_each_chapter_and_beat(order: Orders) -> None:
    lines = as_text(timeline(order("recap"), [("recap", GRAPH)])).splitlines()
    assert len(lines) == 1 + 3 + 1
    assert lines[1].split() == ["0:02.0", "graph", "8.0", "s"]
    assert lines[-1].split() == ["0:30.0", "end"]
