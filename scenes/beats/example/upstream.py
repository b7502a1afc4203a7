"""∂L/∂Y is given: a row below Y, column for column (math14)."""

from __future__ import annotations

from manim import LEFT

from calculus.statements import worked
from scenes.beats.example.outputs import Outputs
from scenes.beats.example.page import Page
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.statement import Forms
from scenes.stage.matrices.statement_grid import CLOSE, StatementGrid

_ROW_GAP = 1.2
"""Between Y and ∂L/∂Y, in em."""


class Upstream:
    """Y and ∂L/∂Y at the left edge of the region for work, in the middle of its height.

    Args:
        scene: whose stage.
        page: what is given.

    Attributes:
        outputs: Y. row: ∂L/∂Y, its numbers at ("upstream", k).
    """

    def __init__(self, scene: Chapter, page: Page) -> None:
        self._scene, self._page, self._tempo = scene, page, scene.theme.tempo
        lesson, theme = page.lesson, scene.theme
        y = Forms(page.short(worked.outputs(lesson)[-1:]), entries=("entry",), column="y")
        dy = Forms(page.short(worked.upstream(lesson)[-1:]), entries=("upstream",), column="y")
        for size in (theme.sizes.digits, theme.sizes.small_digits):
            grid = StatementGrid(
                [[y], [dy]],
                lesson.notation,
                theme,
                page.work,
                size=size,
                row_gap=_ROW_GAP,
                entry_gap=CLOSE,
            )
            if grid.size == size:
                break
        self.outputs: Typeset = grid.at(0).now
        self.row: Typeset = grid.at(1).now
        to_the_edge = LEFT * (self.row.get_left()[0] - page.work.left)
        for row in (self.outputs, self.row):
            row.shift(to_the_edge)

    def arrive(self, outputs: Outputs) -> None:
        """The sums leave, Y's values stay, and below them comes what L sends back."""
        scene, tempo, network = self._scene, self._tempo, self._page.net.network
        scene.play(
            Rewrite(
                self.outputs,
                same_places(self.outputs, *outputs.shown),
                replaced=outputs.shown,
                run_time=tempo.move,
            )
        )
        back = self._page.net.pulse(network.loss_edges, run_time=tempo.move)
        scene.play(Rewrite(self.row, {}, run_time=tempo.move), *back)

    def fall_into_network(self) -> None:
        """Copies of its numbers come into the outputs."""
        self._scene.play(self._page.upstream_enters(self.row, self._tempo.slow))
