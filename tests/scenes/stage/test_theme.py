"""Every palette is readable, its roles can be told apart, and durations fit every frame rate."""

from __future__ import annotations

from dataclasses import asdict
from itertools import combinations

import numpy as np
import pytest

from scenes.stage.clock import TICK, ticks
from scenes.stage.settings import THEMES as NAMES
from scenes.stage.theme import THEMES, Theme

READABLE = 4.5
VISIBLE = 3.0

APART = 10.0
"""CIEDE2000 between two roles, also as seen by the colour-blind; 1 can just be noticed."""

FAR_APART = 15.0
"""The same for people with all three kinds of cones."""

# Machado, Oliveira and Fernandes (2009), severity 1, in linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def _linear(rgb: np.ndarray) -> np.ndarray:
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def _on(colour: str, ground: np.ndarray, opacity: float) -> np.ndarray:
    return _rgb(colour) * opacity + ground * (1 - opacity)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """WCAG 2.2 contrast of two colours, each as sRGB."""
    dark, light = sorted(float(_linear(rgb) @ (0.2126, 0.7152, 0.0722)) for rgb in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray, vision: np.ndarray = VISION["usual"]) -> np.ndarray:
    """CIELAB (D65) of an sRGB colour as someone sees it."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(vision @ _linear(rgb), 0, 1) / (0.95047, 1.0, 1.08883)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 of two colours in CIELAB."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    weight = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    off = (lightness - 50) ** 2
    in_lightness = (l2 - l1) / (1 + 0.015 * off / np.sqrt(20 + off))
    in_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    in_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    blue = 60 * np.exp(-(((hue - 275) / 25) ** 2))
    mixed = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(blue))
    squares = in_lightness**2 + in_chroma**2 + in_hue**2 + mixed * in_chroma * in_hue
    return float(np.sqrt(squares))


def test_the_measures_agree_with_published_values() -> None:
    # Pairs of Sharma, Wu and Dalal's test data for CIEDE2000.
    assert difference(np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485])) == (
        pytest.approx(2.0425, abs=1e-4)
    )
    assert difference(np.array([50, -1.0, 2.0]), np.array([50.0, 0, 0])) == (
        pytest.approx(2.3669, abs=1e-4)
    )
    assert difference(np.array([50, 2.5, 0]), np.array([61, -5, 29])) == (
        pytest.approx(22.8977, abs=1e-4)
    )
    assert contrast(_rgb("#ffffff"), _rgb("#000000")) == pytest.approx(21)
    assert contrast(_rgb("#777777"), _rgb("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_settings_offer_every_theme() -> None:
    assert set(NAMES) == set(THEMES)


@every_theme
def test_every_theme_names_the_same_roles(theme: Theme) -> None:
    assert set(theme.roles) == set(THEMES["dark"].roles)
    assert (theme.ink, theme.muted) == (theme.colour("ink"), theme.colour("zero"))


@every_theme
@pytest.mark.parametrize("state", ["full", "dimmed"])
@pytest.mark.parametrize("behind", ["ground", "panel"])
def test_every_colour_is_readable(theme: Theme, behind: str, state: str) -> None:
    ground = _rgb(getattr(theme, behind))
    opacity = theme.dimmed if state == "dimmed" else 1.0
    for role, colour in theme.roles.items():
        least = 7.0 if role == "ink" else READABLE
        assert contrast(_on(colour, ground, opacity), ground) >= least, role


@every_theme
def test_a_matrix_is_readable_on_washes_also_where_row_and_column_cross(theme: Theme) -> None:
    ground = _rgb(theme.ground)
    row, column = (_on(theme.colour(role), ground, theme.wash) for role in ("x", "y"))
    crossing = _on(theme.colour("y"), row, theme.wash)
    for read, behind in (("x", row), ("y", column), ("w", row), ("w", column), ("w", crossing)):
        assert contrast(_rgb(theme.colour(read)), behind) >= READABLE, (read, behind)


@every_theme
@pytest.mark.parametrize("side", ["wash", "back_wash"])
def test_a_sheet_is_readable_on_both_sides_also_below_a_field(theme: Theme, side: str) -> None:
    weight = _rgb(theme.colour("w"))
    sheet = _on(theme.colour("w"), _rgb(theme.ground), getattr(theme, side))
    assert contrast(weight, sheet) >= READABLE
    for role in ("y", "gradient", "w"):
        below = _on(theme.colour(role), sheet, theme.faint_wash)
        assert contrast(weight, below) >= READABLE, role


@every_theme
def test_what_steps_back_is_seen_to_do_so(theme: Theme) -> None:
    """Ghost, dimmed and full are three looks, and a ghost is still there."""
    ground = _rgb(theme.ground)
    for role, colour in theme.roles.items():
        full, dimmed, ghost = (_on(colour, ground, o) for o in (1.0, theme.dimmed, theme.ghost))
        assert difference(lab(full), lab(dimmed)) > 4, role
        assert difference(lab(dimmed), lab(ghost)) > 8, role
        assert contrast(ghost, ground) > 2, role


@every_theme
@pytest.mark.parametrize("vision", VISION)
def test_roles_can_be_told_apart(theme: Theme, vision: str) -> None:
    least = FAR_APART if vision == "usual" else APART
    for (role, colour), (other_role, other) in combinations(theme.roles.items(), 2):
        if {role, other_role} != {"zero", "shape"}:
            seen = [lab(_rgb(each), VISION[vision]) for each in (colour, other)]
            assert difference(*seen) >= least, (role, other_role)


@every_theme
def test_marks_are_visible_on_both_grounds(theme: Theme) -> None:
    for behind in (theme.ground, theme.panel):
        for mark in (theme.ink, theme.muted):
            assert contrast(_rgb(mark), _rgb(behind)) >= VISIBLE


@every_theme
def test_durations_are_whole_ticks(theme: Theme) -> None:
    for name, given in asdict(theme.tempo).items():
        for seconds in given if isinstance(given, tuple) else (given,):
            assert ticks(seconds) > 0, name


def test_other_durations_are_refused() -> None:
    assert ticks(7 * TICK) == 7
    with pytest.raises(ValueError, match="1/15"):
        ticks(0.5)
