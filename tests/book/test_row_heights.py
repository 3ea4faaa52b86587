"""Rows as tall as their text."""

from __future__ import annotations

from functools import partial

import pytest
from lxml import etree

from ppm_xl.book.row_heights import are_of_one_height, fit_rows

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = etree.fromstring(
    f"""<styleSheet {NS}><fonts><font><sz val="10"/></font></fonts><cellXfs>
    <xf fontId="0"/><xf fontId="0"><alignment wrapText="1"/></xf></cellXfs></styleSheet>"""
)
LONG = "reading " * 12


def heights(*values: tuple[str | int | None, ...], row: str = "", after: str = "") -> str | None:
    """The height of row 2 of a sheet: column A hidden, B plain, C wrapping, about 14 letters."""
    sheet = etree.fromstring(
        f"""<worksheet {NS}><cols><col min="1" max="1" width="9" hidden="1" style="1"/>
        <col min="2" max="2" width="15"/><col min="3" max="3" width="15" style="1"/></cols>
        <sheetData><row r="2" {row}/></sheetData>{after}</worksheet>"""
    )
    for value in values:
        cells = {(2, column): cell for column, cell in enumerate(value, start=1)}
        fit_rows(sheet, STYLES, {2}, partial(_at, cells))
    (found,) = sheet.iter(f"{{{sheet.nsmap[None]}}}row")
    return found.get("ht")


def _at(cells: dict[tuple[int, int], str | int | None], row: int, column: int) -> str | int | None:
    return cells[row, column]


@pytest.mark.parametrize(
    "values",
    [(None, None, None), (None, None, "short"), (LONG, None, None), (None, LONG, None), (1, 2, 3)],
)
def test_a_line_or_text_that_does_not_wrap_needs_no_height(
    values: tuple[str | int | None, ...],
) -> None:
    assert heights(values) is None
    assert heights(values, row='ht="60"') is None


def test_height_grows_with_lines() -> None:
    assert heights((None, None, "a\nb")) == "27"
    assert heights((None, None, "a\nb\nc")) == "39.75"
    wrapped = heights((None, None, LONG))
    assert wrapped is not None
    assert 6 * 12.75 <= float(wrapped) <= 8 * 12.75


def test_a_word_longer_than_its_column_breaks() -> None:
    assert float(heights((None, None, "x" * 60)) or 0) > 3 * 12.75


def test_no_row_is_taller_than_excel_has_rows() -> None:
    assert heights((None, None, LONG * 40)) == "409.5"


def test_heights_set_by_hand_and_merged_rows_stay() -> None:
    assert heights((None, None, LONG), row='ht="20" customHeight="1"') == "20"
    merged = '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    assert heights((None, None, LONG), after=merged) is None


@pytest.mark.parametrize(
    ("usual", "expected"),
    [("", False), ("<sheetFormatPr defaultRowHeight='15'/>", False),
     ("<sheetFormatPr defaultRowHeight='14.5' customHeight='1'/>", True)],
)  # fmt: skip
def test_a_sheet_may_have_a_height_for_all_its_rows(usual: str, expected: bool) -> None:  # noqa: FBT001 - a table of cases
    sheet = etree.fromstring(f"<worksheet {NS}>{usual}<sheetData/></worksheet>")
    assert are_of_one_height(sheet) is expected
