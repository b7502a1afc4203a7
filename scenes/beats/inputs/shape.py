"""∂L/∂X has the shape of X: an empty slot grows out of every entry of X."""

from __future__ import annotations

from manim import Create, ReplacementTransform, VGroup

from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.slots import Slots, empty_slot
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter


def grow_slots(scene: Chapter, opening: Opening) -> Slots:
    """The entries of X are framed, and each frame has a child below it: a slot of ∂L/∂X."""
    theme, tempo = scene.theme, scene.theme.tempo
    inputs, slots = opening.shapes.inputs, opening.shapes.slots
    sources = {i: empty_slot(inputs.part("x", i), theme, "x") for i in slots.frames}
    scene.play(Create(VGroup(*sources.values())), run_time=tempo.brisk)
    name = {("subject", "by", "name"): [inputs.part("name", "x")]}
    scene.play(
        Rewrite(slots.outline, name, run_time=tempo.slow),
        *(
            ReplacementTransform(source, slots.frames[i], run_time=tempo.slow)
            for i, source in sources.items()
        ),
    )
    scene.remove(slots.outline, *slots.frames.values())
    scene.add(slots)
    return slots
