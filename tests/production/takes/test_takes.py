from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import av
import numpy as np
import pytest

from production.captions.caption import captions_of
from production.errors import WorkError
from production.files import read
from production.film.container import Contents, write_file
from production.media.formats import MP4
from production.request.chapter import SILENT, ChapterRequest, SpeechTimes
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.running.run import run_chapter, run_plainly
from production.running.times import Times, times_of_chapters
from production.takes import parts, plans, takes
from production.takes.edit_list import EditList
from production.takes.plans import Plan, plan_takes
from production.takes.takes import Take, make_takes
from production.workers.tasks import Report, in_this_process
from scenes.stage.clock import Beat, ChapterTiming

Ask = Callable[..., FilmRequest]
T = TypeVar("T")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, small_chapter: None) -> Iterator[list[str]]:
    """Takes are rendered here, where the small chapter is known; gives the names of those made."""
    made: list[str] = []

    def render(part: parts.Part, report: Report) -> bytes:
        made.append(part.chapter.name)
        return parts.render_part(part, report)

    def film(one: ChapterRequest, report: Report) -> tuple[tuple[Beat, ...], bytes]:
        made.append(one.name)
        return run_plainly(one, report)

    monkeypatch.setattr(takes, "render_part", render)
    monkeypatch.setattr(takes, "run_plainly", film)
    # However long its captions are: the small chapter is one part.
    monkeypatch.setattr(parts, "LEAST_FRAMES", 10_000)
    with in_this_process():
        yield made


def make(request: FilmRequest, workshop: Workshop, speech: SpeechTimes = SILENT) -> list[Take]:
    return make_takes(plan_takes(request, workshop, speech), request.form, workshop)


def plan_of(request: FilmRequest, workshop: Workshop) -> Plan:
    (plan,) = plan_takes(request, workshop)
    return plan


def kept(path: Path, kind: type[T]) -> T:
    value = read(path, kind)
    assert value is not None
    return value


def spoken(request: FilmRequest, seconds: float) -> SpeechTimes:
    """Each caption of the first beat is spoken for so long."""
    return {("recap", "graph"): (seconds,) * len(captions_of(request)["recap", "graph"])}


def video_of(take: Take) -> bytes:
    """The pictures of a take as a film's file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        write_file(path, take.pieces, 15, MP4, Contents("ja"))
        return path.read_bytes()


def frames_in(take: Take) -> int:
    with av.open(io.BytesIO(video_of(take))) as video:
        return sum(1 for _ in video.decode(video=0))


def above_ground(frame: av.VideoFrame) -> np.ndarray:
    """How much brighter than the ground each pixel is: Manim's colours have another matrix."""
    grey = frame.to_ndarray(format="gray").astype(int)
    return grey - np.median(grey)


def test_a_take_has_as_many_frames_as_its_times_say(
    ask: Ask, workshop: Workshop, rendered: list[str]
) -> None:
    one = ask("recap")
    (take,) = make(one, workshop)
    assert frames_in(take) == pytest.approx(take.times.seconds * 15)
    (chapter,) = one.chapters()
    assert take.times.beats == run_chapter(chapter).beats


def test_beats_alone_close_up(ask: Ask, workshop: Workshop, rendered: list[str]) -> None:
    (take,) = make(ask("recap.graph", "recap.closing"), workshop)
    graph, closing = take.times.beats
    assert graph.start == graph.captions[0] == 0
    assert closing.start == closing.captions[0] == graph.end
    assert frames_in(take) == pytest.approx(closing.end * 15)


def test_a_kept_take_is_used_again_unless_a_fresh_one_is_wanted(
    ask: Ask, workshop: Workshop, rendered: list[str]
) -> None:
    one = ask("recap")
    make(one, workshop)
    make(one, workshop)
    assert rendered == ["recap"]
    assert not plan_of(one, workshop).is_missing
    make(ask("recap"), replace(workshop, fresh=True))
    assert rendered == ["recap", "recap"]


def test_nothing_unfinished_is_left(ask: Ask, workshop: Workshop, rendered: list[str]) -> None:
    one = ask("recap")
    make(one, workshop)
    names = [path.name for path in workshop.cache.rglob("*") if path.is_file()]
    assert names and not [name for name in names if name.startswith(".")]


