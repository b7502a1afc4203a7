"""The engines themselves; each part is left out where its engine is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from calculus.lessons.lesson import Lesson, load_lesson
from production.paths import DEFAULT_LESSON
from production.sound.clip import SAMPLE_RATE, pauses, trimmed
from production.voice import festival as festival
from production.voice.festival import Festival
from production.voice.openjtalk import OpenJTalk
from production.voice.synthesiser import Synthesiser
from scenes.language.languages import read_aloud, unreadable
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS
from tests.scenes.script.test_script import lesson_of_shape

POST = load_lesson(DEFAULT_LESSON)
BATCH = load_lesson(DEFAULT_LESSON.with_name("batch.toml"))
LESSONS = (
    POST,
    BATCH,
    POST.with_index("input-first"),
    *(lesson_of_shape(shape) for shape in ((1, 1, 1), (2, 3, 1), (1, 1, 4), (3, 6, 6))),
)

japanese = pytest.mark.skipif(not OpenJTalk.is_installed(), reason="no Japanese voice")
english = pytest.mark.skipif(not Festival.is_installed(), reason="no English voice")


@pytest.fixture(scope="module")
def mei() -> OpenJTalk:
    return OpenJTalk()


def texts(lesson: Lesson, language: str) -> set[str]:
    script = load_script(language)
    return {
        caption.spoken
        for chapter in CHAPTERS
        for beat in script.beats(chapter)
        for caption in script.captions(chapter, beat, lesson)
    }


@japanese
def test_nothing_of_any_caption_is_dropped_or_spelled(mei: OpenJTalk) -> None:
    spoken = set().union(*(texts(lesson, "ja") for lesson in LESSONS))
    assert len(spoken) > 200
    for text in spoken:
        assert unreadable(text, "ja") + mei.unreadable(text) == "", text


@japanese
@pytest.mark.parametrize(
    ("caption", "kana"),
    [
        ("∂y2/∂w21", "ラウンドワイニラウンドダブリューニイチ"),
        ("w2,11", "ダブリューニノジューイチ"),
        ("y2 には", "ワイニニワ"),
        ("Xᵀ", "エックステンチ"),
        ("−0.017", "マイナスレーテンゼロイチナナ"),
        ("2×3 の行列", "ニギョーサンレツノギョーレツ"),
        ("12×64 の行列", "ジューニギョーロクジューヨンレツノギョーレツ"),
        ("行×列", "ギョーカケルレツ"),
        ("1 行 2 列", "イチギョーニレツ"),
        ("1 行目の 2 列目", "イチギョーメノニレツメ"),
        ("項は 1 つ", "コーワヒトツ"),
        ("逆向きに読んだ印", "ギャクムキニヨンダシルシ"),
        ("掛け算の表", "カケザンノヒョー"),
        ("18 項", "ジューハッコー"),
        ("6 本の線", "ロッポンノセン"),
        ("3 つとも", "ミッツトモ"),
        ("1 つ目の添字", "ヒトツメノソエジ"),
        ("0 になる", "ゼロニナル"),
        ("①", "マルイチ"),
        ("1/N", "エヌブンノイチ"),
        ("y1 ≈ 0.33", "ワイイチオヨソレーテンサンサン"),
        ("転置、順伝播、逆伝播", "テンチジュンデンパギャクデンパ"),
        ("連鎖律、偏微分", "レンサリツヘンビブン"),
        ("主対角線、重み、勾配", "シュタイカクセンオモミコーバイ"),
        ("何もしません", "ナニモシマセン"),
    ],
)
def test_how_captions_sound(caption: str, kana: str, mei: OpenJTalk) -> None:
    assert mei.kana(read_aloud(caption, "ja")).replace("、", "") == kana


@japanese
def test_what_has_no_reading_is_found(mei: OpenJTalk) -> None:
    assert mei.unreadable("重みです。") == ""
    assert "∂" in mei.unreadable("∂です") or unreadable("∂です", "ja") == "∂"
    assert unreadable("エックスᵀ、x", "ja") == "ᵀx"


@japanese
def test_a_symbol_has_no_pause_inside(mei: OpenJTalk) -> None:
    (samples,) = mei.speak(["ラウンドワイニ・ラウンドダブリューニイチ"])
    assert pauses(trimmed(samples)) == []
    (samples,) = mei.speak(["かける、ラウンドワイニ"])
    assert len(pauses(trimmed(samples))) == 1


@japanese
def test_importing_the_engine_prints_nothing() -> None:
    code = "from production.voice.openjtalk import OpenJTalk; OpenJTalk()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize(
    ("engine", "sentences"),
    [
        pytest.param(OpenJTalk, ("これが転置です。", "重みは、線1本だけ。"), marks=japanese),
        pytest.param(Festival, ("So we add.", 'Only its "own" edge: one \\ two.'), marks=english),
    ],
)
class TestEngine:
    def test_it_speaks_always_alike(
        self, engine: type[Synthesiser], sentences: tuple[str, ...]
    ) -> None:
        first, second = (list(engine().speak(sentences)) for _ in range(2))
        for a, b in zip(first, second, strict=True):
            assert np.array_equal(a, b)
            assert a.dtype == np.float32

    def test_speech_is_sound_of_a_likely_length(
        self, engine: type[Synthesiser], sentences: tuple[str, ...]
    ) -> None:
        for samples in engine().speak(sentences):
            assert 0.5 < len(trimmed(samples)) / SAMPLE_RATE < 5
            assert 0.05 < float(np.abs(samples).max()) < 1.1


@english
def test_there_is_a_pause_between_english_sentences() -> None:
    (samples,) = Festival().speak(["So we add. A weight has one edge."])
    assert max(end - start for start, end in pauses(samples)) == pytest.approx(0.38, abs=0.1)


@english
def test_more_texts_than_a_process_takes_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(festival, "BATCH", 2)
    words = ["one", "a far longer sentence than the others", "two"]
    seconds = [len(samples) for samples in Festival().speak(words)]
    assert seconds[1] > 2 * max(seconds[0], seconds[2])


def test_a_missing_festival_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Festival.is_installed()
