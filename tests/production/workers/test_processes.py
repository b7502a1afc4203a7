from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from production.errors import WorkError
from production.workers.messages import Message, Progress
from production.workers.processes import ProcessPool

Send = Callable[[Message], None]


def square(number: int, send: Send) -> int:
    send(Progress("recap", "code", number))
    return number**2


def process(send: Send) -> int:
    return os.getpid()


def hang(send: Send) -> None:
    send(Progress("weights", "zeros", 0))
    time.sleep(600)


def die(send: Send) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_does_one_task_after_the_other() -> None:
    received: list[Message] = []
    with ProcessPool(1, received.append) as pool:
        processes = {pool.submit(process).result() for _ in range(3)}
        assert [pool.submit(square, n).result() for n in (2, 3)] == [4, 9]
    assert len(processes) == 1
    assert received == [("recap", "code", 2), ("recap", "code", 3)]


def test_one_that_hangs_is_told_and_replaced() -> None:
    with ProcessPool(1, lambda message: None, timeout=5.0) as pool:
        slow, next_one = pool.submit(hang), pool.submit(square, 5)
        with pytest.raises(WorkError, match=r"The beat weights\.zeros .* nothing happened"):
            slow.result()
        assert next_one.result() == 25


def test_one_that_dies_takes_only_its_own_task_along() -> None:
    with ProcessPool(2, lambda message: None) as pool:
        results = [pool.submit(die), *(pool.submit(square, n) for n in range(4))]
        with pytest.raises(WorkError, match="SIGKILL"):
            results[0].result()
        assert [result.result() for result in results[1:]] == [0, 1, 4, 9]
