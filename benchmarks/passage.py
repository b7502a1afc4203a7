"""The cancellation of chapter 6, written as a Manim user would: six lines of `MathTypst`.

Rendered by `manim render`; the baseline of what a film costs that is not made for speed.
"""

from __future__ import annotations

from manim import (
    DOWN,
    GREY,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Indicate,
    MathTypst,
    Scene,
    Transform,
    VGroup,
)

INPUTS, OUTPUTS = 2, 3


def term(k: int, j: int, i: int) -> str:
    """One of an entry's terms, as a group that can be picked."""
    return f"{{{{ (partial L)/(partial y_{k}) (partial y_{k})/(partial w_({j}{i})) : t{k} }}}}"


class Cancellation(Scene):
    """18 terms; 12 of them become 0 and leave, one after the other."""

    def construct(self) -> None:
        entries = {
            (i, j): MathTypst(
                f"(partial L)/(partial w_({j}{i})) = "
                + " + ".join(term(k, j, i) for k in range(1, OUTPUTS + 1)),
                font_size=28,
            )
            for i in range(1, INPUTS + 1)
            for j in range(1, OUTPUTS + 1)
        }
        VGroup(*entries.values()).arrange_in_grid(OUTPUTS, INPUTS, buff=(0.6, 0.9))
        self.play(FadeIn(*entries.values()), run_time=1)
        self.wait(2)
        zeros = VGroup()
        for (_, j), entry in entries.items():
            for k in range(1, OUTPUTS + 1):
                if k == j:
                    continue
                vanishing = entry.select(f"t{k}")
                zero = MathTypst("0", font_size=28, color=GREY).move_to(vanishing)
                self.play(Indicate(vanishing), run_time=0.6)
                self.play(Transform(vanishing, zero), run_time=1)
                zeros.add(vanishing)
                self.wait(0.4)
        self.play(FadeOut(zeros, shift=0.3 * DOWN), run_time=1)
        survivors = VGroup(*(entry.select(f"t{j}") for (_, j), entry in entries.items()))
        self.play(survivors.animate.shift(0.4 * UP + 0.4 * RIGHT), run_time=1)
        self.wait(2)
