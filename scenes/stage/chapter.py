"""A chapter is a Manim scene made of beats, each with its captions and its place in time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from manim import LEFT, RIGHT, UP, FadeOut, Mobject, Scene, Wait

from calculus.algebra.notation import CONVENTIONS
from calculus.lessons.lesson import Lesson, load_lesson
from scenes.paths import DEFAULT_LESSON
from scenes.script.reading_time import caption_times
from scenes.script.script import load_script
from scenes.stage.clock import TICK, Beat, Clock, ticks
from scenes.stage.formulas.formula import Words
from scenes.stage.regions import Regions
from scenes.stage.settings import Settings, SettingsError
from scenes.stage.theme import THEMES, Theme, units

Timings = Mapping[tuple[str, str], tuple[float, ...]]
"""Seconds of speech of each caption of a (chapter, beat)."""


class Chapter(Scene):
    """A chapter of the film.

    Subclasses set `name` and implement `construct` as a row of `with self.beat("name"):` blocks,
    one for each beat that the script has, in its order, and then `self.leave()`. Works with plain
    `manim render`, which passes nothing: the lesson and the settings then come from the environment
    (LESSON_FILE, LESSON_INDEX, ...).

    Args:
        lesson: whose numbers, shape and notation are shown; None for the environment's.
        settings: language, theme, aspect; None for the environment's.
        timings: seconds of speech by (chapter, beat), one number a caption, multiples of 1/15 s;
            a caption lasts as long as the longer of its speech and its reading time in every
            language. Beats that are not in it are not spoken.
        observer: called with the scene and the beat's name at each beat's last, still moment.
        on_empty_still: called with the scene where a still lasts no time, as it may with other
            captions.
    """

    name: ClassVar[str]

    def __init__(
        self,
        lesson: Lesson | None = None,
        settings: Settings | None = None,
        timings: Timings | None = None,
        observer: Callable[[Chapter, str], None] | None = None,
        on_empty_still: Callable[[Chapter], None] | None = None,
        **scene_options: Any,
    ) -> None:
        super().__init__(**scene_options)
        self.lesson = lesson or _lesson_from_environment()
        self.settings = settings or Settings.from_environment()
        self.theme: Theme = THEMES[self.settings.theme]
        self.script = load_script(self.settings.language)
        self.regions = Regions.of_frame()
        self.timings = timings or {}
        self.observer = observer
        self.on_empty_still = on_empty_still
        self.clock = Clock(self._captions, self.theme.tempo.still)
        self.title = self._title()
        self.camera.background_color = self.theme.ground

    def word(self, key: str, **values: str) -> str:
        """A word for the screen in the film's language."""
        return self.script.word(key, **values)

    @property
    def beats(self) -> tuple[str, ...]:
        """The names of its beats in order, as in the script."""
        return self.script.beats(self.name)

    @property
    def timeline(self) -> tuple[Beat, ...]:
        """The beats that were begun, with their times."""
        return tuple(self.clock.beats)

    @contextmanager
    def beat(self, name: str) -> Iterator[None]:
        """The block of a beat: its captions start here; it ends when they have been read and heard.

        Raises:
            ValueError: when the script has no such beat, or another one next.
        """
        self._require_next(name)
        self.next_section(name)
        self.clock.begin(name)
        yield
        self._hold(self.clock.end())
        if self.observer:
            self.observer(self, name)

    def next_caption(self) -> None:
        """Hold until the caption on display has had its time, then begin the next one.

        Put between two movements of a beat, it lets the second start with its own words.
        """
        self._hold(self.clock.next_caption())

    def play(self, *animations: Any, **options: Any) -> None:
        """Manim's `play`, with a whole number of ticks as duration.

        Raises:
            ValueError: when the duration is not a multiple of 1/15 s.
        """
        super().play(*animations, **options)
        self.clock.move(ticks(self.duration))

    def rest(self, seconds: float) -> None:
        """Wait without any movement."""
        self._hold(self.clock.rest(ticks(seconds)))

    def enter(self, *mobjects: Mobject, beside_title: Words | None = None) -> None:
        """The chapter's first two seconds, silent: its title and what it uses.

        At their end the title leaves. The small graph goes on saying where we are, and what follows
        looks the same in every language wherever there are no words.

        Args:
            mobjects: what the chapter uses.
            beside_title: words that stay; they move to the title's place.
        """
        tempo = self.theme.tempo
        moves: list[Any] = [FadeOut(self.title)]
        self.add(self.title, *mobjects)
        if beside_title is not None:
            self.add(beside_title)
            to_the_left = (self.title.get_left()[0] - beside_title.get_left()[0]) * RIGHT
            moves.append(beside_title.animate.shift(to_the_left))
        self.rest(tempo.silence - len(moves) * tempo.blink)
        for move in moves:
            self.play(move, run_time=tempo.blink)

    def leave(self) -> None:
        """The chapter's last three seconds: its result, still; no fade.

        Raises:
            ValueError: when the script has a beat that was not begun.
        """
        self._require_next(None)
        self.rest(self.theme.tempo.result)

    def _require_next(self, name: str | None) -> None:
        """Refuse a beat that is not the script's next; None is for the end of the chapter."""
        if name is not None and name not in self.beats:
            raise ValueError(f"{self.name} begins a beat {name!r}, which the script lacks")
        begun = len(self.clock.beats)
        wanted = self.beats[begun] if begun < len(self.beats) else None
        if name != wanted:
            here = "ends" if name is None else f"begins the beat {name!r}"
            due = "has no more beats" if wanted is None else f"has the beat {wanted!r}"
            raise ValueError(f"{self.name} {here} where the script {due}")

    def _title(self) -> Words:
        text = self.script.title(self.name, self.lesson)
        title = Words(text, self.theme, size=self.theme.sizes.title)
        region = self.regions.title
        return title.move_to(region.center).align_to([region.left, 0, 0], LEFT)

    def _captions(self, beat: str) -> tuple[float, ...]:
        speech = self.timings.get((self.name, beat))
        return caption_times(self.name, beat, self.lesson, self.settings.language, speech)

    def _hold(self, length: int) -> None:
        if length:
            super().play(Wait(run_time=length * TICK, frozen_frame=True))
        elif self.on_empty_still:
            self.on_empty_still(self)


def _lesson_from_environment() -> Lesson:
    lesson = load_lesson(Path(os.environ.get("LESSON_FILE", DEFAULT_LESSON)))
    index = os.environ.get("LESSON_INDEX", lesson.index)
    for convention in CONVENTIONS:
        if index == convention:
            return lesson.with_index(convention)
    raise SettingsError(f"LESSON_INDEX is {index!r}; write {' or '.join(CONVENTIONS)}.")


def sample_label(chapter: Chapter) -> Words | None:
    """Which of several samples a chapter follows, behind its title on the same baseline."""
    if chapter.lesson.N == 1:
        return None
    title, theme = chapter.title, chapter.theme
    label = Words(chapter.word("sample", n="1"), theme, theme.sizes.shape, theme.muted)
    label.next_to(title, RIGHT, buff=units(40))
    return label.shift(UP * (title.anchor.get_y() - label.anchor.get_y()))
