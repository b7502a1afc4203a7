"""What is declared of mobjects, so that an inspection can tell a fault from a purpose.

A declaration is written on every outline of a mobject and goes with its copies.
"""

from __future__ import annotations

from itertools import count
from typing import TypeVar

from manim import VMobject

AnyMobject = TypeVar("AnyMobject", bound=VMobject)

_OVERVIEW = "is_overview"
_CONTEXT = "is_context"
_COMPANY = "may_overlap_in"
_companies = count(1)


def overview(mobject: AnyMobject) -> AnyMobject:
    """Declare that a mobject shows terms that have been read before: they may be set smaller."""
    for outline in mobject.get_family():
        setattr(outline, _OVERVIEW, True)
    return mobject


def context(mobject: AnyMobject) -> AnyMobject:
    """Declare that a mobject is not to be read now: neither size nor contrast is asked of it."""
    for outline in mobject.get_family():
        setattr(outline, _CONTEXT, True)
    return mobject


def may_overlap(*mobjects: VMobject) -> None:
    """Declare that these mobjects, and only these, are meant to cover or cross each other."""
    company = next(_companies)
    for mobject in mobjects:
        for outline in mobject.get_family():
            known: frozenset[int] = getattr(outline, _COMPANY, frozenset())
            setattr(outline, _COMPANY, known | {company})


def is_overview(outline: VMobject) -> bool:
    """Whether it was declared as part of an overview."""
    return getattr(outline, _OVERVIEW, False)


def is_context(outline: VMobject) -> bool:
    """Whether it was declared as context."""
    return getattr(outline, _CONTEXT, False)


def overlap_is_meant(one: VMobject, other: VMobject) -> bool:
    """Whether the two were declared together."""
    nobody: frozenset[int] = frozenset()
    return bool(getattr(one, _COMPANY, nobody) & getattr(other, _COMPANY, nobody))
