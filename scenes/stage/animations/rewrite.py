"""Animations between lines: every atom flies from where it came, or comes and goes for a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Animation, Scene, VGroup, VMobject, smooth

from calculus.algebra.expressions import Place
from scenes.stage.animations.ways import Route, Way
from scenes.stage.formulas.formula import Typeset

_LEAVE = (0.0, 0.4)
_FLY = (0.1, 0.9)
_APPEAR = (0.6, 1.0)
_DISSOLVE = (0.0, 0.7)
_TURN = (0.45, 0.85)
"""Phases of a movement (fractions of its time): first go what leaves, last comes what is new."""

Lag = Callable[[Place], float]
"""When an atom sets out, from 0 (first) to 1 (last)."""


@dataclass
class _State:
    """What one glyph looks like: enough to blend two of them."""

    points: np.ndarray
    colour: np.ndarray
    opacity: float

    @classmethod
    def of(cls, glyph: VMobject) -> _State:
        return cls(
            glyph.points.copy(),
            np.array(glyph.get_fill_color().to_rgb()),
            float(glyph.get_fill_opacity()),
        )


class _Flight:
    """One glyph on its way from a start to its own final state."""

    def __init__(
        self, glyph: VMobject, start: _State, end: _State, arc: float, detour: Way | None = None
    ) -> None:
        self.glyph, self.start, self.end, self.detour = glyph, start, end, detour
        away = end.points.mean(axis=0) - start.points.mean(axis=0)
        self.bend = np.array([-away[1], away[0], 0.0]) * arc

    def at(self, alpha: float) -> None:
        points = (1 - alpha) * self.start.points + alpha * self.end.points
        points = points + self.bend * np.sin(np.pi * alpha)
        self.glyph.points = points if self.detour is None else points + self.detour.aside(alpha)
        colour = (1 - alpha) * self.start.colour + alpha * self.end.colour
        opacity = (1 - alpha) * self.start.opacity + alpha * self.end.opacity
        _paint(self.glyph, colour, opacity)


def _paint(glyph: VMobject, colour: np.ndarray, opacity: float) -> None:
    glyph.fill_rgbas = np.array([[*colour, opacity]])


@dataclass
class _Track:
    """When a glyph sets out, in which phase it moves, what moves it, and how far it has come."""

    delay: float
    phase: tuple[float, float]
    at: Callable[[float], None]
    shown: float | None = None


class Rewrite(Animation):
    """An animation in which one typeset mobject becomes another.

    Args:
        new: what stands on the stage afterwards.
        sources: for places of `new`, the mobjects each atom comes from: one of the same sign
            moves (its glyphs travel), several merge, others turn into it. Atoms without a source
            fade in last.
        replaced: what is taken off the stage (the old line and whatever it consisted of); its
            atoms that are nobody's source fade out first.
        leaving: what else fades out first.
        arc: how far flights bend sideways, as a part of their length.
        route: spots that atoms pass on their way, so that they run through nothing.
        lag: when an atom of `new` sets out; by default all at once.
        spread: the part of the whole time over which the departures are spread.
    """

    def __init__(
        self,
        new: Typeset,
        sources: Mapping[Any, Sequence[VMobject]],
        *,
        leaving: Iterable[VMobject] = (),
        replaced: Iterable[VMobject] = (),
        arc: float = 0.0,
        route: Route | None = None,
        lag: Lag | None = None,
        spread: float = 0.6,
        **options: Any,
    ) -> None:
        self.new = new
        self.sources = sources
        self.companions = VGroup()
        self.replaced = list(replaced)
        unused = _unused_atoms(self.replaced, sources)
        self.leaving = VGroup(*(mobject.copy() for mobject in (*unused, *leaving)))
        self.arc, self.route = arc, route
        self.lag = lag
        self.spread = spread if lag else 0.0
        options.setdefault("rate_func", lambda alpha: alpha)
        super().__init__(VGroup(self.leaving, self.companions, new), introducer=True, **options)

    def _setup_scene(self, scene: Scene) -> None:
        # Manim removes only what it finds by itself; parts of a group must be named, too.
        scene.remove(*(part for mobject in self.replaced for part in mobject.get_family()))
        super()._setup_scene(scene)

    def begin(self) -> None:
        self._tracks: list[_Track] = []
        self._turning: dict[tuple[int, ...], tuple[float, list[VMobject], list[VGroup]]] = {}
        for glyph in _glyphs(self.leaving):
            self._track(0.0, _LEAVE, _fading(glyph, _State.of(glyph), out=True))
        for place, atom in self.new.atoms.items():
            delay = self.lag(place) if self.lag else 0.0
            self._plan(delay, place, atom, self.sources.get(place, ()))
        self._dissolve_groups()
        # Manim would deep-copy the whole mobject here as a starting point; ours is in the tracks.
        self.starting_mobject = VGroup()
        self.interpolate(0)

    def _plan(self, delay: float, place: Place, atom: VGroup, sources: Sequence[VMobject]) -> None:
        targets = _glyphs(atom)
        ends = [_State.of(glyph) for glyph in targets]
        same = [source for source in sources if _same_glyphs(_glyphs(source), targets)]
        if same and len(same) == len(sources):
            first, *others = (_glyphs(source) for source in same)
            detours = [self._detour(place, source, atom) for source in same]
            for glyph, start, end in zip(targets, map(_State.of, first), ends, strict=True):
                self._track(delay, _FLY, _Flight(glyph, start, end, self.arc, detours[0]).at)
            for other, detour in zip(others, detours[1:], strict=True):
                self._accompany(delay, other, ends, detour)
            return
        phase = _TURN if sources else _APPEAR
        for glyph, end in zip(targets, ends, strict=True):
            self._track(delay, phase, _fading(glyph, end, out=False))
        if sources:
            key = tuple(id(source) for source in sources)
            self._turning.setdefault(key, (delay, list(sources), []))[2].append(atom)

    def _detour(self, place: Place, source: VMobject, atom: VMobject) -> Way | None:
        """The way of an atom's middle, if it is not straight; all of its glyphs go along."""
        start, end = source.get_center(), atom.get_center()
        spots = self.route(place, start, end) if self.route else ()
        return Way([start, *spots, end]) if len(spots) else None

    def _accompany(
        self, delay: float, glyphs: list[VMobject], ends: list[_State], detour: Way | None
    ) -> None:
        for glyph, end in zip(glyphs, ends, strict=True):
            companion = glyph.copy()
            self.companions.add(companion)
            flight = _Flight(companion, _State.of(companion), end, self.arc, detour)
            self._track(delay, _FLY, _vanishing(companion, flight))

    def _dissolve_groups(self) -> None:
        """What turns into other signs runs together where these appear, and fades: once."""
        for delay, sources, atoms in self._turning.values():
            center = VGroup(*atoms).get_center()
            for source in sources:
                for glyph in _glyphs(source):
                    self._dissolve(delay, glyph, center)

    def _dissolve(self, delay: float, glyph: VMobject, center: np.ndarray) -> None:
        companion = glyph.copy()
        self.companions.add(companion)
        start = _State.of(companion)
        toward = (start.points - start.points.mean(axis=0)) * 0.5 + center
        end = _State((start.points + 2 * toward) / 3, start.colour, 0.0)
        self._track(delay, _DISSOLVE, _Flight(companion, start, end, 0.0).at)

    def _track(self, delay: float, phase: tuple[float, float], at: Callable[[float], None]) -> None:
        self._tracks.append(_Track(delay, phase, at))

    def interpolate_mobject(self, alpha: float) -> None:
        for track in self._tracks:
            begin, end = track.phase
            local = (alpha - track.delay * self.spread) / (1 - self.spread)
            part = min(1.0, max(0.0, (local - begin) / (end - begin)))
            if part != track.shown:  # most glyphs have not set out or have arrived
                track.at(smooth(part))
                track.shown = part

    def clean_up_from_scene(self, scene: Scene) -> None:
        scene.remove(self.mobject)
        scene.add(self.new)


