from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Circle, Line, Rectangle, Square, VGroup, VMobject

from calculus.algebra.expressions import Symbol
from production.inspection.faults import contrast
from scenes.stage.animations.indication import frame
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import context, may_overlap, overview
from scenes.stage.formulas.code import Code
from scenes.stage.formulas.formula import Formula, Sign, Words, symbol_formula
from scenes.stage.graph.small_graph import small_graph
from scenes.stage.network.network import Network
from scenes.stage.theme import THEMES, units
from tests.production.inspection.conftest import Inspect

THEME = THEMES["dark"]
W21 = Symbol("w", (2, 1), "21")


def w21(size: float | None = None) -> Formula:
    return symbol_formula(W21, THEME, size).move_to(ORIGIN)


def words(text: str = "重み", size: float | None = None) -> Words:
    return Words(text, THEME, size).move_to(ORIGIN)


class TestOutside:
    def test_each_side_is_told(self, inspect: Inspect) -> None:
        found = inspect(lambda scene: [w21().shift(7.2 * RIGHT), Square().shift(3.5 * DOWN)])
        assert [(f.kind, f.where) for f in found] == [("outside", "right"), ("outside", "bottom")]
        # A square of 2 units around y = -3.5 in a frame that ends at -4, 13 % of it kept free.
        assert found[1].what == "a shape reaches out of the safe area by up to 208 pixels"

    def test_what_cannot_be_seen_is_not_told(self, inspect: Inspect) -> None:
        hidden = Square().shift(7 * RIGHT).set_opacity(0)
        assert inspect(lambda scene: [w21(), hidden]) == []


class TestOverlap:
    def test_text_on_text(self, inspect: Inspect) -> None:
        found = inspect(lambda scene: [w21(), words()])
        assert {f.kind for f in found} == {"overlap"}
        assert found[0].where == "w21 and 重み"
        left, top, right, bottom = found[0].boxes[0]
        assert 900 < left < right < 1020
        assert 500 < top < bottom < 580

    @pytest.mark.parametrize("is_above", [True, False])
    def test_a_line_through_text(self, inspect: Inspect, is_above: bool) -> None:
        line = Line(LEFT, RIGHT, color=THEME.ink)

        def plant(scene: Chapter) -> Sequence[VMobject]:
            return [w21(), line] if is_above else [line, w21()]

        (found,) = inspect(plant)
        assert (found.kind, found.where) == ("overlap", "w21 and a line")

    def test_a_field_over_text(self, inspect: Inspect) -> None:
        field = Square(fill_color=THEME.panel, fill_opacity=1, stroke_width=0)
        (found,) = inspect(lambda scene: [w21(), field])
        assert (found.kind, found.where) == ("overlap", "w21 and a frame")

    def test_text_that_touches_other_text(self, inspect: Inspect) -> None:
        def plant(scene: Chapter) -> Sequence[VMobject]:
            return [words("Z"), words("Z").shift((words("Z").height + units(gap)) * UP)]

        gap = 1
        (found,) = inspect(plant)
        assert (found.what, found.where) == ("text touches text", "Z and Z")
        gap = 5
        assert inspect(plant) == []

    def test_several_are_told_in_one_line(self, inspect: Inspect) -> None:
        line = Line(LEFT, RIGHT, color=THEME.ink)
        (found,) = inspect(lambda scene: [w21(), words("b").shift(0.7 * RIGHT), line])
        assert found.what == "2 times text is crossed or covered"
        assert found.where == "w21 and a line; b and a line"
        assert len(found.boxes) == 2

    def test_a_small_mark_on_text(self, inspect: Inspect) -> None:
        mark = Square(0.2, fill_color=THEME.ink, fill_opacity=1, stroke_width=0)
        (found,) = inspect(lambda scene: [mark, words("b", 48)])
        assert found.kind == "overlap"

    def test_two_equal_signs_that_are_not_in_one_place(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [w21(), w21().shift(units(6) * RIGHT)])
        assert found.kind == "overlap"

    @pytest.mark.parametrize(
        "harmless",
        [
            lambda: [w21(), frame(w21(), THEME)],
            lambda: [
                Line(LEFT, RIGHT, color=THEME.ink),
                Square(fill_color=THEME.ground, fill_opacity=1, stroke_width=0),
                w21(),
            ],
            lambda: [Circle(color=THEME.ink, fill_color=THEME.panel, fill_opacity=1), w21()],
            lambda: [
                Line(LEFT, RIGHT, color=THEME.ink),
                Square(0.3, fill_color=THEME.ground, fill_opacity=1, stroke_width=0),
                words("b", 36),
            ],
            lambda: [w21(), w21()],
            lambda: [w21(), Square(color=THEME.ink, stroke_width=2)],
            lambda: [Line(LEFT, RIGHT, color=THEME.ink), Line(UP, DOWN, color=THEME.ink)],
        ],
        ids=["frame", "gap", "small gap", "node", "copy in place", "around", "crossing lines"],
    )
    def test_what_is_none(self, inspect: Inspect, harmless: object) -> None:
        assert inspect(lambda scene: harmless()) == []  # type: ignore[operator]

    def test_what_is_meant_and_its_copies(self, inspect: Inspect) -> None:
        line, name = Line(LEFT, RIGHT, color=THEME.ink), w21()
        may_overlap(line, name)
        assert inspect(lambda scene: [line.copy(), name.copy()]) == []
        (found,) = inspect(lambda scene: [line, w21()])
        assert found.kind == "overlap"

    def test_a_network_has_none(self, inspect: Inspect) -> None:
        def plant(scene: Chapter) -> Sequence[VMobject]:
            notation = scene.lesson.notation
            return [Network(notation, scene.theme, region=scene.regions.body, with_loss=True)]

        assert inspect(plant) == []


