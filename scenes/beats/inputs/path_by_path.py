"""Each term of an entry of ∂L/∂X is one path: ∂L/∂y_k times ∂y_k/∂x_i."""

from __future__ import annotations

from manim import AnimationGroup, VMobject

from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.path_sums import PathSums, SumColumn
from scenes.beats.inputs.term_boxes import TermBoxes
from scenes.stage.animations.emerge import Emerge
from scenes.stage.animations.origins import same_places
from scenes.stage.animations.plates import Plates
from scenes.stage.animations.rewrite import Lag, Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.excerpts import excerpt, standing
from scenes.stage.formulas.formula import Formula, Typeset
from scenes.stage.network.loss_paths import Pathways


def write_sums(
    scene: Chapter, opening: Opening, paths: Pathways, total: Formula, column: SumColumn
) -> None:
    """Above the sum that was found, its terms as paths; then the same for the second input."""
    first, *others = column.sums.values()
    _take_place(scene, total, first)
    for k in column.notation.output_range:
        _write_term(scene, paths, first, k)
    _put_together(scene, first)
    scene.next_caption()
    for sums in others:
        _write_likewise(scene, opening, paths, first, sums)
    scene.play(paths.network.restore())
    scene.add(*column.dots)


def _take_place(scene: Chapter, total: Formula, sums: PathSums) -> None:
    """The sum goes to where it stands from now on, ∂L/∂x1 a line above it."""
    tempo, head = scene.theme.tempo, sums.head
    scene.remove(total)
    scene.play(
        Rewrite(sums.lower, same_places(sums.lower, total), run_time=tempo.move),
        Rewrite(head, same_places(head, total), run_time=tempo.move),
    )


def _write_term(scene: Chapter, paths: Pathways, sums: PathSums, k: int) -> None:
    """A path is lit and run along, and its term grows out of the one below it."""
    tempo, network = scene.theme.tempo, paths.network
    if k == ELIDED:
        scene.play(_raise(sums, k, run_time=tempo.brisk))
        return
    scene.play(
        paths.light([(sums.i, k)], run_time=tempo.brisk),
        network.pulse([(k, sums.i), k], run_time=tempo.brisk),
    )
    scene.play(_raise(sums, k, run_time=tempo.move))


def _raise(sums: PathSums, k: int, *, run_time: float) -> AnimationGroup:
    """∂L/∂y_k rises from the lower line, ∂y_k/∂x_i grows out of the w_ki that it is."""
    term, below = sums.upper_term(k), sums.lower_term(k)
    local: Place = ("entry", sums.i, "term", k, "local")
    derivative = excerpt(term, local)
    rising = standing(term, without=[local])
    moves = [Rewrite(rising, same_places(rising, below))]
    if len(derivative.atoms):
        moves.append(Emerge(derivative, below.part("entry", sums.i, "term", k, "read")))
    return AnimationGroup(*moves, run_time=run_time)


def _write_likewise(
    scene: Chapter, opening: Opening, paths: Pathways, model: PathSums, sums: PathSums
) -> None:
    """Both lines for another input: its weights are read off, the rest is like the first."""
    tempo, i, written = scene.theme.tempo, sums.i, scene.lesson.notation.written_outputs
    boxes = TermBoxes(opening.equations, scene.theme, i)
    scene.play(
        boxes.draw(written, run_time=tempo.brisk),
        paths.light([(i, k) for k in written], run_time=tempo.brisk),
    )
    scene.play(
        paths.network.pulse([(k, i) for k in written], run_time=tempo.slow),
        Rewrite(sums.head, _likewise(model.head, sums.head, model.i, i), run_time=tempo.slow),
        Rewrite(
            sums.lower,
            _likewise(model.lower, sums.lower, model.i, i) | _weights(opening, sums),
            lag=_in_turn(sums),
            run_time=tempo.slow,
        ),
        Plates(_read_parts(sums), scene.theme, run_time=tempo.slow),
    )
    terms = [_raise(sums, k, run_time=tempo.move) for k in sums.notation.output_range]
    scene.play(AnimationGroup(*terms, lag_ratio=0.25, run_time=tempo.slow))
    _put_together(scene, sums)
    scene.play(boxes.clear(run_time=tempo.brisk))


def _likewise(model: Typeset, new: Typeset, before: int, after: int) -> dict[Place, list[VMobject]]:
    """What stands for another input comes from where it stands for the first, which stays."""
    found = {}
    for place in new.atoms:
        origin = tuple(before if part == after else part for part in place[:3]) + place[3:]
        if origin in model.atoms:
            found[place] = [model.atoms[origin]]
    return found


def _weights(opening: Opening, sums: PathSums) -> dict[Place, list[VMobject]]:
    """The weights come from their row of W."""
    found: dict[Place, list[VMobject]] = {}
    for place in sums.lower.atoms:
        if place[-1] == "read":
            found[place] = [*opening.weights.part("w", sums.i, place[3])]
    return found


def _read_parts(sums: PathSums) -> list[VMobject]:
    """The weights of the second line, which fly out of W in front of its other entries."""
    return [atom for place, atom in sums.lower.atoms.items() if place[-1] == "read"]


def _in_turn(sums: PathSums) -> Lag:
    """Term after term, then the plus signs, so that no weight flies over them."""
    outputs = sums.notation.output_range
    order = {k: position / max(1, len(outputs) - 1) for position, k in enumerate(outputs)}

    def lag(place: Place) -> float:
        match place:
            case ("entry", _, "term", int(k), *_):
                return order[k]
            case ("entry", _, "plus", *_):
                return 1.0
            case _:
                return 0.0

    return lag


def _put_together(scene: Chapter, sums: PathSums) -> None:
    """What was written part by part stands as one thing."""
    scene.remove(sums.head, *(sums.upper_term(k) for k in sums.notation.output_range))
    scene.add(sums.upper)
