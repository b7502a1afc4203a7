"""What FFmpeg's filters give."""

from __future__ import annotations

import av
from typing import TypeVar
from av.filter.context import FilterContext
from collections.abc import Iterator

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
