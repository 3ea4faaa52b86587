"""What is pointed out, by hand: low, changed, met, not agreed, behind; nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from tables_by_hand import at_work_in, with_calendar, with_rows, with_scale

from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.errors import Severity
from ppm_xl.school.reading import read_school
from ppm_xl.targets.pointed_out import check_targets, target_lines

YEAR = "2026-27"
ANN = "A999000125001"
NOVEMBER = date(2026, 11, 23)


def school_with(
    target: Mapping[str, Cell] | None,
    marks: Mapping[str, str] | None = None,
    *,
    scale: str = "flat",
    working: str = "Autumn 2",
    pupil: Mapping[str, Cell] | None = None,
    more: Mapping[str, Mapping[str, Cell]] | None = None,
) -> Tables:
    """Give a school of one child in Year 4, with one target and marks by half-term."""
    tables = with_scale(EMPTY, scale)
    child: dict[str, Cell] = {
        "UPN": ANN, "Pupil": "Ann Lee", "Forename": "Ann", "Surname": "Lee", "Year": "4",
        "Class": "Oak",
    }  # fmt: skip
    tables = with_rows(tables, "Pupils", {**child, **(pupil or {})})
    tables = with_rows(tables, "Subjects", {"Subject": "Reading", "Year groups": "1-6"})
    tables = at_work_in(tables, YEAR, working)
    tables = with_calendar(
        tables,
        (YEAR, "Autumn 1", date(2026, 9, 1), date(2026, 10, 23)),
        (YEAR, "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    )
    tables = with_rows(
        tables,
        "Assessments",
        *(
            {"School year": when.partition(" of ")[2] or YEAR, "Half-term":
             when.partition(" of ")[0], "UPN": ANN, "Year": "3" if " of " in when else "4",
             "Reading": mark}
            for when, mark in (marks or {}).items()
        ),
    )  # fmt: skip
    for name, record in (more or {}).items():
        tables = with_rows(tables, name, record)
    rows_ = [] if target is None else [
        {"School year": YEAR, "UPN": ANN, "Subject": "Reading", **target}
    ]  # fmt: skip
    return with_rows(tables, "Targets", *rows_)


def codes(tables: Tables, today: date = NOVEMBER) -> list[str]:
    return [problem.code for problem in check_targets(read_school(tables)[0], today)]


@pytest.mark.parametrize(
    ("target", "marks", "found"),
    [
        # flat: kept is not "met early"; further than the start, or than the target, is
        ({"Starting point": "EXS", "Agreed": "EXS"}, {"Autumn 2": "EXS"}, []),
        ({"Starting point": "WTS", "Agreed": "EXS"}, {"Autumn 2": "EXS"}, ["target-met"]),
        ({"Starting point": "EXS", "Agreed": "EXS"}, {"Autumn 2": "GDS"}, ["target-met"]),
        ({"Starting point": "PK2", "Agreed": "PK3"}, {"Autumn 2": "PK3"}, ["target-met"]),
        ({"Starting point": "PK2", "Agreed": "PK3"}, {"Autumn 2": "PK2"}, []),
        ({"Starting point": "EXS", "Agreed": "GDS"}, {"Autumn 2": "GDS"}, []),  # none is higher
        # lower than proposed, unless somebody says why
        ({"Proposed": "EXS", "Agreed": "WTS"}, {}, ["low-target"]),
        ({"Proposed": "EXS", "Agreed": "WTS", "Reason changed": "long absence"}, {}, []),
        ({"Proposed": "PK4", "Agreed": "PK3"}, {}, ["low-target"]),
        ({"Proposed": "EXS", "Agreed": "GDS"}, {}, []),
        # changed since it was agreed first
        ({"Original": "EXS", "Agreed": "GDS"}, {}, ["target-changed"]),
        ({"Original": "EXS", "Agreed": "exs"}, {}, []),
        ({"Original": "EXS", "Agreed": "GDS", "Reason changed": "met"}, {}, []),
        # milestones: the term that ends with this half-term, else the one before
        ({"Agreed": "GDS", "Autumn milestone": "EXS"}, {"Autumn 2": "WTS"}, ["milestone-missed"]),
        ({"Agreed": "GDS", "Autumn milestone": "EXS"}, {"Autumn 2": "EXS"}, []),
        ({"Agreed": "GDS", "Autumn milestone": "EXS"}, {"Autumn 1": "WTS"}, []),
        # not agreed, not on the scale
        ({"Proposed": "EXS"}, {}, ["target-not-agreed"]),
        ({"Agreed": "Purple", "Proposed": "EXS"}, {}, ["target-not-on-scale"]),
    ],
)  # fmt: skip
def test_one_child_and_subject(
    target: dict[str, Cell], marks: dict[str, str], found: list[str]
) -> None:
    assert codes(school_with(target, marks)) == found


@pytest.mark.parametrize(
    ("mark", "when", "found"),
    [
        ("4s", "Autumn 2", ["target-met"]),
        ("4b+", "Autumn 2", []),
        ("4b", "Autumn 2", ["milestone-missed"]),
        ("4w+", "Autumn 2", []),  # ahead of the milestone, and not yet at the target
    ],
)
def test_on_a_rising_scale(mark: str, when: str, found: list[str]) -> None:
    target: dict[str, Cell] = {
        "Starting point": "3s", "Agreed": "4s", "Proposed": "4s", "Autumn milestone": "4b+",
    }  # fmt: skip
    assert codes(school_with(target, {when: mark}, scale="target-tracker")) == found


def test_the_starting_point_that_the_cohort_has_counts_too() -> None:
    target: dict[str, Cell] = {"Starting point": "EXS", "Proposed": "EXS", "Agreed": "EXS"}
    prior: dict[str, Cell] = {"UPN": ANN, "Stage": "KS1", "Subject": "Reading", "Result": "GDS"}
    stage: dict[str, Cell] = {"Year": "4", "Stage": "KS1"}
    marks = {"Summer 2 of 2025-26": "EXS"}
    assert codes(school_with(target, marks, more={"Prior": prior})) == []
    both = {"Prior": prior, "StartingPoints": stage}
    assert codes(school_with(target, marks, more=both)) == ["low-target"]


def test_nobody_is_chased_before_the_date_nor_a_child_who_is_new() -> None:
    target: dict[str, Cell] = {"Proposed": "EXS"}
    assert codes(school_with(target), date(2026, 10, 23)) == []
    assert codes(school_with(target), date(2026, 10, 24)) == ["target-not-agreed"]
    assert codes(school_with(target, pupil={"Joined": date(2026, 11, 9)})) == []
    assert codes(school_with(None)) == ["no-targets"]
    assert codes(school_with(None), date(2026, 10, 1)) == []


def test_nothing_is_said_of_early_years_nor_of_subjects_a_year_does_not_have() -> None:
    assert codes(school_with({"Proposed": "EXS"}, pupil={"Year": "R"})) == []
    science: dict[str, Cell] = {"Subject": "Science", "Agreed": "EXS", "Proposed": "GDS"}
    assert codes(school_with({**science})) == ["target-not-agreed"]  # reading, not science


def test_the_last_half_term_asks_for_no_next_target() -> None:
    target: dict[str, Cell] = {"Starting point": "WTS", "Agreed": "EXS"}
    tables = school_with(target, {"Summer 2": "EXS"}, working="Summer 2")
    assert codes(tables, date(2027, 7, 1)) == []


def test_a_line_names_children_leads_to_the_cell_and_home_counts() -> None:
    tables = school_with({"Proposed": "EXS", "Agreed": "WTS"})
    school, _ = read_school(tables)
    (problem,) = check_targets(school, NOVEMBER)
    assert problem.where == "Targets, Oak"
    assert problem.message == (
        "1 target is lower than the rule or an earlier result asks for: Ann Lee (Reading)."
    )
    assert problem.severity is Severity.WARNING
    assert problem.spot is not None
    assert (problem.spot.table, problem.spot.row, problem.spot.column) == ("Targets", 0, "Agreed")
    assert target_lines(school, NOVEMBER) == (("1 target is lower than proposed.", "Targets!A5"),)
    assert target_lines(read_school(school_with(None))[0], NOVEMBER) == ()
