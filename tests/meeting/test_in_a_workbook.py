"""The form in a real workbook: prepared, typed into, turned to another class and back."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import meeting_school
import pytest
from lxml import etree
from meeting_school import NOW, TODAY

from ppm_xl import schema
from ppm_xl.actions import Outcome, prepare_meeting
from ppm_xl.actions.new import template_path
from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_prepare_meeting

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def book(tmp_path: Path) -> FileBook:
    path = tmp_path / "School.xlsm"
    shutil.copy(template_path(), path)
    found = FileBook(path)
    draft = Draft(found.read())
    for name, table in meeting_school.tables().tables.items():
        if not schema.TABLES[name].form:
            draft.replace_rows(name, table.records())
    found.apply(draft.changes())
    return found


def prepare(book: FileBook, class_name: str) -> None:
    plan = plan_prepare_meeting(meeting_school.school(book.read()), class_name, NOW, TODAY)
    book.apply(plan.changes)


def box(book: FileBook, table: str, column: str) -> tuple[int, str, Any]:
    """The first box bound to a column: its place, its letter, what it shows."""
    for place, record in enumerate(book.read()[FORM].records()):
        memory: Mapping[str, Any] = json.loads(str(record["Bound"] or "{}"))
        for entry in memory.get("b", ()):
            for letter, (heading, _) in entry["f"].items():
                if (entry["t"], heading) == (table, column):
                    return place, letter, record[letter]
    raise AssertionError(f"no box for {column}")


def sheet_xml(book: FileBook) -> etree._Element:
    assert book.path is not None
    number = [sheet.name for sheet in schema.SHEETS].index("Meeting") + 1
    with zipfile.ZipFile(book.path) as package:
        return etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))


def test_typed_cells_come_back_after_another_class(book: FileBook) -> None:
    prepare(book, "Oak")
    words = {"Teacher's reason": "=Away, mostly\nback now", "Need": "007"}
    for column, value in words.items():
        place, letter, _ = box(book, "Discussion", column)
        book.apply((Change(FORM, place, letter, None, value),))
    place, letter, _ = box(book, "Actions", "By when")
    day = box(book, "Actions", "Action")
    book.apply((Change(FORM, day[0], day[1], None, "Read with Mrs Fell"),))
    prepare(book, "Acorn")
    assert str(book.read()[FORM].rows[0]).count("Acorn") == 1
    prepare(book, "Oak")
    assert box(book, "Discussion", "Teacher's reason")[2] == "=Away, mostly\nback now"
    assert box(book, "Discussion", "Need")[2] == "007"
    assert box(book, "Actions", "Action")[2] == "Read with Mrs Fell"


def test_preparing_again_writes_nothing_into_the_form(book: FileBook) -> None:
    prepare(book, "Oak")
    again = plan_prepare_meeting(meeting_school.school(book.read()), "Oak", NOW, TODAY)
    assert again.changes == ()


def test_rows_below_page_one_are_as_tall_as_their_text(book: FileBook) -> None:
    prepare(book, "Oak")
    table = book.read()[FORM]
    heights = {int(r.get("r", "0")): r.get("ht") for r in sheet_xml(book).iter(f"{MAIN}row")}
    for row, height in grid.HEIGHTS.items():
        assert float(heights[row] or 0) == height
    kinds = {place + 1: record["Kind"] for place, record in enumerate(table.records())}
    long = [
        place + 1
        for place, record in enumerate(table.records())
        if record["Kind"] == "pupil" and len(str(record["F"])) > 100  # three lines or more
    ]
    assert long
    assert all(float(heights[row] or 0) > 2 * grid.DEFAULT_HEIGHT for row in long)
    assert all(heights[row] is None for row, kind in kinds.items() if kind in {"gap", "before"})
    prepare(book, "Robins")
    after = {int(r.get("r", "0")): r.get("ht") for r in sheet_xml(book).iter(f"{MAIN}row")}
    left = len([r for r in book.read()[FORM].records() if r["Kind"]])
    assert all(after[row] is None for row in after if left < row <= grid.FLOW + 60)


def test_a_class_without_a_diagram_leaves_none_of_another_class(
    book: FileBook, tmp_path: Path
) -> None:
    def pictures() -> list[bytes]:
        assert book.path is not None
        with zipfile.ZipFile(book.path) as package:
            return [package.read(n) for n in package.namelist() if n.startswith("xl/media/")]

    def run(class_name: str) -> Outcome:
        desk = SilentDesk(agreed=True)
        return prepare_meeting.run(book, desk, TODAY, class_name=class_name, out=tmp_path)

    assert "Oak" in {Path(name).parent.name for name in run("Oak").files}
    large = [picture for picture in pictures() if len(picture) > 5_000]
    assert len(large) == 3
    run("Robins")
    assert not any(picture in large for picture in pictures())
