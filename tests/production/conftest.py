"""A small chapter in place of the film's, so that tests of production need not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from production.request.order import Order
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
def order(tmp_path: Path) -> Callable[..., Order]:
    """Makes a draft order for a part of the film, with its files in a folder of the test."""

    def make(*only: str, **options: object) -> Order:
        settings = {"quality": "draft", "out": tmp_path, **options}
        return Order.of(only=only, **settings)

    return make
