"""The two boxes beside the circles: in none of them, and not assessed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import Rect
from ppm_xl.venn.membership import NOT_ASSESSED
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.page import LEAST_POINTS, figures, inches, points, wrapped
from ppm_xl.venn.picture import QUIET, Box, Line
from ppm_xl.venn.ruling import SPREADS, Placed, Setting
from ppm_xl.venn.tabulating import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ppm_xl.venn.membership import Tally
    from ppm_xl.venn.page import Page

HEADING_POINTS: Final = 11.5
PADDING: Final = 0.1
BETWEEN: Final = 0.14
# Share of the column that the lower box has where both have room.
LOWER: Final = 0.22
SHARES: Final = (LOWER, 0.16, 0.1, 0.33, 0.45, 0.55, 0.65, 0.75, 0.84, 0.9)
# Line spacings at which a list is read at ease.
AIRY: Final = SPREADS[:3]
NOT_ASSESSED_HEADING: Final = "Not assessed"


@dataclass(frozen=True, slots=True)
class Boxes:
    """Both boxes, their headings, and where the names of each stand."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    placed: tuple[tuple[Placed, ...], ...]


def boxes(
    page: Page,
    tally: Tally,
    widths: tuple[Sequence[float], Sequence[float]],
    setting: Setting,
    none_label: str,
    *,
    orderly: bool = False,
) -> Boxes | None:
    """Set both boxes' names in the column, the dividing line where both fit.

    Parameters
    ----------
    page, tally
        Where, and the counts for the headings.
    widths
        Inches of the names in no circle, and of those not assessed.
    setting
        The type of the names.
    none_label
        Heading of the first box.
    orderly
        Only in the order of names.

    Returns
    -------
    Boxes or None
        ``None`` if the names do not fit at this size.
    """
    # A dividing line elsewhere is better than names without air, and those than disorder.
    for spreads, in_order in ((AIRY, True), (SPREADS, True), (SPREADS, False)):
        if orderly and not in_order:
            break
        put = partial(tabulate, setting=setting, spreads=spreads, orderly=in_order)
        for rects in _splits(page):
            found = _both(page, tally, rects, widths, none_label, put)
            if found:
                return found
    return None


def _both(
    page: Page,
    tally: Tally,
    rects: tuple[Rect, Rect],
    widths: tuple[Sequence[float], Sequence[float]],
    none_label: str,
    put: Callable[[Rect, Sequence[float]], list[Placed] | None],
) -> Boxes | None:
    """Set both boxes' headings and names; nothing if those do not fit."""
    lines: list[Line] = []
    placed: list[tuple[Placed, ...]] = []
    made: list[Box] = []
    codes = (tally.nowhere, NOT_ASSESSED)
    labels = (none_label, NOT_ASSESSED_HEADING)
    for rect, code, label, names in zip(rects, codes, labels, widths, strict=True):
        box = Box(code, rect, tally.regions[code], tally.share(code))
        heading, inner = _headed(box, label, page)
        found = put(inner, names) if inner.height >= 0 else None
        if found is None:
            return None
        made.append(box)
        lines += heading
        placed.append(tuple(found))
    return Boxes(tuple(made), tuple(lines), tuple(placed))


def bare_boxes(
    page: Page, tally: Tally, none_label: str
) -> tuple[list[Box], list[Line], list[Rect]]:
    """Give both boxes without names: boxes, headings, and the room left inside."""
    found: list[Box] = []
    lines: list[Line] = []
    inners: list[Rect] = []
    codes = (tally.nowhere, NOT_ASSESSED)
    upper, lower = next(_splits(page, (0.45,)))
    for rect, code, label in zip(
        (upper, lower), codes, (none_label, NOT_ASSESSED_HEADING), strict=True
    ):
        box = Box(code, rect, tally.regions[code], None)
        heading, inner = _headed(box, label, page, counted=False)
        found.append(box)
        lines += heading
        inners.append(inner)
    return found, lines, inners


def _splits(page: Page, shares: Sequence[float] = SHARES) -> Iterator[tuple[Rect, Rect]]:
    column = page.column
    between = BETWEEN * page.unit
    for share in shares:
        line = column.bottom + share * column.height
        yield (
            Rect(column.left, line + between / 2, column.right, column.top),
            Rect(column.left, column.bottom, column.right, line - between / 2),
        )


def _headed(box: Box, label: str, page: Page, *, counted: bool = True) -> tuple[list[Line], Rect]:
    """Set a box's heading, its count at the right of the line or below; give what is left."""
    rect = box.rect
    pad = PADDING * max(page.unit, 0.5)
    room = rect.width - 2 * pad
    count = figures(box.count, box.share) if counted else ""
    size = points(HEADING_POINTS, page.unit)
    gid = f"heading:{box.code}"
    # One line with the count behind is best; a little smaller type is worth it.
    for smaller in (size, size - 0.75, size - 1.5):
        small = max(LEAST_POINTS, smaller * 0.9)
        wide = inches(label, smaller, bold=True)
        behind = inches(count, small) + 0.08
        if smaller >= LEAST_POINTS and wide + behind <= room:
            size, texts, beside = smaller, [label], True
            break
    else:
        texts, beside = wrapped(label, room, size, bold=True), False
    em = size / POINTS_AN_INCH
    small = max(LEAST_POINTS, size * 0.9)
    baseline = rect.top - pad - 0.78 * em
    lines = [
        Line(text, rect.left + pad, baseline - 1.2 * em * row, size, bold=True, gid=gid)
        for row, text in enumerate(texts)
    ]
    last = lines[-1].baseline
    if count and not beside:
        last -= 1.25 * small / POINTS_AN_INCH
    if count:
        lines.append(
            Line(
                count,
                rect.right - pad if beside else rect.left + pad,
                last,
                small,
                colour=QUIET,
                align="right" if beside else "left",
                gid=f"count:{box.code}",
            )
        )
    top = last - 0.3 * em - 0.11 * page.unit
    return lines, Rect(rect.left + pad, rect.bottom + pad * 0.6, rect.right - pad, top)
