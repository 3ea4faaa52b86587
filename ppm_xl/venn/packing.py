"""Setting names in a shape: line by line, side by side, never touching.

Two ways. :func:`arrange` keeps the names in their order and gathers them round the shape's
roomiest place, as airy as the shape allows. Where that cannot be, :func:`cram` gives up the
order and fits the widest first, as tightly as names may stand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from ppm_xl.venn.geometry import BoxShape, pole
from ppm_xl.venn.metrics import POINTS_AN_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppm_xl.venn.geometry import Point, Rect, Shape

# In ems: between two lines of ink, and between two names on a line. A space is 0.32 em, so
# two names side by side cannot be read as one.
LEAD: Final = 0.05
GAP: Final = 0.75

# Line spacings tried, airiest first, as multiples of the tightest.
SPREADS: Final = (1.45, 1.3, 1.18, 1.08, 1.0)
# Spacing at which a block of names is read at ease.
COMFORTABLE: Final = (1.18,)
# Where the first line may start, in lines.
PHASES: Final = (0.0, 0.5, 0.25, 0.75)
# Above this many names in one region the search is cut short: looks matter less than time.
MANY: Final = 45
# Names stand wide, so a step sideways counts less than one up or down.
SIDEWAYS: Final = 0.45
FAR: Final = float("inf")


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
        """Inches between two names on one line at the least."""
        return GAP * self.em


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
    found: list[Slot] = []
    low = shape.top - height - phase * pitch
    while low >= shape.bottom - 1e-9:
        found += [Slot(left, right, low) for left, right in shape.spans(low, low + height)]
        low -= pitch
    return found


def _fill(
    room: Sequence[float], widths: Sequence[float], gap: float
) -> tuple[list[list[int]], float]:
    """Best fit, widest first: who goes into which stretch, and the width that found no place."""
    order = sorted(range(len(widths)), key=lambda index: (-widths[index], index))
    # (what is left of the stretch, which stretch); a name takes its width and one gap.
    free = sorted((stretch + gap, number) for number, stretch in enumerate(room))
    filled: list[list[int]] = [[] for _ in room]
    over = 0.0
    for index in order:
        need = widths[index] + gap
        at = bisect_left(free, (need, -1))
        if at == len(free):
            over += need
            continue
        left, number = free.pop(at)
        filled[number].append(index)
        insort(free, (left - need, number))
    return filled, over


def _lines(
    stretches: Sequence[Slot],
    filled: Sequence[Sequence[int]],
    widths: Sequence[float],
    setting: Setting,
    *,
    ragged: bool,
) -> Iterator[Placed]:
    """Set each stretch's names in their order, in its middle, or from its left if ragged."""
    for slot, indices in zip(stretches, filled, strict=True):
        if not indices:
            continue
        middle = slot.left if ragged else (slot.left + slot.right) / 2
        yield from _line(
            slot, [(index, widths[index]) for index in sorted(indices)], setting, middle
        )


def _line(
    slot: Slot,
    items: Sequence[tuple[int, float]],
    setting: Setting,
    about: float,
    spread: float = 1.0,
) -> Iterator[Placed]:
    """Set names (number, width) side by side on one stretch, as near to ``about`` as it lets."""
    gap = setting.gap * spread
    total = sum(wide for _, wide in items) + gap * (len(items) - 1)
    x = min(max(about - total / 2, slot.left), slot.right - total)
    for item, wide in items:
        yield Placed(item, x, slot.low + setting.below * setting.em)
        x += wide + gap


def overflow(
    shape: Shape, widths: Sequence[float], setting: Setting, *, head: float = 0.0
) -> float:
    """Width of names (inches) that find no place at this size, ruled one way; 0.0 if all do."""
    ruled = slots(shape, setting.height, setting.pitch, 0.0)
    return _over(ruled, widths, setting, head)[2]


def _over(
    ruled: list[Slot], widths: Sequence[float], setting: Setting, head: float
) -> tuple[list[Slot], list[list[int]], float, Slot | None]:
    """Fill a ruled shape, its topmost fitting stretch kept for the head line."""
    top: Slot | None = None
    if head:
        top = next((slot for slot in ruled if slot.right - slot.left >= head), None)
        if top is None:
            return ruled, [[] for _ in ruled], head + sum(widths), None
        # Nothing stands above the head line.
        ruled = [slot for slot in ruled if slot is not top and slot.low <= top.low]
    filled, over = _fill([slot.right - slot.left for slot in ruled], widths, setting.gap)
    return ruled, filled, over, top


