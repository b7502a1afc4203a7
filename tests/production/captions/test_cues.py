from __future__ import annotations

import re
from itertools import pairwise

import pytest

from calculus.lessons.lesson import load_lesson
from production.captions.cues import LONGEST, SHORTEST, Cue, Subtitle, cues
from production.captions.lines import lines_of
from production.captions.subtitles import srt, vtt
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
from scenes.script.reading_time import GAP, reading_time
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS

JAPANESE = LANGUAGES["ja"]

FORMULA = re.compile(r"∂[A-Za-z](?:/∂[a-zA-Z]+\d*)?|[a-z]\d+|\([^)]*\)|−?\d+\.\d+")


def all_captions(language: str) -> list[str]:
    script, lesson = load_script(language), load_lesson(DEFAULT_LESSON)
    return [
        caption.text
        for chapter in CHAPTERS
        for beat in script.beats(chapter)
        for caption in script.captions(chapter, beat, lesson)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheFilmsCaptions:
    def test_lines_fit(self, language: str) -> None:
        for text in all_captions(language):
            for cue in lines_of(text, language):
                assert len(cue) <= 2
                assert all(
                    LANGUAGES[language].width(line) <= LANGUAGES[language].lines.widest
                    for line in cue
                ), cue

    def test_nothing_is_lost(self, language: str) -> None:
        for text in all_captions(language):
            joined = "".join(line for cue in lines_of(text, language) for line in cue)
            assert joined.replace(" ", "") == text.replace(" ", "")

    def test_symbols_stay_whole(self, language: str) -> None:
        for text in all_captions(language):
            lines = [line for cue in lines_of(text, language) for line in cue]
            for symbol in FORMULA.findall(text):
                assert any(symbol in line for line in lines), (symbol, lines)

    def test_cues_stay_long_enough_and_leave_gaps(self, language: str) -> None:
        start = 0.0
        timed = []
        for text in all_captions(language):
            end = start + reading_time(text, language)
            timed.append(Subtitle(start, end - GAP, text))
            start = end
        shown = cues(timed, language)
        assert all(SHORTEST - 1e-6 <= cue.end - cue.start <= LONGEST + 1e-6 for cue in shown)
        assert all(b.start - a.end >= GAP - 1e-6 for a, b in pairwise(shown))


def test_japanese_breaks_after_a_pause_rather_than_in_the_middle() -> None:
    assert lines_of("W を隣に置き、主対角線で折り返します。", "ja") == [
        ("W を隣に置き、", "主対角線で折り返します。")
    ]


def test_english_lines_do_not_end_with_an_article() -> None:
    ((first, _second),) = lines_of("The gradient of the bias is a sum over all samples.", "en")
    assert first.split()[-1] not in ("a", "the", "of")


def test_a_formula_too_long_for_a_line_breaks_before_an_operator() -> None:
    text = "y1 = w11x1 + w12x2 + w13x3 + w14x4 + w15x5 + w16x6"
    lines = [line for cue in lines_of(text, "ja") for line in cue]
    assert all(JAPANESE.width(line) <= JAPANESE.lines.widest for line in lines)
    assert all(line.startswith(("=", "+")) for line in lines[1:])


def test_a_long_caption_becomes_cues_that_share_its_time() -> None:
    text = "うのみにせず勾配確認。この勾配になる最も簡単な L で試します。"
    first, second = cues([Subtitle(10.0, 14.0, text)], "ja")
    assert first.lines == ("うのみにせず勾配確認。",)
    assert first.start == 10.0
    assert second.end == 14.0
    assert second.start - first.end == pytest.approx(GAP)


def test_cues_follow_the_phrases_that_are_heard() -> None:
    text = "うのみにせず勾配確認。この勾配になる最も簡単な L で試します。"
    evenly = cues([Subtitle(10.0, 18.0, text)], "ja")
    slowly_first = cues([Subtitle(10.0, 18.0, text, (4.0, 4.0))], "ja")
    quickly_first = cues([Subtitle(10.0, 18.0, text, (2.0, 6.0))], "ja")
    assert slowly_first[1].start == 14.0
    assert quickly_first[1].start == 12.0
    assert quickly_first[1].start < evenly[1].start < slowly_first[1].start


def test_a_decimal_point_ends_no_phrase() -> None:
    text = "The slope is 0.06, the entry of the gradient; it is 0.0002 for the other, as it was."
    timed = Subtitle(0.0, 10.0, text, (1.8, 3.2, 3.0, 2.0))
    (_, second) = cues([timed], "en")
    assert second.lines[0].startswith("it is")
    assert second.start == pytest.approx(5.0, abs=0.1)


def test_however_it_is_spoken_a_cue_can_be_read() -> None:
    text = "うのみにせず勾配確認。この勾配になる最も簡単な L で試します。"
    for phrases in ((0.2, 5.0), (5.0, 0.2)):
        for cue in cues([Subtitle(0.0, 5.2, text, phrases)], "ja"):
            letters = sum(JAPANESE.width(line) for line in cue.lines)
            assert letters / (cue.end - cue.start) <= JAPANESE.listening_speed


def test_a_caption_with_too_little_time_is_shared_evenly() -> None:
    text = "∂L/∂X = ∂L/∂Y·Wᵀ のまま、新しいことはありません。"
    shown = cues([Subtitle(0.0, 3.4, text, (1.4, 1.5))], "ja")
    speeds = [sum(JAPANESE.width(line) for line in c.lines) / (c.end - c.start) for c in shown]
    assert max(speeds) < 9


def test_a_caption_leaves_after_seven_seconds() -> None:
    (cue,) = cues([Subtitle(0.0, 20.0, "Y")], "en")
    assert cue.end == LONGEST


def test_subrip() -> None:
    assert srt([Cue(3661.5, 3662.0, ("a < b", "c"))]) == (
        "1\n01:01:01,500 --> 01:01:02,000\na < b\nc\n\n"
    )


def test_webvtt() -> None:
    assert vtt([Cue(0.0, 1.0 / 3, ("a < b & c",))]) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:00.333\na &lt; b &amp; c\n\n"
    )


@pytest.mark.parametrize("seconds", [n / 15 for n in range(28, 58)])
def test_rounding_takes_nothing_from_the_shortest_time(seconds: float) -> None:
    text = "2 行に収まらない長い字幕をここに書いておきます。そして、はい。"
    shown = cues([Subtitle(0, seconds, text)], "ja")
    assert len(shown) == 2
    assert all(cue.end - cue.start >= SHORTEST - 1e-6 for cue in shown)
