"""What a check finds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        chapter: where the film shows it.
        beat: where exactly; empty when it concerns the whole chapter.
        kind: what sort of fault, such as "value".
        what: one sentence.
        where: what it is about, such as the line of a derivation.
    """

    chapter: str
    beat: str
    kind: str
    what: str
    where: str

    def as_table(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)
