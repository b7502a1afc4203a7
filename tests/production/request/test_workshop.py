from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from production.errors import InputError
from production.request.film import FilmRequest
from production.request.workshop import Workshop, open_workshop, require_possible

Ask = Callable[..., FilmRequest]


def test_files_go_to_a_folder_of_the_lesson_and_language(
    ask: Ask, workshop: Workshop, tmp_path: Path
) -> None:
    assert workshop.folder(ask(language="en")) == tmp_path / "post" / "en"


def test_what_is_kept_lies_beside_the_lessons(tmp_path: Path) -> None:
    with open_workshop(tmp_path, jobs=3) as workshop:
        assert workshop == Workshop(tmp_path, tmp_path / ".cache", jobs=3)


@pytest.mark.parametrize(
    ("out", "scheduler", "mend"),
    [
        (Path(__file__), None, "is a file; choose a folder"),
        (Path(), "here:8786", "write it as tcp://HOST:8786"),
    ],
)
def test_what_makes_no_sense_is_refused(out: Path, scheduler: str | None, mend: str) -> None:
    with pytest.raises(InputError, match=mend), open_workshop(out, scheduler=scheduler):
        pass


def test_manims_own_renderer_works_on_no_cluster(ask: Ask, workshop: Workshop) -> None:
    far = Workshop(workshop.out, workshop.cache, scheduler="tcp://here:8786")
    require_possible(ask("recap"), far)
    require_possible(ask("recap", is_plain=True), workshop)
    with pytest.raises(InputError, match="leave --scheduler out"):
        require_possible(ask("recap", is_plain=True), far)
