from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from calculus.verification.faults import Fault
from production.errors import WorkError
from production.inspection import checks
from production.inspection import run as inspection
from production.inspection.checks import check, check_algebra, check_with_sheet
from production.inspection.finding import Finding
from production.inspection.sheet import draw_faulty_beats
from production.request.order import Order
from production.request.selection import beats_of
from production.running import run as running
from production.running.run import Run, run_chapter
from production.workers.tasks import in_this_process
from scenes.paths import DEFAULT_LESSON
from tests.production.small_chapter import BrokenChapter, SmallChapter

Orders = Callable[..., Order]


def ignore(chapter: str, beat: str, done: int) -> None:
    """Nobody looks at the progress."""


def test_the_default_lesson_is_true(order: Orders) -> None:
    assert check_algebra(order()) == []


@pytest.fixture
def runs(small_chapter: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The small chapter, too far to the right; gives the names of the beats that were run."""
    begun: list[str] = []

    def run(*words: Any, on_beat: Callable[[str], None], **options: Any) -> Run:
        def heard(beat: str) -> None:
            begun.append(beat)
            on_beat(beat)

        return run_chapter(*words, on_beat=heard, **options)

    monkeypatch.setattr(SmallChapter, "place", 6.5)
    monkeypatch.setattr(inspection, "run_chapter", run)
    with in_this_process():
        yield begun


def stage_faults(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.beat, f.kind, f.where) for f in findings if f.kind != "caption"]


FAULTS = [
    ("graph", "outside", "right"),
    ("code", "outside", "right"),
    ("closing", "empty", "stage"),
]


def test_each_wanted_beat_is_looked_at(order: Orders, runs: list[str]) -> None:
    told: list[tuple[str, str, int]] = []
    findings = check(order("recap"), lambda *words: told.append(words))
    assert stage_faults(findings) == FAULTS
    assert told == [("recap", beat, 1) for beat in beats_of(SmallChapter.name)]
    assert {finding.beat for finding in check(order("recap.code"))} == {"code"}


def test_what_was_found_is_kept_and_told_again(order: Orders, runs: list[str]) -> None:
    told: list[tuple[str, str, int]] = []
    before = check(order("recap"))
    assert check(order("recap"), lambda *words: told.append(words)) == before
    assert check(order("recap", quality="low")) == before, "the inspection has a size of its own"
    assert runs == [*beats_of(SmallChapter.name)]
    assert told == [("recap", beat, 1) for beat in beats_of(SmallChapter.name)]
    assert check(order("recap", fresh=True)) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]


@pytest.mark.parametrize(
    "other",
    [{"language": "en"}, {"theme": "light"}, {"index": "input-first"}, {"lesson": "batch"}],
    ids=str,
)
def test_what_else_is_wanted_is_looked_at_anew(
    order: Orders, runs: list[str], other: dict[str, Any]
) -> None:
    if "lesson" in other:
        other = {"lesson": DEFAULT_LESSON.with_name("batch.toml")}
    check(order("recap"))
    check(order("recap", **other))
    assert runs == 2 * [*beats_of(SmallChapter.name)]


@pytest.mark.parametrize(
    "content",
    [b"", b"[{", b"\xff", b"3", b"{}x", b'[["chapter"]]', b'[{"chapter": "recap"}]', b'{"a": 1}'],
)
def test_findings_that_cannot_be_read_are_found_again(
    order: Orders, runs: list[str], content: bytes
) -> None:
    one = order("recap")
    before = check(one)
    (kept,) = (one.cache / "checks").iterdir()
    kept.write_bytes(content)
    assert check(one) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]
    assert check(one) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]


def test_a_chapter_that_fails_is_not_kept(
    order: Orders, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_chapter", lambda name: BrokenChapter)
    one = order("recap")
    for _ in range(2):
        with pytest.raises(WorkError, match=r"recap\.code"):
            check(one)
    assert not (one.cache / "checks").exists()


@pytest.mark.parametrize(
    ("trial", "chapter", "other"),
    [
        ("forward", "forward", None),
        ("outputs", "forward", "weights"),
        ("inputs", "inputs", None),
        ("weights", "weights", "recap"),
        ("claims", "question", "recap"),
        ("worked statements", "example", None),
        ("loss", "example", None),
        ("batch in numbers", "batch", None),
    ],
)
def test_a_fault_is_told_with_the_first_wanted_chapter_that_shows_it(
    order: Orders,
    trial: str,
    chapter: str,
    other: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = Fault("a derivation", "collect", "value", "It is wrong.", trial)
    monkeypatch.setattr(checks, "verify", lambda lesson: [fault])
    monkeypatch.setattr(checks, "inspect_film", lambda order, on_progress: [])
    (finding,) = check(order())
    assert finding.as_table() == {
        "chapter": chapter,
        "beat": "",
        "kind": "value",
        "what": "It is wrong.",
        "where": "a derivation, collect",
    }
    found = check(order("graph" if other is None else other))
    assert [finding.chapter for finding in found] == ([] if other is None else [other])


def test_findings_come_in_the_films_order(order: Orders, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [
        Fault("weights", "collect", "value", "a", "weights"),
        Fault("forward", "expand", "value", "b", "forward"),
    ]
    late = Finding("recap", "code", "size", "c", "dX")
    early = Finding("inputs", "chain", "size", "d", "y1")
    monkeypatch.setattr(checks, "verify", lambda lesson: faults)
    monkeypatch.setattr(checks, "inspect_film", lambda order, on_progress: [early, late])
    assert [finding.what for finding in check(order())] == ["b", "d", "a", "c"]


def test_the_sheet_shows_the_faulty_beats_also_of_an_earlier_check(
    order: Orders, runs: list[str]
) -> None:
    one = order("recap")
    before = check(one)
    for path in (check_with_sheet(one, ignore)[1] for _ in range(2)):
        assert path == one.folder / "check-sheet-recap-draft.png"
        assert [file.name for file in one.folder.iterdir()] == [path.name]
        with Image.open(path) as sheet:
            framed = (np.asarray(sheet) == (255, 45, 45)).all(axis=2)
            # Two tiles side by side and one below: red frames at the right of the upper two.
            height, width = framed.shape
            left, right = framed[: height // 2, : width // 2], framed[: height // 2, width // 2 :]
            assert left.any() and right.any()
            assert not framed[height // 2 :].any()
            bright = np.asarray(sheet.convert("L")) > 200
            assert bright[: height // 2].any()
    assert check_with_sheet(one, ignore)[0] == before
    assert runs == [*beats_of(SmallChapter.name)], "pictures are drawn without another inspection"


def test_only_beats_with_faults_are_drawn(
    order: Orders, small_chapter: None, tmp_path: Path
) -> None:
    found = [
        Finding("recap", "code", "size", "It is small.", "w21", ((10, 20, 30, 40),)),
        Finding("recap", "", "value", "It is wrong.", "code"),
    ]
    with in_this_process():
        draw_faulty_beats(order("recap"), found, tmp_path)
    assert [path.name for path in tmp_path.glob("*.png")] == ["recap.code.png"]
    with Image.open(tmp_path / "recap.code.png") as picture:
        assert picture.size == (1920, 1080)
