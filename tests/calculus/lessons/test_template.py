"""The lesson to start from is good, true, explained, and pleasant to multiply by hand."""

from __future__ import annotations

from itertools import chain, product
from pathlib import Path

import pytest

from calculus.algebra.notation import WRITTEN_OUT
from calculus.lessons.lesson import LARGEST_SIZE, Lesson, load_lesson
from calculus.lessons.template import lesson_template
from calculus.verification.verify import verify

EDGES = (1, 2, WRITTEN_OUT, LARGEST_SIZE)


def lesson_of(folder: Path, samples: int, inputs: int, outputs: int, seed: int = 1) -> Lesson:
    path = folder / "lesson.toml"
    path.write_text(lesson_template(samples, inputs, outputs, seed), encoding="utf-8")
    return load_lesson(path)


@pytest.mark.parametrize(("samples", "inputs", "outputs"), [*product(EDGES, repeat=3)])
def test_every_shape_is_a_lesson_of_friendly_numbers(tmp_path, samples, inputs, outputs):
    for seed in range(5 if max(samples, inputs, outputs) <= WRITTEN_OUT else 1):
        lesson = lesson_of(tmp_path, samples, inputs, outputs, seed)
        sizes = lesson.N, lesson.D, lesson.M
        assert sizes == (samples, inputs, outputs)
        assert lesson.B is not None
        upstream = [*chain(*lesson.upstream)]
        numbers = [*chain(*lesson.X, *lesson.W), *lesson.B, *upstream]
        if max(sizes) <= WRITTEN_OUT:
            assert len({number.value for number in numbers}) == len(numbers)
        assert all(number.value and abs(number.value) < 13 for number in numbers)
        assert all((number.value * 10).denominator == 1 for number in numbers)
        assert all(len(number.text) <= 4 for number in numbers)
        assert any(number.value < 0 for number in upstream)
        if len(upstream) > 1:
            assert any(number.value > 0 for number in upstream)


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 2, 3), (2, 3, 1), (3, 1, 2), (2, 4, 3)])
def test_all_that_the_film_says_about_it_is_true(tmp_path, shape):
    assert verify(lesson_of(tmp_path, *shape)) == []


def test_the_seed_decides_the_numbers():
    assert lesson_template(2, 3, 4, 5) == lesson_template(2, 3, 4, 5)
    texts = {lesson_template(1, 2, 3, seed).partition("X = ")[2] for seed in range(20)}
    assert len(texts) == 20


def test_every_key_is_explained_in_both_languages():
    lines = lesson_template(1, 2, 3, 1).splitlines()
    for key in ("X", "W", "B", "upstream", "index", "title.ja"):
        start = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
        blank = max(n for n in range(start) if not lines[n])
        comments = lines[blank + 1 : start]
        assert all(line.startswith("# ") for line in comments)
        assert not comments[0].isascii() and len(comments) >= 2
        assert any("the" in line.lower().split() for line in comments)


def test_the_bias_may_be_deleted(tmp_path):
    lines = lesson_template(1, 2, 3, 1).splitlines()
    path = tmp_path / "lesson.toml"
    path.write_text("\n".join(line for line in lines if not line.startswith("B = ")))
    assert load_lesson(path).B is None


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("size", [-1, 0, LARGEST_SIZE + 1])
def test_a_size_out_of_range_is_refused(which, size):
    samples, inputs, outputs = (size if place == which else place + 1 for place in range(3))
    what = ("samples", "inputs", "outputs")[which]
    with pytest.raises(ValueError, match=f"number of {what} has to be from 1 to {LARGEST_SIZE}"):
        lesson_template(samples, inputs, outputs, seed=1)
