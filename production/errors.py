"""What can go wrong for a user, each with the exit code it ends in."""

from __future__ import annotations

import errno
from pathlib import Path

_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class InputError(ValueError):
    """What was asked for does not exist or makes no sense; one sentence for the user."""


class WorkError(RuntimeError):
    """The work itself failed; one sentence that says at which chapter (and beat, if known)."""


def about_folder(error: OSError) -> InputError | WorkError | None:
    """What to tell when files could not be used where they are; None for other errors.

    It names the folder and not the file, so that many files that fail make one sentence.
    """
    is_known = error.errno in _NOT_ALLOWED | _NO_ROOM
    if not is_known or not isinstance(error.filename, str):
        return None
    kind = InputError if error.errno in _NOT_ALLOWED else WorkError
    folder = Path(error.filename).parent.absolute()
    return kind(f"Files in {folder} cannot be used: {error.strerror}.")


def about_chapter(chapter: str, error: Exception) -> InputError | WorkError:
    """What to tell when the work at a chapter ended in an error: one sentence."""
    if isinstance(error, InputError | WorkError):
        # An error that goes from one process to another must not need what it was made of.
        return type(error)(str(error))
    if isinstance(error, OSError) and (sentence := about_folder(error)) is not None:
        return sentence
    message = " ".join(str(error).split())
    return WorkError(f"The chapter {chapter} failed: {type(error).__name__}: {message}.")
