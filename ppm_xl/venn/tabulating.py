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
    rect: Rect, widths: Sequence[float], setting: Setting, *, orderly: bool = False
) -> list[Placed] | None:
    """Set names in a box: in columns read downwards, or line by line where those do not fit.

    Returns
    -------
    list of Placed or None
        A place for each name; ``None`` if they do not fit.
    """
    if not widths:
        return []
    for spread, gap in product(SPREADS, (2 * setting.gap, setting.gap)):
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
                break
            first = rect.top - setting.above * setting.em
            return [
                Placed(item, lefts[item // rows], first - (item % rows) * pitch)
                for item in range(len(widths))
            ]
    return None if orderly else cram(BoxShape(rect), widths, setting, ragged=True)
