"""The speech of an order: for every beat a clip a caption, from a person or a synthesiser."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from production.errors import WorkError
from production.request.order import Order
from production.request.selection import beats_of
from production.sound.clip import Clip, Samples, trimmed
from production.sound.loudness import levelled
from production.sound.packets import EncodedClips
from production.voice.recordings import RECORDINGS, Recording, find_recording, unused_files
from production.voice.store import Store
from production.voice.synthesiser import Synthesiser, find_synthesiser, why_silent
from production.workers.tasks import Report, Task, run_task, run_tasks
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import TICKS_PER_SECOND
from scenes.script.script import ScriptError, load_script

PAUSE = 0.3
"""Seconds of silence after each caption."""

MANY_TEXTS = 24
"""From so many texts on, more processes that speak take less time than they take to start."""

Spoken = tuple[str, str]
"""A chapter and a beat."""


@dataclass(frozen=True)
class Speech:
    """What is spoken in a film, in one language.

    Attributes:
        language: the code of one of `LANGUAGES`.
        clips: of every beat that is spoken, one a caption.
        credit: whom the voice's licence wants to be named; empty when no voice is used.
        notices: sentences for the user: why something is not spoken, or not by the recording.
    """

    language: str
    clips: Mapping[Spoken, tuple[Clip, ...]] = field(default_factory=dict)
    credit: str = ""
    notices: tuple[str, ...] = ()

    @property
    def timings(self) -> dict[Spoken, tuple[float, ...]]:
        """Seconds of each caption of a beat with the pause after it: multiples of 1/15 s."""
        return {beat: tuple(map(_seconds, clips)) for beat, clips in self.clips.items()}


OnSpoken = Callable[[str, str, int], None]
"""Told a chapter, a beat, and how many captions of it were spoken since the last call."""


def with_speech(
    order: Order, on_spoken: OnSpoken = lambda chapter, beat, captions: None
) -> tuple[Order, Speech]:
    """An order whose beats last as long as its speech, and that speech.

    Args:
        order: its voice is "auto" or "none".
        on_spoken: told of captions that the synthesiser has spoken, now or earlier.

    Raises:
        ScriptError: when a text holds what the voice cannot say.
        InputError: when a recording cannot be used.
        WorkError: when the synthesiser fails.
    """
    speech = speech_of(order, on_spoken=on_spoken)
    return replace(order, timings=tuple(sorted(speech.timings.items()))), speech


def speech_of(
    order: Order,
    recordings: Path = RECORDINGS,
    find: Callable[[str], Synthesiser | None] = find_synthesiser,
    on_spoken: OnSpoken = lambda chapter, beat, captions: None,
) -> Speech:
    """What is spoken in the wanted chapters (in all of their beats, so that times are the film's).

    Args:
        order: its voice is "auto" or "none".
        recordings: the folder of a person's own recordings.
        find: gives a language's synthesiser.
        on_spoken: told of captions that the synthesiser has spoken, now or earlier.

    Raises:
        ScriptError: when a text holds what the voice cannot say.
        InputError: when a recording cannot be used.
        WorkError: when the synthesiser fails.
    """
    language = order.settings.language
    if order.voice == "none":
        return Speech(language)
    texts = texts_of(order)
    found = {beat: find_recording(recordings, language, *beat) for beat in texts}
    used = {beat: recording for beat, recording in found.items()
            if recording and recording.fits(texts[beat])}  # fmt: skip
    notices = [_no_longer_fits(beat, recording) for beat, recording in found.items()
               if recording and beat not in used]  # fmt: skip
    if unused := unused_files(recordings, language):
        notices.append(unused)
    clips = {beat: recording.clips(texts[beat]) for beat, recording in used.items()}
    others = {beat: lines for beat, lines in texts.items() if beat not in used}
    synthesiser = find(language) if others else None
    if synthesiser:
        clips |= _synthesised(order, synthesiser, others, on_spoken)
    elif others:
        notices.append(_no_voice(language, len(used)))
    ordered = {beat: clips[beat] for beat in texts if beat in clips}
    return Speech(language, ordered, synthesiser.credit if synthesiser else "", tuple(notices))


def texts_of(order: Order) -> dict[Spoken, tuple[str, ...]]:
    """What is said in each beat of the wanted chapters, a text a caption."""
    script = load_script(order.settings.language)
    return {
        (wanted.chapter, beat): tuple(
            caption.spoken for caption in script.captions(wanted.chapter, beat, order.lesson)
        )
        for wanted in order.selection.chapters
        for beat in beats_of(wanted.chapter)
    }


def require_readable(
    language: str, beat: Spoken, text: str, synthesiser: Synthesiser | None
) -> None:
    """Refuse a text that holds what a voice would drop or spell.

    Raises:
        ScriptError: says where, and what.
    """
    found = LANGUAGES[language].unreadable(text)
    if not found and synthesiser:
        found = synthesiser.unreadable(text)
    if found:
        raise ScriptError(
            f"In the {language} script, {'.'.join(beat)}, a voice cannot say {found!r} of "
            f"{text!r}; give the caption a `spoken` text without it."
        )


def _synthesised(
    order: Order,
    synthesiser: Synthesiser,
    texts: Mapping[Spoken, Sequence[str]],
    on_spoken: OnSpoken,
) -> dict[Spoken, tuple[Clip, ...]]:
    store = Store(order.cache / "voice")
    kept: dict[str, Samples] = {}
    missing: dict[str, Spoken] = {}
    for beat, lines in texts.items():
        for text in lines:
            samples = None if order.fresh else store.load(store.path(synthesiser.name, text))
            if samples is None:
                require_readable(order.settings.language, beat, text, synthesiser)
                missing[text] = beat
            else:
                kept[text] = samples
                on_spoken(*beat, 1)
    _speak(synthesiser, store, missing, order, on_spoken)
    for text in missing:
        # Read back, so that the first film has the very samples of the second.
        again = store.load(store.path(synthesiser.name, text))
        if again is None:
            raise WorkError(f"What was spoken did not stay in {order.cache / 'voice'}.")
        kept[text] = again
    name = synthesiser.name.partition(",")[0]
    return {
        beat: tuple(Clip(kept[text], text, name) for text in lines) for beat, lines in texts.items()
    }


def _speak(
    synthesiser: Synthesiser,
    store: Store,
    texts: Mapping[str, Spoken],
    order: Order,
    on_spoken: OnSpoken,
) -> None:
    """Speak texts and keep them; many texts in several processes, by chapter."""
    clips = EncodedClips.of(order)
    by_chapter: dict[str, dict[str, str]] = {}
    for text, (chapter, beat) in texts.items():
        by_chapter.setdefault(chapter, {})[text] = beat
    tasks = [
        Task(chapter, speak_and_keep, (synthesiser, store, lines, clips))
        for chapter, lines in sorted(by_chapter.items(), key=lambda entry: -len(entry[1]))
    ]
    if order.jobs > 1 and len(texts) >= MANY_TEXTS:
        run_tasks(tasks, order.jobs, on_spoken)
    else:
        for task in tasks:
            run_task(task, lambda message: on_spoken(*message))


def speak_and_keep(
    synthesiser: Synthesiser,
    store: Store,
    texts: Mapping[str, str],
    encoded: EncodedClips | None,
    report: Report,
) -> None:
    """Speak texts, each with its beat, and keep them at the film's loudness.

    Args:
        synthesiser: who speaks.
        store: where the samples are kept.
        texts: what is said, and in which beat.
        encoded: where they are kept as they go into the film, too.
        report: told of each text.

    Raises:
        WorkError: when the synthesiser fails.
    """
    spoken = synthesiser.speak(list(texts))
    for (text, beat), samples in zip(texts.items(), spoken, strict=True):
        path = store.path(synthesiser.name, text)
        store.save(path, levelled(trimmed(samples)))
        if encoded is not None and (kept := store.load(path)) is not None:
            encoded.packets(kept)
        report(beat, 1)


def _seconds(clip: Clip) -> float:
    ticks = math.ceil(round((clip.seconds + PAUSE) * TICKS_PER_SECOND, 6))
    return ticks / TICKS_PER_SECOND


def _no_longer_fits(beat: Spoken, recording: Recording) -> str:
    return (
        f"The recording {recording.path.name} no longer fits the text of {'.'.join(beat)} and is "
        "left out; `render.py voice` shows both."
    )


def _no_voice(language: str, recorded: int) -> str:
    rest = "the beats without a recording have captions" if recorded else "the film has captions"
    return f"There is no {LANGUAGES[language].name} voice: {why_silent(language)}; {rest} only."
