"""The plan of a new year: nothing is cleared, it is safe to do twice, and put back exactly."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_by_hand import at_work_in, with_calendar, with_rows

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.new_year.planning import plan_new_year
from ppm_xl.schema import AREAS_OF_LEARNING, YEARS
from ppm_xl.school.reading import read_school

NEW, OLD = "2027-28", "2026-27"
JULY = date(2027, 7, 9)
_NAMES = ("Ann Lee", "Ann Lee", "Bo Ng", "Cy Orr", "Di Poe", "Ed Roe")


pupils = st.lists(
    st.fixed_dictionaries(
        {
            "UPN": st.sampled_from([f"A99900012500{n}" for n in range(1, 8)]),
            "Year": st.sampled_from((*YEARS, "Year 4", "Eagles", None)),
            "Class": st.sampled_from(("3 Oak", "4 Oak", "R", "Elm", None)),
            "DOB": st.sampled_from((None, date(2018, 5, 1), date(2022, 10, 1))),
            "Joined": st.sampled_from((None, date(2027, 9, 6), date(2025, 9, 1))),
            "Left": st.sampled_from((None, None, date(2026, 12, 1), date(2027, 7, 21))),
        }
    ),
    max_size=7,
)


@st.composite
def workbooks(draw: st.DrawFn) -> Tables:
    rows: list[dict[str, Cell]] = []
    for place, row in enumerate(draw(pupils)):
        forename, surname = _NAMES[place % len(_NAMES)].split()
        rows.append({**row, "Forename": forename, "Surname": surname})
    stamps: list[dict[str, Cell]] = [
        {"School year": OLD, "Half-term": draw(st.sampled_from(("Autumn 1", "Summer 2"))),
         "UPN": row["UPN"], "Year": row["Year"], "Class": row["Class"], "Reading": "EXS"}
        for row in rows
        if draw(st.booleans())
    ]  # fmt: skip
    tables = with_rows(EMPTY, "Pupils", *rows)
    tables = with_rows(tables, "Assessments", *stamps)
    tables = with_rows(tables, "Classes", {"Class": "4 Oak", "Teacher": "Mr Fell"})
    started = draw(st.booleans())
    working: list[dict[str, Cell]] = [
        {"What": "School year", "Value": NEW if started else OLD},
        {"What": "Half-term", "Value": "Autumn 1" if started else "Summer 2"},
        {"What": "Class", "Value": draw(st.sampled_from(("3 Oak", None)))},
    ]
    tables = with_rows(tables, "Working", *working)
    for name in ("Calendar", "Targets", "EarlyYears"):
        tables = with_rows(tables, name)
    return tables


@given(workbooks(), st.sampled_from((JULY, date(2027, 9, 6))))
def test_a_year_begins_once_clears_nothing_and_can_be_put_back(before: Tables, today: date) -> None:
    plan = plan_new_year(read_school(before)[0], NEW, today).plan
    after = applied(before, plan.changes)
    again = plan_new_year(read_school(after)[0], NEW, today).plan
    assert again.changes == ()
    assert applied(after, inverse(plan.changes)) == before
    for name, cells in before.tables.items():
        kept = after[name]
        assert len(kept.rows) >= len(cells.rows)
        may = {"Pupil", "Year", "Class", "Left", "Value"} if name in {"Pupils", "Working"} else {
            "Pupil"
        }  # fmt: skip
        for old, new in zip(cells.rows, kept.rows, strict=False):
            for heading, was, now in zip(cells.headings, old, new, strict=True):
                assert was == now or heading in may, (name, heading)


def test_reception_rows_have_areas_and_targets_begin_with_last_summer() -> None:
    rows: list[dict[str, Cell]] = [
        {"UPN": "A1", "Forename": "Ann", "Surname": "Lee", "Year": "N2", "Class": "Nest"},
        {"UPN": "A2", "Forename": "Bo", "Surname": "Ng", "Year": "3", "Class": "3 Oak",
         "Pupil Premium": "Y", "SEND": "K"},
    ]  # fmt: skip
    marks: list[dict[str, Cell]] = [
        {"School year": OLD, "Half-term": half_term, "UPN": "A2", "Year": "3", "Reading": mark}
        for half_term, mark in (("Autumn 1", "BLW"), ("Summer 1", "WTS"), ("Summer 2", None))
    ]
    tables = with_rows(with_rows(EMPTY, "Pupils", *rows), "Assessments", *marks)
    tables = with_rows(
        tables, "Prior", {"UPN": "A2", "Stage": "Baseline", "Subject": "Maths", "Result": "EXS"}
    )
    for name in ("Calendar", "Targets", "EarlyYears", "Classes"):
        tables = with_rows(tables, name)
    after = applied(tables, plan_new_year(read_school(tables)[0], NEW, JULY).plan.changes)
    early = after["EarlyYears"]
    key = (NEW, "Autumn 1", "A1")
    assert early.get(key, "Year") == "R"
    assert [early.get(key, area) for area in AREAS_OF_LEARNING] == [None] * 7
    row = {c: after["Assessments"].get((NEW, "Autumn 1", "A2"), c) for c in
           ("Year", "Class", "Pupil Premium", "SEND")}  # fmt: skip
    assert row == {"Year": "4", "Class": "4 Oak", "Pupil Premium": "Y", "SEND": "K"}
    targets = {r["Subject"]: r["Starting point"] for r in after["Targets"].records()}
    assert targets == {"Reading": "WTS", "Writing": None, "Maths": "EXS"}
    assert {r["Class"] for r in after["Targets"].records()} == {"4 Oak"}


def test_targets_begin_as_the_year_groups_of_the_new_year_do() -> None:
    """As ``targets`` would fill them: the stage of the year that begins, and Reception's end."""
    tables = with_rows(
        EMPTY,
        "Pupils",
        {"UPN": "A1", "Forename": "Ann", "Surname": "Lee", "Year": "R", "Class": "Elm"},
        {"UPN": "A2", "Forename": "Bo", "Surname": "Ng", "Year": "2", "Class": "Fir"},
    )
    tables = with_rows(tables, "Subjects", {"Subject": "Reading", "Year groups": "1-6"})
    tables = with_rows(tables, "StartingPoints", {"Year": "3", "Stage": "KS1"})
    tables = with_rows(
        tables,
        "Prior",
        {"UPN": "A2", "Stage": "KS1", "Subject": "Reading", "Result": "EXS"},
        {"UPN": "A2", "Stage": "Baseline", "Subject": "Reading", "Result": "BLW"},
    )
    goals = ("ELG Comprehension", "ELG Word reading")
    early = {"School year": OLD, "Half-term": "Summer 2", "UPN": "A1", "Year": "R"}
    tables = with_rows(tables, "EarlyYears", {**early, **dict.fromkeys(goals, "Expected")})
    for name in ("Calendar", "Targets", "Classes", "Assessments"):
        tables = with_rows(tables, name)
    after = applied(tables, plan_new_year(read_school(tables)[0], NEW, JULY).plan.changes)
    begun = {r["UPN"]: r["Starting point"] for r in after["Targets"].records()}
    assert begun == {"A1": "Expected", "A2": "EXS"}


@pytest.mark.parametrize(
    ("working", "noted"), [("Summer 2", True), ("Summer 1", False), ("Autumn 1", False)]
)
def test_a_half_term_that_is_not_over_is_pointed_out(working: str, *, noted: bool) -> None:
    tables = with_rows(
        EMPTY, "Pupils", {"UPN": "A1", "Forename": "Ann", "Surname": "Lee", "Year": "3"}
    )
    tables = with_calendar(
        tables,
        (OLD, "Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
        (OLD, "Summer 2", date(2027, 6, 7), date(2027, 7, 21)),
    )
    tables = at_work_in(tables, OLD, working)
    for name in ("Targets", "EarlyYears", "Classes", "Assessments"):
        tables = with_rows(tables, name)
    problems = plan_new_year(read_school(tables)[0], NEW, JULY).plan.problems
    assert [p.code for p in problems] == ["year-not-over"] * noted
