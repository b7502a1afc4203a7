from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
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
from production.request.film import FilmRequest
from production.request.selection import beats_of
from production.request.workshop import Workshop
from production.running import run as running
from production.running.run import Run, run_chapter
from production.workers.tasks import in_this_process, unobserved
from scenes.paths import DEFAULT_LESSON
from tests.production.small_chapter import BrokenChapter, SmallChapter

Ask = Callable[..., FilmRequest]


def test_the_default_lesson_is_true(ask: Ask) -> None:
    assert check_algebra(ask()) == []


@pytest.fixture
def runs(small_chapter: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The small chapter, too far to the right; gives the names of the beats that were run."""
    begun: list[str] = []

    def run(*words: Any, on_beat: Callable[[str], None], **options: Any) -> Run:
        def note(beat: str) -> None:
            begun.append(beat)
            on_beat(beat)

        return run_chapter(*words, on_beat=note, **options)

    monkeypatch.setattr(SmallChapter, "place", 6.5)
    monkeypatch.setattr(inspection, "run_chapter", run)
    with in_this_process():
        yield begun


def stage_faults(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.beat, f.kind, f.where) for f in findings if f.kind != "caption"]


FAULTS = [
    ("graph", "outside", "right"),
    ("general", "outside", "right"),
    ("code", "outside", "right"),
    ("closing", "empty", "stage"),
]


def test_each_wanted_beat_is_looked_at(ask: Ask, workshop: Workshop, runs: list[str]) -> None:
    told: list[tuple[str, str, int]] = []
    findings = check(ask("recap"), workshop, lambda *words: told.append(words))
    assert stage_faults(findings) == FAULTS
    assert told == [("recap", beat, 1) for beat in beats_of(SmallChapter.name)]
    assert {finding.beat for finding in check(ask("recap.code"), workshop)} == {"code"}


def test_what_was_found_is_kept_and_told_again(
    ask: Ask, workshop: Workshop, runs: list[str]
) -> None:
    told: list[tuple[str, str, int]] = []
    before = check(ask("recap"), workshop)
    assert check(ask("recap"), workshop, lambda *words: told.append(words)) == before
    assert check(ask("recap", quality="low"), workshop) == before, (
        "the inspection has a size of its own"
    )
    assert runs == [*beats_of(SmallChapter.name)]
    assert told == [("recap", beat, 1) for beat in beats_of(SmallChapter.name)]
    assert check(ask("recap"), replace(workshop, fresh=True)) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]


@pytest.mark.parametrize(
    "other",
    [{"language": "en"}, {"theme": "light"}, {"index": "input-first"}, {"lesson": "batch"}],
    ids=str,
)
def test_what_else_is_wanted_is_looked_at_anew(
    ask: Ask, workshop: Workshop, runs: list[str], other: dict[str, Any]
) -> None:
    if "lesson" in other:
        other = {"lesson": DEFAULT_LESSON.with_name("batch.toml")}
    check(ask("recap"), workshop)
    check(ask("recap", **other), workshop)
    assert runs == 2 * [*beats_of(SmallChapter.name)]


@pytest.mark.parametrize(
    "content",
    [b"", b"[{", b"\xff", b"3", b"{}x", b'[["chapter"]]', b'[{"chapter": "recap"}]', b'{"a": 1}'],
)
def test_findings_that_cannot_be_read_are_found_again(
    ask: Ask, workshop: Workshop, runs: list[str], content: bytes
) -> None:
    one = ask("recap")
    before = check(one, workshop)
    (kept,) = (workshop.cache / "checks").iterdir()
    kept.write_bytes(content)
    assert check(one, workshop) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]
    assert check(one, workshop) == before
    assert runs == 2 * [*beats_of(SmallChapter.name)]


def test_a_chapter_that_fails_is_not_kept(
    ask: Ask, workshop: Workshop, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "load_chapter", lambda name: BrokenChapter)
    one = ask("recap")
    for _ in range(2):
        with pytest.raises(WorkError, match=r"recap\.general"):
            check(one, workshop)
    assert not (workshop.cache / "checks").exists()


@pytest.mark.parametrize(
    ("trial", "chapter", "other"),
    [
        ("forward", "forward", None),
        ("outputs", "forward", "weights"),
        ("inputs", "inputs", None),
        ("weights", "weights", None),
        ("claims", "question", "recap"),
        ("worked statements", "example", None),
        ("loss", "example", None),
        ("batch in numbers", "batch", None),
    ],
)
def test_a_fault_is_told_with_the_first_wanted_chapter_that_shows_it(
    ask: Ask,
    workshop: Workshop,
    trial: str,
    chapter: str,
    other: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = Fault("a derivation", "collect", "value", "It is wrong.", trial)
    monkeypatch.setattr(checks, "verify", lambda lesson: [fault])
    monkeypatch.setattr(checks, "inspect_film", lambda request, workshop, on_progress: [])
    (finding,) = check(ask(), workshop)
    assert finding.as_table() == {
        "chapter": chapter,
        "beat": "",
        "kind": "value",
        "what": "It is wrong.",
        "where": "a derivation, collect",
    }
    found = check(ask("graph" if other is None else other), workshop)
    assert [finding.chapter for finding in found] == ([] if other is None else [other])


def test_findings_come_in_the_films_order(
    ask: Ask, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [
        Fault("weights", "collect", "value", "a", "weights"),
        Fault("forward", "expand", "value", "b", "forward"),
    ]
    late = Finding("recap", "code", "size", "c", "dX")
    early = Finding("inputs", "chain", "size", "d", "y1")
    monkeypatch.setattr(checks, "verify", lambda lesson: faults)
    monkeypatch.setattr(
        checks, "inspect_film", lambda request, workshop, on_progress: [early, late]
    )
    assert [finding.what for finding in check(ask(), workshop)] == ["b", "d", "a", "c"]


def test_the_sheet_shows_the_faulty_beats_also_of_an_earlier_check(
    ask: Ask, workshop: Workshop, runs: list[str]
) -> None:
    one = ask("recap")
    before = check(one, workshop)
    for path in (check_with_sheet(one, workshop, unobserved)[1] for _ in range(2)):
        assert path == workshop.folder(one) / "check-sheet-recap-draft.png"
        assert [file.name for file in workshop.folder(one).iterdir()] == [path.name]
        with Image.open(path) as sheet:
            framed = (np.asarray(sheet) == (255, 45, 45)).all(axis=2)
            # Two rows of two tiles: red frames in all but the last, whose stage is empty.
            height, width = framed.shape
            upper, lower = framed[: height // 2], framed[height // 2 :]
            assert upper[:, : width // 2].any() and upper[:, width // 2 :].any()
            assert lower[:, : width // 2].any() and not lower[:, width // 2 :].any()
            bright = np.asarray(sheet.convert("L")) > 200
            assert bright[: height // 2].any()
    assert check_with_sheet(one, workshop, unobserved)[0] == before
    assert runs == [*beats_of(SmallChapter.name)], "pictures are drawn without another inspection"


def test_only_beats_with_faults_are_drawn(ask: Ask, small_chapter: None, tmp_path: Path) -> None:
    found = [
        Finding("recap", "code", "size", "It is small.", "w21", ((10, 20, 30, 40),)),
        Finding("recap", "", "value", "It is wrong.", "code"),
    ]
    with in_this_process():
        draw_faulty_beats(ask("recap"), found, tmp_path)
    assert [path.name for path in tmp_path.glob("*.png")] == ["recap.code.png"]
    with Image.open(tmp_path / "recap.code.png") as picture:
        assert picture.size == (1920, 1080)
