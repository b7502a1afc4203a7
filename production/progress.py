"""How far the work is, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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


class Bar:
    """One bar for everything, in frames or pictures; its total is corrected as parts are done.

    Args:
        progress: draws the bar.
        expected: how much each part is expected to take.
    """

    def __init__(self, progress: Progress, what: str, expected: dict[str, int]) -> None:
        self._progress = progress
        self._what = what
        self._expected = dict(expected)
        self._done = dict.fromkeys(expected, 0)
        self._task: TaskID = progress.add_task(what, total=sum(expected.values()))

    def advance(self, part: str, beat: str, done: int) -> None:
        """A part got further."""
        self._done[part] += done
        self._expected[part] = max(self._expected[part], self._done[part])
        self._show(f"{self._what} {part}.{beat}" if beat else f"{self._what} {part}")

    def finish(self, part: str, amount: object) -> None:
        """A part is done; `amount` is how much it was, if it is a number."""
        if isinstance(amount, int):
            self._done[part] = amount
        self._expected[part] = self._done[part]
        self._show(self._what)

    def _show(self, text: str) -> None:
        self._progress.update(
            self._task,
            description=text,
            total=sum(self._expected.values()),
            completed=sum(self._done.values()),
        )


@contextmanager
def bar(what: str, expected: dict[str, int]) -> Iterator[Bar]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<36}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    hidden = not console.is_terminal or not expected
    with Progress(*columns, console=console, transient=True, disable=hidden) as progress:
        yield Bar(progress, what, expected)
