"""When not every name can be drawn at a size that can be read: numbers, and a key beside.

Nobody is dropped: as few names as possible, the longest first, become numbers in their
region, and the key below the boxes, or at the right, says who they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.circles import fitted
from ppm_xl.venn.demand import Demand
from ppm_xl.venn.faults import VennError
from ppm_xl.venn.fitting import SMALLEST, boxed, region_names
from ppm_xl.venn.membership import NOT_ASSESSED, region_codes
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.names import LONGEST
from ppm_xl.venn.page import Page, Words, clipped, divided, inches
from ppm_xl.venn.picture import INK, ROLE_COLOURS, Line
from ppm_xl.venn.places import rezoned, usual
from ppm_xl.venn.sizing import Solution, could_fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ppm_xl.venn.geometry import Circle, Rect
    from ppm_xl.venn.pupils import Group, Pupil

# Where the key may stand: shares of the boxes' height below them, which leaves the circles in
# their places; then shares of the picture's width beside all.
PLACES: Final = (
    (0.2, 0.0),
    (0.35, 0.0),
    (0.5, 0.0),
    (0.0, 0.18),
    (0.0, 0.25),
    (0.0, 0.32),
    (0.0, 0.4),
    (0.0, 0.48),
    (0.0, 0.56),
)
POINTS: Final = (8.0, 7.5, 7.0, 6.5, 6.0)
# Stands for any number while counting how many are needed.
ANY: Final = 888


@dataclass(frozen=True, slots=True)
class Keyed:
    """A diagram some of whose names are numbers.

    Attributes
    ----------
    group
        The pupils, those in the key numbered.
    solution
        Circles and size.
    key
        Number and full name.
    lines
        The key as drawn.
    """

    group: Group
    solution: Solution
    key: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]


def keyed(group: Group, size: tuple[float, float], legend: Sequence[Line], words: Words) -> Keyed:
    """Make names numbers until the rest fits at the smallest size, and set the key.

    Raises
    ------
    VennError
        If the picture is too small even for that.
    """
    count = len(group.tally.circles)
    places = PLACES if could_fit(group, size) else ()
    # Circles shifted so that as few names as can be overflow: sought once, as it takes time.
    fit: tuple[tuple[Circle, ...], Rect] | None = None
    for below, beside in places:
        page = divided(size, legend, words, key_below=below, key_beside=beside)
        home = usual(count, page.zone)
        if fit is None:
            fit = (fitted(count, page.zone, Demand(group, SMALLEST)).circles, page.zone)
        for circles in (home, rezoned(*fit, page.zone)):
            chosen = _chosen(group, page, circles)
            if chosen is None:
                continue
            numbered = [
                pupil
                for pupils in chosen.regions.values()
                for pupil in pupils
                if pupil.number is not None
            ]
            lines = _key_lines(numbered, page)
            if lines or not numbered:
                key = tuple((pupil.number or 0, pupil.name) for pupil in numbered)
                solution = Solution(page, circles, SMALLEST, moved=circles != home)
                return Keyed(chosen, solution, key, lines)
    raise VennError(
        f"{group.count} pupils do not fit a Venn diagram of {size[0]:g} by {size[1]:g} inches.",
        "Draw fewer at a time, such as one class, choose a larger size, or draw counts only.",
    )


def _chosen(group: Group, page: Page, circles: tuple[Circle, ...]) -> Group | None:
    """Make numbers of the longest names of each region that overflows, no more than needed."""
    regions = dict(group.regions)
    for code in region_codes(group.tally.circles):
        if group.regions[code]:

            def fits(trial: Group, code: str = code) -> bool:
                return region_names(trial, circles, code, SMALLEST) is not None

            found = _fewest(group, (code,), fits)
            if found is None:
                return None
            regions.update(found)
    codes = (group.tally.nowhere, NOT_ASSESSED)
    found = _fewest(group, codes, lambda trial: boxed(trial, page, SMALLEST) is not None)
    if found is None:
        return None
    regions.update(found)
    number = 0
    for code, pupils in regions.items():
        renumbered: list[Pupil] = []
        for pupil in pupils:
            if pupil.number is None:
                renumbered.append(pupil)
            else:
                number += 1
                renumbered.append(pupil.numbered(number))
        regions[code] = tuple(renumbered)
    return group.with_regions(regions)


def _fewest(
    group: Group, codes: tuple[str, ...], fits: Callable[[Group], bool]
) -> dict[str, tuple[Pupil, ...]] | None:
    """Make numbers of as few of these regions' names as needed; ``None`` if all are too many."""
    everyone = [pupil for code in codes for pupil in group.regions[code]]
    longest = sorted(everyone, key=lambda pupil: -pupil.ems)

    def numbering(count: int) -> dict[str, tuple[Pupil, ...]]:
        keys = {pupil.key for pupil in longest[:count]}
        return {
            code: tuple(
                pupil.numbered(ANY) if pupil.key in keys else pupil for pupil in group.regions[code]
            )
            for code in codes
        }

    def fitting(count: int) -> bool:
        return fits(group.with_regions({**group.regions, **numbering(count)}))

    low, high = -1, len(longest)
    if not fitting(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if fitting(middle):
            high = middle
        else:
            low = middle
    return numbering(high)


def _key_lines(pupils: Sequence[Pupil], page: Page) -> tuple[Line, ...]:
    """Set the key in columns, as large as its place allows; nothing if it does not fit."""
    rect = page.key
    for size in POINTS:
        em = size / POINTS_AN_INCH
        pitch = 1.22 * em
        deep = int((rect.height - 0.3 * em) / pitch)
        if deep < 1:
            continue
        columns = -(-len(pupils) // deep)
        column = rect.width / columns
        number_wide = inches(f"{len(pupils)}", size, bold=True) + 0.4 * em
        room = column - number_wide - 0.8 * em
        # Only a name too long to be drawn in full anywhere may be shortened here.
        if room < max(inches(pupil.name[:LONGEST], size) for pupil in pupils):
            continue
        lines: list[Line] = []
        for place, pupil in enumerate(pupils):
            x = rect.left + column * (place // deep)
            baseline = rect.top - em - pitch * (place % deep)
            number = f"{pupil.number}"
            lines += [
                Line(
                    number,
                    x + number_wide - 0.4 * em,
                    baseline,
                    size,
                    bold=True,
                    colour=INK,
                    align="right",
                    gid=f"key:{number}",
                ),
                Line(
                    clipped(pupil.name, room, size),
                    x + number_wide,
                    baseline,
                    size,
                    colour=ROLE_COLOURS[pupil.role],
                    gid=f"key:{number}:name",
                ),
            ]
        return tuple(lines)
    return ()
