"""① An input adds up every edge that leaves it: ∂L/∂X is ∂L/∂Y times W flipped, Wᵀ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    FadeIn,
    FadeOut,
    Indicate,
    Mobject,
    ReplacementTransform,
    VGroup,
)

from calculus.derivation import Derivation
from calculus.gradients import input_gradient
from calculus.statements import given_inputs, given_upstream, given_weights, stated
from scenes.stage.bars import NudgeBars
from scenes.stage.chapter import Chapter
from scenes.stage.equations import Equations
from scenes.stage.flip import WeightGrid, labels_into
from scenes.stage.formula import Formula, Typeset, Words
from scenes.stage.graph import Compass, compass, place_compass
from scenes.stage.headers import HeadedMatrix
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite, rewrite, sources_on
from scenes.stage.network import Network
from scenes.stage.network_moves import Restyle, Style
from scenes.stage.reading import Reading
from scenes.stage.regions import Region
from scenes.stage.rows import (
    EntryRows,
    align_equals,
    excerpt,
    fitted,
    relocate,
    settle,
    standing,
)
from scenes.stage.upstream_edges import InputArrows, UpstreamEdges

Given = dict[str, Typeset]
_Typeset = TypeVar("_Typeset", bound=Typeset)


class GradientOfInputs(Chapter):
    """Chapter 5: ∂L/∂X = ∂L/∂Y·Wᵀ."""

    name = "inputs"
    beats = (
        "shape",
        "chain",
        "paths",
        "row-column",
        "expand",
        "derivatives",
        "collect",
        "transpose",
        "mirror",
        "result",
    )

    def construct(self) -> None:
        derivation = input_gradient(self.lesson.notation)
        left, _, right = self.regions.body.columns(56, 3, 41)
        head, below = left.rows(20, 80)
        network_place, equations_place = right.rows(66, 34)
        network = self._network(network_place)
        equations = Equations(self.lesson.notation, self.theme).move_to(equations_place.center)
        given = self._given(left)
        guide = place_compass(self.regions, compass(self.theme, lit="inputs"))
        self.enter(network, equations, guide, *given.values())

        with self.beat("shape"):
            gradient = self.grow_slots(derivation, given, left)
        with self.beat("chain"):
            network, upstream = self.widen(network, given, gradient, equations, head)
            bars = self.nudge(network, upstream)
        with self.beat("paths"):
            self.play(FadeOut(bars.shown, run_time=self.theme.tempo.brisk))
            network, upstream = self.narrow(
                network, upstream, equations, network_place, equations_place
            )
            rows = self.write_paths(derivation, gradient, network, upstream, below)
        with self.beat("row-column"):
            rows = self.write_as_products(derivation, rows, gradient, below)
        with self.beat("expand"):
            rows = self.write_out(derivation, rows, gradient, below)
        with self.beat("derivatives"):
            rows = self.read_off(derivation, rows, network, equations)
        with self.beat("collect"):
            product = self.pull_apart(derivation, rows, gradient, below)
        with self.beat("transpose"):
            product, flipped = self.flip(derivation, product, gradient, network, left)
        with self.beat("mirror"):
            flipped.add(equations)
            product, context = self.turn_around(derivation, product, flipped, network, upstream)
        with self.beat("result"):
            self.close(derivation, product, guide, context)
        self.leave()

    def _network(self, region: Region) -> Network:
        return Network(self.lesson.notation, self.theme, region=region, with_loss=True)

    def _given(self, region: Region) -> Given:
        """What the chapter uses: W, ∂L/∂Y and X, one below the other."""
        notation, theme = self.lesson.notation, self.theme
        weights = HeadedMatrix(Formula(given_weights(notation), theme), ("w",), notation, theme)
        upstream = Formula(given_upstream(notation), theme)
        inputs = Formula(given_inputs(notation), theme)
        given: Given = {"w": weights, "upstream": upstream, "x": inputs}
        rows = region.rows(34, 24, 18, 24)
        for line, row in zip(given.values(), rows, strict=False):
            line.move_to(row.center).align_to([region.left, 0, 0], LEFT)
        align_equals(list(given.values()))
        return given

    def grow_slots(self, derivation: Derivation, given: Given, left: Region) -> Formula:
        """∂L/∂X has the shape of X: its slots come out of X's entries, then are filled."""
        notation, theme, inputs = self.lesson.notation, self.theme, given["x"]
        gradient = Formula(stated(derivation, "definition"), theme)
        gradient.move_to(left.rows(76, 24)[1].center)
        align_equals([gradient], inputs)
        slots = VGroup(*(frame(gradient.part("entry", i), theme) for i in notation.input_range))
        sources = VGroup(*(frame(inputs.part("x", i), theme) for i in notation.input_range))
        outline = excerpt(gradient, ("subject",), ("statement",), ("matrix",))
        name = {("subject", "by", "name"): [inputs.part("name", "x")]}
        aside = (given["w"], given["upstream"])
        self.play(
            Create(sources),
            *(line.animate.set_opacity(theme.dimmed) for line in aside),
            run_time=theme.tempo.brisk,
        )
        self.play(
            Rewrite(outline, name),
            ReplacementTransform(sources, slots),
            run_time=theme.tempo.slow,
        )
        self.next_caption()
        entries = excerpt(gradient, ("entry",))
        names = {("entry", i, "by", "name"): [inputs.part("x", i)] for i in notation.input_range}
        self.play(Rewrite(entries, names, run_time=theme.tempo.slow))
        self.play(FadeOut(slots), run_time=theme.tempo.brisk)
        return self.exchange(gradient, outline, entries)

    def widen(
        self, network: Network, given: Given, gradient: Formula, equations: Equations, head: Region
    ) -> tuple[Network, UpstreamEdges]:
        """All that is given goes into the network, which fills the stage."""
        tempo, body = self.theme.tempo, self.regions.body
        wide = self._network(body.rows(25, 75)[1].columns(75, 25)[0])
        upstream = UpstreamEdges(wide, self.theme.sizes.headers)
        aside = equations.copy().move_to(head.center).align_to([body.right, 0, 0], RIGHT)
        self.play(
            ReplacementTransform(network, wide),
            gradient.animate.move_to(head.center).align_to(self.title, LEFT),
            equations.animate.move_to(aside),
            *(line.animate.set_opacity(self.theme.dimmed) for line in given.values()),
            run_time=tempo.slow,
        )
        into = Typeset(wide, upstream)
        landing = [settle(line, into, run_time=tempo.slow) for line in given.values()]
        self.play(*landing, FadeIn(VGroup(*upstream.gaps.values()), run_time=tempo.slow))
        self.exchange(upstream, *(flight.new for flight in landing))
        return wide, upstream

    def nudge(self, network: Network, upstream: UpstreamEdges) -> NudgeBars:
        """x1 moves a little; its change runs over every edge and adds up at L."""
        tempo, chosen = self.theme.tempo, self.lesson.chosen_weight[0]
        place = self.regions.body.rows(25, 75)[1].columns(79, 21)[1]
        bars = NudgeBars(network, upstream, 1, place, self.theme)
        self.play(*bars.swell())
        self.play(network.pulse(network.out_of(1), self.theme.colour("x")))
        self.play(bars.shift_outputs())
        self.next_caption()
        self.play(network.light([(chosen, 1), chosen]))
        self.play(network.pulse([chosen], self.theme.colour("y")), bars.send(chosen))
        self.next_caption()
        rest = [k for k in self.lesson.notation.output_range if k != chosen]
        if rest:
            edges = [edge for k in rest for edge in ((k, 1), k)]
            self.play(network.light([*edges, (chosen, 1), chosen]))
            self.play(network.pulse(rest, self.theme.colour("y")), bars.send(*rest))
            self.play(bars.stack())
        self.play(FadeIn(bars.total(), run_time=tempo.brisk))
        return bars

    def narrow(
        self,
        network: Network,
        upstream: UpstreamEdges,
        equations: Equations,
        network_place: Region,
        equations_place: Region,
    ) -> tuple[Network, UpstreamEdges]:
        """The network makes room for the formulas."""
        small = self._network(network_place)
        labels = UpstreamEdges(small, self.theme.sizes.headers)
        self.play(
            ReplacementTransform(network, small),
            ReplacementTransform(upstream, labels),
            equations.animate.move_to(equations_place.center),
            run_time=self.theme.tempo.slow,
        )
        return small, labels

    def write_paths(
        self,
        derivation: Derivation,
        gradient: Formula,
        network: Network,
        upstream: UpstreamEdges,
        place: Region,
    ) -> EntryRows:
        """A term is written while its path lights."""
        tempo, line = self.theme.tempo, derivation["paths"]
        row = self._rows(derivation, "paths", [1], place, self.theme.sizes.formula)
        left_side = excerpt(row, ("entry", 1, "of"), ("entry", 1, "bar"), ("entry", 1, "by"))
        left_side = standing(left_side, excerpt(row, ("statement",)))
        self.play(rewrite(gradient, left_side, line, keep=True, run_time=tempo.move))
        written = [left_side]
        for k in self.lesson.notation.output_range:
            if k <= 2:
                self.next_caption()
            term = excerpt(row, ("entry", 1, "term", k), ("entry", 1, "plus", k))
            sources = sources_on(gradient, term, line.origins)
            factor = ("entry", 1, "term", k)
            for where, atom in upstream.labels[k].atoms.items():
                sources[*factor, "upstream", *where[2:]] = [atom]
            sources[*factor, "local", "of", "name"] = [network.outputs[k].symbol]
            self.play(network.light([(k, 1), k]), run_time=tempo.brisk)
            self.play(
                network.pulse([(k, 1), k], run_time=tempo.slow),
                Rewrite(term, sources, run_time=tempo.slow),
            )
            written.append(term)
        self.play(network.restore())
        return self.exchange(row, *written)

    def write_as_products(
        self, derivation: Derivation, total: EntryRows, gradient: Formula, place: Region
    ) -> EntryRows:
        """The sum as row times column, by name too; then the same for the other inputs."""
        tempo, sizes = self.theme.tempo, self.theme.sizes

        def written(inputs: Iterable[int], size: float) -> EntryRows:
            return self._rows(derivation, "row-column", inputs, place, size, 0.3, "chain")

        one = written([1], sizes.overview)
        line = derivation["row-column"]
        self.play(rewrite(total, one, line, run_time=tempo.slow))
        self.play(rewrite(one, one.names[1], derivation["chain"], keep=True, run_time=tempo.slow))
        self.next_caption()
        self.play(Indicate(one.part("entry", 1, "column"), color=None, run_time=tempo.move))
        self.next_caption()
        fitting = int(place.height // (1.1 * written([1], sizes.headers * 0.8).height))
        others = list(self.lesson.notation.input_range)[1 : max(1, fitting)]
        if not others:
            return one
        more = written([1, *others], sizes.overview)
        self.play(
            ReplacementTransform(one.rows[1], more.rows[1]),
            ReplacementTransform(one.names[1], more.names[1]),
            run_time=tempo.move,
        )
        for i in others:
            twin = VGroup(more.rows[1], more.names[1]).copy()
            self.play(ReplacementTransform(twin, VGroup(more.rows[i], more.names[i])))
        return self.exchange(more, more.rows[1], *(more.rows[i] for i in others))

    def write_out(
        self, derivation: Derivation, products: EntryRows, gradient: Formula, place: Region
    ) -> EntryRows:
        """All terms of all entries; each is an upstream gradient times a local derivative."""
        tempo, notation, size = self.theme.tempo, self.lesson.notation, self.theme.sizes.formula
        rows = self._rows(derivation, "expand", notation.input_range, place, size)
        self.play(
            FadeOut(VGroup(*products.names.values()), run_time=tempo.brisk),
            rewrite(products, rows, derivation["expand"], run_time=tempo.slow),
        )
        self.next_caption()
        for factor in ("upstream", "local"):
            self.play(self._emphasise(rows, factor), run_time=tempo.brisk)
            self.rest(tempo.move)
        self.play(rows.animate.set_opacity(1), run_time=tempo.brisk)
        return rows

    def read_off(
        self,
        derivation: Derivation,
        rows: EntryRows,
        network: Network,
        equations: Equations,
    ) -> EntryRows:
        """∂y_k/∂x_i is what stands beside x_i in the equation of y_k: one slowly, then all."""
        tempo, chosen = self.theme.tempo, (1, self.lesson.chosen_weight[0])
        reading = Reading(derivation, rows, equations, self.theme)
        self.play(
            network.light([chosen[::-1]], run_time=tempo.brisk),
            Indicate(reading.local(chosen), color=None, run_time=tempo.move),
        )
        self.next_caption()
        self.play(reading.look([chosen], run_time=tempo.brisk))
        self.play(Indicate(reading.source(chosen), color=None, run_time=tempo.move))
        self.play(reading.put([chosen], run_time=tempo.slow))
        self.next_caption()
        for i in self.lesson.notation.input_range:
            paths = [path for path in reading.paths if path[0] == i and path != chosen]
            if paths:
                self.play(
                    network.light([path[::-1] for path in paths], run_time=tempo.brisk),
                    reading.look(paths, run_time=tempo.brisk),
                )
                self.play(reading.put(paths, run_time=tempo.slow))
        self.play(
            network.restore(run_time=tempo.brisk),
            reading.look_up(run_time=tempo.brisk),
            reading.close_up(run_time=tempo.move),
        )
        return reading.result

    def pull_apart(
        self, derivation: Derivation, rows: EntryRows, gradient: Formula, place: Region
    ) -> Formula:
        """Row times matrix: the upstream gradients merge, the weights fall into columns."""
        tempo, line = self.theme.tempo, derivation["collect"]
        product = self._product(derivation, place, self.theme.sizes.formula)
        align_equals([product], gradient)
        sources = sources_on(rows, product, line.origins)
        left = {where: [atom] for where, atom in gradient.atoms.items() if where[0] == "subject"}
        gone = [atom for where, atom in rows.atoms.items() if where in line.gone]
        entries = standing(
            *(
                excerpt(rows, ("entry", i, "of"), ("entry", i, "bar"), ("entry", i, "by"))
                for i in rows.rows
            )
        )
        home = settle(entries, gradient, run_time=tempo.slow)
        self.play(
            home,
            Rewrite(
                product,
                sources | left,
                leaving=gone,
                replaced=[rows],
                lag=lambda where: {"upstream": 0.0, "w": 0.5}.get(str(where[0]), 1.0),
                run_time=tempo.sweep,
            ),
        )
        return self.exchange(product, home.new)

    def flip(
        self,
        derivation: Derivation,
        product: Formula,
        gradient: Formula,
        network: Network,
        region: Region,
    ) -> tuple[Formula, WeightGrid]:
        """W turns over its main diagonal, headers and all, and is the matrix just found."""
        tempo, theme = self.theme.tempo, self.theme
        upper, lower = region.rows(34, 66)
        weights, flipped = WeightGrid.overlaid(
            self.lesson.notation, theme, lower, theme.sizes.large / 68
        )
        raised = self._product(derivation, upper, theme.sizes.formula)
        self.play(FadeOut(gradient, run_time=tempo.brisk))
        self.play(relocate(product, raised, run_time=tempo.move))
        matrix = excerpt(raised, ("w",))
        self.play(
            FadeIn(weights.frame, run_time=tempo.brisk),
            labels_into(weights, network, run_time=tempo.slow),
            matrix.animate(run_time=tempo.brisk).set_opacity(theme.dimmed),
        )
        diagonal = weights.diagonal()
        name = Words(self.word("main_diagonal"), theme, theme.sizes.headers, theme.muted)
        name.next_to(diagonal.get_end(), RIGHT, buff=0.1).shift(DOWN * 0.1)
        self.play(Create(diagonal), FadeIn(name), run_time=tempo.move)
        self.next_caption()
        self.play(
            weights.flip_onto(flipped, run_time=tempo.sweep),
            ReplacementTransform(weights.frame, flipped.frame, run_time=tempo.sweep),
        )
        self.next_caption()
        self.play(FadeOut(diagonal, name, run_time=tempo.brisk))
        matrix.set_opacity(1)
        landing = settle(flipped, raised, keep=True, run_time=tempo.slow)
        matrix.set_opacity(theme.dimmed)
        self.play(landing, matrix.animate(run_time=tempo.slow).set_opacity(1))
        self.exchange(raised, landing.new)
        both = VGroup(
            frame(raised.part("w"), theme, "w"), frame(flipped.frame, theme, "w", margin=0)
        )
        self.play(Create(both, run_time=tempo.move))
        return raised, VGroup(flipped, flipped.frame, both)

    def turn_around(
        self,
        derivation: Derivation,
        product: Formula,
        leaving: VGroup,
        network: Network,
        upstream: UpstreamEdges,
    ) -> tuple[Formula, VGroup]:
        """The same edges read backwards: laid out by the naming rule, their matrix is Wᵀ."""
        tempo, theme, notation = self.theme.tempo, self.theme, self.lesson.notation
        left, _, right = self.regions.body.columns(44, 3, 53)
        upper, lower = left.rows(34, 66)
        small = self._product(derivation, upper, theme.sizes.headers)
        wide = self._network(right.columns(80, 20)[0].rows(14, 72, 14)[1])
        labels = UpstreamEdges(wide, theme.sizes.headers)
        self.play(
            FadeOut(leaving, run_time=tempo.brisk),
            relocate(product, small, run_time=tempo.slow),
            ReplacementTransform(network, wide, run_time=tempo.slow),
            ReplacementTransform(upstream, labels, run_time=tempo.slow),
        )
        self.play(wide.mirror(), labels.ride())
        self.next_caption()
        arrows = InputArrows(wide, theme.sizes.label)
        coral = theme.colour("gradient")
        self.play(wide.pulse(list(notation.output_range), coral, backward=True))
        self.play(wide.pulse(list(wide.edges), coral, backward=True, run_time=tempo.slow))
        self.play(
            *(wire.draw(run_time=tempo.move) for wire in arrows.wires.values()),
            FadeIn(arrows, run_time=tempo.move),
        )
        self.next_caption()
        weights, transposed = WeightGrid.side_by_side(
            notation, theme, lower, theme.sizes.large / 75
        )
        self.play(
            FadeIn(weights.frame, run_time=tempo.brisk),
            labels_into(weights, wide, run_time=tempo.slow),
        )
        column = weights.slot_frame(output=self.lesson.chosen_weight[0])
        row = weights.slot_frame(input=1)
        forward, backward = wide.into(self.lesson.chosen_weight[0]), wide.out_of(1)
        self.play(Create(column), wide.light(forward), run_time=tempo.move)
        self.play(wide.pulse(forward, theme.colour("y")))
        self.play(ReplacementTransform(column, row), wide.light(backward), run_time=tempo.move)
        self.play(wide.pulse(backward, coral, backward=True))
        self.next_caption()
        self.play(
            FadeOut(row, run_time=tempo.brisk),
            wide.restore(),
            FadeIn(transposed.frame, run_time=tempo.brisk),
            labels_into(transposed, wide, run_time=tempo.slow),
        )
        picture = VGroup(wide, labels, arrows, *arrows.wires.values())
        return small, VGroup(picture, weights.whole, transposed.whole)

    def close(
        self, derivation: Derivation, product: Formula, guide: Compass, context: VGroup
    ) -> None:
        """① is found: the formula goes to its place in the graph."""
        tempo, theme = self.theme.tempo, self.theme
        result = Formula(stated(derivation, "result"), theme, theme.sizes.large * 1.6)
        result.move_to(self.regions.body.center)
        self.play(
            FadeOut(context, run_time=tempo.move),
            rewrite(product, result, derivation["result"], run_time=tempo.slow),
        )
        number = guide.targets["inputs"]
        seal = result.copy()
        self.play(
            seal.animate.scale_to_fit_height(number.height).move_to(number), run_time=tempo.slow
        )
        self.play(FadeOut(seal), Indicate(number, color=None), run_time=tempo.move)

    def _rows(
        self,
        derivation: Derivation,
        line: str,
        inputs: Iterable[int],
        place: Region,
        size: float,
        leading: float = 1.0,
        named: str | None = None,
    ) -> EntryRows:
        """Rows in the middle of a region, at its left."""
        rows = fitted(
            lambda s: EntryRows(derivation, line, inputs, self.theme, s, leading, named),
            place,
            size,
        )
        rows.whole.move_to(place.center).align_to([place.left, 0, 0], LEFT)
        return rows

    def _product(self, derivation: Derivation, place: Region, size: float) -> Formula:
        """∂L/∂X = (∂L/∂y1 ...)(w11 ...), at the left of a region."""
        statement = stated(derivation, "collect")
        product = fitted(lambda s: Formula(statement, self.theme, s), place, size)
        return product.move_to(place.center).align_to([place.left, 0, 0], LEFT)

    def _emphasise(self, rows: EntryRows, factor: str) -> Restyle:
        """One factor of every term comes forward."""
        styles = {
            atom: Style(fill_opacity=1.0 if factor in place else self.theme.dimmed)
            for place, atom in rows.atoms.items()
        }
        return Restyle(rows, styles)

    def exchange(self, whole: _Typeset, *parts: Mobject) -> _Typeset:
        """Parts that have been played one by one stand on the stage as one thing."""
        self.remove(*parts)
        self.add(whole)
        return whole
