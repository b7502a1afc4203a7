"""A crowd of glyphs that travels and fades: what a frame costs with more and more of them.

`python -m benchmarks.crowd --copies 4 --renderer plain` prints a row of numbers.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
from manim import RIGHT, FadeOut, Scene, VGroup, tempconfig

from calculus.affine.weight_gradient import weight_gradient
from calculus.lessons.lesson import load_lesson
from calculus.statements.given import stated
from production.media.formats import MP4
from production.media.quality import QUALITIES, Quality
from production.rendering.renderer import FrameRenderer, ShotListener
from production.rendering.units import UnitEncoder
from scenes.paths import DEFAULT_LESSON
from scenes.stage.formulas.formula import Formula
from scenes.stage.theme import THEMES

SECONDS = 4


class Crowd(Scene):
    """Copies of ∂L/∂W with all of its terms, one over the other."""

    copies = 1
    glyphs = 0

    def construct(self) -> None:
        theme = THEMES["dark"]
        derivation = weight_gradient(load_lesson(DEFAULT_LESSON).notation)
        line = Formula(stated(derivation, "paths"), theme, theme.sizes.overview)
        crowd = VGroup(*(line.copy().shift(0.02 * n * RIGHT) for n in range(self.copies)))
        type(self).glyphs = len(crowd.family_members_with_points())
        self.add(crowd)
        self.play(crowd.animate.shift(0.5 * RIGHT), run_time=SECONDS / 2)
        self.play(FadeOut(crowd), run_time=SECONDS / 2)


@click.command()
@click.option("--copies", default=1)
@click.option("--quality", default="high", type=click.Choice(tuple(QUALITIES)))
@click.option("--renderer", default="fast", type=click.Choice(("fast", "plain")))
def main(copies: int, quality: str, renderer: str) -> None:
    """Print glyphs, and CPU milliseconds a frame."""
    Crowd.copies = copies
    chosen = QUALITIES[quality]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        (_fast if renderer == "fast" else _plain)(chosen, Path(folder))
        spent = time.process_time() - start
    print(f"{Crowd.glyphs} {1000 * spent / (SECONDS * chosen.frame_rate):.1f}")


def _fast(quality: Quality, folder: Path) -> None:
    room = UnitEncoder(quality, MP4, folder, (), lambda beat, frames: None)
    with tempconfig(quality.manim_options()):
        Crowd(renderer=FrameRenderer(ShotListener(take=room))).render()


def _plain(quality: Quality, folder: Path) -> None:
    to_file = {"dry_run": False, "write_to_movie": True, "media_dir": str(folder)}
    with tempconfig({**quality.manim_options(), **to_file}):
        Crowd().render()


if __name__ == "__main__":
    main()
