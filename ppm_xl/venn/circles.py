"""Shifting the circles where names would otherwise be too small to read.

As little as helps, and never out of their order: first left, second right, third below.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from ppm_xl.venn.geometry import Circle, Rect, RegionShape
from ppm_xl.venn.membership import MOST_CIRCLES
from ppm_xl.venn.places import scale_of, starts, usual
from ppm_xl.venn.weighing import weighted

if TYPE_CHECKING:
    from ppm_xl.venn.demand import Demand

Circles: TypeAlias = tuple[Circle, ...]
Lack: TypeAlias = Callable[[Circles, float], float]

# Every region stays wide and high enough to be seen (inches of a usual picture).
LEAST: Final = (0.32, 0.12)
# How far the centres keep their order, and the smallest circle.
APART: Final = 0.3
LEAST_RADIUS: Final = 0.8
STEPS: Final = (0.5, 0.25, 0.12, 0.06)
# Places tried from one start.
TRIES: Final = 200
# Starts that a search goes on from.
GOING: Final = 3
# Steps in any direction after that: how many times a name is looked at in all; how far, and how
# many of one circle alone; how much longer or shorter after one that helps or does not. Too
# short, they begin afresh. Where more inches are lacking than this, no such step is known to help.
HOPELESS: Final = 1.0
LOOKS: Final = 24_000
FAR: Final = 0.12
NEAR: Final = 0.004
ALONE: Final = 0.5
LONGER: Final = 1.6
SHORTER: Final = 0.93
# How often circles are weighed again, and how much heavier what did not fit is made.
WEIGHINGS: Final = 10
HEAVIER: Final = 1.3
BISECTIONS: Final = 5
# What an inch of a hidden region weighs beside an inch of names without a place.
UNSEEN: Final = 60.0
NO_LIMIT: Final = float("inf")


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

    circles: Circles
    complete: bool


def fitted(
    count: int, zone: Rect, demand: Demand, hint: Circles | None = None, *, going: int = GOING
) -> Fit:
    """Shift the circles until the names fit.

    Parameters
    ----------
    count
        One, two or three.
    zone
        Where they may stand.
    demand
        The names.
    hint
        The best circles of an earlier search, for larger names, to go on from.
    going
        How many of the likeliest starts are gone on from; after a hint none.

    Returns
    -------
    Fit
        Circles that leave nothing over, as near to the usual places as they do so; or the
        best found.
    """
    scale = scale_of(zone)

    def lack(circles: Circles, limit: float = NO_LIMIT) -> float:
        unseen = UNSEEN * _unseen(circles, zone, scale, demand.empty)
        return unseen if unseen > limit else unseen + demand.lack(circles, limit - unseen)

    if hint:
        # An earlier search has been everywhere: go on from its end.
        likely = [(lack(hint), hint)]
    else:
        weighed = min(((lack(c), c) for c in _weighed(demand, zone)), key=_lacking)
        home, *others = ((lack(c), c) for c in starts(count, zone))
        likely = [home, *sorted([*others, weighed], key=_lacking)[:going]]
    best = likely[0]
    for start in likely:
        best = min(best, _searched(start, lack, scale), key=_lacking)
        if best[0] <= 0:
            break
    else:
        if best[0] > HOPELESS:
            return Fit(best[1], complete=False)
        best = _wandered(best, lack, scale, LOOKS // demand.count)
    if best[0] > 0:
        return Fit(best[1], complete=False)
    return Fit(_nearest(usual(count, zone), best[1], lack), complete=True)


def _lacking(tried: tuple[float, Circles]) -> float:
    return tried[0]


def _weighed(demand: Demand, zone: Rect) -> Iterator[Circles]:
    """Give circles in proportion to their names, and again with more for what was too small."""
    needs = dict(demand.needs)
    for _ in range(WEIGHINGS):
        circles = weighted(needs, zone)
        yield circles
        short = demand.short(circles)
        if not short:
            return
        for code in short:
            needs[code] *= HEAVIER


def _nearest(home: Circles, found: Circles, lack: Lack) -> Circles:
    """Go back towards the usual places as far as the names still fit."""
    near, far = 0.0, 1.0
    best = found
    for _ in range(BISECTIONS):
        share = (near + far) / 2
        between = tuple(
            Circle(h.x + (f.x - h.x) * share, h.y + (f.y - h.y) * share, h.r + (f.r - h.r) * share)
            for h, f in zip(home, found, strict=True)
        )
        if lack(between, 0.0) <= 0:
            best, far = between, share
        else:
            near = share
    return best


def _unseen(circles: Circles, zone: Rect, scale: float, empty: Collection[str]) -> float:
    """How far circles are from recognisable: in the zone, in order, every region to be seen.

    A region that holds names can be seen if they find their places; ``empty`` ones are looked at.
    """
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
    return lack + sum(_hidden(RegionShape(circles, code, 0.03), scale) for code in empty)


def _hidden(shape: RegionShape, scale: float) -> float:
    """Inches that a region's widest line is short of what can be seen."""
    wide, high = LEAST[0] * scale, LEAST[1] * scale
    most = 0.0
    step = max(high / 2, (shape.top - shape.bottom) / 40)
    count = int((shape.top - high - shape.bottom) / step) + 1
    # From the middle outwards: that is where a line is found soonest.
    for number in range(count):
        place = count // 2 + (number + 1) // 2 * (1 if number % 2 else -1)
        low = shape.bottom + min(max(place, 0), count - 1) * step
        for left, right in shape.spans(low, low + high):
            most = max(most, right - left)
        if most >= wide:
            return 0.0
    return wide - most


