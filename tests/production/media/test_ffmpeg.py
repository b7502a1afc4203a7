"""Names with colons are names, for FFmpeg too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import production
from production.media.ffmpeg import address

SOURCES = sorted(Path(production.__file__).parent.rglob("*.py"))


def test_an_address_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert address(Path("take:1") / "film.mp4") == str(tmp_path / "take:1" / "film.mp4")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_no_other_name_is_given_to_ffmpeg(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "av.open":
            given = ast.unparse(node.args[0])
            assert given.startswith(("address(", "io.BytesIO(")) or given == "os.devnull"
