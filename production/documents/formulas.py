"""The derivations of a lesson as text to paste: LaTeX, Markdown or Typst."""

from __future__ import annotations

import re

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Equation, Expression
from calculus.verification.trials import derivation_of
from calculus.writing.latex import latex_derivation, markdown
from calculus.writing.typst import RELATIONS, typst
from production.errors import InputError
from production.order.order import Order
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS, CUTS, DEFAULT_CUT

FORMATS = ("latex", "markdown", "typst")

_MARK = re.compile(r"atom\(#\d+, ")


def formulas(order: Order, form: str) -> str:
    """The derivations of the wanted chapters in one of `FORMATS`.

    Raises:
        InputError: when none of the wanted chapters derives anything.
    """
    found = _derivations(order)
    if not found:
        *others, last = (name for name in CUTS[DEFAULT_CUT] if CHAPTERS[name].derives)
        raise InputError(
            "There is nothing derived in the chosen chapters; choose among "
            f"{', '.join(others)} and {last}."
        )
    if form == "markdown":
        return markdown(found)
    if form == "typst":
        return "\n".join(
            f"== {title}\n\n$ {_typst_lines(derivation)} $\n" for title, derivation in found.items()
        )
    return "\n".join(
        f"% {title}\n\\[\n{latex_derivation(derivation)}\n\\]\n"
        for title, derivation in found.items()
    )


def _derivations(order: Order) -> dict[str, Derivation]:
    """By title, in the film's order."""
    script = load_script(order.settings.language)
    found: dict[str, Derivation] = {}
    for wanted in order.selection.chapters:
        names = CHAPTERS[wanted.chapter].derives
        title = script.title(wanted.chapter, order.lesson)
        for number, name in enumerate(names, 1):
            numbered = f"{title} ({number})" if len(names) > 1 else title
            found[numbered] = derivation_of(order.lesson, name)
    return found


def _typst_lines(derivation: Derivation) -> str:
    chain = Equation((), (derivation.subject, *(line.expression for line in derivation.lines)))
    subject, *others = map(typst_source, chain.sides)
    signs = (RELATIONS[chain.relation(p)] for p in range(1, len(chain.sides)))
    first, *rest = (f"&{sign} {side}" for sign, side in zip(signs, others, strict=True))
    return " \\\n  ".join([f"{subject} {first}", *rest])


def typst_source(expression: Expression) -> str:
    """An expression as plain Typst mathematics, without the stage's marks."""
    return _unmarked(typst(expression).source)


def _unmarked(source: str) -> str:
    """Typst source in which each `atom(#n, body)` is replaced by its body."""
    written = ""
    while mark := _MARK.search(source):
        end = _closing(source, mark.end())
        written = _joined(written, source[: mark.start()])
        written = _joined(written, _unmarked(source[mark.end() : end]))
        source = source[end + 1 :]
    return _joined(written, source)


def _closing(source: str, start: int) -> int:
    """Where the parenthesis closes that is open at `start`; those in quotes do not count."""
    depth, quoted = 1, False
    for position in range(start, len(source)):
        character = source[position]
        if character == '"':
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
        if depth == 0:
            return position
    raise ValueError(f"unbalanced parentheses in {source!r}")


def _joined(left: str, right: str) -> str:
    """Two pieces of source side by side, kept apart where they would become one word."""
    return f"{left} {right}" if left[-1:].isalnum() and right[:1].isalnum() else left + right
