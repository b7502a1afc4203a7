"""The last frame of beats as pictures, without drawing what lies between.

A developer's tool: `python -m production.stills.still weights.zeros --out zeros.png`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from calculus.algebra.notation import CONVENTIONS, Convention
from production.media.quality import QUALITIES
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.running.run import picture_of, run_chapter
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.stage.settings import THEMES, Settings

if TYPE_CHECKING:
    from PIL.Image import Image

    from scenes.stage.chapter import Chapter

STILL_QUALITY = QUALITIES["high"]


@dataclass(frozen=True)
class Still:
    """A beat's last frame.

    Attributes:
        chapter: the chapter's name.
        beat: the beat's name.
        seconds: the beat's end, from the chapter's start.
        image: in full size.
    """

    chapter: str
    beat: str
    seconds: float
    image: Image


def stills_of(chapter: ChapterRequest, on_beat: Callable[[str], None] | None = None) -> list[Still]:
    """The last frames of a chapter's wanted beats.

    Args:
        chapter: which beats of which one, for whom; its quality gives the pictures' size.
        on_beat: called with the name of each beat when it begins.

    Raises:
        WorkError: when the chapter cannot be drawn.
    """
    pictures: dict[str, Image] = {}

    def keep(scene: Chapter, beat: str) -> None:
        pictures[beat] = picture_of(scene)

    run = run_chapter(chapter, beats=chapter.beats, at_end_of_beat=keep, on_beat=on_beat)
    return [
        Still(chapter.name, beat.name, beat.end, pictures[beat.name])
        for beat in run.beats
        if beat.name in pictures
    ]


@click.command()
@click.argument("beat")
@click.option("--lesson", type=click.Path(path_type=Path), default=DEFAULT_LESSON)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default=Settings.language)
@click.option("--theme", type=click.Choice(THEMES), default=Settings.theme)
@click.option("--index", type=click.Choice(CONVENTIONS))
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(
    beat: str, lesson: Path, lang: str, theme: str, index: Convention | None, out: Path
) -> None:
    """Save the last frame of BEAT (CHAPTER.BEAT) as a 1080p picture."""
    request = FilmRequest.of(lesson, index, lang, theme, only=(beat,))
    (chapter,) = request.chapters(quality=STILL_QUALITY)
    (still,) = stills_of(chapter)
    out.parent.mkdir(parents=True, exist_ok=True)
    still.image.save(out)


if __name__ == "__main__":
    main()
