"""Times of a day as people type them, in minutes since midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::00)?)?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE
)
_PART: Final = re.compile(r"0\.\d+")
_NOON: Final = 12
_DAY: Final = 24 * 60
_QUARTER: Final = _DAY // 4
_FEW: Final = 2
"""Figures behind the point that somebody types."""


def minutes_of(words: str) -> int | None:
    """Read a time of day; None where it is none.

    Excel keeps a time in a cell that is no text as part of a day. One of at most two figures that
    is none of 06:00, 12:00 and 18:00 was typed with a point and meant otherwise: 0.30, half past
    midnight, would be 07:12.

    >>> minutes_of("09:30"), minutes_of("9.30"), minutes_of("1:15 pm"), minutes_of("late")
    (570, 570, 795, None)
    >>> minutes_of("0.5"), minutes_of("0.396527777777778"), minutes_of("0.30")
    (720, 571, None)
    """
    if _PART.fullmatch(words.strip()):
        return _of_part(words.strip())
    found = _TIME.fullmatch(words.strip())
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "").casefold()
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total < _DAY else None  # noqa: PLR2004 - minutes of an hour


def _of_part(words: str) -> int | None:
    total = round(float(words) * _DAY)
    few = len(words.removeprefix("0.")) <= _FEW
    return total if 0 < total < _DAY and not (few and total % _QUARTER) else None


def spelt(minutes: int) -> str:
    """Write a time of day as ``09:30``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a day, from its first minute up to, and without, its last."""

    start: int
    end: int

    def meets(self, other: Span) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Span) -> Span:
        """Give the stretch from the first beginning to the last end."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def __str__(self) -> str:
        """Give it as people write it: ``09:30 to 10:15``."""
        return f"{spelt(self.start)} to {spelt(self.end)}"
