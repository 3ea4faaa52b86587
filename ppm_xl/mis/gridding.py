"""Rows of a sheet as they are gathered: blank ones left out, merged cells filled downwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.export import Grid, GridRow
from ppm_xl.mis.limits import (
    MAX_CELL,
    MAX_CELLS,
    MAX_TEXT,
    cell_too_long,
    check_limits,
    too_much_text,
)

Merge = tuple[int, int, int]
"""First row and last row, from 1, and the first column, from 0, of cells merged into one."""

_MAX_FILLED: Final = MAX_CELLS // 8
"""Cells that merged ones may fill; more are no table's headings or class names."""


@dataclass
class Gathering:
    """The rows of one sheet, gathered from the top."""

    name: str
    sheet: str
    rows: list[GridRow] = field(default_factory=list)
    cells: int = 0
    characters: int = 0
    stripped: dict[str, str | None] = field(default_factory=dict)

    def text(self, written: str, number: int) -> str | None:
        """Give a text without blanks around it, one copy however often a sheet repeats it.

        Raises
        ------
        FileError
            Where it is longer than a cell can be, or the sheet holds more than any export.
        """
        if written not in self.stripped:
            if len(written) > MAX_CELL:
                raise cell_too_long(self.name, f"in row {number}")
            self.stripped[written] = written.strip() or None
        self.characters += len(written)
        if self.characters > MAX_TEXT:
            raise too_much_text(self.name)
        return self.stripped[written]

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        """Add a row, unless it is blank.

        Raises
        ------
        FileError
            Where the sheet has more rows, columns or cells than any export.
        """
        end = len(cells)
        while end and cells[end - 1] is None:
            end -= 1
        if end:
            self.rows.append(GridRow(number, tuple(cells[:end])))
            self.cells += end
            check_limits(self.name, len(self.rows), end, self.cells)

    def grid(self, merges: Iterable[Merge] = ()) -> Grid:
        """Give the sheet; what stands in cells merged over rows stands in each of those rows.

        So a heading merged over two rows of headings, and a class merged over its pupils, are
        where a reader sees them. Rows that hold nothing else stay blank.
        """
        numbers = [row.number for row in self.rows]
        filled = 0
        for first, last, column in merges:
            start, end = bisect_left(numbers, first), bisect_right(numbers, last)
            if last <= first or start == end or numbers[start] != first:
                continue
            top = self.rows[start].cells
            if column >= len(top) or top[column] is None:
                continue
            filled += end - start
            if filled > _MAX_FILLED:
                break
            for place in range(start + 1, end):
                self.rows[place] = _filled(self.rows[place], column, top[column])
        return Grid(self.sheet, tuple(self.rows))


def _filled(row: GridRow, column: int, value: Cell) -> GridRow:
    cells = [*row.cells, *[None] * (column + 1 - len(row.cells))]
    if cells[column] is None:
        cells[column] = value
    return GridRow(row.number, tuple(cells))
