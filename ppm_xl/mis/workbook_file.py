"""Workbooks: XLSX and XLSM, read without keeping them in memory."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import Any, Final

from ppm_xl.book.tables import Cell, plain
from ppm_xl.errors import FileError, PpmError
from ppm_xl.mis.export import Grid, GridRow
from ppm_xl.mis.text_file import MAX_CELL, check_limits

MAX_UNPACKED: Final = 160 * 1024 * 1024
"""Bytes a workbook may unpack to; 40,000 rows of 30 columns take about 50 MB."""
_EXPORT_AGAIN: Final = "Export it from your MIS again, as CSV or as an Excel workbook (.xlsx)."
_SAVE_AS: Final = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_ALL_ZEROS: Final = re.compile(r'^"?(0+)"?$')


def read_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every visible sheet of a workbook, as the values that cells show or last held.

    Raises
    ------
    FileError
        Where it is no workbook, is damaged, protected, or unpacks to more than an export can.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_package(name, package)
        return _grids(name, data)
    except PpmError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise FileError(f"{name} is damaged or cut short.", _EXPORT_AGAIN) from None
    except Exception:  # noqa: BLE001 - whatever a part that breaks the rules makes the library stumble over
        raise FileError(f"{name} is damaged.", _EXPORT_AGAIN) from None


def _check_package(name: str, package: zipfile.ZipFile) -> None:
    parts = {part.filename: part for part in package.infolist()}
    if "xl/workbook.xml" not in parts:
        if "xl/workbook.bin" in parts:
            raise FileError(f"{name} is a binary workbook (.xlsb).", _SAVE_AS)
        if any(part.startswith("word/") for part in parts):
            raise FileError(f"{name} is a Word document, not a table of pupils.", _EXPORT_AGAIN)
        if "content.xml" in parts:
            raise FileError(f"{name} is an OpenDocument file.", _SAVE_AS)
        raise FileError(
            f"{name} is a zip file, but not a workbook.", "Unpack it and import what is in it."
        )
    if any(part.flag_bits & 1 for part in parts.values()):
        raise FileError(
            f"{name} is protected by a password.",
            "Open it in Excel, save it without the password, then import it.",
        )
    if sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
        raise FileError(f"{name} is too large to be an export once unpacked.", _EXPORT_AGAIN)
    for part_name in parts:
        if part_name.endswith((".xml", ".rels")):
            with package.open(part_name) as stream:
                start = stream.read(4096)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise FileError(f"{name} is damaged.", _EXPORT_AGAIN)


def _grids(name: str, data: bytes) -> tuple[Grid, ...]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What the library cannot keep (data validation, styles) does not matter for reading.
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return tuple(
                _grid(name, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"
            )
        finally:
            book.close()


def _grid(name: str, sheet: Any) -> Grid:  # noqa: ANN401 - the library's read-only sheet has no stub of use
    # Stated dimensions may lie, and then every row is padded to them.
    sheet.reset_dimensions()
    rows: list[GridRow] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(_cell(name, number, cell) for cell in row)
        while cells and cells[-1] is None:
            cells = cells[:-1]
        if cells:
            rows.append(GridRow(number, cells))
            check_limits(name, len(rows), len(cells))
    return Grid(sheet.title, tuple(rows))


def _cell(name: str, number: int, cell: Any) -> Cell:  # noqa: ANN401 - see above
    value = cell.value
    if value is None:
        return None
    if isinstance(value, str):
        if len(value) > MAX_CELL:
            raise FileError(
                f"{name} has a cell of more than {MAX_CELL:,} characters in row {number}.",
                _EXPORT_AGAIN,
            )
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format or "")
    return plain(value)


def _number(value: float, number_format: str) -> Cell:
    """Give a number as it is shown where its format says what it means."""
    if "%" in number_format:
        return plain(round(value * 100, 6))
    zeros = _ALL_ZEROS.match(number_format)
    if zeros and len(zeros[1]) > 1 and float(value).is_integer():
        # A format such as 000000 shows leading zeros, which admission numbers need.
        return f"{int(value):0{len(zeros[1])}d}"
    return plain(value)
