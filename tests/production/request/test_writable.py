"""Folders that cannot be written. The tests may be run by root, who may write everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from production.errors import InputError
from production.request.writable import can_be_written, require_writable, writable_cache
from production.workers.tasks import in_this_process
from render import cli


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Takes the right to write to a folder and all that is in it."""

    def take_from(folder: Path) -> None:
        access, mkdir = os.access, Path.mkdir

        def asked(path: Path, mode: int) -> bool:
            return access(path, mode) and not (
                mode & os.W_OK and Path(path).absolute().is_relative_to(folder)
            )

        def made(path: Path, *words: object, **options: object) -> None:
            if path.absolute().is_relative_to(folder) and not path.exists():
                raise PermissionError(13, "Permission denied", str(path))
            mkdir(path, *words, **options)

        monkeypatch.setattr(os, "access", asked)
        monkeypatch.setattr(Path, "mkdir", made)

    return take_from


def test_a_folder_that_will_be_made_can_be_written(tmp_path: Path) -> None:
    assert can_be_written(tmp_path)
    assert can_be_written(tmp_path / "a" / "b")
    assert not (tmp_path / "a").exists()
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "a" / "b"):
        assert not can_be_written(path)
        with pytest.raises(InputError, match=r"cannot be written; choose another with --out\.$"):
            require_writable(path)


def test_a_cache_that_can_be_written_is_used(tmp_path: Path) -> None:
    with writable_cache(tmp_path / ".cache") as cache:
        assert cache == tmp_path / ".cache"


def test_another_stands_in_for_the_time_being_and_knows_what_is_kept(
    tmp_path: Path, read_only: Callable[[Path], None]
) -> None:
    kept = tmp_path / ".cache" / "edits" / "a" / "b.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("kept")
    read_only(tmp_path / ".cache" / "edits" / "a")
    with writable_cache(tmp_path / ".cache") as cache:
        assert cache != tmp_path / ".cache"
        copy = cache / "edits" / "a" / "b.json"
        assert copy.read_text() == "kept"
        other = copy.with_name("c")
        other.write_text("new")
        os.replace(other, copy)
    assert kept.read_text() == "kept"
    assert os.listdir(kept.parent) == ["b.json"]
    assert not cache.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--only", "recap", "--voice", "none"],
        ["voice", "--only", "recap.code", "--voice", "none"],
    ],
)
def test_what_only_looks_needs_no_folder(
    tmp_path: Path, read_only: Callable[[Path], None], words: list[str]
) -> None:
    read_only(tmp_path)
    result = CliRunner().invoke(cli, [*words, "--out", str(tmp_path / "build")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "recap" in result.stdout
    assert os.listdir(tmp_path) == []


def test_a_check_needs_none_either(tmp_path: Path, read_only: Callable[[Path], None]) -> None:
    read_only(tmp_path)
    with in_this_process():
        result = CliRunner().invoke(
            cli, ["check", "--only", "network.nodes", "--out", str(tmp_path / "build")]
        )
    assert (result.exit_code, result.output) == (0, "All is well.\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("words", [["film"], ["sheet"], ["check", "--sheet"]])
def test_what_makes_files_is_refused_at_once(
    tmp_path: Path, read_only: Callable[[Path], None], words: list[str]
) -> None:
    read_only(tmp_path)
    result = CliRunner().invoke(cli, [*words, "--out", str(tmp_path / "build")])
    assert result.exit_code == 2
    (sentence,) = result.stderr.splitlines()
    assert sentence.endswith("build/post/ja cannot be written; choose another with --out.")
