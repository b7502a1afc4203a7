"""The network beside the example's calculations, or nothing where it has no room.

Its movements come as lists, so that they can be played along with others: empty without a network.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from manim import Animation, VMobject

from calculus.algebra.expressions import Number
from scenes.beats.example.network_values import NetworkValues
from scenes.stage.network.network import EdgeKey, Network
from scenes.stage.theme import Theme

Numbers = Mapping[int, tuple[Number, VMobject]]
"""By node, the number and where it comes from."""


class Paths:
    """Lights edges and puts numbers into the network, if there is one.

    Args:
        network: with L, or None.
        theme: looks.

    Attributes:
        network: the same.
        values: the numbers in it; None without a network.
    """

    def __init__(self, network: Network | None, theme: Theme) -> None:
        self.network = network
        self.values = None if network is None else NetworkValues(network, theme)

    @property
    def shown(self) -> list[VMobject]:
        """What stands on the stage."""
        return [] if self.network is None else [self.network]

    def into(self, j: int) -> list[EdgeKey]:
        """The edges that lead to output j."""
        return [] if self.network is None else [*self.network.into(j)]

    def out_of(self, i: int) -> list[EdgeKey]:
        """The edges that leave input i."""
        return [] if self.network is None else [*self.network.out_of(i)]

    @property
    def to_loss(self) -> list[EdgeKey]:
        """The edges between the outputs and L."""
        return [] if self.network is None else [*self.network.loss_edges]

    def light(self, edges: Collection[EdgeKey], *, nodes: bool = True) -> list[Animation]:
        """These edges become thick, the others step back."""
        return [] if self.network is None else [self.network.light(edges, nodes=nodes)]

    def restore(self) -> list[Animation]:
        """No edge is lit any more."""
        return [] if self.network is None else [self.network.restore()]

    def tremble(self, edge: tuple[int, int]) -> list[Animation]:
        """The edge (output, input) trembles, and the output it leads to."""
        return [] if self.network is None else [self.network.tremble(edge)]

    def pulse(
        self, edges: Collection[EdgeKey], colour: str | None = None, *, backward: bool = False
    ) -> list[Animation]:
        """A bright stroke runs along each of the edges."""
        if self.network is None:
            return []
        return [self.network.pulse(edges, colour, backward=backward)]

    def enter(self, side: str, numbers: Numbers, run_time: float) -> list[Animation]:
        """Numbers fly into the nodes of one side ("x" or "y")."""
        return [] if self.values is None else [self.values.enter(side, numbers, run_time=run_time)]

    def weights(
        self, numbers: Mapping[tuple[int, int], tuple[Number, VMobject]], run_time: float
    ) -> list[Animation]:
        """By (input, output), numbers fly onto the edges."""
        return [] if self.values is None else [self.values.weights(numbers, run_time=run_time)]

    def slopes(self, numbers: Numbers, run_time: float) -> list[Animation]:
        """Numbers fly onto the edges between the outputs and L."""
        return (
            [] if self.values is None else [self.values.on_loss_edges(numbers, run_time=run_time)]
        )
