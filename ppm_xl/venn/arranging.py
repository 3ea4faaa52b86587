"""Names in their order round a shape's roomiest place, as airy as the shape allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ppm_xl.venn.geometry import pole
from ppm_xl.venn.ruling import PHASES, SPREADS, Placed, Setting, Slot, set_side_by_side, slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ppm_xl.venn.geometry import Point, Shape

# Above this many names in one region the search is cut short: looks matter less than time.
MANY: Final = 45
# Names stand wide, so a step sideways counts less than one up or down.
SIDEWAYS: Final = 0.45
FAR: Final = float("inf")


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
            placed += set_side_by_side(slot, items, setting, centre[0], gap)
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
