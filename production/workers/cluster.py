"""The same work on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from production.errors import InputError, WorkError, about_chapter
from production.workers.messages import Message, PieceOfWork, Progress

TOPIC = "affine-film"
"""Under which workers report how far they are."""

WAIT = "10s"
"""How long to look for a scheduler."""

_RESULT, _INPUT, _WORK = b"R", b"I", b"W"
"""How a call ended: with a result, with an error in what was asked for, with one of the work."""

_PLAIN = ("dask", "msgpack", "error")
"""What workers send is bytes and plain values; what Python would have to unpickle is refused."""


@contextmanager
def cluster(address: str, receive: Callable[[Message], None]) -> Iterator[Executor]:
    """An executor whose work is done by the workers of a scheduler.

    A task whose worker is lost is given to another one. Results come back through the scheduler,
    so that no disk has to be shared.

    Args:
        address: of the scheduler, such as tcp://10.0.0.5:8786.
        receive: given what tasks send; a task's messages come before its result, because they go
            the same way through the scheduler.

    Raises:
        InputError: when `distributed` is not installed, or there is no scheduler or no worker.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise InputError(
            "Rendering on several machines needs the package distributed; "
            "install it with: .venv/bin/python -m pip install -c constraints.txt -e '.[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=WAIT, deserializers=_PLAIN)
    except (OSError, ValueError) as error:
        raise InputError(
            f"There is no scheduler at {address} ({type(error).__name__}); start one with "
            "`dask scheduler`, or leave out --scheduler."
        ) from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise InputError(
                f"The scheduler at {address} has no workers; start some with "
                f"`dask worker {address}`, one thread each."
            )
        client.subscribe_topic(TOPIC, lambda event: receive(_message(event[1])))
        try:
            yield _ClusterExecutor(client.get_executor(pure=False))
        finally:
            client.unsubscribe_topic(TOPIC)


class _ClusterExecutor(Executor):
    """Calls functions on workers, and takes nothing back from them but bytes."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a function that returns bytes (or None) called on a worker."""
        answered = self._executor.submit(_answer, function, args, kwargs)
        future: Future[Any] = Future()
        answered.add_done_callback(lambda done: _pass_on(done, future))
        return future


def _answer(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """Runs on a worker: a letter for how it ended, and what a function returned or a sentence."""
    from distributed import get_worker

    worker = get_worker()
    try:
        result = function(
            *args,
            send=lambda message: worker.log_event(TOPIC, [type(message).__name__, *message]),
            **kwargs,
        )
    except Exception as error:
        name = next((str(arg.name) for arg in args if hasattr(arg, "name")), "")
        told = about_chapter(name, error)
        return (_INPUT if isinstance(told, InputError) else _WORK) + str(told).encode()
    return _RESULT + (result or b"")


def _pass_on(answered: Future[Any], future: Future[Any]) -> None:
    try:
        answer: bytes = answered.result()
    except Exception as error:  # of the cluster itself
        future.set_exception(error)
        return
    kind, content = answer[:1], answer[1:]
    if kind == _RESULT:
        future.set_result(content)
    else:
        told = InputError if kind == _INPUT else WorkError
        future.set_exception(told(content.decode()))


def _message(event: Sequence[Any]) -> Message:
    kind, *content = event
    if kind == Progress.__name__:
        return Progress(*content)
    key, name, piece = content
    return PieceOfWork(tuple(key) if isinstance(key, list) else key, name, piece)
