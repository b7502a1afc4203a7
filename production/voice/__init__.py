"""The film's voice: what is said in each beat, as sound.

`with_speech(order)` gives the order with the beats' lengths and the `Speech` with a `Clip` for each
caption; a person's own recordings in assets/voice take the place of the synthesiser.
"""

from production.voice.clip import SAMPLE_RATE, Clip, Phrase, Samples
from production.voice.speech import Speech, speech_of, with_speech

__all__ = ["SAMPLE_RATE", "Clip", "Phrase", "Samples", "Speech", "speech_of", "with_speech"]
