"""What stands on the stage when the derivatives are read off: the middle of the chapter."""

from __future__ import annotations

from dataclasses import dataclass

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.notation import Notation
from calculus.statements.given import stated
from scenes.beats.weights.layout import equations_place, matrix_place
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.places import beside
from scenes.stage.theme import Theme

_FEW = 4
"""Up to so many equations there is room for a fraction beside each."""

_LEADING, _CLOSE = 1.9, 1.55
"""Distance of the equations in em, for few and for many."""


@dataclass(frozen=True)
class Derived:
    """What stands on the stage at the end of `derivatives`, beside the small graph; nothing else.

    Nothing is lit and nothing dimmed.

    Attributes:
        matrix: ∂L/∂W = the line `derivatives`, with headers; where notation elides, with dots.
        paths: the network with L in its place `beside`.
        equations: of the outputs, below the network. They leave when `ends` begins.
    """

    matrix: HeadedMatrix
    paths: Pathways
    equations: Equations


def derived(scene: Chapter) -> Derived:
    """Everything in its place, not yet on the stage."""
    notation, theme = scene.lesson.notation, scene.theme
    return Derived(
        headed_line(scene, "derivatives"),
        Pathways(notation, theme, beside()),
        searched_equations(scene),
    )


def headed_line(scene: Chapter, line: str) -> HeadedMatrix:
    """∂L/∂W = a line of its derivation, with headers, in the middle of the matrix's place."""
    return headed_line_of(scene.lesson.notation, scene.theme, line)


def headed_line_of(notation: Notation, theme: Theme, line: str) -> HeadedMatrix:
    """The same for a notation and a theme."""
    derivation = weight_gradient(notation)

    def build(size: float) -> HeadedMatrix:
        formula = Formula(stated(derivation, line), theme, size)
        return overview(HeadedMatrix(formula, ("entry",), notation, theme))

    place = matrix_place()
    matrix = fitted(build, place, theme.sizes.large, smallest=OVERVIEW).move_to(place.center)
    place.keep(matrix)
    return matrix


def searched_equations(scene: Chapter) -> Equations:
    """The equations of the outputs, below the network in its place `beside`."""
    notation, theme = scene.lesson.notation, scene.theme
    place, few = equations_place(), len(notation.output_range) <= _FEW

    def build(size: float) -> Equations:
        return Equations(notation, theme, size, leading=_LEADING if few else _CLOSE)

    equations = fitted(build, place, theme.sizes.overview, smallest=OVERVIEW)
    return overview(equations).move_to(place.center)
