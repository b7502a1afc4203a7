"""`render.py new-lesson`: a whole file where none was, or one sentence and 2."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from calculus.lessons.lesson import load_lesson
from calculus.verification.verify import verify
from render import cli


def new_lesson(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["new-lesson", *map(str, words)])


def refusal(*words: str | Path) -> str:
    result = new_lesson(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


def test_it_writes_a_good_lesson_and_says_where(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    result = new_lesson(path, "--inputs", "3", "--outputs", "2", "--samples", "2", "--seed", "4")
    assert (result.exit_code, result.stdout) == (0, f"{path}\n")
    lesson = load_lesson(path)
    assert (lesson.N, lesson.D, lesson.M) == (2, 3, 2)
    assert verify(lesson) == []
    assert os.listdir(tmp_path) == ["mine.toml"]
    usual = 0o666 & ~_umask()
    assert path.stat().st_mode & 0o777 == usual


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_same_seed_gives_the_same_file_and_any_shape_is_that_of_the_post(
    tmp_path: Path,
) -> None:
    for name in ("a", "b", "c"):
        seed = () if name == "c" else ("--seed", "7")
        assert new_lesson(tmp_path / f"{name}.toml", *seed).exit_code == 0
    texts = [(tmp_path / f"{name}.toml").read_text(encoding="utf-8") for name in "ab"]
    assert texts[0] == texts[1]
    lesson = load_lesson(tmp_path / "c.toml")
    assert (lesson.N, lesson.D, lesson.M) == (1, 2, 3)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("kept")
    assert "exists already" in refusal(path)
    assert path.read_text() == "kept"
    dangling = tmp_path / "dangling.toml"
    dangling.symlink_to(tmp_path / "nothing")
    assert "exists already" in refusal(dangling)
    (tmp_path / "folder").mkdir()
    assert "exists already" in refusal(tmp_path / "folder")
    assert sorted(os.listdir(tmp_path)) == ["dangling.toml", "folder", "mine.toml"]


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("kept")
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    assert "exists already" in refusal(path)
    assert path.read_text() == "kept"
    assert os.listdir(tmp_path) == ["mine.toml"]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    assert new_lesson(tmp_path / "mine.toml").exit_code == 0
    assert os.listdir(tmp_path) == ["mine.toml"]
    load_lesson(tmp_path / "mine.toml")


@pytest.mark.parametrize("option", ["--inputs", "--outputs", "--samples"])
@pytest.mark.parametrize("size", ["0", "-1", "65", "x", "1.5"])
def test_a_size_out_of_range_is_refused(tmp_path: Path, option: str, size: str) -> None:
    assert option.strip("-") in refusal(tmp_path / "mine.toml", option, size)
    assert os.listdir(tmp_path) == []


def test_a_place_where_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    assert "make it first" in refusal(tmp_path / "none" / "mine.toml")
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refusal(tmp_path / "file" / "mine.toml")
    assert os.listdir(tmp_path) == ["file"]


def test_a_folder_that_takes_no_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_text(path: Path, *text: str, **options: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(Path, "write_text", write_text)
    assert "mine.toml cannot be written: Permission denied." in refusal(tmp_path / "mine.toml")


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", link)
    assert "No space left on device" in refusal(tmp_path / "mine.toml")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["..toml", ".hidden.toml", "a\nb.toml", "x" * 300])
def test_a_name_that_makes_no_good_lesson_is_refused(tmp_path: Path, name: str) -> None:
    assert "rename the file" in refusal(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_file_has_to_be_named() -> None:
    assert "FILE" in refusal()
