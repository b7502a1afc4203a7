"""Words of the wrong language: English in the Japanese film, Japanese in the English one."""

from __future__ import annotations

import re

NAMES = frozenset({"Affine", "NumPy", "dot", "ReLU", "Python"})
"""Names that are written alike in both languages."""

_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z.'_-]+[A-Za-z]")
"""Three letters or more: fewer are symbols (L, yk, dW)."""

_CODE = re.compile(r"^np\.|\.T$|\w\.\w")
"""np.outer, x.T, dY.sum: what one types is the same everywhere."""

_JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]+")


def foreign_words(text: str, language: str) -> list[str]:
    """The words of a text that belong to another language than "ja" or "en"."""
    if language == "en":
        return _JAPANESE.findall(text)
    return [
        word for word in _LATIN_WORD.findall(text) if word not in NAMES and not _CODE.search(word)
    ]
