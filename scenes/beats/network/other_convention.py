"""What the other naming changes, played: names do, edges and slots and both transposes do not."""

from __future__ import annotations

from manim import RIGHT, Create, FadeIn, FadeOut, VGroup, VMobject

from calculus.statements.claims import input_claim, weight_claim
from scenes.beats.network.exchange import Edge, ExchangeSubscripts, OtherName, renamed_edges
from scenes.beats.network.given import GivenMatrices
from scenes.beats.network.naming_rule import NamingRule
from scenes.stage.animations.indication import frame
from scenes.stage.animations.restyle import Restyle, Style
from scenes.stage.chapter import Chapter
from scenes.stage.fitting import fitted
from scenes.stage.formulas.formula import Formula
from scenes.stage.network.network import Network
from scenes.stage.regions import Region
from scenes.stage.theme import units


def name_the_other_way(
    scene: Chapter, network: Network, given: GivenMatrices, rule: NamingRule, bench: Region
) -> None:
    """One weight gets its other name, large; then all; both claims keep their T; then back.

    Args:
        scene: the chapter that plays.
        network: its labels are renamed.
        given: its entries are renamed.
        rule: of it, the large name stands on the stage.
        bench: where there is room for large names and for the claims.
    """
    tempo, notation = scene.theme.tempo, scene.lesson.notation

    def rename(*edges: Edge) -> list[ExchangeSubscripts]:
        return [ExchangeSubscripts(part, notation, edges) for part in (network, given)]

    edges = renamed_edges(notation)
    if edges:
        one = rule.edge if rule.edge in edges else edges[0]
        names, slot = _show_other_name(scene, network, given, rule, one, bench)
        scene.play(*rename(one), run_time=tempo.slow)
        others = [edge for edge in edges if edge != one]
        scene.play(network.restore(), FadeOut(names, slot), run_time=tempo.brisk)
        if others:
            scene.play(*rename(*others), run_time=tempo.sweep)
    else:
        scene.play(FadeOut(rule.weight), run_time=tempo.brisk)
    claims = _claims(scene, bench)
    scene.play(FadeIn(claims), run_time=tempo.move)
    scene.play(_leave_transposes(scene, claims), run_time=tempo.move)
    scene.rest(tempo.still)
    scene.play(FadeOut(claims), *(rename(*edges) if edges else ()), run_time=tempo.sweep)


def _show_other_name(
    scene: Chapter,
    network: Network,
    given: GivenMatrices,
    rule: NamingRule,
    edge: Edge,
    bench: Region,
) -> tuple[OtherName, VMobject]:
    """Edge and slot are lit, and both their names stand large; returned: names, slot's frame."""
    theme = scene.theme
    j, i = edge
    names = OtherName(scene.lesson.notation, edge, rule.weight.size, theme)
    names.move_to(bench.center)
    slot = frame(given.w.part("w", i, j), theme, "w")
    scene.play(names.show_usual(rule.weight), run_time=theme.tempo.move)
    scene.play(network.light([edge]), Create(slot), run_time=theme.tempo.brisk)
    scene.play(names.show_other(run_time=theme.tempo.slow))
    return names, slot


def _claims(scene: Chapter, bench: Region) -> VGroup:
    """Both formulas beside each other."""
    theme, notation = scene.theme, scene.lesson.notation

    def build(size: float) -> VGroup:
        both = VGroup(
            *(Formula(claim(notation), theme, size) for claim in (input_claim, weight_claim))
        )
        return both.arrange(RIGHT, buff=1.5 * units(size))

    _, room = bench.columns(10, 90)  # clear of the network
    return fitted(build, room, theme.sizes.large).move_to(room.center)


def _leave_transposes(scene: Chapter, claims: VGroup) -> Restyle:
    """All but the T step back."""
    rest = [atom for claim in claims for place, atom in claim.atoms.items() if place[-1] != "T"]
    return Restyle(claims, dict.fromkeys(rest, Style(fill_opacity=scene.theme.ghost)))
