"""Tables side by side are printed one after the other, so a short one has no empty pages."""

from __future__ import annotations

import re

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, range_boundaries

from ppm_xl import schema

SEVERAL = [
    sheet.name
    for sheet in schema.SHEETS
    if sheet.purpose is not schema.Purpose.HIDDEN
    and len([t for t in schema.tables_on(sheet.name) if not t.form]) > 1
    and sheet.name
    not in {"Conversations", "Reports", "Round"}  # their second tables are not for paper
]
FULL_SIZE, PRINTED_AT = 11, 9.0
LAST_ROW = "1048576"
CHARACTERS_ACROSS = 172
"""Of Calibri 11 at that size, across A4 landscape with its margins."""


def areas(book: openpyxl.Workbook, sheet: str) -> list[tuple[int, int]]:
    """First and last column of each print area."""
    found = re.findall(r"\$([A-Z]+)\$1:\$([A-Z]+)\$" + LAST_ROW, book[sheet].print_area)
    return [(column_index_from_string(a), column_index_from_string(b)) for a, b in found]


def test_there_are_such_sheets() -> None:
    assert {"Actions", "Provision", "Settings", "Tests"} <= set(SEVERAL)


@pytest.mark.parametrize("name", SEVERAL)
def test_every_table_is_printed_once_and_whole(book: openpyxl.Workbook, name: str) -> None:
    found = areas(book, name)
    assert len(found) > 1
    for table in book[name].tables.values():
        left, _, right, _ = range_boundaries(table.ref)
        assert len([1 for first, last in found if first <= left and right <= last]) == 1
    ends = [last for _, last in found]
    assert [first for first, _ in found[1:]] == [last + 1 for last in ends[:-1]]


@pytest.mark.parametrize("name", SEVERAL)
def test_only_what_fits_a_page_stands_beside_another_on_paper(
    book: openpyxl.Workbook, name: str
) -> None:
    sheet = book[name]
    widths = {
        place: dim.width
        for dim in sheet.column_dimensions.values()
        for place in range(dim.min, dim.max + 1)
    }
    lefts = {range_boundaries(table.ref)[0] for table in sheet.tables.values()}
    for first, last in areas(book, name):
        beside = len([left for left in lefts if first <= left <= last])
        across = sum(widths[place] for place in range(first, last + 1))
        assert beside == 1 or across <= CHARACTERS_ACROSS


@pytest.mark.parametrize("name", SEVERAL)
def test_the_body_is_nine_points_on_paper(book: openpyxl.Workbook, name: str) -> None:
    sheet = book[name]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.scale * FULL_SIZE / 100 >= PRINTED_AT


def test_the_links_on_check_are_not_printed(book: openpyxl.Workbook) -> None:
    """They are formulas down to the last line there may be."""
    assert areas(book, "Check") == [(2, 6)]
