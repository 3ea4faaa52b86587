"""Names in a box: columns read downwards, or line by line where those do not fit."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from ppm_xl.venn.cramming import cram
from ppm_xl.venn.geometry import BoxShape
from ppm_xl.venn.ruling import SPREADS, Placed, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ppm_xl.venn.geometry import Rect


def tabulate(
    rect: Rect,
    widths: Sequence[float],
    setting: Setting,
    *,
    spreads: Sequence[float] = SPREADS,
    orderly: bool = False,
) -> list[Placed] | None:
    """Set names in a box: in columns read downwards, or line by line where those do not fit.

    Parameters
    ----------
    rect, widths, setting
        The box, inches of each name, the type.
    spreads
        Line spacings tried, as multiples of the tightest.
    orderly
        Only in the order given.

    Returns
    -------
    list of Placed or None
        A place for each name; ``None`` if they do not fit.
    """
    if not widths:
        return []
    for spread, gap in product(spreads, (2 * setting.gap, setting.gap)):
        placed = _columns(rect, widths, setting, spread, gap)
        if placed:
            return placed
    for spread in spreads:
        placed = _flowing(rect, widths, setting, spread)
        if placed:
            return placed
    return None if orderly else cram(BoxShape(rect), widths, setting, ragged=True)


def _columns(
    rect: Rect, widths: Sequence[float], setting: Setting, spread: float, gap: float
) -> list[Placed]:
    """Set names in as few columns as hold them; none if they do not fit."""
    pitch = setting.pitch * spread
    deep = int((rect.height - setting.height) / pitch + 1 + 1e-9)
    for columns in range(1, len(widths) + 1):
        rows = -(-len(widths) // columns)
        if rows > deep:
            continue
        parts = [widths[start : start + rows] for start in range(0, len(widths), rows)]
        lefts = [rect.left]
        for part in parts:
            lefts.append(lefts[-1] + max(part) + gap)
        if lefts[-1] - gap > rect.right:
            return []
        first = rect.top - setting.above * setting.em
        return [
            Placed(item, lefts[item // rows], first - (item % rows) * pitch)
            for item in range(len(widths))
        ]
    return []


def _flowing(rect: Rect, widths: Sequence[float], setting: Setting, spread: float) -> list[Placed]:
    """Set names one after another like words on a page; none if they do not fit."""
    gap, pitch = setting.gap * spread, setting.pitch * spread
    x, baseline = rect.left, rect.top - setting.above * setting.em
    placed: list[Placed] = []
    for item, wide in enumerate(widths):
        if x + wide > rect.right and x > rect.left:
            x, baseline = rect.left, baseline - pitch
        if x + wide > rect.right or baseline - setting.below * setting.em < rect.bottom - 1e-9:
            return []
        placed.append(Placed(item, x, baseline))
        x += wide + gap
    return placed
