"""① An input adds up every edge that leaves it: ∂L/∂X is ∂L/∂Y times W flipped, Wᵀ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from manim import (
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
from calculus.statements import stated
from scenes.stage.bars import NudgeBars
from scenes.stage.chapter import Chapter
from scenes.stage.closing import Answer
from scenes.stage.equations import Equations
from scenes.stage.flip import WeightGrid, labels_into, name_diagonal
from scenes.stage.formula import Formula, Typeset
from scenes.stage.graph import Compass, compass, place_compass
from scenes.stage.marks import frame
from scenes.stage.moves import Rewrite, rewrite, sources_on
from scenes.stage.pathways import InputArrows, Pathways
from scenes.stage.reading import Reading
from scenes.stage.regions import Region
from scenes.stage.rows import (
    EntryRows,
    GivenStrip,
    align_equals,
    emphasise,
    excerpt,
    fitted,
    left_sides,
    relocate,
    settle,
    standing,
)
from scenes.stage.sources import same_places

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
        notation, theme = self.lesson.notation, self.theme
        derivation = input_gradient(notation)
        left, _, right = self.regions.body.columns(56, 3, 41)
        head, below = left.rows(18, 82)
        picture, reading = right.rows(66, 34)
        paths = Pathways(notation, theme, picture)
        equations = self.equations(reading)
        strip_place, slots_place = left.rows(76, 24)
        given = self.given(strip_place)
        guide = place_compass(self.regions, compass(theme, lit="inputs"))
        self.enter(paths.network, equations, guide, given)

        with self.beat("shape"):
            gradient = self.grow_slots(derivation, given, slots_place)
        with self.beat("chain"):
            wide, stack = self.widen(paths, given, gradient, head)
            aside = self.set_aside(equations)
            bars = self.nudge(wide, stack)
        with self.beat("paths"):
            self.play(FadeOut(bars.shown, run_time=theme.tempo.brisk))
            paths = Pathways(notation, theme, picture)
            equations = self.equations(reading)
            self.play(
                *wide.become(paths, run_time=theme.tempo.slow),
                relocate(aside, equations, run_time=theme.tempo.slow),
            )
            rows = self.write_paths(derivation, gradient, paths, below)
        with self.beat("row-column"):
            rows = self.write_as_products(derivation, rows, paths, below)
        with self.beat("expand"):
            rows = self.write_out(derivation, rows, below)
        with self.beat("derivatives"):
            rows = self.read_off(derivation, rows, paths, equations)
        with self.beat("collect"):
            product = self.pull_apart(derivation, rows, gradient, below)
        with self.beat("transpose"):
            self.play(FadeOut(gradient, run_time=theme.tempo.brisk))
            product, flipped = self.flip(derivation, product, paths, left)
        with self.beat("mirror"):
            self.play(FadeOut(flipped, equations, run_time=theme.tempo.brisk))
            product, context = self.turn_around(derivation, product, paths)
        with self.beat("result"):
            self.close(derivation, product, context, guide)
        self.leave()

    def given(self, region: Region) -> GivenStrip:
        """What the chapter uses: W, ∂L/∂Y and X, one below the other."""
        strip = fitted(
            lambda size: GivenStrip(self.lesson.notation, self.theme, size),
            region,
            self.theme.sizes.formula,
        )
        strip.move_to(region.center).align_to(region.left_edge, LEFT)
        return strip

    def grow_slots(self, derivation: Derivation, given: GivenStrip, place: Region) -> Formula:
        """∂L/∂X has the shape of X: its slots come out of X's entries, then are filled."""
        tempo, theme, inputs = self.theme.tempo, self.theme, given.inputs
        gradient = self.line(derivation, "definition", place, given.inputs.size)
        align_equals([gradient], inputs)
        every = self.lesson.notation.input_range
        slots = VGroup(*(frame(gradient.part("entry", i), theme, margin=4) for i in every))
        sources = VGroup(*(frame(inputs.part("x", i), theme, margin=4) for i in every))
        self.play(
            Create(sources),
            *(line.animate.set_opacity(theme.dimmed) for line in (given.weights, given.upstream)),
            run_time=tempo.brisk,
        )
        outline = excerpt(gradient, ("subject",), ("statement",), ("matrix",))
        name = {("subject", "by", "name"): [inputs.part("name", "x")]}
        self.play(Rewrite(outline, name), ReplacementTransform(sources, slots), run_time=tempo.slow)
        self.next_caption()
        entries = excerpt(gradient, ("entry",))
        names = {("entry", i, "by", "name"): [inputs.part("x", i)] for i in every}
        self.play(Rewrite(entries, names, run_time=tempo.slow))
        self.play(FadeOut(slots, run_time=tempo.brisk))
        return self.exchange(gradient, outline, entries)

    def widen(
        self, paths: Pathways, given: GivenStrip, gradient: Formula, head: Region
    ) -> tuple[Pathways, Region]:
        """All that is given goes into the network, which then fills the stage."""
        tempo, body = self.theme.tempo, self.regions.body
        gaps = VGroup(*paths.upstream.gaps.values())
        landing = [settle(line, paths.atoms, run_time=tempo.slow) for line in given.lines]
        self.play(FadeIn(gaps, run_time=tempo.slow), *landing)
        self.exchange(paths.upstream, gaps, *(flight.new for flight in landing))
        _, network_place, _, stack = body.rows(26, 74)[1].columns(1, 74, 4, 21)
        wide = Pathways(self.lesson.notation, self.theme, network_place)
        up = gradient.animate(run_time=tempo.move).move_to(head.center).align_to(gradient, LEFT)
        self.play(up)
        self.play(*paths.become(wide, run_time=tempo.slow))
        return wide, stack

    def set_aside(self, equations: Equations) -> Equations:
        """The equations stand at the top right while the network fills the stage."""
        place = self.regions.body.rows(26, 74)[0].columns(1, 1)[1]
        aside = self.equations(place).align_to([place.right, 0, 0], RIGHT)
        self.play(relocate(equations, aside, run_time=self.theme.tempo.move))
        return aside

    def equations(self, place: Region) -> Equations:
        """y_k = ... in the middle of a region."""
        notation, theme = self.lesson.notation, self.theme
        equations = fitted(
            lambda size: Equations(notation, theme, size), place, theme.sizes.overview
        )
        return equations.move_to(place.center)

    def nudge(self, paths: Pathways, stack: Region) -> NudgeBars:
        """x1 moves a little; its change runs over every edge and adds up at L."""
        tempo, network, colour = self.theme.tempo, paths.network, self.theme.colour
        chosen = self.lesson.chosen_weight[0]
        bars = NudgeBars(paths, 1, stack, self.theme)
        self.play(*bars.swell())
        self.play(network.pulse(network.out_of(1), colour("x")))
        self.play(bars.shift_outputs())
        self.next_caption()
        self.play(paths.light([(1, chosen)]))
        self.play(network.pulse([chosen], colour("y")), bars.send(chosen))
        self.next_caption()
        if others := [k for k in self.lesson.notation.output_range if k != chosen]:
            self.play(paths.light([(1, k) for k in self.lesson.notation.output_range]))
            self.play(network.pulse(others, colour("y")), bars.send(*others))
            self.play(bars.stack())
        self.play(FadeIn(bars.total(), run_time=tempo.brisk))
        return bars

    def write_paths(
        self, derivation: Derivation, gradient: Formula, paths: Pathways, place: Region
    ) -> EntryRows:
        """A term is written while its path lights."""
        tempo, line, network = self.theme.tempo, derivation["paths"], paths.network
        row = self.rows(derivation, "paths", [1], place, self.theme.sizes.formula)
        written: list[Typeset] = [standing(left_sides(row), excerpt(row, ("statement",)))]
        self.play(rewrite(gradient, written[0], line, keep=True, run_time=tempo.move))
        for k in self.lesson.notation.output_range:
            if k <= 2:
                self.next_caption()
            place_of_term = ("entry", 1, "term", k)
            term = excerpt(row, place_of_term, ("entry", 1, "plus", k))
            sources = sources_on(gradient, term, line.origins)
            for where, atom in paths.upstream.labels[k].atoms.items():
                sources[*place_of_term, "upstream", *where[2:]] = [atom]
            sources[*place_of_term, "local", "of", "name"] = [network.outputs[k].symbol]
            self.play(paths.light([(1, k)], run_time=tempo.brisk))
            self.play(network.pulse([(k, 1)], run_time=tempo.brisk))
            self.play(
                network.pulse([k], run_time=tempo.brisk),
                Rewrite(term, sources, run_time=tempo.slow),
            )
            written.append(term)
        self.play(network.restore())
        return self.exchange(row, *written)

    def write_as_products(
        self, derivation: Derivation, total: EntryRows, paths: Pathways, place: Region
    ) -> EntryRows:
        """The sum as row times column, by name too; then the same for the other inputs."""
        tempo, sizes = self.theme.tempo, self.theme.sizes

        def written(inputs: Iterable[int], size: float) -> EntryRows:
            return self.rows(derivation, "row-column", inputs, place, size, 0.2, "chain")

        one = written([1], sizes.formula)
        self.play(rewrite(total, one, derivation["row-column"], run_time=tempo.slow))
        self.play(rewrite(one, one.names[1], derivation["chain"], keep=True, run_time=tempo.slow))
        self.next_caption()
        for k in self.lesson.notation.output_range:
            pair = (one.part("entry", 1, side, k) for side in ("row", "column"))
            self.play(
                paths.light([(1, k)], run_time=tempo.brisk),
                *(Indicate(factor, color=None, run_time=tempo.move) for factor in pair),
            )
        self.play(paths.network.restore())
        self.next_caption()
        fitting = int(place.height // (1.1 * written([1], sizes.headers * 0.8).height))
        others = list(self.lesson.notation.input_range)[1 : max(1, fitting)]
        if not others:
            return one
        more = written([1, *others], sizes.overview)
        self.play(
            ReplacementTransform(one, more.rows[1]),
            ReplacementTransform(one.names[1], more.names[1]),
            run_time=tempo.move,
        )
        for i in others:
            twin = VGroup(more.rows[1], more.names[1]).copy()
            self.play(ReplacementTransform(twin, VGroup(more.rows[i], more.names[i])))
        return self.exchange(more, *more.rows.values())

    def write_out(self, derivation: Derivation, products: EntryRows, place: Region) -> EntryRows:
        """All terms of all entries; each is an upstream gradient times a local derivative."""
        tempo, size = self.theme.tempo, self.theme.sizes.formula
        rows = self.rows(derivation, "expand", self.lesson.notation.input_range, place, size)
        self.play(
            FadeOut(VGroup(*products.names.values()), run_time=tempo.brisk),
            rewrite(products, rows, derivation["expand"], run_time=tempo.slow),
        )
        self.next_caption()
        for factor in ("upstream", "local"):
            self.play(emphasise(rows, factor, self.theme, run_time=tempo.brisk))
            self.rest(tempo.move)
        self.play(rows.animate(run_time=tempo.brisk).set_opacity(1))
        return rows

    def read_off(
        self, derivation: Derivation, rows: EntryRows, paths: Pathways, equations: Equations
    ) -> EntryRows:
        """∂y_k/∂x_i is what stands beside x_i in the equation of y_k: one slowly, then all."""
        tempo, network, chosen = self.theme.tempo, paths.network, (1, self.lesson.chosen_weight[0])
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
            if others := [path for path in reading.paths if path[0] == i and path != chosen]:
                self.play(
                    network.light([path[::-1] for path in others], run_time=tempo.brisk),
                    reading.look(others, run_time=tempo.brisk),
                )
                self.play(reading.put(others, run_time=tempo.slow))
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
        tempo = self.theme.tempo
        product = self.line(derivation, "collect", place)
        if product.size == gradient.size:
            align_equals([product], gradient)
        subjects = left_sides(rows)
        terms = standing(rows, without=subjects.atoms)
        sources = sources_on(terms, product, derivation["collect"].origins)
        subject = same_places(excerpt(product, ("subject",)), gradient)
        home = settle(subjects, gradient, run_time=tempo.slow)
        self.play(
            home,
            Rewrite(
                product,
                sources | subject,
                replaced=[terms],
                lag=lambda where: {"upstream": 0.0, "w": 0.5}.get(str(where[0]), 1.0),
                run_time=tempo.sweep,
            ),
        )
        return self.exchange(product, home.new)

    def flip(
        self, derivation: Derivation, product: Formula, paths: Pathways, region: Region
    ) -> tuple[Formula, VGroup]:
        """W turns over its main diagonal, headers and all, and is the matrix just found."""
        tempo, theme, (upper, lower) = self.theme.tempo, self.theme, region.rows(34, 66)
        weights, flipped = WeightGrid.overlaid(self.lesson.notation, theme, lower)
        raised = self.line(derivation, "collect", upper)
        self.play(relocate(product, raised, run_time=tempo.move))
        matrix = excerpt(raised, ("w",))
        self.play(
            FadeIn(weights.frame, run_time=tempo.brisk),
            labels_into(weights, paths.network, run_time=tempo.slow),
            matrix.animate(run_time=tempo.brisk).set_opacity(theme.dimmed),
        )
        diagonal = weights.diagonal()
        name = name_diagonal(diagonal, self.word("main_diagonal"), theme)
        self.play(Create(diagonal), FadeIn(name), run_time=tempo.move)
        self.next_caption()
        self.play(
            ReplacementTransform(weights.frame, flipped.frame, run_time=tempo.sweep),
            weights.flip_onto(flipped, run_time=tempo.sweep),
        )
        self.play(FadeOut(diagonal, name, run_time=tempo.brisk))
        self.next_caption()
        landing = settle(excerpt(flipped, ("w",)), raised, keep=True, run_time=tempo.slow)
        self.play(landing, matrix.animate(run_time=tempo.slow).set_opacity(1))
        self.exchange(raised, matrix, landing.new)
        equal = VGroup(frame(raised.part("w"), theme, "w", margin=7), flipped.outline())
        self.play(Create(equal, run_time=tempo.move))
        return raised, VGroup(flipped.frame, flipped, equal)

    def turn_around(
        self, derivation: Derivation, product: Formula, paths: Pathways
    ) -> tuple[Formula, VGroup]:
        """The same edges read backwards: laid out by the naming rule, their matrix is Wᵀ."""
        tempo, theme, notation = self.theme.tempo, self.theme, self.lesson.notation
        left, _, right = self.regions.body.columns(44, 3, 53)
        upper, lower = left.rows(34, 66)
        small = self.line(derivation, "collect", upper, theme.sizes.headers)
        wide = Pathways(notation, theme, right.columns(80, 20)[0].rows(14, 72, 14)[1])
        self.play(
            relocate(product, small, run_time=tempo.slow),
            *paths.become(wide, run_time=tempo.slow),
        )
        self.play(*wide.turn())
        self.next_caption()
        arrows = self.send_back(wide)
        self.next_caption()
        weights, transposed = WeightGrid.side_by_side(notation, theme, lower)
        self.compare_readings(wide, weights)
        self.next_caption()
        self.play(
            FadeIn(transposed.frame, run_time=tempo.brisk),
            labels_into(transposed, wide.network, run_time=tempo.slow),
        )
        equal = VGroup(frame(small.part("w"), theme, "w", margin=7), transposed.outline())
        self.play(Create(equal, run_time=tempo.move))
        grids = VGroup(weights.frame, weights, transposed.frame, transposed, equal)
        return small, VGroup(wide.network, wide.upstream, arrows.whole, grids)

    def send_back(self, paths: Pathways) -> InputArrows:
        """∂L/∂y_k enter at the left and leave as ∂L/∂x_i, over the same edges."""
        tempo, network, coral = self.theme.tempo, paths.network, self.theme.colour("gradient")
        arrows = InputArrows(network, self.theme.sizes.label)
        outputs = list(self.lesson.notation.output_range)
        self.play(network.pulse(outputs, coral, backward=True))
        self.play(network.pulse(list(network.edges), coral, backward=True, run_time=tempo.slow))
        self.play(*arrows.draw(run_time=tempo.move))
        return arrows

    def compare_readings(self, paths: Pathways, weights: WeightGrid) -> None:
        """Forward, an output uses its column of W; backward, an input uses its row."""
        tempo, network, colour = self.theme.tempo, paths.network, self.theme.colour
        self.play(
            FadeIn(weights.frame, run_time=tempo.brisk),
            labels_into(weights, network, run_time=tempo.slow),
        )
        output = self.lesson.chosen_weight[0]
        column, row = weights.slot_frame(output=output), weights.slot_frame(input=1)
        forward, backward = network.into(output), network.out_of(1)
        self.play(Create(column), network.light(forward), run_time=tempo.move)
        self.play(network.pulse(forward, colour("y")))
        self.play(ReplacementTransform(column, row), network.light(backward), run_time=tempo.move)
        self.play(network.pulse(backward, colour("gradient"), backward=True))
        self.play(FadeOut(row), network.restore(), run_time=tempo.brisk)

    def close(
        self, derivation: Derivation, product: Formula, context: VGroup, guide: Compass
    ) -> None:
        """① is found: the formula goes to its place in the graph."""
        tempo, theme = self.theme.tempo, self.theme
        result = Formula(stated(derivation, "result"), theme, theme.sizes.large * 1.6)
        result.move_to(self.regions.body.center)
        self.play(
            FadeOut(context, run_time=tempo.move),
            rewrite(product, result, derivation["result"], run_time=tempo.slow),
        )
        self.play(Answer(result, guide, "inputs", run_time=tempo.slow))
        self.play(Indicate(guide.targets["inputs"], color=None, run_time=tempo.move))

    def rows(
        self,
        derivation: Derivation,
        line: str,
        inputs: Iterable[int],
        place: Region,
        size: float,
        leading: float = 1.0,
        named: str | None = None,
    ) -> EntryRows:
        """Entries of a line in the middle of a region, at its left."""
        rows = fitted(
            lambda s: EntryRows(derivation, line, inputs, self.theme, s, leading, named),
            place,
            size,
        )
        rows.whole.move_to(place.center).align_to(place.left_edge, LEFT)
        return rows

    def line(
        self, derivation: Derivation, name: str, place: Region, size: float | None = None
    ) -> Formula:
        """∂L/∂X = a line, in the middle of a region, at its left."""
        statement = stated(derivation, name)
        line = fitted(lambda s: Formula(statement, self.theme, s), place, size)
        return line.move_to(place.center).align_to(place.left_edge, LEFT)

    def exchange(self, whole: _Typeset, *parts: Mobject) -> _Typeset:
        """Parts that have been played one by one stand on the stage as one thing."""
        self.remove(*parts)
        self.add(whole)
        return whole
