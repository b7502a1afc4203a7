"""How far the work is: a bar on a terminal, a line now and then anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

QUIET = 10.0
"""Seconds of work that nobody is told about where there is no terminal."""


class Shown(Protocol):
    """Where it is shown how far the work is."""

    def show(self, at: str, done: int, total: int) -> None:
        """So much is done; `at` is the part that got further, empty when none is to be named."""
        ...


class Bar:
    """How far everything is, in frames or pictures; the total is corrected as parts are done.

    Args:
        shown: where.
        expected: how much each part is expected to take.
    """

    def __init__(self, shown: Shown, expected: dict[str, int]) -> None:
        self._shown = shown
        self._expected = dict(expected)
        self._done = dict.fromkeys(expected, 0)

    def advance(self, part: str, beat: str, done: int) -> None:
        """A part got further."""
        self._done[part] += done
        self._expected[part] = max(self._expected[part], self._done[part])
        self._show(f"{part}.{beat}" if beat else part)

    def finish(self, part: str, amount: object) -> None:
        """A part is done; `amount` is how much it was, if it is a number."""
        if isinstance(amount, int):
            self._done[part] = amount
        self._expected[part] = self._done[part]
        self._show("")

    def _show(self, at: str) -> None:
        self._shown.show(at, sum(self._done.values()), sum(self._expected.values()))


class OnTerminal:
    """A bar that moves."""

    def __init__(self, progress: Progress, what: str) -> None:
        self._progress = progress
        self._what = what
        self._task: TaskID = progress.add_task(what, total=None)

    def show(self, at: str, done: int, total: int) -> None:
        """See `Shown`."""
        text = f"{self._what} {at}" if at else self._what
        self._progress.update(self._task, description=text, total=total, completed=done)


class InLines:
    """A line on standard error for each tenth of work that takes longer than `QUIET`.

    Args:
        what: is done, such as "Rendering".
        seconds: what the time is, in seconds from any beginning.
    """

    def __init__(self, what: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._seconds = seconds
        self._start = seconds()
        self._told = 0

    def show(self, at: str, done: int, total: int) -> None:
        """See `Shown`."""
        tenths = 10 * done // total if total else 0
        elapsed = self._seconds() - self._start
        if tenths <= self._told or elapsed < QUIET:
            return
        self._told = tenths
        line = f"{self._what}: {10 * tenths} % after {_clock(elapsed)}"
        if done < total:
            line += f", about {_clock(elapsed * (total - done) / done)} to go"
        print(line, file=sys.stderr, flush=True)


@contextmanager
def bar(what: str, expected: dict[str, int]) -> Iterator[Bar]:
    """A bar on standard error while the block runs; lines where that is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal or not expected:
        yield Bar(InLines(what), expected)
        return
    columns = (
        TextColumn("{task.description:<36}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        shown = OnTerminal(progress, what)
        shown.show("", 0, sum(expected.values()))
        yield Bar(shown, expected)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