def cram(
    shape: Shape,
    widths: Sequence[float],
    setting: Setting,
    *,
    head: float = 0.0,
    ragged: bool = False,
) -> list[Placed] | None:
    """Fit names into a shape as tightly as they may stand.

    Parameters
    ----------
    shape
        Where.
    widths
        Inches of each name.
    setting
        The type.
    head
        Inches of a line that stands above the names, alone on its line; 0 for none.
    ragged
        Lines begin at the left instead of standing in the middle.

    Returns
    -------
    list of Placed or None
        A place for each name (the head has number -1); ``None`` if they do not fit.
    """
    for phase in PHASES:
        ruled, filled, over, top = _over(
            slots(shape, setting.height, setting.pitch, phase), widths, setting, head
        )
        if over:
            continue
        placed = list(_lines(ruled, filled, widths, setting, ragged=ragged))
        if top is not None:
            middle = (top.left + top.right) / 2
            placed.append(Placed(-1, middle - head / 2, top.low + setting.below * setting.em))
        return placed
    return None


def arrange(
    shape: Shape,
    widths: Sequence[float],
    setting: Setting,
    *,
    head: float = 0.0,
    spreads: Sequence[float] = SPREADS,
    quick: bool = False,
) -> list[Placed] | None:
    """Set names in their order round a shape's roomiest place, as airy as it allows.

    Parameters
    ----------
    shape, widths, setting, head
        As for :func:`cram`.
    spreads
        Line spacings tried, as multiples of the tightest.
    quick
        Only whether they fit matters: the first way that does will do.

    Returns
    -------
    list of Placed or None
        A place for each name (the head has number -1); ``None`` if they do not fit.
    """
    centre = pole(shape)
    items = [head, *widths] if head else list(widths)
    many = len(widths) > MANY
    for spread in spreads[-2:] if many else spreads:
        best: tuple[float, list[Placed]] | None = None
        for phase in PHASES[:1] if many else PHASES:
            ruled = slots(shape, setting.height, setting.pitch * spread, phase)
            found = _gathered(ruled, items, setting, spread, centre, alone=bool(head))
            if found and (best is None or found[0] < best[0]):
                best = found
            if found and quick:
                break
        if best:
            offset = 1 if head else 0
            return [Placed(p.item - offset, p.left, p.baseline) for p in best[1]]
    return None


def _gathered(
    ruled: list[Slot],
    widths: Sequence[float],
    setting: Setting,
    spread: float,
    centre: Point,
    *,
    alone: bool,
) -> tuple[float, list[Placed]] | None:
    """Deal names in order to stretches so that they stand nearest to a point.

    ``alone``: the first item is a head line and shares its line with nobody.
    """
    count = len(widths)
    gap = setting.gap * spread
    if sum(slot.right - slot.left + gap for slot in ruled) < sum(widths) + gap * count:
        return None
    # cost[i]: the least cost of the first i names on the lines seen so far.
    cost = [0.0] + [FAR] * count
    choices: list[list[int]] = []
    for slot in ruled:
        cost, taken = _dealt(slot, widths, setting, gap, centre, cost, alone=alone)
        choices.append(taken)
    if cost[count] == FAR:
        return None
    placed: list[Placed] = []
    end = count
    for slot, taken in zip(reversed(ruled), reversed(choices), strict=True):
        if taken[end]:
            items = [(item, widths[item]) for item in range(end - taken[end], end)]
            placed += _line(slot, items, setting, centre[0], spread)
            end -= taken[end]
    return cost[count], placed


def _dealt(
    slot: Slot,
    widths: Sequence[float],
    setting: Setting,
    gap: float,
    centre: Point,
    cost: list[float],
    *,
    alone: bool,
) -> tuple[list[float], list[int]]:
    """Try every run of names on one stretch: the costs after it, and how many it took."""
    count = len(widths)
    room = slot.right - slot.left
    up = (slot.low + setting.height / 2 - centre[1]) ** 2
    after = list(cost)
    taken = [0] * (count + 1)
    for start, base in enumerate(cost[:count]):
        if base == FAR:
            continue
        total = -gap
        for end in range(start + 1, (1 if alone and start == 0 else count) + 1):
            total += widths[end - 1] + gap
            if total > room:
                break
            left = min(max(centre[0] - total / 2, slot.left), slot.right - total)
            # Names spread evenly over the run's length: their mean square distance.
            aside = (left + total / 2 - centre[0]) ** 2 + total * total / 12
            summed = base + (end - start) * (up + SIDEWAYS * aside)
            if summed < after[end]:
                after[end] = summed
                taken[end] = end - start
    return after, taken


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
