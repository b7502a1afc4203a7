"""Contact sheets: the last frame of every beat, for the eye to go over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from production.files import complete_together
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.stills.still import STILL_QUALITY, stills_of
from production.workers.tasks import OnProgress, Report, Task, run_tasks, unobserved
from scenes.paths import FONT_FILE

GROUND, INK = "#2b3140", "#eef1f6"
GAP = 12


@dataclass(frozen=True)
class Layout:
    """How big the pictures of a sheet are and how many stand side by side."""

    columns: int
    tile_width: int

    @property
    def tile_height(self) -> int:
        """A tile has the shape of the frame."""
        return self.tile_width * STILL_QUALITY.height // STILL_QUALITY.width

    @property
    def label_height(self) -> int:
        """Room for a tile's label above it."""
        return self.tile_width // 20


OVERVIEW = Layout(columns=3, tile_width=800)
CLOSE = Layout(columns=2, tile_width=1600)
"""For a single chapter: subscripts can be judged."""


@dataclass(frozen=True)
class Tile:
    """A picture saved for a sheet.

    Attributes:
        label: chapter, beat and time.
        path: the picture in full size.
    """

    label: str
    path: Path


def make_sheets(
    request: FilmRequest, workshop: Workshop, on_progress: OnProgress = unobserved
) -> list[Path]:
    """Draw the wanted beats' last frames and put them on sheets.

    Returns:
        The overview, and for each chapter of the film a larger sheet if all are wanted.

    Raises:
        WorkError: when a chapter cannot be drawn.
    """
    tiles: dict[str, list[Tile]] = {}
    chapters = request.chapters(quality=STILL_QUALITY)
    with complete_together(workshop.folder(request)) as folder:
        apart = folder / "tiles"
        apart.mkdir()
        tasks = [Task(chapter.name, draw_tiles, (chapter, apart)) for chapter in chapters]
        run_tasks(tasks, workshop.jobs, on_progress, tiles.__setitem__)
        in_order = [tile for chapter in chapters for tile in tiles[chapter.name]]
        layout = CLOSE if len(chapters) == 1 else OVERVIEW
        sheets = {request.file_name("sheet"): (in_order, layout)}
        if request.selection.is_whole:
            for chapter, chapter_tiles in tiles.items():
                name = "-".join(["sheet", chapter, *request.variant])
                sheets[name] = chapter_tiles, CLOSE
        for name, (shown, layout) in sheets.items():
            compose(shown, layout).save(folder / f"{name}.png")
    return [workshop.folder(request) / f"{name}.png" for name in sheets]


def draw_tiles(chapter: ChapterRequest, folder: Path, report: Report) -> list[Tile]:
    """Draw and save the last frames of a chapter's wanted beats.

    Raises:
        WorkError: when the chapter cannot be drawn.
    """
    tiles = []
    for still in stills_of(chapter, lambda beat: report(beat, 1)):
        minutes, seconds = divmod(round(still.seconds), 60)
        path = folder / f"{still.chapter}.{still.beat}.png"
        still.image.save(path, compress_level=1)
        tiles.append(Tile(f"{still.chapter}.{still.beat}   {minutes}:{seconds:02}", path))
    return tiles


def compose(tiles: Sequence[Tile], layout: Layout) -> Image.Image:
    """Put tiles on a sheet, row by row, each under its label."""
    rows = math.ceil(len(tiles) / layout.columns)
    width, height = layout.tile_width + GAP, layout.tile_height + layout.label_height + GAP
    columns = min(layout.columns, len(tiles))
    sheet = Image.new("RGB", (columns * width + GAP, rows * height + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(FONT_FILE), layout.label_height * 0.65)
    for number, tile in enumerate(tiles):
        row, column = divmod(number, layout.columns)
        left, top = GAP + column * width, GAP + row * height
        draw.text((left, top), tile.label, INK, font)
        with Image.open(tile.path) as picture:
            size = (layout.tile_width, layout.tile_height)
            small = picture.resize(size, Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top + layout.label_height))
    return sheet
