"""`render.py voice`, with a synthesiser that hums."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from production.voice import listing, speech
from render import cli
from tests.production.sounds import Hummer, tone, write_wav

CLOSING = ("voice", "--only", "recap.closing")


@pytest.fixture
def recordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of recordings, and nobody but the hummer to speak."""
    folder = tmp_path / "voice"
    for function in (speech.speech_of, listing.spoken_beats, listing.confirm_recordings):
        defaults = tuple(
            folder if isinstance(value, Path)
            else (lambda language: Hummer()) if value is speech.find_synthesiser
            else value
            for value in function.__defaults__
        )  # fmt: skip
        monkeypatch.setattr(function, "__defaults__", defaults)
    return folder


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--out", str(tmp_path / "build")])


def test_it_lists_text_length_and_source(recordings: Path, tmp_path: Path) -> None:
    result = run(tmp_path, *CLOSING)
    assert (result.exit_code, result.stderr) == (0, "")
    first, *texts, total = result.stdout.splitlines()
    assert first.split()[0] == "recap.closing"
    assert "Hummer" in first
    assert texts == [
        "    入力は、出ていく線を全部たどって足す。",
        "    ダブリュー転置は、同じ線を逆向きに読んだ印。",
        "    重みは、データごとに自分の線1本だけ。",
        "    エックス転置は、入力を縦に、勾配を横に置いた表の印。",
    ]
    assert total.startswith("1 beat, ")


def test_json_has_the_same(recordings: Path, tmp_path: Path) -> None:
    (beat,) = json.loads(run(tmp_path, *CLOSING, "--lang", "en", "--json").stdout)
    assert (beat["chapter"], beat["beat"]) == ("recap", "closing")
    assert beat["texts"][1] == "W transpose is the mark of the same edges read backwards."
    assert beat["source"] == "Hummer"
    assert beat["seconds"] > 5


def test_a_recording_is_confirmed_and_then_fits(recordings: Path, tmp_path: Path) -> None:
    refused = run(tmp_path, *CLOSING, "--confirm")
    assert refused.exit_code == 2
    assert "There is no recording to confirm" in refused.stderr
    write_wav(recordings / "ja" / "recap.closing.wav", tone(4.0))
    assert "nobody noted what recap.closing.wav says" in run(tmp_path, *CLOSING).stdout
    confirmed = run(tmp_path, *CLOSING, "--confirm")
    assert confirmed.exit_code == 0
    assert confirmed.stdout.strip().endswith("recap.closing.txt")
    assert "recap.closing.wav  [recorded]" in run(tmp_path, *CLOSING).stdout


def test_without_a_voice_there_are_captions_only(recordings: Path, tmp_path: Path) -> None:
    result = run(tmp_path, *CLOSING, "--voice", "none")
    assert result.exit_code == 0
    assert "captions only" in result.stdout


@pytest.mark.parametrize("name", ["recap.cod.wav", "recap.code.ogg"])
@pytest.mark.parametrize("command", ["voice", "list"])
def test_a_file_that_no_beat_uses_is_named(
    recordings: Path, tmp_path: Path, name: str, command: str
) -> None:
    write_wav(recordings / "ja" / name, tone(1.0))
    result = run(tmp_path, command, "--only", "recap")
    assert result.exit_code == 0
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith(f"No beat uses {name}")
