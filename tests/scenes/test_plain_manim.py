"""Chapters are ordinary Manim scenes: plain `manim render` makes the same chapter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import av

from calculus.lessons.lesson import Lesson
from tests.performance import ran

ROOT = Path(__file__).parents[2]


def test_plain_manim_renders_a_chapter(post: Lesson, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "manim", "render", "-ql", "--media_dir", str(tmp_path)]
    scene = ["scenes/network.py", "NetworkModel"]
    done = subprocess.run([*command, *scene], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    (film,) = tmp_path.glob("videos/**/NetworkModel.mp4")
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (854, 480, 15)
        assert stream.duration is not None and stream.time_base is not None
        seconds = float(stream.duration * stream.time_base)
    chapter = ran("network", post).chapter
    # Manim may count a frame more or less than a play's duration has.
    assert abs(seconds - chapter.clock.seconds) <= chapter.renderer.num_plays / 15
