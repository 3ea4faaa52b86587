"""Setting all names of a diagram in given circles and boxes: at a size, and at the best size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.arranging import arrange
from ppm_xl.venn.boxes import Boxes, boxes
from ppm_xl.venn.cramming import cram
from ppm_xl.venn.demand import CLEAR, head_width
from ppm_xl.venn.geometry import Circle, RegionShape
from ppm_xl.venn.membership import NOT_ASSESSED, region_codes
from ppm_xl.venn.ruling import COMFORTABLE, SPREADS, Placed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ppm_xl.venn.page import Page
    from ppm_xl.venn.pupils import Group

# Points: of any name, and between two sizes tried.
LARGEST: Final = 16.0
SMALLEST: Final = 6.0
STEP: Final = 0.25
# More air between names and edges, in ems, where there is room for it.
AIR: Final = 0.5


def boxed(group: Group, page: Page, size: float, *, orderly: bool = False) -> Boxes | None:
    """Set the names of both boxes, or nothing if they do not fit."""
    widths = (group.widths(group.tally.nowhere, size), group.widths(NOT_ASSESSED, size))
    setting = group.setting(size)
    return boxes(page, group.tally, widths, setting, group.none_label, orderly=orderly)


def region_names(
    group: Group, circles: tuple[Circle, ...], code: str, size: float
) -> list[Placed] | None:
    """Set the names of a region, in order if that can be, or nothing if they do not fit."""
    widths, setting = group.widths(code, size), group.setting(size)
    head = head_width(group, code, size)
    roomy = RegionShape(circles, code, CLEAR + AIR * setting.em)
    tight = RegionShape(circles, code, CLEAR)
    return (
        arrange(roomy, widths, setting, head=head, spreads=SPREADS[:-2])
        or arrange(tight, widths, setting, head=head)
        or cram(tight, widths, setting, head=head)
    )


def fits(group: Group, page: Page, circles: tuple[Circle, ...], size: float) -> bool:
    """Whether every name fits at this size, in whatever order."""
    setting = group.setting(size)
    for code in region_codes(group.tally.circles):
        if not group.regions[code]:
            continue
        shape = RegionShape(circles, code, CLEAR)
        head = head_width(group, code, size)
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
        head = head_width(group, code, size)
        widths = group.widths(code, size)
        if arrange(shape, widths, setting, head=head, spreads=spreads, quick=True) is None:
            return False
    return True


def best_size(group: Group, page: Page, circles: tuple[Circle, ...], wanted: float) -> float:
    """Choose the size: names in order and at ease if large enough, else as large as can be.

    Returns
    -------
    float
        Points; 0.0 if the names do not fit even at the smallest size.
    """
    floor = max(wanted, SMALLEST)
    for spreads in (COMFORTABLE, SPREADS[-1:]):
        size = _largest(partial(_orderly, group, page, circles, spreads), floor)
        if size:
            return size
    return _largest(partial(fits, group, page, circles), SMALLEST)


def _largest(fit: Callable[[float], bool], least: float) -> float:
    """Largest size from ``least`` up at which names fit; 0.0 if they do not even there."""
    low = -(-least // STEP) - 1
    high = LARGEST / STEP + 1
    start = low
    while high - low > 1:
        # The least is tried first: most often it decides.
        middle = (low + high) // 2 if low > start else low + 1
        if fit(middle * STEP):
            low = middle
        elif low == start:
            return 0.0
        else:
            high = middle
    return low * STEP if low > start else 0.0
