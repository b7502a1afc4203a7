"""What a finished film was made from, so that nothing is done where nothing has changed.

Looked at before anything else: neither Manim nor a voice is loaded for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.files import read, write
from production.request.film import FilmRequest
from production.request.keys import content_of, library_versions
from production.request.workshop import Workshop
from production.voice.synthesiser import find_synthesiser
from scenes.paths import ROOT

_INPUTS = ("calculus", "scenes", "production", "assets")
"""Folders of which any file may change a film."""


@dataclass(frozen=True)
class Finished:
    """Files that are as they were made, and what the user was told when they were."""

    files: tuple[Path, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class _Record:
    """What is kept about a film.

    Attributes:
        inputs: a digest of all that it was made from.
        files: size and time of change of each of its files, by name.
        notices: what the user was told.
    """

    inputs: str
    files: Mapping[str, tuple[int, ...]]
    notices: tuple[str, ...]


def finished(request: FilmRequest, workshop: Workshop) -> Finished | None:
    """The files of a film whose inputs are as they were, if all of them are still there."""
    record = read(_path(request, workshop), _Record)
    if record is None or workshop.fresh or record.inputs != _inputs(request):
        return None
    files = tuple(workshop.folder(request) / name for name in record.files)
    states = [_state(file) for file in files]
    if () in states or states != list(record.files.values()):
        return None
    return Finished(files, record.notices)


def remember(
    request: FilmRequest, workshop: Workshop, files: Sequence[Path], notices: Sequence[str]
) -> None:
    """Note what files were made from, and what they are."""
    states = {file.name: _state(file) for file in files}
    write(_path(request, workshop), _Record(_inputs(request), states, tuple(notices)))


def _path(request: FilmRequest, workshop: Workshop) -> Path:
    """A record for each film that can lie in the output folder at the same time."""
    name = (
        request.lesson.name,
        request.settings.language,
        request.file_name("film"),
        request.form.name,
    )
    return workshop.cache / "films" / f"{hashlib.sha256(repr(name).encode()).hexdigest()}.json"


def _state(file: Path) -> tuple[int, ...]:
    """Size and time of change; empty when there is no such file."""
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_size, status.st_mtime_ns


def _inputs(request: FilmRequest) -> str:
    voice = request.voice
    if voice != "none":
        synthesiser = find_synthesiser(request.settings.language)
        voice = synthesiser.name if synthesiser else ""
    digest = hashlib.sha256()
    wanted = request.settings, request.quality, request.selection, request.form, request.is_plain
    digest.update(repr((content_of(request.lesson), *wanted, voice, library_versions())).encode())
    for folder in _INPUTS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(repr(path.relative_to(ROOT)).encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