def _unused_atoms(
    replaced: Iterable[VMobject], sources: Mapping[Place, Sequence[VMobject]]
) -> list[VMobject]:
    used = {
        id(part) for found in sources.values() for mobject in found for part in _glyphs(mobject)
    }
    return [
        atom
        for mobject in replaced
        if isinstance(mobject, Typeset)
        for atom in mobject.atoms.values()
        if not any(id(part) in used for part in _glyphs(atom))
    ]


def _vanishing(glyph: VMobject, flight: _Flight) -> Callable[[float], None]:
    def at(alpha: float) -> None:
        flight.at(alpha)
        if alpha == 1:
            _paint(glyph, flight.end.colour, 0.0)

    return at


def _fading(glyph: VMobject, state: _State, *, out: bool) -> Callable[[float], None]:
    def at(alpha: float) -> None:
        _paint(glyph, state.colour, state.opacity * ((1 - alpha) if out else alpha))

    return at


def _glyphs(mobject: VMobject) -> list[VMobject]:
    return [part for part in mobject.family_members_with_points() if len(part.points) > 1]


def _same_glyphs(some: list[VMobject], others: list[VMobject]) -> bool:
    return len(some) == len(others) and all(
        len(a.points) == len(b.points) for a, b in zip(some, others, strict=True)
    )


def flying(alpha: float) -> float:
    """How far a flight is at a part of a `Rewrite`'s time: for what goes along with it."""
    begin, end = _FLY
    return float(smooth(min(1.0, max(0.0, (alpha - begin) / (end - begin)))))
