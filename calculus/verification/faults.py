"""What can be wrong with a derivation: its values, its record of origins, its writing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from calculus.affine import forward
from calculus.algebra.derivation import Derivation, Line, Loan, Reason, starts
from calculus.algebra.expressions import (
    LOSS,
    STEP,
    Atom,
    Equation,
    Expression,
    Number,
    Partial,
    Place,
    Symbol,
    Zero,
    children,
    find,
)
from calculus.algebra.notation import WRITTEN_OUT, Notation
from calculus.algebra.rounding import LONGEST_PLAIN, SIGNIFICANT, decimal_text
from calculus.values.evaluate import describe, evaluate
from calculus.values.layer import EvaluationError, Layer, Values
from calculus.values.written_out import NotShownError, shown_values

Kind = Literal["value", "name", "number", "place", "origin", "zero"]
"""What is wrong: a line's value, how a symbol is written, a number's text, two atoms in one place,
the record of where atoms come from, or a 0 where none belongs (or none where one belongs)."""

Whats = Iterator[tuple[Kind, str]]
"""What is wrong, each with one sentence."""

_BECOMING = {
    Reason.NAME,
    Reason.ABSENT,
    Reason.TRANSPOSE,
    Reason.SUBSTITUTE,
    Reason.ARITHMETIC,
    Reason.PUT_IN,
    Reason.LIMIT,
}
"""Reasons for which signs may turn into others; for all other reasons they only move. No symbol
turns into another one of its own letter."""


@dataclass(frozen=True)
class Fault:
    """Something that is not true.

    Attributes:
        derivation: its name, such as "weights".
        line: name of the line; empty for a single equation.
        kind: what sort of fault.
        what: one sentence.
        trial: the name in `calculus.verification.verify.TRIED` of what was tried when it was found;
            empty when its derivation was tried alone.
    """

    derivation: str
    line: str
    kind: Kind
    what: str
    trial: str = ""


def verify_derivation(
    name: str, derivation: Derivation, notation: Notation, layers: Sequence[Layer]
) -> list[Fault]:
    """All faults of a derivation.

    Args:
        name: what it is called in the faults.
        derivation: its lines all have to equal its subject.
        notation: how its symbols have to be written.
        layers: the numbers that are tried; at least one of them without a 0, so that a term
            that happens to be 0 is told from one that has to be.
    """

    def wrong_value(line: Line) -> Whats:
        return _faults_of_value(derivation.subject, line.expression, layers)

    return verify_lines(name, derivation.lines, notation, layers, wrong_value)


def verify_lines(
    name: str,
    lines: Sequence[Line],
    notation: Notation,
    layers: Sequence[Layer],
    wrong_value: Callable[[Line], Whats],
) -> list[Fault]:
    """All faults of lines that follow from one another; `wrong_value` says what they have to be."""
    found: list[Fault] = []
    earlier: dict[str, Line] = {}
    for position, line in enumerate(lines):
        whats: list[tuple[Kind, str]] = []
        whats += wrong_value(line)
        whats += _faults_of_writing(line.expression, notation)
        before = earlier.get(line.before or "")
        if (position == 0) != (line.before is None) or (line.before and before is None):
            whats.append(("origin", f"it follows from {line.before!r}, which is not before it."))
        whats += _faults_of_record(line, before)
        whats += _faults_of_readings(line, notation)
        if before:
            whats += _faults_of_zeros(line, before, layers)
            whats += _faults_of_becoming(line, before, layers)
        if line.name in earlier:
            whats.append(("place", "there are two lines of this name."))
        earlier[line.name] = line
        found += [Fault(name, line.name, kind, what) for kind, what in whats]
    return found


def verify_equation(
    name: str, equation: Equation, notation: Notation, layers: Sequence[Layer]
) -> list[Fault]:
    """All faults of an equation that stands by itself."""
    whats = _faults_of_value(equation, equation, layers)
    found = [Fault(name, "", kind, what) for kind, what in whats]
    return found + verify_writing(name, equation, notation)


def verify_writing(name: str, expression: Expression, notation: Notation) -> list[Fault]:
    """All faults of how an expression is written, be its indices letters or numbers."""
    whats = _faults_of_writing(expression, notation)
    return [Fault(name, "", kind, what) for kind, what in whats]


def verify_loan(name: str, loan: Loan) -> list[Fault]:
    """All faults of what a line takes from expressions it does not follow from."""
    there = {atom.place: atom for source in loan.sources for atom in source.atoms()}
    here = {atom.place: atom for atom in loan.line.expression.atoms()}
    whats: list[str] = []
    for part in loan.parts:
        taken = {place for place in here if starts(place, part)}
        if not taken or taken - set(loan.origins):
            whats.append(f"what stands at {part} is not all taken from elsewhere.")
    for place, sources in loan.origins.items():
        if place not in here or not any(starts(place, part) for part in loan.parts):
            whats.append(f"{place} is no part that is taken from elsewhere.")
            continue
        for source in sources:
            if source not in there:
                whats.append(f"{place} is taken from {source}, where nothing stands.")
            elif there[source].sign != here[place].sign:
                got, wanted = _written(there[source]), _written(here[place])
                whats.append(f"{wanted} at {place} is taken from {source}, where {got} stands.")
    return [Fault(name, loan.line.name, "origin", what) for what in whats]


def _faults_of_value(subject: Expression, expression: Expression, layers: Sequence[Layer]) -> Whats:
    for layer in layers:
        try:
            if layer.indices is None and max(layer.sizes) > WRITTEN_OUT:
                wanted, got = (shown_values(e, layer) for e in (subject, expression))
            else:
                wanted, got = evaluate(subject, layer), evaluate(expression, layer)
        except NotShownError:
            continue
        except EvaluationError as error:
            yield "value", str(error)
            return
        if wanted != got:
            yield "value", _difference(wanted, got)
            return


def _difference(wanted: Values, got: Values) -> str:
    if (len(wanted), len(wanted[0])) != (len(got), len(got[0])):
        return f"its value is {describe(got)}, but has to be {describe(wanted)}."
    r, c = next(
        (r, c) for r, row in enumerate(wanted) for c, value in enumerate(row) if value != got[r][c]
    )
    where = f"row {r + 1}, column {c + 1}" if len(wanted) > 1 or len(wanted[0]) > 1 else "its value"
    return f"{where} is {got[r][c]}, but has to be {wanted[r][c]}."


def _faults_of_writing(expression: Expression, notation: Notation) -> Whats:
    atoms = list(expression.atoms())
    for place, times in Counter(atom.place for atom in atoms).items():
        if times > 1:
            yield "place", f"{times} atoms stand at {place}."
    for symbol in {atom.sign for atom in atoms if isinstance(atom.sign, Symbol)}:
        if symbol != _proper(symbol, notation):
            yield "name", f"the symbol {symbol} is not written as in {notation}."
    for part in _parts(expression):
        if isinstance(part, Number) and not _states(part.text, part.value):
            yield "number", f"the number at {part.place} says {part.text}, but is {part.value}."
        if isinstance(part, Equation):
            yield from _faults_of_relations(part)


def _proper(symbol: Symbol, notation: Notation) -> Symbol | None:
    """The symbol of the same meaning as the notation writes it; None if there is none."""
    inputs, outputs = (*notation.input_range, "i"), (*notation.output_range, "j", "k")
    match symbol.letter, symbol.index:
        case "x", (i,) if i in inputs:
            return notation.x(i, symbol.sample)
        case "y", (k,) if k in outputs:
            return notation.y(k, symbol.sample)
        case "b", (int() as k,) if k in outputs:
            return notation.b(k)
        case "w", (k, i) if k in outputs and i in inputs:
            return notation.w(k, i)
        case "X" | "W" | "Y" | "B", ():
            return Symbol(symbol.letter)
        case "L", ():
            return LOSS
        case "Δ", ():
            return STEP
        case _:
            return None


def _states(text: str, value: Fraction) -> bool:
    """Whether a text is a plain decimal that is the value, or its right rounding."""
    if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)(e-?\d+)?", text, re.ASCII):
        return False
    said = Fraction(text)
    if "e" in text and len(decimal_text(abs(said))) <= LONGEST_PLAIN:
        return False
    if said == value:
        return True
    size = Fraction(1)  # of the value's first digit
    while abs(value) >= 10 * size:
        size *= 10
    while value and abs(value) < size:
        size /= 10
    last = size / 10 ** (SIGNIFICANT - 1)
    if "e" not in text:
        last = min(last, Fraction(1))  # in front of the point nothing is rounded
    return said % last == 0 and abs(said - value) <= last / 2


def _faults_of_relations(equation: Equation) -> Whats:
    """≈ stands where a number beside it is not written exactly, and nowhere else."""
    signs = {atom.place: atom.sign for atom in equation.atoms()}
    rounded = [
        any(isinstance(p, Number) and Fraction(p.text) != p.value for p in _parts(side))
        for side in equation.sides
    ]
    for position, around in enumerate(pairwise(rounded), 1):
        wanted, found = "≈" if any(around) else "=", signs[*equation.place, "equals", position]
        if position in equation.nearly:
            wanted = "≈"
        if found != wanted:
            yield "number", f"{found} stands in front of side {position + 1} instead of {wanted}."


def _parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for part in children(expression):
        yield from _parts(part)


def _faults_of_record(line: Line, before: Line | None) -> Whats:
    new = {atom.place: atom for atom in line.expression.atoms()}
    old = {atom.place: atom for atom in before.expression.atoms()} if before else {}
    sources = {source for places in line.origins.values() for source in places}
    for place in new:
        if place not in line.origins and place not in line.born and place not in line.readings:
            yield "origin", f"the atom at {place} comes from nowhere."
        if place in line.origins and (place in line.born or not line.origins[place]):
            yield "origin", f"the atom at {place} has an ancestor and none."
    for place in {*line.origins, *line.born, *line.readings} - set(new):
        yield "origin", f"nothing stands at {place}, but it has an origin."
    for place in old:
        if place not in sources and place not in line.gone:
            yield "origin", f"the atom at {place} of {line.before!r} vanishes."
        if place in sources and place in line.gone:
            yield "origin", f"the atom at {place} of {line.before!r} goes and stays."
    for place in (sources | set(line.gone)) - set(old):
        yield "origin", f"nothing stands at {place} on {line.before!r}, but something leaves it."
    yield from _faults_of_moves(line, new, old)


def _faults_of_moves(line: Line, new: Mapping[Place, Atom], old: Mapping[Place, Atom]) -> Whats:
    becoming = line.reason in _BECOMING
    for place, places in line.origins.items():
        for source in places:
            if place in line.readings or place not in new or source not in old:
                continue
            if becoming and not _same_letter(new[place], old[source]):
                continue
            if new[place].sign != old[source].sign:
                what = f"{_written(old[source])} moves from {source} to {place}"
                yield "origin", f"{what}, where {_written(new[place])} stands."


def _same_letter(one: Atom, other: Atom) -> bool:
    if isinstance(one.sign, Symbol) and isinstance(other.sign, Symbol):
        return one.sign.letter == other.sign.letter
    return False


def _written(atom: Atom) -> str:
    sign = atom.sign
    return sign if isinstance(sign, str) else f"{sign.letter}{sign.subscript}"


def _faults_of_readings(line: Line, notation: Notation) -> Whats:
    new = {atom.place: atom for atom in line.expression.atoms()}
    equations = (forward.equation(notation, j) for j in notation.output_range)
    there = {atom.place: atom for equation in equations for atom in equation.atoms()}
    for place, source in line.readings.items():
        if source not in there:
            yield "origin", f"{place} is read off {source}, where nothing stands."
        elif place in new and new[place].sign != there[source].sign:
            read, wanted = _written(new[place]), _written(there[source])
            yield "origin", f"{read} at {place} is read off {source}, where {wanted} stands."


def _faults_of_zeros(line: Line, before: Line, layers: Sequence[Layer]) -> Whats:
    """A structural zero replaces what is 0 whatever the numbers are, and all of that."""
    for part in _parts(line.expression):
        if isinstance(part, Zero):
            try:
                replaced = find(before.expression, part.place)
            except KeyError:
                yield "zero", f"the 0 at {part.place} replaces nothing."
                continue
            if not _always_zero(replaced, layers):
                yield "zero", f"the 0 at {part.place} replaces a term that is not 0."
        elif (
            line.reason is Reason.ABSENT
            and isinstance(part, Partial)
            and _always_zero(part, layers)
        ):
            yield "zero", f"the derivative at {part.place} is 0, but is not replaced by 0."


def _always_zero(expression: Expression, layers: Sequence[Layer]) -> bool:
    """Whether an entry or a term is 0 for all numbers."""
    try:
        return not any(evaluate(expression, layer)[0][0] for layer in layers)
    except EvaluationError:
        return False


def _faults_of_becoming(line: Line, before: Line, layers: Sequence[Layer]) -> Whats:
    """What gets a name, is transposed or read off comes from the part that has its value."""
    if line.reason not in (Reason.NAME, Reason.TRANSPOSE, Reason.READ_OFF):
        return
    for part in _parts(line.expression):
        places = [line.origins.get(atom.place, ()) for atom in part.atoms()]
        if children(part) or not places or not places[0] or len(set(places)) > 1:
            continue
        source = _whole(before.expression, places[0])
        if source and not _equal(source, part, layers):
            yield "origin", f"what stands at {part.place} comes from another value."


def _equal(left: Expression, right: Expression, layers: Sequence[Layer]) -> bool:
    try:
        return all(evaluate(left, each) == evaluate(right, each) for each in layers)
    except EvaluationError:
        return False


def _whole(expression: Expression, places: Sequence[Place]) -> Expression | None:
    """The part of an expression that consists of exactly these atoms."""
    wanted = set(places)
    for part in _parts(expression):
        if wanted == {atom.place for atom in part.atoms()}:
            return part
    return None
