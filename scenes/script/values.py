"""The values that the script's templates may use, computed exactly from a lesson.

| value | for the default lesson (en; ja where it differs) |
|---|---|
| terms survivors | 18 6 |
| inputs outputs | two inputs, three outputs |
| path_terms edges_into_y term_count survivor_count | three terms, two edges, 18 terms, six terms |
| checked_count | 8: entries of ∂L/∂X (of a sample) and of ∂L/∂W |
| output_count batch_size | three, two (at least two samples); ja 3 つ, 2 |
| path_count | three paths: those from an input to L; ja 3 本 |
| these_equations | these three equations; ja この 3 つの式 |
| chosen_weight chosen_input chosen_output chosen_column | w21 x1 y2 2 |
| path_output path_weight | y3 w31: on the path of x1 that changes L most, of those drawn |
| silent_input | x2, of which it is said that it might be 0 |
| first_weight | w11 |
| first_subscript second_subscript | output, input (input, output for input-first) |
| size_w_transposed | 3×2 |
| Y dX | 0.47, 0.16 …: rows of sample 1, long ones with dots |
| y1_sum y1_product y1 | 0.2 × 0.1 + 0.5 × 0.9, its result, and y1 with the bias |
| dw11_product dw11 | 0.2 × 0.3, 0.06: of sample 1 |
| share | empty; from two samples on: sample 1's share of; ja の、1 つ目のデータの分 |
| nudge L_change_of_w11 | 0.001 0.00006 |
| all_outputs silent_terms | only if M > 1: all three outputs, two terms; ja 3 つとも, 2 つの項 |
| silent_outputs other_outputs | only if M > 1: y1 and y3, y2 and y3 |
| other_inputs | only if D > 1: x2 |
| other_entries other_count | only if D·M > 1: the other five entries, the other five |
| b1 | only with a bias: its first number |

Results are exact, or rounded as in the picture: then with "about", 約.

A value that makes no sense for a lesson is absent, so that a text that uses it there fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from calculus.algebra.rounding import result_text
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson
from scenes.language.language import Side, Wording
from scenes.language.languages import LANGUAGES

NUDGE = Fraction(1, 1000)
"""How far the numerical check moves an entry."""

LONGEST_LIST = 4
"""Numbers of a row that a caption writes out."""

LONGEST_SUM = 2
"""Products of a sum that a caption writes out: a third would take four more seconds to say."""


_Item = TypeVar("_Item")

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def template_values(lesson: Lesson, language: str) -> dict[str, str]:
    """Every value a template may name for this lesson, as the language writes it.

    Args:
        lesson: whose shape, numbers and index convention count.
        language: the code of one of `LANGUAGES`.
    """
    words = LANGUAGES[language].wording
    return (
        _sizes(lesson, words)
        | _names(lesson, words)
        | _numbers(lesson, words)
        | _where_there_are_others(lesson, words)
    )


def _sizes(lesson: Lesson, words: Wording) -> dict[str, str]:
    D, M = lesson.D, lesson.M
    return {
        "size_w_transposed": f"{M}×{D}",
        "terms": str(D * M * M),
        "survivors": str(D * M),
        "inputs": words.counted(D, "input"),
        "outputs": words.counted(M, "output"),
        "path_terms": words.counted(M, "summand"),
        "edges_into_y": words.counted(D, "edge"),
        "term_count": words.counted(D * M * M, "term"),
        "survivor_count": words.counted(D * M, "term"),
        "checked_count": str(D + D * M),
        "output_count": words.number(M),
        "path_count": words.counted(M, "path"),
        "batch_size": words.amount(max(lesson.N, 2)),
        "these_equations": words.equations(M),
    }


def _names(lesson: Lesson, words: Wording) -> dict[str, str]:
    output, input = lesson.chosen_weight
    sides: tuple[Side, Side] = ("output", "input")
    if lesson.index == "input-first":
        sides = ("input", "output")
    path_output = _largest_path(lesson)
    return {
        "chosen_weight": _weight(lesson, output, input),
        "chosen_input": f"x{input}",
        "chosen_output": f"y{output}",
        "chosen_column": str(output),
        "path_output": f"y{path_output}",
        "path_weight": _weight(lesson, path_output, 1),
        "silent_input": f"x{min(2, lesson.D)}",
        "first_weight": _weight(lesson, 1, 1),
        "first_subscript": words.side(sides[0]),
        "second_subscript": words.side(sides[1]),
    }


def _largest_path(lesson: Lesson) -> int:
    """The output, of those that are drawn, through which x1 of sample 1 changes L most."""
    weights, upstream = lesson.W[0], lesson.upstream[0]

    def change(output: int) -> Fraction:
        return abs(weights[output - 1].value * upstream[output - 1].value)

    return max(lesson.notation.written_outputs, key=change)


def _numbers(lesson: Lesson, words: Wording) -> dict[str, str]:
    x, upstream = lesson.X[0], lesson.upstream[0]
    columns = [[row[j] for row in lesson.W] for j in range(lesson.M)]
    products = [_dot(x, column) for column in columns]
    biases = [b.value for b in lesson.B] if lesson.B else [Fraction(0)] * lesson.M
    outputs = [product + bias for product, bias in zip(products, biases, strict=True)]
    input_gradients = [_dot(upstream, row) for row in lesson.W]
    weight_gradient = x[0].value * upstream[0].value
    return {
        "Y": _results(words, outputs),
        "dX": _results(words, input_gradients),
        "y1_sum": _sum_of_products(x, columns[0]),
        "y1_product": _result(words, products[0]),
        "y1": _result(words, outputs[0]),
        "dw11_product": _sum_of_products(x[:1], upstream[:1]),
        "dw11": _result(words, weight_gradient),
        "share": words.share(lesson.N),
        "nudge": _result(words, NUDGE),
        "L_change_of_w11": _result(words, NUDGE * weight_gradient),
    }


def _where_there_are_others(lesson: Lesson, words: Wording) -> dict[str, str]:
    D, M = lesson.D, lesson.M
    chosen, _ = lesson.chosen_weight
    values: dict[str, str] = {}
    if M > 1:
        silent = [j for j in range(1, M + 1) if j != chosen]
        values |= {
            "all_outputs": words.every_output(M),
            "silent_outputs": _run_together(words, "y", silent),
            "other_outputs": _run_together(words, "y", range(2, M + 1)),
            "silent_terms": words.counted(M - 1, "summand"),
        }
    if D > 1:
        values["other_inputs"] = _run_together(words, "x", range(2, D + 1))
    if D * M > 1:
        values |= {
            "other_entries": words.other_entries(D * M - 1),
            "other_count": words.others(D * M - 1),
        }
    if lesson.B is not None:
        values["b1"] = _written(lesson.B[0])
    return values


def _weight(lesson: Lesson, output: int, input: int) -> str:
    symbol = lesson.notation.w(output, input)
    return f"{symbol.letter}{symbol.subscript}"


def _run_together(words: Wording, letter: str, numbers: Iterable[int]) -> str:
    """y1 and y3; y1 and y3 to y6 (y3〜y6): three and more neighbours are given by their ends."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(words.span(f"{letter}{run[0]}", f"{letter}{run[-1]}"))
        else:
            parts += [f"{letter}{number}" for number in run]
    return words.together(parts)


