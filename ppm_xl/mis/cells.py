"""A cell of a file as text, and the value of one that cannot be read."""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell


class Unreadable:
    """The value of a cell that says something we cannot read."""

    def __repr__(self) -> str:
        """Give its name."""
        return "UNREADABLE"


UNREADABLE: Final = Unreadable()
Value = Cell | Unreadable


def as_text(cell: Cell) -> str:
    """Give a cell as the text that stood in the file; inner runs of blanks become one."""
    if cell.__class__ is str:
        return " ".join(cell.split())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())
