"""A line of code is made from another: equal tokens move, others are typed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from manim import VGroup

from calculus.algebra.expressions import Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.code import Code


def retype(old: Code, new: Code, **options: Any) -> Rewrite:
    """The new line is made from a copy of the old one."""
    sources: dict[Place, Sequence[VGroup]] = {}
    matcher = SequenceMatcher(None, old.tokens, new.tokens, autojunk=False)
    for start, other, length in matcher.get_matching_blocks():
        for step in range(length):
            place = ("code", start + step)
            if place in old.atoms:
                sources["code", other + step] = [old.atoms[place]]
    if ("comment", 0) in old.atoms:
        sources["comment", 0] = [old.atoms["comment", 0]]
    return Rewrite(new, sources, **options)
