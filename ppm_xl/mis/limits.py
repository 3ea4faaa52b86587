"""How large an export can be: beyond these a file is refused in one sentence.

They stand far above what a large trust exports in a year, and far below what would make a
school's computer stall. Time and memory grow with them and not with what a file claims.
"""

from __future__ import annotations

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
MAX_DEPTH: Final = 40
"""Elements within elements in XML; a Common Transfer File has six."""
MAX_ELEMENTS: Final = 20_000
"""Elements about one pupil in a Common Transfer File; ten years of results are some 2,000."""

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


def check_limits(name: str, rows: int, columns: int) -> None:
    """Refuse a table that no school has.

    Raises
    ------
    FileError
        Where there are more rows or columns than an export can have.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        what = f"{MAX_ROWS:,} rows" if rows > MAX_ROWS else f"{MAX_COLUMNS:,} columns"
        raise FileError(f"{name} has more than {what}.", EXPORT_AGAIN)


def cell_too_long(name: str, where: str) -> FileError:
    """Say that a cell is longer than Excel allows; ``where`` such as ``in row 2``."""
    return FileError(
        f"{name} has a cell of more than {MAX_CELL:,} characters {where}.", EXPORT_AGAIN
    )
