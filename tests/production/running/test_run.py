from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from production.errors import WorkError
from production.media.quality import QUALITIES
from production.rendering.frame_drawer import FrameDrawer
from production.rendering.frames import Pixels
from production.request.chapter import ChapterRequest
from production.request.film import FilmRequest
from production.running import run as running
from production.running.run import run_chapter
from production.stills.still import stills_of
from production.stills.strip import strip_of

Ask = Callable[..., FilmRequest]


class Frames:
    """Keeps every frame."""

    def __init__(self) -> None:
        self.shown: list[Pixels] = []

    def write(self, pixels: Pixels, repeat: int, dirty: object = None) -> None:
        self.shown += [pixels.copy()] * repeat


@pytest.fixture
def recap(ask: Ask) -> ChapterRequest:
    (chapter,) = ask("recap").chapters()
    return chapter


@pytest.mark.usefixtures("small_chapter")
class TestRunChapter:
    @pytest.mark.parametrize("quality", ["draft", "low"])
    def test_draws_exactly_as_many_frames_as_the_beats_last(self, ask: Ask, quality: str) -> None:
        frames = Frames()
        (chapter,) = ask("recap", quality=quality).chapters()
        beats = run_chapter(chapter, FrameDrawer(frames)).beats
        assert len(frames.shown) == pytest.approx(beats[-1].end * QUALITIES[quality].frame_rate)

    def test_times_are_the_same_without_drawing(self, recap: ChapterRequest) -> None:
        assert run_chapter(recap) == run_chapter(recap, FrameDrawer(Frames()))

    def test_times_are_the_same_in_every_language(self, ask: Ask) -> None:
        (japanese,), (english,) = (ask("recap", language=lang).chapters() for lang in ("ja", "en"))
        assert run_chapter(japanese) == run_chapter(english)

    @pytest.mark.parametrize("beat", ["graph", "general", "code", "closing"])
    def test_a_beat_alone_has_the_frames_it_has_in_the_film(
        self, recap: ChapterRequest, beat: str
    ) -> None:
        whole, part = Frames(), Frames()
        times = {beat.name: beat for beat in run_chapter(recap, FrameDrawer(whole)).beats}
        run_chapter(recap, FrameDrawer(part), beats=(beat,))
        start, end = (round(t * 15) for t in (times[beat].start, times[beat].end))
        assert np.array_equal(part.shown, whole.shown[start:end])

    def test_a_still_is_the_last_frame_of_its_beat(self, recap: ChapterRequest) -> None:
        whole = Frames()
        times = run_chapter(recap, FrameDrawer(whole)).beats
        stills = stills_of(recap)
        for beat, still in zip(times, stills, strict=True):
            last = whole.shown[round(beat.end * 15) - 1][:, :, :3]
            assert np.array_equal(last, np.asarray(still.image))

    def test_beats_are_announced_in_order(self, recap: ChapterRequest) -> None:
        announced: list[str] = []
        run_chapter(recap, on_beat=announced.append)
        assert announced == ["graph", "general", "code", "closing"]

    def test_a_strip_has_a_row_for_each_movement(self, ask: Ask) -> None:
        strip, single = (
            strip_of(*ask(f"recap.{beat}").chapters(), frames=4) for beat in ("graph", "code")
        )
        assert strip.height == 2 * single.height
        assert strip.width == single.width


def test_an_error_is_told_in_a_sentence_with_its_beat(
    recap: ChapterRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.production.small_chapter import BrokenChapter

    monkeypatch.setattr(running, "load_chapter", lambda name: BrokenChapter)
    with pytest.raises(WorkError) as caught:
        run_chapter(recap)
    message = str(caught.value)
    told = "The beat recap.general could not be rendered: ZeroDivisionError: one "
    assert message.startswith(told)
    assert "\n" not in message
    assert "small_chapter.py, line" in message
