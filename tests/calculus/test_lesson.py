"""Lessons are read exactly, and every wrong one ends in a sentence that says how to mend it."""

from fractions import Fraction
from pathlib import Path

import pytest

from calculus.lesson import LARGEST_SIZE, Exact, LessonError, load_lesson

LESSONS = Path(__file__).parents[2] / "assets" / "lessons"

GOOD = """
X = [["0.2", "0.5"]]
W = [["0.1", "0.3", "0.5"], ["0.9", "0.2", "0.1"]]
upstream = [["0.3", "0.01", "-0.1"]]
"""


def load(tmp_path: Path, text: str):
    path = tmp_path / "lesson.toml"
    path.write_text(text, encoding="utf-8")
    return load_lesson(path)


def test_the_lesson_of_the_post():
    lesson = load_lesson(LESSONS / "post.toml")
    assert (lesson.name, lesson.N, lesson.D, lesson.M) == ("post", 1, 2, 3)
    assert lesson.W[1][0] == Exact(Fraction(9, 10), "0.9")
    assert lesson.index == "output-first"
    assert lesson.chosen_weight == (2, 1)
    assert set(lesson.title) == {"ja", "en"}


def test_every_lesson_of_the_project_is_good():
    for path in LESSONS.glob("*.toml"):
        load_lesson(path)


def test_numbers_are_kept_exactly_and_as_written(tmp_path):
    lesson = load(tmp_path, "X = [[0.10, 1, '+2.50']]\nW = [['.5'], [1], [1]]\nupstream = [['-0']]")
    assert [exact.text for exact in lesson.X[0]] == ["0.10", "1", "2.50"]
    assert [exact.value for exact in lesson.X[0]] == [Fraction(1, 10), 1, Fraction(5, 2)]
    assert lesson.upstream[0][0].value == 0


def test_a_bias_and_the_other_convention(tmp_path):
    lesson = load(tmp_path, f'{GOOD}\nB = [1, 2, 3]\nindex = "input-first"')
    assert lesson.B is not None
    assert [exact.value for exact in lesson.B] == [1, 2, 3]
    assert lesson.notation.w(3, 1).subscript == "13"
    assert lesson.with_index("output-first").notation.w(3, 1).subscript == "31"


BAD = [
    ("X = [", "not valid TOML"),
    (GOOD + "\nY = 1", "the key 'Y' is unknown"),
    (GOOD.replace("upstream", "grad"), "the key 'grad' is unknown"),
    ('X = [["1"]]\nW = [["1"]]', "the key 'upstream' is missing"),
    (GOOD + '\nindex = "rows"', "index is 'rows'"),
    (GOOD + "\nindex = [1]", "index is"),
    (GOOD + "\ntitle = 'x'", "title has to be a table"),
    (GOOD + "\ntitle = {ja = 1}", "title has to be a table"),
    (GOOD + "\nB = [1, 2]", "B has 2 numbers but W has 3 columns"),
    (GOOD + "\nB = 3", "B has to be a list"),
    (GOOD.replace('["0.2", "0.5"]', '["0.2"]'), "X has 1 columns but W has 2 rows"),
    (GOOD.replace('"0.01", ', ""), "upstream is 1×2 but has to be 1×3"),
    (GOOD.replace('"0.9", ', ""), "W, row 2 has 2 numbers but row 1 has 3"),
    (GOOD.replace('[["0.2", "0.5"]]', "3"), "X has to be a list of rows"),
    (GOOD.replace('[["0.2", "0.5"]]', "[]"), "X has to be a list of rows"),
    (GOOD.replace('[["0.2", "0.5"]]', "[[]]"), "X, row 1 has to be a list"),
    (GOOD.replace('"0.2"', "true", 1), "X, row 1, number 1 is not a number"),
    (GOOD.replace('"0.2"', "[1]", 1), "X, row 1, number 1 is not a number"),
    (GOOD.replace('"0.2"', "1e3", 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', "nan", 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', "inf", 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', '"1/3"', 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', '"--1"', 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', '"１"', 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', '""', 1), "not a plain decimal"),
    (GOOD.replace('"0.2"', '"0.1234567890123"', 1), "more than 12 characters"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_wrong_lesson_ends_in_one_sentence(tmp_path, text, message):
    with pytest.raises(LessonError) as caught:
        load(tmp_path, text)
    sentence = str(caught.value)
    assert message in sentence
    assert "lesson.toml" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("which", ["samples", "inputs", "outputs"])
def test_a_layer_that_is_too_large_is_refused(tmp_path, which):
    n, d, m = (LARGEST_SIZE + (which == name) for name in ("samples", "inputs", "outputs"))
    text = f"X = {[[1] * d] * n}\nW = {[[1] * m] * d}\nupstream = {[[1] * m] * n}"
    with pytest.raises(LessonError, match=f"there are {LARGEST_SIZE + 1} {which}"):
        load(tmp_path, text)


def test_a_lesson_that_cannot_be_read(tmp_path):
    with pytest.raises(LessonError, match="does not exist"):
        load_lesson(tmp_path / "none.toml")
    with pytest.raises(LessonError, match="not a readable text file"):
        load_lesson(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(LessonError, match="not a readable text file"):
        load_lesson(tmp_path / "latin.toml")
