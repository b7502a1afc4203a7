"""A layer with a loss that is not straight: what holds for small steps alone shows itself."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calculus.values.layer import STEPS, Entry, EvaluationError, Layer


@dataclass(frozen=True)
class BentLayer(Layer):
    """A layer with L = Σ (upstream·Y + (Y − Y at rest)²).

    At rest its ∂L/∂Y is `upstream`, as in every layer, but L bends away as soon as Y moves.
    """

    @classmethod
    def of(cls, layer: Layer) -> BentLayer:
        """The same numbers with a loss that bends."""
        return cls(layer.X, layer.W, layer.upstream, layer.B, layer.indices)

    def _loss(self) -> Fraction:
        samples, _, outputs = self.sizes
        entries = [("Y", n, k) for n in range(1, samples + 1) for k in range(1, outputs + 1)]
        return super()._loss() + sum((self._way(entry) ** 2 for entry in entries), Fraction())

    def _way(self, entry: Entry) -> Fraction:
        """How far an output has moved."""
        return self.value(entry) - self.at_rest.value(entry) if self.moved else Fraction()

    def quotient(self, of: Entry, by: Entry) -> Fraction:
        """The slope between a step forward and one back: exact for everything of degree two.

        Raises:
            EvaluationError: when it depends on the step.
        """
        first, second = (
            (self._with_moved(by, step).value(of) - self._with_moved(by, -step).value(of))
            / (2 * step)
            for step in STEPS
        )
        if first != second:
            raise EvaluationError(f"∂{of}/∂{by} depends on the step: {first} or {second}.")
        return first
