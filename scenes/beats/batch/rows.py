"""How one row becomes many, what its raised number means, and what L is then."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, ReplacementTransform, RoundedRectangle, VGroup, VMobject

from calculus.algebra.expressions import Matrix, Place
from calculus.statements.batch import Batch
from scenes.beats.batch.loss_note import LossNote
from scenes.beats.batch.rows_page import RowsPage
from scenes.beats.batch.sample_numbers import NumberRows, digits_of, raised_numbers
from scenes.beats.batch.travel import Travel, Way
from scenes.stage.animations.indication import frame
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.even_matrix import EvenMatrix
from scenes.stage.matrices.statement import ancestors
from scenes.stage.theme import pixels, units

_NUMBER_FRAME = 0.1
"""Room in the frame around a sample's number, in em."""

_ENTRY_FRAME = 0.12
"""Room in the frame around an entry of ∂L/∂Y, in em."""

_ABOVE = 0.12
"""How far numbers on their way bend over the row, as a part of it."""


def place_rows(scene: Chapter) -> RowsPage:
    """The page, with the names of the samples."""
    batch = Batch(scene.lesson)
    names = {n: scene.word("sample", n=str(n)) for n in batch.written_samples}
    return RowsPage(batch, scene.theme, names, scene.regions.body)


def given_rows(page: RowsPage) -> list[VGroup]:
    """What stands there from the first on: one sample's X, W and ∂L/∂Y."""
    return [
        VGroup(page.name_alone),
        page.inputs_alone,
        page.panel,
        page.weights,
        page.headers,
        page.titles["x"],
        page.titles["w"],
        page.claim,
        page.upstream_alone,
    ]


def send_one_sample(scene: Chapter, page: RowsPage) -> None:
    """The row of X runs through W and comes out as the row of Y."""
    tempo = scene.theme.tempo
    into, out_of = page.lane_alone
    scene.play(into.draw(run_time=tempo.brisk))
    scene.play(
        out_of.draw(run_time=tempo.brisk),
        FadeIn(page.outputs_alone, page.titles["y"], run_time=tempo.brisk),
    )


def add_rows(scene: Chapter, page: RowsPage) -> None:
    """Every sample gets its row; its number flies from its name to its symbols."""
    tempo = scene.theme.tempo
    samples = page.batch.written_samples
    names = [ReplacementTransform(page.name_alone, page.names[1])]
    names += [FadeIn(page.names[n]) for n in samples[1:]]
    lanes = []
    for alone, all_ in zip(page.lane_alone, (page.into, page.out_of), strict=True):
        copies = [alone, *(alone.copy() for _ in samples[1:])]
        lanes += [ReplacementTransform(c, all_[n]) for c, n in zip(copies, samples, strict=True)]
    scene.play(*names, *lanes, run_time=tempo.brisk)
    rows = [
        # Only X stands beside the names: on the way to the others numbers would cross W.
        NumberRows(page.inputs_alone, page.inputs, page.names, arc=_ABOVE),
        NumberRows(page.outputs_alone, page.outputs, {}),
        NumberRows(page.upstream_alone, page.upstream, {}),
    ]
    scene.play(*rows, run_time=tempo.slow)


def explain_numbers(scene: Chapter, page: RowsPage) -> None:
    """A sample's number and the raised numbers in its row are lit together, row after row."""
    theme = scene.theme
    for n in page.batch.written_samples:
        marked = [digits_of(page.names[n], n)]
        marked += [
            raised
            for matrix in (page.inputs, page.outputs, page.upstream)
            for raised in raised_numbers(matrix, n)
        ]
        margin = pixels(_NUMBER_FRAME * units(page.size))
        frames = VGroup(*(frame(each, theme, "ink", margin=margin) for each in marked))
        scene.play(FadeIn(frames), run_time=theme.tempo.blink)
        scene.rest(theme.tempo.brisk)
        scene.play(FadeOut(frames), run_time=theme.tempo.blink)


def place_note(scene: Chapter, page: RowsPage) -> LossNote:
    """What L is, to be written at the left of ∂L/∂Y."""
    tags = scene.word("loss_total"), scene.word("loss_mean")
    return LossNote(page.batch, scene.theme, tags, page.note)


