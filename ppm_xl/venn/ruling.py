"""Lines ruled in a shape, and the type of the names that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ppm_xl.venn.metrics import POINTS_AN_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppm_xl.venn.geometry import Shape

# In ems: between two lines of ink, and between two names on a line. A space is 0.32 em, so
# two names side by side cannot be read as one.
LEAD: Final = 0.05
GAP: Final = 0.75
TIGHT_GAP: Final = 0.62

# Line spacings tried, airiest first, as multiples of the tightest.
SPREADS: Final = (1.45, 1.3, 1.18, 1.08, 1.0)
# Spacing at which a block of names is read at ease.
COMFORTABLE: Final = (1.18,)
# Where the first line may start, in lines.
PHASES: Final = (0.0, 0.5, 0.25, 0.75)


@dataclass(frozen=True, slots=True)
class Setting:
    """The type names are set in.

    Attributes
    ----------
    size
        Points.
    above, below
        Ems that the ink of any of the names reaches from the baseline.
    """

    size: float
    above: float
    below: float

    @property
    def em(self) -> float:
        """Inches."""
        return self.size / POINTS_AN_INCH

    @property
    def height(self) -> float:
        """Inches of one line's ink."""
        return (self.above + self.below) * self.em

    @property
    def pitch(self) -> float:
        """Inches from line to line at the tightest."""
        return self.height + LEAD * self.em

    @property
    def gap(self) -> float:
        """Inches between two names on one line."""
        return GAP * self.em

    @property
    def tight_gap(self) -> float:
        """Inches between two names on one line at the least."""
        return TIGHT_GAP * self.em


class Slot(NamedTuple):
    """A free stretch of one line."""

    left: float
    right: float
    low: float


class Placed(NamedTuple):
    """One name's place: its number in the list given, left end and baseline."""

    item: int
    left: float
    baseline: float


def slots(shape: Shape, height: float, pitch: float, phase: float) -> list[Slot]:
    """Rule a shape with lines, from the top down, left to right."""
    return [
        Slot(*stretch) for stretch in shape.ruled(shape.top - height - phase * pitch, height, pitch)
    ]


def set_side_by_side(
    slot: Slot,
    items: Sequence[tuple[int, float]],
    setting: Setting,
    about: float,
    gap: float,
) -> Iterator[Placed]:
    """Set names (number, width) side by side on one stretch, as near to ``about`` as it lets."""
    total = sum(wide for _, wide in items) + gap * (len(items) - 1)
    x = min(max(about - total / 2, slot.left), slot.right - total)
    for item, wide in items:
        yield Placed(item, x, slot.low + setting.below * setting.em)
        x += wide + gap
