"""Running a command and measuring what it cost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

POLL = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes:
        wall: seconds until it ended.
        cpu: seconds of all processors together, its child processes included.
        memory: bytes that the command's own process had in use at most.
        worker_memory: the same of the largest of the processes that it started.
    """

    wall: float
    cpu: float
    memory: int
    worker_memory: int = 0

    def times(self, factor: float) -> Cost:
        """The cost of so much more of the same."""
        return Cost(self.wall * factor, self.cpu * factor, self.memory, self.worker_memory)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] = {}) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: when it fails; shows what it said.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watch = _MemoryWatch(process.pid)
    said, _ = process.communicate()
    wall = time.perf_counter() - start
    memory, worker_memory = watch.stop()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, memory, worker_memory)


class _MemoryWatch:
    """Looks now and then how much memory a process and its descendants have, each by itself."""

    def __init__(self, root: int) -> None:
        self._root, self._is_over = root, threading.Event()
        self._own, self._largest_other = 0, 0
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[int, int]:
        self._is_over.set()
        self._thread.join()
        return self._own, self._largest_other

    def _look(self) -> None:
        while not self._is_over.wait(POLL):
            own, *others = map(_resident, _family(self._root))
            self._own = max(self._own, own)
            self._largest_other = max(self._largest_other, *others, 0)


def _family(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        for tasks in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                waiting += map(int, tasks.read_text().split())
            except OSError:
                continue
    return found


def _resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()
