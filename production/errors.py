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


def not_written(error: OSError) -> InputError | WorkError | None:
    """What to tell when something could not be written; None when another thing went wrong.

    It names the folder and not the file, so that many files that fail make one sentence.
    """
    if error.filename is None or error.errno not in _NOT_ALLOWED | _NO_ROOM:
        return None
    kind = InputError if error.errno in _NOT_ALLOWED else WorkError
    folder = Path(str(error.filename)).parent
    return kind(f"Nothing can be written to {folder}: {error.strerror}.")
