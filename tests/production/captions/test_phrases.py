from __future__ import annotations

import pytest

from production.captions.phrases import phrases_heard
from production.sound.clip import Clip
from scenes.language.languages import LANGUAGES
from tests.production.sounds import spoken

PAUSE = 0.3


@pytest.mark.parametrize(
    ("language", "text", "said", "heard", "phrases"),
    [
        ("en", "So we add. Likewise, y1.", "So we add. Likewise, y one.", (1, 2, 1), (1.3, 2.3, 1)),
        # A formula has a pause of its own when it is read.
        ("ja", "形は (2, 3)、です。", "形は2、3、です。", (1, 1, 1), (2.6, 1)),
        # What is said has a pause more: sentences end where they are heard to end.
        ("ja", "L が戻る。上流です。", "エルから、戻る。上流です。", (1, 2, 3), (3.6, 3)),
        # In one sentence, the pause that is nearest.
        ("ja", "y2 が動き、L に届く。", "ワイニが動き、エルに、届く。", (1, 1, 0.5), (1.3, 1.8)),
        # What is said has a pause less: time passes as what is read.
        ("ja", "四文字、三、文字。", "四文字と三文字。", (9,), (4, 2, 3)),
    ],
)
def test_phrases_of_a_caption_last_as_long_as_they_are_heard(
    language: str,
    text: str,
    said: str,
    heard: tuple[float, ...],
    phrases: tuple[float, ...],
) -> None:
    parts = [part for seconds in heard for part in (PAUSE, seconds)][1:]
    clip = Clip(spoken(*parts), said, "test")
    found = phrases_heard(text, clip, LANGUAGES[language])
    assert sum(found) == pytest.approx(clip.seconds)
    assert found == pytest.approx(phrases, abs=0.021)
