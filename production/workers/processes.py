"""Processes of this machine that work one task after the other, and are watched while they do.

The package pebble limits how long a task takes, which is no sign that it hangs; it knows neither
silence nor messages, so that the watching here would have to be built upon it all the same.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from production.errors import WorkError, about_chapter
from production.workers.messages import Message, Progress

SEPARATE_MEMORY = 1 << 20
"""Bytes from which on glibc, in the processes started here, gives memory back when it is freed.

Frames are megabytes; in the heap they leave holes, and a process grows to five times its size.
"""

LONGEST_SILENCE = 300.0
"""Seconds without a word from a process after which it is taken to hang.

It reports after each shot, and the longest shots take some seconds, at 4K half a minute.
"""


class ProcessPool(Executor):
    """An executor of `concurrent.futures` with processes that can be lost one by one.

    A process that dies or hangs takes only its own task with it; another one is started for the
    next task. Functions are called with a keyword `send` beside their arguments.

    Args:
        size: how many processes; they are started when there is work for them.
        receive: given, in some thread, what tasks send.
        timeout: seconds of silence after which a process is ended.
    """

    def __init__(
        self, size: int, receive: Callable[[Message], None], timeout: float = LONGEST_SILENCE
    ) -> None:
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._receive = receive
        self._timeout = timeout
        self._processes: set[BaseProcess] = set()
        self._is_over = False
        self._asking = threading.Lock()
        # Only the main thread may say what a process shall do about Ctrl-C.
        self._slots = [
            threading.Thread(target=self._work, args=(_start(self._processes),), daemon=True)
            for _ in range(size)
        ]
        for slot in self._slots:
            slot.start()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a function of a module called in a process."""
        job = _Job(Future(), function, args, kwargs)
        self._waiting.put(job)
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes, at once."""
        self._is_over = True
        for _ in self._slots:
            self._waiting.put(None)
        for process in tuple(self._processes):
            process.terminate()
        for process in tuple(self._processes):
            self._join(process)

    def _join(self, process: BaseProcess) -> None:
        """Wait for the end; of two threads that ask at once, only one would be told of it."""
        with self._asking:
            process.join()

    def _work(self, worker: _Worker) -> None:
        """What a thread does: hands jobs to a process, which it replaces when it is lost."""
        while (job := self._waiting.get()) is not None and not self._is_over:
            with self._asking:
                is_alive = worker.process.is_alive()
            if not is_alive:
                worker = _start(self._processes)
            try:
                job.future.set_result(self._result(worker, job))
            except Exception as error:
                job.future.set_exception(error)

    def _result(self, worker: _Worker, job: _Job) -> Any:
        at = ""
        try:
            worker.connection.send((job.function, job.args, job.kwargs))
            while True:
                if not worker.connection.poll(self._timeout):
                    worker.process.kill()
                    self._join(worker.process)
                    raise WorkError(
                        f"{_where(job, at)} could not be rendered: nothing happened for "
                        f"{self._timeout:.0f} seconds."
                    )
                kind, content = worker.connection.recv()
                if kind == "message":
                    if isinstance(content, Progress) and content.beat:
                        at = f"{content.name}.{content.beat}"
                    self._receive(content)
                elif kind == "result":
                    return content
                else:
                    raise content
        except (EOFError, OSError):
            self._join(worker.process)
            raise WorkError(
                f"{_where(job, at)} could not be rendered: its process ended unexpectedly "
                f"({_how_it_ended(worker.process.exitcode)})."
            ) from None


class _Job:
    """A call that is wanted."""

    def __init__(
        self,
        future: Future[Any],
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        self.future, self.function, self.args, self.kwargs = future, function, args, kwargs


class _Worker:
    """A running process and the line to it."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process, self.connection = process, connection


def _where(job: _Job, at: str) -> str:
    if at:
        return f"The beat {at}"
    name = next((str(arg.name) for arg in job.args if hasattr(arg, "name")), "")
    return f"The chapter {name}" if name else "A part"


def _how_it_ended(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        name = signal.Signals(-exit_code).name
        return f"{name}; was there enough memory?" if name == "SIGKILL" else name
    return f"exit code {exit_code}"


def _start(processes: set[BaseProcess]) -> _Worker:
    os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", str(SEPARATE_MEMORY))
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    processes.add(process)
    return _Worker(process, ours)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started here leave Ctrl-C to this one, which ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield  # what is started in the place of a lost one hears it, and goes
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _serve(connection: Connection) -> None:
    """What runs in a process: calls until nobody calls any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever is ended tidies up first.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))

    def send(message: Message) -> None:
        connection.send(("message", message))

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            function, args, kwargs = connection.recv()
            try:
                answer = "result", function(*args, send=send, **kwargs)
            except Exception as error:
                name = next((str(arg.name) for arg in args if hasattr(arg, "name")), "")
                answer = "failure", about_chapter(name, error)
            connection.send(answer)