class TestSize:
    @pytest.mark.parametrize("size", [40, 60])
    def test_large_enough(self, inspect: Inspect, size: float) -> None:
        assert inspect(lambda scene: [w21(size)]) == []

    def test_the_digits_of_a_subscript_count(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [w21(36)])
        assert found.kind == "size"
        assert found.what == "1 text has digits of 16.2 pixels; at least 18 are needed"
        assert found.where == "w21"

    def test_digits_on_the_line_may_be_set_smaller(self, inspect: Inspect) -> None:
        assert inspect(lambda scene: [Sign(("n",), "18", THEME.ink, 30)]) == []
        (found,) = inspect(lambda scene: [Sign(("n",), "18", THEME.ink, 26)])
        assert found.kind == "size"

    def test_scaling_counts(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [VGroup(w21(48), w21(60).shift(UP)).scale(0.75)])
        assert found.what == "1 text has digits of 16.2 pixels; at least 18 are needed"

    def test_an_overview_may_be_smaller_but_not_a_smudge(self, inspect: Inspect) -> None:
        assert inspect(lambda scene: [overview(w21(28)).copy()]) == []
        (found,) = inspect(lambda scene: [overview(w21(24))])
        assert found.what == "1 text has digits of 10.8 pixels; at least 12 are needed"

    def test_context_may_have_any_size(self, inspect: Inspect) -> None:
        ghost = w21(20).set_opacity(THEME.ghost)
        assert inspect(lambda scene: [ghost, context(w21(20)).shift(UP)]) == []

    def test_words_and_code(self, inspect: Inspect) -> None:
        from calculus.affine.code import CodeLine

        def plant(scene: Chapter) -> Sequence[VMobject]:
            line = CodeLine("dX = dY @ W.T", "", "X")
            return [words(size=30), Code(line, THEME, size=28).shift(UP)]

        (found,) = inspect(plant)
        assert found.what == "2 texts have a font size of 28 to 30 pixels; at least 32 are needed"
        assert found.where == "重み, dX = dY @ W.T"
        assert len(found.boxes) == 2


class TestContrast:
    def test_black_on_white(self) -> None:
        assert contrast(np.zeros(3), np.full(3, 255.0)) == pytest.approx(21)
        assert contrast(np.full(3, 119.0), np.full(3, 255.0)) == pytest.approx(4.48, abs=0.01)

    def test_pale_text(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [w21().set_opacity(0.3)])
        assert found.kind == "contrast"
        assert found.what.endswith("from what is behind; 4.5 : 1 is needed")

    def test_the_ground_is_what_is_really_behind(self, inspect: Inspect) -> None:
        field = Square(fill_color=THEME.colour("w"), fill_opacity=1, stroke_width=0)
        (found,) = inspect(lambda scene: [field, w21()])
        assert (found.kind, found.where) == ("contrast", "w21")
        assert "out 1 : 1" in found.what

    def test_a_frame_is_not_measured_against_its_own_inside(self, inspect: Inspect) -> None:
        cells = VGroup(*(Square(color=THEME.colour("w"), fill_opacity=0.75) for _ in range(9)))
        cells.arrange_in_grid(3, 3, buff=0).scale(0.3)
        assert inspect(lambda scene: [cells]) == []

    def test_a_pale_line(self, inspect: Inspect) -> None:
        line = Line(LEFT, RIGHT, color=THEME.ink, stroke_opacity=0.2)
        (found,) = inspect(lambda scene: [line])
        assert (found.kind, found.where) == ("contrast", "a line")
        assert found.what.endswith("3 : 1 is needed")

    def test_what_steps_back_has_enough(self, inspect: Inspect) -> None:
        dimmed = VGroup(w21(), Rectangle(color=THEME.ink, height=2).set_fill(opacity=0))
        dimmed.set_stroke(opacity=THEME.dimmed)
        dimmed[0].set_opacity(THEME.dimmed)
        assert inspect(lambda scene: [dimmed]) == []

    def test_ghosts_and_context_are_exempt(self, inspect: Inspect) -> None:
        ghost = w21().set_opacity(THEME.ghost)
        pale = context(w21()).set_opacity(0.2).shift(UP)
        assert inspect(lambda scene: [ghost, pale]) == []


class TestEmptiness:
    def test_title_and_compass_are_nothing(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [small_graph(scene.theme).shift(UP)])
        assert (found.kind, found.where) == ("empty", "stage")

    def test_what_is_invisible_is_nothing(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [w21().set_opacity(0)])
        assert found.kind == "empty"


class TestLanguage:
    def test_english_in_the_japanese_film(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [words("main diagonal")])
        assert (found.kind, found.where) == ("language", "main diagonal")

    def test_japanese_in_the_english_film(self, inspect: Inspect) -> None:
        (found,) = inspect(lambda scene: [words("主対角線")], language="en")
        assert found.what == "not of the film's language: 主対角線"

    def test_names_symbols_and_code_are_at_home_everywhere(self, inspect: Inspect) -> None:
        text = "Affine と NumPy の dot、np.outer、∂L/∂W、L"
        assert inspect(lambda scene: [words(text, 36)]) == []
