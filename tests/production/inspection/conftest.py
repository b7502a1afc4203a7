"""A chapter on whose stage a test plants what it likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from manim import VMobject

from production.inspection.finding import Finding
from production.inspection.run import inspect_chapter
from production.request.film import FilmRequest
from production.running import run as running
from scenes.stage.chapter import Chapter

Plant = Callable[[Chapter], Sequence[VMobject]]
Inspect = Callable[..., list[Finding]]


@pytest.fixture
def inspect(ask: Callable[..., FilmRequest], monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Gives what is found in one beat at whose end the planted things stand on the stage."""

    def run(plant: Plant, **options: object) -> list[Finding]:
        class Planted(Chapter):
            name = "recap"

            def construct(self) -> None:
                self.enter()
                with self.beat("graph"):
                    self.add(*plant(self))
                self.leave()

        monkeypatch.setattr(running, "load_chapter", lambda name: Planted)
        (chapter,) = ask("recap.graph", **options).chapters()
        return inspect_chapter(chapter, lambda beat, done: None)

    return run
