"""A real scheduler and two real workers on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from production.errors import InputError
from production.workers import cluster
from production.workers.tasks import Report, Task, run_tasks

pytest.importorskip("distributed")

QUIET = {"DASK_DISTRIBUTED__DASHBOARD__LINK": "", "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


def linger(number: int, folder: Path, report: Report) -> bytes:
    """Tells which process works on it, then takes a while."""
    report("code", number)
    (folder / f"{number}-{os.getpid()}").touch()
    time.sleep(1.0)
    report.hand_over(f"piece {number}", bytes([number]))
    return str(number * 10).encode()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    contact = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(contact), "--no-dashboard"]
    programs = [
        ["scheduler", "--host", "127.0.0.1", "--port", "0", *common],
        *(["worker", "--nthreads", "1", "--no-nanny", *common] for _ in range(2)),
    ]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *program],
            cwd=tmp_path,
            env={**os.environ, **QUIET, "PYTHONPATH": str(Path(__file__).parents[3])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for program in programs
    ]
    try:
        from distributed import Client

        with Client(scheduler_file=str(contact), timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address
    finally:
        # Workers whose scheduler is gone would wait for it.
        for program in started:
            program.kill()
        for program in started:
            program.wait()


def test_a_lost_worker_costs_nothing_but_time(scheduler: str, tmp_path: Path) -> None:
    folder = tmp_path / "seen"
    folder.mkdir()
    results: dict[Any, Any] = {}
    told: list[tuple[str, str, int]] = []
    tasks = [Task("recap", linger, (number, folder), key=number) for number in range(6)]

    def kill_one() -> None:
        while len(list(folder.iterdir())) < 3:
            time.sleep(0.05)
        victim = min(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.kill(int(victim.name.partition("-")[2]), signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    pieces: dict[str, tuple[object, bytes]] = {}

    def keep(key: object, name: str, content: bytes) -> None:
        assert key not in results, "pieces come before results"
        pieces[name] = key, content

    run_tasks(
        tasks, 2, lambda *words: told.append(words), results.__setitem__, scheduler, on_piece=keep
    )
    killer.join()
    assert results == {number: str(number * 10).encode() for number in range(6)}
    assert pieces == {f"piece {number}": (number, bytes([number])) for number in range(6)}
    assert {number for _, _, number in told} <= set(range(6))


def test_where_no_scheduler_is_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", "1s")
    with pytest.raises(InputError, match=r"no scheduler at tcp://127\.0\.0\.1:1 "):
        run_tasks([Task("recap", linger, (1, Path()))], 1, scheduler="tcp://127.0.0.1:1")
