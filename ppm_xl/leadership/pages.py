"""How the lines of the sheet Leadership flow over printed pages.

A page that begins within a list says whose it is and has the heads of its columns again; no
heading is the last line of one. Heights are reckoned from the words (:mod:`ppm_xl.calibri`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ppm_xl import calibri
from ppm_xl.book.tables import Row
from ppm_xl.schema import TABLES, Kind

FORM: Final = "LeadershipForm"
HEADING, COLUMNS, PAGE_KIND, GAP = "heading", "columns", "page", "gap"

MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.6}
"""Inches."""
SCALE: Final = 0.9
"""How much smaller than on the screen the sheet is printed.

Set, and not fitted to a page's width: Excel leaves out page breaks where a sheet is fitted. It
leaves a twentieth of the width free, by which other programs make columns wider.
"""
_A4_HEIGHT: Final = 210 / 25.4 * 72
_SPARE: Final = 0.97
"""How much of a page is filled: Excel may need a little more for a row than was reckoned."""
PAGE: Final = (_A4_HEIGHT - 72 * (MARGINS["top"] + MARGINS["bottom"])) / SCALE * _SPARE
"""How high the rows of a printed page may be together, in points."""
BEFORE: Final = 65.0
"""Points that title, sentence and the line below them take on the first page."""
_LINE: Final = 15.0
_TYPE: Final = 11.0
_PIXELS_A_CHARACTER: Final = 7
_PADDING: Final = 5
_ROOM: Final = tuple(
    calibri.room(column.width * _PIXELS_A_CHARACTER + _PADDING)
    if column.kind is Kind.LONG_TEXT
    else 0.0
    for column in TABLES[FORM].columns
)
"""Points of each column whose text is broken into lines; 0 where it runs on."""


def height(row: Row) -> float:
    """Reckon the height of a row, in points of the sheet."""
    broken = (
        calibri.height(calibri.lines(str(cell), room, _TYPE), _TYPE)
        for cell, room in zip(row, _ROOM, strict=False)
        if room and cell is not None
    )
    return max((_LINE, *broken))


def paged(rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows with air between lists, and with those at which a printed page begins."""
    used = BEFORE
    for number, (opening, lines) in enumerate(_lists(rows)):
        begins = sum(map(height, (*opening, *lines[:1])))
        if used + _LINE + begins > PAGE:
            yield (PAGE_KIND,)
            used = _LINE
        elif number:
            yield (GAP,)
            used += _LINE
        yield from opening
        used += sum(map(height, opening))
        again = ((PAGE_KIND, f"{opening[0][1]}, continued"), *opening[1:])
        for line in lines:
            tall = height(line)
            if used + tall > PAGE:
                yield from again
                used = sum(map(height, again))
            yield line
            used += tall


def _lists(rows: Iterable[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """Part the rows at their headings: a heading with the heads of columns, then the lines."""
    opening: list[Row] = []
    lines: list[Row] = []
    for row in rows:
        if row[0] == HEADING and opening:
            yield opening, lines
            opening, lines = [], []
        (opening if row[0] in {HEADING, COLUMNS} else lines).append(row)
    if opening:
        yield opening, lines
