"""What staff type by hand is read as they mean it, and what cannot be is named by the child."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, TableCells, Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school

ADA = {"UPN": "A999000125001", "Pupil": "Ada Quill", "Surname": "Quill", "Forename": "Ada"}
NOW = {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": ADA["UPN"], "Pupil": "Ada Quill"}


def workbook(**tables: list[dict[str, Any]]) -> Tables:
    draft = Draft(EMPTY)
    for name, rows in tables.items():
        for row in rows:
            draft.put(name, row)
    return draft.tables()


def pupil(**typed: object) -> Any:
    school, problems = read_school(workbook(Pupils=[{**ADA, **typed}]))
    return school.pupils[ADA["UPN"]], problems


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Y", True), ("yes", True), (" No ", False), (True, True), ("n", False), ("perhaps", None)],
)
def test_yes_and_no_are_read_however_they_are_typed(*, typed: object, read: bool | None) -> None:
    assert pupil(**{"Pupil Premium": typed})[0].pupil_premium is read


@pytest.mark.parametrize(
    ("typed", "read"),
    [(4, "4"), ("4 ", "4"), ("Year 4", "4"), ("y4", "4"), ("Yr 4", "4"), ("r", "R"),
     ("Reception", "R"), ("n2", "N2")],
)  # fmt: skip
def test_a_year_is_read_however_it_is_typed(typed: object, read: str) -> None:
    found, problems = pupil(Year=typed)
    assert found.year == read
    assert not problems


def test_a_year_that_is_none_is_a_problem() -> None:
    found, (problem,) = pupil(Year="Eagles")
    assert found.year == "EAGLES"
    assert problem.where == "Pupils, Ada Quill, Year"


@pytest.mark.parametrize("typed", ["03/04/2018", "3/4/2018", "2018-04-03", "3 Apr 2018"])
def test_a_date_typed_as_text_is_a_date(typed: str) -> None:
    found, problems = pupil(DOB=typed)
    assert found.born == date(2018, 4, 3)
    assert not problems


def test_what_cannot_be_read_is_named_by_the_child_not_by_a_row() -> None:
    found, (problem,) = pupil(DOB="in spring")
    assert found.born is None
    assert problem.where == "Pupils, Ada Quill, DOB"
    assert problem.message == "DOB is not a date."


@pytest.mark.parametrize(
    ("typed", "copies"), [(None, 1), (0, 0), (3, 3), ("2 ", 2), ("hold", 0), ("two", 0), (-1, 0)]
)
def test_copies_that_cannot_be_read_hold_the_report(typed: object, copies: int) -> None:
    assert pupil(**{"Report copies": typed})[0].report_copies == copies


def test_copies_that_cannot_be_read_are_named() -> None:
    _, (problem,) = pupil(**{"Report copies": "hold"})
    assert problem.where == "Pupils, Ada Quill, Report copies"


@pytest.mark.parametrize("typed", ["3/4 oak", "3/4  OAK ", " 3/4 Oak"])
def test_a_class_has_one_spelling(typed: str) -> None:
    tables = workbook(
        Classes=[{"Class": "3/4 Oak", "Teacher": "Mrs Fern"}],
        Pupils=[{**ADA, "Year": "4", "Class": typed}],
        Assessments=[{**NOW, "Class": typed}],
        Working=[{"What": "Class", "Value": typed}],
    )
    school, _ = read_school(tables)
    assert school.classes_on_roll(date(2026, 11, 23)) == ("3/4 Oak",)
    assert school.judgements[HalfTerm("2026-27", "Autumn 2"), ADA["UPN"]].class_name == "3/4 Oak"
    assert school.working_class == "3/4 Oak"


def test_without_settings_the_first_spelling_of_a_class_holds() -> None:
    ben = {"UPN": "B999000125002", "Pupil": "Ben Tarn", "Surname": "Tarn", "Forename": "Ben"}
    rows = [{**ADA, "Class": "Oak"}, {**ben, "Class": "oak"}]
    school, _ = read_school(workbook(Pupils=rows))
    assert {p.class_name for p in school.pupils.values()} == {"Oak"}


@pytest.mark.parametrize(
    ("typed", "read"), [("red", "Red"), (" Green", "Green"), ("Amber", "Yellow"), ("y", "Yellow")]
)
def test_a_colour_is_read_however_it_is_typed(typed: str, read: str) -> None:
    school, problems = read_school(workbook(Assessments=[{**NOW, "Reading progress": typed}]))
    (row,) = school.judgements.values()
    assert row.progress == {"Reading": read}
    assert not problems


def test_the_schools_own_word_for_yellow_is_read() -> None:
    tables = workbook(
        Words=[{"What": "Yellow is called", "Value": "Gold"}],
        Assessments=[{**NOW, "Reading progress": "gold"}],
    )
    (row,) = read_school(tables)[0].judgements.values()
    assert row.progress == {"Reading": "Yellow"}


def test_a_colour_that_is_none_is_named_by_child_and_half_term() -> None:
    _, (problem,) = read_school(workbook(Assessments=[{**NOW, "Reading progress": "blue"}]))
    assert problem.where == "Assessments, Ada Quill, Autumn 2 2026-27, Reading progress"


def test_a_row_with_nothing_but_staffs_own_column_is_no_pupil() -> None:
    table = EMPTY["Pupils"]
    house = TableCells(
        "Pupils", (*table.headings, "House"), ((*[None] * len(table.headings), "Elder"),)
    )
    school, problems = read_school(EMPTY.with_table(house))
    assert not school.pupils
    assert not problems
