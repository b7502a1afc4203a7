"""How chapter 5 begins: the slots of ∂L/∂X, the network fills the stage, x1 is nudged."""

from __future__ import annotations

from manim import LEFT, Create, FadeIn, FadeOut, ReplacementTransform, VGroup

from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.bars import NudgeBars
from scenes.beats.inputs.entry_rows import GivenStrip
from scenes.beats.inputs.layout import InputsPlan
from scenes.beats.inputs.placing import exchange
from scenes.stage.animations.indication import frame
from scenes.stage.animations.origins import settle
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.equations import Equations
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Region


def grow_entries(scene: Chapter, given: GivenStrip, gradient: Formula) -> Formula:
    """∂L/∂X has the shape of X: its slots come out of X's entries, then are filled."""
    tempo, theme, inputs = scene.theme.tempo, scene.theme, given.inputs
    every = scene.lesson.notation.input_range
    slots = VGroup(*(frame(gradient.part("entry", i), theme, margin=4) for i in every))
    sources = VGroup(*(frame(inputs.part("x", i), theme, margin=4) for i in every))
    scene.play(
        Create(sources),
        *(line.animate.set_opacity(theme.dimmed) for line in (given.weights, given.upstream)),
        run_time=tempo.brisk,
    )
    outline = excerpt(gradient, ("subject",), ("statement",), ("matrix",))
    name = {("subject", "by", "name"): [inputs.part("name", "x")]}
    scene.play(Rewrite(outline, name), ReplacementTransform(sources, slots), run_time=tempo.slow)
    scene.next_caption()
    entries = excerpt(gradient, ("entry",))
    names = {
        place: [inputs.part("x", place[1])]
        for place in entries.atoms
        if place[2:] in (("by", "name"), ())
    }
    scene.play(Rewrite(entries, names, run_time=tempo.slow))
    scene.play(FadeOut(slots, run_time=tempo.brisk))
    return exchange(scene, gradient, outline, entries)


def widen(
    scene: Chapter,
    paths: Pathways,
    given: GivenStrip,
    gradient: Formula,
    equations: Equations,
    plan: InputsPlan,
) -> Pathways:
    """All that is given goes into the network, which then fills the stage.

    Above a network of few nodes stay ∂L/∂X and the equations; a large one needs their place.
    """
    tempo = scene.theme.tempo
    gaps = VGroup(*paths.upstream.gaps.values())
    landing = [settle(line, paths.atoms, run_time=tempo.slow) for line in given.lines]
    if not paths.network.shows_all_labels:
        for flight in landing:  # Names that have no room together vanish into their edges.
            excerpt(flight.new, ("w",)).set_opacity(0)
    scene.play(FadeIn(gaps, run_time=tempo.slow), *landing)
    exchange(scene, paths.upstream, gaps, *(flight.new for flight in landing))
    wide = Pathways(scene.lesson.notation, scene.theme, plan.stage)
    up = gradient.animate(run_time=tempo.move).move_to(plan.head.center).align_to(gradient, LEFT)
    scene.play(up)
    leaving = [FadeOut(gradient, equations, run_time=tempo.brisk)] if plan.crowded else []
    scene.play(*leaving, *paths.become(wide, run_time=tempo.slow))
    return wide


def nudge(scene: Chapter, paths: Pathways, stack: Region) -> NudgeBars:
    """x1 moves a little; its change runs over every edge and adds up at L."""
    tempo, network, colour = scene.theme.tempo, paths.network, scene.theme.colour
    chosen = scene.lesson.chosen_weight[0]
    bars = NudgeBars(paths, scene.lesson, 1, stack)
    scene.play(*bars.swell())
    if not network.shows_all_labels:
        scene.play(network.light(network.out_of(1)))  # whose names are needed now
    scene.play(network.pulse(network.out_of(1), colour("x")))
    scene.play(bars.shift_outputs())
    scene.next_caption()
    scene.play(paths.light([(1, chosen)]), FadeIn(bars.sum.axis, run_time=tempo.brisk))
    scene.play(network.pulse([chosen], colour("y")), bars.send(chosen))
    scene.next_caption()
    if others := [k for k in scene.lesson.notation.output_range if k != chosen]:
        written = [k for k in others if k != ELIDED]
        scene.play(paths.light([(1, k) for k in scene.lesson.notation.output_range]))
        scene.play(network.pulse(written, colour("y")), bars.send(*others))
        scene.play(bars.sum.join())
    scene.play(*bars.sum.add_up())
    return bars


def draw_in(
    scene: Chapter,
    bars: NudgeBars,
    wide: Pathways,
    gradient: Formula,
    equations: Equations,
    plan: InputsPlan,
) -> Pathways:
    """The bars leave; the network goes back to the right and makes room for writing."""
    tempo = scene.theme.tempo
    scene.play(FadeOut(bars.shown, run_time=tempo.brisk))
    paths = Pathways(scene.lesson.notation, scene.theme, plan.picture)
    scene.play(*wide.become(paths, run_time=tempo.slow))
    if plan.crowded:
        scene.play(FadeIn(gradient, equations, run_time=tempo.brisk))
    return paths
