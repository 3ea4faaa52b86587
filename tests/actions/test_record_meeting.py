"""``record-meeting`` as its user meets it: words, files, exit codes, undo, pressed twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]
FORM = "MeetingForm"
NOW = HalfTerm("2026-27", "Autumn 2")
OAK = "PM 2026-27 Autumn 2 Oak"


@pytest.fixture
def book(school: Path) -> Path:
    """The school with its people and the meeting of Oak prepared."""
    path = school / "School.xlsm"
    found = FileBook(path)
    draft = Draft(found.read())
    for name, role in (("Mrs Fell", "teacher"), ("Ms Ivo", "agency"), ("Mr O/Hara", "TA")):
        draft.put("People", {"Name": name, "Role": role})
    draft.put("Classes", {"Class": "Oak", "Teacher": "Mrs Fell"})
    found.apply(draft.changes())
    prepared = read_school(found.read())[0]
    found.apply(plan_prepare_meeting(prepared, "Oak", NOW, date(2026, 11, 23)).changes)
    return path


def read(book: Path) -> Tables:
    return FileBook(book, to_write=False).read()


def type_in(book: Path, table: str, column: str, value: Cell, number: int = 0) -> None:
    """Type into the form's box of this column, the first or a later one."""
    boxes = [
        (place, letter, record[letter])
        for place, record in enumerate(read(book)[FORM].records())
        for entry in json.loads(str(record["Bound"] or "{}")).get("b", ())
        for letter, (heading, _) in entry["f"].items()
        if (entry["t"], heading) == (table, column)
    ]
    place, letter, was = boxes[number]
    FileBook(book).apply((Change(FORM, place, letter, was, value),))


def record(run: Run, book: Path, *more: object) -> tuple[int, str, str]:
    return run("record-meeting", book, "--out", book.parent / "out", *more)


def but_for_the_telling(tables: Tables) -> dict[str, tuple[Any, ...]]:
    told = {"Log", "Journal", "HomeSteps"}
    return {name: table.rows for name, table in tables.tables.items() if name not in told}


def test_it_files_what_was_typed_and_writes_the_lists(run: Run, book: Path) -> None:
    type_in(book, "Actions", "Action", "Read with Ms Ivo")
    type_in(book, "Actions", "Owner", "Ms Ivo")
    code, out, err = record(run, book, "--class", "oak")
    assert (code, err) == (0, "")
    assert "Oak: the meeting of 23/11/2026 is recorded, with 1 action." in out
    assert "1 person has a list." in out
    assert "has no day and no measure" in out
    folder = book.parent / "out" / "2026-27 Autumn 2"
    assert (folder / "Action lists" / "Ms Ivo.pdf").is_file()
    tables = read(book)
    assert [r["Agreed on"] for r in tables["Actions"].records()] != [None]
    assert tables["Meetings"].get((OAK,), "Recorded") is not None
    assert [row[0] for row in tables["OwnerLists"].rows[:3]] == ["first", "action", None]
    assert str(tables["OwnerLists"].rows[0][1]).startswith("Ms Ivo, agency: 1 to do")


def test_home_says_which_class_where_none_is_named(run: Run, book: Path) -> None:
    code, out, _ = record(run, book)
    assert (code, "Oak: the meeting of" in out) == (0, True)


def test_recorded_again_nothing_changes_but_the_telling(run: Run, book: Path) -> None:
    type_in(book, "Actions", "Action", "Read with Ms Ivo")
    assert record(run, book)[0] == 0
    once = but_for_the_telling(read(book))
    assert record(run, book)[0] == 0
    assert but_for_the_telling(read(book)) == once


def test_a_list_goes_when_nothing_is_left_to_do(run: Run, book: Path) -> None:
    for column, value in (("Action", "Read"), ("Owner", "Mr O/Hara")):
        type_in(book, "Actions", column, value)
    assert record(run, book)[0] == 0
    place = book.parent / "out" / "2026-27 Autumn 2" / "Action lists" / "Mr O-Hara.pdf"
    assert place.is_file()
    (ident,) = [r["ID"] for r in read(book)["Actions"].records()]
    FileBook(book).apply((Change("Actions", (ident,), "Status", "open", "done"),))
    assert record(run, book)[0] == 0
    assert not place.exists()
    assert read(book)["OwnerLists"].rows[0][0] is None


def test_undo_puts_back_tables_form_and_lists(run: Run, book: Path) -> None:
    type_in(book, "Actions", "Action", "Read with Ms Ivo")
    type_in(book, "Actions", "Owner", "Ms Ivo")
    before = but_for_the_telling(read(book))
    assert record(run, book)[0] == 0
    assert but_for_the_telling(read(book)) != before
    code, out, err = run("undo", book)
    assert (code, err) == (0, ""), err
    assert out.startswith("Record meeting of 23/11/2026")
    assert but_for_the_telling(read(book)) == before


def test_a_class_without_a_meeting_is_refused_in_one_sentence(run: Run, book: Path) -> None:
    before = book.read_bytes()
    code, out, err = record(run, book, "--class", "Elm")
    assert (code, out) == (1, "")
    assert err.startswith("There is no meeting of Elm in Autumn 2 2026-27 to record.")
    assert record(run, book, "--class", "Birch")[0] == 1
    assert record(run, book, "--half-term", "Spring 1")[0] == 1
    assert book.read_bytes() == before


def test_json_names_the_files_and_the_changes(as_json: AsJson, book: Path) -> None:
    type_in(book, "Actions", "Action", "Read")
    type_in(book, "Actions", "Owner", "Mrs Fell")
    code, said = as_json("record-meeting", book, "--class", "Oak", "--out", book.parent / "out")
    assert (code, said["ok"]) == (0, True)
    assert [Path(name).name for name in said["files"]] == ["Mrs Fell.pdf"]
    assert {"Actions", "Meetings"} <= {change["table"] for change in said["changes"]}
    assert {problem["code"] for problem in said["problems"]} == {"action-incomplete"}
