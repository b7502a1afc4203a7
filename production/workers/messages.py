"""What a worker says while it works."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple


class Progress(NamedTuple):
    """How far a task is.

    Attributes:
        name: the task's.
        beat: at which it is; empty when it is at none.
        done: how much was done since the last time.
    """

    name: str
    beat: str
    done: int


class PieceOfWork(NamedTuple):
    """A finished piece of a task's work.

    Attributes:
        key: the task's.
        name: the piece's.
        content: the piece.
    """

    key: Hashable
    name: str
    content: bytes


Message = Progress | PieceOfWork
