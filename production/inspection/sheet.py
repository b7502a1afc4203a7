"""A picture of the beats with faults, each fault framed in red under its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from production.files import complete_together
from production.inspection.finding import Box, Finding
from production.inspection.report import ALL_IS_WELL
from production.request.film import FilmRequest
from production.stills.contact_sheet import CLOSE, GAP, GROUND, INK, Tile, compose, draw_tiles
from production.stills.still import STILL_QUALITY
from production.workers.tasks import OnProgress, Task, run_tasks, unobserved
from scenes.paths import FONT_FILE

_RED = "#ff2d2d"
_MARGIN = 8
_LINE = 4
_FONT_SIZE = 26


def draw_faulty_beats(
    request: FilmRequest,
    findings: Sequence[Finding],
    pictures: Path,
    jobs: int = 1,
    on_progress: OnProgress = unobserved,
) -> None:
    """Save a picture, CHAPTER.BEAT.png, of each beat in which something was found.

    Findings may be older than this process, so that the pictures are made apart from them: a
    chapter with faults is run once more, up to its last faulty beat.

    Args:
        request: whose chapters.
        findings: what was found; what concerns a whole chapter needs no picture.
        pictures: the folder.
        jobs: how many chapters are drawn at a time.
        on_progress: told the chapter, the beat, and how many beats were begun.

    Raises:
        WorkError: when a chapter cannot be drawn.
    """
    tasks = []
    for chapter in request.chapters(quality=STILL_QUALITY):
        faulty = {finding.beat for finding in findings if finding.chapter == chapter.name}
        beats = tuple(beat for beat in chapter.wanted_beats if beat in faulty)
        if beats:
            part = replace(chapter, beats=beats)
            tasks.append(Task(chapter.name, draw_tiles, (part, pictures)))
    run_tasks(tasks, jobs, on_progress)


def write_sheet(path: Path, findings: Sequence[Finding], pictures: Path) -> None:
    """Put the framed beats on a sheet, or the sentence that all is well.

    Args:
        path: the sheet's file.
        findings: what was found; what has no place in a picture is written above it.
        pictures: where a picture of each beat with faults is, as CHAPTER.BEAT.png."""
    beats: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        beats.setdefault((finding.chapter, finding.beat), []).append(finding)
    with complete_together(path.parent) as folder:
        apart = folder / "tiles"
        apart.mkdir()
        tiles = [_tile(*beat, found, pictures, apart) for beat, found in beats.items()]
        sheet = compose(tiles, CLOSE) if tiles else _sentence(ALL_IS_WELL)
        sheet.save(folder / path.name)


def _tile(
    chapter: str, beat: str, findings: Sequence[Finding], pictures: Path, folder: Path
) -> Tile:
    label = f"{chapter}.{beat}" if beat else chapter
    source = pictures / f"{label}.png"
    path = folder / f"{label}.png"
    if source.exists():
        with Image.open(source) as picture:
            framed(picture, findings).save(path, compress_level=1)
    else:
        Image.new("RGB", (CLOSE.tile_width, CLOSE.tile_height), GROUND).save(path)
    unplaced = {finding.kind for finding in findings if not finding.boxes}
    return Tile("   ".join([label, *sorted(unplaced)]), path)


def framed(picture: Image.Image, findings: Sequence[Finding]) -> Image.Image:
    """A copy of a 1080p picture with a red frame and the kind's name at each fault."""
    copy = picture.convert("RGB")
    draw = ImageDraw.Draw(copy)
    font = ImageFont.truetype(str(FONT_FILE), _FONT_SIZE)
    for finding in findings:
        for number, box in enumerate(finding.boxes):
            left, top, right, bottom = _around(box, copy.size)
            draw.rectangle((left, top, right, bottom), outline=_RED, width=_LINE)
            if not number:
                # Above the frame, unless that is out of the picture.
                above = top - _FONT_SIZE - _LINE
                draw.text((left, above if above >= 0 else bottom), finding.kind, _RED, font)
    return copy


def _around(box: Box, size: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    return (
        min(max(left - _MARGIN, 0), size[0] - _LINE),
        min(max(top - _MARGIN, 0), size[1] - _LINE),
        max(min(right + _MARGIN, size[0] - 1), _LINE),
        max(min(bottom + _MARGIN, size[1] - 1), _LINE),
    )


def _sentence(text: str) -> Image.Image:
    font = ImageFont.truetype(str(FONT_FILE), CLOSE.label_height)
    sheet = Image.new("RGB", (CLOSE.tile_width, 4 * CLOSE.label_height), GROUND)
    position = 2 * GAP, int(1.5 * CLOSE.label_height)
    ImageDraw.Draw(sheet).text(position, text, INK, font)
    return sheet
