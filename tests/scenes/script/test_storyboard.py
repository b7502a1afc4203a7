"""The table of chapters and what it names agree."""

from __future__ import annotations

import pytest

from calculus.lessons.lesson import Lesson
from calculus.verification.trials import derivation_of
from calculus.verification.verify import TRIED
from scenes import load_chapter
from scenes.language.languages import LANGUAGES
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS, CUTS, DEFAULT_CUT, FORMER_BEATS
from scenes.stage.chapter import Chapter
from scenes.stage.settings import Settings


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_is_a_scene_of_its_name(chapter: str) -> None:
    scene = load_chapter(chapter)
    assert issubclass(scene, Chapter)
    assert scene.name == chapter


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_language_has_the_same_beats_in_the_same_order(chapter: str) -> None:
    beats = {load_script(language).beats(chapter) for language in LANGUAGES}
    assert len(beats) == 1
    assert all(beats)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_chapter_shows_is_tried(chapter: str) -> None:
    shows = CHAPTERS[chapter].shows
    assert set(shows) <= set(TRIED)
    assert len(shows) == len(set(shows))


@pytest.mark.parametrize("trial", TRIED)
def test_the_usual_cut_shows_all_that_is_tried(trial: str) -> None:
    """Or a check of the whole film would not tell what is wrong there."""
    assert any(trial in CHAPTERS[chapter].shows for chapter in CUTS[DEFAULT_CUT])


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_chapter_derives_is_a_derivation(chapter: str, post: Lesson) -> None:
    for name in CHAPTERS[chapter].derives:
        assert derivation_of(post, name).lines


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_beat_has_its_seconds(chapter: str) -> None:
    assert len(CHAPTERS[chapter].seconds) == len(load_script("ja").beats(chapter))


def test_former_beats_have_heirs_and_are_gone() -> None:
    beats = {f"{name}.{beat}" for name in CHAPTERS for beat in load_script("ja").beats(name)}
    assert set(FORMER_BEATS.values()) <= beats
    assert not beats & set(FORMER_BEATS)


def test_posters_are_beats_and_each_has_a_rank_of_its_own() -> None:
    posters = {name: entry.poster for name, entry in CHAPTERS.items() if entry.poster}
    for name, poster in posters.items():
        assert poster.beat in load_script("ja").beats(name)
    ranks = [poster.rank for poster in posters.values()]
    assert sorted(ranks) == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_is_made_of_chapters_each_once(cut: str) -> None:
    assert set(CUTS[cut]) <= set(CHAPTERS)
    assert len(CUTS[cut]) == len(set(CUTS[cut]))


def test_every_chapter_is_shown_in_some_cut() -> None:
    assert {chapter for cut in CUTS.values() for chapter in cut} == set(CHAPTERS)


@pytest.mark.parametrize(
    ("begun", "what"),
    [
        (["graph", "missing"], "begins a beat 'missing', which the script lacks"),
        (["graph", "closing"], "begins the beat 'closing' where the script has the beat 'general'"),
        (["graph", "graph"], "begins the beat 'graph' where the script has the beat 'general'"),
        (["graph", "general", "code"], "ends where the script has the beat 'closing'"),
        (
            ["graph", "general", "code", "closing", "graph"],
            "begins the beat 'graph' where the script has no more beats",
        ),
    ],
)
def test_a_chapter_that_does_not_begin_the_scripts_beats_says_so(
    begun: list[str], what: str, post: Lesson
) -> None:
    class Other(Chapter):
        name = "recap"

        def construct(self) -> None:
            for beat in begun:
                with self.beat(beat):
                    pass
            self.leave()

    from production.rendering.renderer import FrameRenderer

    with pytest.raises(ValueError) as caught:
        Other(post, Settings(), renderer=FrameRenderer()).render()
    assert str(caught.value) == f"recap {what}"
