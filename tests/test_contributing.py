"""CONTRIBUTING.md is true.

Its examples work when they are carried out word by word on a copy of the project, its picture shows
the imports that there are, its table has every room, and what it names exists.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", TEXT, re.M))
PACKAGES = ("calculus", "scenes", "production")
EXAMPLES = ("Adding a beat", "Adding a move", "Adding an output")
NEEDED = ("assets", "benchmarks", *PACKAGES, "tests", "pyproject.toml", "render.py")

ROOMS = {
    ".".join(folder.relative_to(ROOT).parts)
    for parent in (*PACKAGES, "scenes/stage")
    for folder in (ROOT / parent).iterdir()
    if (folder / "__init__.py").exists()
}
FILES_IN_THE_PICTURE = {
    "the chapters": "scenes",
    "stage/theme, …": "scenes.stage",
    "errors, files, …": "production",
}
"""Boxes that are no rooms: the package whose files, as far as they have no box, are meant."""

_BLOCK = re.compile(r"(?:^`(\S+)`\n\n)?^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(section: str) -> Iterator[tuple[str, str, str]]:
    """The file (named above the block or above one before it), kind and text of each block."""
    path = ""
    for named, kind, text in _BLOCK.findall(SECTIONS[section]):
        path = named or path
        yield path, kind, text


# ---------------------------------------------------------------- the examples


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, with the virtual environment of this process as its own."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def write(section: str, project: Path) -> None:
    """Make and change the files as the examples up to this one say."""
    for example in EXAMPLES[: EXAMPLES.index(section) + 1]:
        for path, kind, text in blocks(example):
            if kind == "python":
                assert not (project / path).exists(), path
                (project / path).write_text(text, encoding="utf-8")
            elif kind == "diff":
                before = (project / path).read_text(encoding="utf-8")
                (project / path).write_text(changed(before, text), encoding="utf-8")


def carry_out(section: str, project: Path) -> list[str]:
    """Write what the section says, then run its commands; what they print."""
    write(section, project)
    commands = "".join(text for _, kind, text in blocks(section) if kind == "sh").splitlines()
    return [run(command, project) for command in commands]


def changed(source: str, diff: str) -> str:
    """The source with a block's new lines in place of its old ones, which stand there once."""
    lines = [(line[:1], line[1:]) for line in diff.splitlines()]
    old = "\n".join(["", *(text for sign, text in lines if sign != "+"), ""])
    new = "\n".join(["", *(text for sign, text in lines if sign != "-"), ""])
    assert f"\n{source}".count(old) == 1, f"This does not stand in one place:\n{old}"
    return f"\n{source}".replace(old, new)[1:]


def run(command: str, project: Path) -> str:
    done = subprocess.run(command, shell=True, cwd=project, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_a_beat_is_added(project: Path) -> None:
    listed, checked, linted = carry_out("Adding a beat", project)
    captions = re.findall(r'^\+caption = "(.+)"$', SECTIONS["Adding a beat"], re.M)
    japanese, english = (caption.format(chosen_output="y2") for caption in captions)
    (chapter,) = json.loads(listed)["chapters"]
    (beat,) = chapter["beats"]
    assert beat["name"] == "column"
    assert [caption["text"] for caption in beat["captions"]] == [{"ja": japanese, "en": english}]
    assert checked == "All is well.\n"
    assert " 0 broken" in linted


def test_a_move_is_added(project: Path) -> None:
    tested, checked = carry_out("Adding a move", project)
    assert "1 passed" in tested
    assert checked == "All is well.\n"


def test_an_output_is_added(project: Path) -> None:
    (printed,) = carry_out("Adding an output", project)
    (promised,) = (text for _, kind, text in blocks("Adding an output") if kind == "text")
    assert printed == promised


def test_the_examples_are_in_the_style_of_the_house(project: Path) -> None:
    write("Adding an output", project)
    run(".venv/bin/python -m ruff check --no-cache .", project)
    run(".venv/bin/python -m ruff format --no-cache --check .", project)


# ---------------------------------------------------------------- the house


def arrows() -> set[tuple[str, str]]:
    """The picture's arrows from box to box inside a package, as names of modules."""
    (picture,) = (text for _, kind, text in blocks("The house") if kind == "mermaid")
    labels = dict(re.findall(r'(\w+)\["(.+?)"\]', picture))
    found = set()
    for package, lines in re.findall(r"subgraph (\w+)\n(.*?)\n  end", picture, re.S):
        for line in re.sub(r'\[".+?"\]', "", lines).splitlines():
            sides = [re.findall(r"\w+", side) for side in line.split("-->")]
            modules = [[_module(package, labels.get(name, name)) for name in s] for s in sides]
            for importing, imported in pairwise(modules):
                found |= set(product(importing, imported))
    return found


def _module(package: str, label: str) -> str:
    return FILES_IN_THE_PICTURE.get(label) or f"{package}.{label.replace('/', '.')}"


def imports(boxes: set[str]) -> set[tuple[str, str]]:
    """Which box imports which, inside a package."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)

    def box(module: str) -> str:
        while module and module not in boxes:
            module = module.rpartition(".")[0]
        return module

    pairs = (
        (box(module), box(imported))
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if module.partition(".")[0] == imported.partition(".")[0]
    )
    return {(a, b) for a, b in pairs if a != b}


def test_the_picture_shows_the_imports() -> None:
    drawn = arrows()
    boxes = {box for arrow in drawn for box in arrow}
    there = imports(boxes)

    def behind(box: str) -> set[str]:
        reached = {imported for importing, imported in drawn if importing == box}
        return reached.union(*map(behind, reached))

    assert boxes == ROOMS | {*FILES_IN_THE_PICTURE.values(), "scenes.stage.chapter", "scenes.paths"}
    assert [arrow for arrow in drawn if arrow not in there] == []
    assert [(a, b) for a, b in there if b not in behind(a)] == []


def test_every_room_is_in_the_table() -> None:
    named = re.findall(r"^\| (?:\*\*)?`([\w/]+)`", SECTIONS["The house"], re.M)
    assert {name.replace("/", ".") for name in named} >= ROOMS
    assert all((ROOT / name).is_dir() for name in named)


def test_what_is_named_exists() -> None:
    named = re.findall(r"`(\w[\w./-]*(?:/|\.py|\.toml)[\w./-]*)`", _BLOCK.sub("", TEXT))
    modules = re.findall(r"-m ((?:production|benchmarks)\.[\w.]+)", TEXT)
    named += [f"{module.replace('.', '/')}.py" for module in modules]
    files = [path for folder in NEEDED for path in (ROOT / folder).rglob("*")]
    there = " ".join(f"{path}/ " for path in files)
    missing = {n for n in named if not (ROOT / n).exists() and f"/{n.rstrip('/')}/ " not in there}
    assert {name for name in missing if not name.startswith("build/")} == set()
