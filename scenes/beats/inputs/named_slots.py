"""∂L/∂X whose slots are filled with the names of its entries: ∂L/∂Y·∂Y/∂x_i (math5)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, Animation, FadeOut, ReplacementTransform, RoundedRectangle

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED, Notation
from calculus.statements.given import stated
from scenes.beats.inputs.rooms import Rooms, brief
from scenes.beats.inputs.slots import Slots, empty_slot
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.plates import Plates
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.exemptions import overview
from scenes.stage.fitting import OVERVIEW, fitted
from scenes.stage.formulas.excerpts import excerpt
from scenes.stage.formulas.formula import Formula, Typeset


class NamedSlots:
    """The headline while names come into its slots.

    Args:
        scene: gives lesson and looks.
        slots: the empty ones on the stage.

    Attributes:
        line: ∂L/∂X = (∂L/∂Y·∂Y/∂x_i ...), where it will stand.
        outline: what stands of it but its entries.
        frames: by input, the slots that are empty.
        names: by input, what is in its slot.
    """

    def __init__(self, scene: Chapter, slots: Slots) -> None:
        notation, theme, room = brief(scene.lesson.notation), scene.theme, Rooms.of_frame().headline
        self._notation: Notation = notation
        statement = stated(input_gradient(notation), "named")
        self.line = fitted(
            lambda size: Formula(statement, theme, size), room, slots.size, smallest=OVERVIEW
        )
        overview(self.line).move_to(room.left_edge, aligned_edge=LEFT)
        self._theme, self._slots = theme, slots
        self.outline: Typeset = slots.outline
        self.frames: dict[int, RoundedRectangle] = dict(slots.frames)
        self.names: dict[int, Typeset] = {}

    def fill(self, name: Typeset, i: int, *, run_time: float) -> list[Animation]:
        """A name flies into its slot; with the first one, all slots widen."""
        moves: list[Animation] = [] if self.names else self._widen(run_time)
        self.names[i] = excerpt(self.line, ("entry", i))
        leaving = self.frames.pop(i)
        return [
            *moves,
            FadeOut(leaving, run_time=run_time),
            Rewrite(
                self.names[i],
                same_places(self.names[i], name),
                replaced=[name],
                route=_up_then_left,
                run_time=run_time,
            ),
            Plates([self.names[i]], self._theme, run_time=run_time),
        ]

    def fill_others(self, *, run_time: float) -> list[Animation]:
        """The slots that are still empty are filled alike."""
        model, moves = max(self.names), []
        for i in list(self.frames):
            new = excerpt(self.line, ("entry", i))
            sources = {
                place: [self.line.atoms[("entry", model, *place[2:])]] for place in new.atoms
            }
            moves += [FadeOut(self.frames.pop(i)), Rewrite(new, sources, run_time=run_time)]
            self.names[i] = new
        return moves

    def _widen(self, run_time: float) -> list[Animation]:
        wide = excerpt(self.line, ("subject",), ("statement",), ("matrix",), ("entry", ELIDED))
        moves: list[Animation] = [
            Rewrite(
                wide,
                same_places(wide, self.outline),
                replaced=[self.outline],
                run_time=run_time,
            )
        ]
        self.outline = wide
        for i, narrow in self.frames.items():
            frame = empty_slot(self.line.part("entry", i), self._theme)
            moves.append(ReplacementTransform(narrow, frame, run_time=run_time))
            self.frames[i] = frame
        return moves


def _up_then_left(place: Place, start: np.ndarray, end: np.ndarray) -> Sequence[np.ndarray]:
    return [np.array([start[0], end[1], 0.0])]
