"""Files are whole or missing."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from production.files import complete, complete_together, is_whole, read, sealed, write


class Point(NamedTuple):
    kind: Literal["a", "b"]
    place: int


@dataclass(frozen=True)
class Inner:
    name: str
    is_still: bool


@dataclass(frozen=True)
class Kept:
    seconds: float
    points: tuple[Point, ...]
    size: tuple[int, int]
    cuts: Mapping[int, Inner]


KEPT = Kept(1.5, (Point("a", 1), Point("b", 2)), (16, 9), {3: Inner("x", True)})


def damaged(content: bytes) -> list[bytes]:
    """The content cut short in several places, with a changed byte, with more behind it."""
    half = len(content) // 2
    cut = [content[:length] for length in (0, 1, half, half // 2 * 2, len(content) - 2)]
    changed = content[:half] + bytes([content[half] ^ 1]) + content[half + 1 :]
    return [*cut, changed, content + b"\0\0"]


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with complete(path) as unfinished:
        unfinished.write_text("new")
        assert not path.exists()
        assert unfinished.parent == path.parent, "or it could not be renamed"
    assert os.listdir(path.parent) == ["file"]
    assert path.read_text() == "new"


@pytest.mark.parametrize("failure", [ZeroDivisionError, KeyboardInterrupt])
def test_nothing_is_left_of_a_file_that_fails(tmp_path: Path, failure: type[BaseException]) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(failure), complete(path) as unfinished:
        unfinished.write_text("half")
        raise failure
    assert os.listdir(tmp_path) == ["file"]
    assert path.read_text() == "old"


def test_an_error_names_the_file_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    path = tmp_path / "file"
    with pytest.raises(OSError) as caught, complete(path) as unfinished:
        unfinished.open()
    assert caught.value.filename == str(path)


def test_files_appear_together(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old")
    with complete_together(tmp_path) as unfinished:
        (unfinished / "one").write_text("1")
        (unfinished / "two").write_text("2")
        (unfinished / "apart").mkdir()
        (unfinished / "apart" / "three").write_text("3")
        assert (tmp_path / "one").read_text() == "old"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one": "1", "two": "2"}
    with pytest.raises(ZeroDivisionError), complete_together(tmp_path) as unfinished:
        (unfinished / "one").write_text("half")
        raise ZeroDivisionError
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one": "1", "two": "2"}


@pytest.mark.parametrize("content", [b"", b"1", b"\0" * 3_000_001])
def test_a_sealed_file_knows_whether_it_is_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    assert not is_whole(path)
    with sealed(path) as unfinished:
        unfinished.write_bytes(content)
    assert is_whole(path)
    whole = path.read_bytes()
    assert whole.startswith(content)
    for wrong in damaged(whole):
        path.write_bytes(wrong)
        assert not is_whole(path)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / "file", KEPT)
    found = read(tmp_path / "file", Kept)
    assert found == KEPT
    assert found is not None and isinstance(found.points[0], Point)


def test_a_whole_number_may_be_meant_for_a_fraction(tmp_path: Path) -> None:
    write(tmp_path / "file", Kept(2, (), (1, 1), {}))
    found = read(tmp_path / "file", Kept)
    assert found is not None and isinstance(found.seconds, float)


def test_whatever_cannot_be_read_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert read(path, Kept) is None
    assert read(tmp_path, Kept) is None
    assert read(tmp_path / "file" / "file", Kept) is None
    write(path, KEPT)
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        assert read(path, Kept) is None
    for wrong in (b"\xff", b"null", b"[]", b'"text"', b"[" * 100_000, content + b"}"):
        path.write_bytes(wrong)
        assert read(path, Kept) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seconds", "1.5"),
        ("seconds", True),
        ("seconds", None),
        ("seconds", float("nan")),
        ("points", {"a": 1}),
        ("points", [["c", 1]]),
        ("points", [["a"]]),
        ("points", [["a", 1, 2]]),
        ("points", [["a", 1.0]]),
        ("points", "aa"),
        ("size", [16]),
        ("size", [16, 9, 4]),
        ("cuts", {"x": {"name": "x", "is_still": True}}),
        ("cuts", {"3": {"name": "x"}}),
        ("cuts", {"3": {"name": "x", "is_still": True, "more": 1}}),
        ("cuts", {"3": {"name": "x", "is_still": 1}}),
        ("cuts", [[3, {}]]),
        ("more", 1),
    ],
)
def test_what_does_not_fit_is_missing(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "file"
    write(path, KEPT)
    table = json.loads(path.read_text())
    path.write_text(json.dumps({**table, key: value}))
    assert read(path, Kept) is None
    table.pop("seconds")
    path.write_text(json.dumps(table))
    assert read(path, Kept) is None
