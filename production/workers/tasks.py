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
from production.workers.messages import Message, PieceOfWork, Progress
from production.workers.processes import ProcessPool

OnProgress = Callable[[str, str, int], None]
"""Told a task's name (a chapter's), its beat, and how much was done since last time."""

OnFinished = Callable[[str, int], None]
"""Told the name of a chapter that is finished, and how much it was."""

OnPiece = Callable[[Any, str, bytes], None]
"""Given a task's key and the name and content of a piece of its work."""


def unobserved(*words: object) -> None:
    """Where nobody is to be told how far the work is."""


class Report:
    """What a task tells while it works; called with the beat and what was done since last time.

    Args:
        task: whose.
        send: takes messages to the process that gave the task.
    """

    def __init__(self, task: Task, send: Callable[[Message], None]) -> None:
        self._task, self._send = task, send

    def __call__(self, beat: str, done: int) -> None:
        self._send(Progress(self._task.name, beat, done))

    def hand_over(self, name: str, content: bytes) -> None:
        """Give a finished piece of the work away, so that it stays whatever becomes of the rest."""
        self._send(PieceOfWork(self._task.result_key, name, content))


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

    @property
    def result_key(self) -> Any:
        """What its result is known by."""
        return self.name if self.key is None else self.key


def run_tasks(
    tasks: Sequence[Task],
    jobs: int,
    on_progress: OnProgress = unobserved,
    on_result: Callable[[Any, Any], None] = lambda key, result: None,
    scheduler: str | None = None,
    on_piece: OnPiece = lambda key, name, content: None,
) -> None:
    """Run tasks, begun in their order, at most `jobs` at a time on this machine.

    Args:
        tasks: what is to be done.
        jobs: at least 1.
        on_progress: told how far a task is.
        on_result: called with a task's key and what it returned, as soon as it is done.
        scheduler: the address of a Dask scheduler whose workers do it instead.
        on_piece: given each piece that a task hands over, as soon as it comes; all of them come
            before the task's result.

    Raises:
        WorkError: when tasks failed, after all others are done; a sentence for each that failed.
        InputError: likewise, when what a task was given makes no sense; and when there is no
            scheduler.
    """
    if not tasks:
        return
    failures: list[Exception] = []
    lock = threading.Lock()

    def receive(message: Message) -> None:
        with lock:
            match message:
                case Progress(name, beat, done):
                    on_progress(name, beat, done)
                case PieceOfWork(key, name, content):
                    on_piece(key, name, content)

    with _executor(min(jobs, len(tasks)), receive, scheduler) as executor:
        work: Callable[..., Any] = run_task  # is given `send` by the executor
        futures: dict[Future[Any], Task] = {executor.submit(work, task): task for task in tasks}
        for future in as_completed(futures):
            task = futures[future]
            try:
                result = future.result()
            except Exception as error:
                failures.append(about_chapter(task.name, error))
                continue
            with lock:
                on_result(task.result_key, result)
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


class _Here(Executor):
    """An executor that has done what it is given when it gives back the future.

    Args:
        receive: given what tasks say.
    """

    def __init__(self, receive: Callable[[Message], None]) -> None:
        self._receive = receive

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call a function here."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, send=self._receive, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def run_task(task: Task, send: Callable[[Message], None]) -> Any:
    """Do a task; runs where the work is done.

    Args:
        task: what is to be done.
        send: takes what the task says.
    """
    return task.work(*task.arguments, Report(task, send))


@contextmanager
def _executor(
    jobs: int, receive: Callable[[Message], None], scheduler: str | None
) -> Iterator[Executor]:
    if scheduler is not None:
        from production.workers.cluster import cluster

        with cluster(scheduler, receive) as executor:
            yield executor
        return
    if _is_at_home.get():
        yield _Here(receive)
        return
    pool = ProcessPool(jobs, receive)
    try:
        yield pool
    finally:
        pool.shutdown()
