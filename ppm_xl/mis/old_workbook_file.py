"""Workbooks of Excel's old kind (XLS), as SIMS and others still write them.

xlrd and not python-calamine: the latter drops number formats and error values of XLS files, and
with them the noughts of admission numbers and what is a percentage.
"""

from __future__ import annotations

import contextlib
import io
from datetime import date, datetime, time
from typing import Any, Final

from ppm_xl.book.tables import Cell, plain
from ppm_xl.errors import FileError, PpmError
from ppm_xl.mis.export import Grid
from ppm_xl.mis.gridding import Gathering
from ppm_xl.mis.limits import EXPORT_AGAIN, SAVE_AS, cut_short, damaged, protected
from ppm_xl.mis.number_formats import as_shown

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES: Final = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a presentation"),
    ("__substg1.0_", "an e-mail"),
)


def read_old_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every visible sheet.

    Raises
    ------
    FileError
        Where it is no workbook, is damaged, or protected.
    """
    if _ENCRYPTED in data:
        raise protected(name)
    for stream, what in _NOT_TABLES:
        if stream.encode("utf-16-le") in data:
            raise FileError(f"{name} is {what}, not a table of pupils.", EXPORT_AGAIN)
    workbook = _stream(name, data)
    if workbook is None:
        raise FileError(f"{name} is an old Office file without sheets.", SAVE_AS)
    import xlrd
    from xlrd.biffh import XLRDError

    try:
        # Its remarks on what is odd in a file are for programmers.
        with xlrd.open_workbook(
            file_contents=workbook,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        ) as book:
            return tuple(
                _grid(name, book, place)
                for place in range(book.nsheets)
                if book.sheet_by_index(place).visibility == 0
            )
    except PpmError:
        raise
    except XLRDError as error:
        if "encrypted" in str(error):
            raise protected(name) from None
        raise damaged(name) from None
    except Exception:  # noqa: BLE001 - whatever a record that breaks the rules makes the library stumble over
        raise damaged(name) from None


def _stream(name: str, data: bytes) -> bytes | None:
    """Take the workbook out of the container in which old Office files lie; None without one.

    olefile does it and not xlrd, which follows sectors that point at each other for ever.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            for stream in ("Workbook", "Book"):
                if container.exists(stream):
                    return bytes(container.openstream(stream).read())
    except Exception:  # noqa: BLE001 - whatever a container that breaks the rules makes the library stumble over
        raise cut_short(name) from None
    return None


def _grid(name: str, book: Any, place: int) -> Grid:  # noqa: ANN401 - the library has no types
    import xlrd

    sheet = book.sheet_by_index(place)
    gathering = Gathering(name, sheet.name)
    for number in range(sheet.nrows):
        cells = [_cell(gathering, number + 1, book, cell, xlrd) for cell in sheet.row(number)]
        gathering.add(number + 1, cells)
    merges = [
        (first + 1, last, column)
        for first, last, column, _ in sheet.merged_cells
        if last - first > 1
    ]
    grid = gathering.grid(merges)
    book.unload_sheet(place)
    return grid


def _cell(gathering: Gathering, number: int, book: Any, cell: Any, xlrd: Any) -> Cell:  # noqa: ANN401 - see above
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return gathering.text(value, number)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return as_shown(value, _format(book, cell.xf_index))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(value, book.datemode, xlrd)
    return None


def _format(book: Any, style: int) -> str:  # noqa: ANN401 - see above
    with contextlib.suppress(IndexError, KeyError, TypeError):
        return str(book.format_map[book.xf_list[style].format_key].format_str)
    return ""


def _day(value: float, mode: int, xlrd: Any) -> date | datetime | str | float:  # noqa: ANN401 - see above
    """Read Excel's number of a day; what is no day stays a number, which a reader refuses."""
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, mode)
    except (ValueError, OverflowError):
        return value
    if 0 <= value < 1:
        return f"{time(moment.hour, moment.minute, moment.second)}"
    day = plain(moment)
    return day if isinstance(day, date | str) else value
