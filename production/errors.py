"""What can go wrong for a user, each with the exit code it ends in."""

from __future__ import annotations


class InputError(ValueError):
    """What was asked for does not exist or makes no sense; one sentence for the user."""


class WorkError(RuntimeError):
    """The work itself failed; one sentence that says at which chapter (and beat, if known)."""
