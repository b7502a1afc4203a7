"""What FFmpeg's filters give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import av
from av.filter.context import FilterContext

F = TypeVar("F", av.AudioFrame, av.VideoFrame)


def pulled(sink: FilterContext, kind: type[F]) -> Iterator[F]:
    """The frames that are ready at the end of a chain of filters."""
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, kind)
        yield frame
