"""What other people's readers say of a workbook that the file adapter has filled."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from book_suite import HOSTILE, venn, write
from book_suite.workbook import png
from office_validators import findings_of_open_xml_sdk, findings_of_openxml_audit

from ppm_xl.book.change import inverse
from ppm_xl.book.file import FileBook

TEMPLATE = Path(__file__).parents[2] / "workbook_template.xlsm"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template after three fillings, an undo and pictures on sheets that had none."""
    path = Path(shutil.copy(TEMPLATE, tmp_path_factory.mktemp("filled") / "School.xlsm"))
    book = FileBook(path)
    for turn in range(3):
        undone = write(
            book,
            lambda draft, turn=turn: [
                (
                    draft.put("People", {"Name": f"{text[:99]}{turn}", "Role": text}),
                    draft.put("Pupils", {"UPN": f"X{turn}{n}", "Notes": text, "DOB": text}),
                )
                for n, text in enumerate(HOSTILE)
            ],
        )
        book.place(venn(png(turn)))
        book.place(venn(png(turn), name=f"Venn {turn}"))
    book.apply(inverse(undone))
    write(book, lambda draft: draft.replace_rows("People", [{"Name": "\x0b_x0041_\r\n"}]))
    return path


def test_new_cells_look_as_their_columns_do(filled: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(filled, tmp_path / "School.xlsm"))
    row = {"UPN": "Z1", "DOB": date(2016, 9, 3), "Report copies": 2, "Notes": "=x"}
    write(FileBook(path), lambda draft: draft.put("Pupils", row))
    sheet = openpyxl.load_workbook(path)["Pupils"]
    (last,) = [cells for cells in sheet.iter_rows() if cells[0].value == "Z1"]
    formats = {cell.value: cell.number_format for cell in last if cell.value is not None}
    assert formats == {
        "Z1": "@",
        datetime(2016, 9, 3): "dd/mm/yyyy",  # noqa: DTZ001
        2: "0",
        "=x": "@",
    }


@pytest.mark.node
def test_microsofts_validator_accepts_it(filled: Path) -> None:
    assert findings_of_open_xml_sdk(filled) == []


def test_openxml_audit_accepts_it(filled: Path) -> None:
    assert findings_of_openxml_audit(filled) == []
