from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from production.film import manifest
from production.film.manifest import finished, remember
from production.request.film import FilmRequest
from production.request.workshop import Workshop

Ask = Callable[..., FilmRequest]


@pytest.fixture
def made(ask: Ask, workshop: Workshop) -> tuple[FilmRequest, Path]:
    one = ask("recap")
    workshop.folder(one).mkdir(parents=True)
    film = workshop.folder(one) / "excerpt-recap-draft.mp4"
    film.write_bytes(b"film")
    remember(one, workshop, [film], ["There is no voice."])
    return one, film


def test_what_is_as_it_was_made_is_finished(
    made: tuple[FilmRequest, Path], workshop: Workshop
) -> None:
    one, film = made
    found = finished(one, workshop)
    assert found is not None
    assert found.files == (film,)
    assert found.notices == ("There is no voice.",)


def test_what_was_touched_or_is_gone_is_not(
    made: tuple[FilmRequest, Path], workshop: Workshop
) -> None:
    one, film = made
    film.write_bytes(b"other")
    assert finished(one, workshop) is None
    film.unlink()
    assert finished(one, workshop) is None


def test_what_else_is_wanted_is_not(
    made: tuple[FilmRequest, Path], workshop: Workshop, ask: Ask
) -> None:
    assert finished(made[0], replace(workshop, fresh=True)) is None
    assert finished(ask("recap", language="en"), workshop) is None
    assert finished(ask("recap", voice="none"), workshop) is None
    assert finished(ask("recap.code"), workshop) is None


def test_any_file_of_the_project_counts(
    made: tuple[FilmRequest, Path],
    workshop: Workshop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, film = made
    script = tmp_path / "assets" / "ja.toml"
    script.parent.mkdir()
    script.write_text("one")
    monkeypatch.setattr(manifest, "ROOT", tmp_path)
    remember(one, workshop, [film], [])
    assert finished(one, workshop) is not None
    script.write_text("two")
    assert finished(one, workshop) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"inputs": "x"}', '{"files": {"a": 1}}'])
def test_a_damaged_record_counts_as_none(
    made: tuple[FilmRequest, Path], workshop: Workshop, content: str
) -> None:
    one, film = made
    (record,) = (workshop.cache / "films").iterdir()
    record.write_text(content)
    assert finished(one, workshop) is None
    remember(one, workshop, [film], [])
    assert finished(one, workshop) is not None
