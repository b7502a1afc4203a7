"""How the network's names are laid out as X and W, and how these stand at the end."""

from __future__ import annotations

from manim import FadeOut, MoveToTarget

from scenes.stage.chapter import Chapter
from scenes.stage.formula import Formula
from scenes.stage.given import GivenMatrices
from scenes.stage.moves import Rewrite
from scenes.stage.network import Network
from scenes.stage.regions import Region
from scenes.stage.rows import excerpt, fitted
from scenes.stage.sources import one_by_one, same_places


def lay_out(scene: Chapter, network: Network, whole: Formula, shelf: Region) -> GivenMatrices:
    """X and W are named by the letters of Y = X·W and filled from nodes and edges.

    Args:
        scene: the chapter that plays.
        network: where the entries come from.
        whole: Y = X·W, which is used up.
        shelf: where the matrices stand afterwards.
    """
    theme, notation = scene.theme, scene.lesson.notation
    room = shelf.columns(84, 16)[0].rows(88, 12)[0]
    given = fitted(lambda size: GivenMatrices(notation, theme, size), room, theme.sizes.large)
    given.move_to([shelf.center[0], room.center[1], 0])
    left_over = excerpt(whole, ("name", "y"), ("name", "product"), ("statement",))
    sources = same_places(given.x, network, whole)
    row = Rewrite(given.x, sources, replaced=[whole.part("name", "x")])
    scene.play(FadeOut(left_over), row, run_time=theme.tempo.slow)
    weights = same_places(given.w, network)
    sources = weights | same_places(given.w, whole)
    name = excerpt(whole, ("name", "w"))
    settling = Rewrite(given.w, sources, lag=one_by_one(list(weights)), replaced=[name])
    scene.play(settling, run_time=2 * theme.tempo.sweep)
    nodes = {place: [network.atoms[place[1:]]] for place in given.headers.atoms}
    scene.play(Rewrite(given.headers, nodes), run_time=theme.tempo.slow)
    scene.add(given)
    return given


def end_on_matrices(scene: Chapter, given: GivenMatrices, desk: Region) -> None:
    """X and W come to the middle of their side, the headers bright."""
    given.generate_target().move_to(desk.center)
    given.target.headers.set_opacity(1)
    scene.play(MoveToTarget(given), run_time=scene.theme.tempo.move)
