"""The gradients are typed in NumPy, each beside its formula, and print chapter 7's numbers."""

from __future__ import annotations

from manim import (
    RIGHT,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    ReplacementTransform,
    VMobject,
    smooth,
    squish_rate_func,
)

from calculus.algebra.expressions import Place
from scenes.beats.recap.code_page import CodePage
from scenes.beats.recap.emerge import Emerge
from scenes.beats.recap.general import General
from scenes.beats.recap.gradient_row import GradientRow
from scenes.beats.recap.pace import with_glyphs
from scenes.stage.animations.rewrite import Rewrite
from scenes.stage.chapter import Chapter
from scenes.stage.formulas.formula import Formula


def write_code(scene: Chapter, general: General) -> CodePage:
    """The entries become ① and ② again, beside which the code is typed."""
    page = CodePage(scene.lesson, scene.theme, scene.regions.body)
    tempo = scene.theme.tempo
    late = squish_rate_func(smooth, 0.5, 1)
    moves: list[Animation] = [FadeIn(code, rate_func=late) for code in page.given]
    for name, line in general.lines.items():
        row = page.rows[name]
        row.formula.set_opacity(scene.theme.dimmed)
        moves.append(Rewrite(row.formula, _entries(row.formula, line), replaced=[line]))
        number = general.numbers[name]
        moves.append(ReplacementTransform(number, row.number, rate_func=with_glyphs()))
    layer = general.layer
    layer.add(general.legs)
    scene.remove(general.legs)
    moves.append(Emerge(layer, general.guide.nodes[0].get_center(), backward=True))
    scene.play(*moves, run_time=tempo.slow)
    scene.remove(layer)
    for row in page.rows.values():
        _type(scene, row)
    return page


def _entries(claim: Formula, line: Formula) -> dict[Place, list[VMobject]]:
    """Where ① or ② comes from: from the line that holds for its entries."""
    before = len(line.expression.place)
    found: dict[Place, list[VMobject]] = {}
    for place in claim.atoms:
        match place:
            case ("subject", *rest):
                found[place] = [line.part(*line.expression.place, "left", *rest)]
            case ("claim", _, "equals", _):
                found[place] = [line.part(*line.expression.place, "equals")]
            case ("upstream", *_):
                ends = (where for where in line.atoms if where[-len(place) :] == place)
                found[place] = [line.atoms[end] for end in ends]
            case ("w" | "x", *_):
                reads = (where for where in line.atoms if where[before:][-1] == "read")
                found[place] = [line.atoms[read] for read in reads]
    return found


def _type(scene: Chapter, row: GradientRow) -> None:
    """A statement is typed beside its formula, and its result is printed."""
    tempo = scene.theme.tempo
    shown: list[Animation] = [FadeIn(code, shift=RIGHT * 0.1) for code in row.code]
    if row.formula in scene.mobjects:
        shown.append(row.formula.animate.set_opacity(1))
    else:
        shown.append(FadeIn(row.formula))
    scene.play(*shown, run_time=tempo.blink)
    if row.printed is not None:
        scene.play(FadeIn(row.printed, shift=RIGHT * 0.1, run_time=tempo.blink))


def explain_signs(scene: Chapter, page: CodePage) -> None:
    """`@` is the matrix product, `*` goes entry by entry."""
    signs = page.signs(
        ("@", scene.word("matrix_product")),
        ("*", scene.word("entrywise_product")),
    )
    frames = page.products()
    scene.play(FadeIn(signs), Create(frames), run_time=scene.theme.tempo.move)
    scene.next_caption()
    scene.play(FadeOut(frames, run_time=scene.theme.tempo.blink))


def warn(scene: Chapter, page: CodePage) -> None:
    """A box beside the arrays shows the trap and the way out of it."""
    tempo = scene.theme.tempo
    trap = page.trap
    scene.play(*trap.open(page.given[0], run_time=tempo.move))
    scene.play(Create(trap.same_shapes(), run_time=tempo.brisk))
    scene.play(trap.leave(run_time=tempo.move))
