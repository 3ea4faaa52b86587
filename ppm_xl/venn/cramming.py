"""Names set as tightly as they may stand, in whatever order: the widest first."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.ruling import PHASES, Placed, Setting, Slot, set_side_by_side, slots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppm_xl.venn.geometry import Shape


# What a name without a place counts of its own width; the rest is how far it falls short of the
# longest stretch, so that circles which come nearer to holding it count as better.
WHOLE: Final = 0.02


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
        items = [(index, widths[index]) for index in sorted(indices)]
        yield from set_side_by_side(slot, items, setting, middle, setting.tight_gap)


def overflow(
    shape: Shape, widths: Sequence[float], setting: Setting, *, head: float = 0.0
) -> float:
    """How far names are from finding their places in a shape, ruled one way.

    Parameters
    ----------
    shape, setting, head
        As for :func:`cram`.
    widths
        Inches of each name, the widest first.

    Returns
    -------
    float
        Inches; 0.0 if all find a place.
    """
    height, gap = setting.height, setting.tight_gap
    ruled = shape.ruled(shape.top - height, height, setting.pitch)
    if head:
        first = next((s for s in ruled if s[1] - s[0] >= head), None)
        if first is None:
            widest = max((right - left for left, right, _ in ruled), default=0.0)
            return head - widest + sum(widths)
        ruled = [s for s in ruled if s is not first and s[2] <= first[2]]
    # What is left of each stretch; a name takes its width and one gap. As in _fill.
    free = sorted([right - left + gap for left, right, _ in ruled])
    over = 0.0
    for wide in widths:
        need = wide + gap
        at = bisect_left(free, need)
        if at == len(free):
            over += WHOLE * need + (1 - WHOLE) * (need - (free[-1] if free else 0.0))
        else:
            insort(free, free.pop(at) - need)
    return over


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
    filled, over = _fill([slot.right - slot.left for slot in ruled], widths, setting.tight_gap)
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
