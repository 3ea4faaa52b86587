"""Where the circles stand.

The same circles in the same places every time: :func:`usual`. Only where a class would
otherwise be set too small to read are they shifted, as little as helps and never out of
their order: first left, second right, third below (:func:`fitted`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import Circle, Rect, RegionShape
from ppm_xl.venn.membership import MOST_CIRCLES, region_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Centres and radii with which typical classes (half in the centre, a quarter in none, the
# rest spread) can be set largest, in inches of a field 7.28 wide and 6.86 high.
USUAL: Final[dict[int, tuple[tuple[float, float, float], ...]]] = {
    1: ((3.64, 3.43, 3.38),),
    2: ((2.66, 3.43, 2.62), (4.62, 3.43, 2.62)),
    3: ((2.59, 4.29, 2.57), (4.69, 4.29, 2.57), (3.64, 2.57, 2.57)),
}
# Where a search begins when one region holds nearly all: the same three, drawn together,
# drawn apart, or with one or two of them large.
STARTS: Final[dict[int, tuple[tuple[tuple[float, float, float], ...], ...]]] = {
    1: (),
    2: (
        ((3.34, 3.43, 3.3), (3.94, 3.43, 3.3)),
        ((1.9, 3.43, 1.85), (5.4, 3.43, 1.85)),
        ((3.4, 3.43, 3.38), (6.2, 3.43, 1.05)),
        ((1.08, 3.43, 1.05), (3.88, 3.43, 3.38)),
    ),
    3: (
        ((3.34, 3.75, 3.1), (3.94, 3.75, 3.1), (3.64, 3.1, 3.1)),
        ((2.0, 4.9, 1.92), (5.28, 4.9, 1.92), (3.64, 1.95, 1.92)),
        ((3.2, 3.7, 3.15), (6.1, 4.6, 1.15), (5.4, 1.9, 1.6)),
        ((1.2, 4.6, 1.15), (4.1, 3.7, 3.15), (1.9, 1.9, 1.6)),
        ((1.75, 5.5, 1.3), (5.5, 5.5, 1.3), (3.64, 3.1, 3.08)),
        ((3.34, 3.75, 3.05), (3.94, 3.75, 3.05), (3.64, 1.0, 0.98)),
        ((3.3, 3.9, 2.95), (6.2, 5.0, 1.05), (3.5, 3.2, 3.1)),
        ((1.1, 5.0, 1.05), (4.0, 3.9, 2.95), (3.8, 3.2, 3.1)),
    ),
}
FIELD: Final = (7.28, 6.86)

# Every region stays wide and high enough to be seen and to hold its count (inches of FIELD).
LEAST: Final = (0.5, 0.17)
# How far the centres keep their order, and the smallest circle, inches of FIELD.
APART: Final = 0.3
LEAST_RADIUS: Final = 0.8
STEPS: Final = (0.5, 0.25, 0.12)
TRIES: Final = 260
FAR: Final = 1e6


def _placed(circles: Sequence[tuple[float, float, float]], zone: Rect) -> tuple[Circle, ...]:
    """Bring circles of the field into a zone, as large as it allows, in its middle."""
    scale = min(zone.width / FIELD[0], zone.height / FIELD[1])
    left = (zone.left + zone.right - scale * FIELD[0]) / 2
    low = (zone.bottom + zone.top - scale * FIELD[1]) / 2
    return tuple(Circle(left + x * scale, low + y * scale, r * scale) for x, y, r in circles)


def usual(count: int, zone: Rect) -> tuple[Circle, ...]:
    """Give the circles in their usual places.

    Parameters
    ----------
    count
        One, two or three.
    zone
        Where they may stand; they keep their proportions.
    """
    return _placed(USUAL[count], zone)


def fitted(
    count: int, zone: Rect, shortfall: Callable[[tuple[Circle, ...]], float]
) -> tuple[Circle, ...] | None:
    """Shift the circles until the names fit.

    Parameters
    ----------
    count
        One, two or three.
    zone
        Where they may stand.
    shortfall
        Inches of names that find no place, given circles; 0.0 when all do.

    Returns
    -------
    tuple of Circle or None
        The first that leave nothing over, tried from the usual places outwards;
        ``None`` if the search finds none.
    """
    starts = [_placed(circles, zone) for circles in (USUAL[count], *STARTS[count])]
    scale = min(zone.width / FIELD[0], zone.height / FIELD[1])

    def lack(circles: tuple[Circle, ...]) -> float:
        return shortfall(circles) if _allowed(circles, zone, scale) else FAR

    first, *others = [(lack(circles), circles) for circles in starts]
    others.sort(key=lambda start: start[0])
    for start in (first, *others[:2]):
        if start[0] >= FAR:
            continue
        found = _searched(start, lack, scale)
        if found is not None:
            return found
    return None


def _allowed(circles: tuple[Circle, ...], zone: Rect, scale: float) -> bool:
    """Whether the circles are still recognisable: in the zone, in order, every region there."""
    for c in circles:
        if c.r < LEAST_RADIUS * scale or c.x - c.r < zone.left or c.x + c.r > zone.right:
            return False
        if c.y - c.r < zone.bottom or c.y + c.r > zone.top:
            return False
    if len(circles) > 1 and circles[1].x - circles[0].x < APART * scale:
        return False
    if len(circles) == MOST_CIRCLES:
        low = min(circles[0].y, circles[1].y)
        if low - circles[2].y < APART * scale:
            return False
    return all(
        _seen(RegionShape(circles, code, 0.05), scale)
        for code in region_codes("ABC"[: len(circles)])
    )


def _seen(shape: RegionShape, scale: float) -> bool:
    wide, high = LEAST[0] * scale, LEAST[1] * scale
    low = shape.bottom
    while low + high <= shape.top:
        if any(right - left >= wide for left, right in shape.spans(low, low + high)):
            return True
        low += high / 2
    return False


def _searched(
    start: tuple[float, tuple[Circle, ...]],
    lack: Callable[[tuple[Circle, ...]], float],
    scale: float,
) -> tuple[Circle, ...] | None:
    """Try small shifts, keep each that helps, with ever smaller steps."""
    best, circles = start
    tries = 0
    for step in STEPS:
        moving = best > 0
        while moving:
            moving = False
            for shifted in _shifts(circles, step * scale):
                tries += 1
                if tries > TRIES:
                    return None
                left = lack(shifted)
                if left < best - 1e-9:
                    best, circles, moving = left, shifted, True
                    if best <= 0:
                        return circles
    return circles if best <= 0 else None


def _shifts(circles: tuple[Circle, ...], step: float) -> Iterator[tuple[Circle, ...]]:
    """Every circle a step aside, up, larger, smaller; all of them together or apart."""
    for dx, dy, dr in (
        (0, 0, 1),
        (0, 0, -1),
        (1, 0, 0),
        (-1, 0, 0),
        (0, 1, 0),
        (0, -1, 0),
        (1, 0, 1),
        (-1, 0, 1),
        (0, 1, 1),
        (0, -1, 1),
        (1, 0, -1),
        (-1, 0, -1),
        (0, 1, -1),
        (0, -1, -1),
    ):
        for place, c in enumerate(circles):
            shifted = Circle(c.x + dx * step, c.y + dy * step, c.r + dr * step)
            yield (*circles[:place], shifted, *circles[place + 1 :])
    x = sum(c.x for c in circles) / len(circles)
    y = sum(c.y for c in circles) / len(circles)
    for pull, grow in ((-0.2, 0.0), (0.2, 0.0), (-0.2, 0.5), (0.2, -0.5)):
        yield tuple(
            Circle(c.x + (c.x - x) * pull, c.y + (c.y - y) * pull, c.r + grow * step)
            for c in circles
        )
