"""Findings for people: grouped by beat, as a table on a terminal and as plain lines in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from production.inspection.finding import Finding

ALL_IS_WELL = "All is well."


def print_findings(findings: Sequence[Finding], file: TextIO | None = None) -> None:
    """Write findings to a file, standard output if None; a terminal gets a table."""
    console = Console(file=file, highlight=False)
    if not findings:
        console.print(ALL_IS_WELL)
    elif console.is_terminal:
        console.print(_table(findings))
        console.print(summary(findings))
    else:
        console.file.write(as_text(findings) + "\n")


def as_text(findings: Sequence[Finding]) -> str:
    """A heading for each beat and a line for each fault in it; at the end how many there are."""
    if not findings:
        return ALL_IS_WELL
    kind_width = max(len(finding.kind) for finding in findings)
    lines: list[str] = []
    for place, found in groupby(findings, _place):
        lines.append(place)
        lines += [f"  {one.kind.ljust(kind_width)}  {one.what} ({one.where})" for one in found]
    return "\n".join([*lines, summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """One sentence: how many faults of which kind in how many beats."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.kind] = counts.get(finding.kind, 0) + 1
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    places = len({_place(finding) for finding in findings})
    faults = "1 fault" if len(findings) == 1 else f"{len(findings)} faults"
    return f"{faults} in {places} {'place' if places == 1 else 'places'}: {kinds}."


def _table(findings: Sequence[Finding]) -> Table:
    table = Table("beat", "kind", "what", "where", show_lines=False)
    for place, group in groupby(findings, _place):
        found = list(group)
        for number, one in enumerate(found):
            cells = (place if not number else "", one.kind, one.what, one.where)
            table.add_row(*map(Text, cells), end_section=number == len(found) - 1)
    return table


def _place(finding: Finding) -> str:
    return f"{finding.chapter}.{finding.beat}" if finding.beat else finding.chapter