def total_up_loss(scene: Chapter, page: RowsPage, note: LossNote) -> None:
    """Every row of Y leads to its part of L; the parts add up."""
    tempo, samples = scene.theme.tempo, page.batch.written_samples
    parts = Typeset(*page.losses.values())
    ways = [page.to_parts[n].draw(run_time=tempo.brisk) for n in samples]
    scene.play(*ways, FadeIn(parts, run_time=tempo.brisk))
    collected = [page.collected[n].draw(run_time=tempo.brisk) for n in samples]
    scene.play(*collected, FadeIn(page.loss, run_time=tempo.brisk))
    line = note.total
    ways_to_line: dict[Place, Way] = {("total", "loss"): Way(page.loss)}
    for n in samples:
        ways_to_line["total", "sum", "term", n] = Way(page.losses[n], page.way_to_loss(n))
    for place, way in ways_to_line.items():
        # All pass between the two halves of the page.
        above = np.array([line.atoms[place].get_x(), page.loss.get_y(), 0.0])
        ways_to_line[place] = Way(way.source, [*way.corners, above])
    scene.play(
        FadeIn(note.tags[0], run_time=tempo.slow), Travel(line, ways_to_line, run_time=tempo.slow)
    )


def take_mean(scene: Chapter, note: LossNote) -> None:
    """L = (1/N) Σ L⁽ⁿ⁾, if it is a mean."""
    tempo, total = scene.theme.tempo, note.total
    terms = [atom for place, atom in total.atoms.items() if place[:3] == ("total", "sum", "term")]
    sources = {
        ("mean", "loss"): [total.atoms["total", "loss"]],
        ("mean", "equals", 1): [total.atoms["total", "equals", 1]],
        ("mean", "sum", "term"): terms,
    }
    scene.play(
        FadeIn(note.tags[1], run_time=tempo.slow), Rewrite(note.mean, sources, run_time=tempo.slow)
    )


def find_mean_inside(scene: Chapter, page: RowsPage, note: LossNote) -> None:
    """The mean's 1/N is a part of every entry that comes back: of one of them it is shown."""
    tempo, mean = scene.theme.tempo, note.mean.atoms
    back = [way.draw(run_time=tempo.move) for way in page.back.values()]
    sources = {
        ("inside", "whole", "of", "name"): [mean["mean", "loss"]],
        ("inside", "equals", 1): [mean["mean", "equals", 1]],
        ("inside", "own", "of", "name"): [mean["mean", "sum", "term"]],
    }
    for key in ("one", "count", "bar"):
        sources["inside", "part", key] = [mean["mean", "part", key]]
    entry, whole = page.upstream.part("upstream", 1, 1), note.inside.part("inside", "whole")
    marks = [frame_around(page, thing) for thing in (entry, whole)]
    page.marks.add(*marks)
    scene.play(*back, Rewrite(note.inside, sources, run_time=tempo.slow))
    scene.play(FadeIn(page.marks), run_time=tempo.blink)


def put_in_numbers(scene: Chapter, page: RowsPage) -> None:
    """The lesson's numbers take the places of X, W, Y and ∂L/∂Y."""
    batch = page.batch
    moves = [
        _exchanged(page, name, numbers)
        for name, numbers in (
            ("inputs", batch.inputs_in_numbers()),
            ("weights", batch.weights_in_numbers()),
            ("outputs", batch.outputs_in_numbers()),
            ("upstream", batch.upstream_in_numbers()),
        )
    ]
    mark = page.marks[0]
    number = frame_around(page, page.upstream.part("upstream", 1, 1))
    scene.play(*moves, mark.animate.become(number), run_time=scene.theme.tempo.slow)


def frame_around(page: RowsPage, thing: VMobject) -> RoundedRectangle:
    """A frame around an entry of ∂L/∂Y."""
    margin = pixels(_ENTRY_FRAME * units(page.size))
    return frame(thing, page.theme, "gradient", margin=margin)


def back_to_symbols(page: RowsPage) -> list[Rewrite]:
    """X and Y are symbols again, if they are numbers: nodes bear names."""
    if not page.batch.has_numbers:
        return []
    symbols = (("inputs", page.batch.inputs()), ("outputs", page.batch.outputs()))
    return [_exchanged(page, name, matrix) for name, matrix in symbols]


def _exchanged(page: RowsPage, name: str, entries: Matrix) -> Rewrite:
    """Other entries take the places of a matrix on the page."""
    old: EvenMatrix = getattr(page, name)
    new = EvenMatrix(entries, page.theme, page.size, column=old.column, row=old.row)
    setattr(page, name, new.move_to(old))
    return Rewrite(new, {place: ancestors(old, place) for place in new.atoms}, replaced=[old])
