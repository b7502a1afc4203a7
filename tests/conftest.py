"""Which tests one process does together, because they look at the same runs or films.

The marks of xdist's own `--dist loadgroup` have no effect under pytest 9.2 (pytest-xdist #1386),
and say nothing about it.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from scenes.script.storyboard import CHAPTERS

_CHAPTER = "|".join(CHAPTERS)
_TOGETHER = (
    (rf"tests/scenes/test_({_CHAPTER})\.py", r"\1"),
    (rf"test_our_own_lessons_have_no_fault\[({_CHAPTER}) \w+ ja dark output-first\]", r"\1"),
    (r"tests/scenes/stage/test_clock\.py", "forward"),
    (r"tests/scenes/test_plain_manim\.py", "network"),
    (r"tests/production/film/test_film\.py", "films"),
)
"""What is found in a test's name, and the group it belongs to."""


class Together(LoadScopeScheduling):
    """Hands out groups, the largest first, and then all other tests one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid


def group_of(test: str) -> str | None:
    """The group of a test; None when any process may do it."""
    for pattern, group in _TOGETHER:
        if found := re.search(pattern, test):
            return found.expand(group)
    return None


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """How tests are spread over processes."""
    return Together(config, log)
