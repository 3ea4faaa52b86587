"""The edges of a region of overlapping circles, as closed loops of points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import Circle, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

# Points a whole circle is drawn with: straight pieces too short to see in print.
ARC_STEPS: Final = 360
# Two ends nearer than this, inches, are one point.
SAME: Final = 1e-6


def _turns(circle: Circle, other: Circle) -> list[float]:
    """Angles at which a circle's edge meets another's."""
    dx, dy = other.x - circle.x, other.y - circle.y
    distance = math.hypot(dx, dy)
    if not abs(circle.r - other.r) < distance < circle.r + other.r:
        return []
    along = (distance**2 + circle.r**2 - other.r**2) / (2 * distance)
    spread = math.acos(max(-1.0, min(1.0, along / circle.r)))
    towards = math.atan2(dy, dx)
    return [(towards - spread) % math.tau, (towards + spread) % math.tau]


def _arc(circle: Circle, start: float, end: float) -> list[Point]:
    count = max(2, math.ceil(abs(end - start) / math.tau * ARC_STEPS) + 1)
    return [
        (
            circle.x + circle.r * math.cos(start + (end - start) * step / (count - 1)),
            circle.y + circle.r * math.sin(start + (end - start) * step / (count - 1)),
        )
        for step in range(count)
    ]


def outlines(circles: Sequence[Circle], code: str) -> tuple[tuple[Point, ...], ...]:
    """Give the edges of a region as closed loops of points.

    Every circle's edge is cut where it meets the others; a piece borders the region if the
    other circles agree with its code there, and runs with the region on its left, so that
    outer edges turn anticlockwise and holes clockwise.

    Returns
    -------
    tuple of tuple
        One loop for each edge; none if the circles do not make this region.
    """
    pieces: list[list[Point]] = []
    for place, circle in enumerate(circles):
        others = [
            (other, bit)
            for k, (other, bit) in enumerate(zip(circles, code, strict=True))
            if k != place
        ]
        turns = sorted({turn for other, _ in others for turn in _turns(circle, other)})
        ends = [*turns[1:], turns[0] + math.tau] if turns else [math.tau]
        for start, end in zip(turns or [0.0], ends, strict=True):
            middle = (start + end) / 2
            x = circle.x + circle.r * math.cos(middle)
            y = circle.y + circle.r * math.sin(middle)
            if all((math.hypot(x - o.x, y - o.y) < o.r) == (bit == "1") for o, bit in others):
                arc = _arc(circle, start, end)
                pieces.append(arc if code[place] == "1" else arc[::-1])
    return tuple(_loops(pieces))


def _loops(pieces: list[list[Point]]) -> list[tuple[Point, ...]]:
    """Join pieces end to end."""
    loops: list[tuple[Point, ...]] = []
    left = list(pieces)
    while left:
        loop = left.pop(0)
        while left and math.dist(loop[0], loop[-1]) > SAME:
            nearest = min(left, key=lambda piece: math.dist(loop[-1], piece[0]))
            left.remove(nearest)
            loop = loop + nearest[1:]
        loops.append(tuple(loop[:-1]))
    return loops
