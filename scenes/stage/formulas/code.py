"""Lines of NumPy as mobjects: coloured by whose thing a name is, shapes as comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from manim import DOWN, LEFT, VectorizedPoint, VGroup

from calculus.affine.code import CodeLine
from calculus.algebra.expressions import Place
from scenes.stage.formulas import typesetting
from scenes.stage.formulas.formula import Glyph, Typeset, set_in_one_go
from scenes.stage.theme import Theme, units

_TOKEN = re.compile(r"[A-Za-z_]\w*|-?\d*\.?\d+|\s+|.")

_ROLES = {"X": "x", "x": "x", "W": "w", "Y": "y"}
_GRADIENTS = ("dX", "dW", "dB", "dY", "dy")

_COMMENT_GAP = 2
"""Characters between the longest line and the comments."""


class Code(Typeset):
    """A mobject: one line of code with its shape as a comment.

    Tokens stand at ("code", n), the comment at ("comment", 0).

    Args:
        line: what is written.
        theme: colours, and the size.
        column: where the comment begins, in characters.
        size: font size in pixels; None for the theme's.
    """

    def __init__(
        self, line: CodeLine, theme: Theme, column: int = 0, size: float | None = None
    ) -> None:
        super().__init__()
        self.line = line
        self.tokens = tuple(_TOKEN.findall(line.code))
        texts = self.tokens
        if line.shape:
            gap = " " * max(_COMMENT_GAP, column - len(line.code))
            texts = (*self.tokens, gap, f"# {line.shape}")
        roles = [*_roles(self.tokens, line.owner), "ink", "shape"]
        em = units(theme.sizes.code if size is None else size)
        groups: list[VGroup] = [VGroup() for _ in texts]
        for outline in typesetting.code(texts):
            colour = theme.colour(roles[outline.atom])
            groups[outline.atom].add(Glyph(outline.points * em, colour, em))
        # The line begins where its first character cell begins, so that lines stand in columns.
        self.anchor = VectorizedPoint([0.0, 0.0, 0.0])
        self.add(self.anchor)
        for number, group in enumerate(groups):
            if len(group):
                place: Place = ("code", number)
                if number > len(self.tokens):
                    place = ("comment", 0)
                self.atoms[place] = group
                self.add(group)
        set_in_one_go(self)

    def token(self, text: str) -> VGroup:
        """The first token that reads so.

        Raises:
            KeyError: when there is none.
        """
        if text not in self.tokens:
            raise KeyError(text)
        return self.atoms["code", self.tokens.index(text)]


def listing(
    lines: Sequence[CodeLine],
    theme: Theme,
    *,
    leading: float,
    size: float | None = None,
    others: Sequence[CodeLine] = (),
) -> list[Code]:
    """Lines below each other, comments in one column.

    Args:
        lines: what is written.
        theme: looks.
        leading: distance of the baselines, in Manim units.
        size: font size in pixels; None for the theme's.
        others: lines that will stand in the same columns.
    """
    column = max(len(line.code) for line in (*lines, *others)) + _COMMENT_GAP
    written = [Code(line, theme, column, size) for line in lines]
    for number, code in enumerate(written):
        code.shift(DOWN * number * leading)
    return written


def align_left(codes: Sequence[Code], x: float) -> None:
    """Let the first character cells begin at `x`."""
    for code in codes:
        code.shift(LEFT * (code.anchor.get_x() - x))


def _roles(tokens: Sequence[str], owner: str) -> list[str]:
    """Each token's role: names by what they are, numbers by whose they are, .T by what it turns."""
    roles = []
    for position, token in enumerate(tokens):
        role = _role(token)
        if token == "T" and position > 1:
            role = _role(tokens[position - 2])
        elif token[-1].isdigit() and not token[0].isalpha():
            role = _role(owner)
        elif token == "." and tokens[position + 1 : position + 2] == ("T",):
            role = _role(tokens[position - 1])
        roles.append(role)
    return roles


def _role(name: str) -> str:
    return "gradient" if name in _GRADIENTS else _ROLES.get(name, "ink")
