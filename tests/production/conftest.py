"""A small chapter in place of the film's, so that tests of production need not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.running import run as running
from scenes.stage.chapter import Chapter


@pytest.fixture
def small_chapter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chapter is `SmallChapter`, in this process."""
    from tests.production.small_chapter import SmallChapter

    def load(name: str) -> type[Chapter]:
        assert name == SmallChapter.name
        return SmallChapter

    monkeypatch.setattr(running, "load_chapter", load)


@pytest.fixture
def ask() -> Callable[..., FilmRequest]:
    """Asks for a part of the film, as a draft."""

    def make(*only: str, **options: object) -> FilmRequest:
        return FilmRequest.of(only=only, **{"quality": "draft", **options})

    return make


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A workshop with its files in a folder of the test."""
    return Workshop(tmp_path, tmp_path / ".cache")
