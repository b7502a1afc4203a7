"""Fingerprints of films: other pictures, times and sounds are told with their place."""

from __future__ import annotations

import copy

import pytest

from production.film.fingerprints import Film, differences, shots_of

pytestmark = pytest.mark.usefixtures("small_chapter")

BEFORE: dict[str, Film] = {
    "post": {"shots": {"recap": [["graph", 30, "a"], ["code", 15, "b"], ["code", 5, "c"]]},
             "sound": "silence"}
}  # fmt: skip


def test_the_same_films_have_no_differences() -> None:
    assert not [*differences(BEFORE, copy.deepcopy(BEFORE))]


@pytest.mark.parametrize("shot", [["code", 15, "other"], ["code", 16, "b"]])
def test_another_picture_and_another_length_are_told(shot: list[object]) -> None:
    after = copy.deepcopy(BEFORE)
    after["post"]["shots"]["recap"][1] = shot
    (line,) = differences(BEFORE, after)
    assert "recap.code" in line


def test_other_sound_and_missing_films_are_told() -> None:
    after = copy.deepcopy(BEFORE)
    after["post"]["sound"] = "noise"
    assert [*differences(BEFORE, after)] == ["post: sound"]
    assert [*differences(BEFORE, {})] == ["post: only before"]


def test_the_shots_of_a_chapter_show_every_beat_for_all_of_its_frames(ask) -> None:
    (chapter,) = ask("recap").chapters()
    shots, times = shots_of(chapter, lambda beat, done: None)
    assert {beat for beat, _, _ in shots} >= {"graph", "code", "closing"}
    assert sum(frames for _, frames, _ in shots) == chapter.quality.frames(times.seconds)
    again, _ = shots_of(chapter, lambda beat, done: None)
    assert again == shots
