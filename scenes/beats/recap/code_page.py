"""A page of NumPy: the given arrays, then each gradient beside its formula and its numbers."""

from __future__ import annotations

from manim import UL, UP, VGroup

from calculus.affine.code import CodeLine, given_lines
from calculus.lessons.lesson import Lesson
from scenes.beats.recap.gradient_row import LEADING, MIDDLE, gradient_rows
from scenes.beats.recap.trap import TrapBox
from scenes.stage.animations.indication import frame
from scenes.stage.formulas.code import Code, align_left, listing
from scenes.stage.formulas.formula import Words
from scenes.stage.graph.labels import in_line
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_GAPS = (0.3, 1.5)
"""The least and the largest room between rows, in em of the code."""

_ASIDE_GAP = units(56)
_SIGNS_GAP = units(72)
_SIGNS_DROP = 1.7
"""From the trap to the baseline of what is said of signs, in em."""


class CodePage:
    """Code at the left with shapes as comments; formulas and results at the right of it.

    Attributes:
        given: the lines of the arrays.
        rows: by gradient.
        aside: the free room at the right of the arrays. trap: at its top.
    """

    def __init__(self, lesson: Lesson, theme: Theme, region: Region) -> None:
        self.theme = theme
        self._em = units(theme.sizes.code)
        self.given = listing(given_lines(lesson), theme, leading=self._em * LEADING)
        align_left(self.given, region.left)
        self.rows = gradient_rows(lesson, theme, region.left)
        self.trap = TrapBox(lesson, theme)
        self._stand_below_each_other(region)
        left = VGroup(*self.given).get_right()[0] + _ASIDE_GAP
        bottom = max(row.formula.get_top()[1] for row in self.rows.values())
        self.aside = Region(float(left), region.right, float(bottom), self._top)
        self.trap.align_to([left, self._top, 0], UL)

    @property
    def _top(self) -> float:
        """Where the first line of the arrays begins."""
        return float(self.given[0].anchor.get_y()) + self._em * (LEADING / 2 + MIDDLE)

    def _stand_below_each_other(self, region: Region) -> None:
        beside = self.trap.height + _SIGNS_DROP * self._em
        given = max(self._em * LEADING * len(self.given), beside)
        heights = [row.height for row in self.rows.values()]
        # The arrays are set off by twice the room between two rows.
        free = (region.height - given - sum(heights)) / (len(heights) + 1)
        gap = min(_GAPS[1] * self._em, max(_GAPS[0] * self._em, free))
        y = region.center[1] + (given + sum(heights) + (len(heights) + 1) * gap) / 2
        VGroup(*self.given).shift(UP * (y - self._top))
        y -= given + gap
        for row, height in zip(self.rows.values(), heights, strict=True):
            row.set_middle(float(y - gap - height / 2))
            y -= gap + height

    def signs(self, *signs: tuple[str, str]) -> VGroup:
        """What operators do, side by side below the trap, which comes later."""
        said = VGroup()
        x, baseline = self.aside.left, self.trap.get_bottom()[1] - self._em * _SIGNS_DROP
        for sign, meaning in signs:
            operator = Code(CodeLine(sign, "", "given"), self.theme)
            words = Words(meaning, self.theme, self.theme.sizes.shape)
            operator.shift([x - operator.get_left()[0], baseline - operator.anchor.get_y(), 0])
            said.add(VGroup(*in_line(operator, words)))
            x = said.get_right()[0] + _SIGNS_GAP
        return said

    def products(self) -> VGroup:
        """A frame around every @."""
        found = [row.code[0].token("@") for row in self.rows.values() if "@" in row.code[0].tokens]
        return VGroup(*(frame(token, self.theme, margin=6) for token in found))
