from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from calculus.verify import Fault
from production import checks
from production.checks import check, check_algebra, check_with_sheet
from production.finding import Finding
from production.inspection.run import inspect_chapter
from production.order import Order

Orders = Callable[..., Order]


def test_the_default_lesson_is_true(order: Orders) -> None:
    assert check_algebra(order()) == []


def test_the_default_lesson_fits_the_frame(order: Orders) -> None:
    assert check(order("forward", "recap", jobs=2)) == []


@pytest.mark.usefixtures("small_chapter")
def test_each_wanted_beat_is_looked_at(
    order: Orders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.production.small_chapter import SmallChapter

    monkeypatch.setattr(SmallChapter, "place", 6.5)
    one = order("recap")
    (wanted,) = one.selection.chapters
    begun: list[str] = []
    findings = inspect_chapter(
        one.staging(wanted), wanted, tmp_path, lambda beat, done: begun.append(beat)
    )
    assert [(f.beat, f.kind, f.where) for f in findings if f.kind != "caption"] == [
        ("graph", "outside", "right"),
        ("code", "outside", "right"),
        ("closing", "empty", "stage"),
    ]
    assert begun == ["graph", "code", "closing"]
    assert {path.name for path in tmp_path.glob("*.png")} == {
        f"recap.{beat}.png" for beat in SmallChapter.beats
    }
    (one_beat,) = order("recap.code").selection.chapters
    findings = inspect_chapter(one.staging(wanted), one_beat, None, lambda beat, done: None)
    assert {finding.beat for finding in findings} == {"code"}


@pytest.mark.parametrize(
    ("derivation", "chapter"),
    [
        ("forward", "forward"),
        ("y2", "forward"),
        ("inputs", "inputs"),
        ("weights", "weights"),
        ("claim of weights", "question"),
        ("weights in numbers", "example"),
        ("simplest loss", "example"),
        ("bias of the batch in numbers", "batch"),
    ],
)
def test_a_fault_is_told_with_the_chapter_that_shows_it(
    order: Orders, derivation: str, chapter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault(derivation, "collect", "value", "It is wrong.")
    monkeypatch.setattr(checks, "verify", lambda lesson: [fault])
    monkeypatch.setattr(checks, "inspect_film", lambda order, on_progress, pictures: [])
    (finding,) = check(order())
    assert finding.as_table() == {
        "chapter": chapter,
        "beat": "",
        "kind": "value",
        "what": "It is wrong.",
        "where": f"{derivation}, collect",
    }
    assert check(order("recap")) == []


def test_findings_come_in_the_films_order(order: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault("weights", "collect", "value", "a"), Fault("forward", "expand", "value", "b")]
    late = Finding("recap", "code", "size", "c", "dX")
    early = Finding("inputs", "chain", "size", "d", "y1")
    monkeypatch.setattr(checks, "verify", lambda lesson: faults)
    monkeypatch.setattr(checks, "inspect_film", lambda order, on_progress, pictures: [early, late])
    assert [finding.what for finding in check(order())] == ["b", "d", "a", "c"]


@pytest.mark.usefixtures("small_chapter")
def test_the_sheet_is_written_beside_the_film(
    order: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Finding("recap", "graph", "size", "It is small.", "w21", ((10, 20, 30, 40),))]

    def inspect(order: Order, on_progress: object, pictures: Path) -> list[Finding]:
        Image.new("RGB", (1920, 1080)).save(pictures / "recap.graph.png")
        return found

    monkeypatch.setattr(checks, "inspect_film", inspect)
    one = order("recap")
    findings, path = check_with_sheet(one, lambda chapter, beat, done: None)
    assert findings == found
    assert path == one.folder / "check-sheet-recap-draft.png"
    assert [file.name for file in one.folder.iterdir()] == [path.name]
