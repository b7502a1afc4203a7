"""Text and mathematics as outlines, typeset by Typst, each atom known by its colour."""

from __future__ import annotations

import re
from functools import lru_cache

import typst

from scenes.paths import FONT_FILE
from scenes.stage.formulas.svg import (
    BASELINE_COLOUR,
    EM,
    FIRST_COLOUR,
    Outline,
    Svg,
    TypesettingError,
)

FONT_FAMILY = "Noto Sans JP"

_PREAMBLE = f"""
#set page(width: auto, height: auto, margin: {EM}pt, fill: none)
#set text(font: ("New Computer Modern", "{FONT_FAMILY}"), size: {EM}pt)
#let coloured(n, body) = {{
  let c = n + {FIRST_COLOUR}
  text(fill: rgb(calc.quo(c, 65536), calc.rem(calc.quo(c, 256), 256), calc.rem(c, 256)), body)
}}
#let atom(n, body) = coloured(n, body)
#set math.mat(column-gap: 1em, row-gap: 0.55em)
#let baseline = context {{
  let mark = text(fill: rgb("{BASELINE_COLOUR}"), "H")
  mark + h(-measure(mark).width)
}}
"""

_DERIVATIVE = re.compile(r"∂([A-Z])/∂([A-Z])")

_WORDS = f'#set text(font: "{FONT_FAMILY}", size: {EM}pt)\n'

_CODE = f'#set text(font: "DejaVu Sans Mono", size: {EM}pt, ligatures: false)\n'
"""The monospaced font that Typst brings along."""


@lru_cache(maxsize=4096)
def mathematics(source: str) -> tuple[Outline, ...]:
    """The outlines of mathematics that marks its atoms by `atom(#n, ...)`."""
    return _outlines(f"{_PREAMBLE}#baseline$display({source})$")


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Outline, ...]:
    """The outlines of one line of plain text, all of atom 0. Markup in it is shown, not run.

    Derivatives such as ∂L/∂W are set as mathematics, on the line.
    """
    parts = _DERIVATIVE.split(text)
    body = "".join(
        _derivative(*parts[i : i + 2]) if i % 3 else f"#{_quoted(part)}"
        for i, part in enumerate(parts)
        if i % 3 != 2 and (i % 3 or part)
    )
    return _outlines(f"{_PREAMBLE}{_WORDS}#baseline#coloured(0)[{body}]")


def _derivative(of: str, by: str) -> str:
    return f"$partial {_letter(of)} slash partial {_letter(by)}$"


def _letter(letter: str) -> str:
    return f"bold({letter})" if letter in "XWYB" else letter


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}";'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


@lru_cache(maxsize=256)
def code(tokens: tuple[str, ...]) -> tuple[Outline, ...]:
    """The outlines of one line of code, the n-th token as atom n; every character equally wide."""
    # Typst would draw several spaces as one.
    kept = (_escaped(token).replace(" ", "\u00a0") for token in tokens)
    marked = "".join(f'#coloured({n}, "{token}")' for n, token in enumerate(kept))
    return _outlines(f"{_PREAMBLE}{_CODE}#baseline{marked}")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    # Kept for the whole process: scanning fonts anew for each formula would cost 0.2 s.
    return typst.Compiler(ignore_system_fonts=True, font_paths=[str(FONT_FILE.parent)])


def _outlines(document: str) -> tuple[Outline, ...]:
    try:
        svg, warnings = _compiler().compile_with_warnings(document.encode(), format="svg")
    except typst.TypstError as error:
        raise TypesettingError(f"Typst cannot set {document[-200:]!r}: {error}") from error
    if warnings:
        raise TypesettingError(f"Typst warns of {document[-200:]!r}: {warnings[0]}")
    assert isinstance(svg, bytes)  # one page: `height: auto` never breaks
    return Svg(svg).outlines()
