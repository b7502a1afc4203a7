"""Derivations: named lines, each with its reason and the origin of every sign on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from calculus.algebra.expressions import Atom, Expression, Place, Symbol


class Reason(Enum):
    """Why a line follows from the one before, or why a sign comes or goes."""

    DEFINITION = "definition"
    CHAIN_RULE = "chain rule"
    READ_OFF = "read off the equation of an output"
    ABSENT = "does not occur, so 0"
    ADDS_NOTHING = "a zero adds nothing"
    MULTIPLY_OUT = "multiply out"
    REORDER = "the order of two numbers is free"
    COLLECT = "collect"
    NAME = "give it its name"
    TRANSPOSE = "transpose"
    SUBSTITUTE = "put in the numbers"
    ARITHMETIC = "calculate"
    PUT_IN = "put in what it is equal to"
    DIVIDE = "divide by the step"
    LIMIT = "let the step shrink"


class DerivationError(ValueError):
    """A line whose record of origins is incomplete or contradicts itself."""


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    Attributes:
        name: stable name; chapters ask for lines by it.
        expression: the right-hand side, always complete.
        reason: why it equals the line before.
        before: the name of the line it follows from (None for the first).
        origins: for every atom that is there before, the places it comes from on that line: one
            place (it moves, or is copied if others come from there too) or several (they merge).
        born: atoms without an ancestor, with their reason.
        gone: atoms of the line before without a descendant, with the reason they leave.
        readings: atoms that are read off the forward equations, with their places there; their
            origins are the derivative that turns into them.
    """

    name: str
    expression: Expression
    reason: Reason
    before: str | None = None
    origins: Mapping[Place, tuple[Place, ...]] = field(default_factory=dict)
    born: Mapping[Place, Reason] = field(default_factory=dict)
    gone: Mapping[Place, Reason] = field(default_factory=dict)
    readings: Mapping[Place, Place] = field(default_factory=dict)


class _Lines:
    """Named lines, each but the first made of one before it."""

    lines: tuple[Line, ...]

    def __getitem__(self, name: str) -> Line:
        for line in self.lines:
            if line.name == name:
                return line
        raise KeyError(f"no line {name!r}; there are {[line.name for line in self.lines]}")

    def origins_between(self, early: str, late: str) -> dict[Place, tuple[Place, ...]]:
        """Where the atoms of line `late` stood on line `early`, several lines before.

        Raises:
            KeyError: when `late` does not descend from `early`.
        """
        line = self[late]
        origins: dict[Place, tuple[Place, ...]] = {
            atom.place: (atom.place,) for atom in line.expression.atoms()
        }
        while line.name != early:
            if line.before is None:
                raise KeyError(f"line {late!r} does not descend from {early!r}")
            origins = {
                place: tuple(dict.fromkeys(o for p in places for o in line.origins.get(p, ())))
                for place, places in origins.items()
            }
            line = self[line.before]
        return {place: places for place, places in origins.items() if places}

    def descendants_between(self, early: str, late: str) -> dict[Place, tuple[Place, ...]]:
        """The same record read backwards: what became of each atom of `early` on line `late`."""
        descendants: dict[Place, tuple[Place, ...]] = {}
        for place, origins in self.origins_between(early, late).items():
            for origin in origins:
                descendants[origin] = (*descendants.get(origin, ()), place)
        return descendants


