"""What a finished film was made from, so that nothing is done where nothing has changed.

Looked at before anything else: neither Manim nor a voice is loaded for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from production.files import read, write
from production.request.keys import content_of, library_versions
from production.request.order import Order
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


def finished(order: Order) -> Finished | None:
    """The files of an order whose inputs are as they were, if all of them are still there."""
    record = read(_path(order), _Record)
    if record is None or order.fresh or record.inputs != _inputs(order):
        return None
    files = tuple(order.folder / name for name in record.files)
    states = [_state(file) for file in files]
    if () in states or states != list(record.files.values()):
        return None
    return Finished(files, record.notices)


def remember(order: Order, files: Sequence[Path], notices: Sequence[str]) -> None:
    """Note what files were made from, and what they are."""
    states = {file.name: _state(file) for file in files}
    write(_path(order), _Record(_inputs(order), states, tuple(notices)))


def _path(order: Order) -> Path:
    """A record for each film that can lie in the output folder at the same time."""
    name = order.lesson.name, order.settings.language, order.file_name("film"), order.form.name
    return order.cache / "films" / f"{hashlib.sha256(repr(name).encode()).hexdigest()}.json"


def _state(file: Path) -> tuple[int, ...]:
    """Size and time of change; empty when there is no such file."""
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_size, status.st_mtime_ns


def _inputs(order: Order) -> str:
    voice = order.voice
    if voice != "none":
        synthesiser = find_synthesiser(order.settings.language)
        voice = synthesiser.name if synthesiser else ""
    digest = hashlib.sha256()
    wanted = order.settings, order.quality, order.selection, order.form, order.is_plain
    digest.update(repr((content_of(order.lesson), *wanted, voice, library_versions())).encode())
    for folder in _INPUTS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(repr(path.relative_to(ROOT)).encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
