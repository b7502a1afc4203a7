"""What L is: the total over the samples, or their mean, whose 1/N is already in ∂L/∂Y."""

from __future__ import annotations

from typing import Final

from manim import LEFT, UP, VGroup, VMobject

from calculus.statements.batch import Batch
from scenes.stage.exemptions import overview
from scenes.stage.fitting import FIRST_READING, largest_that_fits
from scenes.stage.formulas.excerpts import align_equals
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

LINE_GAP: Final = 0.6
"""Between two lines, in em."""

_TAG_GAP = 0.9
"""Between the tags and the formulas, in em."""

_LEAST = 36.0
"""Pixels; the formulas do not get smaller."""


class LossNote:
    """Three formulas, their equals signs below each other, the first two with a word before them.

    Args:
        batch: the statements.
        theme: looks.
        tags: the words for the total and for the mean.
        region: what they fit into, at its left, in the middle of its height.

    Attributes:
        total: L = L⁽¹⁾ + L⁽²⁾. mean: L = (1/N) Σ L⁽ⁿ⁾. inside: ∂L/∂y1⁽¹⁾ = (1/N) ∂L⁽¹⁾/∂y1⁽¹⁾.
        tags: the words.
    """

    def __init__(self, batch: Batch, theme: Theme, tags: tuple[str, str], region: Region) -> None:
        self._batch, self._theme, self._texts = batch, theme, tags
        largest_that_fits(
            self._set, lambda extent: region.excess(*extent), theme.sizes.formula, smallest=_LEAST
        )
        whole = self._everything()
        way = region.left_edge - whole.get_left()
        whole.shift([way[0], region.center[1] - whole.get_y(), 0])

    def _set(self, size: float) -> tuple[float, float]:
        batch, theme, em = self._batch, self._theme, units(size)
        stated = batch.loss_total(), batch.loss_mean(), batch.mean_inside()
        self.total, self.mean, self.inside = (Formula(line, theme, size) for line in stated)
        lines = [self.total, self.mean, self.inside]
        if size < FIRST_READING:
            for line in lines:
                overview(line)
        align_equals(lines)
        y = 0.0
        for line in lines:
            line.shift(UP * (y - line.get_top()[1]))
            y = line.get_bottom()[1] - LINE_GAP * em
        words = max(theme.sizes.least_words, 0.72 * size)
        self.tags = tuple(Words(text, theme, words, theme.muted) for text in self._texts)
        left = VGroup(*lines).get_left()[0] - _TAG_GAP * em
        for tag, line in zip(self.tags, lines, strict=False):
            tag.move_to([left, 0, 0], aligned_edge=LEFT)
            tag.shift(
                [
                    -max(each.width for each in self.tags),
                    line.anchor.get_y() - tag.anchor.get_y(),
                    0,
                ]
            )
        whole = self._everything()
        return whole.width, whole.height

    @property
    def shown(self) -> list[VMobject]:
        """Everything."""
        return [self.total, self.mean, self.inside, *self.tags]

    def _everything(self) -> VGroup:
        return VGroup(*self.shown)
