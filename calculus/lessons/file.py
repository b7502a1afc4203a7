"""Reading a lesson's file: whatever is wrong with it ends in a sentence, not in a traceback."""

from __future__ import annotations

import re
import stat
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from calculus.lessons.exact import LONGEST_NUMBER
from calculus.lessons.quoting import printable, quoted, shown_path

LARGEST_FILE = 2**20
"""Bytes of the largest lesson; the largest one that can be shown has a few thousand."""

LONGEST_LINE = 2000
"""Characters of a line that is not a matrix: Python's TOML reader takes a time quadratic in the
parts of a dotted key, a minute for 50,000."""

LONGEST_NAME = 80
"""Characters of the longest file stem, which becomes a folder's name."""

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of controls, format characters, surrogates and line separators."""

_MATRIX_LINE = re.compile(r"[^=]{0,100}=[\[\]\d.,eE+\-_\"'\s]*", re.ASCII)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What some editors put in front of UTF-8."""

_PLACE = re.compile(r"at line (\d+), column (\d+)")

_NUMERAL = re.compile(r"[\w.+-]*", re.ASCII)

_BARE = {
    re.compile(r"[+-]?(\.\d[^.]*|[\d_]+\.([^\d.][^.]*)?)", re.ASCII): (
        "needs a digit on both sides of its point, such as 0.5 or 1.0"
    ),
    re.compile(r"[+-]?0\d[\d_]*(\.\d+)?", re.ASCII): "has a zero too many in front",
}
"""Numbers that everybody understands but TOML: what they look like, and what is wrong."""

_PLAIN_WORDS = {"Cannot overwrite a value": "a key is given twice"}


class LessonError(ValueError):
    """A lesson that cannot be shown; the message says what, where and how to mend it."""


class TomlFloat(str):
    """A TOML float as it stands in the file, such as "0.10", "1_0.5" or "nan"."""


def read_table(path: Path) -> dict[str, Any]:
    """The content of a TOML file, its floats as they are written.

    Raises:
        LessonError: when it is not a short regular UTF-8 file of valid TOML.
    """
    text = _text(path, _content(path).removeprefix(_BYTE_ORDER_MARK))
    try:
        return tomllib.loads(text, parse_float=TomlFloat)
    except RecursionError:
        raise LessonError(
            f"The lesson {shown_path(path)} is nested too deeply; give lists of rows of numbers."
        ) from None
    except ValueError as error:
        advice = "Texts stand in quotation marks, lists in [ ] with commas; see assets/lessons."
        if problem := _bare_number(error, text):
            advice = (
                f"{problem}; mend that, or write the number as text, in quotation marks, "
                f"of at most {LONGEST_NUMBER} characters."
            )
        raise LessonError(
            f"The lesson {shown_path(path)} is not valid TOML: {_reason(error)}. {advice}"
        ) from None


def folder_name(path: Path) -> str:
    """The file's stem, under which the output goes.

    Raises:
        LessonError: when a folder of this name would be hidden, hard to name in a command, or
            somewhere else ("..").
    """
    name = path.stem
    if not name or name[0] in "-.":
        problem = f"begins with {name[:1]!r}" if name else "is empty"
    elif name != name.strip():
        problem = "begins or ends with a space"
    elif len(name) > LONGEST_NAME:
        problem = f"has more than {LONGEST_NAME} characters"
    elif any(sign in "/\\" or unicodedata.category(sign) in UNSEEN for sign in name):
        problem = "contains a slash or an invisible character"
    else:
        return name
    raise LessonError(
        f"The name of the lesson {shown_path(path)} {problem}; the output folder is called after "
        "it, so rename the file, for example to lesson.toml."
    )


def _content(path: Path) -> bytes:
    problem = ""
    try:
        mode = path.stat().st_mode
        # A pipe or a device could block or never end.
        if stat.S_ISREG(mode):
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            if len(content) <= LARGEST_FILE:
                return content
            problem = "is larger than 1 MiB; a lesson is a short TOML file"
        else:
            kind = "a folder" if stat.S_ISDIR(mode) else "not an ordinary file"
            problem = f"is {kind}; name a TOML file"
    except FileNotFoundError:
        problem = "does not exist; check the path"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    except ValueError:  # a null byte, or characters no file name can have
        problem = "does not exist; no file can have such a name"
    raise LessonError(f"The lesson {shown_path(path)} {problem}.")


def _text(path: Path, content: bytes) -> str:
    problem = ""
    if b"\x00" in content:
        problem = "is not a text file in UTF-8, it contains null bytes; save it as UTF-8"
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problem = f"is not a text file in UTF-8 (see line {line}); save it as UTF-8"
        else:
            lines = enumerate(text.split("\n"), 1)
            long = next((number for number, line in lines if _is_too_long(line)), None)
            if long is None:
                return text
            problem = f"has more than {LONGEST_LINE} characters on line {long}; break the line"
    raise LessonError(f"The lesson {shown_path(path)} {problem}.")


def _is_too_long(line: str) -> bool:
    return len(line) > LONGEST_LINE and not _MATRIX_LINE.fullmatch(line)


def _bare_number(error: ValueError, text: str) -> str:
    """What is wrong with the number at which the TOML reader stopped; empty if it is none."""
    if not (place := _PLACE.search(str(error))):
        return ""
    line, column = map(int, place.groups())
    row = text.split("\n")[line - 1]
    start = column - 1
    while start and _NUMERAL.fullmatch(row[start - 1]):
        start -= 1
    found = _NUMERAL.match(row, start)
    numeral = found.group() if found else ""
    for looks, problem in _BARE.items():
        if looks.fullmatch(numeral):
            return f"{quoted(numeral)} {problem}"
    return ""


def _reason(error: ValueError) -> str:
    """What the TOML reader complains about, shortened, with its place."""
    if not isinstance(error, tomllib.TOMLDecodeError):  # Python's limit on the digits of integers
        return "a number has thousands of digits"
    what, at, place = printable(str(error)).rpartition(" (at ")
    if not at:
        what, place = place, ""
    what = _PLAIN_WORDS.get(what, what)
    return (what if len(what) <= 100 else f"{what[:100]}…") + at + place
