"""Short, harmless pieces of the user's own words for messages: one line, no control characters."""

from __future__ import annotations

from pathlib import Path

_LONGEST_QUOTE = 40
_LONGEST_PATH = 120


def printable(text: str) -> str:
    """The text with everything replaced that a terminal would not simply print."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def quoted(text: str) -> str:
    """The beginning of a text, in quotation marks."""
    cut = text[:_LONGEST_QUOTE]
    return f"'{printable(cut)}'" + ("…" if cut != text else "")


def shown_path(path: Path) -> str:
    """The path, or its end if it is very long."""
    text = str(path)
    return printable(text if len(text) <= _LONGEST_PATH else "…" + text[1 - _LONGEST_PATH :])


def counted(count: int, thing: str) -> str:
    """A count with its noun: "1 row", "2 rows"."""
    return f"{count} {thing}" + ("" if count == 1 else "s")
