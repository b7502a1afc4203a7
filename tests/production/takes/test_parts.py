from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from production.media.formats import MP4
from production.request.film import FilmRequest
from production.request.selection import beats_of
from production.request.workshop import Workshop
from production.takes.parts import parts_of, split
from production.takes.plans import Plan, plan_takes

Ask = Callable[..., FilmRequest]


@pytest.fixture
def weights(ask: Ask, workshop: Workshop) -> Plan:
    (plan,) = plan_takes(ask("weights"), workshop)
    return plan


def test_the_parts_of_a_take_are_all_of_it(weights: Plan) -> None:
    parts = split(weights, longest=500)
    beats = [beat for part, _ in parts for beat in part or ()]
    assert beats == ["", *beats_of("weights")]
    assert len(parts) > 2
    assert split(weights, longest=10**6) == [(None, weights.frames)]


def test_a_few_wanted_beats_are_cut_likewise(ask: Ask, workshop: Workshop) -> None:
    (plan,) = plan_takes(ask("weights.shape", "weights.zeros", "weights.table"), workshop)
    parts = split(plan, longest=plan.frames // 2)
    assert [beat for part, _ in parts for beat in part or ()] == ["shape", "zeros", "table"]
    assert len(parts) > 1


@pytest.mark.parametrize("count", [2, 3])
def test_parts_are_of_about_the_same_length(weights: Plan, count: int) -> None:
    lengths = [frames for _, frames in split(weights, weights.frames // count + 1)]
    assert len(lengths) == count
    assert max(lengths) < 1.6 * min(lengths)


def test_there_is_work_for_all_and_more_where_most_is_new(
    weights: Plan, workshop: Workshop
) -> None:
    long = replace(weights, frames=100_000)
    rendered = replace(long, was_rendered=True)
    two = replace(workshop, jobs=2)
    new, known = (len(parts_of([plan], MP4, two)["weights"]) for plan in (long, rendered))
    assert known == 2
    assert new > known
