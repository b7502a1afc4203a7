"""What holds in a chapter whatever the lesson: the stage says what the mathematics says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.expressions import Expression, Place
from calculus.algebra.notation import ELIDED, Notation
from calculus.lessons.lesson import Lesson
from calculus.statements.batch import Batch
from calculus.statements.claims import input_claim, weight_claim
from scenes.script.variants import lanes_fit
from tests.performance import Performance, Still

Stills = Mapping[str, Still]


def require_laws(lesson: Lesson, performance: Performance) -> None:
    """Those of every chapter, and those of this one.

    Raises:
        AssertionError: when one is broken.
    """
    chapter = performance.chapter
    beats = performance.timeline
    assert tuple(beat.name for beat in beats) == chapter.beats == tuple(performance.stills)
    for beat in beats:
        assert beat.end > beat.start
        assert list(beat.captions) == sorted(beat.captions)
    _LAWS[chapter.name](lesson, performance.stills)


def entries(lesson: Lesson) -> list[tuple[int, int]]:
    """All (input, output) that there are, or dots for."""
    notation = lesson.notation
    return [(i, j) for i in notation.input_range for j in notation.output_range]


def paths(notation: Notation) -> Iterator[tuple[int, int]]:
    """All (input, output) that are written out."""
    return ((i, k) for i in notation.written_inputs for k in notation.written_outputs)


def _places(expression: Expression) -> set[Place]:
    return {atom.place for atom in expression.atoms()}


def _require_claims(lesson: Lesson, still: Still) -> None:
    """Both formulas are there, each with all of its signs."""
    for claim in (input_claim(lesson.notation), weight_claim(lesson.notation)):
        wanted = [atom.sign for atom in claim.atoms()]
        for sign in wanted:
            assert still.signs.count(sign) >= wanted.count(sign), sign


def _question(lesson: Lesson, stills: Stills) -> None:
    for beat in ("claim", "promise"):
        _require_claims(lesson, stills[beat])
    # ∂L/∂Y·Wᵀ and ∂L/∂Y·W, both in question.
    signs = [getattr(sign, "letter", sign) for sign in stills["transpose"].signs]
    assert signs.count("?") == 2
    # Of the network's weights one has a name; how many paths it has is not told.
    output, input = lesson.chosen_weight
    named = {place for place in stills["promise"].places if place[0] == "w" and len(place) > 2}
    assert named == {("w", input, output)}
    assert stills["promise"].shows("question") == (lesson.M > 1)


def _graph(lesson: Lesson, stills: Stills) -> None:
    questions = {
        beat: [getattr(sign, "letter", sign) for sign in still.signs].count("?")
        for beat, still in stills.items()
    }
    assert questions == {"forward": 0, "upstream": 0, "plus": 0, "unknown": 2}


def _network(lesson: Lesson, stills: Stills) -> None:
    notation = lesson.notation
    for i in notation.written_inputs:
        assert stills["nodes"].shows("x", i)
        assert stills["matrix"].shows("header", "x", i)
    for j in notation.written_outputs:
        assert stills["nodes"].shows("y", j)
        assert stills["matrix"].shows("header", "y", j)
    for gone in ("subject", "names", "rule"):
        assert not stills["matrix"].shows(gone)


def _forward(lesson: Lesson, stills: Stills) -> None:
    last = stills["equations"].places
    notation = lesson.notation
    terms = len(notation.written_inputs) * len(notation.written_outputs)
    assert sum(place[0] == "equation" and place[-1] == "w" for place in last) == terms
    for gone in ("entry", "matrix", "header", "statement", "name"):
        assert not stills["equations"].shows(gone)


def _inputs(lesson: Lesson, stills: Stills) -> None:
    for i, k in paths(lesson.notation):
        if i <= 2 and k in (1, 2, lesson.M):  # dots stand for others until all are collected
            assert stills["paths"].shows("entry", i, "term", k, "local")
            assert stills["paths"].shows("entry", i, "term", k, "read")
            assert stills["row-column"].shows("entry", i, "column", k)
        assert stills["collect"].shows("w", i, k)
    result = input_gradient(lesson.notation)["result"].expression
    assert _places(result) <= stills["result"].places
    for gone in ("equation", "entry", "share"):
        assert not stills["result"].shows(gone)
    for stays in ("x", "y", "L", "header"):
        assert stills["result"].shows(stays)


def _weights(lesson: Lesson, stills: Stills) -> None:
    """Few terms are all written out; of many one entry is, beside the map of the others."""
    all_fit = lanes_fit(lesson.D, lesson.M)
    chosen = lesson.chosen_weight[::-1]
    for i, j in entries(lesson):
        shown = stills["all-entries"].shows("entry", i, j, "term", j, "local")
        assert shown == (all_fit or (i, j) == chosen)
        # What the map stood for is written out in the end, or stands for dots.
        assert ELIDED in (i, j) or stills["survivors"].shows("entry", i, j, "term", j, "local")
    if all_fit:
        assert stills["zeros"].signs.count("0") == lesson.D * lesson.M * (lesson.M - 1)
    if lesson.M > 1:
        counted = {str(lesson.D * lesson.M**2), str(lesson.D * lesson.M)}
        assert counted <= set(stills["zeros"].signs)
    else:
        assert not any(still.shows("counter") for still in stills.values())
    result = weight_gradient(lesson.notation)["result"].expression
    assert _places(result) <= stills["result"].places
    assert not stills["result"].shows("equation")


def _example(lesson: Lesson, stills: Stills) -> None:
    """All entries are confirmed; each has a row, or some have, if there are many."""
    last, notation = stills["check"], lesson.notation
    rows = {place[:-1] for place in last.places if place[0] == "check" and place[-1] == "entry"}
    entries = lesson.D + lesson.D * lesson.M
    assert len(rows) == entries if entries <= 12 else len(rows) <= 8
    for row in rows:
        assert all(last.shows(*row, cell) for cell in ("name", "shift", "slope"))
    assert {("check", "x", 1), ("check", "w", 1, 1)} <= rows
    assert last.shows("loss")
    assert not last.shows("nudge")
    # What chapter 8 takes over.
    assert all(last.shows("x", i) for i in notation.written_inputs)
    assert all(last.shows("w", i, k) for i, k in paths(notation))
    assert all(last.shows("upstream", k) for k in notation.written_outputs)


def _batch(lesson: Lesson, stills: Stills) -> None:
    """Every sample that is written out has its card, and brings a term to the one entry."""
    batch = Batch(lesson)
    for n in batch.written_samples:
        for beat in ("inputs", "weights", "bias"):
            assert stills[beat].shows("card", n, "L")
        assert stills["weights"].shows("chosen", "term", n)
    for gone in ("tile", "term", "edge"):
        assert not stills["weights"].shows(gone)
    for gone in ("mean", "inside", "total", "title"):
        assert not stills["inputs"].shows(gone)


def _recap(lesson: Lesson, stills: Stills) -> None:
    _require_claims(lesson, stills["graph"])
    _require_claims(lesson, stills["closing"])


_LAWS: dict[str, Callable[[Lesson, Stills], None]] = {
    "question": _question,
    "graph": _graph,
    "network": _network,
    "forward": _forward,
    "inputs": _inputs,
    "weights": _weights,
    "example": _example,
    "batch": _batch,
    "recap": _recap,
}
