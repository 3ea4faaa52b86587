"""Rows of the demo's workbook as who opens it in any Office sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.workbook_xml import WorkbookXml


@pytest.fixture(scope="module")
def book(demo_folder: Path) -> WorkbookXml:
    return WorkbookXml(demo_folder / "Demo school.xlsm")


def fitted(book: WorkbookXml, sheet: str) -> list[float]:
    """The heights of rows that were fitted to their text, in points."""
    rows = book.sheet(sheet).root.iterfind(f"{MAIN}sheetData/{MAIN}row")
    return [float(row.get("ht", 0)) for row in rows if "customHeight" not in row.attrib]


def test_rows_with_text_of_some_lines_are_as_tall(book: WorkbookXml) -> None:
    """Each of the 14 meetings of two rounds has three names in Attending."""
    assert len([height for height in fitted(book, "Round") if height > 27]) == 14


def test_a_class_stays_on_one_page_of_status(book: WorkbookXml) -> None:
    assert not any(fitted(book, "Status"))
