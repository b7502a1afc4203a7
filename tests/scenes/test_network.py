"""Chapter 3 and the network itself: every weight on its edge, in its slot, and readable."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from manim import Animation, Mobject, VGroup

from calculus.algebra.notation import ELIDED, Notation
from calculus.lessons.lesson import Lesson
from scenes.stage.fitting import FIRST_READING, OVERVIEW
from scenes.stage.matrices.given import GivenMatrices
from scenes.stage.network.network import Network
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES
from tests.performance import Still, ran

THEME = THEMES["dark"]
SHAPES = [(1, 1), (2, 3), (3, 2), (1, 3), (3, 1), (4, 4), (6, 6), (1, 64), (20, 12)]


def network(inputs: int, outputs: int, *, with_loss: bool = False) -> Network:
    left, _ = Regions.of_frame().body.columns(1, 1)
    return Network(Notation(inputs, outputs), THEME, region=left, with_loss=with_loss)


def finish(animation: Animation) -> None:
    animation.begin()
    animation.finish()


def overlap(one: Mobject, other: Mobject) -> bool:
    apart = np.abs(one.get_center() - other.get_center())[:2]
    return bool((apart < np.array([one.width + other.width, one.height + other.height]) / 2).all())


@pytest.mark.parametrize(("inputs", "outputs"), SHAPES)
def test_labels_do_not_collide_and_all_stays_inside(inputs: int, outputs: int) -> None:
    picture = network(inputs, outputs, with_loss=True)
    left, _ = Regions.of_frame().body.columns(1, 1)
    assert left.holds(picture)
    assert len(picture.labels) == len(picture.edges)
    assert len(picture.edges) == min(inputs, 6 if inputs < 7 else 3) * min(
        outputs, 6 if outputs < 7 else 3
    )
    nodes = [*picture.inputs.values(), *picture.outputs.values()]
    every = [list(picture.edges)]
    by_node = [picture.out_of(i) for i in picture.inputs]
    by_node += [picture.into(j) for j in picture.outputs]
    for together in every if picture.shows_all_labels else by_node:
        for one, other in combinations(together, 2):
            assert not overlap(picture.labels[one], picture.labels[other])
    for label in picture.labels.values():
        assert label.size >= OVERVIEW
        assert not any(overlap(label, node) for node in nodes)


def seen(picture: Network) -> set[tuple[int, int]]:
    return {
        edge
        for edge, label in picture.labels.items()
        if any(glyph.get_fill_opacity() > 0 for glyph in label.family_members_with_points())
    }


def test_between_many_edges_only_names_of_lit_ones_are_seen_and_only_if_none_covers_another() -> (
    None
):
    picture = network(6, 6)
    assert not picture.shows_all_labels and seen(picture) == set()
    for edges in (picture.out_of(2), picture.into(5), [(3, 4)]):
        finish(picture.light(edges))
        assert seen(picture) == set(edges)
    finish(picture.light(list(picture.edges)))
    assert seen(picture) == set()
    finish(picture.light(picture.out_of(1)))
    finish(picture.restore())
    assert seen(picture) == set()


def test_few_edges_show_all_their_names_whatever_is_lit() -> None:
    picture = network(2, 3)
    finish(picture.light(picture.into(1)))
    assert seen(picture) == set(picture.edges)


def test_nodes_that_are_left_out_are_dots_without_edges() -> None:
    picture = network(64, 9)
    assert list(picture.inputs) == [1, 2, 64] and list(picture.outputs) == [1, 2, 9]
    for letter, nodes in (("x", picture.inputs), ("y", picture.outputs)):
        dots, (_, second, last) = picture.dots[letter, ELIDED], nodes.values()
        assert second.get_bottom()[1] > dots.get_top()[1]
        assert dots.get_bottom()[1] > last.get_top()[1]
    assert {i for edge in picture.edges for i in edge} == {1, 2, 9, 64}
    finish(picture.pulse([(ELIDED, 1), (1, 1)]))
    finish(picture.light(picture.out_of(1)))
    for letter, opacity in (("y", 1.0), ("x", THEME.dimmed)):
        (glyph,) = picture.dots[letter, ELIDED].atoms[letter, ELIDED]
        assert glyph.get_fill_opacity() == pytest.approx(opacity)
    before = picture.dots["y", ELIDED].get_x()
    finish(picture.mirror())
    assert picture.dots["y", ELIDED].get_x() < before
    assert picture.dots["y", ELIDED].get_x() == pytest.approx(picture.outputs[1].get_x())


@pytest.mark.parametrize("size", range(1, 7))
def test_symbols_lie_inside_their_nodes_and_can_be_read(size: int) -> None:
    picture = network(size, size, with_loss=True)
    for node in (*picture.inputs.values(), *picture.outputs.values()):
        assert node.symbol.size >= FIRST_READING
        reach = np.hypot(node.symbol.width, node.symbol.height) / 2
        assert reach < picture.radius * 0.9


def test_edges_end_at_the_rims_and_labels_lie_on_them() -> None:
    picture = network(2, 3)
    for (j, i), edge in picture.edges.items():
        start, end = edge.get_start_and_end()
        for point, node in ((start, picture.inputs[i]), (end, picture.outputs[j])):
            distance = np.linalg.norm(point - node.circle.get_center())
            assert distance == pytest.approx(picture.radius)
        way = end - start
        off = np.cross(way, picture.labels[j, i].get_center() - start)[2] / np.linalg.norm(way)
        assert off == pytest.approx(0, abs=1e-6)


def test_lighting_is_undone_by_restoring() -> None:
    picture = network(2, 3)
    lit, other = picture.edges[1, 1], picture.edges[3, 2]
    animation = picture.light(picture.into(1))
    animation.begin()
    animation.finish()
    assert lit.get_stroke_width() == THEME.strokes.lit
    assert other.get_stroke_opacity() == pytest.approx(THEME.dimmed)
    assert picture.inputs[2].circle.get_stroke_opacity() == 1
    assert picture.outputs[3].circle.get_stroke_opacity() == pytest.approx(THEME.dimmed)
    animation = picture.restore()
    animation.begin()
    animation.finish()
    assert lit.get_stroke_width() == THEME.strokes.edge
    assert other.get_stroke_opacity() == 1


def test_the_turn_swaps_sides_keeps_names_upright_and_undoes_itself() -> None:
    picture = network(2, 3, with_loss=True)
    before = {place: atom.get_center() for place, atom in picture.atoms.items()}
    widths = {place: atom.width for place, atom in picture.atoms.items()}
    shape = picture.labels[1, 1].atoms["w", 1, 1][0].points.copy()
    for turned in (True, False):
        animation = picture.mirror()
        animation.begin()
        animation.finish()
        assert picture.mirrored is turned
        at_left = bool(picture.outputs[1].circle.get_x() < picture.inputs[1].circle.get_x())
        assert at_left is turned
        for place, atom in picture.atoms.items():
            assert atom.width == pytest.approx(widths[place])
    after = picture.labels[1, 1].atoms["w", 1, 1][0].points
    assert np.allclose(after, shape)
    for place, atom in picture.atoms.items():
        assert np.allclose(atom.get_center(), before[place])


def test_a_trembling_edge_moves_only_its_output_and_comes_to_rest() -> None:
    picture = network(2, 3)

    def positions() -> dict[str, np.ndarray]:
        parts = VGroup(*picture.inputs.values(), *picture.outputs.values(), *picture.edges.values())
        return {str(n): part.get_center().copy() for n, part in enumerate(parts)}

    rest = positions()
    animation = picture.tremble((2, 1))
    animation.begin()
    animation.interpolate(0.33)
    moved = [key for key, at in positions().items() if not np.allclose(at, rest[key], atol=1e-4)]
    names = [*(f"x{i}" for i in picture.inputs), *(f"y{j}" for j in picture.outputs)]
    assert [names[int(key)] for key in moved if int(key) < len(names)] == ["y2"]
    animation.interpolate(1)
    assert all(np.allclose(at, rest[key], atol=1e-6) for key, at in positions().items())


@pytest.fixture
def stills(post: Lesson) -> dict[str, Still]:
    return ran("network", post).stills


def test_edges_have_names_before_a_name_is_explained(stills: dict[str, Still]) -> None:
    assert stills["nodes"].shows("x", 2) and stills["nodes"].shows("y", 3)
    assert stills["nodes"].shows("w", 2, 3)
    assert not stills["nodes"].shows("rule", "w")
    assert stills["edges"].shows("rule", "w")
    assert not stills["edges"].shows("header")


def test_weights_stand_on_their_edges_and_in_their_slots(stills: dict[str, Still]) -> None:
    signs = [str(getattr(sign, "subscript", "")) for sign in stills["matrix"].signs]
    for name in ("11", "21", "31", "12", "22", "32"):
        assert signs.count(name) == 2
    for header in (("x", 1), ("x", 2), ("y", 1), ("y", 2), ("y", 3)):
        assert stills["matrix"].shows("header", *header)


def test_x_ends_as_a_row(stills: dict[str, Still]) -> None:
    assert stills["matrix"].shows("shape", "rows")


def test_headers_end_lit(post: Lesson) -> None:
    (given,) = (m for m in ran("network", post).chapter.mobjects if isinstance(m, GivenMatrices))
    for atom in given.headers.atoms.values():
        assert all(glyph.get_fill_opacity() == pytest.approx(1) for glyph in atom)
