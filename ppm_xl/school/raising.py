"""Why a teacher wants a child spoken of at the meeting: a reason in words, or only a tick."""

from __future__ import annotations

from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.school.cells import text

TICKED: Final = "Y"
"""Stands for every way to tick without a reason."""
_TICKS: Final = frozenset(("y", "yes", "x", "true", "1", "✓", "✔", "√", "*", "!", "please"))
_NOT: Final = frozenset(("n", "no", "false", "0", "-", "–", "—", "none", "n/a"))  # noqa: RUF001 - people type a dash


def read_raised(cell: Cell) -> str:
    """Give the reason as it was typed, :data:`TICKED` where there is none, nothing where not.

    >>> [read_raised(cell) for cell in ("Tired after lunch", "yes", "x", "N", None)]
    ['Tired after lunch', 'Y', 'Y', '', '']
    """
    words = text(cell)
    alone = words.rstrip(".").casefold()
    if alone in _NOT:
        return ""
    return TICKED if alone in _TICKS else words


def raised_in_words(raised: str) -> str:
    """Say that the teacher raised a child, and why where it is known.

    >>> raised_in_words("Tired after lunch."), raised_in_words(TICKED), raised_in_words("")
    ('raised by the teacher: “Tired after lunch”', 'raised by the teacher', '')
    """
    if not raised:
        return ""
    if raised == TICKED:
        return "raised by the teacher"
    return f"raised by the teacher: “{raised.rstrip('.')}”"


def reason_of(raised: str) -> str:
    """Give the reason alone; in its place that there is none where it is only ticked."""
    return "no reason given" if raised == TICKED else raised
