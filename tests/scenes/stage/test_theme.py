"""The palette is readable and every duration fits every frame rate."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from scenes.stage.theme import THEMES, TICK, Theme, ticks


def _channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _luminance(rgb: tuple[float, ...]) -> float:
    red, green, blue = (_channel(value) for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: str, opacity: float = 1.0) -> float:
    """WCAG 2.2 contrast of a colour drawn with an opacity on a ground."""
    mixed = tuple(
        c * opacity + g * (1 - opacity) for c, g in zip(_rgb(colour), _rgb(ground), strict=True)
    )
    light, dark = sorted((_luminance(mixed), _luminance(_rgb(ground))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_every_colour_is_readable_also_dimmed(theme: Theme, ground: str) -> None:
    for role, colour in theme.roles.items():
        assert contrast(colour, getattr(theme, ground)) >= 4.5, role
        if role not in ("zero", "shape"):  # grey is never dimmed
            assert contrast(colour, getattr(theme, ground), theme.dimmed) >= 4.5, role


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_durations_are_whole_ticks(theme: Theme) -> None:
    for name, seconds in asdict(theme.tempo).items():
        assert ticks(seconds) > 0, name


def test_other_durations_are_refused() -> None:
    assert ticks(7 * TICK) == 7
    with pytest.raises(ValueError, match="1/15"):
        ticks(0.5)
