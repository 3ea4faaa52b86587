"""One real click: from a button on Home, through the workbook's own VBA, to cells saved.

What is left out: xlwings' own VBA module, which LibreOffice cannot compile; a few lines of
Basic stand in for it (`office/standin.bas`) and start the child with xlwings' command line.
"""

from __future__ import annotations

import json
import re
import sys
import warnings
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw

from ppm_xl.actions import import_files, new
from ppm_xl.book.file import FileBook
from ppm_xl.desk.terminal import SilentDesk, TerminalDesk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from office.screen import Clicking

pytestmark = [pytest.mark.office, pytest.mark.screen]

PUPILS = (
    ("A999000000011", "Quill", "Zoë", "EXS", "GDS", "EXS"),
    ("A999000000012", "Vane", "Łukasz", "WTS", "EXS", "BLW"),
    ("A999000000013", "Nguyễn", "Mai", "EXS", "EXS", "EXS"),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A new school's workbook, without the two modules that LibreOffice cannot compile."""
    from office.vba import leave_out

    path = tmp_path / "Click school.xlsm"
    new.run(path, TerminalDesk(), date(2026, 11, 23), school="Click school")
    leave_out(path)
    return path


@pytest.fixture
def clicking(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Clicking]:
    request.getfixturevalue("needs_screen")
    from office.screen import Clicking

    folder = tmp_path / "said"
    folder.mkdir()
    made = Clicking(folder, sys.executable)
    try:
        yield made
    finally:
        made.stop()


def type_pupils(book: xw.Book) -> None:
    """Type three pupils and their marks, as staff would, into the open workbook."""

    def fill(sheet: str, table: str, rows: list[dict[str, object]]) -> None:
        found = book.sheets[sheet].tables[table]
        headings = found.header_row_range.value
        found.resize(found.range.resize(len(rows) + 1))
        found.data_body_range.value = [[row.get(heading) for heading in headings] for row in rows]

    now = {"School year": "2026-27", "Half-term": "Autumn 2"}
    fill(
        "Pupils",
        "Pupils",
        [
            {"UPN": upn, "Pupil": f"{first} {last}", "Surname": last, "Forename": first,
             "Year": "4", "Class": "Oak"}
            for upn, last, first, *_ in PUPILS
        ],
    )  # fmt: skip
    fill(
        "Assessments",
        "Assessments",
        [
            {**now, "UPN": upn, "Pupil": f"{first} {last}", "Year": "4", "Class": "Oak",
             "Reading": reading, "Writing": writing, "Maths": maths}
            for upn, last, first, reading, writing, maths in PUPILS
        ],
    )  # fmt: skip


def test_a_click_on_home_changes_cells_and_saves_them(workbook: Path, clicking: Clicking) -> None:
    book = clicking.open(workbook)
    type_pupils(book)
    before = clicking.look("Home before")

    clicking.press("Update status and Venns")
    assert clicking.look("Home after").read_bytes() != before.read_bytes()

    assert (clicking.folder / "stderr").read_text() == ""
    assert (clicking.folder / "exit").read_text().strip() == "0"
    said = json.loads((clicking.folder / "said.json").read_text())
    assert said["argv"][:3] == ["update", "--wb=Click school.xlsm", "--from_xl=1"]
    assert [key.split("=")[0] for key in said["argv"][3:]] == ["--app", "--hwnd"]
    assert any("Status worked out for 3 pupils" in alert for alert in said["alerts"])
    assert said["conversions"] == []

    clicking.save()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Print area cannot be set")  # whole columns
        saved = openpyxl.load_workbook(workbook)
    cells = saved["Status"][saved["Status"].tables["Status"].ref]
    headings = [cell.value for cell in cells[0]]
    status = {
        row[0].value: dict(zip(headings, (c.value for c in row), strict=True)) for row in cells[1:]
    }
    assert set(status) == {upn for upn, *_ in PUPILS}
    assert status["A999000000011"]["Pupil"] == "Zoë Quill"
    assert status["A999000000011"]["Reading attainment"] == "Green"
    assert status["A999000000012"]["Reading attainment"] == "Yellow"
    assert status["A999000000012"]["Maths attainment"] == "Red"
    assert {picture.name for picture in book.sheets["Venn"].pictures} >= {"Venn expected"}
    assert "Update status and Venns" in {
        cell.value for row in saved["Log"].iter_rows() for cell in row
    }


def test_a_click_on_the_sheet_import_makes_its_changes(
    workbook: Path, clicking: Clicking, tmp_path: Path
) -> None:
    """The other kind of button: one on a sheet of its own, which asks nothing."""
    day = date(2026, 11, 23)
    lines = ["UPN,Surname,Forename,Year,Class,DOB"]
    lines += [f"{upn},{last},{first},4,Oak,01/09/2017" for upn, last, first, *_ in PUPILS]
    roll = tmp_path / "roll.csv"
    roll.write_text("\n".join(lines), encoding="utf-8")
    listed = import_files.run(
        FileBook(workbook), SilentDesk(agreed=True), day, files=[roll], list_only=True
    )
    assert listed.ok, listed.said
    assert FileBook(workbook, to_write=False).read()["Pupils"].rows == ()
    clicking.open(workbook)
    clicking.show("Import")
    clicking.look("Import before")

    clicking.press("Import these changes")
    clicking.look("Import after")

    assert (clicking.folder / "stderr").read_text() == ""
    said = json.loads((clicking.folder / "said.json").read_text())
    assert said["argv"][0] == "apply_import"
    assert any("Imported" in alert for alert in said["alerts"]), said["alerts"]
    assert said["conversions"] == []
    clicking.save()
    pupils = FileBook(workbook, to_write=False).read()["Pupils"]
    names = {f"{first} {last}" for _, last, first, *_ in PUPILS}
    assert {row["Pupil"] for row in pupils.records()} == names


def test_the_stand_in_speaks_xlwings_command_line() -> None:
    ours = (Path(__file__).parent / "office" / "standin.bas").read_text(encoding="utf-8")
    theirs = (Path(xw.__file__).parent / "xlwings.bas").read_text(encoding="utf-8")
    command = theirs[theirs.index('WScript.Run("cmd.exe') :].partition("WaitOnReturn)")[0]
    assert re.findall(r"--\w+=", ours.partition("Public Sub RunFrozenPython")[2]) == re.findall(
        r"--\w+=", command
    )
    assert "--from_xl=1" in command
    head = r"(?:Sub|Function) RunFrozenPython\(Executable As String, Optional Args As String\)"
    assert re.search(head, ours)
    assert re.search(head, theirs)
