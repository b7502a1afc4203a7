"""A page of NumPy: the given arrays, then each operation beside its formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, VGroup

from calculus.affine.code import CodeLine, Meaning, numpy_lines
from calculus.algebra.expressions import Equation
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import bias_total_claim, forward_claim, input_claim, weight_claim
from scenes.stage.animations.indication import frame
from scenes.stage.exemptions import overview
from scenes.stage.formulas.code import Code, align_left, listing
from scenes.stage.formulas.formula import Formula, Words
from scenes.stage.graph.labels import in_line
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_LEADING = 1.5
"""Of plain lines of code, in em."""

_OPERATION_PITCH = units(112)
"""Between lines that stand beside a formula with a fraction."""

_TIGHTEST = 0.86
"""To which part of these distances lines draw together where there are many."""

_COLUMN_GAP = units(64)
_ASIDE_GAP = units(24)


class CodePage:
    """Code at the left with shapes as comments, formulas at the right, line for line.

    Attributes:
        given: the lines of the arrays.
        operations: by meaning: "forward", "inputs", "weights", "bias".
        formulas: by meaning, each at the height of its line.
        aside: the free room at the right of the given arrays.
    """

    def __init__(self, lesson: Lesson, theme: Theme, region: Region) -> None:
        self.theme = theme
        # The last formula, a fraction, reaches as far below its line as a fraction is high.
        room = region.height - _OPERATION_PITCH / 2
        height = VGroup(*self._listing(lesson, 1.0)).height
        tightness = min(1.0, max(_TIGHTEST, room / height))
        everything = self._listing(lesson, tightness)
        self.given = [code for code in everything if code.line.meaning == "given"]
        operations = everything[len(self.given) :]
        self.operations: dict[Meaning, Code] = {code.line.meaning: code for code in operations}
        align_left(everything, region.left)
        block = VGroup(*everything)
        block.shift(UP * (region.center[1] - block.get_center()[1]))
        claims: dict[Meaning, Equation] = {
            "forward": forward_claim(),
            "inputs": input_claim(lesson.notation),
            "weights": weight_claim(lesson.notation),
            "bias": bias_total_claim(),
        }
        # The whole film has led to these formulas: they may be smaller.
        size = theme.sizes.label * tightness
        self.formulas = {
            meaning: overview(Formula(claim, theme, size)) for meaning, claim in claims.items()
        }
        self._beside(block.get_right()[0] + _COLUMN_GAP)
        left = min(formula.get_left()[0] for formula in self.formulas.values())
        bottom = self.formulas["forward"].get_top()[1] + _ASIDE_GAP
        self.aside = Region(float(left), region.right, float(bottom), region.top)

    def _listing(self, lesson: Lesson, tightness: float) -> list[Code]:
        """All lines below each other; operations leave room for fractions."""
        lines = numpy_lines(lesson)
        leading = units(self.theme.sizes.code) * _LEADING * tightness
        pitch = _OPERATION_PITCH * tightness

        def written(wanted: Callable[[CodeLine], bool], pitch: float) -> list[Code]:
            chosen = [line for line in lines if wanted(line)]
            return listing(chosen, self.theme, leading=pitch, others=lines)

        given = written(lambda line: line.meaning == "given", leading)
        operations = written(lambda line: line.meaning != "given", pitch)
        VGroup(*operations).shift(DOWN * (pitch - given[-1].anchor.get_y()))
        return [*given, *operations]

    def _beside(self, left: float) -> None:
        """Formulas at the height of their lines, equals signs below each other."""
        before = {
            meaning: formula.part(*formula.expression.place, "equals").get_center()[0]
            - formula.get_left()[0]
            for meaning, formula in self.formulas.items()
        }
        axis = left + max(before.values())
        for meaning, formula in self.formulas.items():
            code = self.operations[meaning]
            equals = formula.part(*formula.expression.place, "equals").get_center()
            middle = code.anchor.get_y() + units(self.theme.sizes.code) * 0.28
            formula.shift([axis - equals[0], middle - equals[1], 0])

    def note(self, *lines: VGroup) -> VGroup:
        """Put remarks at the right of the given arrays."""
        notes = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=units(28))
        notes.shift(RIGHT * (self.aside.left - notes.get_left()[0]))
        return notes.shift(UP * (self.given[0].get_center()[1] - lines[0].get_center()[1]))

    def sign(self, sign: str, meaning: str) -> VGroup:
        """An operator of the code with what it does."""
        operator = Code(CodeLine(sign, "", "given"), self.theme)
        words = Words(meaning, self.theme, self.theme.sizes.shape)
        return VGroup(*in_line(operator, words))

    def write(self, meaning: Meaning, **options: Any) -> Animation:
        """An operation is typed beside its formula, which lights up."""
        formula = self.formulas[meaning]
        return AnimationGroup(
            FadeIn(self.operations[meaning], shift=RIGHT * 0.1),
            formula.animate.set_opacity(1),
            **options,
        )

    def step_back(self, **options: Any) -> Animation:
        """The whole page becomes context."""
        page = VGroup(*self.given, *self.operations.values(), *self.formulas.values())
        return page.animate(**options).set_opacity(self.theme.ghost)

    def products(self) -> VGroup:
        """A frame around every @."""
        found = (code.token("@") for code in self.operations.values() if "@" in code.tokens)
        return VGroup(*(frame(token, self.theme, margin=6) for token in found))
