"""The engines themselves; each part is left out where its engine is not installed."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import subprocess
import sys

import numpy as np
import pytest

from calculus.lessons.lesson import Lesson, load_lesson
from production.errors import WorkError
from production.sound.clip import SAMPLE_RATE, pauses, trimmed
from production.sound.loudness import LOUDNESS, levelled, measure
from production.voice.hibari import SEED, SPEED, Hibari, doubled
from production.voice.openjtalk import OpenJTalk
from production.voice.speech import require_readable
from production.voice.synthesiser import Synthesiser, find_synthesiser
from scenes.language.languages import LANGUAGES
from scenes.paths import DEFAULT_LESSON
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
english = pytest.mark.skipif(not Hibari.is_installed(), reason="no English voice")


@pytest.fixture(scope="module")
def mei() -> OpenJTalk:
    return OpenJTalk()


@pytest.fixture(scope="module")
def heart() -> Hibari:
    return Hibari()


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
        assert LANGUAGES["ja"].unreadable(text) + mei.unreadable(text) == "", text


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
    assert mei.kana(LANGUAGES["ja"].read_aloud(caption)).replace("、", "") == kana


@japanese
def test_what_has_no_reading_is_found(mei: OpenJTalk) -> None:
    assert mei.unreadable("重みです。") == ""
    assert "∂" in mei.unreadable("∂です") or LANGUAGES["ja"].unreadable("∂です") == "∂"
    assert LANGUAGES["ja"].unreadable("エックスᵀ、x") == "ᵀx"


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
        pytest.param(Hibari, ("So we add.", "Only its own edge: one, two."), marks=english),
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
@pytest.mark.parametrize("text", ["So we add. A weight has one edge.", "Top left, one. So we add."])
def test_there_is_a_pause_between_english_sentences(text: str, heart: Hibari) -> None:
    (samples,) = heart.speak([text])
    lengths = [end - start for start, end in pauses(samples)]
    assert lengths == pytest.approx([0.38] * (len(heart.phonemes(text)) - 1), abs=0.1)


@english
def test_a_colon_is_heard_as_a_pause(heart: Hibari) -> None:
    (samples,) = heart.speak(["The weights settle in W: rows for inputs."])
    assert len(pauses(samples)) == 1


@english
@pytest.mark.parametrize(
    ("caption", "phonemes"),
    [
        ("x1", "ˈɛks wˈʌn"),
        ("w21", "dˈʌbᵊlju tˈu wˈʌn"),
        ("w12", "dˈʌbᵊlju wˈʌn tˈu"),
        ("w2,11", "dˈʌbᵊlju tˈu əlˈɛvᵊn"),
        ("∂L/∂W", "pˈɑɹʃᵊl ˈɛl pˈɑɹʃᵊl dˈʌbᵊlju"),
        ("∂y2/∂w21", "pˈɑɹʃᵊl wˈI tˈu pˈɑɹʃᵊl dˈʌbᵊlju tˈu wˈʌn"),
        ("yk", "wˈI kˈA"),
        ("wi", "dˈʌbᵊlju ˈI"),
        ("Xᵀ", "ˈɛks tɹænspˈOz"),
        ("2×3", "tˈu bI θɹˈi"),
        ("(1, 3)", "wˈʌn bI θɹˈi"),
        ("12×64", "twˈɛlv bI sˈɪksti fˈɔɹ"),
        ("0.06", "zˈɪɹO pˈYnt zˈɪɹO sˈɪks"),
        ("−0.017", "mˈInəs zˈɪɹO pˈYnt zˈɪɹO wˈʌn sˈɛvən"),
        ("2×10⁻⁷", "tˈu tˈImz tˈɛn tə ðə pˈWəɹ mˈInəs sˈɛvən"),
        (
            "0.2 × 0.3 = 0.06",
            "zˈɪɹO pˈYnt tˈu tˈImz zˈɪɹO pˈYnt θɹˈi ˈikwᵊlz zˈɪɹO pˈYnt zˈɪɹO sˈɪks",
        ),
        ("1/N", "wˈʌn ˈOvəɹ ˈɛn"),
        ("X·W", "ˈɛks tˈImz dˈʌbᵊlju"),
        ("Δ", "dˈɛltə"),
        ("the node called dot", "ðə nˈOd kˈɔld dˈɑt"),
        ("an affine layer", "ɐn əfˈIn lˈAəɹ"),
        ("In NumPy, so", "ɪn nˈʌmpˌI, sˌO"),
        ("will be read off", "wɪl bi ɹˈɛd ˈɔf"),
    ],
)
def test_how_english_captions_sound(caption: str, phonemes: str, heart: Hibari) -> None:
    assert " ".join(heart.phonemes(LANGUAGES["en"].read_aloud(caption))) == phonemes


@english
def test_a_sentence_that_ends_with_a_letter_ends(heart: Hibari) -> None:
    assert heart.phonemes("All share W. So L: two.") == (
        "ˈɔl ʃˈɛɹ dˈʌbᵊlju.",
        "sˌO ˈɛl: tˈu.",
    )


@english
def test_every_english_caption_is_words_and_every_word_has_phonemes(heart: Hibari) -> None:
    spoken = set().union(*(texts(lesson, "en") for lesson in LESSONS))
    assert len(spoken) > 200
    for text in spoken:
        require_readable("en", ("weights", "zeros"), text, heart)
        sentences = heart.phonemes(text)
        assert sum(len(said.split()) for said in sentences) >= len(text.split()), text
        assert all(set(said) <= {*heart._engine.vocab} for said in sentences), text


@pytest.mark.parametrize(
    ("text", "found"), [("1/2", "1/2"), ("2-3", "23"), ("x1", "1"), ("W.", "")]
)
def test_the_english_voice_is_handed_words_only(text: str, found: str) -> None:
    assert Hibari.unreadable(None, text) == found


@english
def test_the_english_voice_is_as_loud_as_the_film(heart: Hibari) -> None:
    for samples in heart.speak(["So we add.", "Each path becomes one term."]):
        measured = measure(np.pad(levelled(trimmed(samples)), SAMPLE_RATE // 2))
        assert measured.integrated == pytest.approx(LOUDNESS, abs=0.3)


@english
def test_the_english_voice_needs_no_network() -> None:
    code = """
import sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.")):
        raise AssertionError(event)

sys.addaudithook(refuse)
from production.voice.hibari import Hibari
(samples,) = Hibari().speak(["Numpification of an affine layer."])
print(len(samples) > 48000)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


@english
def test_the_english_clips_key_names_what_makes_the_sound(heart: Hibari) -> None:
    for package in ("hibari-tts", "onnxruntime", "numpy", "scipy"):
        assert f"{package} {importlib.metadata.version(package)}" in heart.name
    assert f"speed {SPEED}" in heart.name
    assert f"seed {SEED}" in heart.name
    assert "Kokoro-82M, Apache-2.0" in heart.credit


@pytest.mark.parametrize("hertz", [100, 1000, 8000, 11000])
def test_doubling_adds_nothing_to_a_tone(hertz: int) -> None:
    given, wanted = (np.sin(2 * np.pi * hertz * np.arange(rate) / rate) for rate in (24000, 48000))
    difference = doubled(given.astype(np.float32)) - wanted
    assert np.abs(difference[400:-400]).max() < 1e-3
    assert len(doubled(np.zeros(0, np.float32))) == 0


@pytest.mark.parametrize("package", ["hibari", "onnxruntime"])
def test_without_its_packages_there_is_no_english_voice(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == package else name)
    assert Hibari.is_installed() is False
    assert find_synthesiser("en") is None


@english
def test_an_engine_that_cannot_be_loaded_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(WorkError, match="The English voice cannot be loaded: "):
        next(Hibari().speak(["So we add."]))