def _searched(start: tuple[float, Circles], lack: Lack, scale: float) -> tuple[float, Circles]:
    """Try small shifts, repeat each that helps, with ever smaller steps."""
    best, circles = start
    tries = 0
    for step in STEPS:
        moving = best > 0
        while moving:
            moving = False
            for shift in _shifts(len(circles)):
                while True:
                    shifted = tuple(
                        Circle(
                            c.x + dx * step * scale,
                            c.y + dy * step * scale,
                            c.r + dr * step * scale,
                        )
                        for c, (dx, dy, dr) in zip(circles, shift, strict=True)
                    )
                    tries += 1
                    left = lack(shifted, best)
                    if left >= best - 1e-9:
                        break
                    best, circles, moving = left, shifted, True
                if best <= 0 or tries > TRIES:
                    return best, circles
    return best, circles


def _wandered(
    start: tuple[float, Circles], lack: Lack, scale: float, count: int
) -> tuple[float, Circles]:
    """Go on from the best place by steps in any direction, longer after each that helps.

    Where names lack the last tenths of an inch, no shift of one circle helps any more. The steps
    are the same each time, so that the same pupils give the same picture.
    """
    steps = random.Random(len(start[1]))  # noqa: S311 - a search, not a secret
    best, circles = start
    far = FAR * scale
    for _ in range(count):
        one = steps.randrange(len(circles)) if steps.random() < ALONE else None
        shifted = tuple(
            c
            if one not in {None, place}
            else Circle(*(at + steps.gauss(0, far) for at in (c.x, c.y, c.r)))
            for place, c in enumerate(circles)
        )
        left = lack(shifted, best)
        if left < best - 1e-9:
            best, circles, far = left, shifted, far * LONGER
            if best <= 0:
                break
        else:
            far *= SHORTER
            if far < NEAR * scale:
                far = 2 * FAR * scale
    return best, circles


Shift: TypeAlias = tuple[float, float, float]
STILL: Final[Shift] = (0, 0, 0)
ONE: Final[tuple[Shift, ...]] = (
    (0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0),
    (1, 0, 1), (-1, 0, 1), (0, 1, 1), (0, -1, 1), (1, 0, -1), (-1, 0, -1), (0, 1, -1), (0, -1, -1),
)  # fmt: skip
# Left, right and below the middle, as the circles stand.
OUTWARDS: Final = ((-1.0, 0.5), (1.0, 0.5), (0.0, -1.0))


def _shifts(count: int) -> Iterator[tuple[Shift, ...]]:
    """Every circle aside, up, larger, smaller; all together, or towards each other or apart."""
    for place in range(count):
        for one in ONE:
            yield tuple(one if other == place else STILL for other in range(count))
    for pull, grow in ((-0.5, 0.0), (0.5, 0.0), (-0.5, 0.5), (0.5, -0.5)):
        yield tuple((x * pull, y * pull, grow) for x, y in OUTWARDS[:count])
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        yield ((dx, dy, 0.0),) * count
