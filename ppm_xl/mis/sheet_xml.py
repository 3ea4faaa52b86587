"""What a sheet's XML says that the library does not hand on, found without parsing it all.

The library (python-calamine) gives values only. Number formats, error values and merged cells
are looked up here, in the few cells that have them. It also makes room for every cell between a
sheet's first and its last, so what a sheet claims to span is looked at first: see
:func:`is_tame`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

from ppm_xl.mis.gridding import Merge
from ppm_xl.mis.limits import MAX_CELL, MAX_CELLS, MAX_TEXT

Place = tuple[int, int]
"""Row and column, from 0."""

_MAX_MERGES: Final = 20_000
_UNUSUAL: Final = (
    re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,3}[0-9]{1,7}")'),
    re.compile(rb":c[\s/>]"),
)
_COLUMN: Final = re.compile(rb'<c r="([A-Z]+)')
_FAR: Final = re.compile(rb'<c r="[A-Z](?:[A-Z]|[1-9][0-9]{5})')
_FAR_ROW: Final = re.compile(rb'<c r="[A-Z]+[1-9][0-9]{5}')
_MERGE: Final = re.compile(
    rb'mergeCell\s[^<>]{0,40}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^<>]*? t="e"[^<>]*>'
    rb"(?:<f[^<>]*>[^<]*</f>|<f[^<>]*/>)?<v>([^<]{1,20})<"
)
_NOT_CALCULATED: Final = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?: s="[0-9]+")?>\s*<f[^<>]*>([^<]{1,200})</f>\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)


def is_tame(sheet: bytes, shared: bytes) -> bool:
    """Whether every cell says in the usual way where it stands, and all of them have room.

    Parameters
    ----------
    sheet
        The sheet's XML.
    shared
        The XML of the texts that sheets share; one long text shown in a million cells would
        take the room of a million.
    """
    if any(unusual.search(sheet) for unusual in _UNUSUAL):
        return False
    longest = max(map(len, shared.split(b"<si"))) if shared else 0
    return (
        _room(sheet) <= MAX_CELLS
        and longest <= MAX_CELL
        and longest * sheet.count(b"<c ") <= MAX_TEXT
    )


def _room(sheet: bytes) -> int:
    """Give how many cells lie between the first and the last, at most; looked up only if many."""
    if not _FAR.search(sheet):
        return 26 * 99_999
    columns = max(_column(c) + 1 for c in set(_COLUMN.findall(sheet)))
    rows = 1_048_576 if _FAR_ROW.search(sheet) else 99_999
    return columns * (_last_row(sheet) if rows * columns > MAX_CELLS else rows)


def _last_row(sheet: bytes) -> int:
    return max(map(int, set(re.findall(rb'<c r="[A-Z]+([0-9]+)"', sheet))), default=0)


def formatted_cells(sheet: bytes, formats: Mapping[int, str]) -> Iterator[tuple[Place, str]]:
    """Give the cells whose number format matters, with it."""
    if formats:
        styles = b"|".join(b"%d" % style for style in formats)
        found = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^<>]*?\ss="(' + styles + rb')"')
        for match in found.finditer(sheet):
            yield _place(match[1], match[2]), formats[int(match[3])]


def error_cells(sheet: bytes) -> Iterator[tuple[Place, str]]:
    """Give the cells that hold an error, with its name as Excel shows it, such as ``#N/A``."""
    if b't="e"' in sheet:
        for match in _ERROR.finditer(sheet):
            yield _place(match[1], match[2]), match[3].decode("utf-8", "replace")


def formulas_without_value(sheet: bytes) -> Iterator[tuple[Place, str]]:
    """Give the cells whose formula no program has ever calculated, with the formula.

    Shown as text they are refused with their row; as blank they would pass for nothing.
    """
    if b"<f" in sheet:
        for match in _NOT_CALCULATED.finditer(sheet):
            formula = html.unescape(match[3].decode("utf-8", "replace"))
            yield _place(match[1], match[2]), f"={formula}"


def merges(sheet: bytes) -> tuple[Merge, ...]:
    """Give the cells merged over rows, the first column of each."""
    if b"mergeCell" not in sheet:
        return ()
    found = []
    for match in _MERGE.finditer(sheet):
        if match[2] != match[4]:
            found.append((int(match[2]), int(match[4]), _column(match[1])))
            if len(found) >= _MAX_MERGES:
                break
    return tuple(found)


def _place(column: bytes, row: bytes) -> Place:
    return int(row) - 1, _column(column)


def _column(letters: bytes) -> int:
    """Give a column's place from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
