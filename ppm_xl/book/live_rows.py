"""A table or form of an open workbook: its rows coming and going, blocks and formats written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl.book.addresses import spelt
from ppm_xl.book.blocks import TEXT, Block, Format, runs
from ppm_xl.book.escaping import units
from ppm_xl.book.excel import assign, patiently
from ppm_xl.book.live_places import LivePlace

if TYPE_CHECKING:
    import xlwings

LONGEST_IN_BLOCK: Final = 8_000
"""Characters. Excel refuses a block of cells with a longer text in it; such a cell goes alone."""


def move_rows(place: LivePlace, count: int, origins: Sequence[int | None]) -> None:
    """Let rows of a table go and come, as cells within its columns. No filter may be set."""
    table, top = patiently(lambda: place.table), place.area[0]
    if place.totals:
        assign(table, "show_totals", value=False)
    staying = {origin for origin in origins if origin is not None}
    going = [row for row in range(count) if row not in staying]
    if not staying:
        going = going[1:]  # a table keeps one row
    for first, last in reversed(list(runs(going))):
        patiently(partial(_delete, place, top + first, top + last))
    if staying:
        coming = [row for row, origin in enumerate(origins) if origin is None]
        tail = len(origins)
        while tail and origins[tail - 1] is None:
            tail -= 1
        for first, last in runs([row for row in coming if row < tail]):
            like = "format_from_right_or_below" if first == 0 else "format_from_left_or_above"
            patiently(partial(_insert, place, top + first, top + last, like))
    _fit(place, table, max(1, len(origins)))
    if place.totals:
        assign(table, "show_totals", value=True)


def _delete(place: LivePlace, top: int, bottom: int) -> None:
    place.cells(top, bottom).delete(shift="up")


def _insert(place: LivePlace, top: int, bottom: int, like: str) -> None:
    place.cells(top, bottom).insert(shift="down", copy_origin=like)


def _fit(place: LivePlace, table: xlwings.main.Table, rows: int) -> None:
    """Let the table end with its last row, where Excel has not seen to it already."""
    top, left, _, right = place.area
    whole = spelt(top - 1, left, top + rows - 1, right)
    if patiently(lambda: table.range.address).replace("$", "") != whole:
        patiently(lambda: table.resize(place.sheet.range(whole)))


def set_format(place: LivePlace, wanted: Format) -> None:
    """Give cells a number format, where they have another."""
    top, left = place.area[0] + wanted.top, place.area[1] + wanted.left
    bottom, right = top + wanted.height - 1, left + wanted.width - 1
    cells = patiently(lambda: place.sheet.range(spelt(top, left, bottom, right)))
    present = patiently(lambda: cells.number_format)
    if present == TEXT if wanted.only_text else present != wanted.code:
        assign(cells, "number_format", value=wanted.code)


def write_block(place: LivePlace, block: Block) -> None:
    """Write a block at once, and each very long text in it by itself."""
    top, left = place.area[0] + block.top, place.area[1] + block.left
    long: list[tuple[int, int, str]] = []
    grid: list[list[object]] = []
    for down, row in enumerate(block.values):
        line = list(row)
        for across, value in enumerate(line):
            if isinstance(value, str) and units(value) > LONGEST_IN_BLOCK:
                long.append((top + down, left + across, value))
                line[across] = None
        grid.append(line)
    whole = spelt(top, left, top + len(grid) - 1, left + len(grid[0]) - 1)
    patiently(lambda: _write(place.sheet.range(whole), grid))
    for down, across, text in long:
        patiently(partial(_write_one, place, spelt(down, across, down, across), text))


def _write(cells: xlwings.Range, grid: Sequence[Sequence[object]]) -> None:
    """Hand a block over; without dates as it is, which spares fourteen calls for each block.

    Only a date is not the same to every platform; an empty cell is empty text to all of them.
    """
    if any(isinstance(value, date) for row in grid for value in row):
        cells.value = grid
    else:
        cells.raw_value = [[_plain(value) for value in row] for row in grid]


def _plain(value: object) -> object:
    if value is None:
        return ""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if is_whole else value  # type: ignore[arg-type]  # a whole number it is


def _write_one(place: LivePlace, address: str, text: str) -> None:
    place.sheet.range(address).raw_value = text
