"""A chapter that draws little: a square comes, moves (for 16 and 7 ticks) and goes."""

from __future__ import annotations

from manim import RIGHT, UP, FadeIn, FadeOut, Square

from scenes.stage.chapter import Chapter
from scenes.stage.clock import TICK


class SmallChapter(Chapter):
    """Has the beats of the last chapter."""

    name = "recap"
    place = 0.0
    """How far to the right the square comes in."""
    entrance = 9
    """Ticks that it takes to come in."""

    def construct(self) -> None:
        square = Square().shift(self.place * RIGHT)
        self.enter()
        with self.beat("graph"):
            self.play(FadeIn(square), run_time=self.entrance * TICK)
            self.next_caption()
            self.play(square.animate.shift(RIGHT), run_time=16 * TICK)
        with self.beat("general"):
            pass
        with self.beat("code"):
            self.play(square.animate.shift(UP), run_time=7 * TICK)
        with self.beat("closing"):
            self.play(FadeOut(square), run_time=6 * TICK)
        self.leave()


class BrokenChapter(SmallChapter):
    """Fails in its second beat."""

    def construct(self) -> None:
        self.enter()
        with self.beat("graph"):
            pass
        with self.beat("general"):
            raise ZeroDivisionError("one\nsentence")
