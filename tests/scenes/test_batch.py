"""Chapter 8: rows, sheets that add up, the bias; in symbols for one sample, else in numbers."""

from __future__ import annotations

from calculus.algebra.expressions import Symbol
from calculus.lessons.lesson import Lesson
from tests.performance import ran


def test_one_sample_shows_a_second_in_symbols(post: Lesson) -> None:
    stills = ran("batch", post).stills
    assert stills["rows"].shows("x", 2, 1)
    assert stills["rows"].shows("entry", 2, 3)
    assert stills["rows"].shows("upstream", 2, 3)
    samples = {sign.sample for sign in stills["rows"].signs if isinstance(sign, Symbol)}
    assert {1, 2} <= samples
    assert stills["rows"].shows("total", "sum", "term", 2)
    assert stills["weights"].shows("entry", 2, 3, "term", 2)  # the sum beside its product
    assert stills["weights"].shows("shape")
    assert stills["weights"].shows("x", "T")  # ∂L/∂W = Xᵀ·∂L/∂Y
    assert stills["bias"].shows("entry", 3, "term", 2)


def test_more_samples_end_in_numbers(batch: Lesson) -> None:
    stills = ran("batch", batch).stills
    assert {"-0.4", "0.31", "1.25", "-0.19"} <= set(map(str, stills["inputs"].signs))
    assert {"0.5", "1.4", "-0.3", "0.3", "-0.7", "0.8"} <= set(map(str, stills["weights"].signs))
    assert {"0.3", "0.4", "0.1"} <= set(map(str, stills["bias"].signs))
