"""Circles, the regions they make, and where a line of text fits in them.

Lengths are in inches, the origin is the picture's bottom left corner, y points up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Point: TypeAlias = tuple[float, float]
Span: TypeAlias = tuple[float, float]
Stretch: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with level sides."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Breadth."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height."""
        return self.top - self.bottom

    def within(self, other: Rect) -> bool:
        """Whether this one lies inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def clear_of(self, circle: Circle, gap: float = 0.0) -> bool:
        """Whether no point of it is nearer than ``gap`` to the disc."""
        dx = max(self.left - circle.x, circle.x - self.right, 0.0)
        dy = max(self.bottom - circle.y, circle.y - self.top, 0.0)
        return math.hypot(dx, dy) >= circle.r + gap

    def inside(self, circle: Circle, gap: float = 0.0) -> bool:
        """Whether all of it lies in the disc, ``gap`` from its edge."""
        dx = max(abs(self.left - circle.x), abs(self.right - circle.x))
        dy = max(abs(self.bottom - circle.y), abs(self.top - circle.y))
        return math.hypot(dx, dy) <= circle.r - gap


class Shape(Protocol):
    """Something names can be set in."""

    @property
    def bottom(self) -> float:
        """Lowest y."""

    @property
    def top(self) -> float:
        """Highest y."""

    def spans(self, low: float, high: float) -> list[Span]:
        """Where a line between these heights may lie: (left, right) pairs, left to right."""

    def ruled(self, first: float, height: float, pitch: float) -> list[Stretch]:
        """Rule lines of a height from ``first`` down: (left, right, low) of each free stretch."""


@dataclass(frozen=True, slots=True)
class BoxShape:
    """The inside of a box."""

    rect: Rect

    @property
    def bottom(self) -> float:
        """Lowest y."""
        return self.rect.bottom

    @property
    def top(self) -> float:
        """Highest y."""
        return self.rect.top

    def spans(self, low: float, high: float) -> list[Span]:
        """Where a line between these heights may lie."""
        if low < self.rect.bottom - 1e-9 or high > self.rect.top + 1e-9:
            return []
        return [(self.rect.left, self.rect.right)]

    def ruled(self, first: float, height: float, pitch: float) -> list[Stretch]:
        """Rule lines from ``first`` down."""
        count = math.floor((first - self.rect.bottom + 1e-9) / pitch) + 1
        lows = [first - pitch * number for number in range(count)]
        left, right, top = self.rect.left, self.rect.right, self.rect.top
        return [(left, right, low) for low in lows if low + height <= top + 1e-9]


class RegionShape:
    """The inside of one region of overlapping circles, clear of every edge.

    Parameters
    ----------
    circles
        The circles, in order.
    code
        Which region: ``"110"`` is inside the first two and outside the third.
    gap
        Inches kept between a text and any circle's edge.
    """

    __slots__ = ("_inside", "_outside", "bottom", "top")

    def __init__(self, circles: Sequence[Circle], code: str, gap: float) -> None:
        pairs = list(zip(circles, code, strict=True))
        self._inside = [(c.x, c.y, (c.r - gap) ** 2) for c, bit in pairs if bit == "1"]
        self._outside = [(c.x, c.y, (c.r + gap) ** 2) for c, bit in pairs if bit == "0"]
        within = [c for c, bit in pairs if bit == "1"]
        self.bottom = max(c.y - c.r + gap for c in within)
        self.top = min(c.y + c.r - gap for c in within)

    def spans(self, low: float, high: float) -> list[Span]:
        """Where a line between these heights may lie."""
        left, right = -math.inf, math.inf
        for x, y, square in self._inside:
            far = max(y - low, high - y)
            room = square - far * far
            if room <= 0:
                return []
            half = math.sqrt(room)
            left = max(left, x - half)
            right = min(right, x + half)
        return self._left_over(left, right, low, high) if left < right else []

    def _left_over(self, left: float, right: float, low: float, high: float) -> list[Span]:
        """Give what the circles outside leave of a line."""
        free = [(left, right)]
        for x, y, square in self._outside:
            near = low - y if low > y else y - high if high < y else 0.0
            room = square - near * near
            if room <= 0:
                continue
            half = math.sqrt(room)
            start, end = x - half, x + half
            cut: list[Span] = []
            for begins, ends in free:
                if start > begins:
                    cut.append((begins, min(ends, start)))
                if end < ends:
                    cut.append((max(begins, end), ends))
            free = cut
        return free

    def ruled(self, first: float, height: float, pitch: float) -> list[Stretch]:
        """Rule lines from ``first`` down.

        The same as :meth:`spans` line by line, written out: a search for circles rules some
        hundred thousand lines.
        """
        found: list[Stretch] = []
        inside, outside, sqrt = self._inside, self._outside, math.sqrt
        bottom = self.bottom - 1e-9
        low = first
        while low >= bottom:
            high = low + height
            left, right = -math.inf, math.inf
            for x, y, square in inside:
                down, up = y - low, high - y
                far = max(up, down)
                room = square - far * far
                if room <= 0:
                    break
                half = sqrt(room)
                left = max(left, x - half)
                right = min(right, x + half)
            else:
                if left < right:
                    free = self._left_over(left, right, low, high) if outside else [(left, right)]
                    found += [(begins, ends, low) for begins, ends in free]
            low -= pitch
        return found


def pole(shape: Shape, *, aspect: float = 2.0) -> Point:
    """Find the middle of the roomiest place of a shape.

    Parameters
    ----------
    shape
        The shape.
    aspect
        How much wider than high a block of names is taken to be.

    Returns
    -------
    tuple of float
        Centre of the largest such block that fits; where many fit, the middle one.
    """
    steps = 48
    depth = (shape.top - shape.bottom) / steps
    best: list[tuple[float, float, float]] = []
    small, large = 0.0, max(shape.top - shape.bottom, 0.0)
    for _ in range(14):
        high = (small + large) / 2
        found = []
        for step in range(steps + 1):
            y = shape.bottom + step * depth
            for left, right in shape.spans(y - high / 2, y + high / 2):
                if right - left >= aspect * high:
                    found.append((right - left, (left + right) / 2, y))
        if found:
            best, small = found, high
        else:
            large = high
    if not best:
        return (0.0, (shape.bottom + shape.top) / 2)
    best.sort(key=lambda place: place[2])
    _, x, y = best[len(best) // 2]
    return (x, y)
