"""The derivations of a lesson as text to paste: LaTeX, Markdown or Typst."""

from __future__ import annotations

from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Equation
from calculus.verification.trials import derivation_of
from calculus.writing.latex import latex_derivation, markdown
from calculus.writing.typst import RELATIONS, typst_source
from production.errors import InputError
from production.request.film import FilmRequest
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS, CUTS, DEFAULT_CUT

FORMATS = ("latex", "markdown", "typst")


def formulas(request: FilmRequest, form: str) -> str:
    """The derivations of the wanted chapters in one of `FORMATS`.

    Raises:
        InputError: when none of the wanted chapters derives anything.
    """
    found = _derivations(request)
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


def _derivations(request: FilmRequest) -> dict[str, Derivation]:
    """By title, in the film's request."""
    script = load_script(request.settings.language)
    found: dict[str, Derivation] = {}
    for wanted in request.selection.chapters:
        names = CHAPTERS[wanted.chapter].derives
        title = script.title(wanted.chapter, request.lesson)
        for number, name in enumerate(names, 1):
            numbered = f"{title} ({number})" if len(names) > 1 else title
            found[numbered] = derivation_of(request.lesson, name)
    return found


def _typst_lines(derivation: Derivation) -> str:
    chain = Equation((), (derivation.subject, *(line.expression for line in derivation.lines)))
    subject, *others = map(typst_source, chain.sides)
    signs = (RELATIONS[chain.relation(p)] for p in range(1, len(chain.sides)))
    first, *rest = (f"&{sign} {side}" for sign, side in zip(signs, others, strict=True))
    return " \\\n  ".join([f"{subject} {first}", *rest])
