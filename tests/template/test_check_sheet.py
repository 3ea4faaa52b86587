"""The sheet Check: every link leads to the cell it names, wherever the template put that."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries

from ppm_xl import schema
from ppm_xl.actions.check import MOST
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.errors import Spot
from ppm_xl.school.places import address
from ppm_xl.template.frame import FIRST_ROW

SHOWN = {sheet.name for sheet in schema.SHEETS if sheet.purpose is not schema.Purpose.HIDDEN}
TABLES = [table for table in schema.TABLES.values() if not table.form]


@pytest.fixture(scope="module")
def tables(built: Path) -> Tables:
    return FileBook(built, to_write=False).read()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_cell_is_where_the_template_laid_it(
    book: openpyxl.Workbook, tables: Tables, table: schema.Table
) -> None:
    left, top, *_ = range_boundaries(book[table.sheet].tables[table.name].ref)
    for place, heading in enumerate(table.headings()):
        found = address(tables, Spot(table.name, 3, heading))
        if table.sheet not in SHOWN:
            assert found == ""
        else:
            sheet, _, cell = found.rpartition("!")
            assert sheet.strip("'") == table.sheet
            assert cell == f"{get_column_letter(left + place)}{top + 1 + 3}"


def test_a_column_of_staffs_own_moves_what_stands_right_of_it(tables: Tables) -> None:
    actions = tables["Actions"]
    wider = tables.with_table(TableCells("Actions", ("House", *actions.headings)))
    before, after = (address(t, Spot("Issues", 0, "ID")) for t in (tables, wider))
    assert before != after
    assert openpyxl.utils.cell.coordinate_from_string(before.partition("!")[2])[1] == 6


def test_a_form_is_where_it_is_anchored(tables: Tables) -> None:
    assert address(tables, Spot("HomeAttention", 2, "Go to")) == "Home!S8"


def test_nowhere_is_no_link(tables: Tables) -> None:
    assert address(tables, None) == ""
    assert address(tables, Spot("No such table")) == ""


def test_there_is_a_link_for_every_line_there_can_be(book: openpyxl.Workbook) -> None:
    sheet = book["Check"]
    links = [cell.value for cell in sheet["A"][FIRST_ROW : FIRST_ROW + MOST]]
    for place, link in enumerate(links, start=FIRST_ROW + 1):
        assert re.search(rf"CheckList\[Cell\],ROWS\(\$A\$6:\$A{place}\)", link)
        assert "HYPERLINK" in link
    assert [sheet[f"{letter}5"].value for letter in "GH"] == ["Found by", "Cell"]
    assert all(sheet.column_dimensions[letter].hidden for letter in "GH")
