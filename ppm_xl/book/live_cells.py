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


class ExcelBusyError(Exception):
    """Excel gave nothing for a block of cells.

    xlwings gives ``None`` where a busy Excel turned certain calls away; no block is ``None``.
    """


def rows_of(cells: xlwings.Range, shape: tuple[int, int]) -> tuple[tuple[object, ...], ...]:
    """Read a block of so many rows and columns at once, as Excel has it; errors as their text.

    Raises
    ------
    ExcelBusyError
        Where Excel gave nothing.
    """
    return _whole(cells.options(ndim=2, err_to_str=True).value, shape)


def _whole(grid: object, shape: tuple[int, int]) -> tuple[tuple[object, ...], ...]:
    rows = tuple(tuple(row) for row in grid) if isinstance(grid, list | tuple) else ()
    if len(rows) != shape[0] or any(len(row) != shape[1] for row in rows):
        raise ExcelBusyError
    return rows


def formulas_of(
    cells: xlwings.Range, values: Sequence[Sequence[object]]
) -> tuple[tuple[str, ...], ...]:
    """Read the formulas of a block at once; ``""`` for a cell without.

    Excel gives a text as its own formula: ``=1+1`` that is text is told by its value.

    Raises
    ------
    ExcelBusyError
        Where Excel gave nothing.
    """
    grid: Any = cells.formula  # a block; a row of it on a Mac; one text for one cell
    if grid is None:
        raise ExcelBusyError
    if not isinstance(grid, list | tuple) or not isinstance(grid[0], list | tuple):
        grid = (grid if isinstance(grid, list | tuple) else (grid,),)
    found = _whole(grid, (len(values), len(values[0])))
    return tuple(
        tuple(
            text if isinstance(text, str) and text.startswith("=") and text != value else ""
            for text, value in zip(row, line, strict=True)
        )
        for row, line in zip(found, values, strict=True)
    )
