"""The words of the film: complete, true for every lesson, and speakable in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from calculus.algebra.notation import CONVENTIONS
from calculus.lessons.exact import Exact
from calculus.lessons.lesson import Lesson, load_lesson
from production.request.selection import beats_of
from scenes.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from scenes.paths import ROOT
from scenes.script.reading_time import beat_caption_times, reading_time
from scenes.script.script import Script, ScriptError, load_script
from scenes.script.storyboard import CHAPTERS
from scenes.script.values import template_values

BEATS = [(chapter, beat) for chapter in CHAPTERS for beat in beats_of(chapter)]

SHAPES = ((1, 1, 1), (1, 1, 3), (1, 3, 1), (1, 2, 3), (2, 2, 3), (3, 4, 5), (1, 6, 6), (2, 1, 2))
NUMBERS = ("0.2", "-0.5", "3", "0.01", "-0.1", "0", "1.25")

LESSONS = Path(__file__).parents[3] / "assets" / "lessons"


def lesson_of_shape(
    shape: tuple[int, int, int], index: str = "output-first", bias: bool = False
) -> Lesson:
    N, D, M = shape
    numbers = (Exact.of(text) for text in cycle(NUMBERS))

    def rows(height: int, width: int) -> tuple[tuple[Exact, ...], ...]:
        return tuple(tuple(islice(numbers, width)) for _ in range(height))

    return Lesson(
        name="sample",
        X=rows(N, D),
        W=rows(D, M),
        upstream=rows(N, M),
        B=rows(1, M)[0] if bias else None,
        index=index,  # type: ignore[arg-type]
    )


ALL_LESSONS = [
    lesson_of_shape(shape, index, bias)
    for shape, index, bias in product(SHAPES, CONVENTIONS, (False, True))
]
POST = load_lesson(LESSONS / "post.toml")
BATCH = load_lesson(LESSONS / "batch.toml")


def texts(script: Script, lesson: Lesson) -> Iterator[tuple[str, str, str]]:
    """Every (place, caption, spoken form) of the film."""
    for chapter, beat in BEATS:
        for caption in script.captions(chapter, beat, lesson):
            yield f"{chapter}.{beat}", caption.text, caption.spoken


@pytest.mark.parametrize("lesson", [POST, BATCH, *ALL_LESSONS], ids=lambda lesson: lesson.name)
def test_every_beat_of_every_lesson_has_as_many_captions_in_every_language(
    lesson: Lesson,
) -> None:
    for chapter, beat in BEATS:
        counts = {
            language: len(load_script(language).captions(chapter, beat, lesson))
            for language in LANGUAGES
        }
        assert len(set(counts.values())) == 1, (chapter, beat, counts)
        (count,) = set(counts.values())
        assert 1 <= count <= 5, (chapter, beat)
        assert len(beat_caption_times(chapter, beat, lesson)) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_variants_and_words(language: str) -> None:
    first, script = load_script(DEFAULT_LANGUAGE), load_script(language)
    assert variants_of(script) == variants_of(first)
    assert script.words.keys() == first.words.keys()


def variants_of(script: Script) -> dict[tuple[str, str, str], int]:
    """How many captions each variant of a beat has."""
    return {
        (name, chapter, beat): len(lines)
        for name, chapters in script._variants.items()
        for chapter, beats in chapters.items()
        for beat, lines in beats.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_short_plain_and_filled(language: str) -> None:
    script = load_script(language)
    for lesson in (POST, BATCH, *ALL_LESSONS):
        for where, text, spoken in texts(script, lesson):
            assert not re.search(r"[{}<>]|  |^ | $", text), (where, text)
            longest = 60 if language == "ja" else 130
            assert LANGUAGES[language].width(text) <= longest, (where, text)
            assert spoken, where


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_fit_for_video_chapters(language: str) -> None:
    script = load_script(language)
    for chapter, lesson in product(CHAPTERS, (POST, BATCH, *ALL_LESSONS)):
        title = script.title(chapter, lesson)
        assert 0 < len(title) <= 50
        assert not set("<>") & set(title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_can_be_filled_for_every_lesson(language: str) -> None:
    script = load_script(language)
    for lesson, key in product((POST, BATCH, *ALL_LESSONS), script._words):
        word = script.word(key, n=1, **template_values(lesson, language))
        assert word and "{" not in word


@pytest.mark.parametrize(
    "forbidden",
    [
        "さっき",
        "前の章",
        "先ほど",
        "外積",
        "文字目",
        "previous chapter",
        "earlier",
        "outer product",
    ],
)
def test_words_the_storyboard_forbids(forbidden: str) -> None:
    for language, lesson in product(LANGUAGES, (POST, BATCH, *ALL_LESSONS)):
        for where, text, spoken in texts(load_script(language), lesson):
            assert forbidden not in text + spoken, where


def test_partials_are_never_read_as_fractions() -> None:
    for where, _, spoken in texts(load_script("ja"), POST):
        assert "ぶんの" not in spoken.replace("エヌぶんのいち", ""), where


@pytest.mark.parametrize(
    ("chapter", "beat", "sentence"),
    [
        ("question", "claim", "本で省略されている導出を、ここでは最後まで追います。"),
        ("question", "transpose", "W でも Wᵀ でも合ってしまいます。"),
        ("network", "matrix", "ふつうの添字とは逆です。"),
        ("inputs", "mirror", "順伝播は W の列、逆伝播は W の行を使います。"),
        ("weights", "who-sees", "w21 を動かすと、動く y はどれ？"),
        ("example", "check", "うのみにせず、数値微分で確かめます。"),
        ("recap", "general", "大きさが変わっても、成分の式はこの 2 つです。"),
        ("recap", "closing", "入力は、出ていく線を全部たどって足す。"),
        ("recap", "closing", "Wᵀ は、同じ線を逆向きに読んだしるし。"),
        ("recap", "closing", "重みは、データごとに自分の線 1 本だけ。"),
        ("recap", "closing", "Xᵀ は、入力を縦に、勾配を横に置いた表のしるし。"),
    ],
)
def test_the_storyboards_own_sentences_are_kept(chapter: str, beat: str, sentence: str) -> None:
    captions = load_script("ja").captions(chapter, beat, POST)
    assert sentence in "".join(caption.text for caption in captions)


@pytest.mark.parametrize("D", [1, 2, 3])
def test_with_one_output_nothing_is_said_to_vanish(D: int) -> None:
    lesson = lesson_of_shape((1, D, 1))
    *_, caption = load_script("ja").captions("weights", "two-zeros", lesson)
    assert caption.text == "出力が 1 つなので、消える項はありません。"


def test_the_naming_rule_follows_the_index_convention() -> None:
    for language, first, second in (("ja", "出力", "入力"), ("en", "output", "input")):
        output_first = template_values(POST, language)
        input_first = template_values(POST.with_index("input-first"), language)
        assert (output_first["first_subscript"], output_first["second_subscript"]) == (
            first,
            second,
        )
        assert (input_first["first_subscript"], input_first["second_subscript"]) == (second, first)
    assert template_values(POST, "en")["chosen_weight"] == "w21"
    assert template_values(POST.with_index("input-first"), "en")["chosen_weight"] == "w12"
    captions = load_script("ja").captions("network", "matrix", POST.with_index("input-first"))
    assert not any("逆です" in caption.text for caption in captions)


@pytest.mark.parametrize("D", [1, 2])
@pytest.mark.parametrize("M", [1, 2])
def test_of_several_samples_the_slope_is_the_first_ones_share(D: int, M: int) -> None:
    for N in (1, 2):
        lesson = lesson_of_shape((N, D, M))
        japanese, english = (
            load_script(language).captions("example", "check", lesson)[3]
            for language in ("ja", "en")
        )
        for text, share in (
            (english.text, "sample 1's share of "),
            (english.spoken, "sample one's share of "),
            (japanese.text, "の、1 つ目のデータの分と同じです"),
            (japanese.spoken, "の、1つ目のデータの分と同じです"),
        ):
            assert (share in text) == (N > 1), text


@pytest.mark.parametrize("shape", SHAPES)
def test_counts_of_terms(shape: tuple[int, int, int]) -> None:
    _, D, M = shape
    values = template_values(lesson_of_shape(shape), "en")
    pairs = [(entry, k) for entry in product(range(D), range(M)) for k in range(M)]
    survivors = [(entry, k) for entry, k in pairs if entry[1] == k]
    assert int(values["terms"]) == len(pairs)
    assert int(values["survivors"]) == len(survivors)


def test_enumerations() -> None:
    assert template_values(POST, "ja")["silent_outputs"] == "y1 と y3"
    assert template_values(POST, "en")["other_outputs"] == "y2 and y3"
    six = lesson_of_shape((1, 6, 6))
    assert template_values(six, "ja")["silent_outputs"] == "y1 と、y3〜y6"
    assert template_values(six, "en")["silent_outputs"] == "y1 and y3 to y6"
    assert "silent_outputs" not in template_values(lesson_of_shape((1, 3, 1)), "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_said_in_the_example_are_right(language: str) -> None:
    x = [Decimal(text) for text in ("0.2", "0.5")]
    w = [[Decimal(text) for text in row] for row in (("0.1", "0.3", "0.5"), ("0.9", "0.2", "0.1"))]
    upstream = [Decimal(text) for text in ("0.3", "0.01", "-0.1")]
    assert [x[0] * w[0][j] + x[1] * w[1][j] for j in range(3)] == [
        Decimal(text) for text in ("0.47", "0.16", "0.15")
    ]
    inputs = [sum(u * v for u, v in zip(upstream, row, strict=True)) for row in w]
    assert inputs == [Decimal("-0.017"), Decimal("0.262")]
    assert x[0] * upstream[0] == Decimal("0.06")
    nudge = Decimal("0.001")

    def loss(x1: Decimal, w11: Decimal) -> Decimal:
        moved = [[w11, *w[0][1:]], w[1]]
        return sum(
            (upstream[j] * (x1 * moved[0][j] + x[1] * moved[1][j]) for j in range(3)), Decimal(0)
        )

    still = loss(x[0], w[0][0])
    assert loss(x[0], w[0][0] + nudge) - still == Decimal("0.00006")
    said = "".join(text for where, text, _ in texts(load_script(language), POST)
                   if where.startswith("example"))  # fmt: skip
    for number in ("0.47", "0.16", "0.15", "−0.017", "0.262", "0.06", "0.00006", "0.001",
                   "0.2 × 0.3", "0.2 × 0.1 + 0.5 × 0.9"):  # fmt: skip
        assert number in said, number


def test_numbers_of_a_batch_with_a_bias() -> None:
    values = template_values(BATCH, "en")
    assert values["Y"] == "2.6, 1.2, −0.9"
    assert values["y1_product"] == "2.5"
    assert values["dX"] == "−0.4, 0.31"


@pytest.mark.parametrize(
    ("x", "w", "ja", "en"),
    [
        ("-0.001", "0.017", "−0.000017", "−0.000017"),
        ("0", "3", "0", "0"),
        ("1.2345", "1.2345", "約 1.524", "about 1.524"),
        ("-0.0001234", "0.00001", "−1.234×10⁻⁹", "−1.234×10⁻⁹"),
    ],
)
def test_results_are_told_as_the_picture_shows_them(x: str, w: str, ja: str, en: str) -> None:
    one = ((Exact.of("1"),),)
    lesson = Lesson("lesson", ((Exact.of(x),),), ((Exact.of(w),),), one)
    assert template_values(lesson, "ja")["y1"] == ja
    assert template_values(lesson, "en")["Y"] == en


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("∂L/∂X", "ラウンドエル・ラウンドエックス"),
        ("∂y1/∂w11", "ラウンドワイイチ・ラウンドダブリューイチイチ"),
        ("Xᵀ·∂L/∂Y", "エックス転置、かける、ラウンドエル・ラウンドワイ"),
        ("w21", "ダブリューニイチ"),
        ("w2,11", "ダブリューニの・ジューイチ"),
        ("w21x1", "ダブリューニイチ・エックスイチ"),
        ("2×3 の行列", "2行3列の行列"),
        ("(2, 3)", "2、3"),
        ("(2,)", "2"),
        ("0.06", "0.06"),
        ("y1 ≈ 12.5", "ワイイチ、およそ、12.5"),
        ("−0.017", "マイナス0.017"),
        ("0.2 × (−0.1)", "0.2、かける、マイナス0.1"),
        ("項が 0 になる", "項がゼロになる"),
        ("①", "マルイチ"),
        ("行×列", "ぎょうかけるれつ"),
        ("1 行 2 列", "1行2列"),
        ("1 行目の 2 列目", "1行目の2列目"),
        ("2 つの行列", "2つの行列"),
        ("1/N", "エヌ分の1"),
        ("y1 と、y3〜y64 の式", "ワイイチと、ワイサンからワイロクジューヨンまでの式"),
        ("2×10⁻⁷", "2かける10のマイナス7乗"),
        ("0.2 × (−1.5×10¹²)", "0.2、かける、マイナス1.5かける10の12乗"),
    ],
)
def test_japanese_readings(text: str, spoken: str) -> None:
    assert LANGUAGES["ja"].read_aloud(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("∂L/∂W", "Partial L partial W"),
        ("w21x1", "w two one x one"),
        ("Xᵀ·∂L/∂Y", "X transpose times partial L partial Y"),
        (
            "Through y1: ∂L/∂y1·∂y1/∂x12.",
            "Through y one: partial L partial y one, times partial y one partial x twelve.",
        ),
        ("So ① is ∂L/∂Y·Wᵀ", "So number one is partial L partial Y, times W transpose"),
        ("the row ∂L/∂Y times a column", "the row partial L partial Y, times a column"),
        ("① is it. ∂L/∂W is it.", "Number one is it. Partial L partial W is it."),
        ("a 2×3 matrix", "a two by three matrix"),
        ("−0.017", "minus zero point zero one seven"),
        ("y1 = 0.2 × 0.3", "y one equals zero point two times zero point three"),
        ("with twice what will leave", "with twice what will leave"),
        ("through yk", "through y k"),
        ("18 terms", "eighteen terms"),
        ("4096 weights", "four thousand ninety six weights"),
        ("262144 terms", "two hundred sixty two thousand one hundred forty four terms"),
        ("1000002 terms", "one million two terms"),
        ("999000000000 terms", "nine hundred ninety nine billion terms"),
        ("y1 ≈ 0.33", "y one is about zero point three three"),
        ("①", "Number one"),
        ("2×10⁻⁷", "two times ten to the power minus seven"),
        (
            "0.2 × (−1.5×10¹²)",
            "zero point two times minus one point five times ten to the power twelve",
        ),
    ],
)
def test_english_readings(text: str, spoken: str) -> None:
    assert LANGUAGES["en"].read_aloud(text) == spoken


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES.values() if one.reading])
def test_every_spoken_form_is_speakable(language: str) -> None:
    for lesson in (POST, BATCH, *ALL_LESSONS):
        for where, _, spoken in texts(load_script(language), lesson):
            assert LANGUAGES[language].unreadable(spoken) == "", (where, spoken)
            assert not re.search(
                r"(?:[A-Za-z]|エックス|ワイ|ダブリュー|エル|ビー)\d|\d[A-Za-z]", spoken
            ), (where, spoken)


def test_the_detector_finds_what_a_voice_would_drop() -> None:
    assert LANGUAGES["ja"].unreadable("∂L") == "∂L"
    assert LANGUAGES["en"].unreadable("Xᵀ") == "ᵀ"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_times_are_whole_ticks_and_never_too_short(language: str) -> None:
    for text in ("あ", "partial " * 9, "L は 1 つの数、スカラーです。"):
        seconds = reading_time(text, language)
        assert seconds >= 1.5
        assert seconds * 15 == pytest.approx(round(seconds * 15))
    assert reading_time("あ" * 22, "ja") == pytest.approx(4 + 2 / 15)
    assert reading_time("a" * 44, "ja") == pytest.approx(4 + 2 / 15)
    assert reading_time("a" * 56, "en") == pytest.approx(4 + 2 / 15)


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("lesson", [POST, BATCH], ids=lambda lesson: lesson.name)
def test_captions_can_be_read_within_the_storyboards_seconds(chapter: str, lesson: Lesson) -> None:
    beats = load_script("ja").beats(chapter)
    for beat, most in zip(beats, CHAPTERS[chapter].seconds, strict=True):
        assert sum(beat_caption_times(chapter, beat, lesson)) <= most, beat


def test_an_unknown_language_is_one_sentence() -> None:
    with pytest.raises(ScriptError, match="'xx' does not exist; choose ja or en"):
        load_script("xx")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"ja\.toml is missing"):
        load_script("ja", tmp_path)


def broken(tmp_path: Path, old: str, new: str) -> Path:
    """A folder with the English script in which one text is replaced."""
    source = (LESSONS.parent / "script" / "en.toml").read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "en.toml").write_text(source.replace(old, new), encoding="utf-8")
    return tmp_path


def test_an_unknown_placeholder_names_language_chapter_and_beat(tmp_path: Path) -> None:
    folder = broken(tmp_path, "If {chosen_weight} moves", "If {heaviest_weight} moves")
    with pytest.raises(ScriptError, match=r"en script, weights\.who-sees .*heaviest_weight"):
        load_script("en", folder).captions("weights", "who-sees", POST)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('variants."M=1"', 'variants."M=9"', "unknown variant 'M=9'"),
        ('variants."M=1".weights.zeros', 'variants."M=1".weights.ones', "weights.ones"),
        ("[recap]\ntitle", "[recap]\nheading", "recap or its title"),
        ("[words]", "[labels]", "unknown chapter 'labels'"),
        ('caption = "L is one number:', 'text = "L is one number:', "graph.upstream"),
    ],
)
def test_what_is_wrong_with_a_script_is_said(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(ScriptError, match=re.escape(message)):
        load_script("en", broken(tmp_path, old, new))


def test_unknown_names_are_one_sentence() -> None:
    script = load_script("ja")
    with pytest.raises(ScriptError, match=r"no beat weights\.finale"):
        script.captions("weights", "finale", POST)
    with pytest.raises(ScriptError, match="no chapter 'credits'"):
        script.title("credits", POST)
    with pytest.raises(ScriptError, match="no word 'credits'"):
        script.word("credits")
    with pytest.raises(ScriptError, match="the word sample names the value 'n'"):
        script.word("sample")


def test_no_value_and_no_word_of_the_picture_is_without_use() -> None:
    folder = ROOT / "assets" / "script"
    texts_of_all = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.toml"))
    for value in template_values(BATCH, "ja"):
        assert f"{{{value}}}" in texts_of_all, value
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("scenes/**/*.py"))
    for word in load_script("ja").words:
        assert f'"{word}"' in code, word
