"""Cells as Excel hands them over, brought to the form that all adapters give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ppm_xl.book.tables import Cell, plain

if TYPE_CHECKING:
    import xlwings

_HALF_A_SECOND: Final = 500_000
_FIRST_YEAR: Final = 1900


def from_excel(value: object) -> Cell:
    """Give a cell's value as :func:`ppm_xl.book.tables.plain` has it.

    Moments come to the nearest second, and a time without a day, which Excel dates to 1899, as
    text ``HH:MM``.
    """
    if isinstance(value, Decimal):  # a cell formatted as money
        return plain(float(value))
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        if value.microsecond >= _HALF_A_SECOND:
            value += timedelta(seconds=1)
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return f"{value:%H:%M}"
    return plain(value)


def rows_of(cells: xlwings.Range) -> tuple[tuple[object, ...], ...]:
    """Read a block at once, as Excel has it; errors as their text."""
    grid = cells.options(ndim=2, err_to_str=True).value
    return tuple(tuple(row) for row in grid)


def formulas_of(
    cells: xlwings.Range, values: Sequence[Sequence[object]]
) -> tuple[tuple[str, ...], ...]:
    """Read the formulas of a block at once; ``""`` for a cell without.

    Excel gives a text as its own formula: ``=1+1`` that is text is told by its value.
    """
    given: Any = cells.formula  # a block, or one text for one cell
    found = given if isinstance(given, list | tuple) else ((given,),)
    return tuple(
        tuple(
            text if isinstance(text, str) and text.startswith("=") and text != value else ""
            for text, value in zip(row, line, strict=True)
        )
        for row, line in zip(found, values, strict=True)
    )
