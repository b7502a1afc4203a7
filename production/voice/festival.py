"""The English voice: festival with the voice cmu_us_slt_arctic_hts, Debian packages both."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from production.errors import WorkError
from production.sound.clip import SAMPLE_RATE, Samples, trimmed
from production.sound.decoding import decoded

VOICE = "voice_cmu_us_slt_arctic_hts"

SPEED = 1.04
"""Of the voice's own speed: 180 words a minute, of which many are single letters."""

BATCH = 16
"""Texts spoken by one process, which takes half a second to start."""

LONGEST_WAIT = 300
"""Seconds after which a process is given up."""

PRONUNCIATIONS = {
    "affine": "(((ax) 0) ((f ay n) 1))",
    "numpy": "(((n ah m) 1) ((p ay) 0))",
    "subscript": "(((s ah b) 1) ((s k r ih p t) 0))",
    "subscripts": "(((s ah b) 1) ((s k r ih p t s) 0))",
}
"""What festival's rules get wrong, in its own phones."""

SENTENCE_PAUSE = 0.3
"""Seconds between sentences; festival's own pauses last hardly longer than a closed mouth."""

_SENTENCE_END = re.compile(r"(?<=[.:;?!]) ")

_RESPELLED = {"read off": "red off"}
"""Words written like others: festival takes this one for the present tense."""


class Festival:
    """Speaks English."""

    def __init__(self) -> None:
        self.name = f"slt, festival {_version()}, speed {SPEED}, {_revision()}"
        self.credit = "Voice cmu_us_slt_arctic_hts, © 2003 Carnegie Mellon University"

    @staticmethod
    def is_installed() -> bool:
        """Whether festival and its voice can be used here."""
        if shutil.which("festival") is None:
            return False
        asked = f"(if (symbol-bound? '{VOICE}) (exit 0) (exit 3))"
        try:
            return _run(["--batch", asked]).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def unreadable(self, text: str) -> str:
        """Festival has rules for every word of letters; everything else is `readings`' to find."""
        return ""

    def speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        """Speak each text.

        Raises:
            WorkError: when festival fails.
        """
        for start in range(0, len(texts), BATCH):
            batch = [_SENTENCE_END.split(text) for text in texts[start : start + BATCH]]
            spoken = self._speak([sentence for text in batch for sentence in text])
            for sentences in batch:
                yield _joined([trimmed(next(spoken)) for _ in sentences])

    def _speak(self, texts: Sequence[str]) -> Iterator[Samples]:
        with tempfile.TemporaryDirectory(prefix="festival-") as folder:
            paths = [Path(folder, f"{number}.wav") for number in range(len(texts))]
            script = Path(folder, "speak.scm")
            script.write_text(_script(texts, paths), encoding="ascii")
            try:
                done = _run(["--batch", str(script)])
            except (OSError, subprocess.TimeoutExpired) as error:
                raise WorkError(f"festival could not speak: {error}.") from None
            if done.returncode or not all(path.exists() for path in paths):
                said = " ".join(done.stderr.decode(errors="replace").split())[:300]
                raise WorkError(f"festival could not speak: {said or 'it gave no reason'}.")
            yield from map(decoded, paths)


def _script(texts: Sequence[str], paths: Sequence[Path]) -> str:
    lines = [
        f"({VOICE})",
        f'(set! hts_engine_params (append hts_engine_params (list (list "-r" {SPEED}))))',
    ]
    lines += [f'(lex.add.entry \'("{w}" nil {phones}))' for w, phones in PRONUNCIATIONS.items()]
    lines += [
        f"(utt.save.wave (SynthText {_quoted(text)}) {_quoted(str(path))} 'riff)"
        for text, path in zip(texts, paths, strict=True)
    ]
    return "\n".join(lines) + "\n"


def _joined(sentences: Sequence[Samples]) -> Samples:
    pause = np.zeros(round(SENTENCE_PAUSE * SAMPLE_RATE), np.float32)
    pieces = [piece for sentence in sentences for piece in (pause, sentence)]
    return np.concatenate(pieces[1:])


def _quoted(text: str) -> str:
    for written, spoken in _RESPELLED.items():
        text = re.sub(rf"\b{written}\b", spoken, text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _revision() -> str:
    """Changes when a pronunciation does, or a pause."""
    return repr((sorted(PRONUNCIATIONS.items()), sorted(_RESPELLED.items()), SENTENCE_PAUSE))


def _version() -> str:
    return _run(["--version"]).stdout.decode(errors="replace").strip()


def _run(arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["festival", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST_WAIT,
        check=False,
    )
