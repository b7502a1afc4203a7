"""Runs a chapter without drawing it and notes what stands on the stage at the end of each beat."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from manim import Mobject

from calculus.algebra.expressions import Place
from calculus.lessons.lesson import Lesson
from production.inspection.finding import Finding
from production.inspection.run import inspect_chapter
from production.request.chapter import ChapterRequest
from production.request.keys import content_of
from production.stills.still import STILL_QUALITY
from scenes.stage.chapter import Chapter
from scenes.stage.clock import Beat
from scenes.stage.formulas.formula import AtomGlyphs, Glyph
from scenes.stage.settings import Settings
from scenes.stage.theme import pixels

_KEPT = 8
"""Runs that are remembered: those of the chapter whose tests are being done."""


@dataclass
class Still:
    """The stage at the end of a beat.

    Attributes:
        places: of the atoms that can be seen.
        signs: what these atoms show, as (sign, role) pairs; a symbol's sign is the symbol.
        number_sizes: font sizes of numbers, in pixels at 1080p.
    """

    places: set[Place] = field(default_factory=set)
    signs: list[object] = field(default_factory=list)
    number_sizes: set[float] = field(default_factory=set)

    def shows(self, *place: str | int) -> bool:
        """Whether any atom at or under a place can be seen."""
        return any(p[: len(place)] == place for p in self.places)


@dataclass
class Performance:
    """A chapter that has been run.

    Attributes:
        chapter: the scene, as it stands after the last beat.
        stills: by beat.
        findings: all that the inspector has to say against the stage and the captions.
    """

    chapter: Chapter
    stills: dict[str, Still]
    findings: list[Finding]

    @property
    def timeline(self) -> tuple[Beat, ...]:
        """Beats with their times."""
        return self.chapter.timeline


_runs: OrderedDict[tuple[Any, ...], Performance] = OrderedDict()


def ran(name: str, lesson: Lesson, settings: Settings | str = "ja") -> Performance:
    """A chapter that was run to its end, skipping movements and encoding nothing.

    The latest runs are remembered; tests of one chapter form a group (`tests/conftest.py`), so that
    one process does them all and runs the chapter once a lesson. Nobody may change what is given.

    Args:
        name: the chapter's name.
        lesson: whose numbers are shown.
        settings: language, theme and aspect, or only the language.
    """
    if isinstance(settings, str):
        settings = Settings(settings)
    key = name, content_of(lesson), settings
    if key not in _runs:
        _runs[key] = _run(name, lesson, settings)
        while len(_runs) > _KEPT:
            _runs.popitem(last=False)
    _runs.move_to_end(key)
    return _runs[key]


def _run(name: str, lesson: Lesson, settings: Settings) -> Performance:
    scenes: list[Chapter] = []
    stills: dict[str, Still] = {}

    def look(scene: Chapter, beat: str) -> None:
        scenes[:] = [scene]
        stills[beat] = _still(scene)

    request = ChapterRequest(name, None, lesson, settings, STILL_QUALITY)
    findings = inspect_chapter(request, lambda beat, done: None, look)
    return Performance(scenes[0], stills, findings)


def _still(scene: Chapter) -> Still:
    still = Still()
    for mobject in _family(scene.mobjects):
        if isinstance(mobject, AtomGlyphs) and any(_visible(glyph) for glyph in mobject):
            still.places.add(mobject.atom.place)
            still.signs.append(mobject.atom.sign)
            sign = mobject.atom.sign
            if isinstance(sign, str) and any(figure.isdigit() for figure in sign):
                still.number_sizes.add(round(pixels(mobject[0].em), 1))
    return still


def _family(mobjects: list[Mobject]) -> Iterator[Mobject]:
    for mobject in mobjects:
        yield from mobject.get_family()


def _visible(mobject: Mobject) -> bool:
    if isinstance(mobject, Glyph):
        return bool(mobject.get_fill_opacity() > 0.01)
    stroke = mobject.get_stroke_opacity() if mobject.get_stroke_width() > 0 else 0
    return bool(max(stroke, mobject.get_fill_opacity()) > 0.01)
