"""What a take depends on, as one key: the same key means the same picture."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from calculus.lessons.lesson import Lesson
from production.media.formats import MP4, Format
from production.media.quality import Quality
from production.request.chapter import ChapterRequest
from production.request.selection import beats_of
from scenes.language.languages import LANGUAGES
from scenes.paths import ROOT
from scenes.script.script import load_script
from scenes.script.storyboard import CHAPTERS

_LIBRARIES = ("manim", "typst", "numpy", "pycairo", "av")
_CAPTION_LIBRARIES = ("budoux",)
"""Where a caption breaks, and so whether it fits, depends on these as well."""
_OWN_PACKAGES = ("calculus", "scenes", "production")
_STORYBOARD = "scenes.script.storyboard"
"""Is left out of the sources, which nearly all import it: it says what every chapter is, and a key
holds what it says of its own."""


def plain_key(chapter: ChapterRequest, form: Format = MP4) -> str:
    """The key of a chapter's file of Manim's own renderer, or of some of its beats.

    It changes with everything that can change a pixel or a time: beside what its edit list depends
    on, that is how long its captions stay.
    """
    captions = [chapter.captions(beat) for beat in beats_of(chapter.name)]
    return _digest(edit_list_key(chapter, form), captions)


def edit_list_key(chapter: ChapterRequest, form: Format = MP4) -> str:
    """The key of what is shown in a chapter, or in some of its beats, however long captions stay.

    It changes with the lesson, the look, the words on the screen, the quality, the format, the
    fonts, the libraries and every source file that the chapter imports, directly or not.
    """
    drawing = sources("production.takes.takes"), sources("production.rendering.renderer")
    return _digest(
        timing_key(chapter),
        chapter.settings,
        chapter.quality,
        form,
        chapter.beats,
        drawing,
    )


def look_key(chapter: ChapterRequest, form: Format = MP4) -> str:
    """The key of what a user asked for, whatever shows it: code, words and captions may change."""
    lesson = content_of(chapter.lesson)
    return _digest(chapter.name, lesson, chapter.settings, chapter.quality, form, chapter.beats)


def timing_key(chapter: ChapterRequest) -> str:
    """The key of a chapter's timing, which is the same in every language and quality."""
    return _digest(
        chapter.name,
        CHAPTERS[chapter.name].scene,
        beats_of(chapter.name),
        content_of(chapter.lesson),
        chapter.settings.aspect,
        [_words(chapter, language) for language in LANGUAGES],
        sources(f"scenes.{chapter.name}"),
        _fonts(),
        library_versions(),
    )


def findings_key(chapter: ChapterRequest) -> str:
    """The key of what an inspection finds in a chapter, or in some of its beats.

    It changes with all that the stage shows, with every language's captions (each has a part in
    the times), with what has been spoken, and with every source file of the inspection. Quality
    has no part in it: the inspection looks at frames of one size.
    """
    captions = [
        load_script(language).captions(chapter.name, beat, chapter.lesson)
        for language in LANGUAGES
        for beat in beats_of(chapter.name)
    ]
    inspection = sources("production.inspection.run"), versions(_CAPTION_LIBRARIES)
    return _digest(
        timing_key(chapter),
        chapter.settings,
        sorted(chapter.speech.items()),
        chapter.beats,
        captions,
        inspection,
    )


def coding_key(quality: Quality, form: Format) -> str:
    """The key of how frames are encoded: what a unit depends on beside what it shows."""
    coders = sources("production.rendering.encoder"), sources("production.rendering.units")
    return _digest(quality, form.picture, form.is_transparent, coders, library_versions())


def sources(module: str) -> tuple[tuple[str, str], ...]:
    """Name and digest of a module of ours and of all it imports from us, directly or not.

    The storyboard is not among them.

    Raises:
        LookupError: when there is no such module; a key without it would not know of its changes.
    """
    found: dict[str, str] = {}
    _collect(module, found)
    return tuple(sorted(found.items()))


def _collect(module: str, found: dict[str, str]) -> None:
    if module in found or module == _STORYBOARD:
        return
    path = _file_of(module)
    if path is None:
        raise LookupError(f"there is no module {module}")
    content = path.read_bytes()
    found[module] = hashlib.sha256(content).hexdigest()
    package, _, _ = module.rpartition(".")
    if package:
        _collect(package, found)
    modules, names = _imported(content)
    for name in (*modules, *(name for name in names if _file_of(name) is not None)):
        _collect(name, found)


def _file_of(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


@cache
def _imported(source: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a source imports from us: modules, and names in them, which may be modules as well."""
    modules: list[str] = []
    names: list[str] = []
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.append(node.module)
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return _ours(modules), _ours(names)


def _ours(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.partition(".")[0] in _OWN_PACKAGES)


def _statements(parent: ast.AST) -> Iterator[ast.AST]:
    """A source's statements at any depth, without the expressions, which are most of it."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        children = getattr(parent, block, ())
        # A lambda and a conditional expression have single expressions under these names.
        if isinstance(children, list):
            for child in children:
                yield child
                yield from _statements(child)


def content_of(lesson: Lesson) -> tuple[object, ...]:
    """A lesson without its file's name."""
    title = tuple(sorted(lesson.title.items()))
    return lesson.X, lesson.W, lesson.B, lesson.upstream, lesson.index, title


def _words(chapter: ChapterRequest, language: str) -> tuple[object, ...]:
    """The words on the screen; captions are not."""
    script = load_script(language)
    return script.title(chapter.name, chapter.lesson), tuple(script.words.items())


@cache
def _fonts() -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted((ROOT / "assets" / "fonts").iterdir())
    )


@cache
def library_versions() -> tuple[str, ...]:
    return platform.python_version(), *versions(_LIBRARIES)


@cache
def versions(libraries: tuple[str, ...]) -> tuple[str, ...]:
    """What is installed of these libraries, each with its version."""
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in libraries)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
