"""The qualities a film can be made in: pixels and frames per second."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

FRAME_HEIGHT: Final = 8.0
"""Manim units from the bottom to the top of the frame."""


@dataclass(frozen=True)
class Quality:
    """Size in pixels and frames per second (always a multiple of 15)."""

    name: str
    width: int
    height: int
    frame_rate: int

    def frames(self, seconds: float) -> int:
        """How many frames a duration lasts."""
        return round(seconds * self.frame_rate)

    def manim_options(self) -> dict[str, Any]:
        """Manim's configuration for drawing at this quality without writing any file."""
        return {
            "pixel_width": self.width,
            "pixel_height": self.height,
            "frame_rate": self.frame_rate,
            "frame_height": FRAME_HEIGHT,
            "frame_width": FRAME_HEIGHT * self.width / self.height,
            "dry_run": True,
            "disable_caching": True,
            "max_files_cached": -1,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }


QUALITIES: Final = MappingProxyType(
    {
        quality.name: quality
        for quality in (
            Quality("draft", 854, 480, 15),
            Quality("low", 854, 480, 30),
            Quality("medium", 1280, 720, 30),
            Quality("high", 1920, 1080, 60),
            Quality("4k", 3840, 2160, 60),
        )
    }
)
DEFAULT_QUALITY: Final = "high"