@dataclass(frozen=True)
class Derivation(_Lines):
    """An ordered list of lines that are all equal to `subject`."""

    subject: Expression
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Steps(_Lines):
    """An ordered list of equations, each made of one before it."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Loan:
    """What a line has in common with other expressions, from which it does not follow.

    The stage copies it from there.

    Attributes:
        line: what takes.
        sources: the expressions it takes from; their places differ.
        parts: the parts of the line (prefixes of places) all of whose atoms are taken.
        origins: for each of these atoms, where the same sign stands in the sources.
    """

    line: Line
    sources: tuple[Expression, ...]
    parts: tuple[Place, ...]
    origins: Mapping[Place, tuple[Place, ...]]


def lend(line: Line, sources: Iterable[Expression], parts: Mapping[Place, Place]) -> Loan:
    """The atoms at or under each of the `parts` of a line, from a part of the sources each.

    Raises:
        DerivationError: when an atom of a part does not stand in the sources.
    """
    lenders = tuple(sources)
    there = {atom.place: atom for source in lenders for atom in source.atoms()}
    origins: dict[Place, tuple[Place, ...]] = {}
    for atom in line.expression.atoms():
        if (prefix := _longest_prefix(atom.place, parts)) is None:
            continue
        place = (*parts[prefix], *atom.place[len(prefix) :])
        if place not in there or there[place].sign != atom.sign:
            raise DerivationError(f"line {line.name!r}: {atom.place} is not found at {place}")
        origins[atom.place] = (place,)
    return Loan(line, lenders, tuple(parts), origins)


def first_line(name: str, expression: Expression, reason: Reason = Reason.DEFINITION) -> Line:
    """The line a derivation starts from."""
    return Line(name, expression, reason, born={a.place: reason for a in expression.atoms()})


def follow(
    before: Line,
    name: str,
    expression: Expression,
    reason: Reason,
    *,
    moves: Mapping[Place, Place | Iterable[Place]] | None = None,
    becomes: Mapping[Place, Iterable[Place]] | None = None,
    born: Iterable[Place] = (),
    gone: Iterable[Place] = (),
    readings: Mapping[Place, Place] | None = None,
) -> Line:
    """The next line, with the origin of each of its atoms worked out from a few declarations.

    All places given are prefixes. An atom comes from where `moves` says, else from its own place
    on the line before if the same sign stands there.

    Args:
        before: the line it follows from.
        name: name of the new line.
        expression: its right-hand side.
        reason: why both are equal.
        moves: new place -> old place(s) of the *same* signs (several: they merge).
        becomes: new place -> old places of *other* signs that turn into it (a term becomes 0).
        born: places of symbols that may appear without an ancestor.
        gone: old places of symbols that may leave without a descendant.
        readings: new place -> place in the forward equations where it is read off.

    Raises:
        DerivationError: when a symbol comes from nowhere or vanishes without being declared.
    """
    record = _Record(before, expression, reason)
    for atom in expression.atoms():
        record.trace(atom, moves or {}, becomes or {})
    line = Line(
        name,
        expression,
        reason,
        before.name,
        record.origins,
        dict.fromkeys(record.unexplained, reason),
        {atom.place: reason for atom in record.left_over()},
        dict(readings or {}),
    )
    _require_declared(
        f"line {name!r}", record.symbols_born(), tuple(born) + tuple(line.readings), "appears"
    )
    _require_declared(f"line {name!r}", record.symbols_gone(), tuple(gone), "vanishes")
    return line


class _Record:
    def __init__(self, before: Line, expression: Expression, reason: Reason) -> None:
        self.old = {atom.place: atom for atom in before.expression.atoms()}
        self.new = {atom.place: atom for atom in expression.atoms()}
        self.origins: dict[Place, tuple[Place, ...]] = {}
        self.unexplained: list[Place] = []

    def trace(
        self,
        atom: Atom,
        moves: Mapping[Place, Place | Iterable[Place]],
        becomes: Mapping[Place, Iterable[Place]],
    ) -> None:
        found: tuple[Place, ...] = ()
        if (prefix := _longest_prefix(atom.place, becomes)) is not None:
            olds = becomes[prefix]
            found = tuple(place for place in self.old if any(starts(place, o) for o in olds))
        elif (prefix := _longest_prefix(atom.place, moves)) is not None:
            rest = atom.place[len(prefix) :]
            found = tuple((*old, *rest) for old in _places(moves[prefix]))
            found = tuple(place for place in found if self._same_sign(place, atom))
        elif self._same_sign(atom.place, atom):
            found = (atom.place,)
        if found:
            self.origins[atom.place] = found
        else:
            self.unexplained.append(atom.place)

    def _same_sign(self, place: Place, atom: Atom) -> bool:
        return place in self.old and self.old[place].sign == atom.sign

    def left_over(self) -> list[Atom]:
        used = {place for places in self.origins.values() for place in places}
        return [atom for place, atom in self.old.items() if place not in used]

    def symbols_born(self) -> list[Place]:
        return [p for p in self.unexplained if isinstance(self.new[p].sign, Symbol)]

    def symbols_gone(self) -> list[Place]:
        return [atom.place for atom in self.left_over() if isinstance(atom.sign, Symbol)]


def starts(place: Place, prefix: Place) -> bool:
    """Whether `place` lies at or under `prefix`."""
    return place[: len(prefix)] == prefix


def _longest_prefix(place: Place, mapping: Mapping[Place, object]) -> Place | None:
    for length in range(len(place), 0, -1):
        if place[:length] in mapping:
            return place[:length]
    return None


def _places(value: Place | Iterable[Place]) -> tuple[Place, ...]:
    items = tuple(value)
    if all(isinstance(item, tuple) for item in items):
        return items  # type: ignore[return-value]
    return (items,)  # type: ignore[return-value]


def _require_declared(
    where: str, places: Iterable[Place], declared: tuple[Place, ...], what: str
) -> None:
    for place in places:
        if not any(starts(place, prefix) for prefix in declared):
            raise DerivationError(f"{where}: the symbol at {place} {what} without a reason")
