"""What films show and say, as fingerprints: proof that a change of code changed nothing else.

A developer's tool. Every outline is seen to a 256th of a pixel and every sample of sound to its
last bit, but nothing is drawn or encoded:

    python -m production.film.fingerprints record before.json
    python -m production.film.fingerprints compare before.json
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import click

from calculus.algebra.notation import CONVENTIONS
from production.progress import bar
from production.rendering.shots import Shot
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.request.workshop import Workshop, open_workshop, processors
from production.running.run import run_chapter
from production.running.timeline import timeline_of
from production.running.times import Times
from production.voice.speech import speech_of
from production.workers.tasks import Report, Task, run_tasks
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.script.storyboard import CUTS, DEFAULT_CUT
from scenes.stage.settings import THEMES

LESSONS = (DEFAULT_LESSON, DEFAULT_LESSON.with_name("batch.toml"))

Shots = list[list[Any]]
"""Beat, frames and fingerprint of each shot of a chapter."""

Film = dict[str, Any]
"""`shots` by chapter, and a digest of all samples that are heard (`sound`)."""


class _Everything(Collection[str]):
    """Claims to know every shot, so that no frame is recorded that recognising does not need."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


def shots_of(chapter: ChapterRequest, report: Report) -> tuple[Shots, Times]:
    """The shots of a chapter, as they are at its quality, and its times.

    Raises:
        WorkError: when the chapter cannot be run.
    """
    shots: Shots = []

    def take(shot: Shot) -> None:
        shots.append([shot.beat, shot.frames, shot.fingerprint])

    run = run_chapter(chapter, take, on_beat=lambda beat: report(beat, 1), known=_Everything())
    return shots, Times.of(run.timing, chapter)


def fingerprints(requests: Mapping[str, FilmRequest], workshop: Workshop) -> dict[str, Film]:
    """The fingerprints of whole films, by the names of what is asked for.

    Raises:
        WorkError: when a chapter cannot be run.
    """
    films: dict[str, Film] = {name: {"shots": {}, "sound": ""} for name in requests}
    times: dict[str, dict[str, Times]] = {name: {} for name in requests}
    speech = {name: speech_of(request, workshop) for name, request in requests.items()}
    tasks = [
        Task(chapter.name, shots_of, (chapter,), key=(name, chapter.name))
        for name, request in requests.items()
        for chapter in request.chapters(speech[name].times)
    ]

    def keep(key: tuple[str, str], result: tuple[Shots, Times]) -> None:
        name, chapter = key
        films[name]["shots"][chapter], times[name][chapter] = result
        shown.advance(chapter, "", 1)

    with bar("Running", dict.fromkeys(CUTS[DEFAULT_CUT], len(requests))) as shown:
        run_tasks(tasks, workshop.jobs, on_result=keep)
    for name, request in requests.items():
        in_order = {chapter.name: times[name][chapter.name] for chapter in request.chapters()}
        track = timeline_of(request, speech[name].captions, in_order).track()
        films[name]["sound"] = hashlib.sha256(track.samples().tobytes()).hexdigest()
    return films


def differences(before: Mapping[str, Film], after: Mapping[str, Film]) -> Iterator[str]:
    """A line for each film, chapter and beat that is other than before."""
    for name in before.keys() | after.keys():
        if name not in before or name not in after:
            yield f"{name}: only {'after' if name in after else 'before'}"
            continue
        one, other = before[name], after[name]
        if one["sound"] != other["sound"]:
            yield f"{name}: sound"
        for chapter in one["shots"].keys() | other["shots"].keys():
            shots = one["shots"].get(chapter, []), other["shots"].get(chapter, [])
            for beat in dict.fromkeys(shot[0] for side in shots for shot in side):
                sides = [[shot[1:] for shot in side if shot[0] == beat] for side in shots]
                if sides[0] != sides[1]:
                    frames = [sum(shot[0] for shot in side) for side in sides]
                    yield f"{name}: {chapter}.{beat} ({frames[0]} frames, then {frames[1]})"


def _requests() -> dict[str, FilmRequest]:
    """Both lessons in every language, theme and convention, at 1080p60."""
    return {
        f"{lesson.stem} {language} {theme} {index}": FilmRequest.of(lesson, index, language, theme)
        for lesson, language, theme, index in product(LESSONS, LANGUAGES, THEMES, CONVENTIONS)
    }


def _all() -> dict[str, Film]:
    """The fingerprints of today's code, of which nothing is kept."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_workshop(Path(folder), processors()) as workshop,
    ):
        return fingerprints(_requests(), workshop)


@click.group()
def main() -> None:
    """Fingerprints of the films of both lessons, in every language, theme and convention."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def record(file: Path) -> None:
    """Write the fingerprints of today's code to FILE."""
    file.write_text(json.dumps(_all()), encoding="utf-8")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
def compare(file: Path) -> None:
    """Tell what is other than in FILE; exit code 1 when anything is."""
    before = json.loads(file.read_text(encoding="utf-8"))
    found = sorted(differences(before, _all()))
    click.echo("\n".join(found) or f"All {len(before)} films are the same.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
