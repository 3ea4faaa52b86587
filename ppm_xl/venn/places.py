"""Where circles may stand: their usual places, and others to begin a search from.

Places are in inches of a field, and are brought into the zone of a picture in proportion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ppm_xl.venn.geometry import Circle, Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

Places: TypeAlias = tuple[tuple[float, float, float], ...]
"""Centre and radius of each circle, in order."""

FIELD: Final = (7.28, 6.86)
# Centres and radii with which typical classes (half in the centre, a quarter in none, the
# rest spread) can be set largest.
USUAL: Final[dict[int, Places]] = {
    1: ((3.64, 3.43, 3.38),),
    2: ((2.52, 3.43, 2.5), (4.76, 3.43, 2.5)),
    3: ((2.59, 4.29, 2.57), (4.69, 4.29, 2.57), (3.64, 2.57, 2.57)),
}

TALL: Final = (7.3, 7.2)
SNUG: Final = (7.36, 7.18)
WIDE: Final = (9.1, 7.2)
BROAD: Final = (8.86, 7.18)
# Where a search begins when one region or two hold nearly all: places that make these as
# large as can be while every region is still to be seen. Found once by a search at random,
# in the room left by boxes of the usual width and by the narrowest.
STARTS: Final[dict[int, tuple[tuple[tuple[float, float], Places], ...]]] = {
    1: ((TALL, ((3.65, 3.6, 3.59),)),),
    2: (
        (TALL, ((3.58, 3.6, 3.57), (3.9, 3.6, 3.4))),  # both
        (TALL, ((3.47, 3.6, 3.46), (6.4, 3.6, 0.82))),  # the first
        (TALL, ((0.9, 3.6, 0.82), (3.83, 3.6, 3.46))),  # the second
        (TALL, ((1.9, 3.6, 1.85), (5.4, 3.6, 1.85))),  # each alone
        (WIDE, ((3.6, 3.6, 3.59), (5.5, 3.6, 3.59))),  # both, and each alone
    ),
    3: (
        (TALL, ((3.39, 3.8, 3.39), (3.88, 3.73, 3.4), (3.55, 3.42, 3.42))),  # the centre
        (TALL, ((3.61, 3.61, 3.59), (6.48, 1.55, 0.81), (6.31, 0.98, 0.81))),  # the first
        (TALL, ((0.82, 1.55, 0.81), (3.69, 3.61, 3.59), (0.99, 0.98, 0.81))),  # the second
        (TALL, ((6.17, 6.3, 0.83), (6.49, 5.85, 0.81), (3.6, 3.6, 3.6))),  # the third
        (SNUG, ((3.27, 3.9, 3.27), (4.02, 3.34, 3.33), (1.49, 1.48, 1.48))),  # 110
        (SNUG, ((3.26, 3.82, 3.24), (5.57, 5.76, 1.42), (4.01, 3.26, 3.25))),  # 101
        (SNUG, ((1.79, 5.76, 1.42), (4.1, 3.82, 3.24), (3.35, 3.26, 3.25))),  # 011
        (TALL, ((2.0, 5.1, 1.92), (5.28, 5.1, 1.92), (3.64, 1.95, 1.92))),  # each alone
        (TALL, ((3.77, 3.84, 3.33), (4.07, 3.44, 3.23), (2.57, 2.44, 2.41))),  # 111, 110
        (TALL, ((3.34, 3.85, 3.34), (4.91, 4.68, 2.37), (3.72, 3.42, 3.38))),  # 111, 101
        (TALL, ((2.39, 4.68, 2.37), (3.96, 3.85, 3.34), (3.58, 3.42, 3.38))),  # 111, 011
        (TALL, ((3.07, 4.07, 3.02), (5.13, 5.15, 1.99), (4.97, 2.26, 2.2))),  # 110, 101
        (TALL, ((2.17, 5.15, 1.99), (4.23, 4.07, 3.02), (2.33, 2.26, 2.2))),  # 110, 011
        (TALL, ((2.33, 3.3, 2.3), (4.68, 4.98, 2.2), (4.35, 2.87, 2.86))),  # 101, 011
        (TALL, ((3.48, 3.75, 3.45), (4.7, 2.72, 2.5), (4.38, 2.41, 2.41))),  # 111, 100
        (TALL, ((2.6, 2.72, 2.5), (3.82, 3.75, 3.45), (2.92, 2.41, 2.41))),  # 111, 010
        (TALL, ((4.41, 4.8, 2.4), (4.79, 4.52, 2.44), (3.62, 3.46, 3.45))),  # 111, 001
        (TALL, ((2.5, 4.55, 2.48), (4.77, 2.72, 2.46), (1.67, 1.8, 1.33))),  # 100, 010
        (TALL, ((4.94, 4.88, 2.32), (5.36, 2.63, 0.87), (2.72, 2.27, 2.26))),  # 100, 001
        (TALL, ((1.94, 2.63, 0.87), (2.36, 4.88, 2.32), (4.58, 2.27, 2.26))),  # 010, 001
        (BROAD, ((4.27, 3.95, 3.23), (5.01, 3.45, 3.45), (1.98, 1.7, 1.67))),  # 110
        (BROAD, ((3.91, 3.66, 3.52), (6.9, 5.57, 1.56), (4.8, 3.21, 3.21))),  # 101
        (BROAD, ((1.96, 5.57, 1.56), (4.95, 3.66, 3.52), (4.06, 3.21, 3.21))),  # 011
        (WIDE, ((2.58, 4.55, 2.57), (6.52, 4.53, 2.58), (4.56, 2.5, 0.87))),  # 100, 010
        (WIDE, ((4.21, 3.61, 3.59), (6.0, 3.37, 2.77), (5.97, 3.03, 2.72))),  # 111, 100
        (WIDE, ((3.1, 3.37, 2.77), (4.89, 3.61, 3.59), (3.13, 3.03, 2.72))),  # 111, 010
        (WIDE, ((3.33, 3.99, 2.84), (3.65, 4.28, 2.75), (5.39, 3.6, 3.59))),  # 111, 001
    ),
}


def scale_of(zone: Rect, field: tuple[float, float] = FIELD) -> float:
    """How large a zone is beside a field."""
    return min(zone.width / field[0], zone.height / field[1])


def placed(places: Places, zone: Rect, field: tuple[float, float] = FIELD) -> tuple[Circle, ...]:
    """Bring places of a field into a zone, as large as it allows, in its middle."""
    scale = scale_of(zone, field)
    left = (zone.left + zone.right - scale * field[0]) / 2
    low = (zone.bottom + zone.top - scale * field[1]) / 2
    return tuple(Circle(left + x * scale, low + y * scale, r * scale) for x, y, r in places)


def usual(count: int, zone: Rect) -> tuple[Circle, ...]:
    """Give the circles in their usual places.

    Parameters
    ----------
    count
        One, two or three.
    zone
        Where they may stand; they keep their proportions.
    """
    return placed(USUAL[count], zone)


def starts(count: int, zone: Rect) -> list[tuple[Circle, ...]]:
    """Give places to begin a search from, the usual ones first."""
    return [usual(count, zone), *(placed(found, zone, field) for field, found in STARTS[count])]


def rezoned(circles: Sequence[Circle], old: Rect, new: Rect) -> tuple[Circle, ...]:
    """Bring circles that stand in one zone into another, in proportion."""
    before = scale_of(old)
    left = (old.left + old.right - before * FIELD[0]) / 2
    low = (old.bottom + old.top - before * FIELD[1]) / 2
    return placed(
        tuple(((c.x - left) / before, (c.y - low) / before, c.r / before) for c in circles), new
    )
