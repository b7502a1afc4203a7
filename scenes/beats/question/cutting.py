"""Sheets become square: rows and columns slide away or come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, FadeIn, FadeOut, VGroup, smooth, squish_rate_func

from scenes.beats.question.equation import PieceEquation
from scenes.beats.question.moves import rewrite_signs
from scenes.beats.question.piece import Part, Piece, blank_sheet
from scenes.beats.question.sheets import beside
from scenes.stage.chapter import Chapter
from scenes.stage.matrices.sheet import Repose, Sheet
from scenes.stage.matrices.sheet_passing import Passing
from scenes.stage.matrices.sheet_pose import Pose
from scenes.stage.theme import Theme

_LEAVING, _CLOSING, _COMING = (0.0, 0.5), (0.3, 0.8), (0.6, 1.0)
"""Parts of the time in which rows and columns slide away, the rest closes up, and others come."""

_SLIDE = 0.3
"""How far they slide, in cells."""


def cut_to_size(
    scene: Chapter, old: PieceEquation, new: PieceEquation, meanwhile: Sequence[Animation]
) -> None:
    """Rows and columns slide away or come until the sheets are as large as in `new`."""
    run_time = scene.theme.tempo.slow
    closing: dict[str, Any] = {
        "run_time": run_time,
        "rate_func": squish_rate_func(smooth, *_CLOSING),
    }
    leaving = {**closing, "rate_func": squish_rate_func(smooth, *_LEAVING)}
    coming = {**closing, "rate_func": squish_rate_func(smooth, *_COMING)}
    moves: list[Animation] = []
    cuts: list[Cut] = []
    for part, before in old.sheets.items():
        if old.pieces[part].dots == new.pieces[part].dots:
            new.sheets[part] = before
            moves.append(Repose(before, new.pose(part), **closing))
            continue
        cut = Cut(old, new, part)
        cuts.append(cut)
        scene.remove(before)
        scene.add(cut.common, cut.lost_dots)
        moves += [
            Repose(cut.common, new.pose(part), **closing),
            FadeOut(cut.lost_dots, **leaving),
            FadeIn(cut.new_dots, **coming),
            *cut.leave(**leaving),
            *cut.arrive(**coming),
        ]
    moves += rewrite_signs(old, new, run_time=run_time)
    scene.play(*moves, *meanwhile)
    for cut in cuts:
        scene.remove(cut.common, cut.new_dots, *cut.coming)
    scene.add(*new.sheets.values())


class Cut:
    """What two sheets, of old and of new size, have in common; what leaves, and what comes."""

    def __init__(self, old: PieceEquation, new: PieceEquation, part: Part) -> None:
        before, after = old.pieces[part], new.pieces[part]
        rows, columns = np.minimum(before.drawn, after.drawn).tolist()
        theme = old.plan.theme
        whole = (0, 0), (rows, columns)
        self.common = _excerpt(before, old.pose(part), theme, *whole)
        self.leaving = [
            _excerpt(before, old.pose(part), theme, *rest)
            for rest in _rest(before.drawn, (rows, columns))
        ]
        self.coming = [
            _excerpt(after, new.pose(part), theme, *rest)
            for rest in _rest(after.drawn, (rows, columns))
        ]
        self.lost_dots = VGroup(*(atom.copy() for atom in old.sheets[part].atoms.values()))
        self.new_dots = VGroup(*(atom.copy() for atom in new.sheets[part].atoms.values()))

    def leave(self, **options: Any) -> Iterator[Animation]:
        """Rows and columns slide away and are gone."""
        for rest in self.leaving:
            yield Passing(rest, (rest.pose, self._outside(rest)), (1, 0), **options)

    def arrive(self, **options: Any) -> Iterator[Animation]:
        """Rows and columns slide to the places that they have in the end."""
        for rest in self.coming:
            yield Passing(rest, (self._outside(rest), rest.pose), (0, 1), **options)

    def _outside(self, rest: Sheet) -> Pose:
        """Away from the others: a row below them, a column at their right, but not into what is
        beside a single row.
        """
        whole, piece = self.common.corners, rest.corners
        is_below = piece[0][1] < whole[:, 1].min() + 1e-6
        is_row = np.ptp(whole[:, 1]) < 1.5 * self.common.pose.cell
        if is_below or is_row:
            return beside(rest, down=_SLIDE)
        return beside(rest, right=_SLIDE)


def _rest(
    drawn: tuple[int, int], common: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """What is left of a sheet: first cell (from 0) and shape of columns and of rows."""
    rows, columns = drawn
    if columns > common[1]:
        yield (0, common[1]), (common[0], columns - common[1])
    if rows > common[0]:
        yield (common[0], 0), (rows - common[0], columns)


def _excerpt(
    piece: Piece,
    pose: Pose,
    theme: Theme,
    first: tuple[int, int],
    shape: tuple[int, int],
) -> Sheet:
    """Some cells of a piece as a sheet of its own, where they lie.

    Args:
        piece: the whole.
        pose: how it lies.
        theme: looks.
        first: row and column of its first cell, from 0, before it is transposed.
        shape: rows and columns.
    """
    row, column = first
    down, right = (column, row) if piece.transposed else (row, column)
    x, y = pose.corner
    here = Pose((x + right * pose.cell, y - down * pose.cell), pose.cell, pose.angle, pose.letters)
    bright = piece.bright and (piece.bright[0] - row, piece.bright[1] - column)
    return blank_sheet(shape, piece.role, theme, here, bright=bright)
