"""Workbooks: XLSX and XLSM, as the values that their cells hold.

python-calamine reads them some twenty times faster than openpyxl, but needs room for every
cell between the first and the last. A sheet that is not tame (:mod:`ppm_xl.mis.sheet_xml`), such
as one with a note in its last row or of a program with its own way to write cells, is read by
openpyxl, row by row. Both give the same.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from ppm_xl.book.tables import Cell, plain
from ppm_xl.errors import PpmError
from ppm_xl.mis import sheet_xml
from ppm_xl.mis.export import Grid
from ppm_xl.mis.gridding import Gathering
from ppm_xl.mis.limits import MAX_CELL, cell_too_long, check_tags, damaged
from ppm_xl.mis.number_formats import as_shown
from ppm_xl.mis.ods_file import read_ods
from ppm_xl.mis.workbook_package import Kind, stored, unpack
from ppm_xl.mis.workbook_parts import formats_that_matter, visible_sheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from python_calamine import CalamineWorkbook


def read_workbook(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every visible sheet of a workbook, as the values that cells show or last held.

    Raises
    ------
    FileError
        Where it is no workbook, is damaged, protected, or unpacks to more than an export can.
    """
    kind, parts = unpack(name, data)
    if kind == Kind.ODS:
        return read_ods(name, parts)
    try:
        return _grids(name, parts)
    except PpmError:
        raise
    except Exception:  # noqa: BLE001 - whatever a part that breaks the rules makes a library stumble over
        raise damaged(name) from None
    except BaseException as error:
        # A fault inside python-calamine's Rust, which it gives no name to catch it by.
        if type(error).__name__ == "PanicException":
            raise damaged(name) from None
        raise


def _grids(name: str, parts: Mapping[str, bytes]) -> tuple[Grid, ...]:
    sheets = visible_sheets(name, parts)
    formats = formats_that_matter(name, parts)
    shared = b"".join(c for part, c in parts.items() if "sharedstrings" in part.casefold())

    @cache
    def fast() -> CalamineWorkbook:
        from python_calamine import CalamineWorkbook

        return CalamineWorkbook.from_filelike(stored(parts))

    @cache
    def careful() -> Workbook:
        return _opened(stored(parts))

    grids = []
    for sheet in sheets:
        gathering = Gathering(name, sheet.name)
        part = parts[sheet.part]
        if sheet_xml.is_tame(part, shared):
            _read_fast(gathering, fast().get_sheet_by_name(sheet.name), part, formats)
        else:
            check_tags(name, part)
            check_tags(name, shared)
            _read_row_by_row(gathering, careful()[sheet.name])
        grids.append(gathering.grid(sheet_xml.merges(part)))
    return tuple(grids)


def _read_fast(
    gathering: Gathering,
    sheet: Any,  # noqa: ANN401 - only its stub is typed, and that without what a cell can be
    part: bytes,
    formats: Mapping[int, str],
) -> None:
    instead = _cells_to_replace(part, formats)
    start = sheet.start
    if start is None and not instead:
        return
    indent = (None,) * (start[1] if start else 0)
    # Shared texts have been measured; those that stand in the sheet itself have not.
    measure = any(mark in part for mark in (b"<is", b'"str"', b"'"))
    number = 0
    for number, values in enumerate(sheet.iter_rows() if start else (), start=1):
        if measure and max(map(len, map(str, values)), default=0) > MAX_CELL:
            raise cell_too_long(gathering.name, f"in row {number}")
        cells = [
            (value.strip() or None)
            if (kind := type(value)) is str
            else (value if kind is date else plain(value))
            for value in values
        ]
        if indent:
            cells = [*indent, *cells]
        if number - 1 in instead:
            _replace(cells, instead.pop(number - 1))
        gathering.add(number, cells)
    for row in sorted(instead):
        if row >= number:
            cells = []
            _replace(cells, instead[row])
            gathering.add(row + 1, cells)


def _cells_to_replace(
    part: bytes, formats: Mapping[int, str]
) -> dict[int, list[tuple[int, str | Callable[[float], Cell]]]]:
    """Give by row what the library lost: errors, formulas, and numbers by their formats."""
    rows: dict[int, list[tuple[int, str | Callable[[float], Cell]]]] = {}
    for (row, column), number_format in sheet_xml.formatted_cells(part, formats):
        rows.setdefault(row, []).append((column, _shown_as(number_format)))
    for (row, column), written in (
        *sheet_xml.error_cells(part),
        *sheet_xml.formulas_without_value(part),
    ):
        rows.setdefault(row, []).append((column, written))
    return rows


@cache
def _shown_as(number_format: str) -> Callable[[float], Cell]:
    return lambda value: as_shown(value, number_format)


def _replace(cells: list[Cell], instead: list[tuple[int, str | Callable[[float], Cell]]]) -> None:
    for column, value in instead:
        if isinstance(value, str):
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = value
        elif column < len(cells):
            number = cells[column]
            if isinstance(number, int | float) and not isinstance(number, bool):
                cells[column] = value(number)


def _opened(stream: io.BytesIO) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What the library cannot keep (data validation, styles) does not matter for reading.
        warnings.simplefilter("ignore")
        return load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _read_row_by_row(gathering: Gathering, sheet: Any) -> None:  # noqa: ANN401 - the library's read-only sheet has no stub of use
    # Stated dimensions may lie, and then every row is padded to them.
    sheet.reset_dimensions()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            gathering.add(number, [_cell(gathering, number, cell) for cell in row])


def _cell(gathering: Gathering, number: int, cell: Any) -> Cell:  # noqa: ANN401 - see above
    value = cell.value
    if isinstance(value, str):
        return gathering.text(value, number)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(value, cell.number_format or "")
    return plain(value)
