from __future__ import annotations

import ast
from pathlib import Path

import pytest

from production.voice.synthesiser import ENGINES
from scenes.language.languages import LANGUAGES
from scenes.paths import ROOT

KNOWN_TO_SPEAK_ONE = {
    ROOT / "production" / "voice" / name for name in ("synthesiser.py", "openjtalk.py", "hibari.py")
}


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("ja", ("だから、", "足す。")),
        ("ja", ("これで、", "マイナス0.017、", "0.262。")),
        ("ja", ("形状は、", "X が (2,)、", "W が (2, 3) です。")),
        ("ja", ("何もない",)),
        ("ja", ("…",)),
        ("en", ("So we add. ", "Likewise, ", "x two: ", "yes?")),
        ("en", ("For 0.06, ", "np.outer gives (2, 3).")),
    ],
)
def test_a_text_is_cut_where_phrases_end(language: str, phrases: tuple[str, ...]) -> None:
    assert LANGUAGES[language].phrases("".join(phrases)) == phrases


def test_languages_differ_in_what_files_are_named_by() -> None:
    for attribute in ("code", "iso_639_2", "own_name", "name"):
        assert len({getattr(one, attribute) for one in LANGUAGES.values()}) == len(LANGUAGES)
    assert LANGUAGES.keys() >= ENGINES.keys()


def sources() -> list[Path]:
    """All files but those of languages and of voices, which speak one."""
    files = [ROOT / "render.py"]
    files += [p for room in ("scenes", "production") for p in (ROOT / room).rglob("*.py")]
    language = ROOT / "scenes" / "language"
    return [
        path for path in files if language not in path.parents and path not in KNOWN_TO_SPEAK_ONE
    ]


def test_nothing_else_names_a_language() -> None:
    names = {
        name.lower()
        for one in LANGUAGES.values()
        for name in (one.code, one.iso_639_2, one.own_name, one.name)
    }
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value.lower() not in names, f"{path}:{node.lineno}"
            elif isinstance(node, ast.Name | ast.Attribute):
                name = node.id if isinstance(node, ast.Name) else node.attr
                words = name.lower().split("_")
                assert not {"japanese", "english"} & set(words), f"{path}:{node.lineno}"
