"""Work spread over processes: whatever fails is told in a sentence, whatever is done is kept.

The same tasks run on this machine's processes, on a Dask cluster, or in this very process: all are
executors as those of `concurrent.futures`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from production.errors import InputError, WorkError, about_chapter
from production.workers.processes import ProcessPool

Report = Callable[[str, int], None]
"""Called by a task with the beat it is at and how much it has done since the last call."""

OnProgress = Callable[[str, str, int], None]
"""Called with a task's name, its beat, and how much it has done since last time."""


@dataclass(frozen=True)
class Task:
    """A piece of work for a process of its own.

    Attributes:
        name: the chapter it is about.
        work: a function of a module; called with `arguments` and a `Report`.
        arguments: what it is called with; has to be picklable.
        key: what its result is known by; its name if left out.
    """

    name: str
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    key: Any = None


def run_tasks(
    tasks: Sequence[Task],
    jobs: int,
    on_progress: OnProgress = lambda name, beat, done: None,
    on_result: Callable[[Any, Any], None] = lambda key, result: None,
    scheduler: str | None = None,
) -> None:
    """Run tasks, begun in their order, at most `jobs` at a time on this machine.

    Args:
        tasks: what is to be done.
        jobs: at least 1.
        on_progress: told how far a task is.
        on_result: called with a task's key and what it returned, as soon as it is done.
        scheduler: the address of a Dask scheduler whose workers do it instead.

    Raises:
        WorkError: when tasks failed, after all others are done; a sentence for each that failed.
        InputError: likewise, when what a task was given makes no sense; and when there is no
            scheduler.
    """
    if not tasks:
        return
    failures: list[Exception] = []
    lock = threading.Lock()

    def heard(name: str, beat: str, done: int) -> None:
        with lock:
            on_progress(name, beat, done)

    with _executor(min(jobs, len(tasks)), heard, scheduler) as executor:
        futures: dict[Future[Any], Task] = {executor.submit(run_task, task): task for task in tasks}
        for future in as_completed(futures):
            task = futures[future]
            try:
                result = future.result()
            except Exception as error:
                failures.append(about_chapter(task.name, error))
                continue
            with lock:
                on_result(task.name if task.key is None else task.key, result)
    if failures:
        kind = InputError if all(isinstance(f, InputError) for f in failures) else WorkError
        raise kind("\n".join(dict.fromkeys(map(str, failures))))


@contextmanager
def in_this_process() -> Iterator[None]:
    """Whatever `run_tasks` is given in this block is done here, one task after the other.

    For tests and debuggers: nothing is started, a task sees what was replaced in this process, and
    a traceback leads to where it failed. But whoever takes too much memory takes all along, so
    that this is no way to make a film, not even with a single job.
    """
    token = _is_at_home.set(True)
    try:
        yield
    finally:
        _is_at_home.reset(token)


_is_at_home: ContextVar[bool] = ContextVar("is_at_home", default=False)


class _Soloist(Executor):
    """An executor that has done what it is given when it gives back the future.

    Args:
        heard: called with what tasks report.
    """

    def __init__(self, heard: OnProgress) -> None:
        self._heard = heard

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call a function here."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, report=self._heard, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def run_task(task: Task, report: Callable[[str, str, int], None] | None = None) -> Any:
    """Do a task; runs where the work is done.

    Args:
        task: what is to be done.
        report: told the task's name and what the task reports.
    """
    from production.workers.cluster import report_from_worker

    tell = report or report_from_worker()
    return task.work(*task.arguments, lambda beat, done: tell(task.name, beat, done))


@contextmanager
def _executor(jobs: int, heard: OnProgress, scheduler: str | None) -> Iterator[Executor]:
    if scheduler is not None:
        from production.workers.cluster import cluster

        with cluster(scheduler, heard) as executor:
            yield executor
        return
    if _is_at_home.get():
        yield _Soloist(heard)
        return
    pool = ProcessPool(jobs, heard)
    try:
        yield pool
    finally:
        pool.shutdown()
