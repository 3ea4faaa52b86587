"""A table or form of an open workbook: its cells, its rows coming and going, blocks written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl import schema
from ppm_xl.book.addresses import corners, spelt
from ppm_xl.book.blocks import TEXT, Block, Format, runs
from ppm_xl.book.excel import patiently
from ppm_xl.book.live_cells import from_excel, rows_of

if TYPE_CHECKING:
    import xlwings

LONGEST_IN_BLOCK: Final = 8_000
"""Characters. Excel refuses a block of cells with a longer text in it; such a cell goes alone."""


@dataclass(slots=True)
class LivePlace:
    """Where a table or form lies: first row, first column, last row, last column of its rows."""

    name: str
    sheet: xlwings.Sheet
    headings: tuple[str, ...]
    area: tuple[int, int, int, int]
    raw: tuple[tuple[object, ...], ...]
    table: xlwings.main.Table | None = None

    def cells(self, top: int, bottom: int) -> xlwings.Range:
        """Give the cells of some rows of the sheet within the columns."""
        return self.sheet.range((top, self.area[1]), (bottom, self.area[3]))


def table_place(sheet: xlwings.Sheet, table: xlwings.main.Table, name: str) -> LivePlace:
    """Find where a table's rows lie, and read them with their headings."""
    top, left, bottom, right = corners(table.range.address)
    place = LivePlace(name, sheet, (), (top, left, bottom, right), (), table)
    headings, *rows = rows_of(table.range)
    if table.show_totals:
        rows.pop()
    place.headings = tuple("" if cell is None else str(from_excel(cell)) for cell in headings)
    place.raw = tuple(rows) or ((None,) * len(headings),)
    place.area = (top + 1, left, top + len(place.raw), right)
    return place


def form_place(sheet: xlwings.Sheet, known: schema.Table) -> LivePlace:
    """Find where a form lies, and read it."""
    top, left = known.anchor
    headings = tuple(column.name for column in known.columns)
    area = (top, left, top + known.rows - 1, left + len(headings) - 1)
    place = LivePlace(known.name, sheet, headings, area, ())
    place.raw = rows_of(place.cells(area[0], area[2]))
    return place


def totals(place: LivePlace) -> int:
    """Count the rows of totals beneath a table: none or one."""
    return 1 if place.table is not None and place.table.show_totals else 0


def move_rows(place: LivePlace, count: int, origins: Sequence[int | None]) -> None:
    """Let rows of a table go and come, as cells within its columns."""
    assert place.table is not None
    table, top = place.table, place.area[0]
    with_totals = table.show_totals
    if with_totals:
        table.show_totals = False
    if table.show_autofilter:  # a set filter would hide, and Excel would not move, some rows
        table.show_autofilter = False
        table.show_autofilter = True
    staying = {origin for origin in origins if origin is not None}
    going = [row for row in range(count) if row not in staying]
    if not staying:
        going = going[1:]  # a table keeps one row
    for first, last in reversed(list(runs(going))):
        patiently(partial(place.cells(top + first, top + last).delete, shift="up"))
    if staying:
        coming = [row for row, origin in enumerate(origins) if origin is None]
        tail = len(origins)
        while tail and origins[tail - 1] is None:
            tail -= 1
        for first, last in runs([row for row in coming if row < tail]):
            like = "format_from_right_or_below" if first == 0 else "format_from_left_or_above"
            rows = place.cells(top + first, top + last)
            patiently(partial(rows.insert, shift="down", copy_origin=like))
    whole = spelt(top - 1, place.area[1], top + max(1, len(origins)) - 1, place.area[3])
    if table.range.address.replace("$", "") != whole:
        patiently(partial(table.resize, place.sheet.range(whole)))
    if with_totals:
        table.show_totals = True


def set_format(place: LivePlace, wanted: Format) -> None:
    """Give cells a number format, where they have another."""
    top, left = place.area[0] + wanted.top, place.area[1] + wanted.left
    cells = place.sheet.range((top, left), (top + wanted.height - 1, left + wanted.width - 1))
    present = cells.number_format
    if present == TEXT if wanted.only_text else present != wanted.code:
        cells.number_format = wanted.code


def write_block(place: LivePlace, block: Block) -> None:
    """Write a block at once, and each very long text in it by itself."""
    top, left = place.area[0] + block.top, place.area[1] + block.left
    long: list[tuple[int, int, str]] = []
    grid: list[list[object]] = []
    for down, row in enumerate(block.values):
        line = list(row)
        for across, value in enumerate(line):
            if isinstance(value, str) and len(value) > LONGEST_IN_BLOCK:
                long.append((top + down, left + across, value))
                line[across] = None
        grid.append(line)
    cells = place.sheet.range((top, left), (top + len(grid) - 1, left + len(grid[0]) - 1))
    patiently(partial(setattr, cells, "value", grid))
    for down, across, text in long:
        patiently(partial(setattr, place.sheet.range((down, across)), "value", text))
