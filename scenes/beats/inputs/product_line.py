"""The line that was found, as the large pictures use it: a sheet lies in it as its matrix."""

from __future__ import annotations

from manim import RIGHT, VGroup, VMobject

from calculus.affine.input_gradient import input_gradient
from calculus.algebra.expressions import Place
from calculus.algebra.notation import ELIDED, Notation
from scenes.beats.inputs.collected import CollectedProduct
from scenes.stage.animations.origins import same_places
from scenes.stage.exemptions import overview
from scenes.stage.fitting import fitted
from scenes.stage.formulas.excerpts import excerpt, standing
from scenes.stage.formulas.formula import Typeset
from scenes.stage.matrices.sheet_pose import HALF_TURN, Pose
from scenes.stage.regions import Region
from scenes.stage.theme import Theme, units

_AROUND_SHEET = 0.22
"""Between the outline of a sheet and the parentheses around it, in em."""


def product_within(
    notation: Notation,
    theme: Theme,
    region: Region,
    *,
    broken: bool | None = None,
    named: bool = True,
) -> CollectedProduct:
    """The product; between its parentheses its matrix has room for the outline of a sheet.

    Args:
        notation: shape and names.
        theme: looks.
        region: where.
        broken: whether it stands in two lines; None for whatever is larger.
        named: whether ∂L/∂X = stands in front.
    """

    derivation = input_gradient(notation)

    def fit(broken: bool) -> CollectedProduct:
        def build(size: float) -> CollectedProduct:
            product = CollectedProduct(derivation, theme, size, named=named, broken=broken)
            return _with_room_for_sheet(product)

        return fitted(build, region, theme.sizes.large, smallest=0.0)

    ways = (False, True) if broken is None else (broken,)
    largest = max(map(fit, ways), key=lambda product: product.size)
    return overview(largest).move_to(region.center)


def without_entries(product: CollectedProduct) -> Typeset:
    """All of the product but its w's, whose places a sheet takes."""
    return standing(product, without=[place for place in product.atoms if _is_entry(place)])


def entries_of(product: CollectedProduct) -> Typeset:
    """The product's w's."""
    return excerpt(product, *filter(_is_entry, product.atoms))


def _is_entry(place: Place) -> bool:
    return place[0] == "w" and len(place) == 3


def pose_in(product: CollectedProduct) -> Pose:
    """How the folded sheet lies where its entries are those of the product's matrix."""
    side = product.cells.side
    x, y, _ = product.part("w", 1, 1).get_center()
    return Pose((x - side / 2, y + side / 2), side, HALF_TURN, units(product.size) / side)


def sources_in(new: Typeset, old: Typeset) -> dict[Place, list[VMobject]]:
    """What atoms come from that stood in another line: their likes; dots from all they stand for.

    Args:
        new: leaves out as much as `old`, or more.
        old: what stands on the stage.
    """
    found = same_places(new, old)
    for place in new.atoms:
        if ELIDED in place and place not in found:
            found[place] = [atom for where, atom in old.atoms.items() if _hides(place, where, new)]
    return found


def _hides(dots: Place, place: Place, line: Typeset) -> bool:
    """Whether dots of a line stand for what stands at a place of a longer one."""

    def is_shown(position: int) -> bool:
        return any(
            len(other) > position and other[0] == place[0] and other[position] == place[position]
            for other in line.atoms
        )

    return len(place) >= len(dots) and all(
        not is_shown(position) if index == ELIDED else index == place[position]
        for position, index in enumerate(dots)
    )


def _with_room_for_sheet(product: CollectedProduct) -> CollectedProduct:
    """The parentheses of its matrix stand farther apart and a little higher."""
    room = _AROUND_SHEET * units(product.size)
    opening, closing = product.part("w", "open"), product.part("w", "close")
    entries = (part for place, part in product.atoms.items() if _is_entry(place))
    VGroup(*entries, closing).shift(RIGHT * room)
    closing.shift(RIGHT * room)
    for parenthesis in (opening, closing):
        parenthesis.stretch_to_fit_height(parenthesis.height + room)
    return product
