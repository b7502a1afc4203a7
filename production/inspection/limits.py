"""What is demanded of the film, in one place: the figures of the checks.

They come from guides for subtitles and accessibility (WCAG 2.2, timed-text guides) and from what
is legible on a telephone. All pixels are those of a 1080p frame.
"""

from __future__ import annotations

from typing import Final

DIGITS: Final = 18.0
"""Least height in pixels of the digits of a formula that is read for the first time."""

OVERVIEW_DIGITS: Final = 12.0
"""The same where the terms have been read before; the stage declares that."""

DIGIT_HEIGHT, SUBSCRIPT_DIGIT_HEIGHT = 0.645, 0.45
"""Height of a digit in em: on the line, and in a subscript or superscript."""

WORDS: Final = 32.0
"""Least font size in pixels of words and of code; a 30th of the frame's height."""

TEXT_CONTRAST: Final = 4.5
"""Least contrast of text with what is behind it, also where it steps back."""

MARK_CONTRAST: Final = 3.0
"""Least contrast of lines, arrows and marks."""

VISIBLE: Final = 0.01
"""Opacity from which on something can be seen."""

OUTSIDE: Final = 4.0
"""Pixels that an outline may reach out of the safe area: strokes have a width."""

OVERLAP: Final = 4
"""Pixels that two things may share: edges are smoothed."""

CLOSE: Final = 2
"""Pixels that have to stay free between lines of text that were not set in one go."""

ROUNDING: Final = 0.01
"""What a size or a contrast may fall short of its limit, as a part: sums are not exact."""
