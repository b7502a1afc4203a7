from __future__ import annotations

import pytest

from production.captions.caption import Caption, TimedCaption
from production.captions.cues import Cue
from production.inspection.captions import caption_faults, cue_faults
from production.running.timeline import TimedBeat
from scenes.language.languages import LANGUAGES

TOO_WIDE = "a line has 14 full-width characters; 13 fit"

TOO_FAST = "it has 9.0 characters a second; at most 8 are read along with speech"


@pytest.mark.parametrize(
    ("cue", "fault"),
    [
        (Cue(0, 3, ("ここでは導出を省略しません",)), None),
        (
            Cue(0, 3, ("ここでは導出を省略しませんよ",)),
            "a line has 14 full-width characters; 13 fit",
        ),
        (Cue(0, 3, ("一", "二", "三")), "it has 3 lines; 2 fit"),
        (Cue(0, 1, ("九文字の字幕です。",)), TOO_FAST),
        (Cue(0, 0.5, ("一",)), "it is shown for 0.50 s; at least 0.83 s are needed"),
        (Cue(0, 8, ("一",)), "it is shown for 8.0 s; at most 7 s are usual"),
    ],
)
def test_a_cue_is_measured(cue: Cue, fault: str | None) -> None:
    assert [what for what, _ in cue_faults([cue], "ja")] == ([] if fault is None else [fault])


def test_cues_need_a_gap() -> None:
    first, second = Cue(0, 2, ("one",)), Cue(2.05, 4, ("two", "three"))
    assert list(cue_faults([first, second], "en")) == [
        ("0.05 s lie between it and the cue before", "two / three")
    ]


def test_a_beat_lasts_as_long_as_its_captions_take_to_read() -> None:
    text = "Nothing but the chain rule is used, entry by entry."
    caption = Caption({"en": text}, "en", text)
    long, short = (TimedBeat("a", 0, end, (TimedCaption(caption, 0, end),)) for end in (6, 3))
    assert list(caption_faults("graph", long, "en")) == []
    (fault,) = caption_faults("graph", short, "en")
    assert (fault.beat, fault.kind, fault.where) == ("a", "caption", text)
    assert fault.what == "the beat lasts 3.0 s; its captions take 3.8 s to read"


def test_a_caption_in_the_wrong_language() -> None:
    caption = Caption({"ja": "これは gradient です。"}, "ja", "")
    beat = TimedBeat("a", 0, 6, (TimedCaption(caption, 0, 6),))
    (fault,) = caption_faults("graph", beat, "ja")
    assert fault.kind == "language"


@pytest.mark.parametrize(
    ("text", "language", "foreign"),
    [
        ("Affine の dX = dY @ W.T、np.outer(x, dY)、yk", "ja", []),
        ("row 1 と column 2", "ja", ["row", "column"]),
        ("The weight w21 (①)", "en", []),
        ("The 重み of ＡＢ", "en", ["重み", "ＡＢ"]),
    ],
)
def test_foreign_words(text: str, language: str, foreign: list[str]) -> None:
    assert LANGUAGES[language].foreign_words(text) == foreign
