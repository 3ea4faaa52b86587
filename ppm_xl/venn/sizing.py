"""Choosing the one size of all names, and whether the circles must give way for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.arranging import arrange
from ppm_xl.venn.boxes import Boxes, boxes
from ppm_xl.venn.circles import fitted, usual
from ppm_xl.venn.cramming import cram, overflow
from ppm_xl.venn.geometry import Circle, RegionShape
from ppm_xl.venn.membership import NOT_ASSESSED, region_codes
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.page import COLUMN, Page, divided, inches
from ppm_xl.venn.picture import EDGE_POINTS
from ppm_xl.venn.ruling import COMFORTABLE, SPREADS, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ppm_xl.venn.picture import Line
    from ppm_xl.venn.pupils import Group

LARGEST: Final = 16.0
SMALLEST: Final = 6.0
STEP: Final = 0.25
# Names to draw, and the size they have at the usual picture size at least.
AIMS: Final = ((30, 12.0), (60, 11.0), (90, 9.0), (120, 7.0))

# Inches between a name and a circle's edge: half the edge and some air.
CLEAR: Final = EDGE_POINTS / 2 / POINTS_AN_INCH + 0.045
# More air, in ems, where there is room for it.
AIR: Final = 0.5
# Counts stand above the names of their region, quieter; the centre's is the combined figure.
COUNT_POINTS: Final = 9.5
CENTRE_POINTS: Final = 12.0
# Widths of the boxes tried, at the usual size, where the usual one is too narrow.
COLUMNS: Final = (COLUMN, 4.0, 4.8, 5.6, 6.4)
# How far below the aim circles are still worth shifting for.
YIELDS: Final = (1.0, 0.96, 0.92, 0.86, 0.8, 0.7, 0.6)


@dataclass(frozen=True, slots=True)
class Solution:
    """Circles, boxes and a size at which every name fits.

    Attributes
    ----------
    page
        The division of the picture.
    circles
        Where they stand.
    size
        Points; 0.0 if the names fit at no size that can be read.
    moved
        Whether the circles left their usual places.
    """

    page: Page
    circles: tuple[Circle, ...]
    size: float
    moved: bool


def aim(count: int, unit: float = 1.0) -> float:
    """Size in points that names shall have at least, for so many pupils.

    Parameters
    ----------
    count
        Pupils drawn.
    unit
        How large the picture is beside 11 by 7.6 inches.

    Examples
    --------
    >>> aim(30), aim(31), aim(120)
    (12.0, 11.0, 7.0)
    """
    size = next((points for most, points in AIMS if count <= most), SMALLEST)
    return max(SMALLEST, size * min(1.0, unit))


def solved(group: Group, size: tuple[float, float], legend: Sequence[Line], title: str) -> Solution:
    """Find circles and a size: the usual circles if they serve, else shifted ones."""
    page = divided(size, legend, title)
    count = len(group.tally.circles)
    first = usual(count, page.zone)
    wanted = aim(group.count, page.unit)
    best = Solution(page, first, _best_size(group, page, first, wanted), moved=False)
    if best.size >= wanted or not could_fit(group, size):
        return best
    hints: dict[float, tuple[Circle, ...]] = {}
    tried: set[float] = set()
    for share in YIELDS:
        target = max(SMALLEST, round(wanted * share / STEP) * STEP)
        if target <= best.size or target in tried:
            break
        tried.add(target)
        for column in COLUMNS:
            wider = divided(size, legend, title, column=column, low_strip=True)
            if boxed(group, wider, target) is None:
                continue
            lack = partial(shortfall, group, size=target)
            found = fitted(count, wider.zone, lack, hints.get(column))
            if found.complete and _fits(group, wider, found.circles, target):
                fine = _best_size(group, wider, found.circles, target)
                return Solution(wider, found.circles, fine, moved=True)
            hints[column] = found.circles
            break
    return best


def could_fit(group: Group, size: tuple[float, float]) -> bool:
    """Whether the paper is large enough for every name at the smallest size, however set."""
    setting = group.setting(SMALLEST)
    names = sum(sum(group.widths(code, SMALLEST)) for code in group.regions)
    return names * setting.height < size[0] * size[1]


def boxed(group: Group, page: Page, size: float, *, orderly: bool = False) -> Boxes | None:
    """Set the names of both boxes, or nothing if they do not fit."""
    widths = (group.widths(group.tally.nowhere, size), group.widths(NOT_ASSESSED, size))
    setting = group.setting(size)
    return boxes(page, group.tally, widths, setting, group.none_label, orderly=orderly)


def head_type(code: str, size: float) -> tuple[float, bool]:
    """Size and weight of a region's count, beside names of a size."""
    centre = "0" not in code
    return min(CENTRE_POINTS if centre else COUNT_POINTS, size), centre


