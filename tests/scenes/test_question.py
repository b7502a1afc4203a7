"""Chapter 1: it opens at once, and gives nothing away; what it shows of any lesson is in `laws`."""

from __future__ import annotations

from calculus.lessons.lesson import Lesson
from scenes.language.languages import LANGUAGES
from scenes.script.script import load_script
from scenes.stage.graph.claim_pair import ClaimPair
from scenes.stage.network.asked_weight import AskedWeight
from scenes.stage.network.network import Network
from tests.performance import ran


def test_it_opens_without_a_title(post: Lesson) -> None:
    performance = ran("question", post)
    assert performance.timeline[0].start == 0
    assert performance.chapter.title not in performance.chapter.mobjects


def test_in_every_language_the_question_has_one_t() -> None:
    for language in LANGUAGES:
        assert load_script(language).word("why").count("T") == 1


def test_how_many_terms_vanish_is_not_given_away(post: Lesson) -> None:
    signs = [sign for still in ran("question", post).stills.values() for sign in still.signs]
    assert not {"18", "12", "6"} & {str(sign) for sign in signs}


def test_at_its_end_three_things_stand(post: Lesson) -> None:
    """From which the next chapter can begin."""
    stage = ran("question", post).chapter.mobjects
    seen = {type(each) for each in stage if each.family_members_with_points()}
    assert seen == {ClaimPair, Network, AskedWeight}
