"""∂y_k/∂x_i is read off the equation of y_k and put where the fraction stood."""

from __future__ import annotations

from collections.abc import Collection

from manim import AnimationGroup, VGroup

from calculus.algebra.derivation import Derivation
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.entry_rows import EntryRows
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.exemptions import overview
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.excerpts import align_equals, excerpt, standing
from scenes.stage.formulas.formula import Typeset
from scenes.stage.theme import Theme

Path = tuple[int, int]
"""(i, k): from input i to output k."""


class Reading:
    """The six (D·M) readings between the lines `expand` and `derivatives` of ①.

    Args:
        derivation: of ①.
        rows: the line `expand` as it stands on the stage.
        equations: where the derivatives are read.
        theme: looks.

    Attributes:
        result: the line `derivatives`, each row on the baseline of the one it follows from.
        paths: all paths that are written out, input by input.
    """

    def __init__(
        self, derivation: Derivation, rows: EntryRows, equations: Equations, theme: Theme
    ) -> None:
        self.rows, self.equations, self.theme = rows, equations, theme
        self.result = overview(
            EntryRows(derivation, "derivatives", rows.rows, theme, rows.size, broken=rows.broken)
        )
        for i, row in rows.rows.items():
            self.result.rows[i].on_baseline_of(row)
        align_equals([self.result], rows)
        line = derivation["derivatives"]
        self._origins = {
            (int(place[1]), int(place[3])): (place, origin)
            for place, origin in line.readings.items()
        }
        self.paths = sorted(path for path in self._origins if ELIDED not in path)
        self._terms = [("entry", i, "term", k) for i, k in self.paths]
        self._read: dict[Path, Typeset] = {}

    def look(self, paths: Collection[Path], *, run_time: float) -> Restyle:
        """The equations of these paths' outputs come forward, in them the terms of the inputs."""
        styles = {}
        for k, line in self.equations.lines.items():
            for where, atom in line.atoms.items():
                left = where[2:3] in (("y",), ("equals",))
                seen = {k} & {path[1] for path in paths} and (left or (where[3], k) in paths)
                opacity = 1.0 if seen else self.theme.dimmed
                styles[atom] = Style(fill_opacity=opacity)
        return Restyle(self.equations, styles, run_time=run_time)

    def look_up(self, *, run_time: float) -> Restyle:
        """The equations as they were."""
        styles = {atom: Style(fill_opacity=1.0) for atom in self.equations.atoms.values()}
        return Restyle(self.equations, styles, run_time=run_time)

    def local(self, path: Path) -> VGroup:
        """The derivative that is to be read."""
        return self.rows.part("entry", path[0], "term", path[1], "local")

    def source(self, path: Path) -> VGroup:
        """Where it is read."""
        return self.equations.part(*self._origins[path][1])

    def put(self, paths: Collection[Path], *, run_time: float) -> AnimationGroup:
        """What was read flies to where the derivative stands, and takes its place."""
        moves = []
        for path in paths:
            place, _ = self._origins[path]
            value = excerpt(self.result, place).copy()
            local = self.local(path)
            value.set_x(local.get_center()[0])
            source = {place: [self.source(path)]}
            moves.append(Rewrite(value, source, leaving=[local], replaced=[local]))
            self._read[path] = value
        return AnimationGroup(*moves, run_time=run_time)

    def close_up(self, *, run_time: float) -> Rewrite:
        """The rows close up around what was read."""
        read = tuple((*place, "local") for place in self._terms)
        now = standing(self.rows, *self._read.values(), without=read)
        sources = same_places(self.result, now)
        return Rewrite(self.result, sources, replaced=[now], run_time=run_time)
