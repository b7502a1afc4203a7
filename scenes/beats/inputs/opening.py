"""What the chapter of the inputs begins with: all that is given, nothing that is sought."""

from __future__ import annotations

from dataclasses import dataclass

from manim import UL, VMobject

from calculus.statements.given import given_weights
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.beats.inputs.slots import Shapes
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.formula import Formula
from scenes.stage.graph.small_graph import SmallGraph, place_small_graph, small_graph
from scenes.stage.matrices.headers import HeadedMatrix
from scenes.stage.network import places
from scenes.stage.network.loss_paths import Pathways


@dataclass(frozen=True)
class Opening:
    """What stands on the stage when the chapter begins.

    Attributes:
        paths: the network with L, beside what is written; ∂L/∂y_k on its last edges.
        weights: W = (...) with headers, below the network.
        equations: y_k = ..., at the upper left.
        shapes: X = (...), below the equations; ∂L/∂X, which is not there yet, below it.
        guide: the small graph, ① lit.
    """

    paths: Pathways
    weights: HeadedMatrix
    equations: Equations
    shapes: Shapes
    guide: SmallGraph

    @classmethod
    def of(cls, scene: Chapter) -> Opening:
        """Everything in its place for the chapter's lesson."""
        notation, theme, rooms = scene.lesson.notation, scene.theme, Rooms.of_frame()
        written = brief(notation)
        weights = fitted(
            lambda size: HeadedMatrix(
                Formula(given_weights(written), theme, size), ("w",), written, theme
            ),
            rooms.weights,
            theme.sizes.formula,
            smallest=OVERVIEW,
        )
        equations = fitted(
            lambda size: Equations(written, theme, size, outputs=notation.output_range),
            rooms.equations,
            theme.sizes.formula,
            smallest=OVERVIEW,
        )
        shapes = fitted(lambda size: Shapes(written, theme, size), rooms.shapes, theme.sizes.large)
        for line, room in ((equations, rooms.equations), (shapes, rooms.shapes)):
            line.move_to([room.left, room.top, 0], aligned_edge=UL)
        return cls(
            Pathways(notation, theme, places.beside()),
            overview(weights).move_to(rooms.weights.center),
            overview(equations),
            shapes,
            place_small_graph(scene.regions, small_graph(theme, lit="inputs", without_bias=True)),
        )

    @property
    def parts(self) -> tuple[VMobject, ...]:
        """All of it, each on its own."""
        network, upstream = self.paths.network, self.paths.upstream
        return network, upstream, self.weights, self.equations, self.shapes.inputs, self.guide
