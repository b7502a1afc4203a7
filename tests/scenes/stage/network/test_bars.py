"""The bars of a nudge are the lesson's numbers: lengths and signs, on scales that are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import tempconfig

from calculus.algebra.notation import ELIDED
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from scenes.stage.network.bars import Bar, NudgeBars, nice_scale, scale_text
from scenes.stage.network.loss_paths import Pathways
from scenes.stage.network.running_sum import RunningSum
from scenes.stage.regions import Regions
from scenes.stage.theme import THEMES


def bars_of(lesson: Lesson) -> tuple[NudgeBars, RunningSum]:
    with tempconfig({"dry_run": True}):
        left, right = Regions.of_frame().body.columns(70, 30)
        paths = Pathways(lesson.notation, THEMES["dark"], left)
        bars = NudgeBars(paths.network, lesson, 1)
        return bars, RunningSum(paths, lesson, bars, right)


def single(weight: str) -> Lesson:
    """A lesson of one input and one output."""
    one, minus_three = Exact.of("1"), Exact.of("-3")
    return Lesson("single", ((one,),), ((Exact.of(weight),),), ((minus_three,),))


def signed_length(bar: Bar) -> float:
    return float(2 * (bar.body.get_center() - bar.zero)[0])


def test_shifts_are_to_the_nudge_as_the_weights_to_one(post: Lesson) -> None:
    bars, _ = bars_of(post)
    for k, weight in {1: 0.1, 2: 0.3, 3: 0.5}.items():
        assert signed_length(bars.shifts[k]) == pytest.approx(weight * signed_length(bars.nudge))


def test_what_arrives_at_the_loss_keeps_its_sign_and_adds_up(post: Lesson) -> None:
    _, total = bars_of(post)
    first, second, third = map(signed_length, total.shares.values())
    assert first == pytest.approx(10 * second)
    assert third == pytest.approx(-5 / 3 * first)
    assert signed_length(total.total) == pytest.approx(first + second + third)


def test_the_scale_that_is_written_is_the_one_that_is_drawn(post: Lesson) -> None:
    bars, total = bars_of(post)
    change = float(post.upstream[0][0].value * post.W[0][0].value)
    drawn = signed_length(total.shares[1]) / signed_length(bars.nudge)
    assert drawn == pytest.approx(total.magnified * change)


def test_joined_bars_stand_tip_to_tail(post: Lesson) -> None:
    _, total = bars_of(post)
    movement = total.join(run_time=1.0)
    movement.begin()
    movement.interpolate(1)
    movement.finish()
    first, second, third = (bar.body for bar in total.shares.values())
    assert second.get_left()[0] == pytest.approx(first.get_right()[0])
    assert third.get_right()[0] == pytest.approx(second.get_right()[0])
    assert third.get_left()[0] == pytest.approx(total.total.body.get_left()[0])


@pytest.mark.parametrize("weight", ["-20", "-1", "-0.001", "0", "0.4"])
def test_every_size_of_weight_can_be_seen(weight: str) -> None:
    bars, total = bars_of(single(weight))
    shift, share = bars.shifts[1], total.shares[1]
    assert (signed_length(shift) < 0) == (float(weight) < 0)
    assert (signed_length(share) < 0) == (float(weight) > 0)
    region = Regions.of_frame().safe
    assert all(region.holds(bar) for bar in (bars.nudge, shift, share))
    assert min(bar.body.width for bar in (bars.nudge, shift, share)) > 0.02


def test_outputs_left_out_bring_one_bar_as_long_as_all_of_theirs(
    make_lesson: Callable[..., Lesson],
) -> None:
    lesson = make_lesson(1, 1, 9)
    _, total = bars_of(lesson)
    assert list(total.shares) == [1, 2, ELIDED, 9]
    changes = [
        float(w.value * g.value) for w, g in zip(lesson.W[0], lesson.upstream[0], strict=True)
    ]
    unit = signed_length(total.shares[1]) / changes[0]
    assert signed_length(total.shares[ELIDED]) == pytest.approx(unit * sum(changes[2:8]))
    assert signed_length(total.total) == pytest.approx(unit * sum(changes))


@pytest.mark.parametrize(
    ("most", "scale", "text"),
    [(41, 40, "40"), (1, 1, "1"), (0.35, 0.3, "0.3"), (1900, 1500, "1500")],
)
def test_scales_are_round_numbers_that_fit(most: float, scale: float, text: str) -> None:
    assert nice_scale(most) == pytest.approx(scale)
    assert scale_text(nice_scale(most)) == text
