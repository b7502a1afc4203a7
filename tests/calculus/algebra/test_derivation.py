"""The record of where signs come from refuses to be incomplete."""

import pytest

from calculus.affine.weight_gradient import weight_gradient
from calculus.algebra.derivation import (
    Derivation,
    DerivationError,
    Reason,
    first_line,
    follow,
    starts,
)
from calculus.algebra.expressions import Named, Product, Sum, Symbol, Zero
from calculus.algebra.notation import Notation

A, B = Symbol("x", (1,), "1"), Symbol("x", (2,), "2")


def named(place: str, symbol: Symbol = A) -> Named:
    return Named((place,), symbol)


ONE = first_line("one", named("a"))


def test_a_symbol_that_stays_in_its_place_comes_from_there():
    two = follow(ONE, "two", Product(("p",), (named("a"),)), Reason.REORDER)
    assert two.origins == {("a",): (("a",),)}
    assert two.before == "one"


def test_one_may_become_many_and_many_one():
    copies = Sum(("s",), (named("left"), named("right")))
    two = follow(ONE, "two", copies, Reason.REORDER, moves={("left",): ("a",), ("right",): ("a",)})
    assert two.origins["left",] == two.origins["right",] == (("a",),)
    merge = {("a",): [("left",), ("right",)]}
    three = follow(two, "three", named("a"), Reason.COLLECT, moves=merge)
    assert three.origins == {("a",): (("left",), ("right",))}
    assert three.gone == {("s", "plus", "right"): Reason.COLLECT}


def test_a_symbol_from_nowhere_is_refused():
    both = Sum(("s",), (named("a"), named("b", B)))
    with pytest.raises(DerivationError, match="appears without a reason"):
        follow(ONE, "two", both, Reason.REORDER)
    declared = follow(ONE, "two", both, Reason.CHAIN_RULE, born=[("b",)])
    assert declared.born["b",] is Reason.CHAIN_RULE


def test_a_symbol_that_vanishes_is_refused():
    with pytest.raises(DerivationError, match="vanishes without a reason"):
        follow(ONE, "two", Zero(("z",)), Reason.ABSENT)
    declared = follow(ONE, "two", Zero(("z",)), Reason.ABSENT, gone=[("a",)])
    assert declared.gone == {("a",): Reason.ABSENT}
    become = follow(ONE, "two", Zero(("z",)), Reason.ABSENT, becomes={("z",): [("a",)]})
    assert become.origins == {("z",): (("a",),)}


def test_another_sign_does_not_move():
    with pytest.raises(DerivationError):
        follow(ONE, "two", named("b", B), Reason.REORDER, moves={("b",): ("a",)})


def test_lines_are_asked_for_by_name():
    derivation = Derivation(named("a"), (ONE,))
    assert derivation["one"] is ONE
    with pytest.raises(KeyError, match="'one'"):
        derivation["two"]


def test_places_are_prefixes_entry_by_entry():
    assert starts(("entry", 1, 2), ("entry", 1))
    assert not starts(("entry", 12), ("entry", 1))


def test_origins_over_several_lines():
    derivation = weight_gradient(Notation(2, 3))
    origins = derivation.origins_between("zeros", "outer")
    assert origins["upstream", 3, "of", "name"] == (
        ("entry", 1, 3, "term", 3, "upstream", "of", "name"),
        ("entry", 2, 3, "term", 3, "upstream", "of", "name"),
    )
    descendants = derivation.descendants_between("zeros", "outer")
    place = ("entry", 1, 3, "term", 3, "upstream", "of", "name")
    assert descendants[place] == (("upstream", 3, "of", "name"),)
    assert ("entry", 1, 3, "term", 1) not in descendants
