from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from production.film import manifest
from production.film.manifest import finished, remember
from production.request.order import Order

Orders = Callable[..., Order]


@pytest.fixture
def made(order: Orders) -> tuple[Order, Path]:
    one = order("recap")
    one.folder.mkdir(parents=True)
    film = one.folder / "excerpt-recap-draft.mp4"
    film.write_bytes(b"film")
    remember(one, [film], ["There is no voice."])
    return one, film


def test_what_is_as_it_was_made_is_finished(made: tuple[Order, Path]) -> None:
    one, film = made
    found = finished(one)
    assert found is not None
    assert found.files == (film,)
    assert found.notices == ("There is no voice.",)


def test_what_was_touched_or_is_gone_is_not(made: tuple[Order, Path]) -> None:
    one, film = made
    film.write_bytes(b"other")
    assert finished(one) is None
    film.unlink()
    assert finished(one) is None


def test_what_else_is_wanted_is_not(made: tuple[Order, Path], order: Orders) -> None:
    assert finished(order("recap", fresh=True)) is None
    assert finished(order("recap", language="en")) is None
    assert finished(order("recap", voice="none")) is None
    assert finished(order("recap.code")) is None


def test_any_file_of_the_project_counts(
    made: tuple[Order, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, film = made
    script = tmp_path / "assets" / "ja.toml"
    script.parent.mkdir()
    script.write_text("one")
    monkeypatch.setattr(manifest, "ROOT", tmp_path)
    remember(one, [film], [])
    assert finished(one) is not None
    script.write_text("two")
    assert finished(one) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"inputs": "x"}', '{"files": {"a": 1}}'])
def test_a_damaged_record_counts_as_none(made: tuple[Order, Path], content: str) -> None:
    one, film = made
    (record,) = (one.cache / "films").iterdir()
    record.write_text(content)
    assert finished(one) is None
    remember(one, [film], [])
    assert finished(one) is not None
