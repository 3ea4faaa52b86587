"""Where the circles stand.

The same circles in the same places every time: :func:`usual`. Only where a class would
otherwise be set too small to read are they shifted, as little as helps and never out of
their order: first left, second right, third below (:func:`fitted`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import Circle, Rect, RegionShape
from ppm_xl.venn.membership import MOST_CIRCLES, region_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Centres and radii with which typical classes (half in the centre, a quarter in none, the
# rest spread) can be set largest, in inches of a field 7.28 wide and 6.86 high.
USUAL: Final[dict[int, tuple[tuple[float, float, float], ...]]] = {
    1: ((3.64, 3.43, 3.38),),
    2: ((2.52, 3.43, 2.5), (4.76, 3.43, 2.5)),
    3: ((2.59, 4.29, 2.57), (4.69, 4.29, 2.57), (3.64, 2.57, 2.57)),
}
# Where a search begins when one region holds nearly all: for each region the circles that
# make it largest, and for each pair; found by a search at random. And the circles apart.
STARTS: Final[dict[int, tuple[tuple[tuple[float, float, float], ...], ...]]] = {
    1: (),
    2: (
        ((3.44, 3.43, 3.41), (3.84, 3.43, 3.41)),
        ((3.47, 3.43, 3.42), (6.38, 3.43, 0.82)),
        ((0.9, 3.43, 0.82), (3.81, 3.43, 3.42)),
        ((1.9, 3.43, 1.85), (5.4, 3.43, 1.85)),
    ),
    3: (
        ((3.42, 3.6, 3.24), (3.99, 3.6, 3.24), (3.79, 3.25, 3.24)),
        ((2.83, 3.64, 2.82), (4.12, 3.35, 3.15), (2.01, 1.0, 0.99)),
        ((3.21, 3.51, 3.19), (6.1, 5.48, 1.08), (4.56, 2.93, 2.71)),
        ((1.18, 5.48, 1.08), (4.07, 3.51, 3.19), (2.72, 2.93, 2.71)),
        ((3.46, 3.43, 3.42), (6.44, 1.16, 0.82), (6.09, 0.85, 0.82)),
        ((0.84, 1.16, 0.82), (3.82, 3.43, 3.42), (1.19, 0.85, 0.82)),
        ((6.04, 5.97, 0.83), (6.42, 5.66, 0.83), (3.46, 3.43, 3.42)),
        ((2.0, 4.9, 1.92), (5.28, 4.9, 1.92), (3.64, 1.95, 1.92)),
        ((2.66, 4.45, 2.37), (4.71, 4.3, 2.53), (5.01, 2.25, 2.25)),
        ((2.57, 4.3, 2.53), (4.62, 4.45, 2.37), (2.27, 2.25, 2.25)),
        ((2.25, 4.6, 2.22), (5.03, 4.6, 2.22), (3.66, 2.99, 2.98)),
        ((3.24, 3.63, 3.21), (3.91, 3.38, 3.36), (2.43, 2.35, 2.22)),
        ((3.39, 3.54, 3.31), (4.98, 4.4, 2.29), (3.94, 3.23, 3.17)),
        ((2.3, 4.4, 2.29), (3.89, 3.54, 3.31), (3.34, 3.23, 3.17)),
    ),
}
FIELD: Final = (7.28, 6.86)

# Every region stays wide and high enough to be seen (inches of FIELD).
LEAST: Final = (0.32, 0.12)
# How far the centres keep their order, and the smallest circle, inches of FIELD.
APART: Final = 0.3
LEAST_RADIUS: Final = 0.8
STEPS: Final = (0.5, 0.25, 0.12)
TRIES: Final = 140
BISECTIONS: Final = 5
# What an inch of a hidden region weighs beside an inch of names without a place.
UNSEEN: Final = 60.0


def _placed(circles: Sequence[tuple[float, float, float]], zone: Rect) -> tuple[Circle, ...]:
    """Bring circles of the field into a zone, as large as it allows, in its middle."""
    scale = min(zone.width / FIELD[0], zone.height / FIELD[1])
    left = (zone.left + zone.right - scale * FIELD[0]) / 2
    low = (zone.bottom + zone.top - scale * FIELD[1]) / 2
    return tuple(Circle(left + x * scale, low + y * scale, r * scale) for x, y, r in circles)


def rezoned(circles: tuple[Circle, ...], old: Rect, new: Rect) -> tuple[Circle, ...]:
    """Bring circles that stand in one zone into another, in proportion."""
    before = min(old.width / FIELD[0], old.height / FIELD[1])
    left = (old.left + old.right - before * FIELD[0]) / 2
    low = (old.bottom + old.top - before * FIELD[1]) / 2
    field = [((c.x - left) / before, (c.y - low) / before, c.r / before) for c in circles]
    return _placed(field, new)


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


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a search for circles ended.

    Attributes
    ----------
    circles
        The best found.
    complete
        Whether every name finds a place.
    """

    circles: tuple[Circle, ...]
    complete: bool


