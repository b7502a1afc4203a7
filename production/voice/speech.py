"""The speech of a film: captions get their clips, from a person or a synthesiser."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from production.captions.caption import Caption, Captions, captions_of, said_with
from production.errors import WorkError
from production.request.chapter import BeatName
from production.request.film import FilmRequest
from production.request.workshop import Workshop
from production.sound.clip import Clip, Samples, trimmed
from production.sound.loudness import levelled
from production.sound.packets import EncodedClips
from production.voice.recordings import RECORDINGS, Recording, find_recording, unused_files
from production.voice.store import Store
from production.voice.synthesiser import Synthesiser, find_synthesiser, why_silent
from production.workers.tasks import OnProgress, Report, Task, run_task, run_tasks, unobserved
from scenes.language.languages import LANGUAGES
from scenes.script.reading_time import TICKS_PER_SECOND
from scenes.script.script import ScriptError

PAUSE = 0.3
"""Seconds of silence after each caption."""

MANY_TEXTS = 24
"""From so many texts on, more processes that speak take less time than they take to start."""


@dataclass(frozen=True)
class Speech:
    """What is said in a film, and with which captions.

    Attributes:
        captions: of all beats of the wanted chapters; of a beat, all are spoken or none.
        credit: whom the voice's licence wants to be named; empty when no voice is used.
        notices: sentences for the user: why something is not spoken, or not by the recording.
    """

    captions: Captions
    credit: str = ""
    notices: tuple[str, ...] = ()

    @property
    def times(self) -> dict[BeatName, tuple[float, ...]]:
        """Seconds of each caption of a spoken beat with the pause after it: multiples of 1/15 s."""
        clips = {beat: clips_of(captions) for beat, captions in self.captions.items()}
        return {beat: tuple(map(_seconds, own)) for beat, own in clips.items() if own}


def clips_of(captions: Sequence[Caption]) -> tuple[Clip, ...]:
    """What is heard with captions; none when they are only read."""
    return tuple(caption.clip for caption in captions if caption.clip is not None)


def speech_of(
    request: FilmRequest,
    workshop: Workshop,
    on_progress: OnProgress = unobserved,
    recordings: Path = RECORDINGS,
    find: Callable[[str], Synthesiser | None] = find_synthesiser,
) -> Speech:
    """What is said in the wanted chapters (in all of their beats, so that times are the film's).

    Args:
        request: its voice is "auto" or "none".
        workshop: where what was spoken is kept, and how many may speak at a time.
        on_progress: told of captions that the synthesiser has spoken, now or earlier.
        recordings: the folder of a person's own recordings.
        find: gives a language's synthesiser.

    Raises:
        ScriptError: when a text holds what the voice cannot say.
        InputError: when a recording cannot be used.
        WorkError: when the synthesiser fails.
    """
    captions = captions_of(request)
    if request.voice == "none":
        return Speech(captions)
    language = request.settings.language
    found = {beat: find_recording(recordings, language, *beat) for beat in captions}
    used = {beat: recording for beat, recording in found.items()
            if recording and recording.fits(said_with(captions[beat]))}  # fmt: skip
    notices = [_no_longer_fits(beat, recording) for beat, recording in found.items()
               if recording and beat not in used]  # fmt: skip
    if unused := unused_files(recordings, language):
        notices.append(unused)
    spoken = {}
    for beat, recording in used.items():
        spoken[beat], damage = recording.speak(captions[beat])
        if damage:
            notices.append(damage)
    others = {beat: own for beat, own in captions.items() if beat not in used}
    synthesiser = find(language) if others else None
    if synthesiser:
        encoded = EncodedClips.of(workshop.cache, request.form)
        spoken |= _synthesised(synthesiser, language, others, workshop, encoded, on_progress)
    elif others:
        notices.append(_no_voice(language, len(used)))
    return Speech(
        {beat: spoken.get(beat, own) for beat, own in captions.items()},
        synthesiser.credit if synthesiser else "",
        tuple(notices),
    )


def require_readable(
    language: str, beat: BeatName, text: str, synthesiser: Synthesiser | None
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
    synthesiser: Synthesiser,
    language: str,
    captions: Captions,
    workshop: Workshop,
    encoded: EncodedClips | None,
    on_progress: OnProgress,
) -> dict[BeatName, tuple[Caption, ...]]:
    """The same captions, spoken."""
    store = Store(workshop.cache / "voice")
    kept: dict[str, Samples] = {}
    missing: dict[str, BeatName] = {}
    for beat, own in captions.items():
        for text in said_with(own):
            samples = None if workshop.fresh else store.load(store.path(synthesiser.name, text))
            if samples is None:
                require_readable(language, beat, text, synthesiser)
                missing[text] = beat
            else:
                kept[text] = samples
                on_progress(*beat, 1)
    _speak(synthesiser, store, missing, workshop.jobs, encoded, on_progress)
    for text in missing:
        # Read back, so that the first film has the very samples of the second.
        again = store.load(store.path(synthesiser.name, text))
        if again is None:
            raise WorkError(f"What was spoken did not stay in {workshop.cache / 'voice'}.")
        kept[text] = again
    name = synthesiser.name.partition(",")[0]
    return {
        beat: tuple(
            replace(caption, clip=Clip(kept[caption.said], caption.said, name)) for caption in own
        )
        for beat, own in captions.items()
    }


def _speak(
    synthesiser: Synthesiser,
    store: Store,
    texts: Mapping[str, BeatName],
    jobs: int,
    encoded: EncodedClips | None,
    on_progress: OnProgress,
) -> None:
    """Speak texts and keep them; many texts in several processes, by chapter."""
    by_chapter: dict[str, dict[str, str]] = {}
    for text, (chapter, beat) in texts.items():
        by_chapter.setdefault(chapter, {})[text] = beat
    tasks = [
        Task(chapter, speak_and_keep, (synthesiser, store, lines, encoded))
        for chapter, lines in sorted(by_chapter.items(), key=lambda entry: -len(entry[1]))
    ]
    if jobs > 1 and len(texts) >= MANY_TEXTS:
        run_tasks(tasks, jobs, on_progress)
    else:
        for task in tasks:
            run_task(task, lambda message: on_progress(*message))


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


def _no_longer_fits(beat: BeatName, recording: Recording) -> str:
    return (
        f"The recording {recording.path.name} no longer fits the text of {'.'.join(beat)} and is "
        "left out; `render.py voice` shows both."
    )


def _no_voice(language: str, recorded: int) -> str:
    rest = "the beats without a recording have captions" if recorded else "the film has captions"
    return f"There is no {LANGUAGES[language].name} voice: {why_silent(language)}; {rest} only."
