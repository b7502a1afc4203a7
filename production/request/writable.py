"""Where nothing can be written: what only looks goes on without, what makes files is refused."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calculus.lessons.quoting import shown_path
from production.errors import InputError


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder, which itself is made if need be."""
    while not os.path.exists(folder) and folder.parent != folder:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def require_writable(folder: Path) -> None:
    """Refuse a folder for what is to be made, before the work begins.

    Raises:
        InputError: when files cannot be made there.
    """
    if not can_be_written(folder):
        raise InputError(
            f"The folder {shown_path(folder)} cannot be written; choose another with --out."
        )


@contextmanager
def writable_cache(folder: Path) -> Iterator[Path]:
    """A folder in which can be kept what is to be used again, if only as long as the block lasts.

    Where `folder` cannot be written, a temporary one stands in, with links to all that is kept
    already.
    """
    folders = [Path(inner) for inner, _, _ in os.walk(folder)]
    if all(map(can_be_written, (folder, *folders))):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="affine-film-") as name:
        temporary = Path(name)
        for inner in folders:
            copy = temporary / inner.relative_to(folder)
            copy.mkdir(exist_ok=True)
            for path in inner.iterdir():
                if path.is_file():
                    (copy / path.name).symlink_to(path.absolute())
        yield temporary
