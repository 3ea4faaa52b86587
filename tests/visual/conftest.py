"""The demo's workbook on paper, sheet by sheet, as LibreOffice prints it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from printed_sheets import Printed, by_sheet

sys.path.insert(0, str(Path(__file__).parents[1] / "live"))

from office.bridge import constant, properties
from office.fixtures import _soffice
from office.vba import leave_out

__all__ = ["_soffice"]

HEADING_ROW = 5
KEPT = 24
"""Rows of a table that are printed, besides those with the longest cell of a column."""
FORMS = ("Home", "Venn", "Meeting", "One child", "Leadership")
"""Sheets whose rows have heights of their own."""


@pytest.fixture(scope="session")
def printed(
    _soffice: object, demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Printed:
    """Print every visible sheet; of a long table, its first rows and its longest cells."""
    folder = tmp_path_factory.mktemp("printed")
    copy = folder / "Printed.xlsm"
    shutil.copyfile(demo_folder / "Demo school.xlsm", copy)
    leave_out(copy)
    book = xw.apps.active.books.open(copy)
    document = book.impl.doc
    document.calculateAll()
    sheets = [document.Sheets.getByIndex(n) for n in range(document.Sheets.Count)]
    shown = [sheet for sheet in sheets if sheet.IsVisible]
    errors = tuple(
        f"{sheet.Name}: {areas.RangeAddressesAsString}"
        for sheet in shown
        if (areas := sheet.queryFormulaCells(constant("sheet.FormulaResult.ERROR"))).Count
    )
    for sheet in shown:
        if sheet.Name not in FORMS:
            _shorten(sheet)
    out = folder / "printed.pdf"
    document.storeToURL(out.as_uri(), properties(FilterName="calc_pdf_Export"))
    book.close()
    return Printed(by_sheet(out), errors)


def _shorten(sheet: Any) -> None:
    """Leave a table's first rows and its longest cells, each row as tall as its text.

    Excel fits rows that have no height of their own when it opens a file; LibreOffice does not.
    """
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO takes no names
    last, right = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
    if last < HEADING_ROW:
        return
    data = sheet.getCellRangeByPosition(0, HEADING_ROW, right, last).getDataArray()
    keep = set(range(min(KEPT, len(data))))
    for column in zip(*data, strict=True):
        lengths = [len(str(value)) for value in column]
        keep.add(lengths.index(max(lengths)))
    gone = len(data)
    for place in sorted(keep, reverse=True):
        if gone > place + 1:
            sheet.Rows.removeByIndex(HEADING_ROW + place + 1, gone - place - 1)
        gone = place
    rows = sheet.getCellRangeByPosition(0, HEADING_ROW, 0, HEADING_ROW + len(keep) - 1).Rows
    rows.OptimalHeight = True
