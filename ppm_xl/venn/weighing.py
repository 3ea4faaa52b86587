"""Circles as large as what they hold: areas in proportion to the names of each region."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from ppm_xl.venn.geometry import Circle, Rect
from ppm_xl.venn.membership import MOST_CIRCLES

HALVINGS: Final = 30
# What even an empty region is given of the room that all names take.
LEAST_SHARE: Final = 0.03


def weighted(needs: Mapping[str, float], zone: Rect) -> tuple[Circle, ...]:
    """Place circles so that regions are about in proportion to what they need.

    Parameters
    ----------
    needs
        Each region's code (of every region of the diagram) to square inches of names.
    zone
        Where the circles stand; they fill it.

    Returns
    -------
    tuple of Circle
        First left, second right, third below.
    """
    count = len(next(iter(needs)))
    least = LEAST_SHARE * sum(needs.values()) or 1.0
    areas = {code: max(need, least) for code, need in needs.items()}

    def shared(*places: int) -> float:
        return sum(area for code, area in areas.items() if all(code[p] == "1" for p in places))

    radii = [math.sqrt(shared(place) / math.pi) for place in range(count)]
    centres = [(0.0, 0.0)]
    if count > 1:
        across = _distance(radii[0], radii[1], shared(0, 1))
        centres.append((across, 0.0))
    if count == MOST_CIRCLES:
        left = _distance(radii[0], radii[2], shared(0, 2))
        right = _distance(radii[1], radii[2], shared(1, 2))
        # Where the three distances make no triangle, the third stands as low as they let it.
        x = (left**2 - right**2 + across**2) / (2 * across)
        x = min(max(x, -left), left)
        centres.append((x, -math.sqrt(max(left**2 - x**2, (0.2 * left) ** 2))))
    return _filling([Circle(x, y, r) for (x, y), r in zip(centres, radii, strict=True)], zone)


def _filling(circles: list[Circle], zone: Rect) -> tuple[Circle, ...]:
    """Bring circles into a zone, as large as it allows, in its middle."""
    left, right = min(c.x - c.r for c in circles), max(c.x + c.r for c in circles)
    low, high = min(c.y - c.r for c in circles), max(c.y + c.r for c in circles)
    scale = min(zone.width / (right - left), zone.height / (high - low))
    x = (zone.left + zone.right) / 2 - scale * (left + right) / 2
    y = (zone.bottom + zone.top) / 2 - scale * (low + high) / 2
    return tuple(Circle(x + c.x * scale, y + c.y * scale, c.r * scale) for c in circles)


def _distance(one: float, other: float, area: float) -> float:
    """Distance of two circles' centres at which they share an area."""
    near, far = abs(one - other), one + other
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        if _lens(one, other, middle) > area:
            near = middle
        else:
            far = middle
    return far


def _lens(one: float, other: float, apart: float) -> float:
    """Area that two circles share."""
    if apart <= abs(one - other):
        return math.pi * min(one, other) ** 2
    to_one = (apart**2 + one**2 - other**2) / (2 * apart)
    to_other = apart - to_one
    return (
        one**2 * math.acos(max(-1.0, min(1.0, to_one / one)))
        + other**2 * math.acos(max(-1.0, min(1.0, to_other / other)))
        - to_one * math.sqrt(max(0.0, one**2 - to_one**2))
        - to_other * math.sqrt(max(0.0, other**2 - to_other**2))
    )
