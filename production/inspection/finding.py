"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of a 1080p frame, from its upper left corner."""


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        chapter: where the film shows it.
        beat: where exactly; empty when it concerns the whole chapter.
        kind: what sort of fault, such as "value".
        what: one sentence.
        where: what it is about, such as the line of a derivation.
        boxes: where it is in the picture.
    """

    chapter: str
    beat: str
    kind: str
    what: str
    where: str
    boxes: tuple[Box, ...] = ()

    def as_table(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "chapter": self.chapter,
            "beat": self.beat,
            "kind": self.kind,
            "what": self.what,
            "where": self.where,
        }
