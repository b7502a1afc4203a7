"""① An input adds up every edge that leaves it: ∂L/∂X is ∂L/∂Y times W flipped, Wᵀ."""

from __future__ import annotations

from scenes.beats.inputs.arrival import settle_in
from scenes.beats.inputs.closing import close_product
from scenes.beats.inputs.collect import collect
from scenes.beats.inputs.fold import fold_weights
from scenes.beats.inputs.limit import take_limit
from scenes.beats.inputs.mirror import turn_page
from scenes.beats.inputs.named_slots import NamedSlots
from scenes.beats.inputs.nudge import make_room, nudge
from scenes.beats.inputs.opening import Opening
from scenes.beats.inputs.path_by_path import write_sums
from scenes.beats.inputs.path_sums import SumColumn
from scenes.beats.inputs.products import Products
from scenes.beats.inputs.readings import compare_readings
from scenes.beats.inputs.row_column import turn_first, turn_second
from scenes.beats.inputs.shape import grow_slots
from scenes.joints.forward_inputs import Forward
from scenes.stage.chapter import Chapter


class GradientOfInputs(Chapter):
    """Chapter 5: ∂L/∂X = ∂L/∂Y·Wᵀ."""

    name = "inputs"

    def construct(self) -> None:
        opening = Opening.of(self)
        last = Forward.of(self)
        moves = settle_in(last.network, last.equations, last.sign, opening)
        self.enter(*opening.parts, last.sample, last=last, moves=moves)

        with self.beat("shape"):
            slots = grow_slots(self, opening)
        with self.beat("chain"):
            slots, paths = make_room(self, opening, slots)
            nudged = nudge(self, opening, paths)
            paths, total = take_limit(self, opening, nudged)
        with self.beat("paths"):
            column = SumColumn.of(self)
            write_sums(self, opening, paths, total, column)
        with self.beat("row-column"):
            products, named = Products.of(self), NamedSlots(self, slots)
            row = turn_first(self, opening, paths, column, products, named)
            self.next_caption()
            turn_second(self, opening, paths, products, named, row)
        with self.beat("collect"):
            collected = collect(self, opening, paths, products, named)
        with self.beat("transpose"):
            folded = fold_weights(self, collected)
        with self.beat("mirror"):
            mirrored = turn_page(self, folded)
            self.next_caption()
            compare_readings(self, mirrored)
        with self.beat("result"):
            close_product(self, mirrored)
        self.leave()
