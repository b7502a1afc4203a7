"""Lanes are chosen where they have room at a readable size, and captions choose with them."""

from __future__ import annotations

from scenes.script.variants import lanes_fit


def test_the_posts_terms_are_written_out_and_many_are_mapped() -> None:
    assert lanes_fit(2, 3) and lanes_fit(1, 1) and lanes_fit(6, 1)
    assert not lanes_fit(3, 3) and not lanes_fit(1, 4) and not lanes_fit(64, 1)
