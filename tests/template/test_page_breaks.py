"""Sheets whose pages begin where their rows say so print at a scale, never fitted to a width.

Excel leaves out manual page breaks where a sheet is fitted to pages (Microsoft, "Insert, move, or
delete page breaks"; XlsxWriter says the same of ``fit_to_pages``).
"""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from ppm_xl import schema

BROKEN = sorted({t.sheet for t in schema.TABLES.values() if t.page_starts})
A4_LANDSCAPE = 297 / 25.4
WIDER = 1.05
"""How much wider than Excel other programs may make a column."""


def test_there_are_such_sheets() -> None:
    assert {"Leadership", "Meeting", "Owner lists"} <= set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_not_fitted_to_a_page_and_no_column_spills_onto_a_second(
    book: openpyxl.Workbook, name: str
) -> None:
    sheet = book[name]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    area = sheet.print_area.split("!")[-1] if sheet.print_area else sheet.dimensions
    left, _, right, _ = range_boundaries(area.replace("$", ""))
    pixels = 0.0
    widths = {
        place: dim
        for dim in sheet.column_dimensions.values()
        for place in range(dim.min, dim.max + 1)
    }
    for place in range(left, right + 1):
        assert place in widths, get_column_letter(place)
        if not widths[place].hidden:
            pixels += widths[place].width * 7  # of Calibri 11, padding included
    inches = pixels / 96 * sheet.page_setup.scale / 100
    room = A4_LANDSCAPE - sheet.page_margins.left - sheet.page_margins.right
    assert WIDER * inches <= room
