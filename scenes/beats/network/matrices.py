"""How the network's names are laid out as X and W, and how these stand at the end."""

from __future__ import annotations

from manim import FadeIn, FadeOut, MoveToTarget, VGroup

from calculus.statements.claims import vector_shape
from scenes.stage.animations.origins import one_by_one, same_places
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.matrices.given import GivenMatrices
from scenes.stage.network.network import Network
from scenes.stage.regions import Region


def lay_out(scene: Chapter, network: Network, whole: Formula, given: GivenMatrices) -> None:
    """X and W are named by the letters of Y = X·W and filled from nodes and edges.

    Where not all names of edges are seen, those out of each input are, as they settle in their row.

    Args:
        scene: the chapter that plays.
        network: where the entries come from.
        whole: Y = X·W, which is used up.
        given: the matrices where they shall stand.
    """
    theme, notation = scene.theme, scene.lesson.notation
    left_over = excerpt(whole, ("name", "y"), ("name", "product"), ("statement",))
    sources = same_places(given.x, network, whole)
    row = Rewrite(given.x, sources, replaced=[whole.part("name", "x")])
    vector = given.shape_as(vector_shape(notation.inputs))
    scene.play(FadeOut(left_over), row, FadeIn(vector), run_time=theme.tempo.slow)
    _settle_weights(scene, network, whole, given)
    nodes = {place: [network.atoms[place[1:]]] for place in given.headers.atoms}
    as_row = Rewrite(given.shape, same_places(given.shape, vector), replaced=[vector])
    scene.play(Rewrite(given.headers, nodes), as_row, run_time=theme.tempo.move)
    scene.add(given)


def _settle_weights(scene: Chapter, network: Network, whole: Formula, given: GivenMatrices) -> None:
    """Every name goes from its edge into its slot."""
    tempo = scene.theme.tempo
    weights = same_places(given.w, network)
    sources = weights | same_places(given.w, whole)
    name = excerpt(whole, ("name", "w"))
    if network.shows_all_labels:
        settling = Rewrite(given.w, sources, lag=one_by_one(list(weights)), replaced=[name])
        scene.play(settling, run_time=tempo.sweep)
        return
    outline = excerpt(given.w, *(place for place in given.w.atoms if place[0] != "w"))
    brackets = excerpt(given.w, ("w", "open"), ("w", "close"))
    scene.play(Rewrite(Typeset(outline, brackets), sources, replaced=[name]), run_time=tempo.move)
    for i in scene.lesson.notation.input_range:
        row = excerpt(given.w, ("w", i))
        lit = network.light(network.out_of(i)) if i in network.inputs else network.restore()
        scene.play(lit, run_time=tempo.brisk)
        columns = Rewrite(row, sources, lag=one_by_one(list(row.atoms)))
        scene.play(columns, run_time=tempo.slow)
    scene.play(network.restore(), run_time=tempo.blink)


def end_on_model(scene: Chapter, given: GivenMatrices, desk: Region, words: VGroup) -> None:
    """X and W come to the middle of their side, the headers bright; the words have been read."""
    given.generate_target().move_to(desk.center)
    given.target.headers.set_opacity(1)
    scene.play(MoveToTarget(given), FadeOut(words), run_time=scene.theme.tempo.move)
