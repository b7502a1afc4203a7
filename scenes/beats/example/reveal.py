"""Rows of an equation that are written column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from manim import Animation, VMobject

from calculus.algebra.expressions import Place
from scenes.beats.example.rows import Row
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset

Sources = dict[Place, list[VMobject]]

Origin = Callable[[int, Place], list[VMobject]]
"""By the row's number and an atom's place, what it comes from."""


class Reveal:
    """Rows below each other, each with as many columns as have been worked out.

    Args:
        scene: whose stage.
        rows: where they stand when they are complete.
        origin: where their entries come from.

    Attributes:
        rows: the same.
        shown: what stands on the stage, row by row.
    """

    def __init__(self, scene: Chapter, rows: Sequence[Row], origin: Origin) -> None:
        self._scene, self.rows, self._origin = scene, rows, origin
        self.shown: list[Typeset] = []

    @property
    def columns(self) -> tuple[int, ...]:
        """The indices of the columns, dots included."""
        return self.rows[-1].columns

    def show(self, number: int, count: int, *others: Animation, run_time: float) -> None:
        """A row is written up to a column; others move along."""
        row = self.rows[number]
        self.become(number, row if count >= len(row.columns) else row.until(count), *others,
                    run_time=run_time)  # fmt: skip

    def become(
        self,
        number: int,
        new: Typeset,
        *others: Animation,
        run_time: float,
        sources: Mapping[Place, list[VMobject]] | None = None,
    ) -> None:
        """A row takes on another form."""
        old = self.shown[number : number + 1]
        found: Sources = same_places(new, *old) | dict(sources or {})
        for place in new.atoms:
            if place not in found and place[0] in ("entry", "b") and "plus" not in place:
                found[place] = self._origin(number, place)
        self._scene.play(Rewrite(new, found, replaced=old, run_time=run_time), *others)
        self.shown[number : number + 1] = [new]
