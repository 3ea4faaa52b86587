"""The grid of the sheet Meeting: what the form's lines and its formats must agree on.

Lengths are in points. The top of page one is a fixed grid, as pictures lie on it; from
:data:`FLOW` on rows have no height of their own, and each follows the kind in its hidden first
column.
"""

from __future__ import annotations

from typing import Final

WIDTHS: Final = {
    "B": 6.0,  # a margin in which headings and sentences begin; they run over to the right
    "C": 78.0,  # child
    "D": 51.0,  # attainment
    "E": 45.0,  # progress
    "F": 192.0,  # why, and what is known
    "G": 75.0,  # need; under it who does what is agreed
    "H": 141.0,  # the teacher's reason; under it what is agreed
    "I": 111.0,  # the leader's question; under it how we shall know
    "J": 54.0,  # by when
    "K": 39.0,  # SEND concern; under it on the report home
}
"""Column to its width; with these the sheet nearly fills A4 landscape between narrow margins."""

MARGINS: Final = {"left": 0.2, "right": 0.2, "top": 0.2, "bottom": 0.42}
"""Inches: as narrow as printers allow, for the sake of the names on page one."""
_A4: Final = (297 / 25.4 * 72, 210 / 25.4 * 72)
BODY: Final = 10.0
"""Size of type."""

WHO_PAIRS: Final = 6
"""Lines for who moved on page one: a line for the name, one for why."""

TITLE, FACTS, CAPTIONS = 1, 2, 3
PICTURE: Final = 4
"""The row on which both diagrams of page one begin."""
MOVED: Final = 8
FIRST_PAIR: Final = MOVED + 1
FLOW: Final = FIRST_PAIR + 2 * WHO_PAIRS
"""The first row whose height follows its text."""

HEIGHTS: Final = {
    TITLE: 21.75,
    FACTS: 13.5,
    CAPTIONS: 14.25,
    **dict.fromkeys(range(PICTURE, MOVED), 30.0),
    MOVED: 14.25,
    **{FIRST_PAIR + 2 * n: 12.75 for n in range(WHO_PAIRS)},
    **{FIRST_PAIR + 2 * n + 1: 28.5 for n in range(WHO_PAIRS)},
}
"""Row to its height, above the flow; none is the usual height, which would count as no height."""

_GAP, _GAP_BELOW = 5.4, 5.6
"""Air beside and below a diagram."""


def between(first: str, last: str) -> float:
    """Give the width of some columns side by side."""
    return sum(width for letter, width in WIDTHS.items() if first <= letter <= last)


def pixels(letter: str) -> int:
    """Give the width of a column as the sheet has it."""
    return round(WIDTHS[letter] * 96 / 72)


NOW_SIZE: Final = (
    between("B", "H") - _GAP,
    sum(HEIGHTS[row] for row in range(PICTURE, FLOW)) - _GAP_BELOW,
)
"""Width and height of the diagram of now, over B to H."""

SMALL_SIZE: Final = (between("I", "K"), sum(HEIGHTS[row] for row in range(PICTURE, MOVED)) - 3)
"""Width and height of the small diagram of then, over I to K."""

ENLARGED: Final = 1.031
"""How much larger the diagrams with names lie on the sheet than they are drawn: names of nine
points stay nine points at the scale that the page is printed at."""

DEFAULT_HEIGHT: Final = 15.0
"""Of a row without text, or with a line of it."""
BEFORE_ROWS: Final = 27
"""Rows that the large diagram of then lies on, on page two."""
BEFORE_SIZE: Final = (NOW_SIZE[0], BEFORE_ROWS * DEFAULT_HEIGHT - _GAP_BELOW)

_SPARE: Final = 0.985
"""How much of a page is filled: Excel may need a little more for a row than was reckoned."""
SCALE: Final = 0.97
"""How much smaller than on the screen the sheet is printed.

Set, and not fitted to a page's width: Excel leaves out page breaks set by hand where a sheet is
fitted. It leaves a twentieth of the width free, by which other programs make columns wider.
"""
PAGE: Final = (_A4[1] - 72 * (MARGINS["top"] + MARGINS["bottom"])) / SCALE * _SPARE
"""How high the rows of a printed page may be, together."""


def inches(size: tuple[float, float], *, enlarged: float = 1.0) -> tuple[float, float]:
    """Turn points into inches; of a picture that is enlarged, as it is drawn."""
    return round(size[0] / 72 / enlarged, 3), round(size[1] / 72 / enlarged, 3)
