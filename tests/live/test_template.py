"""The product's own template, open in a spreadsheet application: its tables, names and VBA."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from ppm_xl import schema
from ppm_xl.actions.new import template_path
from ppm_xl.template.frame import button

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook

pytestmark = pytest.mark.office


@pytest.fixture
def book(live_book: LiveBook) -> xw.Book:
    return live_book(template_path())


def test_every_table_of_the_schema_is_there(book: xw.Book) -> None:
    found = {table.name: table for sheet in book.sheets for table in sheet.tables}
    wanted = {name: table for name, table in schema.TABLES.items() if not table.form}
    assert set(found) == set(wanted)
    for name, table in wanted.items():
        assert found[name].parent.name == table.sheet
        assert tuple(found[name].header_row_range.options(ndim=1).value) == table.headings()


def test_every_button_is_a_drawn_shape_with_its_words(book: xw.Book) -> None:
    for known in schema.BUTTONS:
        texts = [shape.text for shape in book.sheets[known.sheet].shapes]
        assert button(known.action) in texts


def test_no_formula_of_a_new_workbook_is_an_error(book: xw.Book, office: Engine) -> None:
    for sheet in book.sheets:
        cells = sheet.used_range.resize(min(sheet.used_range.shape[0], 150))
        values = cells.options(ndim=2, err_to_str=True).value
        wrong = [
            cell for row in values for cell in row if isinstance(cell, str) and cell[:1] == "#"
        ]
        assert wrong == [], sheet.name
    assert office.conversions == []


def test_the_bridge_gives_a_picture_its_words(book: xw.Book, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "white").save(tmp_path / "venn.png")
    sheet = book.sheets["Venn"]
    sheet.pictures.add(tmp_path / "venn.png", name="Venn expected")
    book.macro("Bridge.DescribePicture")("Venn", "Venn expected", "Three circles")
    assert sheet.pictures["Venn expected"].impl.uno.Title == "Three circles"


def test_the_bridge_saves_a_copy(book: xw.Book, tmp_path: Path) -> None:
    book.macro("Bridge.SaveCopy")(str(tmp_path / "copy.xlsm"))
    assert (tmp_path / "copy.xlsm").stat().st_size > 10_000
    assert book.macro("Bridge.RawFullName")().endswith(book.name)
