"""Where things stand at the end of every beat: nothing may reach out of the safe area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from production.finding import Finding
from production.order import Order
from production.selection import Wanted
from production.staging import Staging, run_chapter
from production.still import STILL_QUALITY
from production.workers import Report, Task, run_tasks
from scenes.stage.theme import pixels

if TYPE_CHECKING:
    from manim import VMobject

    from scenes.stage.chapter import Chapter

TOLERANCE = 0.03
"""Manim units (4 pixels at 1080p) that an outline may reach out: strokes have a width."""

VISIBLE = 0.01
"""Opacity from which on something can be seen."""


def check_layout(order: Order) -> list[Finding]:
    """What stands outside of the safe area in the wanted beats.

    Raises:
        WorkError: when a chapter cannot be run at all.
    """
    found: dict[str, list[Finding]] = {}
    tasks = [
        Task(
            wanted.chapter,
            inspect_chapter,
            (replace(order.staging(wanted), quality=STILL_QUALITY), wanted),
        )
        for wanted in order.selection.chapters
    ]
    run_tasks(tasks, order.jobs, on_result=found.__setitem__)
    return [finding for wanted in order.selection.chapters for finding in found[wanted.chapter]]


def inspect_chapter(staging: Staging, wanted: Wanted, report: Report) -> list[Finding]:
    """Run a chapter without drawing and look at the end of each wanted beat.

    Raises:
        WorkError: when the chapter cannot be run.
    """
    found: list[Finding] = []

    def inspect(scene: Chapter, beat: str) -> None:
        for side, reaches in _reaching_out(scene).items():
            shapes = "a shape reaches" if len(reaches) == 1 else f"{len(reaches)} shapes reach"
            what = f"{shapes} out of the safe area by up to {pixels(max(reaches)):.0f} pixels"
            found.append(Finding(wanted.chapter, beat, "outside", what, side))

    run_chapter(
        staging,
        beats=wanted.beats,
        at_end_of_beat=inspect,
        on_beat=lambda beat: report(beat, 1),
    )
    return found


def _reaching_out(scene: Chapter) -> dict[str, list[float]]:
    """By side, how far (Manim units) each visible shape reaches out of the safe area there."""
    safe = scene.regions.safe
    found: dict[str, list[float]] = {}
    for mobject in scene.mobjects:
        for member in mobject.get_family():
            if len(member.points) < 2 or not _is_visible(member):
                continue
            reaches = {
                "left": safe.left - member.get_left()[0],
                "right": member.get_right()[0] - safe.right,
                "bottom": safe.bottom - member.get_bottom()[1],
                "top": member.get_top()[1] - safe.top,
            }
            for side, reach in reaches.items():
                if reach > TOLERANCE:
                    found.setdefault(side, []).append(float(reach))
    return found


def _is_visible(mobject: VMobject) -> bool:
    stroke = mobject.get_stroke_opacity() if mobject.get_stroke_width() > 0 else 0.0
    return bool(max(stroke, mobject.get_fill_opacity()) > VISIBLE)
