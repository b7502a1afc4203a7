"""Sound files to samples."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from production.errors import InputError
from production.media.ffmpeg import address
from production.sound.clip import SAMPLE_RATE, Samples


def decoded(path: Path) -> Samples:
    """A sound file of any format, sampling rate and number of channels as samples.

    Raises:
        InputError: when it is no sound file.
    """
    try:
        with av.open(address(path)) as container:
            if not container.streams.audio:
                raise InputError(f"The recording {path} holds no sound.")
            resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
            pieces = [
                piece.to_ndarray().reshape(-1)
                for frame in (*container.decode(audio=0), None)
                for piece in resampler.resample(frame)
            ]
    except av.error.FFmpegError as error:
        raise InputError(f"The recording {path} cannot be read: {error.strerror}.") from None
    return np.concatenate([np.zeros(0, np.float32), *pieces]).astype(np.float32)