def fitted(
    count: int,
    zone: Rect,
    shortfall: Callable[[tuple[Circle, ...]], float],
    hint: tuple[Circle, ...] | None = None,
) -> Fit:
    """Shift the circles until the names fit.

    Parameters
    ----------
    count
        One, two or three.
    zone
        Where they may stand.
    shortfall
        Inches of names that find no place, given circles; 0.0 when all do.
    hint
        The best circles of an earlier search, for larger names, to go on from.

    Returns
    -------
    Fit
        Circles that leave nothing over, as near to the usual places as they do so; or the
        best found.
    """
    starts = [_placed(circles, zone) for circles in (USUAL[count], *STARTS[count])]
    scale = min(zone.width / FIELD[0], zone.height / FIELD[1])

    def lack(circles: tuple[Circle, ...]) -> float:
        return shortfall(circles) + UNSEEN * _unseen(circles, zone, scale)

    first, *others = [(lack(circles), circles) for circles in starts]
    others.sort(key=lambda start: start[0])
    # An earlier search has been everywhere: go on from its end, or from the likeliest start.
    going = [(lack(hint), hint), *others[:2]] if hint else [first, *others[:3]]
    best = first
    for start in going:
        found = _searched(start, lack, scale)
        if found[0] <= 0:
            return Fit(_nearest(starts[0], found[1], lack), complete=True)
        best = min(best, found, key=lambda result: result[0])
    return Fit(best[1], complete=False)


def _nearest(
    home: tuple[Circle, ...],
    found: tuple[Circle, ...],
    lack: Callable[[tuple[Circle, ...]], float],
) -> tuple[Circle, ...]:
    """Go back towards the usual places as far as the names still fit."""
    near, far = 0.0, 1.0
    best = found
    for _ in range(BISECTIONS):
        share = (near + far) / 2
        between = tuple(
            Circle(h.x + (f.x - h.x) * share, h.y + (f.y - h.y) * share, h.r + (f.r - h.r) * share)
            for h, f in zip(home, found, strict=True)
        )
        if lack(between) <= 0:
            best, far = between, share
        else:
            near = share
    return best


def _unseen(circles: tuple[Circle, ...], zone: Rect, scale: float) -> float:
    """How far circles are from recognisable: in the zone, in order, every region to be seen."""
    lack = 0.0
    for c in circles:
        lack += max(0.0, LEAST_RADIUS * scale - c.r)
        lack += max(0.0, zone.left - c.x + c.r) + max(0.0, c.x + c.r - zone.right)
        lack += max(0.0, zone.bottom - c.y + c.r) + max(0.0, c.y + c.r - zone.top)
    if len(circles) > 1:
        lack += max(0.0, APART * scale - circles[1].x + circles[0].x)
    if len(circles) == MOST_CIRCLES:
        low = min(circles[0].y, circles[1].y)
        lack += max(0.0, APART * scale - low + circles[2].y)
    codes = region_codes("ABC"[: len(circles)])
    return lack + sum(_hidden(RegionShape(circles, code, 0.03), scale) for code in codes)


def _hidden(shape: RegionShape, scale: float) -> float:
    """Inches that a region's widest line is short of what can be seen."""
    wide, high = LEAST[0] * scale, LEAST[1] * scale
    most = 0.0
    low = shape.bottom
    step = max(high / 2, (shape.top - shape.bottom) / 40)
    while low + high <= shape.top:
        most = max([most, *(right - left for left, right in shape.spans(low, low + high))])
        if most >= wide:
            return 0.0
        low += step
    return wide - most


def _searched(
    start: tuple[float, tuple[Circle, ...]],
    lack: Callable[[tuple[Circle, ...]], float],
    scale: float,
) -> tuple[float, tuple[Circle, ...]]:
    """Try small shifts, keep each that helps, with ever smaller steps."""
    best, circles = start
    tries = 0
    for step in STEPS:
        moving = best > 0
        while moving:
            moving = False
            for shifted in _shifts(circles, step * scale):
                tries += 1
                left = lack(shifted)
                if left < best - 1e-9:
                    best, circles, moving = left, shifted, True
                if best <= 0 or tries > TRIES:
                    return best, circles
    return best, circles


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
