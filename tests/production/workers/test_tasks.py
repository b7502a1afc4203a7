from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import time
from typing import Any

import pytest

from production.errors import InputError, WorkError
from production.workers.tasks import Report, Task, run_tasks


def double(number: int, report: Report) -> int:
    report("first", 1)
    report("second", 2)
    return 2 * number


def fail(error: type[Exception], report: Report) -> None:
    raise error("It went\nwrong.")


def fail_to_write(number: int, name: str, report: Report) -> None:
    raise OSError(number, os.strerror(number), name)


def die(report: Report) -> None:
    report("zeros", 1)
    os.kill(os.getpid(), signal.SIGKILL)


def wait(report: Report) -> None:
    time.sleep(600)


def results_of(tasks: list[Task], jobs: int = 2) -> dict[str, Any]:
    results: dict[str, Any] = {}
    run_tasks(tasks, jobs, on_result=results.__setitem__)
    return results


def test_results_come_by_name() -> None:
    tasks = [Task(f"task {n}", double, (n,)) for n in range(3)]
    assert results_of(tasks) == {"task 0": 0, "task 1": 2, "task 2": 4}


def test_progress_is_told() -> None:
    told: list[tuple[str, str, int]] = []
    run_tasks([Task("one", double, (1,))], 1, lambda *report: told.append(report))
    assert told == [("one", "first", 1), ("one", "second", 2)]


def test_what_can_be_done_is_done_before_a_failure_is_told() -> None:
    results: dict[str, Any] = {}
    tasks = [Task("bad", fail, (WorkError,)), Task("good", double, (4,))]
    with pytest.raises(WorkError, match="It went"):
        run_tasks(tasks, 1, on_result=results.__setitem__)
    assert results == {"good": 8}


def test_what_makes_no_sense_stays_an_input_error() -> None:
    with pytest.raises(InputError):
        results_of([Task("bad", fail, (InputError,))])


def test_an_unforeseen_error_is_one_sentence_with_its_chapter() -> None:
    with pytest.raises(WorkError) as caught:
        results_of([Task("graph", fail, (KeyError,))])
    assert str(caught.value).startswith("The chapter graph failed: KeyError")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.EACCES, InputError), (errno.EROFS, InputError), (errno.ENOSPC, WorkError)],
)
def test_a_folder_that_cannot_be_written_is_one_sentence(
    number: int, kind: type[Exception]
) -> None:
    tasks = [Task(name, fail_to_write, (number, f"/cache/{name}")) for name in ("graph", "recap")]
    with pytest.raises(kind) as caught:
        results_of(tasks)
    assert str(caught.value) == f"Files in /cache cannot be used: {os.strerror(number)}."


def test_a_process_that_dies_is_told_with_its_beat() -> None:
    with pytest.raises(WorkError, match=r"The beat weights\.zeros could not .*SIGKILL"):
        results_of([Task("weights", die, ())])


def test_an_interrupt_ends_the_processes() -> None:
    def interrupt(signal_number: int, frame: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            results_of([Task("graph", wait, ()), Task("network", wait, ())])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
    assert not multiprocessing.active_children()


def hand_over_and_die(report: Report) -> None:
    report.hand_over("first", b"whole")
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_was_handed_over_stays_when_the_process_dies() -> None:
    pieces: list[tuple[object, str, bytes]] = []
    with pytest.raises(WorkError, match="SIGKILL"):
        run_tasks(
            [Task("weights", hand_over_and_die, (), key=7)],
            1,
            on_piece=lambda *piece: pieces.append(piece),
        )
    assert pieces == [(7, "first", b"whole")]
