"""What the plan writes: never over what somebody typed, and nothing the second time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables_by_hand import with_rows, with_scale

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school
from ppm_xl.targets.planning import Targets, plan_targets

YEAR, BEFORE = "2026-27", "2025-26"
AUTUMN, SPRING = HalfTerm(YEAR, "Autumn 1"), HalfTerm(YEAR, "Spring 1")
TODAY = date(2026, 9, 25)
ANN, BO, CY = "A999000125001", "A999000125002", "A999000125003"
TYPED = (
    "Agreed", "Autumn milestone", "Spring milestone", "Summer milestone",
    "Agreed on", "Agreed by", "Reason changed",
)  # fmt: skip


def workbook(scale: str = "flat") -> Tables:
    tables = with_scale(EMPTY, scale)
    tables = with_rows(
        tables,
        "Pupils",
        {"UPN": ANN, "Pupil": "Ann Lee", "Forename": "Ann", "Surname": "Lee", "Year": "4",
         "Class": "Oak"},
        {"UPN": BO, "Pupil": "Bo Ng", "Forename": "Bo", "Surname": "Ng", "Year": "R",
         "Class": "Elm"},
        {"UPN": CY, "Pupil": "Cy Orr", "Forename": "Cy", "Surname": "Orr", "Year": "1",
         "Class": "Fir"},
    )  # fmt: skip
    tables = with_rows(
        tables,
        "Subjects",
        {"Subject": "Reading", "Year groups": "1-6"},
        {"Subject": "Science", "Year groups": "3-6"},
    )
    tables = with_rows(
        tables,
        "Assessments",
        {"School year": BEFORE, "Half-term": "Summer 2", "UPN": ANN, "Year": "3",
         "Reading": "WTS"},
        {"School year": BEFORE, "Half-term": "Spring 1", "UPN": ANN, "Year": "3",
         "Reading": "BLW"},
    )  # fmt: skip
    tables = with_rows(
        tables,
        "EarlyYears",
        {"School year": BEFORE, "Half-term": "Summer 2", "UPN": CY, "Year": "R",
         "Literacy": "Not on track", "ELG Comprehension": "Expected", "ELG Word reading":
         "Expected"},
    )  # fmt: skip
    return with_rows(tables, "Targets")


def plan(tables: Tables, when: HalfTerm = AUTUMN, by: str = "", class_name: str = "") -> Targets:
    return plan_targets(read_school(tables)[0], when, TODAY, class_name=class_name, agreed_by=by)


def after(tables: Tables, when: HalfTerm = AUTUMN, by: str = "") -> Tables:
    return applied(tables, plan(tables, when, by).plan.changes)


def row(tables: Tables, upn: str, subject: str) -> dict[str, Cell]:
    records = tables["Targets"].records()
    return next(r for r in records if (r["UPN"], r["Subject"]) == (upn, subject))


def test_a_row_for_every_child_and_subject_of_their_year() -> None:
    found = after(workbook())
    there = [(r["Pupil"], r["Class"], r["Subject"], r["Starting point"], r["Proposed"])
             for r in found["Targets"].records()]  # fmt: skip
    assert there == [
        # Reception has none, Year 1 no science; from the end of Reception, or nothing yet
        ("Cy Orr", "Fir", "Reading", "Expected", "EXS"),
        ("Ann Lee", "Oak", "Reading", "WTS", "EXS"),
        ("Ann Lee", "Oak", "Science", None, None),
    ]
    assert row(found, ANN, "Reading")["Why proposed"] == (
        "WTS (Summer 2 2025-26): just below, 1 step up."
    )
    assert row(found, ANN, "Science")["Why proposed"] == (
        "No starting point yet: add a baseline or judge first."
    )
    assert all(r[name] is None for r in found["Targets"].records() for name in TYPED)


def test_agreeing_fills_target_milestones_date_and_name_in_one_step() -> None:
    found = after(workbook(), by="Mrs Frost")
    ann = row(found, ANN, "Reading")
    assert [ann[name] for name in (*TYPED, "Original")] == [
        "EXS", "WTS", "WTS", "EXS", TODAY, "Mrs Frost", None, "EXS",
    ]  # fmt: skip
    assert [row(found, ANN, "Science")[name] for name in TYPED] == [None] * 7
    assert plan(found, by="Mrs Frost").plan.changes == ()


def test_terms_that_are_over_get_no_milestone() -> None:
    ann = row(after(workbook(), SPRING, by="Mrs Frost"), ANN, "Reading")
    assert (ann["Autumn milestone"], ann["Spring milestone"]) == (None, "WTS")


def test_what_was_agreed_otherwise_stays_and_the_first_target_is_kept() -> None:
    typed: dict[str, Cell] = {
        "School year": YEAR, "UPN": ANN, "Subject": "Reading", "Starting point": "SBLW",
        "Agreed": "WTS", "Spring milestone": "BLW", "Agreed by": "Mr Fell",
    }  # fmt: skip
    found = after(with_rows(workbook(), "Targets", typed), by="Mrs Frost")
    ann = row(found, ANN, "Reading")
    assert {name: ann[name] for name in typed} == typed
    assert (ann["Original"], ann["Agreed on"], ann["Proposed"]) == ("WTS", None, "BLW")
    assert ann["Why proposed"] == "SBLW (as typed): well below, 1 step up."
    later = with_rows(workbook(), "Targets", {**ann, "Agreed": "EXS"})
    assert row(after(later), ANN, "Reading")["Original"] == "WTS"


def test_a_row_begun_with_a_name_from_the_list_is_completed() -> None:
    begun: dict[str, Cell] = {"Pupil": "Ann Lee", "Subject": "Reading", "Agreed": "GDS"}
    found = after(with_rows(workbook(), "Targets", begun))
    ann = row(found, ANN, "Reading")
    assert (ann["School year"], ann["Agreed"], ann["Proposed"]) == (YEAR, "GDS", "EXS")
    assert len(found["Targets"].rows) == 3


def test_a_school_that_leaves_a_band_open_gets_no_proposal_from_it() -> None:
    rules: tuple[dict[str, Cell], ...] = ({"Starting point": "Just below", "Steps up": None},)
    ann = row(after(with_rows(workbook(), "TargetRules", *rules)), ANN, "Reading")
    assert ann["Proposed"] is None
    assert ann["Why proposed"] == ("WTS (Summer 2 2025-26): just below; the rule leaves it open.")


def test_a_class_moved_since_is_written_anew_and_leavers_stay() -> None:
    found = after(workbook(), by="Mrs Frost")
    pupils = [dict(r) for r in found["Pupils"].records()]
    pupils[0]["Class"] = "Ash"
    pupils[2]["Left"] = date(2026, 9, 20)
    moved = after(with_rows(found, "Pupils", *pupils))
    assert row(moved, ANN, "Reading")["Class"] == "Ash"
    assert row(moved, CY, "Reading") == row(found, CY, "Reading")


def test_it_says_what_it_does() -> None:
    found = plan(workbook())
    assert found.plan.said == (
        "Targets for 2026-27: 3 rows to add in 2 classes; proposed in 2 of 3 rows.",
        "1 row without a proposal: Why proposed says why.",
        "What is typed on the sheet Targets stays as it is.",
        "Target sheets: 2 classes.",
    )
    assert found.details == ("Fir: 1 row: 1 EXS", "Oak: 2 rows: 1 EXS and 1 without a proposal")
    assert [paper.path for paper in found.plan.papers] == [
        ("2026-27 Autumn 1", "Fir", "Targets.pdf"),
        ("2026-27 Autumn 1", "Oak", "Targets.pdf"),
    ]
    agreed = plan(workbook(), by="Mrs Frost", class_name="Oak").plan
    assert agreed.said[0] == "1 proposed target agreed by Mrs Frost."
    assert agreed.questions[0].text == "Agree 1 proposed target of Oak for 2026-27, by Mrs Frost?"


marks = st.sampled_from((None, None, "EXS", "GDS", "WTS", "BLW", "PK3", "EM", "4w+", "Purple", " "))
cells = st.fixed_dictionaries(
    {
        "School year": st.sampled_from((YEAR, YEAR, BEFORE, None)),
        "UPN": st.sampled_from((ANN, BO, CY, "X999", None)),
        "Pupil": st.sampled_from((None, "Ann Lee", "Nobody")),
        "Subject": st.sampled_from(("Reading", "Science", "French", None)),
        "Starting point": marks,
        "Proposed": marks,
        "Agreed": marks,
        "Autumn milestone": marks,
        "Summer milestone": marks,
        "Agreed on": st.sampled_from((None, date(2026, 9, 20))),
        "Agreed by": st.sampled_from((None, "Mr Fell")),
        "Original": marks,
        "Reason changed": st.sampled_from((None, "moved on")),
    }
)


@given(
    st.lists(cells, max_size=6),
    st.sampled_from(("flat", "target-tracker")),
    st.sampled_from((AUTUMN, SPRING)),
    st.sampled_from(("", "Mrs Frost")),
)
def test_nothing_typed_is_overwritten_and_the_second_time_changes_nothing(
    rows: list[dict[str, Cell]], scale: str, when: HalfTerm, by: str
) -> None:
    before = with_rows(workbook(scale), "Targets", *rows)
    changes = plan(before, when, by).plan.changes
    found = applied(before, changes)
    assert plan(found, when, by).plan.changes == ()
    assert applied(found, inverse(changes)) == before
    kept = (*TYPED, "Starting point", "Original", "School year", "UPN", "Subject", "Pupil")
    for was, now in zip(before["Targets"].records(), found["Targets"].records(), strict=False):
        for name in kept:
            assert was[name] == now[name] or was[name] in {None, " "}, name
    assert {change.table for change in changes} <= {"Targets"}


@pytest.mark.parametrize("subject", ["Science", "French"])
def test_rows_of_other_subjects_are_left_alone(subject: str) -> None:
    other: dict[str, Cell] = {"School year": YEAR, "UPN": CY, "Subject": subject, "Agreed": "EXS"}
    found = after(with_rows(workbook(), "Targets", other))
    assert row(found, CY, subject)["Proposed"] is None
