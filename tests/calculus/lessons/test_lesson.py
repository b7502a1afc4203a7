"""Lessons are read exactly, and every wrong one ends in a sentence that says how to mend it."""

from __future__ import annotations

import os
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calculus.algebra.notation import WRITTEN_OUT
from calculus.lessons.exact import Exact
from calculus.lessons.file import LARGEST_FILE, LONGEST_LINE, LONGEST_NAME, LessonError
from calculus.lessons.lesson import LARGEST_SIZE, Lesson, load_lesson
from calculus.verification.verify import verify
from tests.calculus.strategies import lessons

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"

GOOD = """
X = [["0.2", "0.5"]]
W = [["0.1", "0.3", "0.5"], ["0.9", "0.2", "0.1"]]
upstream = [["0.3", "0.01", "-0.1"]]
"""

# A file of its own for each example; the folder may be shared.
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


def load(tmp_path: Path, text: str) -> Lesson:
    path = tmp_path / "lesson.toml"
    path.write_bytes(text.encode("utf-8"))
    return load_lesson(path)


def refusal(path: Path) -> str:
    """The sentence a lesson is refused with, after a look at its form."""
    with pytest.raises(LessonError) as caught:
        load_lesson(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert len(sentence) < 400
    assert sentence.isprintable()
    return sentence


def refusal_of(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "lesson.toml"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    sentence = refusal(path)
    assert "lesson.toml" in sentence
    return sentence


def test_the_lesson_of_the_post():
    lesson = load_lesson(LESSONS / "post.toml")
    assert (lesson.name, lesson.N, lesson.D, lesson.M) == ("post", 1, 2, 3)
    assert lesson.W[1][0] == Exact(Fraction(9, 10), "0.9")
    assert lesson.index == "output-first"
    assert lesson.chosen_weight == (2, 1)
    assert set(lesson.title) == {"ja", "en"}


def test_a_byte_order_mark_in_front_is_no_harm(tmp_path):
    path = tmp_path / "lesson.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_lesson(path).X == load(tmp_path, GOOD).X


def test_every_lesson_of_the_project_is_good():
    for path in LESSONS.glob("*.toml"):
        load_lesson(path)


WRITTEN = [
    ("0.10", "0.10", Fraction(1, 10)),
    ("'0.10'", "0.10", Fraction(1, 10)),
    ("1", "1", 1),
    ("-12", "-12", -12),
    ("'+2.50'", "2.50", Fraction(5, 2)),
    ("+0.5", "0.5", Fraction(1, 2)),
    ("'.5'", ".5", Fraction(1, 2)),
    ("'-.5'", "-.5", Fraction(-1, 2)),
    ("'5.'", "5.", 5),
    ("'007'", "007", 7),
    ("' 0.5 '", "0.5", Fraction(1, 2)),
    ("0", "0", 0),
    ("-0", "0", 0),
    ("'-0'", "0", 0),
    ("-0.0", "0.0", 0),
    ("'-0.00'", "0.00", 0),
    ("1_000", "1000", 1000),
    ("1_0.2_5", "10.25", Fraction(41, 4)),
    ("0x10", "16", 16),
    ("1e-3", "0.001", Fraction(1, 1000)),
    ("'1e-3'", "0.001", Fraction(1, 1000)),
    ("-2.50e1", "-25.0", -25),
    ("2.5E+3", "2500", 2500),
    ("'.5e1'", "5", 5),
    ("'0.5e1'", "5", 5),
    ("'0.5e2'", "50", 50),
    ("'12.34e-1'", "1.234", Fraction(617, 500)),
    ("'12.34e-3'", "0.01234", Fraction(617, 50000)),
    ("0e5", "0", 0),
    ("-0.1234567890", "", None),
    ("-0.123456789", "-0.123456789", Fraction(-123456789, 10**9)),
    ("123456789012", "123456789012", 123456789012),
    ("1234567890123", "", None),
    ("1e11", "100000000000", 10**11),
    ("1e12", "", None),
    ("1e-10", "0.0000000001", Fraction(1, 10**10)),
    ("1e-11", "", None),
]


@pytest.mark.parametrize(("toml", "text", "value"), WRITTEN)
def test_a_number_is_kept_exactly_and_shown_as_written_or_refused(tmp_path, toml, text, value):
    if value is None:
        content = GOOD.replace('"0.2"', toml, 1)
        assert "more than 12 characters" in refusal_of(tmp_path, content)
    else:
        exact = load(tmp_path, GOOD.replace('"0.2"', toml, 1)).X[0][0]
        assert exact == Exact(Fraction(value), text)
        assert Fraction(exact.text) == exact.value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-999, max_value=999))