def region_names(
    group: Group, circles: tuple[Circle, ...], code: str, size: float
) -> list[Placed] | None:
    """Set the names of a region, in order if that can be, or nothing if they do not fit."""
    widths, setting = group.widths(code, size), group.setting(size)
    head = _head_width(group, code, size)
    roomy = RegionShape(circles, code, CLEAR + AIR * setting.em)
    tight = RegionShape(circles, code, CLEAR)
    return (
        arrange(roomy, widths, setting, head=head, spreads=SPREADS[:-2])
        or arrange(tight, widths, setting, head=head)
        or cram(tight, widths, setting, head=head)
    )


def _head_width(group: Group, code: str, size: float) -> float:
    if len(group.tally.circles) == 1:
        # The circle's own label says the same.
        return 0.0
    points, bold = head_type(code, size)
    return inches(group.head(code), points, bold=bold)


def _fits(group: Group, page: Page, circles: tuple[Circle, ...], size: float) -> bool:
    """Whether every name fits at this size, in whatever order."""
    setting = group.setting(size)
    for code in region_codes(group.tally.circles):
        if not group.regions[code]:
            continue
        shape = RegionShape(circles, code, CLEAR)
        head = _head_width(group, code, size)
        if cram(shape, group.widths(code, size), setting, head=head) is None:
            return False
    return boxed(group, page, size) is not None


def _orderly(
    group: Group, page: Page, circles: tuple[Circle, ...], spreads: Sequence[float], size: float
) -> bool:
    """Whether every name fits at this size in the order of names."""
    setting = group.setting(size)
    if boxed(group, page, size, orderly=True) is None:
        return False
    for code in region_codes(group.tally.circles):
        if not group.regions[code]:
            continue
        shape = RegionShape(circles, code, CLEAR)
        head = _head_width(group, code, size)
        widths = group.widths(code, size)
        if arrange(shape, widths, setting, head=head, spreads=spreads, quick=True) is None:
            return False
    return True


def shortfall(group: Group, circles: tuple[Circle, ...], size: float) -> float:
    """Inches of names that find no place in the circles at this size."""
    setting = group.setting(size)
    return sum(
        overflow(
            RegionShape(circles, code, CLEAR),
            group.widths(code, size),
            setting,
            head=_head_width(group, code, size),
        )
        for code in region_codes(group.tally.circles)
        if group.regions[code]
    )


def _best_size(group: Group, page: Page, circles: tuple[Circle, ...], wanted: float) -> float:
    """Choose the size: names in order and at ease if large enough, else as large as can be."""
    floor = max(wanted, SMALLEST)
    for spreads in (COMFORTABLE, SPREADS[-1:]):
        size = _largest(partial(_orderly, group, page, circles, spreads), floor)
        if size:
            return size
    return _largest(partial(_fits, group, page, circles), SMALLEST)


def _largest(fits: Callable[[float], bool], least: float) -> float:
    """Largest size from ``least`` up at which names fit; 0.0 if they do not even there."""
    low = -(-least // STEP) - 1
    high = LARGEST / STEP + 1
    start = low
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle * STEP):
            low = middle
        else:
            high = middle
    return low * STEP if low > start else 0.0
