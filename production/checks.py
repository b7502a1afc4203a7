"""Checks of a lesson that need no video: what is found is a list, empty when all is well."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calculus.verify import verify
from production.finding import Finding
from production.layout import check_layout
from production.order import Order

_SHOWN_IN = (
    ("batch", "batch"),
    ("numbers", "example"),
    ("loss", "example"),
    ("nudge", "example"),
    ("claim", "question"),
    ("inputs", "inputs"),
    ("weights", "weights"),
)
"""A word in a derivation's name and the chapter that shows it, the most telling first."""


def check_algebra(order: Order) -> list[Finding]:
    """What is not true of the formulas, for the lesson's numbers and for random ones."""
    return [
        Finding(
            _chapter_of(fault.derivation),
            "",
            fault.kind,
            fault.what,
            f"{fault.derivation}, {fault.line}" if fault.line else fault.derivation,
        )
        for fault in verify(order.lesson)
    ]


CHECKS: tuple[Callable[[Order], list[Finding]], ...] = (check_algebra, check_layout)


def check(order: Order) -> list[Finding]:
    """All findings in the wanted chapters.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    chapters = {wanted.chapter for wanted in order.selection.chapters}
    found = (finding for run in CHECKS for finding in run(order))
    return [finding for finding in found if finding.chapter in chapters]


def as_text(findings: Sequence[Finding]) -> str:
    """Findings as a table to read."""
    if not findings:
        return "All is well."
    rows = [("chapter", "kind", "where", "what")]
    for finding in findings:
        place = f"{finding.chapter}.{finding.beat}" if finding.beat else finding.chapter
        rows.append((place, finding.kind, finding.where, finding.what))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )


def _chapter_of(derivation: str) -> str:
    return next((chapter for word, chapter in _SHOWN_IN if word in derivation), "forward")
