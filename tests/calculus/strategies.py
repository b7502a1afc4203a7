"""Random layers, lessons and notations for the tests of the calculus."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from calculus.algebra.notation import CONVENTIONS, WRITTEN_OUT, Notation
from calculus.algebra.rounding import decimal_text
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from calculus.values.layer import Layer

settings.register_profile("calculus", deadline=None, max_examples=20, derandomize=True)
settings.load_profile("calculus")

conventions = st.sampled_from(CONVENTIONS)
# Mostly 1 to 4; now and then the largest size that is written out.
sizes = st.integers(1, 17).map(lambda n: WRITTEN_OUT if n == 17 else (n - 1) % 4 + 1)
seeds = st.integers(0, 10**6)
decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(-999, 999), st.integers(0, 3)
).map(lambda value: Exact(value, decimal_text(value)))


@st.composite
def notations(draw: st.DrawFn) -> Notation:
    """Any shape of one layer in either convention."""
    return Notation(draw(sizes), draw(sizes), draw(conventions))


def layers(notation: Notation, samples: int = 1, seed: int = 0) -> list[Layer]:
    """Two random sets of numbers for a notation."""
    shape = (samples, notation.inputs, notation.outputs)
    return [Layer.random(*shape, seed), Layer.random(*shape, seed + 1)]


@st.composite
def lessons(draw: st.DrawFn, largest: int = 4) -> Lesson:
    """Any lesson, with or without a bias, zeros and negative numbers included."""
    size = st.integers(1, largest)
    n, d, m = draw(size), draw(size), draw(size)

    def row(width: int) -> tuple[Exact, ...]:
        return tuple(draw(st.lists(decimals, min_size=width, max_size=width)))

    return Lesson(
        "random",
        tuple(row(d) for _ in range(n)),
        tuple(row(m) for _ in range(d)),
        tuple(row(m) for _ in range(n)),
        row(m) if draw(st.booleans()) else None,
        draw(conventions),
    )
