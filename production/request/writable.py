"""Where nothing can be written: what only looks goes on without, what makes files is refused."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from calculus.lessons.quoting import shown_path
from production.errors import InputError
from production.request.order import Order


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
def with_writable_cache(order: Order) -> Iterator[Order]:
    """An order that can keep what it wants to use again, if only as long as the block lasts.

    Where its own cache cannot be written, a temporary folder stands in, with links to all that is
    kept already.
    """
    folders = [Path(folder) for folder, _, _ in os.walk(order.cache)]
    if all(map(can_be_written, (order.cache, *folders))):
        yield order
        return
    with tempfile.TemporaryDirectory(prefix="affine-film-") as name:
        temporary = Path(name)
        for folder in folders:
            copy = temporary / folder.relative_to(order.cache)
            copy.mkdir(exist_ok=True)
            for path in folder.iterdir():
                if path.is_file():
                    (copy / path.name).symlink_to(path.absolute())
        yield replace(order, cache_folder=temporary)
