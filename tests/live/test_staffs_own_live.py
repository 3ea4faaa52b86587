"""What staff made of the workbook stays theirs through every write: looks, notes, drawings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book_suite import venn
from book_suite.workbook import make_workbook, png

from ppm_xl.actions.new import template_path
from ppm_xl.book.change import changes_between, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.live import LiveBook

if TYPE_CHECKING:
    import xlwings as xw
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office


def notes(book: xw.Book) -> dict[str, str]:
    """Each note by the cell it stands on; LibreOffice's own words for them."""
    found = book.sheets["Pupils"].impl.uno.Annotations
    every = [found.getByIndex(number) for number in range(found.Count)]
    return {f"{chr(65 + n.Position.Column)}{n.Position.Row + 1}": n.String for n in every}


def test_looks_and_notes_outlive_rows_that_come_and_go(live_book: OpenCopy, tmp_path: Path) -> None:
    book = live_book(make_workbook(tmp_path / "Own.xlsx"))
    sheet = book.sheets["Pupils"]
    sheet["B:B"].column_width = 31
    sheet["D:D"].impl.uno.Columns.IsVisible = False
    sheet["C7"].color = (255, 200, 0)
    sheet["C7"].font.bold = True
    sheet["X7"].formula = '=B7&"!"'
    looks = notes(book)
    whose = {place: text[-1] for place, text in looks.items()}  # a note ends with its pupil's UPN
    assert whose == {"C6": "2", "C7": "3", "C8": "4"}
    adapter = LiveBook(book)
    before = adapter.read()
    pupils = before["Pupils"]
    draft = Draft(before.with_table(replace(pupils, rows=pupils.rows[1:])))
    draft.put("Pupils", {"UPN": "A999000000009", "Surname": "New"})
    draft.set("Pupils", ("A999000000004",), "Notes", "another")
    changes = changes_between(before, draft.tables())
    adapter.apply(changes)
    whose = {place: text[-1] for place, text in notes(book).items()}
    assert whose == {"C5": "2", "C6": "3", "C7": "4"}
    assert sheet["C6"].color == (255, 200, 0)
    assert sheet["C6"].font.bold
    assert sheet["X6"].formula == '=B6&"!"'
    adapter.apply(inverse(changes))
    assert notes(book) == looks
    assert sheet["C7"].color == (255, 200, 0)
    assert sheet["B:B"].column_width == pytest.approx(31, abs=0.1)
    assert sheet["D:D"].impl.uno.Columns.IsVisible is False


def drawn(book: xw.Book) -> list[str]:
    """The names of what is drawn on the sheet Venn, from the back to the front."""
    page = book.sheets["Venn"].impl.uno.DrawPage
    return [page.getByIndex(number).Name for number in range(page.Count)]


def test_what_staff_drew_on_a_diagram_stays_before_it(live_book: OpenCopy, tmp_path: Path) -> None:
    from PIL import Image

    book = live_book(template_path())
    adapter = LiveBook(book)
    adapter.apply((), (venn(png(1)), venn(png(2), name="Venn then")))
    Image.new("RGB", (20, 20), "red").save(tmp_path / "mark.png")
    sheet = book.sheets["Venn"]
    sheet.pictures.add(tmp_path / "mark.png", name="Our mark", left=200, top=200)
    order = [name for name in drawn(book) if name]
    place = [(p.name, p.left, p.top, p.width, p.height) for p in sheet.pictures]
    sheet.pictures["Venn now"].left += 90  # somebody pushed it aside
    adapter.apply((), (venn(png(3)),))
    assert [name for name in drawn(book) if name] == order
    assert [(p.name, p.left, p.top, p.width, p.height) for p in sheet.pictures] == place


def test_a_workbook_with_an_apostrophe_in_its_name_is_served_by_its_macros(
    live_book: OpenCopy,
) -> None:
    book = live_book(template_path(), name="St Mary's.xlsm")
    LiveBook(book).place(venn(png(1)))
    (shape,) = [s.impl.uno for s in book.sheets["Venn"].shapes if s.name == "Venn now"]
    assert shape.Title == venn(png(1)).alt_text
