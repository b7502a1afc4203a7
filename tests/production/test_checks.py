from __future__ import annotations

from collections.abc import Callable

import pytest

from calculus.verify import Fault
from production import checks
from production.checks import as_text, check, check_algebra
from production.layout import inspect_chapter
from production.order import Order

Orders = Callable[..., Order]


def test_the_default_lesson_is_true(order: Orders) -> None:
    assert check_algebra(order()) == []


def test_the_default_lesson_fits_the_frame(order: Orders) -> None:
    assert check(order("forward", "recap", jobs=2)) == []


@pytest.mark.usefixtures("small_chapter")
def test_what_reaches_out_of_the_safe_area_is_told_with_its_beat(
    order: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.production.small_chapter import SmallChapter

    monkeypatch.setattr(SmallChapter, "place", 6.5)
    one = order("recap")
    (wanted,) = one.selection.chapters
    findings = inspect_chapter(one.staging(wanted), wanted, lambda beat, done: None)
    assert [(f.beat, f.kind, f.where) for f in findings] == [
        ("graph", "outside", "right"),
        ("code", "outside", "right"),
    ]
    # A square of 2 units around x = 7.5 in a frame that ends at 7.11, of which 5 % are kept free.
    assert findings[0].what == "a shape reaches out of the safe area by up to 283 pixels"


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
    monkeypatch.setattr(checks, "CHECKS", (check_algebra,))
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
