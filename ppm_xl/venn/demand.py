"""What the names of a diagram ask of its circles: places wide and high enough, at one size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ppm_xl.venn.cramming import overflow
from ppm_xl.venn.geometry import Circle, RegionShape
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.metrics import POINTS_AN_INCH
from ppm_xl.venn.page import inches
from ppm_xl.venn.picture import EDGE_POINTS

if TYPE_CHECKING:
    from ppm_xl.venn.pupils import Group

# Inches between a name and a circle's edge: half the edge and some air.
CLEAR: Final = EDGE_POINTS / 2 / POINTS_AN_INCH + 0.045
# Counts stand above the names of their region, quieter; the centre's is the combined figure.
COUNT_POINTS: Final = 9.5
CENTRE_POINTS: Final = 12.0


def head_type(code: str, size: float) -> tuple[float, bool]:
    """Size and weight of a region's count, beside names of a size."""
    centre = "0" not in code
    return min(CENTRE_POINTS if centre else COUNT_POINTS, size), centre


def head_width(group: Group, code: str, size: float) -> float:
    """Inches of a region's count; 0.0 where the circle's own label says the same."""
    if len(group.tally.circles) == 1:
        return 0.0
    points, bold = head_type(code, size)
    return inches(group.head(code), points, bold=bold)


class Demand:
    """The names of a group at one size, made ready to be tried in many circles.

    Parameters
    ----------
    group
        The pupils.
    size
        Points.

    Attributes
    ----------
    count
        Names; at least 1.
    empty
        Codes of the regions that hold nobody.
    needs
        Each region's code to the square inches its names take.
    """

    __slots__ = ("_regions", "_setting", "count", "empty", "needs")

    def __init__(self, group: Group, size: float) -> None:
        codes = region_codes(group.tally.circles)
        self.count = max(1, sum(len(group.regions[code]) for code in codes))
        self.empty = [code for code in codes if not group.regions[code]]
        self._setting = group.setting(size)
        lines = {code: sorted(group.widths(code, size), reverse=True) for code in codes}
        heads = {code: head_width(group, code, size) for code in codes}
        # The fullest first: it says soonest that circles are worse than others.
        self._regions = sorted(
            ((code, lines[code], heads[code]) for code in codes if lines[code]),
            key=lambda region: -sum(region[1]),
        )
        gap, pitch = self._setting.gap, self._setting.pitch
        self.needs = {
            code: (sum(wide + gap for wide in lines[code]) + heads[code] * bool(lines[code]))
            * pitch
            for code in codes
        }

    def lack(self, circles: tuple[Circle, ...], limit: float = float("inf")) -> float:
        """How far the names are from finding places in the circles, inches; 0.0 when all do.

        Parameters
        ----------
        circles
            Where the circles stand.
        limit
            More than this is of no interest: then counting stops.
        """
        over = 0.0
        for code, widths, head in self._regions:
            over += overflow(RegionShape(circles, code, CLEAR), widths, self._setting, head=head)
            if over > limit:
                break
        return over

    def short(self, circles: tuple[Circle, ...]) -> dict[str, float]:
        """Say which regions are too small, and by how many inches of names."""
        lacking = {
            code: overflow(RegionShape(circles, code, CLEAR), widths, self._setting, head=head)
            for code, widths, head in self._regions
        }
        return {code: lack for code, lack in lacking.items() if lack > 0}
