"""Movements follow the record of origins: what stays flies, what goes leaves."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.notation import Notation
from scenes.stage.animations.origins import rewrite
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Formula
from scenes.stage.theme import THEMES

THEME = THEMES["dark"]
DERIVATION = weight_gradient(Notation(2, 3))


def formula(name: str) -> Formula:
    return Formula(DERIVATION[name].expression, THEME)


@pytest.fixture
def scene() -> Scene:
    with tempconfig({"dry_run": True, "verbosity": "ERROR"}):
        return Scene(renderer=CairoRenderer(skip_animations=True))


def start(move: Rewrite, scene: Scene) -> None:
    move._setup_scene(scene)
    move.begin()


def test_a_survivor_starts_where_it_stood(scene: Scene) -> None:
    old, new = formula("paths"), formula("survivors").shift([0, -2, 0])
    place = ("entry", 1, 2, "term", 2, "local", "by", "name")
    here = old.atoms[place].get_center()
    goal = new.atoms[place].get_center().copy()
    move = rewrite(old, new, DERIVATION["survivors"])
    start(move, scene)
    assert new.atoms[place].get_center() == pytest.approx(here)
    move.interpolate(0.5)
    assert not np.allclose(new.atoms[place].get_center(), here)
    move.interpolate(1)
    assert new.atoms[place].get_center() == pytest.approx(goal)


def test_what_appears_is_invisible_at_first_and_whole_at_the_end(scene: Scene) -> None:
    old, new = formula("survivors"), formula("derivatives")
    glyph = new.atoms["entry", 1, 1, "term", 1, "read"][0]
    move = rewrite(old, new, DERIVATION["derivatives"])
    start(move, scene)
    assert glyph.get_fill_opacity() == 0
    move.interpolate(1)
    assert glyph.get_fill_opacity() == pytest.approx(1)


def test_the_old_line_leaves_the_stage(scene: Scene) -> None:
    old, new = formula("derivatives"), formula("pattern")
    scene.add(old)
    move = rewrite(old, new, DERIVATION["pattern"])
    start(move, scene)
    move.finish()
    move.clean_up_from_scene(scene)
    family = scene.get_mobject_family_members()
    assert old.atoms["entry", 1, 1, "term", 1, "read"] not in family
    assert new in scene.mobjects


def test_equal_signs_merge_into_one(scene: Scene) -> None:
    old, new = formula("pattern"), formula("outer").shift([0, -2, 0])
    move = rewrite(old, new, DERIVATION["outer"])
    start(move, scene)
    # x1 stands three times in its row: one becomes the column's x1, two accompany it.
    assert len(move.companions) > 0
    move.interpolate(1)
    assert all(glyph.get_fill_opacity() == 0 for glyph in move.companions)


def test_keep_leaves_the_old_line_standing(scene: Scene) -> None:
    old, new = formula("derivatives"), formula("pattern").shift([0, -2, 0])
    scene.add(old)
    start(rewrite(old, new, DERIVATION["pattern"], keep=True), scene)
    assert old in scene.mobjects
