"""A chapter is a Manim scene made of beats, each with its captions and its place in time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Mobject,
    Scene,
    Wait,
    smooth,
    squish_rate_func,
)

from calculus.algebra.notation import CONVENTIONS
from calculus.lessons.lesson import Lesson, load_lesson
from scenes.paths import DEFAULT_LESSON
from scenes.script.reading_time import caption_times
from scenes.script.script import load_script
from scenes.stage.clock import TICK, Beat, Clock, ticks
from scenes.stage.formulas.formula import Words
from scenes.stage.last_picture import LastPicture
from scenes.stage.regions import Regions
from scenes.stage.settings import Settings, SettingsError
from scenes.stage.theme import THEMES, Theme, units

Timings = Mapping[tuple[str, str], tuple[float, ...]]
"""Seconds of speech of each caption of a (chapter, beat)."""

_TITLE_COMES = (0.5, 1.0)
"""Part of the joint in which the title comes: what stood in its row is gone by then."""


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
        self._has_title = False
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
        self._still(self.clock.end)
        if self.observer:
            self.observer(self, name)

    def next_caption(self) -> None:
        """Hold until the caption on display has had its time, then begin the next one.

        Put between two movements of a beat, it lets the second start with its own words.
        """
        self._still(self.clock.next_caption)

    def heard_out(self) -> None:
        """Hold until the caption on display has had its time, without beginning the next one.

        What moves then, moves in silence: thinking time.
        """
        self._hold(self.clock.heard())

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

    def enter(
        self,
        *mobjects: Mobject | None,
        last: LastPicture | None = None,
        moves: Iterable[Animation] = (),
        with_title: Iterable[Mobject | None] = (),
        beside_title: Words | None = None,
    ) -> None:
        """The chapter's only opening: from the last picture of the one before to its own first.

        The picture stands for one tick; then it moves, and the title comes, which stays for the
        first caption. Without a picture there are two silent seconds, and the title leaves at their
        end.

        Args:
            mobjects: what the chapter uses, and nothing else stands on the stage when the moves are
                over; None is for what a lesson does not have.
            last: what the chapter before ends with.
            moves: from there to what the chapter uses; they take the theme's time for a joint.
            with_title: what else the chapter uses: it comes from nowhere, with the title.
            beside_title: words that stay; they move to the title's place. Only without a picture.
        """
        tempo = self.theme.tempo
        used = [mobject for mobject in mobjects if mobject is not None]
        if last is not None:
            coming = [*(mobject for mobject in with_title if mobject is not None), self.title]
            self.add(*last.parts)
            self.rest(TICK)
            late = squish_rate_func(smooth, *_TITLE_COMES)
            titles = (FadeIn(mobject, rate_func=late) for mobject in coming)
            self.play(*moves, *titles, run_time=tempo.joint)
            self.clear()
            self.add(*used, *coming)
            self._has_title = True
            return
        leaving: list[Any] = [FadeOut(self.title)]
        self.add(self.title, *used)
        if beside_title is not None:
            self.add(beside_title)
            to_the_left = (self.title.get_left()[0] - beside_title.get_left()[0]) * RIGHT
            leaving.append(beside_title.animate.shift(to_the_left))
        self.rest(tempo.silence - len(leaving) * tempo.blink)
        for move in leaving:
            self.play(move, run_time=tempo.blink)

    def leave(self, picture: LastPicture | None = None) -> None:
        """The chapter's end: its result, still; no fade.

        Args:
            picture: what the next chapter begins with; None where nothing is joined.

        Raises:
            ValueError: when the script has a beat that was not begun, or the stage is anything
                else than the picture.
        """
        self._require_next(None)
        if picture is None:
            self.rest(self.theme.tempo.result)
            return
        difference = picture.difference(self.mobjects)
        if difference is not None:
            raise ValueError(f"{self.name} does not end on {type(picture).__name__}: {difference}")
        # What is a hair's breadth beside its place is put there: both chapters show the same frame.
        self.clear()
        self.add(*picture.parts)
        self.rest(self.theme.tempo.last_hold)

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

    def _still(self, length: Callable[[int], int]) -> None:
        """Hold for what the clock says; a title that stands leaves in the last moment of it."""
        if not self._has_title:
            self._hold(length(0))
            return
        self._has_title = False
        blink = self.theme.tempo.blink
        self._hold(length(ticks(blink)))
        super().play(FadeOut(self.title), run_time=blink)

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
