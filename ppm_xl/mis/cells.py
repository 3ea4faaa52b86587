"""A cell of a file as text, and the value of one that cannot be read."""

from __future__ import annotations

from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.school.cells import text


class Unreadable:
    """The value of a cell that says something we cannot read."""

    def __repr__(self) -> str:
        """Give its name."""
        return "UNREADABLE"


UNREADABLE: Final = Unreadable()
Value = Cell | Unreadable


def as_text(cell: Cell) -> str:
    """Give a cell as the text that stood in the file; inner runs of blanks become one."""
    return " ".join((cell if cell.__class__ is str else text(cell)).split())
