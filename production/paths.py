"""Where the project's own files lie, as `scenes.paths` says."""

from __future__ import annotations

from scenes.paths import DEFAULT_LESSON, FONT_FILE, ROOT

__all__ = ["DEFAULT_LESSON", "FONT_FILE", "ROOT"]
