from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from rich.console import Console

from production.inspection import report
from production.inspection.finding import Finding
from production.inspection.report import as_text, print_findings, summary
from production.inspection.sheet import framed, write_sheet

SMALL = Finding("weights", "zeros", "size", "1 text is small", "w21", ((100, 200, 300, 400),))
TIGHT = Finding("weights", "zeros", "overlap", "they share 9 pixels", "w21 and [x1]")
WRONG = Finding("forward", "", "value", "It is wrong.", "forward, collect")


def test_plain_lines_are_grouped_by_beat() -> None:
    assert as_text([WRONG, SMALL, TIGHT]).splitlines() == [
        "forward",
        "  value    It is wrong. (forward, collect)",
        "weights.zeros",
        "  size     1 text is small (w21)",
        "  overlap  they share 9 pixels (w21 and [x1])",
        "3 faults in 2 places: 1 value, 1 size, 1 overlap.",
    ]
    assert summary([SMALL]) == "1 fault in 1 place: 1 size."


def test_a_pipe_gets_plain_lines_however_long() -> None:
    file = io.StringIO()
    long = Finding("weights", "zeros", "size", "small " * 40, "w21")
    print_findings([long], file)
    assert file.getvalue() == as_text([long]) + "\n"


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()

    def console(**options: Any) -> Console:
        return Console(force_terminal=True, width=100, **(options | {"file": file}))

    monkeypatch.setattr(report, "Console", console)
    print_findings([WRONG, SMALL, TIGHT])
    shown = file.getvalue()
    assert shown.count("weights.zeros") == 1
    assert "w21 and [x1]" in shown
    assert "3 faults" in shown


def test_nothing_found_is_a_sentence() -> None:
    file = io.StringIO()
    print_findings([], file)
    assert file.getvalue() == "All is well.\n"


def test_faults_are_framed_in_red() -> None:
    picture = framed(Image.new("RGB", (1920, 1080)), [SMALL])
    assert picture.getpixel((200, 192)) == (255, 45, 45)
    assert picture.getpixel((200, 300)) == (0, 0, 0)


def test_a_frame_at_the_edge_stays_in_the_picture() -> None:
    beyond = Finding("weights", "zeros", "outside", "It reaches out", "left", ((-90, 5, -20, 50),))
    picture = framed(Image.new("RGB", (1920, 1080)), [beyond])
    assert picture.getpixel((1, 30)) == (255, 45, 45)


def test_the_sheet_has_a_tile_for_each_beat_with_faults(tmp_path: Path) -> None:
    Image.new("RGB", (1920, 1080), "#00ff00").save(tmp_path / "weights.zeros.png")
    path = tmp_path / "sheet.png"
    write_sheet(path, [WRONG, SMALL, TIGHT], tmp_path)
    with Image.open(path) as sheet:
        two_tiles = sheet.size
        colours = {colour for _, colour in sheet.getcolors(1 << 24)}
        assert (0, 255, 0) in colours
        assert (255, 45, 45) in colours
    write_sheet(path, [SMALL], tmp_path)
    with Image.open(path) as sheet:
        assert sheet.width < two_tiles[0]


def test_the_sheet_says_so_when_nothing_is_found(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    write_sheet(path, [], tmp_path)
    with Image.open(path) as sheet:
        assert sheet.height < 400
        assert len(sheet.getcolors(1 << 20) or ()) > 1
