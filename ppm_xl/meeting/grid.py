"""The grid of the sheet Meeting: what the form's lines and its formats must agree on.

Lengths are in points. Page one is a fixed grid, as pictures lie on it; from :data:`FLOW` on
rows have no height of their own, and each follows the kind in its hidden first column.
"""

from __future__ import annotations

from typing import Final

WIDTHS: Final = {
    "B": 6.0,  # a margin in which headings and sentences begin; they run over to the right
    "C": 87.0,  # child
    "D": 49.5,  # attainment
    "E": 49.5,  # progress
    "F": 118.5,  # why
    "G": 70.5,  # need
    "H": 96.0,  # the teacher's reason
    "I": 120.0,  # action
    "J": 61.5,  # owner
    "K": 52.5,  # by when
    "L": 64.5,  # measure
    "M": 31.5,  # on the report home
}
"""Column to its width; with these the sheet fills A4 landscape between narrow margins."""

WHO_PAIRS: Final = 7
"""Lines for who moved on page one: a line for the name, one for why."""
LAST_LINES: Final = 3
"""Lines for last time's actions on page one."""

TITLE, FACTS, CAPTIONS = 1, 2, 3
PICTURE: Final = 4
"""The row on which both diagrams of page one begin."""
MOVED: Final = 8
FIRST_PAIR: Final = MOVED + 1
LAST_SECTION: Final = FIRST_PAIR + 2 * WHO_PAIRS
LAST_HEADS: Final = LAST_SECTION + 1
FIRST_LAST: Final = LAST_HEADS + 1
PAGE_ONE: Final = FIRST_LAST + LAST_LINES - 1
"""The last row of page one."""
FLOW: Final = PAGE_ONE + 1

_TWO_LINES: Final = 25.5

HEIGHTS: Final = {
    TITLE: 24.0,
    FACTS: 13.5,
    CAPTIONS: 14.25,
    **dict.fromkeys(range(PICTURE, MOVED), 30.0),
    MOVED: 14.25,
    **{FIRST_PAIR + 2 * n: 12.75 for n in range(WHO_PAIRS)},
    **{FIRST_PAIR + 2 * n + 1: _TWO_LINES for n in range(WHO_PAIRS)},
    LAST_SECTION: 15.75,
    LAST_HEADS: 12.75,
    **dict.fromkeys(range(FIRST_LAST, FLOW), _TWO_LINES),
}
"""Row to its height, on page one; none is the usual height, which would count as no height."""

_GAP: Final = 6.0


def _between(first: str, last: str) -> float:
    return sum(width for letter, width in WIDTHS.items() if first <= letter <= last)


NOW_SIZE: Final = (
    _between("B", "I") - _GAP,
    sum(HEIGHTS[row] for row in range(PICTURE, LAST_SECTION)) - _GAP,
)
"""Width and height of the diagram of now, over B to I."""

SMALL_SIZE: Final = (_between("J", "M"), sum(HEIGHTS[row] for row in range(PICTURE, MOVED)) - 3)
"""Width and height of the small diagram of then, over J to M."""

DEFAULT_HEIGHT: Final = 15.0
"""Of a row without text."""
BEFORE_ROWS: Final = 26
"""Rows that the large diagram of then lies on, on page two."""
BEFORE_SIZE: Final = (NOW_SIZE[0], BEFORE_ROWS * DEFAULT_HEIGHT - _GAP)


def inches(size: tuple[float, float]) -> tuple[float, float]:
    """Turn points into inches."""
    return round(size[0] / 72, 3), round(size[1] / 72, 3)
