from __future__ import annotations

from collections.abc import Callable

import pytest
import typst

from production.documents.formulas import FORMATS, formulas
from production.errors import InputError
from production.request.order import Order

Orders = Callable[..., Order]


@pytest.mark.parametrize("form", FORMATS)
def test_every_derivation_is_printed_under_its_chapters_title(order: Orders, form: str) -> None:
    text = formulas(order(language="en"), form)
    for title in ("X·W, written out", "∂L/∂X", "∂L/∂W"):
        assert title in text


def test_only_the_wanted_chapters_are_printed(order: Orders) -> None:
    assert formulas(order("inputs"), "latex").count(r"\begin{aligned}") == 1


def test_chapters_without_a_derivation_are_refused(order: Orders) -> None:
    with pytest.raises(InputError, match="forward, inputs, weights and batch"):
        formulas(order("question"), "latex")


def test_printed_typst_compiles(order: Orders) -> None:
    assert typst.compile(formulas(order(), "typst").encode(), format="svg")
