from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.verify import Fault
from production import checks
from production.checks import as_text, check
from production.order import Order

Orders = Callable[..., Order]


def test_the_default_lesson_is_true(order: Orders) -> None:
    assert check(order()) == []


@pytest.mark.parametrize(
    ("derivation", "chapter"),
    [
        ("forward", "forward"),
        ("y2", "forward"),
        ("inputs", "inputs"),
        ("weights", "weights"),
        ("claim of weights", "question"),
        ("weights in numbers", "example"),
        ("simplest loss", "example"),
        ("bias of the batch in numbers", "batch"),
    ],
)
def test_a_fault_is_told_with_the_chapter_that_shows_it(
    order: Orders, derivation: str, chapter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault(derivation, "collect", "value", "It is wrong.")
    monkeypatch.setattr(checks, "verify", lambda lesson: [fault])
    (finding,) = check(order())
    assert finding.as_table() == {
        "chapter": chapter,
        "beat": "",
        "kind": "value",
        "what": "It is wrong.",
        "where": f"{derivation}, collect",
    }
    assert check(order("recap")) == []
    assert as_text([finding]).splitlines()[1].split() == [
        chapter,
        "value",
        *derivation.split()[:-1],
        f"{derivation.split()[-1]},",
        "collect",
        *["It", "is", "wrong."],
    ]
