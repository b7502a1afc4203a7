"""The derivations of a lesson as text to paste: LaTeX, Markdown or Typst."""

from __future__ import annotations

from calculus.affine.batch import bias_gradient, weight_gradient_batch
from calculus.affine.forward import forward
from calculus.affine.input_gradient import input_gradient
from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import Derivation
from calculus.algebra.expressions import Equation
from calculus.writing.latex import latex_derivation, markdown
from calculus.writing.typst import RELATIONS, typst_source
from production.errors import InputError
from production.order.order import Order
from scenes.script.script import load_script

FORMATS = ("latex", "markdown", "typst")


def formulas(order: Order, form: str) -> str:
    """The derivations of the wanted chapters in one of `FORMATS`.

    Raises:
        InputError: when none of the wanted chapters derives anything.
    """
    found = _derivations(order)
    if not found:
        raise InputError(
            "There is nothing derived in the chosen chapters; choose among forward, inputs, "
            "weights and batch."
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
    notation, samples = order.lesson.notation, max(2, order.lesson.N)
    by_chapter = {
        "forward": [forward(notation)],
        "inputs": [input_gradient(notation)],
        "weights": [weight_gradient(notation)],
        "batch": [weight_gradient_batch(notation, samples), bias_gradient(notation, samples)],
    }
    script = load_script(order.settings.language)
    found: dict[str, Derivation] = {}
    for wanted in order.selection.chapters:
        derivations = by_chapter.get(wanted.chapter, [])
        title = script.title(wanted.chapter, order.lesson)
        for number, derivation in enumerate(derivations, 1):
            found[f"{title} ({number})" if len(derivations) > 1 else title] = derivation
    return found


def _typst_lines(derivation: Derivation) -> str:
    chain = Equation((), (derivation.subject, *(line.expression for line in derivation.lines)))
    subject, *others = map(typst_source, chain.sides)
    signs = (RELATIONS[chain.relation(p)] for p in range(1, len(chain.sides)))
    first, *rest = (f"&{sign} {side}" for sign, side in zip(signs, others, strict=True))
    return " \\\n  ".join([f"{subject} {first}", *rest])
