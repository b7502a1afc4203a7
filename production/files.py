"""Files that are whole or missing: written beside their place, and not believed when damaged.

A file appears under its name only when it is complete. Of what is kept for later, whatever cannot
be read, or is not as it was written, counts as missing and is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SEAL_HEAD = struct.pack(">I4s", 40, b"free")
"""The seal is a box of free space as MP4 knows it; readers of MOV, WAV and Matroska pass it over
likewise."""

_SEAL_SIZE = len(_SEAL_HEAD) + hashlib.sha256().digest_size

_BLOCK = 1 << 20


@contextmanager
def complete(path: Path) -> Iterator[Path]:
    """A path to write to in the block; what was written replaces `path` when the block succeeds.

    The folder is made if need be. When the block fails, nothing is left of it, and what there was
    before stays as it was.

    Raises:
        OSError: when it cannot be written; names `path`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        os.replace(unfinished, path)
    except OSError as error:
        if error.filename == str(unfinished):
            error.filename = str(path)
        raise
    finally:
        # Where nothing can be written, nothing can be removed: the first error is the one to tell.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextmanager
def complete_together(folder: Path) -> Iterator[Path]:
    """A folder to write to in the block; its files move to `folder` when the block succeeds.

    They replace those of the same names. What lies in folders inside of it is removed with it, as
    everything is when the block fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=folder) as unfinished:
        yield Path(unfinished)
        for path in sorted(Path(unfinished).iterdir()):
            if path.is_file():
                os.replace(path, folder / path.name)


@contextmanager
def sealed(path: Path) -> Iterator[Path]:
    """As `complete`, and `is_whole` will tell whether the file is still what was written."""
    with complete(path) as unfinished:
        yield unfinished
        with unfinished.open("r+b") as file:
            digest = _digest(file, unfinished.stat().st_size)
            file.write(_SEAL_HEAD + digest)


def is_whole(path: Path) -> bool:
    """Whether a file is, byte by byte, what was written in a block of `sealed`."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size - _SEAL_SIZE
            return size >= 0 and _SEAL_HEAD + _digest(file, size) == file.read()
    except OSError:
        return False


def _digest(file: Any, size: int) -> bytes:
    """Of the first bytes of a file; leaves it at what follows them."""
    digest = hashlib.sha256()
    while size > 0 and (block := file.read(min(size, _BLOCK))):
        digest.update(block)
        size -= len(block)
    return digest.digest()


def as_json(value: Any) -> bytes:
    """A dataclass as JSON, for `from_json`."""
    return json.dumps(asdict(value)).encode()


def from_json(content: bytes, kind: type[T]) -> T | None:
    """A dataclass as `as_json` wrote it, or None when it is none.

    What is written there has to fit the types of all attributes, and nothing may be missing or too
    much: dataclasses, named tuples, tuples, mappings, literals, and plain values are understood.
    """
    try:
        value: T = _as(json.loads(content, parse_constant=_refuse), kind)
    except (ValueError, RecursionError):
        return None
    return value


def write(path: Path, value: Any) -> None:
    """Keep a dataclass as JSON, for `read`; the file appears only when it is complete.

    Raises:
        OSError: when it cannot be written.
    """
    with complete(path) as unfinished:
        unfinished.write_bytes(as_json(value))


def read(path: Path, kind: type[T]) -> T | None:
    """A dataclass as `write` left it, or None when there is no such file or it cannot be read."""
    try:
        return from_json(path.read_bytes(), kind)
    except OSError:
        return None


def _as(data: Any, kind: Any) -> Any:
    """What JSON says as a value of a type.

    Raises:
        ValueError: when it is none.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if kind is float and type(data) is int:
        return float(data)
    if kind in (str, int, float, bool):
        return _require(data, type(data) is kind)
    if origin is Literal:
        return _require(data, data in inner)
    if origin is tuple:
        _require(data, isinstance(data, list))
        if inner[1:] == (...,):
            return tuple(_as(item, inner[0]) for item in data)
        return tuple(_all(data, inner))
    if origin is not None and issubclass(origin, Mapping):
        _require(data, isinstance(data, dict))
        # The keys of JSON are texts.
        return {inner[0](key): _as(item, inner[1]) for key, item in data.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        names = [field.name for field in fields(kind)]
        _require(data, isinstance(data, dict) and sorted(data) == sorted(names))
        return kind(**{name: _as(data[name], hints[name]) for name in names})
    if isinstance(kind, type) and issubclass(kind, tuple):  # a named one
        _require(data, isinstance(data, list))
        return kind(*_all(data, tuple(_hints(kind).values())))
    raise TypeError(f"{kind} cannot be read from JSON.")


def _all(data: list[Any], kinds: tuple[Any, ...]) -> Iterator[Any]:
    return (_as(item, kind) for item, kind in zip(data, kinds, strict=True))


def _require(data: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError
    return data


def _refuse(constant: str) -> None:
    raise ValueError(constant)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
