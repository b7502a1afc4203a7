from __future__ import annotations

from collections.abc import Callable

import pytest
import typst

from production.documents.formulas import FORMATS, formulas
from production.errors import InputError
from production.request.film import FilmRequest

Ask = Callable[..., FilmRequest]


@pytest.mark.parametrize("form", FORMATS)
def test_every_derivation_is_printed_under_its_chapters_title(ask: Ask, form: str) -> None:
    text = formulas(ask(language="en"), form)
    for title in ("X·W written out", "∂L/∂X", "∂L/∂W"):
        assert title in text


def test_only_the_wanted_chapters_are_printed(ask: Ask) -> None:
    assert formulas(ask("inputs"), "latex").count(r"\begin{aligned}") == 1


def test_chapters_without_a_derivation_are_refused(ask: Ask) -> None:
    with pytest.raises(InputError, match="forward, inputs, weights and batch"):
        formulas(ask("question"), "latex")


def test_printed_typst_compiles(ask: Ask) -> None:
    assert typst.compile(formulas(ask(), "typst").encode(), format="svg")
