"""Reads the SVG that Typst writes, which is so regular that a small reader serves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np

EM = 100.0
"""Font size in pt at which Typst compiles: its SVG has two decimals, so large is exact."""

FIRST_COLOUR = 0x000010
BASELINE_COLOUR = "#fffffe"


class TypesettingError(RuntimeError):
    """Typst could not set a formula or a text, or a font is missing."""


@dataclass(frozen=True)
class Outline:
    """One glyph or rule.

    Attributes:
        atom: number of the atom it belongs to.
        points: cubic Bézier points, shape (4·curves, 3), in em, the baseline at y = 0.
    """

    atom: int
    points: np.ndarray


_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:[eE]-?\d+)?")


class Svg:
    """Reads the subset of SVG that Typst writes: groups, uses of glyph symbols, stroked rules."""

    def __init__(self, svg: bytes) -> None:
        root = ElementTree.fromstring(svg)
        self._symbols = {
            f"#{symbol.get('id')}": _path_points(_required(symbol[0], "d"))
            for symbol in root.iter(f"{_SVG}symbol")
        }
        self._found: list[tuple[str, np.ndarray]] = []
        self._walk(root, np.eye(3))

    def outlines(self) -> tuple[Outline, ...]:
        marks = [points for colour, points in self._found if colour == BASELINE_COLOUR]
        baseline = marks[0][:, 1].max()
        return tuple(
            Outline(int(colour[1:], 16) - FIRST_COLOUR, _in_em(points, baseline))
            for colour, points in self._found
            if colour != BASELINE_COLOUR
        )

    def _walk(self, element: ElementTree.Element, matrix: np.ndarray) -> None:
        for child in element:
            if child.tag == f"{_SVG}defs":
                continue
            placed = matrix @ _transform(child.get("transform"))
            if child.tag == f"{_SVG}use":
                offset = np.eye(3)
                offset[:2, 2] = float(child.get("x", 0)), float(child.get("y", 0))
                points = self._symbols[_required(child, _HREF)]
                if len(points):
                    self._add(_required(child, "fill"), points, placed @ offset)
            elif child.tag == f"{_SVG}path":
                self._add_path(child, placed)
            self._walk(child, placed)

    def _add_path(self, path: ElementTree.Element, matrix: np.ndarray) -> None:
        points = _path_points(_required(path, "d"))
        stroke = path.get("stroke", "none")
        if stroke != "none":
            self._add(stroke, _rule(points, float(path.get("stroke-width", 1))), matrix)
        else:
            self._add(path.get("fill", "#000000"), points, matrix)

    def _add(self, colour: str, points: np.ndarray, matrix: np.ndarray) -> None:
        self._found.append((colour, points @ matrix[:2, :2].T + matrix[:2, 2]))


def _required(element: ElementTree.Element, attribute: str) -> str:
    value = element.get(attribute)
    if value is None:
        raise TypesettingError(f"Typst's SVG has a {element.tag} without {attribute}")
    return value


def _in_em(points: np.ndarray, baseline: float) -> np.ndarray:
    # The page has a margin of one em: x = 0 is where the line begins.
    flat = (points - [EM, baseline]) * [1 / EM, -1 / EM]
    return np.column_stack([flat, np.zeros(len(flat))])


def _rule(points: np.ndarray, width: float) -> np.ndarray:
    """A straight stroked line (a fraction bar) as a filled rectangle."""
    start, end = points[0], points[-1]
    along = (end - start) / np.linalg.norm(end - start)
    across = np.array([-along[1], along[0]]) * width / 2
    corners = [start + across, end + across, end - across, start - across]
    return np.concatenate(
        [_line(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
    )


def _transform(text: str | None) -> np.ndarray:
    matrix = np.eye(3)
    if text:
        name, arguments = text.rstrip(")").split("(")
        numbers = [float(number) for number in arguments.replace(",", " ").split()]
        if name == "matrix":
            matrix[:2] = np.reshape(numbers, (3, 2)).T
        elif name == "translate":
            matrix[:2, 2] = [*numbers, 0.0][:2]
        elif name == "scale":
            matrix[0, 0], matrix[1, 1] = numbers[0], numbers[-1]
        else:
            raise TypesettingError(f"Typst's SVG has an unknown transform {text!r}")
    return matrix


def _line(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.array([start, start + (end - start) / 3, start + (end - start) * 2 / 3, end])


def _path_points(path: str) -> np.ndarray:
    """SVG path data as cubic Bézier points, shape (4·curves, 2)."""
    return _PathReader(path).read()


class _PathReader:
    def __init__(self, path: str) -> None:
        self._tokens = _TOKEN.findall(path)
        self._position = 0
        self._here = np.zeros(2)
        self._start = np.zeros(2)
        self._curves: list[np.ndarray] = []

    def read(self) -> np.ndarray:
        command = ""
        while self._position < len(self._tokens):
            if self._tokens[self._position].isalpha():
                command = self._tokens[self._position]
                self._position += 1
            self._step(command)
        return np.concatenate(self._curves) if self._curves else np.zeros((0, 2))

    def _number(self) -> float:
        self._position += 1
        return float(self._tokens[self._position - 1])

    def _point(self, relative: bool) -> np.ndarray:
        point = np.array([self._number(), self._number()])
        return point + self._here if relative else point

    def _step(self, command: str) -> None:
        relative = command.islower()
        match command.upper():
            case "M":
                self._here = self._start = self._point(relative)
            case "L":
                self._line_to(self._point(relative))
            case "H":
                x = self._number() + (self._here[0] if relative else 0)
                self._line_to(np.array([x, self._here[1]]))
            case "V":
                y = self._number() + (self._here[1] if relative else 0)
                self._line_to(np.array([self._here[0], y]))
            case "C":
                a, b, end = (self._point(relative) for _ in range(3))
                self._curves.append(np.array([self._here, a, b, end]))
                self._here = end
            case "Q":
                a, end = (self._point(relative) for _ in range(2))
                start = self._here
                self._curves.append(
                    np.array([start, start + (a - start) * 2 / 3, end + (a - end) * 2 / 3, end])
                )
                self._here = end
            case "Z":
                if not np.allclose(self._here, self._start):
                    self._line_to(self._start)
                self._here = self._start
            case _:
                raise TypesettingError(f"Typst's SVG has an unknown path command {command!r}")

    def _line_to(self, end: np.ndarray) -> None:
        self._curves.append(_line(self._here, end))
        self._here = end
