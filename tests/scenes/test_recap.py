"""Chapter 9: all gradients, what holds for any sizes, the code, and the film's last frame."""

from __future__ import annotations

import pytest
from manim import VMobject

from calculus.affine.code import operations
from calculus.lessons.lesson import Lesson
from calculus.statements.claims import bias_total_claim, input_claim, weight_claim
from calculus.statements.general import input_entry, weight_entry
from scenes.stage.formulas.code import Code
from scenes.stage.matrices.mark import ANGLE, Mark
from scenes.stage.network.network import Network
from tests.performance import ran


def test_the_graph_bears_every_gradient(post: Lesson) -> None:
    still = ran("recap", post).stills["graph"]
    notation = post.notation
    for claim in (input_claim(notation), weight_claim(notation), bias_total_claim()):
        for atom in claim.atoms():
            assert atom.sign in still.signs


def test_both_general_lines_stand_beside_their_layer_and_no_matrix(post: Lesson) -> None:
    still = ran("recap", post).stills["general"]
    for entry in (input_entry(post.notation), weight_entry(post.notation)):
        assert {atom.place for atom in entry.equation.atoms()} <= still.places
    for part in (("x", "i"), ("y", "k"), ("w", "i", "k"), ("upstream",)):
        assert still.shows(*part)
    assert not still.shows("subject")


def test_the_code_stands_beside_the_formulas_it_is(post: Lesson) -> None:
    chapter, stills = ran("recap", post).chapter, ran("recap", post).stills
    for claim in (input_claim(post.notation), weight_claim(post.notation), bias_total_claim()):
        assert {atom.place for atom in claim.atoms()} <= stills["code"].places
    assert not stills["code"].shows("general")
    assert len(operations(post)) == 3
    assert not any(isinstance(m, Code) for m in chapter.mobjects)  # it has gone at the end


def test_the_last_frame_is_both_formulas_and_the_half_turned_mark(post: Lesson) -> None:
    performance = ran("recap", post)
    still, stage = performance.stills["closing"], performance.chapter.mobjects
    for claim in (input_claim(post.notation), weight_claim(post.notation)):
        assert {atom.place for atom in claim.atoms()} <= still.places
    for gone in (("x", 1), ("y", 1), ("entry",)):
        assert not still.shows(*gone)
    assert not any(isinstance(m, Network) for m in stage)
    (mark,) = (m for m in stage if isinstance(m, Mark))
    assert mark.pose.angle == pytest.approx(ANGLE)
    ink = [m for m in stage if isinstance(m, VMobject) and m is not mark and m.width > 0]
    middle = mark.get_center()[0]
    sides = {bool(m.get_center()[0] > middle) for m in ink}
    assert sides == {True, False}
    for each in ink:
        away = each.get_left()[0] - mark.get_right()[0], mark.get_left()[0] - each.get_right()[0]
        assert max(away) > 0
