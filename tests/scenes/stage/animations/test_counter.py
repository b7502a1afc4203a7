"""A counter rolls from number to number and is never blank."""

from __future__ import annotations

import numpy as np

from scenes.stage.animations.counter import Counter, Roll
from scenes.stage.theme import THEMES


def faces_seen(counter: Counter) -> list[str]:
    """The numbers on the drum that can be seen."""
    return [
        face.expression.text
        for face in counter.running
        if any(leaf.get_fill_opacity() > 0.5 for leaf in face.family_members_with_points())
    ]


def rolling(before: int, after: int) -> tuple[Counter, Roll]:
    counter = Counter(before, "left", THEMES["dark"])
    move = counter.count_to(after, run_time=1.0)
    move.begin()
    return counter, move


def test_it_is_never_blank_and_passes_all_numbers() -> None:
    counter, move = rolling(18, 14)
    passed: list[str] = []
    for alpha in np.linspace(0, 1, 61):
        move.interpolate(alpha)
        seen = faces_seen(counter)
        assert 1 <= len(seen) <= 2
        passed += [number for number in seen if number not in passed]
    assert passed == ["18", "17", "16", "15", "14"]
    assert faces_seen(counter) == ["14"]
    assert counter.value == 14


def test_two_faces_do_not_touch() -> None:
    counter, move = rolling(9, 8)
    upper, lower = counter.running
    for alpha in (0.3, 0.5, 0.7):
        move.interpolate(alpha)
        assert upper.get_bottom()[1] > lower.get_top()[1]


def test_a_long_way_is_rolled_in_few_steps() -> None:
    counter, move = rolling(2880, 240)
    assert len(counter.running) < 40
    move.interpolate(1)
    assert faces_seen(counter) == ["240"]


def test_the_total_stays() -> None:
    counter, move = rolling(18, 6)
    move.interpolate(1)
    (atom,) = counter.total.atoms.values()
    assert all(glyph.get_fill_opacity() == 1 for glyph in atom)
    assert counter.running[-1].get_left()[0] > counter.arrow.get_right()[0]
