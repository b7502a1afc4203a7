"""Writing a lesson to start from, whole or not at all and never over another file."""

from __future__ import annotations

import errno
import os
import random
from pathlib import Path

from calculus.lessons.file import folder_name
from calculus.lessons.quoting import shown_path
from calculus.lessons.template import lesson_template
from production.errors import InputError

_SEEDS = 10_000
"""How many seeds are drawn from: short enough to be typed again."""

_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def write_new_lesson(
    path: Path, samples: int, inputs: int, outputs: int, seed: int | None = None
) -> None:
    """Write a commented lesson of N×D×M numbers; the seed is any if left out.

    Raises:
        LessonError: when the file's name could not name an output folder.
        InputError: when there is something of this name, nothing can be written there, or a size
            is out of range.
    """
    folder_name(path)
    if seed is None:
        seed = random.randrange(_SEEDS)
    try:
        text = lesson_template(samples, inputs, outputs, seed)
    except ValueError as error:
        raise InputError(str(error)) from None
    try:
        _write_new(path, text)
    except FileExistsError:
        raise InputError(f"{shown_path(path)} exists already; choose another name.") from None
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.parent.exists():
            folder = shown_path(path.parent)
            raise InputError(f"The folder {folder} does not exist; make it first.") from None
        raise InputError(f"{shown_path(path)} cannot be written: {error.strerror}.") from None
    except ValueError:  # a null byte, or characters no file name can have
        raise InputError(f"No file can be called {shown_path(path)}.") from None


def _write_new(path: Path, text: str) -> None:
    """Write a file that appears complete; FileExistsError if there is one."""
    if os.path.lexists(path):
        raise FileExistsError
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        try:
            os.link(unfinished, path)  # unlike a renaming, this never replaces a file
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            os.rename(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
