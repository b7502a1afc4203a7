"""How far the work is, where there is no terminal."""

from __future__ import annotations

import re

import pytest

from production import progress
from production.progress import Bar, InLines, bar


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_line_for_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = Bar(InLines("Rendering", clock), {"weights": 600, "recap": 400})
    for _ in range(600):
        clock.now += 0.3
        shown.advance("weights", "zeros", 1)
    shown.finish("weights", 600)
    for _ in range(400):
        clock.now += 0.3
        shown.advance("recap", "", 1)
    shown.finish("recap", 400)
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "Rendering: 10 % after 0:30, about 4:30 to go"
    assert lines[5] == "Rendering: 60 % after 3:00, about 2:00 to go"
    assert lines[9] == "Rendering: 100 % after 5:00"


def test_short_work_and_its_beginning_are_silent(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    shown = Bar(InLines("Speaking", clock), {"weights": 10})
    for _ in range(9):
        clock.now += 1
        shown.advance("weights", "zeros", 1)
    assert capsys.readouterr().err == ""
    clock.now += 1
    shown.advance("weights", "zeros", 1)
    assert capsys.readouterr().err == "Speaking: 100 % after 0:10\n"


def test_no_tenth_is_told_twice_when_there_is_more_than_expected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    shown = Bar(InLines("Rendering", clock), {"weights": 10, "recap": 10})
    for _ in range(40):
        clock.now += 10
        shown.advance("weights", "", 1)
    shown.finish("recap", None)
    told = [int(part) for part in re.findall(r"(\d+) %", capsys.readouterr().err)]
    assert told == sorted(set(told))
    assert told[-1] == 100


def test_without_a_terminal_there_are_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "QUIET", 0.0)
    with bar("Rendering", {"weights": 4}) as shown:
        shown.advance("weights", "zeros", 2)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Rendering: 50 % after 0:00, about 0:00 to go\n")
    with bar("Rendering", {}):
        pass
    assert capsys.readouterr().err == ""