def _dot(left: Sequence[Exact], right: Sequence[Exact]) -> Fraction:
    return sum((a.value * b.value for a, b in zip(left, right, strict=True)), Fraction(0))


def _written(number: Exact) -> str:
    return number.text.replace("-", "−")


def _row(words: Wording, numbers: Iterable[str]) -> str:
    return words.row([text or "…" for text in _ends(list(numbers), LONGEST_LIST, 2)])


def _sum_of_products(left: Sequence[Exact], right: Sequence[Exact]) -> str:
    return _sum(
        [
            f"{_factor(_written(a), position)} × {_factor(_written(b), 1)}"
            for position, (a, b) in enumerate(zip(left, right, strict=True))
        ]
    )


def _result(words: Wording, value: Fraction) -> str:
    """A number that was calculated; one that is rounded is said to be about that."""
    return _results(words, [value])


def _results(words: Wording, values: Sequence[Fraction]) -> str:
    row = _row(words, map(_rounded, values))
    return _about(words, row, _ends(values, LONGEST_LIST, 2))


def _about(words: Wording, text: str, values: Iterable[Fraction | None]) -> str:
    rounded = (value for value in values if value is not None)
    return words.about(text) if any(Fraction(result_text(v)) != v for v in rounded) else text


def _ends(values: Sequence[_Item], longest: int, first: int) -> list[_Item | None]:
    """All values, or the first ones, None for those that are left out, and the last."""
    if len(values) <= longest:
        return list(values)
    return [*values[:first], None, values[-1]]


def _rounded(value: Fraction) -> str:
    """As the picture shows it, with a real minus sign and a raised power of ten."""
    number, _, power = result_text(value).partition("e")
    text = f"{number}×10{power.translate(_RAISED)}" if power else number
    return text.replace("-", "−")


def _factor(number: str, position: int) -> str:
    """Only at the very beginning may a negative number go without brackets."""
    return f"({number})" if number.startswith("−") and position > 0 else number


def _sum(summands: Sequence[str]) -> str:
    return " + ".join(text or "…" for text in _ends(summands, LONGEST_SUM, 1))
