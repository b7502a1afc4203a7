"""Work spread over processes: whatever fails is told in a sentence, whatever is done is kept."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from production.errors import InputError, WorkError

SEPARATE_MEMORY = 1 << 20
"""Bytes from which on glibc, in the processes started here, gives memory back when it is freed.

Frames are megabytes; in the heap they leave holes, and a process grows to five times its size.
"""

Report = Callable[[str, int], None]
"""Called by a task with the beat it is at and how much it has done since the last call."""


@dataclass(frozen=True)
class Task:
    """A piece of work for a process of its own.

    Attributes:
        name: the chapter it is about.
        work: a function of a module; called with `arguments` and a `Report`.
        arguments: what it is called with; has to be picklable.
    """

    name: str
    work: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass
class _Worker:
    """A running process and what is known of it."""

    task: Task
    process: SpawnProcess
    connection: Connection
    beat: str = ""


def run_tasks(
    tasks: Sequence[Task],
    jobs: int,
    on_progress: Callable[[str, str, int], None] = lambda name, beat, done: None,
    on_result: Callable[[str, Any], None] = lambda name, result: None,
) -> None:
    """Run tasks in order, at most `jobs` at a time, each in a process of its own.

    Args:
        tasks: what is to be done.
        jobs: at least 1.
        on_progress: called with a task's name, its beat, and how much it has done since last time.
        on_result: called with a task's name and what it returned, as soon as it is done.

    Raises:
        WorkError: when tasks failed, after all others are done; a sentence for each that failed.
        InputError: likewise, when what a task was given makes no sense.
    """
    waiting = list(tasks)
    running: dict[Connection, _Worker] = {}
    failures: list[Exception] = []
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                worker = _start(waiting.pop(0))
                running[worker.connection] = worker
            for connection in wait(list(running)):
                worker = running[connection]  # type: ignore[index]
                message = _receive(worker)
                if message is None:
                    continue
                kind, content = message
                if kind == "progress":
                    worker.beat, done = content
                    on_progress(worker.task.name, worker.beat, done)
                    continue
                del running[worker.connection]
                worker.process.join()
                if kind == "result":
                    on_result(worker.task.name, content)
                else:
                    failures.append(content)
    finally:
        for worker in running.values():
            worker.process.terminate()
        for worker in running.values():
            worker.process.join()
    if failures:
        error = InputError if all(isinstance(f, InputError) for f in failures) else WorkError
        raise error("\n".join(map(str, failures)))


def _start(task: Task) -> _Worker:
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", str(SEPARATE_MEMORY))
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, task), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    return _Worker(task, process, ours)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started here leave Ctrl-C to this one, which ends them."""
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _receive(worker: _Worker) -> tuple[str, Any] | None:
    try:
        message: tuple[str, Any] = worker.connection.recv()
        return message
    except EOFError:
        worker.process.join()
        at = f"The beat {worker.task.name}.{worker.beat}" if worker.beat else ""
        return "failure", WorkError(
            f"{at or f'The chapter {worker.task.name}'} could not be rendered: its process ended "
            f"unexpectedly ({_how_it_ended(worker.process.exitcode)})."
        )


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        name = signal.Signals(-exit_code).name
        return f"{name}; was there enough memory?" if name == "SIGKILL" else name
    return f"exit code {exit_code}"


def _serve(connection: Connection, task: Task) -> None:
    """What runs in the process."""

    def report(beat: str, done: int) -> None:
        connection.send(("progress", (beat, done)))

    try:
        answer = "result", task.work(*task.arguments, report)
    except (InputError, WorkError) as error:
        answer = "failure", type(error)(str(error))
    except Exception as error:
        message = " ".join(str(error).split())
        sentence = f"The chapter {task.name} failed: {type(error).__name__}: {message}."
        answer = "failure", WorkError(sentence)
    with suppress(BrokenPipeError):  # nobody is left to be told
        connection.send(answer)