def test_of_a_take_that_fails_the_finished_units_stay(
    ask: Ask, workshop: Workshop, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from production.running import run as running
    from tests.production.small_chapter import BrokenChapter

    monkeypatch.setattr(running, "load_chapter", lambda name: BrokenChapter)
    one = ask("recap")
    with pytest.raises(WorkError):
        make(one, workshop)
    assert plan_of(one, workshop).is_missing
    assert not list(workshop.cache.rglob("edits/*/*"))
    kept = {path: path.stat().st_mtime_ns for path in (workshop.cache / "units").iterdir()}
    assert kept


def test_progress_adds_up_to_the_frames(ask: Ask, workshop: Workshop, rendered: list[str]) -> None:
    told: list[tuple[str, str, int]] = []
    done: list[tuple[str, int]] = []
    one = ask("recap")
    make_takes(
        plan_takes(one, workshop),
        one.form,
        workshop,
        lambda *report: told.append(report),
        lambda *take: done.append(take),
    )
    ((name, frames),) = done
    assert name == "recap"
    assert sum(count for _, _, count in told) <= frames
    assert {beat for _, beat, _ in told} == {"", "graph", "general", "code", "closing"}


def test_expectations_become_knowledge(ask: Ask, workshop: Workshop, rendered: list[str]) -> None:
    one = ask("recap")
    guess = plan_of(one, workshop).frames
    (take,) = make(one, workshop)
    known = plan_of(one, workshop).frames
    assert known == frames_in(take)
    assert 0.5 < guess / known < 1.5
    assert plan_of(ask("recap", quality="low"), workshop).frames == 2 * known


def test_longer_parts_are_made_first(
    ask: Ask, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[parts.Part] = []

    def refuse(part: parts.Part, report: Report) -> None:
        begun.append(part)
        raise WorkError("Nothing is rendered here.")

    monkeypatch.setattr(takes, "render_part", refuse)
    with pytest.raises(WorkError), in_this_process():
        make(ask("network", "weights", "forward"), workshop)
    frames = [part.frames for part in begun]
    assert frames == sorted(frames, reverse=True)
    assert {part.chapter.name for part in begun} == {"network", "weights", "forward"}


def test_a_take_in_parts_is_the_same_film(
    ask: Ask, workshop: Workshop, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = make(ask("recap"), workshop)
    content, length = video_of(whole), whole.times
    monkeypatch.setattr(parts, "LEAST_FRAMES", 10)
    (in_parts,) = make(ask("recap"), replace(workshop, jobs=8, fresh=True))
    assert rendered == ["recap"] * 5
    assert video_of(in_parts) == content
    assert in_parts.times == length


def test_with_other_captions_no_chapter_is_run(
    ask: Ask, workshop: Workshop, rendered: list[str]
) -> None:
    one = ask("recap")
    (before,) = make(one, workshop)
    units = set(os.listdir(workshop.cache / "units"))
    speech = spoken(one, 20.0)
    (after,) = make(one, workshop, speech)
    assert rendered == ["recap"]
    assert after.times.seconds > before.times.seconds + 5
    assert frames_in(after) == pytest.approx(after.times.seconds * 15)
    assert set(os.listdir(workshop.cache / "units")) == units
    content = video_of(after)
    (afresh,) = make(one, replace(workshop, fresh=True), speech)
    assert rendered == ["recap", "recap"]
    assert afresh.times == after.times
    assert video_of(afresh) == content


@pytest.mark.parametrize("beats", [("recap.graph",), ("recap.code", "recap.closing")])
def test_nor_when_only_some_beats_are_wanted(
    ask: Ask, workshop: Workshop, rendered: list[str], beats: tuple[str, ...]
) -> None:
    one = ask(*beats)
    make(one, workshop)
    speech = spoken(one, 20.0)
    (after,) = make(one, workshop, speech)
    assert rendered == ["recap"]
    assert frames_in(after) == pytest.approx(after.times.seconds * 15)
    content = video_of(after)
    (afresh,) = make(one, replace(workshop, fresh=True), speech)
    assert video_of(afresh) == content


def test_without_a_unit_the_chapter_is_run(
    ask: Ask, workshop: Workshop, rendered: list[str]
) -> None:
    one = ask("recap")
    make(one, workshop)
    units = workshop.cache / "units"
    (units / os.listdir(units)[0]).unlink()
    speech = spoken(one, 20.0)
    (after,) = make(one, workshop, speech)
    assert rendered == ["recap", "recap"]
    assert frames_in(after) == pytest.approx(after.times.seconds * 15)


def test_a_picture_that_had_no_time_is_held_without_running_the_chapter(
    ask: Ask, workshop: Workshop, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from production.running import run as running
    from tests.production.small_chapter import SmallChapter

    class Slow(SmallChapter):
        entrance = 150

    monkeypatch.setattr(running, "load_chapter", lambda name: Slow)
    one = ask("recap")
    make(one, workshop)
    segments = kept(plan_of(one, workshop).edit_list_path, EditList).timing.segments
    assert [segment.ticks for segment in segments if segment.kind == "caption"] == [0]
    speech = spoken(one, 20.0)
    (after,) = make(one, workshop, speech)
    assert rendered == ["recap"]
    content = video_of(after)
    (afresh,) = make(one, replace(workshop, fresh=True), speech)
    assert video_of(afresh) == content


def test_what_looks_as_before_is_not_rendered_again(
    ask: Ask, workshop: Workshop, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from production.running import run as running
    from tests.production.small_chapter import SmallChapter

    class Moved(SmallChapter):
        place = 0.5

    one = ask("recap")
    make(one, workshop)
    folder = workshop.cache / "units"
    before = {name: (folder / name).stat().st_mtime_ns for name in os.listdir(folder)}
    monkeypatch.setattr(plans, "edit_list_key", lambda *words: "another")
    make(one, workshop)
    assert {name: (folder / name).stat().st_mtime_ns for name in os.listdir(folder)} == before
    monkeypatch.setattr(plans, "edit_list_key", lambda *words: "moved")
    monkeypatch.setattr(running, "load_chapter", lambda name: Moved)
    make(one, workshop)
    assert set(os.listdir(folder)) > set(before)


def test_manims_own_renderer_makes_the_same_film(
    ask: Ask, workshop: Workshop, rendered: list[str]
) -> None:
    ours, plain = (make(one, workshop)[0] for one in (ask("recap"), ask("recap", is_plain=True)))
    assert rendered == ["recap", "recap"]
    assert plain.times == ours.times
    videos = (io.BytesIO(video_of(take)) for take in (ours, plain))
    with av.open(next(videos)) as one, av.open(next(videos)) as other:
        pairs = zip(one.decode(video=0), other.decode(video=0), strict=False)
        differences = [np.abs(above_ground(a) - above_ground(b)).mean() for a, b in pairs]
    assert abs(len(differences) - ours.times.seconds * 15) <= 1
    assert max(differences) < 1


def test_a_whole_take_tells_its_pace(ask: Ask, workshop: Workshop, rendered: list[str]) -> None:
    plan = plan_of(ask("recap"), workshop)
    (take,) = make(ask("recap"), workshop)
    assert Times.of(kept(plan.timing_path, ChapterTiming), plan.chapter) == take.times


DAMAGES = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 4 * 2],
    "changed": lambda content: content[:-60] + bytes([content[-60] ^ 4]) + content[-59:],
    "foreign": lambda content: b'{"moments": [], "beats": [{"name": 1}], "cuts": {"x": {}}}',
}


@pytest.mark.parametrize("damage", ["empty", "cut", "foreign"])
@pytest.mark.parametrize("kept_as", ["timings/*.json", "edits/*/*.json"])
def test_a_damaged_record_is_made_again(
    ask: Ask,
    workshop: Workshop,
    rendered: list[str],
    kept_as: str,
    damage: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = ask("recap")
    (before,) = make(one, workshop)
    content = video_of(before)
    for path in workshop.cache.glob(kept_as):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    (after,) = make(one, workshop)
    assert (after.times, video_of(after)) == (before.times, content)
    (longer,) = make(one, workshop, spoken(one, 20.0))
    assert frames_in(longer) == pytest.approx(longer.times.seconds * 15)
    assert times_of_chapters(one.chapters(), workshop) == {"recap": before.times}
    assert plan_of(one, workshop).frames == frames_in(before)


@pytest.mark.parametrize("damage", ["empty", "cut", "changed"])
def test_a_damaged_file_of_manims_own_renderer_is_made_again(
    ask: Ask, workshop: Workshop, rendered: list[str], damage: str
) -> None:
    one = ask("recap", is_plain=True)
    (take,) = make(one, workshop)
    (piece,) = take.pieces
    piece.path.write_bytes(DAMAGES[damage](piece.path.read_bytes()))
    assert plan_of(one, workshop).is_missing
    make(one, workshop)
    assert not plan_of(one, workshop).is_missing
    assert rendered == ["recap", "recap"]


@pytest.mark.parametrize("is_run_anyway", [False, True])
@pytest.mark.parametrize("damage", ["empty", "cut", "changed"])
def test_a_damaged_unit_is_rendered_again(
    ask: Ask, workshop: Workshop, rendered: list[str], damage: str, is_run_anyway: bool
) -> None:
    one = ask("recap")
    (take,) = make(one, workshop)
    content = video_of(take)
    edit_list_path = plan_of(one, workshop).edit_list_path
    units = {path: path.read_bytes() for path in (workshop.cache / "units").iterdir()}
    for path, unit in units.items():
        path.write_bytes(DAMAGES[damage](unit))
    if is_run_anyway:
        edit_list_path.unlink()
    (again,) = make(one, workshop)
    assert video_of(again) == content
    assert {path: path.read_bytes() for path in units} == units
    assert rendered == ["recap"] * (3 if is_run_anyway else 2)
