"""Chapter 8: rows, cards, one knob, the bias; in symbols for one sample, else in numbers."""

from __future__ import annotations

from calculus.algebra.expressions import Symbol
from calculus.lessons.lesson import Lesson
from tests.performance import ran

BUDGET = {"rows": 18, "inputs": 8, "weights": 17}
"""Seconds for movements and holds without speech; the bias has few movements, but long words."""


def test_one_sample_shows_a_second_in_symbols(post: Lesson) -> None:
    stills = ran("batch", post).stills
    rows = stills["rows"]
    for place in (("x", 2, 1), ("y", 2, 3), ("upstream", 2, 3), ("part", 2)):
        assert rows.shows(*place)
    assert {1, 2} <= {sign.sample for sign in rows.signs if isinstance(sign, Symbol)}
    assert stills["inputs"].shows("dx", 2, 2)
    for n in (1, 2):
        assert stills["weights"].shows("card", n, "L")
        assert stills["weights"].shows("chosen", "term", n, "upstream")
    assert stills["bias"].shows("upstream", 2, 3)


def test_more_samples_end_in_numbers(batch: Lesson) -> None:
    stills = ran("batch", batch).stills
    assert {"2.6", "-3.5", "-0.2"} <= set(map(str, stills["rows"].signs))
    assert {"-0.4", "0.31", "1.25", "-0.19"} <= set(map(str, stills["inputs"].signs))
    assert {"0.5", "1.4", "-0.3", "0.3", "-0.7", "0.8"} <= set(map(str, stills["weights"].signs))
    assert {"0.3", "0.4", "0.1"} <= set(map(str, stills["bias"].signs))


def test_where_a_mean_is_spoken_of_the_screen_shows_one(post: Lesson) -> None:
    rows = ran("batch", post).stills["rows"]
    assert rows.shows("mean", "part")
    assert rows.shows("mean", "sum", "sigma")
    assert rows.shows("inside", "part")


def test_one_knob_for_all_samples(post: Lesson) -> None:
    """w21 has one name on the stage while it is followed: that of the knob."""
    weights = ran("batch", post).stills["weights"]
    assert weights.shows("knob")
    assert not weights.shows("edge")
    names = [s for s in weights.signs if isinstance(s, Symbol) and s.letter == "w"]
    assert len(names) == 2  # the knob's, and that in ∂L/∂w21


def test_it_ends_on_the_bias_and_both_formulas_with_shapes(post: Lesson, batch: Lesson) -> None:
    for lesson in (post, batch):
        last = ran("batch", lesson).stills["bias"]
        for place in (("subject",), ("name", "w"), ("name", "x"), ("shape", "w"), ("shape", "x")):
            assert last.shows(*place)
        for gone in ("chosen", "tile", "term", "dx"):
            assert not last.shows(gone)


def test_beats_fit_their_budgets(post: Lesson) -> None:
    beats = {beat.name: beat for beat in ran("batch", post).timeline}
    for name, seconds in BUDGET.items():
        assert beats[name].end - beats[name].start <= seconds
