"""Who moved in the diagram since the last meeting, and how, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.plan import VennPicture
from ppm_xl.venn.from_school import Then

ARROWS: Final = {"out": "↓", "in": "↑", "across": "↔", "new": "✦", "": "·"}
"""Moves, in the order in which a meeting asks about them, with the mark the diagram draws.

Who moved across is in as many circles as before, but in others; the diagram has no mark for that.
The last is for a pupil who moved when something was typed about it, and moved back since.
"""


@dataclass(frozen=True, slots=True)
class Mover:
    """One pupil who moved.

    Attributes
    ----------
    name
        As drawn in the diagram.
    move
        ``out``, ``in``, ``across``, ``new``, or empty for one who moved back.
    words
        What changed, such as ``now in Writing``.
    """

    upn: str
    name: str
    move: str
    words: str

    @property
    def line(self) -> str:
        """Name, arrow and what changed."""
        return f"{self.name} {ARROWS[self.move]} {self.words}"


def movers(venn: VennPicture, then: Then) -> tuple[Mover, ...]:
    """List who moved: away from the centre, towards it, to other circles; then who is new."""
    found = []
    for upn, now in venn.members.items():
        before = then.regions.get(upn)
        move = venn.moved.get(upn) or _across(before, now)
        if not move:
            continue
        found.append(Mover(upn, venn.names[upn], move, _words(venn.circles, before, now, then)))
    order = list(ARROWS)
    return tuple(sorted(found, key=lambda mover: order.index(mover.move)))


def _across(before: frozenset[str] | None, now: frozenset[str] | None) -> str:
    return "across" if before is not None and now is not None and before != now else ""


def _words(
    circles: Sequence[str],
    before: frozenset[str] | None,
    now: frozenset[str] | None,
    then: Then,
) -> str:
    if before is None or now is None:
        return f"new since {then.half_term.name}"
    gained = [circle.lower() for circle in circles if circle in now - before]
    lost = [circle.lower() for circle in circles if circle in before - now]
    parts = [f"now in {' and '.join(gained)}"] if gained else []
    if lost:
        parts.append(f"no longer in {' and '.join(lost)}")
    return ", ".join(parts)
