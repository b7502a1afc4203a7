from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from production.errors import WorkError
from production.film.poster import poster
from production.media.joining import Piece
from production.media.quality import QUALITIES
from production.rendering.encoder import FrameEncoder
from production.rendering.frames import Pixels
from production.running.times import Times
from production.takes.takes import Take
from scenes.stage.clock import Beat

DRAFT = QUALITIES["draft"]


def plain(brightness: int) -> Pixels:
    frame = np.full((DRAFT.height, DRAFT.width, 4), brightness, dtype=np.uint8)
    frame[..., 3] = 255
    return frame


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Half a second of black, then half a second of white; the second beat is a frame longer."""
    path = tmp_path / "take.mp4"
    with FrameEncoder(path, DRAFT) as encoder:
        encoder.write(plain(0), 8)
        encoder.write(plain(255), 7)
    beats = (Beat("graph", 0, 8 / 15, (0.0,)), Beat("code", 8 / 15, 1, (8 / 15,)))
    return Take("recap", (Piece(path, 15),), Times(beats, 1.0))


def brightness(jpeg: bytes) -> float:
    return float(np.asarray(Image.open(io.BytesIO(jpeg))).mean())


def test_the_poster_is_the_last_frame_of_the_last_beat(take: Take) -> None:
    assert brightness(poster([take], DRAFT.frame_rate)) > 250


def test_of_the_films_best_beat_if_it_is_there(take: Take) -> None:
    beats = (replace(take.times.beats[0], name="closing"), take.times.beats[1])
    best = replace(take, times=Times(beats, 1.0))
    assert brightness(poster([best], DRAFT.frame_rate)) < 5


def test_or_of_the_caption_that_is_named(take: Take) -> None:
    beat = Beat("claim", 0, 1, (0.0, 8 / 15))
    opening = Take("question", take.pieces, Times((beat,), 1.0))
    assert brightness(poster([opening], DRAFT.frame_rate)) < 5


def test_manims_own_take_may_have_lost_a_frame(take: Take) -> None:
    longer = (take.times.beats[0], replace(take.times.beats[1], end=16 / 15))
    short = replace(take, times=Times(longer, 16 / 15))
    unsure = replace(short, pieces=(Piece(take.pieces[0].path, None),))
    with pytest.raises(WorkError, match="fewer frames"):
        poster([short], DRAFT.frame_rate)
    assert brightness(poster([unsure], DRAFT.frame_rate)) > 250
