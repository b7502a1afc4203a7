"""The languages of the film: the one list of them."""

from __future__ import annotations

from scenes.language.english import ENGLISH
from scenes.language.japanese import JAPANESE
from scenes.language.language import Language

LANGUAGES: dict[str, Language] = {language.code: language for language in (JAPANESE, ENGLISH)}
"""By code; the first is the film's where none is asked for."""

DEFAULT_LANGUAGE = next(iter(LANGUAGES))
