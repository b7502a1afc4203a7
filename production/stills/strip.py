"""How a beat moves: frames spread evenly over each of its movements, side by side.

A developer's tool: `python -m production.stills.strip weights.zeros --out zeros.png`.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np
from PIL import Image

from calculus.algebra.notation import CONVENTIONS, Convention
from production.media.quality import Quality
from production.rendering.frame_drawer import FrameDrawer
from production.rendering.frames import Pixels
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.running.run import run_chapter
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.stage.settings import THEMES, Settings

STRIP_QUALITY = Quality("strip", 1920, 1080, 15)
FRAME_SIZE = (640, 360)
GAP = 6


class MovementFrames:
    """Takes frames and keeps them by movement: a run of frames that is not held."""

    def __init__(self) -> None:
        self.movements: list[list[Image.Image]] = [[]]

    def write(self, pixels: Pixels, repeat: int, dirty: object = None) -> None:
        """Keep a frame; a held one ends the movement."""
        image = Image.fromarray(np.ascontiguousarray(pixels[:, :, :3]))
        self.movements[-1].append(image.resize(FRAME_SIZE, Image.Resampling.LANCZOS))
        if repeat > 1:
            self.movements.append([])


def evenly(items: list[Image.Image], count: int) -> list[Image.Image]:
    """At most `count` of the items, the first and the last among them."""
    if len(items) <= count:
        return items
    return [items[round(k * (len(items) - 1) / (count - 1))] for k in range(count)]


def strip_of(chapter: ChapterRequest, frames: int) -> Image.Image:
    """A row of frames for each movement of the wanted beats; in the last, it has come to rest.

    Raises:
        WorkError: when the chapter cannot be drawn.
    """
    sink = MovementFrames()
    run_chapter(chapter, FrameDrawer(sink), chapter.beats)
    moving = [movement for movement in sink.movements if len(movement) > 1]
    rows = [evenly(movement, frames) for movement in moving or sink.movements[:1]]
    width, height = FRAME_SIZE[0] + GAP, FRAME_SIZE[1] + GAP
    strip = Image.new("RGB", (width * max(map(len, rows)), height * len(rows)), "#555555")
    for number, row in enumerate(rows):
        for column, image in enumerate(row):
            strip.paste(image, (column * width, number * height))
    return strip


@click.command()
@click.argument("beat")
@click.option("--lesson", type=click.Path(path_type=Path), default=DEFAULT_LESSON)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default=Settings.language)
@click.option("--theme", type=click.Choice(THEMES), default=Settings.theme)
@click.option("--index", type=click.Choice(CONVENTIONS))
@click.option("--frames", type=click.IntRange(min=2), default=8)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(
    beat: str, lesson: Path, lang: str, theme: str, index: Convention | None, frames: int, out: Path
) -> None:
    """Save frames of each movement of BEAT (CHAPTER.BEAT), one movement a row."""
    request = FilmRequest.of(lesson, index, lang, theme, only=(beat,))
    (chapter,) = request.chapters(quality=STRIP_QUALITY)
    out.parent.mkdir(parents=True, exist_ok=True)
    strip_of(chapter, frames).save(out)


if __name__ == "__main__":
    main()
