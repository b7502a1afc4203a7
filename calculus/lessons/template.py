"""A commented lesson to start from, with numbers that are pleasant to multiply by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from calculus.algebra.notation import WRITTEN_OUT
from calculus.lessons.lesson import LARGEST_SIZE
from calculus.lessons.quoting import counted

_SPARE = 6
"""Tenths beyond those that are needed, so that two seeds seldom choose the same ones."""

_SHORT = 30
"""Tenths below which a lesson takes its numbers if it has too many for all to differ."""


def lesson_template(samples: int, inputs: int, outputs: int, seed: int) -> str:
    """The text of a lesson file with comments in Japanese and English.

    All numbers are tenths, never 0, so that products have at most two decimals; in a lesson whose
    entries are all written out they differ, so that on the stage each is told from the others.
    About a third of upstream is negative, at least one.

    Args:
        samples: N, 1 to `LARGEST_SIZE`. inputs: D, the same. outputs: M, the same.
        seed: the same seed gives the same numbers.

    Raises:
        ValueError: when a size is out of range; one sentence.
    """
    for what, size in (("samples", samples), ("inputs", inputs), ("outputs", outputs)):
        if not 1 <= size <= LARGEST_SIZE:
            raise ValueError(f"The number of {what} has to be from 1 to {LARGEST_SIZE}.")
    chance = random.Random(seed)
    negative = max(1, samples * outputs // 3)
    needed = samples * inputs + inputs * outputs + outputs + samples * outputs - negative
    if max(samples, inputs, outputs) <= WRITTEN_OUT:
        tenths = chance.sample(range(1, needed + _SPARE), needed)
        below_zero = [-tenth for tenth in chance.sample(range(1, negative + _SPARE), negative)]
    else:
        tenths = chance.choices(range(1, _SHORT), k=needed)
        below_zero = [-tenth for tenth in chance.choices(range(1, _SHORT), k=negative)]
    others = samples * outputs - negative
    upstream = [*below_zero, *tenths[:others]]
    chance.shuffle(upstream)
    rest = iter(tenths[others:])
    return _TEXT.format(
        seed=seed,
        N=samples,
        D=inputs,
        M=outputs,
        title=f"{counted(inputs, 'input')}, {counted(outputs, 'output')}",
        X=_matrix(rest, samples, inputs),
        W=_matrix(rest, inputs, outputs),
        B=_row(list(rest)),
        upstream=_matrix(iter(upstream), samples, outputs),
    )


def _matrix(tenths: Iterator[int], rows: int, columns: int) -> str:
    """The next numbers as rows, a row a line."""
    lines = (f"  {_row([next(tenths) for _ in range(columns)])},\n" for _ in range(rows))
    return f"[\n{''.join(lines)}]"


def _row(tenths: Sequence[int]) -> str:
    return f"[{', '.join(_decimal(tenth) for tenth in tenths)}]"


def _decimal(tenths: int) -> str:
    """The number of tenths as a decimal in quotation marks, without a superfluous zero."""
    whole, part = divmod(abs(tenths), 10)
    return f'"{"-" if tenths < 0 else ""}{whole}{f".{part}" if part else ""}"'


_TEXT = """\
# Affine レイヤ Y = X·W + B の教材です。
# 数値は乱数（シード {seed}）なので、自由に書き換えてください。
# A lesson: one Affine layer Y = X·W + B. Its numbers are random (seed {seed}); put in your own.
#
# データ N = {N} 個、入力 D = {D} 個、出力 M = {M} 個。
# N = {N} (samples), D = {D} (inputs), M = {M} (outputs).
#
# 数値は "0.10" のように文字列で書いても、0.10 と書いてもかまいません。
# 書いたとおりに表示し、誤差なしで計算します。
# Write numbers as texts ("0.10") or plainly (0.10): they are shown as written and kept exact.

# 題名（言語ごと）。動画の情報などに使います。
# The title, by language; it goes with the film, not into the picture.
title.ja = "Affine レイヤの逆伝播（入力 {D}、出力 {M}）"
title.en = "The backward pass of an Affine layer ({title})"

# 重みの添字の順序。"output-first" は w21 が「出力 2 へ、入力 1 から」、"input-first" はその逆。
# The order of a weight's subscripts. "output-first": w21 leads to output 2 from input 1;
# "input-first": it leads from input 2 to output 1.
index = "output-first"

# 入力 X（N×D）：1 行がデータ 1 個、1 列が入力 1 個。
# The inputs X (N×D): a row for each sample, a column for each input.
X = {X}

# 重み W（D×M）：1 行が入力 1 個、1 列が出力 1 個。
# The weights W (D×M): a row for each input, a column for each output.
W = {W}

# バイアス B（M 個）：出力ごとに 1 個。使わないときは、この行を消してください。
# The biases B (M): one for each output. Delete this line to do without.
B = {B}

# 上流から伝わる勾配 ∂L/∂Y（N×M、Y と同じ形）。
# L は全データの損失の合計なので、平均なら 1/N を掛けた値を書きます。
# The upstream gradient ∂L/∂Y (N×M, the shape of Y). L is the total over the samples: for a mean,
# the 1/N is already in these numbers.
upstream = {upstream}
"""
