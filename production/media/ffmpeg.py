"""How things are said to FFmpeg."""

from __future__ import annotations

from pathlib import Path


def address(path: Path) -> str:
    """A file's name as FFmpeg takes it.

    It is absolute: FFmpeg takes what stands before a colon at the beginning, as in `take:1`, for
    the name of a protocol.
    """
    return str(path.absolute())
