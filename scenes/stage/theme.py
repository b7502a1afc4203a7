"""How things look and how fast they move: the only place for colours, sizes and durations."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from scenes.stage.clock import TICK

PIXELS_PER_UNIT: Final = 135.0
"""Pixels of a 1080p frame (Manim's frame is 8 units high) in one Manim unit."""


@dataclass(frozen=True)
class Sizes:
    """Font sizes (em, pixels at 1080p). A subscript's digits are 0.45 em high."""

    title: float = 46
    words: float = 42
    label: float = 40
    formula: float = 48
    large: float = 60
    hero: float = 88
    claim: float = 112
    """The two formulas that the film is about, alone on the stage."""
    poster: float = 190
    """The few words of a poster: to be read when it is 240 pixels wide."""
    overview: float = 40
    headers: float = 34
    digits: float = 34
    """Numbers that are worked with."""
    small_digits: float = 28
    """Other numbers: their digits are 18 pixels high."""
    shape: float = 38
    code: float = 36
    small_code: float = 32
    least_words: float = 32
    """No word is smaller than this."""


@dataclass(frozen=True)
class Tempo:
    """Durations in seconds, each a multiple of `TICK`."""

    blink: float = 6 * TICK
    brisk: float = 9 * TICK
    move: float = 15 * TICK
    slide: float = 18 * TICK
    """What comes along an edge, or along all of them, at a pace that can be followed."""
    slow: float = 21 * TICK
    swing: float = 24 * TICK
    """A strip of fractions stands up."""
    sweep: float = 30 * TICK
    """A movement of several things one after the other."""
    wave: float = 42 * TICK
    """A table that fills itself row after row."""
    turn: float = 36 * TICK
    """The turning of a sheet, a page or a table: the film's largest movements."""
    gathering: tuple[float, ...] = (26 * TICK, 18 * TICK, 12 * TICK, 8 * TICK, 6 * TICK)
    """The steps of a wave that gathers speed; all later ones last as long as the last."""
    still: float = 30 * TICK
    """A new picture stands still at least this long at the end of its beat."""
    silence: float = 30 * TICK
    """The two silent seconds that open a chapter, and the time for a viewer's own answer."""
    result: float = 45 * TICK
    """A final result stands still this long."""
    joint: float = 14 * TICK
    """From the last picture of a chapter to what the next one begins with."""
    last_hold: float = 30 * TICK
    """The last picture of a chapter that another one follows stands still this long."""


@dataclass(frozen=True)
class Strokes:
    """Line widths in Manim's stroke units (1 unit = 1.08 pixels at 1080p)."""

    hairline: float = 1.5
    frame: float = 2.0
    edge: float = 3.5
    node: float = 3.5
    arrow: float = 4.5
    lit: float = 7.0


@dataclass(frozen=True)
class Theme:
    """A palette after Okabe and Ito, adjusted to at least 4.5:1 on ground and on panel.

    Colours are sRGB hex codes, opacities run from 0 to 1.
    """

    ground: str
    panel: str
    """What lies behind a group of things and sets it off from the ground."""
    ink: str
    muted: str
    """Structural zeros, shapes and frames: still to be read."""
    ghost: float
    """Opacity of pure context (headers, what waits): exempt from the contrast rule."""
    dimmed: float
    """Opacity of what steps back but is still to be read: 4.5:1 for every role."""
    wash: float
    """Opacity of a translucent field of a role's colour; where two cross, 4.5:1 for an entry."""
    back_wash: float
    """The same for the back of a sheet; below `faint_wash` 4.5:1 for an entry, too."""
    faint_wash: float
    """The same for a field that lies on a sheet."""
    mark_wash: float
    """Opacity of the sheet in the film's mark, which bears no letters."""
    mark_back_wash: float
    """The same for its back."""
    glow: float
    """Opacity of the one bright cell of a sheet without letters, on top of its wash: 3:1."""
    roles: MappingProxyType[str, str]
    sizes: Sizes = Sizes()
    tempo: Tempo = Tempo()
    strokes: Strokes = Strokes()

    def __deepcopy__(self, memo: object) -> Theme:
        """Itself: it never changes, and mobjects that hold it are copied often."""
        return self

    def colour(self, role: str) -> str:
        """The colour of a role of `calculus.writing.typst` ("x", "w", "y", "gradient", "ink")."""
        return self.roles[role]


def pixels(length: float) -> float:
    """Manim units as pixels at 1080p."""
    return length * PIXELS_PER_UNIT


def units(pixels: float) -> float:
    """Pixels at 1080p as Manim units."""
    return pixels / PIXELS_PER_UNIT


_DARK = {
    "ink": "#eef1f6",
    "x": "#5cc3f5",
    "w": "#f5b041",
    "y": "#63d3a2",
    "gradient": "#ff8577",
    "zero": "#9ca7b8",
    "shape": "#9ca7b8",
}

# On white, Okabe and Ito's orange and sky have 2.3:1; a projector in a lit room takes more away.
_LIGHT = {
    "ink": "#10141c",
    "x": "#0a53d0",
    "w": "#8f4700",
    "y": "#00654a",
    "gradient": "#c00d48",
    "zero": "#4e5968",
    "shape": "#4e5968",
}

THEMES: Final = MappingProxyType(
    {
        "dark": Theme(
            ground="#10141c",
            panel="#1a2130",
            ink=_DARK["ink"],
            muted=_DARK["zero"],
            ghost=0.45,
            dimmed=0.77,
            wash=0.18,
            back_wash=0.27,
            faint_wash=0.09,
            mark_wash=0.30,
            mark_back_wash=0.40,
            glow=0.82,
            roles=MappingProxyType(_DARK),
        ),
        "light": Theme(
            ground="#ffffff",
            panel="#f0f4fa",
            ink=_LIGHT["ink"],
            muted=_LIGHT["zero"],
            ghost=0.55,
            dimmed=0.85,
            wash=0.13,
            back_wash=0.20,
            faint_wash=0.065,
            mark_wash=0.20,
            mark_back_wash=0.28,
            glow=0.85,
            roles=MappingProxyType(_LIGHT),
        ),
    }
)