def test_a_decimal_stays_the_number_that_was_written(number):
    exact = Exact.of(f"{number:f}")
    assert exact.value == Fraction(number)
    assert Fraction(exact.text) == exact.value


@given(st.from_regex(r"[+-]?([0-9]{1,4}\.?[0-9]{0,3}|\.[0-9]{1,3})[eE][+-]?[0-9]", fullmatch=True))
def test_an_exponent_is_written_out_exactly(written):
    assume(len(written) <= 8)
    try:
        exact = Exact.of(written)
    except ValueError as error:
        assert "more than 12" in str(error)
    else:
        assert exact.value == Fraction(written) == Fraction(exact.text)
        assert "e" not in exact.text.lower()


def as_toml(lesson: Lesson) -> str:
    def rows(matrix: tuple[tuple[Exact, ...], ...]) -> str:
        return repr([[exact.text for exact in row] for row in matrix])

    bias = f"B = {[exact.text for exact in lesson.B]}\n" if lesson.B else ""
    return (
        f"X = {rows(lesson.X)}\nW = {rows(lesson.W)}\nupstream = {rows(lesson.upstream)}\n{bias}"
        f'index = "{lesson.index}"\n'
    )


@many
@given(lessons(WRITTEN_OUT + 2))
def test_a_good_lesson_survives_being_written(tmp_path, lesson):
    assert load(tmp_path, as_toml(lesson)) == Lesson(
        "lesson", lesson.X, lesson.W, lesson.upstream, lesson.B, lesson.index
    )


def test_numbers_written_oddly_are_told_truly(tmp_path):
    text = 'X=[[".5", "007"]]\nW=[["5.", 1e-3], ["-0", "-.50"]]\nupstream=[["0e3", "+1.0"]]'
    assert verify(load(tmp_path, text)) == []


def test_a_bias_and_the_other_convention(tmp_path):
    lesson = load(tmp_path, f'{GOOD}\nB = [1, 2, 3]\nindex = "input-first"')
    assert lesson.B is not None
    assert [exact.value for exact in lesson.B] == [1, 2, 3]
    assert lesson.notation.w(3, 1).subscript == "13"
    assert lesson.with_index("output-first").notation.w(3, 1).subscript == "31"


@pytest.mark.parametrize(
    "title", ['{ja = "逆伝播"}', '{tlh = "ghIq 👩‍🏫"}', '{"zh-Hant" = "反向"}']
)
def test_a_title_in_any_language(tmp_path, title):
    assert len(load(tmp_path, f"title = {title}\n{GOOD}").title) == 1


def test_a_matrix_may_stand_on_one_long_line(tmp_path):
    matrix = repr([["0.2" + " " * LONGEST_LINE, "0.5"]])
    assert load(tmp_path, GOOD.replace('[["0.2", "0.5"]]', matrix)).D == 2


def test_windows_line_ends_and_a_dotted_title(tmp_path):
    lesson = load(tmp_path, ('title.en = "Mine"' + GOOD).replace("\n", "\r\n"))
    assert lesson.title == {"en": "Mine"}


def first(number: str) -> str:
    """The good lesson with its first number written otherwise."""
    return GOOD.replace('"0.2"', number, 1)


def x(rows: str) -> str:
    """The good lesson with another X."""
    return GOOD.replace('[["0.2", "0.5"]]', rows)


