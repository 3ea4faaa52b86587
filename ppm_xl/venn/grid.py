"""Where things lie on the sheet Venn: four diagrams, each with its list, two and two beside.

The template dresses these rows and the plan fills them. Left stands what is now, right what it
is compared with; above the expected standard, below greater depth. Each quarter is a page of
A4: a heading, a line of figures, the picture, and the list of who is where. Rows count from 1,
columns from A = 1, lengths are points.
"""

from __future__ import annotations

from typing import Final

HINT: Final = 3
"""What will be here, while nothing is."""

TOP: Final = 4
"""The first row of the form."""

PICTURE_ROWS: Final = 30
LIST_ROWS: Final = 25
BLOCK: Final = 3 + PICTURE_ROWS + LIST_ROWS
"""Rows of one diagram: heading, figures, picture, air, list."""

HEADINGS: Final = (TOP, TOP + BLOCK)
"""The rows in which the upper and the lower diagrams begin."""

ROWS: Final = 2 * BLOCK
"""Rows of the form."""

COLUMNS: Final = (3, 7)
"""The columns in which the left and the right diagrams begin: C and G."""

PICTURE_ROW: Final = 15.0
LIST_ROW: Final = 15.0
SIZE: Final = (612.0, PICTURE_ROWS * PICTURE_ROW)
"""Width and height of a picture."""

POINTS_AN_INCH: Final = 72


def list_row(below: int) -> int:
    """Give the first row of a list: 0 for the upper, 1 for the lower diagrams."""
    return HEADINGS[below] + 3 + PICTURE_ROWS


def inches() -> tuple[float, float]:
    """Give a picture's size in inches."""
    return SIZE[0] / POINTS_AN_INCH, SIZE[1] / POINTS_AN_INCH


def picture_cell(below: int, beside: int) -> tuple[int, int]:
    """Give the cell at which a picture lies: 0 or 1 down, 0 or 1 across."""
    return HEADINGS[below] + 2, COLUMNS[beside]
