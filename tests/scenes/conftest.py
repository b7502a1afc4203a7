"""Runs a chapter without drawing and notes what stands on the stage at the end of each beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest
from manim import Mobject, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from calculus.expressions import Place
from calculus.lesson import Exact, Lesson, load_lesson
from calculus.notation import Convention
from scenes import load_chapter
from scenes.clock import Beat
from scenes.settings import Settings
from scenes.stage.chapter import Chapter
from scenes.stage.formula import AtomGlyphs, Glyph

LESSONS = Path(__file__).parents[2] / "assets" / "lessons"


@dataclass
class Still:
    """The stage at the end of a beat.

    Attributes:
        places: of the atoms that can be seen.
        signs: what these atoms show, as (sign, role) pairs; a symbol's sign is the symbol.
        outside: what reaches out of the safe area, described.
    """

    places: set[Place] = field(default_factory=set)
    signs: list[object] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def shows(self, *place: str | int) -> bool:
        """Whether any atom at or under a place can be seen."""
        return any(p[: len(place)] == place for p in self.places)


@dataclass
class Performance:
    """A chapter that has been run."""

    chapter: Chapter
    stills: dict[str, Still]

    @property
    def timeline(self) -> tuple[Beat, ...]:
        """Beats with their times."""
        return self.chapter.timeline


def perform(name: str, lesson: Lesson, language: str = "ja") -> Performance:
    """Run a chapter to its end, skipping movements and encoding nothing."""
    stills: dict[str, Still] = {}

    def observe(scene: Chapter, beat: str) -> None:
        stills[beat] = _still(scene)

    options = {"dry_run": True, "verbosity": "ERROR", "progress_bar": "none"}
    with tempconfig(options):
        scene = load_chapter(name)(
            lesson,
            Settings(language=language),
            observer=observe,
            renderer=CairoRenderer(skip_animations=True),
        )
        scene.render()
    return Performance(scene, stills)


def _still(scene: Chapter) -> Still:
    still = Still()
    for mobject in _family(scene.mobjects):
        if isinstance(mobject, AtomGlyphs) and any(_visible(glyph) for glyph in mobject):
            still.places.add(mobject.atom.place)
            still.signs.append(mobject.atom.sign)
        if len(mobject.points) > 1 and _visible(mobject) and not _within(scene, mobject):
            still.outside.append(f"{type(mobject).__name__} at {mobject.get_center().round(2)}")
    return still


def _family(mobjects: list[Mobject]) -> Iterator[Mobject]:
    for mobject in mobjects:
        yield from mobject.get_family()


def _visible(mobject: Mobject) -> bool:
    if isinstance(mobject, Glyph):
        return bool(mobject.get_fill_opacity() > 0.01)
    stroke = mobject.get_stroke_opacity() if mobject.get_stroke_width() > 0 else 0
    return bool(max(stroke, mobject.get_fill_opacity()) > 0.01)


def _within(scene: Chapter, mobject: Mobject, tolerance: float = 0.03) -> bool:
    safe = scene.regions.safe
    left, right = mobject.get_left()[0], mobject.get_right()[0]
    bottom, top = mobject.get_bottom()[1], mobject.get_top()[1]
    return bool(
        left >= safe.left - tolerance
        and right <= safe.right + tolerance
        and bottom >= safe.bottom - tolerance
        and top <= safe.top + tolerance
    )


def lesson_of(
    samples: int, inputs: int, outputs: int, index: Convention = "output-first"
) -> Lesson:
    """A lesson of the given shape N×D×M with short distinct numbers."""

    def rows(height: int, width: int, start: int) -> tuple[tuple[Exact, ...], ...]:
        numbers = [Fraction(start + (7 * k) % 9, 10) for k in range(height * width)]
        cells = [Exact(number, str(float(number))) for number in numbers]
        return tuple(tuple(cells[r * width : (r + 1) * width]) for r in range(height))

    return Lesson(
        f"{samples}x{inputs}x{outputs}",
        rows(samples, inputs, 1),
        rows(inputs, outputs, 2),
        rows(samples, outputs, -4),
        index=index,
    )


@pytest.fixture(scope="session")
def post() -> Lesson:
    """The lesson of the post."""
    return load_lesson(LESSONS / "post.toml")


@pytest.fixture(scope="session")
def batch() -> Lesson:
    """The lesson with two samples and a bias."""
    return load_lesson(LESSONS / "batch.toml")


@pytest.fixture
def make_lesson() -> Callable[..., Lesson]:
    """Makes a lesson of a given shape."""
    return lesson_of


@pytest.fixture
def run() -> Callable[..., Performance]:
    """Runs a chapter without drawing."""
    return perform
