from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from production.captions import caption
from production.captions.caption import Caption, TimedCaption, captions_of, said_with
from production.request.film import FilmRequest
from production.request.selection import beats_of
from production.sound.clip import Clip
from scenes.script import script
from scenes.script.script import ScriptError, load_script
from tests.production.sounds import spoken

Ask = Callable[..., FilmRequest]

ADDING = Caption(
    {"en": "So we add. Likewise, y1.", "ja": "足します。y1 も同様です。"},
    language="en",
    said="So we add. Likewise, y one.",
)


def test_all_beats_of_a_wanted_chapter_have_their_captions(ask: Ask) -> None:
    request = ask("recap.code", language="en")
    captions = captions_of(request)
    assert list(captions) == [("recap", beat) for beat in beats_of("recap")]
    for (chapter, beat), own in captions.items():
        for language in ("ja", "en"):
            scripted = load_script(language).captions(chapter, beat, request.lesson)
            assert [one.texts[language] for one in own] == [one.text for one in scripted]
        assert said_with(own) == tuple(one.spoken for one in scripted)
        assert all(one.clip is None and one.language == "en" for one in own)


def test_languages_with_unequal_numbers_of_captions_are_refused(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (script.SCRIPTS / "en.toml").read_text(encoding="utf-8")
    more = text.replace(
        "[[recap.code]]", '[[recap.code]]\ncaption = "One more."\n\n[[recap.code]]', 1
    )
    (tmp_path / "en.toml").write_text(more, encoding="utf-8")

    def load(language: str) -> script.Script:
        return load_script(language, tmp_path if language == "en" else script.SCRIPTS)

    monkeypatch.setattr(caption, "load_script", load)
    with pytest.raises(ScriptError, match=r"beat recap\.code has unequal numbers of captions: ja"):
        captions_of(ask("recap"))


def test_a_caption_is_paced_by_its_clip_in_the_language_of_that_alone() -> None:
    clip = Clip(spoken(1, 0.3, 2, 0.3, 1), ADDING.said, "sine")
    heard = TimedCaption(replace(ADDING, clip=clip), 10.0, 15.0)
    subtitle = heard.subtitle("en")
    assert (subtitle.start, subtitle.end, subtitle.text) == (10, 15, ADDING.texts["en"])
    assert subtitle.phrases == pytest.approx((1.3, 2.3, 1), abs=0.021)
    assert heard.subtitle("ja").phrases == ()
    assert TimedCaption(ADDING, 10.0, 15.0).subtitle("en").phrases == ()
