"""Where the project's own files lie."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

DEFAULT_LESSON = ROOT / "assets" / "lessons" / "post.toml"

FONT_FILE = ROOT / "assets" / "fonts" / "NotoSansJP-Medium-subset.ttf"
"""Of all words and signs that are no mathematics."""
