"""What is wrong with a picture of the stage: place, overlaps, sizes, contrast, emptiness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from manim import ManimColor

from calculus.algebra.expressions import Symbol
from production.inspection import limits
from production.inspection.drawing import Drawing, draw
from production.inspection.finding import Box
from production.inspection.visible_outlines import (
    Look,
    VisibleOutline,
    box_around,
    visible_outlines,
)
from scenes.language.languages import LANGUAGES
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import is_context, is_overview
from scenes.stage.formulas.code import Code
from scenes.stage.formulas.formula import AtomGlyphs, Words
from scenes.stage.theme import Theme, pixels


@dataclass(frozen=True)
class Fault:
    """What is wrong at one moment.

    Attributes:
        kind: "outside", "overlap", "size", "contrast", "empty" or "language".
        what: one sentence.
        where: which side, or which things.
        boxes: where in the picture.
    """

    kind: str
    what: str
    where: str
    boxes: tuple[Box, ...] = ()


def faults_on(scene: Chapter) -> list[Fault]:
    """All that is wrong with the stage as it stands."""
    outlines = visible_outlines(scene)
    drawing = draw(outlines, scene.camera, _grounds(scene.theme))
    return [
        *_outside(outlines, scene),
        *_overlaps(outlines, drawing, scene),
        *_sizes(outlines, scene),
        *_contrasts(outlines, drawing, scene),
        *_emptiness(outlines),
        *_languages(outlines, scene),
    ]


def _outside(outlines: Sequence[VisibleOutline], scene: Chapter) -> Iterable[Fault]:
    safe = scene.regions.safe
    reaching: dict[str, list[tuple[float, VisibleOutline]]] = {}
    for outline in outlines:
        left, right, bottom, top = outline.extent
        reaches = {
            "left": safe.left - left,
            "right": right - safe.right,
            "bottom": safe.bottom - bottom,
            "top": top - safe.top,
        }
        for side, reach in reaches.items():
            if pixels(reach) > limits.OUTSIDE:
                reaching.setdefault(side, []).append((pixels(reach), outline))
    for side, found in reaching.items():
        shapes = "a shape reaches" if len(found) == 1 else f"{len(found)} shapes reach"
        furthest = max(reach for reach, _ in found)
        culprits = [outline for _, outline in found]
        yield Fault(
            "outside",
            f"{shapes} out of the safe area by up to {furthest:.0f} pixels",
            side,
            _boxes(culprits, scene),
        )


def _overlaps(
    outlines: Sequence[VisibleOutline], drawing: Drawing, scene: Chapter
) -> Iterable[Fault]:
    kinds: dict[str, dict[tuple[int, int], set[int]]] = {}
    told: set[tuple[int, int]] = set()
    for overlap in [*drawing.overlaps, *drawing.contacts]:
        below, above = outlines[overlap.below], outlines[overlap.above]
        pair = min(below.unit, above.unit), max(below.unit, above.unit)
        what = "text is crossed or covered"
        if below.is_text and above.is_text:
            what = "text lies on text"
        if overlap in drawing.contacts:
            if pair in told:
                continue
            what = "text touches text"
        else:
            told.add(pair)
        numbers = kinds.setdefault(what, {}).setdefault(pair, set())
        numbers.update((overlap.below, overlap.above))
    for what, pairs in kinds.items():
        found = [[outlines[number] for number in sorted(numbers)] for numbers in pairs.values()]
        several = f"{len(found)} times " if len(found) > 1 else ""
        names = [_pair(involved) for involved in found]
        boxes = tuple(box_around(involved, scene) for involved in found)
        yield Fault("overlap", several + what, _abridged(names, "; "), boxes)


def _pair(outlines: Sequence[VisibleOutline]) -> str:
    """The names of two units, the text first."""
    names: dict[int, str] = {}
    for outline in sorted(outlines, key=lambda outline: not outline.is_text):
        names[outline.unit] = outline.name
    return " and ".join(names.values())


def _sizes(outlines: Sequence[VisibleOutline], scene: Chapter) -> Iterable[Fault]:
    small: dict[tuple[str, float], list[tuple[float, VisibleOutline]]] = {}
    for outline in outlines:
        if not outline.is_text or _is_context(outline, scene.theme):
            continue
        measure, size, least = _legibility(outline)
        if size < least * (1 - limits.ROUNDING):
            small.setdefault((measure, least), []).append((size, outline))
    for (measure, least), found in small.items():
        culprits = [outline for _, outline in found]
        units = len({outline.unit for outline in culprits})
        noun = "text has" if units == 1 else "texts have"
        sizes = _range(size for size, _ in found)
        yield Fault(
            "size",
            f"{units} {noun} {measure} of {sizes} pixels; at least {least:g} are needed",
            _list(culprits),
            _boxes(culprits, scene),
        )


def _range(values: Iterable[float]) -> str:
    """One number, or the least and the greatest of several."""
    shown = sorted(round(value, 1) for value in values)
    return f"{shown[0]:g}" if shown[0] == shown[-1] else f"{shown[0]:g} to {shown[-1]:g}"


def _legibility(outline: VisibleOutline) -> tuple[str, float, float]:
    """What is measured of a glyph, how large it is, and how large it has to be, in pixels."""
    em = pixels(outline.mobject.em)
    if isinstance(outline.owner, (Words, Code)):
        return "a font size", em, limits.WORDS
    least = limits.OVERVIEW_DIGITS if is_overview(outline.mobject) else limits.DIGITS
    part = limits.SUBSCRIPT_DIGIT_HEIGHT if _has_subscript(outline) else limits.DIGIT_HEIGHT
    return "digits", em * part, least


def _has_subscript(outline: VisibleOutline) -> bool:
    if not isinstance(outline.owner, AtomGlyphs):
        return False
    sign = outline.owner.atom.sign
    return isinstance(sign, Symbol) and bool(sign.subscript or sign.sample)


def _contrasts(
    outlines: Sequence[VisibleOutline], drawing: Drawing, scene: Chapter
) -> Iterable[Fault]:
    pale: dict[tuple[str, float], list[tuple[float, VisibleOutline]]] = {}
    for number, outline in enumerate(outlines):
        if number not in drawing.grounds or not _has_to_stand_out(outline, scene.theme):
            continue
        value = max(
            contrast(look.over(drawing.grounds[number]), drawing.grounds[number])
            for look in outline.looks
        )
        least = limits.TEXT_CONTRAST if outline.is_text else limits.MARK_CONTRAST
        if value < least * (1 - limits.ROUNDING):
            noun = "text" if outline.is_text else "line or mark"
            pale.setdefault((noun, least), []).append((value, outline))
    for (noun, least), found in pale.items():
        culprits = [outline for _, outline in found]
        units = len({outline.unit for outline in culprits})
        subject = f"a {noun} stands" if units == 1 else f"{units} times a {noun} stands"
        yield Fault(
            "contrast",
            f"{subject} out {_range(value for value, _ in found)} : 1 from what is behind; "
            f"{least:g} : 1 is needed",
            _list(culprits),
            _boxes(culprits, scene),
        )


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """The contrast of two colours (shape (3,), each from 0 to 255) as WCAG 2.2 defines it."""
    # The package coloraide gives the same to four digits, no sooner, and would be one more for it.
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: np.ndarray) -> float:
    part = np.clip(colour / 255, 0, 1)
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _has_to_stand_out(outline: VisibleOutline, theme: Theme) -> bool:
    """Whether any part of its look is neither context nor merely what other things stand on."""
    if is_context(outline.mobject):
        return False
    return any(
        not _is_ghost(look.opacity, theme)
        and not (look.is_field and (_is_panel(look, theme) or look.opacity <= _FAINT))
        for look in outline.looks
    )


_FAINT = 0.3
"""Opacity up to which a field only tints what is on it."""


def _grounds(theme: Theme) -> list[np.ndarray]:
    """The colours on which everything stands."""
    return [255 * np.array(ManimColor(colour).to_rgb()) for colour in (theme.ground, theme.panel)]


def _is_panel(look: Look, theme: Theme) -> bool:
    return any(np.allclose(look.colour, ground, atol=1.5) for ground in _grounds(theme))


def _is_ghost(opacity: float, theme: Theme) -> bool:
    return abs(opacity - theme.ghost) < 0.005


def _is_context(outline: VisibleOutline, theme: Theme) -> bool:
    """Whether it need not be read."""
    ghostly = all(_is_ghost(look.opacity, theme) for look in outline.looks)
    return ghostly or is_context(outline.mobject)


def _emptiness(outlines: Sequence[VisibleOutline]) -> Iterable[Fault]:
    if all(outline.is_fixture for outline in outlines):
        yield Fault("empty", "nothing is on the stage but the title and the small graph", "stage")


def _languages(outlines: Sequence[VisibleOutline], scene: Chapter) -> Iterable[Fault]:
    language = LANGUAGES[scene.settings.language]
    written: dict[str, list[VisibleOutline]] = {}
    for outline in outlines:
        if isinstance(outline.owner, Words):
            written.setdefault(outline.owner.text, []).append(outline)
    for text, found in written.items():
        words = language.foreign_words(text)
        if words:
            what = f"not of the film's language: {', '.join(words)}"
            yield Fault("language", what, text, _boxes(found, scene))


def _boxes(outlines: Sequence[VisibleOutline], scene: Chapter) -> tuple[Box, ...]:
    """A rectangle around each unit."""
    units: dict[int, list[VisibleOutline]] = {}
    for outline in outlines:
        units.setdefault(outline.unit, []).append(outline)
    return tuple(box_around(parts, scene) for parts in units.values())


_MOST_NAMES = 6


def _list(outlines: Iterable[VisibleOutline]) -> str:
    return _abridged({outline.unit: outline.name for outline in outlines}.values(), ", ")


def _abridged(names: Iterable[str], separator: str) -> str:
    """The first of different names."""
    different = list(dict.fromkeys(names))
    rest = ["…"] if len(different) > _MOST_NAMES else []
    return separator.join(different[:_MOST_NAMES] + rest)
