"""Printed pages of a form begin where its rows say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from office_validators import findings_of_open_xml_sdk, findings_of_openxml_audit

from ppm_xl import schema
from ppm_xl.actions.new import template_path
from ppm_xl.book.change import Change, inverse
from ppm_xl.book.file import FileBook
from ppm_xl.book.page_breaks import write_breaks
from ppm_xl.book.page_starts import page_starts
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.workbook_xml import WorkbookXml

FORM = "MeetingForm"
PAGES = (25, 61)
"""Rows of the sheet, from 1."""


def breaks(path: Path) -> list[int]:
    book = WorkbookXml(path)
    found = book.sheet("Meeting").root.findall(f"{MAIN}rowBreaks/{MAIN}brk")
    return [int(each.get("id", "")) + 1 for each in found]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(template_path(), tmp_path / "A.xlsm"))


def test_a_page_begins_with_every_row_of_that_kind_but_the_first() -> None:
    rows = [("page", "a"), ("gap", None), ("page", None)]
    assert page_starts(FORM, rows) == (3,)
    assert page_starts("HomeSteps", rows) is None
    assert page_starts("NoSuchTable", rows) is None


def test_breaks_follow_the_cells_and_go_with_them(path: Path) -> None:
    book = FileBook(path)
    kinds = {row: book.read()[FORM].rows[row - 1][0] for row in PAGES}
    changes = [Change(FORM, row - 1, "Kind", kinds[row], "page") for row in PAGES]
    book.apply(changes)
    assert breaks(path) == list(PAGES)
    assert findings_of_open_xml_sdk(path) == findings_of_openxml_audit(path) == []
    book.apply(inverse(changes))
    assert breaks(path) == []


def test_other_sheets_keep_their_breaks(path: Path) -> None:
    venn = [
        e.get("id") for e in WorkbookXml(path).sheet("Venn").root.iterfind(f"{MAIN}rowBreaks/*")
    ]
    book = FileBook(path)
    kind = book.read()[FORM].rows[PAGES[0] - 1][0]
    book.apply([Change(FORM, PAGES[0] - 1, "Kind", kind, "page")])
    after = [
        e.get("id") for e in WorkbookXml(path).sheet("Venn").root.iterfind(f"{MAIN}rowBreaks/*")
    ]
    assert venn == after
    assert venn


def test_breaks_stand_where_the_standard_wants_them() -> None:
    sheet = etree.fromstring(
        f'<worksheet xmlns="{MAIN[1:-1]}"><sheetData/><pageMargins/><drawing/></worksheet>'
    )
    write_breaks(sheet, (5,))
    assert [etree.QName(e).localname for e in sheet] == [
        "sheetData", "pageMargins", "rowBreaks", "drawing",
    ]  # fmt: skip
    write_breaks(sheet, ())
    assert sheet.find(f"{MAIN}rowBreaks") is None


def test_forms_that_say_where_pages_begin_have_the_kind_first() -> None:
    for table in schema.TABLES.values():
        if table.page_starts:
            assert table.form
            assert table.columns[0].name == "Kind"
