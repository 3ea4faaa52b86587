"""What check finds: words no list has, rows twice, years spelt in another way."""

from __future__ import annotations

from datetime import date

import pytest
from tables_by_hand import with_rows

from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.errors import Problem
from ppm_xl.school.checks import check_school
from ppm_xl.school.reading import read_school

TODAY = date(2026, 11, 23)


def tables(name: str, *records: dict[str, Cell]) -> Tables:
    return with_rows(EMPTY, name, *records)


def found(of: Tables, code: str) -> list[Problem]:
    school, unreadable = read_school(of)
    return [problem for problem in check_school(school, unreadable, TODAY) if problem.code == code]


ROW: dict[str, Cell] = {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": "A999"}


@pytest.mark.parametrize(
    ("table", "column", "word", "listed"),
    [
        ("Assessments", "Year", "Eagles", True),
        ("Assessments", "Year", "Year 4", False),
        ("Pupils", "SEND", "SEN Support", True),
        ("Pupils", "SEND", "k", False),
        ("Pupils", "Pupil Premium", "perhaps", True),
        ("Pupils", "Pupil Premium", "Yes", False),
        ("Pupils", "Class", "Oak", False),
        ("Assessments", "Share child's words", "one day", True),
        ("Assessments", "Reading", "EXS", False),
        ("Actions", "Status", "Open", False),
        ("Actions", "Status", "finished", True),
        ("Actions", "On report", "if asked", True),
    ],
)
def test_a_word_no_list_has_is_found(table: str, column: str, word: str, *, listed: bool) -> None:
    of = tables(table, {**ROW, "ID": "1", "Action": "Read daily", column: word})
    problems = found(of, "not-on-the-list")
    assert [problem.where for problem in problems] == [f"{table}, {column}"] * listed
    assert all(f"“{word}”" in problem.message for problem in problems)


def test_a_colour_no_list_has_is_found_once() -> None:
    of = tables("Assessments", {**ROW, "Reading progress": "Purple"})
    assert found(of, "not-on-the-list") == []
    assert len(found(of, "unreadable-cell")) == 1


def test_a_year_that_is_none_is_found_once() -> None:
    of = tables("Pupils", {"UPN": "A999", "Year": "Eagles"})
    assert found(of, "not-on-the-list") == []
    assert len(found(of, "unreadable-cell")) == 1


def test_two_rows_of_one_key_are_found() -> None:
    of = tables("Assessments", {**ROW, "Reading": "EXS"}, {**ROW, "UPN": "B999"}, ROW)
    (problem,) = found(of, "duplicate-row")
    assert problem.where == "Assessments, rows 1 and 3"
    assert problem.message == "These rows have the same School year, Half-term and UPN."


@pytest.mark.parametrize("year", ["2026/27", "2026-2027", "2026-28", "26-27", "", 2026])
def test_a_school_year_spelt_in_another_way_is_found(year: Cell) -> None:
    (problem,) = found(tables("Assessments", {**ROW, "School year": year}), "unreadable-cell")
    assert problem.do.startswith("Write the year as 2026-27")


JOINER: dict[str, Cell] = {
    "UPN": "A999",
    "Forename": "Zoë",
    "Surname": "Quill",
    "Year": "4",
    "Class": "Oak",
}


@pytest.mark.parametrize(
    ("joined", "more", "missing"),
    [
        (date(2026, 11, 9), {}, True),
        (date(2026, 11, 24), {}, False),  # tomorrow
        (date(2026, 10, 5), {}, False),  # in an earlier half-term
        (None, {}, False),
        (
            date(2026, 11, 9),
            {"Prior": {"UPN": "A999", "Stage": "Baseline", "Result": "WTS"}},
            False,
        ),
        (date(2026, 11, 9), {"Prior": {"UPN": "A999", "Stage": "KS1", "Result": "WTS"}}, True),
        (date(2026, 11, 9), {"Assessments": {**ROW, "Reading": "EXS"}}, False),
        (date(2026, 11, 9), {"Assessments": ROW}, True),
        # came back: what was judged before is history
        (
            date(2026, 11, 9),
            {"Assessments": {**ROW, "Half-term": "Autumn 1", "Reading": "EXS"}},
            True,
        ),
        (date(2026, 11, 9), {"EarlyYears": {**ROW, "Literacy": "On track"}}, False),
    ],
)
def test_who_joined_this_half_term_needs_a_baseline(
    joined: date | None, more: dict[str, dict[str, Cell]], *, missing: bool
) -> None:
    year = {"School year": "2026-27"}
    first = {"Starts": date(2026, 9, 1), "Ends": date(2026, 10, 23)}
    second = {"Starts": date(2026, 11, 2), "Ends": date(2026, 12, 18)}
    rows: dict[str, list[dict[str, Cell]]] = {
        "Calendar": [
            {**year, "Half-term": "Autumn 1", **first},
            {**year, "Half-term": "Autumn 2", **second},
        ],
        "Working": [
            {"What": "School year", "Value": "2026-27"},
            {"What": "Half-term", "Value": "Autumn 2"},
        ],
        **{name: [row] for name, row in more.items()},
    }
    of = tables("Pupils", {**JOINER, "Joined": joined})
    for name, records in rows.items():
        of = with_rows(of, name, *records)
    problems = found(of, "no-baseline")
    said = "1 pupil joined this half-term and has no baseline yet."
    assert [p.message for p in problems] == [said] * missing


def test_a_mark_that_has_no_row_for_its_time_is_told_apart_from_an_unknown_one() -> None:
    scale: list[dict[str, Cell]] = [
        {"Mark": "WTS", "Half-term": "Autumn 1", "Steps": 0},
        {"Mark": "EXS", "Steps": 0},
    ]
    rows: list[dict[str, Cell]] = [
        {**ROW, "Year": "4", "Reading": "WTS", "Writing": "EXS", "Maths": "level 3"}
    ]
    of = with_rows(tables("Assessments", *rows), "Scale", *scale)
    [without] = found(of, "mark-without-steps")
    assert without.message.startswith("WTS has no steps for Autumn 2")
    [strange] = found(of, "mark-not-on-scale")
    assert strange.message.startswith("LEVEL 3 is not on the school's scale")


def test_a_mark_may_have_a_row_for_each_half_term_but_not_two() -> None:
    scale: list[dict[str, Cell]] = [
        {"Mark": "WTS", "Half-term": "Autumn 1", "Steps": 0},
        {"Mark": "WTS", "Steps": -1},
        {"Mark": "EXS", "Steps": 0},
    ]
    assert found(tables("Scale", *scale), "duplicate-row") == []
    [twice] = found(tables("Scale", *scale, {"Mark": "WTS", "Steps": 1}), "duplicate-row")
    assert twice.where == "Scale, rows 2 and 4"
    assert twice.message == "These rows have the same Mark, Year and Half-term."
