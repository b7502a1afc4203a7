"""The same work on the machines of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from production.errors import InputError

TOPIC = "affine-film"
"""Under which workers report how far they are."""

WAIT = "10s"
"""How long to look for a scheduler."""


@contextmanager
def cluster(address: str, heard: Callable[[str, str, int], None]) -> Iterator[Executor]:
    """An executor whose work is done by the workers of a scheduler.

    A task whose worker is lost is given to another one. Results come back through the scheduler,
    so that no disk has to be shared.

    Args:
        address: of the scheduler, such as tcp://10.0.0.5:8786.
        heard: called with what tasks report.

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
        client = Client(address, timeout=WAIT)
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
        client.subscribe_topic(TOPIC, lambda event: heard(*event[1]))
        try:
            yield client.get_executor(pure=False)
        finally:
            client.unsubscribe_topic(TOPIC)


def report_from_worker() -> Callable[[str, str, int], Any]:
    """What a task on a worker reports with."""
    from distributed import get_worker

    worker = get_worker()
    return lambda name, beat, done: worker.log_event(TOPIC, (name, beat, done))
