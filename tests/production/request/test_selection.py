from __future__ import annotations

import pytest

from production.errors import InputError
from production.request.selection import Selection, Wanted, beats_of
from scenes.script.storyboard import CHAPTERS, CUTS, DEFAULT_CUT


def test_nothing_named_is_the_whole_film() -> None:
    selection = Selection.parse(())
    assert selection.is_whole
    assert [wanted.chapter for wanted in selection.chapters] == list(CUTS[DEFAULT_CUT])


def test_names_come_in_the_films_order() -> None:
    selection = Selection.parse(("weights.zeros", "graph", "weights.shape"))
    assert selection.chapters == (Wanted("graph"), Wanted("weights", ("shape", "zeros")))
    assert selection.label == "graph+weights.shape+weights.zeros"


def test_a_whole_chapter_outweighs_its_beats() -> None:
    for names in (("graph.plus", "graph"), ("graph", "graph.plus")):
        assert Selection.parse(names).chapters == (Wanted("graph"),)


def test_a_label_fits_a_file_name() -> None:
    names = tuple(f"{chapter}.{beat}" for chapter in CHAPTERS for beat in beats_of(chapter))
    assert len(Selection.parse(names).label) < 40


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("wieghts", "did you mean weights?"),
        ("weights.zeors", "did you mean zeros?"),
        ("qqq", "they are question, graph"),
        ("", "they are question"),
        ("graph.", "they are forward"),
        ("graph.plus.x", "there is no beat"),
    ],
)
def test_unknown_names_are_refused_with_a_near_one(name: str, hint: str) -> None:
    with pytest.raises(InputError, match="there is no") as caught:
        Selection.parse((name,))
    assert hint in str(caught.value)


def test_a_beat_of_an_earlier_film_is_refused_with_its_heir() -> None:
    with pytest.raises(InputError) as caught:
        Selection.parse(("weights.outer",))
    assert str(caught.value) == "The beat weights.outer is now weights.table."
