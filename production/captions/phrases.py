"""Which words of a caption are heard when: its phrases, from pause to pause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice, pairwise

from production.sound.clip import Clip, shares_of
from scenes.language.language import Language


def phrases_heard(text: str, clip: Clip, language: Language) -> tuple[float, ...]:
    """Seconds from the start of each phrase of a caption to that of the next, as it is spoken.

    A phrase of the caption may be several when it is read aloud: a formula has pauses of its own.
    Where what is said has other phrases than that, each ends at the pause that is nearest to where
    its length lets it be expected.

    Args:
        text: the caption.
        clip: the caption spoken.
        language: of both.
    """
    said = language.phrases(clip.text)
    starts = [phrase.start for phrase in clip.phrases(said)]
    lasting = iter(_lengths([*starts[1:], clip.seconds]))
    result: list[float] = []
    for shown, spoken in _by_sentence(language.phrases(text), said, language):
        seconds = list(islice(lasting, len(spoken)))
        read = [language.phrases(language.read_aloud(phrase)) for phrase in shown]
        if sum(map(len, read)) == len(spoken):
            parts = iter(seconds)
            result += [sum(islice(parts, len(phrases))) for phrases in read]
        else:
            shares = shares_of(["".join(phrases) for phrases in read])
            expected = [share * sum(seconds) for share in accumulate(shares)]
            result += _lengths(_at_pauses(expected[:-1], [*accumulate(seconds)]))
    return tuple(result)


def _at_pauses(expected: Sequence[float], heard: Sequence[float]) -> list[float]:
    """The end of the phrase heard that is nearest to each expected end, and the last end."""
    ends: list[float] = []
    for time in expected:
        before = ends[-1] if ends else 0.0
        distances = [(abs(end - time), end) for end in heard[:-1] if end > before]
        _, end = min(distances, default=(0.0, max(time, before)))
        ends.append(end)
    return [*ends, heard[-1]]


def _lengths(ends: Sequence[float]) -> list[float]:
    return [b - a for a, b in pairwise([0.0, *ends])]


_Phrases = Sequence[str]


def _by_sentence(
    shown: _Phrases, spoken: _Phrases, language: Language
) -> list[tuple[_Phrases, _Phrases]]:
    """The phrases of each sentence on both sides; all together if they have unequal numbers."""
    sides = [_sentences(side, language.lines.sentence_ends) for side in (shown, spoken)]
    if len(sides[0]) != len(sides[1]):
        return [(shown, spoken)]
    return list(zip(*sides, strict=True))


def _sentences(phrases: _Phrases, ends: str) -> list[_Phrases]:
    sentences: list[list[str]] = [[]]
    for phrase in phrases:
        sentences[-1].append(phrase)
        if phrase.rstrip()[-1:] in ends:
            sentences.append([])
    return [sentence for sentence in sentences if sentence]
