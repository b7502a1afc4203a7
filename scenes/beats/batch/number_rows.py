"""The rows of a batch in numbers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from manim import Scene, Transform, VGroup, VMobject

from calculus.algebra.expressions import Place
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.statement import Statement


def under(stage: Typeset, new: Typeset, wholes: Collection[str]) -> dict[Place, list[VMobject]]:
    """A written-out thing turns into its name: each atom of `new` under a key comes from all of it.

    Args:
        stage: what stands there.
        new: what appears.
        wholes: first keys of the places of what is named; everything else keeps its place.
    """
    sources: dict[Place, list[VMobject]] = {}
    for place in new.atoms:
        if place[0] in wholes:
            sources[place] = list(stage.part(place[0]))
        elif place in stage.atoms:
            sources[place] = [stage.atoms[place]]
    return sources


def onto_row(row: VGroup, target: VMobject) -> Transform:
    """A copy of a row flies onto another row and is taken up by it."""
    copy = row.copy()
    arrived = copy.copy().move_to(target).set_opacity(0)
    return Transform(copy, arrived, remover=True)


class NumberRows(Rewrite):
    """A row of one sample gets its sample number, x1 becomes x1⁽¹⁾; other rows appear.

    Args:
        statement: X or Y; its next form has a row a sample.
        options: of `Rewrite`.
    """

    def __init__(self, statement: Statement, **options: Any) -> None:
        old = statement.now
        statement.shown += 1
        self._whole = statement.now
        parts = Typeset()
        sources: dict[Place, list[VMobject]] = {}
        for place, atom in self._whole.atoms.items():
            if place not in old.atoms:
                parts.atoms[place] = atom
                continue
            stays = _stays(old.atoms[place], atom)
            parts.atoms[place] = VGroup(*stays)
            sources[place] = [old.atoms[place]]
            if added := [glyph for glyph in atom if glyph not in stays]:
                parts.atoms[(*place, "sample")] = VGroup(*added)
        parts.add(*parts.atoms.values())
        super().__init__(parts, sources, replaced=[old], **options)

    def clean_up_from_scene(self, scene: Scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self.new)
        scene.add(self._whole)


def _stays(old: VGroup, new: VGroup) -> list[VMobject]:
    """The glyphs of `new` that show what `old` shows: of two alike, the lower (the subscript)."""
    if len(new) <= len(old):
        return list(new)
    left = sorted(new, key=lambda glyph: float(glyph.get_center()[1]))
    found = []
    for glyph in old:
        same = next((g for g in left if len(g.points) == len(glyph.points)), None)
        if same is None:
            return list(new)
        left.remove(same)
        found.append(same)
    return found
