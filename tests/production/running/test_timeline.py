from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from production.captions.caption import captions_of
from production.request.film import FilmRequest
from production.running.timeline import Timeline, as_json, as_text, timeline_of
from production.running.times import Times
from production.sound.clip import Clip
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import GAP
from scenes.stage.clock import Beat
from tests.production.sounds import tone

Ask = Callable[..., FilmRequest]

RECAP = Times(
    (
        Beat("graph", 2.0, 6.0, (2.0,)),
        Beat("general", 6.0, 10.0, (6.0,)),
        Beat("code", 10.0, 20.0, (10.0, 12.0, 14.0)),
        Beat("closing", 20.0, 30.0, (20.0, 22.0, 24.0, 26.0)),
    ),
    30.0,
)


NODES = Times((Beat("nodes", 1.0, 5.0, (1.0,)),), 5.0)


@pytest.fixture
def recap(ask: Ask) -> Timeline:
    request = ask("recap")
    return timeline_of(request, captions_of(request), {"recap": RECAP})


def test_chapters_follow_each_other(ask: Ask) -> None:
    request = ask("network", "recap")
    timeline = timeline_of(request, captions_of(request), {"network": NODES, "recap": RECAP})
    first, second = timeline.chapters
    assert (first.start, first.end, second.start, second.end) == (0, 5, 5, 35)
    assert timeline.duration == 35
    assert second.beats[2].start == 15
    assert second.beats[2].captions[0].start == 15


def test_a_caption_leaves_before_the_next_comes_and_before_its_beat_ends(recap: Timeline) -> None:
    first, second, third = recap.chapters[0].beats[2].captions
    assert first.end == pytest.approx(second.start - GAP)
    assert third.end == pytest.approx(20 - GAP)


def test_captions_are_given_in_both_languages(recap: Timeline) -> None:
    japanese, english = (list(recap.subtitles(language)) for language in ("ja", "en"))
    assert [one.start for one in japanese] == [one.start for one in english]
    assert english[0].text.isascii() or "∂" in english[0].text
    assert not japanese[0].text.isascii()


def test_a_clip_is_heard_with_its_caption_and_paces_it_in_its_own_language(ask: Ask) -> None:
    request = ask("recap")
    captions = captions_of(request)
    said = captions["recap", "code"][1]
    clip = Clip(tone(1.0), said.said, "sine")
    beat = captions["recap", "code"]
    captions["recap", "code"] = (beat[0], replace(said, clip=clip), *beat[2:])
    timeline = timeline_of(request, captions, {"recap": RECAP})
    (placed,) = timeline.track().clips
    assert (placed.start, placed.samples) == (12.0, clip.samples)
    assert timeline.track().seconds == 30
    for language, is_paced in (("ja", True), ("en", False)):
        paced = [one.start for one in timeline.subtitles(language) if one.phrases]
        assert paced == ([12.0] if is_paced else [])


def test_text_has_a_line_for_each_chapter_and_beat(recap: Timeline) -> None:
    lines = as_text(recap).splitlines()
    assert len(lines) == 1 + 4 + 1
    assert lines[1].split() == ["0:02.0", "graph", "4.0", "s"]
    assert lines[-1].split() == ["0:30.0", "end"]


def test_json_has_the_keys_that_programs_rely_on(recap: Timeline) -> None:
    table = json.loads(as_json(recap))
    assert {key: table[key] for key in list(table)[:5]} == {
        "lesson": "post",
        "language": "ja",
        "quality": "draft",
        "frame_rate": 15,
        "duration": 30,
    }
    (chapter,) = table["chapters"]
    assert list(chapter) == ["name", "title", "start", "end", "beats"]
    assert list(chapter["beats"][0]) == ["name", "start", "end", "captions"]
    caption = chapter["beats"][0]["captions"][0]
    assert list(caption) == ["start", "end", "text"]
    assert list(caption["text"]) == list(LANGUAGES)
