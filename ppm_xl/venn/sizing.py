"""Choosing the one size of all names, and whether the circles must give way for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.circles import fitted
from ppm_xl.venn.demand import Demand
from ppm_xl.venn.fitting import SMALLEST, STEP, best_size, boxed
from ppm_xl.venn.geometry import Circle
from ppm_xl.venn.labels import circle_labels
from ppm_xl.venn.page import COLUMN, Page, Words, divided
from ppm_xl.venn.places import usual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppm_xl.venn.picture import Line
    from ppm_xl.venn.pupils import Group

# Names to draw, and the size they have at the usual picture size at least.
AIMS: Final = ((30, 12.0), (60, 11.0), (90, 9.0), (120, 7.0))
# A class of this many is read across a table: never smaller than these points, in a picture
# of this share of the usual size or larger.
A_CLASS: Final = 35
ACROSS_A_TABLE: Final = 9.0
FOR_A_TABLE: Final = 0.55

# Widths of the boxes, inches of the usual picture size: narrower leaves the circles more room.
NARROWER: Final = (1.7, 2.4)
WIDER: Final = (4.0, 4.8, 5.6, 6.4)
# How often a size between is tried after the aim could not be reached.
YIELDS: Final = 3


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
    >>> aim(30), aim(31), aim(120), aim(35, 0.7)
    (12.0, 11.0, 7.0, 9.0)
    """
    size = next((points for most, points in AIMS if count <= most), SMALLEST)
    least = ACROSS_A_TABLE if count <= A_CLASS and unit >= FOR_A_TABLE else SMALLEST
    return max(least, size * min(1.0, unit))


def solved(
    group: Group, size: tuple[float, float], legend: Sequence[Line], words: Words
) -> Solution:
    """Find circles and a size: the usual circles if they serve, else shifted ones."""
    page = divided(size, legend, words)
    first = usual(len(group.tally.circles), page.zone)
    wanted = aim(group.count, page.unit)
    best = Solution(page, first, best_size(group, page, first, wanted), moved=False)
    if best.size >= wanted or not could_fit(group, size):
        return best
    return _shifted(best, group, size, legend, words, wanted)


def _shifted(
    best: Solution,
    group: Group,
    size: tuple[float, float],
    legend: Sequence[Line],
    words: Words,
    wanted: float,
) -> Solution:
    """Search for circles that hold the names at the size wanted, or at one as near as can be.

    Sizes between are halved, and what fitted a step too small is where the last search begins:
    so a picture a hair larger or smaller seldom loses more than nothing.
    """
    hints: dict[float, tuple[Circle, ...]] = {}
    target = missed = -(-wanted // STEP) * STEP
    again = False
    for _ in range(2 + YIELDS):
        demand = Demand(group, target)
        for width, wider in _pages(group, size, legend, words, target):
            going = 3 if width == COLUMN else 2
            start = best.circles if again and best.page == wider else hints.get(width)
            found = fitted(len(best.circles), wider.zone, demand, start, going=going)
            hints[width] = found.circles
            if not _named(group, found.circles, wider):
                continue
            fine = best_size(group, wider, found.circles, target)
            if fine > best.size:
                best = Solution(wider, found.circles, fine, moved=True)
            if best.size >= target:
                break
        if again or best.size >= missed:
            break
        missed = target if best.size < target else missed
        target = round((best.size + missed) / 2 / STEP) * STEP
        if not best.size < target < missed:
            target, again = missed, True
        if target <= SMALLEST or not best.size:
            break
    return best


def _pages(
    group: Group, size: tuple[float, float], legend: Sequence[Line], words: Words, target: float
) -> Iterator[tuple[float, Page]]:
    """Divide the picture for names of a size: boxes of the usual width, then ones that just do."""
    columns = (COLUMN, *NARROWER, *WIDER)
    pages = {width: divided(size, legend, words, column=width, corners=True) for width in columns}
    able = [width for width in columns if boxed(group, pages[width], target) is not None]
    for width in dict.fromkeys((*able[:1], *sorted(able)[:1])):
        yield width, pages[width]


def _named(group: Group, circles: tuple[Circle, ...], page: Page) -> bool:
    """Whether every circle's name finds a place beside it."""
    gids = {line.gid for line in circle_labels(group.tally, circles, page)}
    return all(f"circle:{place + 1}" in gids for place in range(len(circles)))


def could_fit(group: Group, size: tuple[float, float]) -> bool:
    """Whether the paper is large enough for every name at the smallest size, however set."""
    setting = group.setting(SMALLEST)
    names = sum(sum(group.widths(code, SMALLEST)) for code in group.regions)
    return names * setting.height < size[0] * size[1]
