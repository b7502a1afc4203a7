"""The bars of a nudge are the lesson's numbers: lengths and signs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import tempconfig

from calculus.algebra.notation import ELIDED
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from scenes.beats.inputs.bars import Bar, NudgeBars
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES


def bars_of(lesson: Lesson) -> NudgeBars:
    with tempconfig({"dry_run": True}):
        left, right = Regions.of_frame().body.columns(70, 30)
        paths = Pathways(lesson.notation, THEMES["dark"], left)
        return NudgeBars(paths, lesson, 1, right)


def single(weight: str) -> Lesson:
    """A lesson of one input and one output."""
    one, minus_three = Exact.of("1"), Exact.of("-3")
    return Lesson("single", ((one,),), ((Exact.of(weight),),), ((minus_three,),))


def signed_length(bar: Bar) -> float:
    return float(2 * (bar.body.get_center() - bar.zero)[0])


def test_shifts_are_to_the_nudge_as_the_weights_to_one(post: Lesson) -> None:
    bars = bars_of(post)
    for k, weight in {1: 0.1, 2: 0.3, 3: 0.5}.items():
        assert signed_length(bars.shifts[k]) == pytest.approx(weight * signed_length(bars.nudge))


def test_what_arrives_at_the_loss_keeps_its_sign_and_adds_up(post: Lesson) -> None:
    total = bars_of(post).sum
    first, second, third = map(signed_length, total.shares.values())
    assert first == pytest.approx(10 * second)
    assert third == pytest.approx(-5 / 3 * first)
    assert signed_length(total.total) == pytest.approx(first + second + third)


def test_joined_bars_stand_tip_to_tail(post: Lesson) -> None:
    total = bars_of(post).sum
    movement = total.join()
    movement.begin()
    movement.interpolate(1)
    movement.finish()
    first, second, third = (bar.body for bar in total.shares.values())
    assert second.get_left()[0] == pytest.approx(first.get_right()[0])
    assert third.get_right()[0] == pytest.approx(second.get_right()[0])
    assert third.get_left()[0] == pytest.approx(total.total.body.get_left()[0])


@pytest.mark.parametrize("weight", ["-20", "-1", "-0.001", "0", "0.4"])
def test_every_size_of_weight_can_be_seen(weight: str) -> None:
    bars = bars_of(single(weight))
    shift, share = bars.shifts[1], bars.sum.shares[1]
    assert (signed_length(shift) < 0) == (float(weight) < 0)
    assert (signed_length(share) < 0) == (float(weight) > 0)
    region = Regions.of_frame().safe
    assert all(region.holds(bar) for bar in (bars.nudge, shift, share))
    assert min(bar.body.width for bar in (bars.nudge, shift, share)) > 0.02


def test_outputs_left_out_bring_one_bar_as_long_as_all_of_theirs(
    make_lesson: Callable[..., Lesson],
) -> None:
    lesson = make_lesson(1, 1, 9)
    total = bars_of(lesson).sum
    assert list(total.shares) == [1, 2, ELIDED, 9]
    changes = [
        float(w.value * g.value) for w, g in zip(lesson.W[0], lesson.upstream[0], strict=True)
    ]
    unit = signed_length(total.shares[1]) / changes[0]
    assert signed_length(total.shares[ELIDED]) == pytest.approx(unit * sum(changes[2:8]))
    assert signed_length(total.total) == pytest.approx(unit * sum(changes))
