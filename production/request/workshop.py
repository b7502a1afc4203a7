"""How the work on a film is done: where its files go, what may be used again, and who works."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from production.errors import InputError
from production.request.film import FilmRequest
from production.request.writable import writable_cache

_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+:\d{1,5}")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Workshop:
    """Where and with what films are made; which film is a `FilmRequest`'s concern.

    Attributes:
        out: the folder that holds a folder for each lesson.
        cache: the folder in which what may be used again is kept.
        jobs: how many chapters are worked on at a time.
        fresh: whether what was kept is ignored.
        scheduler: the address of a cluster's scheduler; None for this machine.
    """

    out: Path
    cache: Path
    jobs: int = 1
    fresh: bool = False
    scheduler: str | None = None

    def folder(self, request: FilmRequest) -> Path:
        """Where the files of a request's lesson and language go."""
        return self.out / request.lesson.name / request.settings.language


@contextmanager
def open_workshop(
    out: Path, jobs: int = 1, fresh: bool = False, scheduler: str | None = None
) -> Iterator[Workshop]:
    """A workshop from a user's words, with a cache that can be written as long as the block lasts.

    Raises:
        InputError: one sentence on what is wrong.
    """
    if out.exists() and not out.is_dir():
        raise InputError(f"The output folder {out} is a file; choose a folder.")
    if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
        raise InputError(
            f"{scheduler!r} is no address of a scheduler; write it as tcp://HOST:8786."
        )
    with writable_cache(out / ".cache") as cache:
        yield Workshop(out, cache, jobs, fresh, scheduler)


def require_possible(request: FilmRequest, workshop: Workshop) -> None:
    """Refuse a film that cannot be made in a workshop.

    Raises:
        InputError: when Manim's own renderer is to work on a cluster.
    """
    if request.is_plain and workshop.scheduler is not None:
        raise InputError("--renderer plain works on this machine only; leave --scheduler out.")
