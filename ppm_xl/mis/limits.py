"""How large an export can be: beyond these a file is refused in one sentence.

They stand far above what a large trust exports in a year, and far below what would make a
school's computer stall. Time and memory grow with them and not with what a file claims.
"""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.errors import FileError

MAX_BYTES: Final = 64 * 1024 * 1024
"""A year's export of a large trust is some 10 MB; what is larger is not an export."""
MAX_UNPACKED: Final = 160 * 1024 * 1024
"""Bytes a workbook may unpack to; 40,000 rows of 30 columns take about 50 MB."""
MAX_CELL: Final = 32_767
"""Characters in a cell: Excel's own limit."""
MAX_COLUMNS: Final = 2_000
MAX_ROWS: Final = 200_000
"""Rows that hold anything."""
MAX_CELLS: Final = 8_000_000
"""Cells up to each row's last filled one; 40,000 rows of 50 columns are 2,000,000."""
MAX_TEXT: Final = 128 * 1024 * 1024
"""Characters that the cells of one sheet hold together, each time a text is repeated."""
MAX_LINE: Final = 4 * 1024 * 1024
"""Characters of a line of a text file."""
MAX_LINES: Final = 2_000_000
"""Lines of a text file, blank ones among them; a sheet of Excel's ends at 1,048,576."""
MAX_PUPILS: Final = 50_000
"""Pupils of a Common Transfer File, which is of one school."""
MAX_TAG: Final = 16 * 1024
"""Bytes between two angle brackets of XML: attributes take their readers a long time."""
MAX_SMALL_PART: Final = 8 * 1024 * 1024
"""Bytes of a workbook's lists of sheets and styles, which are parsed whole."""
MAX_DEPTH: Final = 40
"""Elements within elements in XML; a Common Transfer File has six."""
MAX_ELEMENTS: Final = 20_000
"""Elements about one pupil in a Common Transfer File; ten years of results are some 2,000."""

_LONG_TAG: Final = re.compile(rb"<[^<>]{%d}" % MAX_TAG)

EXPORT_AGAIN: Final = "Export it from your MIS again, as CSV or as an Excel workbook (.xlsx)."
SAVE_AS: Final = "Open it in Excel and save it as an Excel workbook (.xlsx)."


def check_size(name: str, size: int) -> None:
    """Refuse a file of more bytes than any export.

    Raises
    ------
    FileError
        Where it has.
    """
    if size > MAX_BYTES:
        raise FileError(
            f"{name} is too large to be an export ({size // (1024 * 1024)} MB).", EXPORT_AGAIN
        )


def check_limits(name: str, rows: int, columns: int, cells: int = 0) -> None:
    """Refuse a table that no school has.

    Raises
    ------
    FileError
        Where there are more rows, columns or cells than an export can have.
    """
    if rows <= MAX_ROWS and columns <= MAX_COLUMNS and cells <= MAX_CELLS:
        return
    for count, most, what in (
        (rows, MAX_ROWS, "rows"),
        (columns, MAX_COLUMNS, "columns"),
        (cells, MAX_CELLS, "cells"),
    ):
        if count > most:
            raise FileError(f"{name} has more than {most:,} {what}.", EXPORT_AGAIN)


def check_tags(name: str, xml: bytes) -> None:
    """Refuse XML with a tag so long that reading its attributes would take minutes.

    Raises
    ------
    FileError
        Where it has one.
    """
    if _LONG_TAG.search(xml):
        raise damaged(name)


def cell_too_long(name: str, where: str) -> FileError:
    """Say that a cell is longer than Excel allows; ``where`` such as ``in row 2``."""
    return FileError(
        f"{name} has a cell of more than {MAX_CELL:,} characters {where}.", EXPORT_AGAIN
    )


def too_much_text(name: str) -> FileError:
    """Say that a file holds more text than any export."""
    return FileError(f"{name} holds more text than any school's export.", EXPORT_AGAIN)


def damaged(name: str) -> FileError:
    """Say that a file breaks the rules of its own kind."""
    return FileError(f"{name} is damaged.", EXPORT_AGAIN)


def cut_short(name: str) -> FileError:
    """Say that a file ends too early, or does not unpack."""
    return FileError(f"{name} is damaged or cut short.", EXPORT_AGAIN)


def protected(name: str) -> FileError:
    """Say that a workbook opens only with its password."""
    return FileError(
        f"{name} is protected by a password.",
        "Open it in Excel, save it without the password, then import it.",
    )