BAD = [
    # not TOML
    ("X = [", "not valid TOML"),
    ("X = nan1", "at line 1"),
    ("X = [[0.1 0.2]]", "not valid TOML"),
    ("X: [[1]]", "not valid TOML"),
    ('{"X": [[1]]}', "not valid TOML"),
    ("X = [[.5]]", "not valid TOML"),
    ("X = [[5.]]", "not valid TOML"),
    ("X = [[007]]", "not valid TOML"),
    ("X = [[1,,2]]", "not valid TOML"),
    ("X = [[１]]", "not valid TOML"),
    ("X = [[−1]]", "not valid TOML"),
    ('title = "\x07"', "not valid TOML"),
    (f"{GOOD}X = [[1]]", "a key is given twice (at "),
    (f"{GOOD}title.en = 'a'\ntitle.en = 'b'", "a key is given twice"),
    (f"{GOOD}title = {{en = 'a', en = 'b'}}", "not valid TOML"),
    (f"{GOOD}[title]\n[title]", "not valid TOML"),
    (f"{GOOD}[{'k' * 1000}]\n[{'k' * 1000}]", "not valid TOML"),
    (f"{GOOD}when = 2024-02-31", "not valid TOML"),
    ("X = " + "[\n" * 5000, "nested too deeply"),
    ("X = " + "{a=" * 600, "nested too deeply"),
    # missing and unknown keys
    ("", "the key 'X' is missing"),
    ("# nothing but a comment", "the key 'X' is missing"),
    ('X = [["1"]]\nW = [["1"]]', "the key 'upstream' is missing"),
    (f"{GOOD}Y = 1", "the key 'Y' is unknown; the keys are title, index"),
    (GOOD.replace("upstream", "upsteam"), "did you mean 'upstream'?"),
    (GOOD.replace("upstream", "UPSTREAM"), "did you mean 'upstream'?"),
    (f"{GOOD}b = [1, 2, 3]", "did you mean 'B'?"),
    (f"{GOOD}titel.ja = 'x'", "did you mean 'title'?"),
    (f"{GOOD}indexes = 'x'", "did you mean 'index'?"),
    (f"[lesson]{GOOD}", "the key 'lesson' is unknown"),
    (f"{GOOD}'' = 1", "the key '' is unknown"),
    (f"{GOOD}{'k' * 1500} = 1", "kkk'… is unknown"),
    (f'{GOOD}"\\u202e\\n\\u0000" = 1', "is unknown"),
    # index
    (f'{GOOD}index = "rows"', "index is 'rows'; write 'output-first' or 'input-first'"),
    (f'{GOOD}index = "{"rows" * 400}"', "index is 'rows"),
    (f"{GOOD}index = [1]", "index is a list"),
    (f"{GOOD}index = true", "index is true or false"),
    (f"{GOOD}index = 1.5", "index is a number"),
    (f"{GOOD}index.{'a.' * 900}b = 1", "index is a table"),
    # title
    (f"{GOOD}title = 'x'", "title is a text; write a table"),
    (f"{GOOD}title = 3", "title is a number"),
    (f"{GOOD}title = {{ja = 1}}", "title, 'ja' is a number"),
    (f"{GOOD}title = {{ja = {{en = 'x'}}}}", "title, 'ja' is a table"),
    (f"{GOOD}[[title]]\nja = 'x'", "title is a list"),
    (f"{GOOD}title.en = 1.5", "title, 'en' is a number"),
    (f"{GOOD}title.en = ''", "title, 'en' is empty"),
    (f"{GOOD}title.en = ' '", "title, 'en' is empty"),
    (f"{GOOD}title.en = '{'x' * 201}'", "title, 'en' has more than 200 characters"),
    (f'{GOOD}title.en = "a\\nb"', "the control character U+000A"),
    (f'{GOOD}title.en = "a\\u0000b"', "the control character U+0000"),
    (f'{GOOD}title.en = "a\\u001b[31mb"', "the control character U+001B"),
    (f'{GOOD}title.en = "a\\u202eb"', "the control character U+202E"),
    (f"{GOOD}title.en = 'a\u2067b'", "the control character U+2067"),
    (f"{GOOD}title.en = 'a\u2028b'", "the control character U+2028"),
    (f'{GOOD}title."\\u202een" = "a"', "the control character U+202E"),
    # B
    (f"{GOOD}B = [1, 2]", "B has 2 numbers but W has 3 columns; give 3"),
    (f"{GOOD}B = [1]", "B has 1 number but"),
    (f"{GOOD}B = []", "B has to be a list of numbers"),
    (f"{GOOD}B = 3", "B has to be a list of numbers"),
    (f"{GOOD}B = [[1, 2, 3]]", "B, number 1 is a list"),
    # shapes
    (x('[["0.2"]]'), "X has 1 column but W has 2 rows"),
    (x("[[1, 2], [3]]"), "X, row 2 has 1 number but row 1 has 2"),
    (x("[[1], [3, 4]]"), "X, row 2 has 2 numbers but row 1 has 1"),
    (x("[[1, 2], [3, 4]]"), "upstream is 1×3 but has to be 2×3"),
    (GOOD.replace('"0.01", ', ""), "upstream is 1×2 but has to be 1×3"),
    (GOOD.replace('"0.9", ', ""), "W, row 2 has 2 numbers but row 1 has 3"),
    (x("3"), "X has to be a list of rows"),
    (x("'0.2 0.5'"), "X has to be a list of rows"),
    (x("[]"), "X has to be a list of rows"),
    (x("[1, 2]"), "X has to be a list of rows"),
    (x("[[1, 2], 3]"), "X has to be a list of rows"),
    (x("{a = 1}"), "X has to be a list of rows"),
    (x("true"), "X has to be a list of rows"),
    (x("[[]]"), "X, row 1 has to be a list"),
    (x("[[1, 2], []]"), "X, row 2 has to be a list"),
    (x("[[[1], [2]]]"), "X, row 1, number 1 is a list"),
    # numbers
    (first("true"), "X, row 1, number 1 is true or false, not a number"),
    (first("[1]"), "X, row 1, number 1 is a list, not a number"),
    (first("{a = 1}"), "X, row 1, number 1 is a table"),
    (first("2024-01-02"), "X, row 1, number 1 is a date or time"),
    (first("07:32:00"), "X, row 1, number 1 is a date or time"),
    (first("2024-01-02T07:32:00Z"), "X, row 1, number 1 is a date or time"),
    (first("nan"), "'nan' is not a plain decimal number such as 0.25"),
    (first("-nan"), "not a plain decimal"),
    (first("inf"), "not a plain decimal"),
    (first("-inf"), "not a plain decimal"),
    (first('"NaN"'), "not a plain decimal"),
    (first('"Infinity"'), "not a plain decimal"),
    (first('"two"'), "'two' is not a plain decimal"),
    (first('"1/3"'), "not a plain decimal"),
    (first('"--1"'), "not a plain decimal"),
    (first('"+-1"'), "not a plain decimal"),
    (first('"1.2.3"'), "not a plain decimal"),
    (first('"."'), "not a plain decimal"),
    (first('"-"'), "not a plain decimal"),
    (first('""'), "not a plain decimal"),
    (first('" "'), "not a plain decimal"),
    (first('"1_0"'), "not a plain decimal"),
    (first('"0x10"'), "not a plain decimal"),
    (first('"1e"'), "not a plain decimal"),
    (first('"1e1.5"'), "not a plain decimal"),
    (first('"1j"'), "not a plain decimal"),
    (first('"1 2"'), "not a plain decimal"),
    (first('"１"'), "perhaps '1' is meant"),
    (first('"－０．５"'), "perhaps '-0.5' is meant"),
    (first('"−0.5"'), "perhaps '-0.5' is meant"),
    (first('"0,5"'), "perhaps '0.5' is meant"),
    (first('"٣"'), "not a plain decimal"),
    (first('"一"'), "not a plain decimal"),
    (first('"\\u202e\\n"'), "not a plain decimal"),
    (first(f'"{"x" * 1500}"'), "not a plain decimal"),
    (first(f'"{"１" * 1500}"'), "not a plain decimal"),
    (first(".5"), "'.5' needs a digit on both sides of its point"),
    (first("-1."), "'-1.' needs a digit on both sides of its point"),
    (first("1.e-7"), "or write the number as text, in quotation marks, of at most 12 characters"),
    (first("007"), "'007' has a zero too many in front"),
    (first("1..2"), "Unclosed array"),
    (first("1e400"), "more than 12 characters"),
    (first("-1e-400"), "more than 12 characters"),
    (first("1e999999999"), "more than 12 characters"),
    (first(f"1e{'9' * 1000}"), "more than 12 characters"),
    (first("9" * 1000), "more than 12 characters"),
    (first(f"-{'9' * 1000}"), "more than 12 characters"),
    (first(f"0x{'f' * 1900}"), "more than 12 characters"),
    (first(f"0.{'1' * 1000}"), "more than 12 characters"),
    (first(f'"{"9" * 1000}"'), "more than 12 characters"),
    (first('"0.1234567890123"'), "more than 12 characters"),
    (first("9" * 4000), "more than 12 characters"),
    (first("9" * 5000), "a number has thousands of digits"),
    (first(f"0x{'f' * 5000}"), "characters on line 2; break the line"),
    (f"[{'1.' * 100_000}1]", "characters on line 1; break the line"),
    (f"{GOOD}{'a.' * 100_000}b = 1", f"more than {LONGEST_LINE} characters on line 5"),
    # not text
    (b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), "not valid TOML"),
    (GOOD.encode("utf-16"), "is not a text file in UTF-8"),
    (f"{GOOD}# 逆伝播".encode("shift_jis"), "see line 5"),
    (f"{GOOD}# 逆伝播".encode("euc_jp"), "save it as UTF-8"),
    (b"\x00", "null bytes"),
    (GOOD.encode() + b"\x00", "null bytes"),
    (b"\x89PNG\r\n\x1a\n", "is not a text file"),
    (bytes(range(256)) * 8, "is not a text file"),
    (b"#" * LARGEST_FILE, f"more than {LONGEST_LINE} characters on line 1"),
    (b"#\n" * (LARGEST_FILE // 2) + b"#", "larger than 1 MiB"),
]


@pytest.mark.parametrize(("content", "message"), BAD, ids=range(len(BAD)))
def test_a_wrong_lesson_ends_in_a_sentence(tmp_path, content, message):
    assert message in refusal_of(tmp_path, content)


@pytest.mark.parametrize("size", [LARGEST_SIZE + 1, 100])
@pytest.mark.parametrize("which", ["samples", "inputs", "outputs"])
def test_a_layer_that_is_too_large_is_refused(tmp_path, which, size):
    n, d, m = (size if which == name else 2 for name in ("samples", "inputs", "outputs"))
    text = f"X = {[[1] * d] * n}\nW = {[[1] * m] * d}\nupstream = {[[1] * m] * n}"
    assert f"there are {size} {which}; at most {LARGEST_SIZE}" in refusal_of(tmp_path, text)


@pytest.mark.parametrize("size", [LARGEST_SIZE + 1, 100])
def test_a_layer_that_is_too_large_in_every_direction_is_refused(tmp_path, size):
    matrix = [[1] * size] * size
    sentence = refusal_of(tmp_path, f"X = {matrix}\nW = {matrix}\nupstream = {matrix}")
    assert f"at most {LARGEST_SIZE} can be shown" in sentence


def test_a_lesson_that_cannot_be_opened(tmp_path):
    assert "none.toml does not exist" in refusal(tmp_path / "none.toml")
    assert "is a folder" in refusal(tmp_path)
    assert "is a folder" in refusal(Path("."))
    assert "is a folder" in refusal(tmp_path / "..")
    assert "no file can have such a name" in refusal(tmp_path / "a\0b.toml")
    assert "\ufffd" in refusal(tmp_path / "a\ud800b.toml")
    assert "cannot be read" in refusal(tmp_path / ("x" * 5000))
    (tmp_path / "file").touch()
    assert "cannot be read" in refusal(tmp_path / "file" / "lesson.toml")
    (tmp_path / "circle.toml").symlink_to(tmp_path / "circle.toml")
    assert "cannot be read" in refusal(tmp_path / "circle.toml")


def test_a_pipe_is_refused_and_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert "not an ordinary file" in refusal(tmp_path / "pipe.toml")


@pytest.mark.parametrize(
    "name",
    [
        "..toml",
        "...toml",
        ".toml",
        ".cache.toml",
        "-x.toml",
        "--out.toml",
        " x.toml",
        "x .toml",
        "　x.toml",
        "a\\b.toml",
        "a\nb.toml",
        "a\x1b[31m.toml",
        "a\x7f.toml",
        "a\u202eb.toml",
        "a\u200b.toml",
        "a\u2028b.toml",
        "a\udc80.toml",
        "x" * (LONGEST_NAME + 1) + ".toml",
        "あ" * 81,
    ],
)
def test_a_name_that_makes_no_good_folder_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text(GOOD)
    assert "rename the file" in refusal(path)


@pytest.mark.parametrize("name", ["逆伝播.toml", "my lesson.toml", "a.b.toml", "no-suffix", "3×2"])
def test_a_name_in_any_language_is_good(tmp_path, name):
    path = tmp_path / name
    path.write_text(GOOD)
    assert load_lesson(path).name == Path(name).stem


@many
@given(st.text(min_size=1, max_size=60).filter(lambda name: name not in (".", "..")))
def test_the_output_folder_is_always_inside(tmp_path, name):
    assume("/" not in name and "\0" not in name)
    path = tmp_path / name
    try:
        path.write_text(GOOD)
    except (OSError, UnicodeEncodeError):
        refusal(path)
        return
    try:
        stem = load_lesson(path).name
    except LessonError:
        assert "rename the file" in refusal(path)
    else:
        assert (tmp_path / "build" / stem).resolve().parent == (tmp_path / "build").resolve()
        assert not any(unicodedata.category(sign)[0] == "C" for sign in stem if sign.isascii())
    finally:
        path.unlink()


# Whatever is in the file: a lesson or a sentence, never another exception.

toml_values = st.recursive(
    st.one_of(
        st.integers().map(str),
        st.floats().map(str),
        st.booleans().map(lambda value: str(value).lower()),
        st.text(max_size=20).map(lambda text: "'" + text.replace("'", "") + "'"),
        st.dates().map(str),
        st.sampled_from(["1e400", "nan", "-inf", "0x1f", "1_0", "'１'", "''", "07:00:00", "x"]),
    ),
    lambda values: (
        st.lists(values, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(values, max_size=2).map(
            lambda items: "{" + ", ".join(f"k{n} = {v}" for n, v in enumerate(items)) + "}"
        )
    ),
    max_leaves=8,
)


def is_read_or_refused(path: Path) -> None:
    try:
        load_lesson(path)
    except LessonError:
        assert path.name in refusal(path)


@many
@given(st.sampled_from(["X", "W", "B", "upstream", "index", "title", "Z"]), toml_values)
def test_any_value_under_any_key(tmp_path, key, value):
    lines = [line for line in GOOD.strip().splitlines() if not line.startswith(f"{key} ")]
    path = tmp_path / "lesson.toml"
    path.write_bytes("\n".join([*lines, f"{key} = {value}"]).encode("utf-8"))
    is_read_or_refused(path)


@many
@given(st.integers(0, len(GOOD) - 1), st.text(max_size=3), st.integers(0, 30))
def test_any_damage_to_a_good_lesson(tmp_path, start, put, lost):
    path = tmp_path / "lesson.toml"
    path.write_bytes((GOOD[:start] + put + GOOD[start + lost :]).encode("utf-8"))
    is_read_or_refused(path)


@many
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path, content):
    path = tmp_path / "lesson.toml"
    path.write_bytes(content)
    is_read_or_refused(path)


@many
@given(st.lists(st.lists(st.integers(-9, 9), max_size=8), max_size=8), st.sampled_from("XWu"))
def test_any_shape(tmp_path, rows, key):
    names = {"X": "[[1, 2]]", "W": "[[1, 2], [3, 4]]", "upstream": "[[1, 2]]"}
    names[{"u": "upstream"}.get(key, key)] = str(rows)
    path = tmp_path / "lesson.toml"
    path.write_text("\n".join(f"{name} = {value}" for name, value in names.items()))
    is_read_or_refused(path)
