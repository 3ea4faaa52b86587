"""What every kind of file gives, whatever the order and form of its cells."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from export_suite import CASES, EXPORTS, expected, imported, start

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.errors import DataError
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.meanings import field_meant, heading_row, meanings, said_on_command_line
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load, read_export
from ppm_xl.school.calendar import HalfTerm, parse_half_term

Planner = Callable[..., ImportPlan]
ANN, ZOE, TOM, JANE = "V999123422001", "J999123422002", "Y999123422003", "B999123421004"
IVY = "B999123426009"
SUBJECTS = ("Reading", "Writing", "Maths")
A1, A2 = ("2026-27", "Autumn 1"), ("2026-27", "Autumn 2")


def cell(tables: Tables, table: str, key: tuple[Cell, ...], column: str) -> Cell:
    assert key in tables[table].row_of
    return tables[table].get(key, column)


def whats(plan: ImportPlan) -> Counter[str]:
    return Counter(line.what for line in plan.lines if not line.what.startswith("Heading"))


# --- every file, in another order and form


def planned(school: Tables, name: str, data: bytes | None = None) -> ImportPlan:
    export = load(EXPORTS / name) if data is None else read_export(name, data)
    half_term = expected(name).get("half_term")
    return plan_import(
        start(school, name),
        [Request(export)],
        date(2026, 11, 23),
        HalfTerm(*A2),
        half_term=parse_half_term(half_term, "") if half_term else None,
    )


def essence(plan: ImportPlan) -> tuple[object, ...]:
    """What a plan would do, without the numbers of rows."""
    lines = sorted(
        (li.what, li.pupil, li.column, li.was, str(li.decision))
        for li in plan.lines
        if not li.what.startswith("Heading")
    )
    [counts] = plan.counts
    sums = (counts.rows, counts.added, counts.changed, counts.same, counts.refused)
    assert sum(sums[1:]) == sums[0]
    return set(plan.changes), lines, sums, Counter(p.code for p in plan.problems), plan.full


def table_in(name: str, school: Tables) -> tuple[list[list[str]], list[str], list[list[str]]]:
    """Give the rows above a file's headings, the headings, and the rows that are pupils'."""
    [grid] = load(EXPORTS / name).grids
    [file] = planned(school, name).files
    pupils = {row.number for row in file.rows}
    as_text = {row.number: ["" if c is None else str(c) for c in row.cells] for row in grid.rows}
    above = [cells for number, cells in as_text.items() if number < file.header_row]
    return above, as_text[file.header_row], [as_text[number] for number in sorted(pupils)]


def written(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


TEXT_FILES = [case for case in CASES if imported(case) and case.endswith(".csv")]


@pytest.mark.parametrize("name", TEXT_FILES)
def test_order_form_and_extras_change_nothing(name: str, school: Tables) -> None:
    above, header, rows = table_in(name, school)
    want = essence(planned(school, name, written([*above, header, *rows])))
    shuffle = random.Random(name)  # noqa: S311 - an order, not a secret
    for encoding, delimiter in (("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")):
        order = shuffle.sample(range(len(header)), len(header))
        mixed = [[row[n] if n < len(row) else "" for n in order] for row in (header, *rows)]
        body = shuffle.sample(mixed[1:], len(mixed) - 1)
        extra = [[*row, "x" if n else "Shoe size"] for n, row in enumerate([mixed[0], *body])]
        spaced = [piece for row in extra for piece in (row, [""] * len(row))]
        data = written([*above, *spaced], delimiter, encoding)
        assert essence(planned(school, name, data)) == want


# --- attendance since September


YTD = [["UPN", "Possible", "Attended", "Unauthorised", "Late"]]


def test_a_pupil_who_joined_in_the_half_term_has_nothing_to_take_off(
    school: Tables, plan: Planner
) -> None:
    joined = plan(school, [["UPN", "Date of Admission"], [TOM, "9/11/2026"]]).after
    found = plan(joined, [*YTD, [TOM, 20, 19, 0, 1], [ANN, 20, 19, 0, 1]])
    row = (*A2, TOM)
    assert cell(found.after, "Assessments", row, "Attendance basis") == "half-term"
    assert cell(found.after, "Assessments", row, "Attendance %") == 95
    assert cell(found.after, "Assessments", (*A2, ANN), "Attendance basis") == "year to date"
    [said] = [s for s in found.said if "since September" in s]
    assert said == (
        "file 0.csv is taken to count since September: for 1 pupil the earlier half-terms were "
        "taken off, so that Autumn 2 2026-27 shows its own attendance. 1 pupil stays year to date, "
        "as the earlier figure is not known."
    )


@pytest.mark.parametrize(
    ("title", "own"),
    [("to 23/10/2026", True), ("to 02/10/2026", False), ("", True)],
)
def test_an_earlier_figure_that_stops_before_its_half_term_ends_is_not_taken_off(
    school: Tables,
    plan: Planner,
    title: str,
    own: bool,  # noqa: FBT001
) -> None:
    above = [[f"From 01/09/2026 {title}"]] if title else []
    first = plan(school, [*above, *YTD, [TOM, 70, 66, 1, 2]], half_term=HalfTerm(*A1)).after
    found = plan(first, [*YTD, [TOM, 120, 110, 1, 2]])
    basis = "half-term" if own else "year to date"
    assert cell(found.after, "Assessments", (*A2, TOM), "Attendance basis") == basis
    assert cell(found.after, "Assessments", (*A2, TOM), "Possible") == (50 if own else 120)


def test_three_half_terms_are_taken_off_one_after_another(school: Tables, plan: Planner) -> None:
    tables = school
    for half_term, possible, attended in (("Autumn 1", 70, 66), ("Autumn 2", 140, 130),
                                          ("Spring 1", 200, 189)):  # fmt: skip
        rows = [YTD[0][:3], [TOM, possible, attended]]
        when = HalfTerm("2026-27", half_term)
        tables = plan(tables, rows, half_term=when, today=date(2027, 2, 10), working=when).after
    figures = [
        [cell(tables, "Assessments", ("2026-27", h, TOM), c) for c in ("Possible", "Attended")]
        for h in ("Autumn 1", "Autumn 2", "Spring 1")
    ]
    assert figures == [[70, 66], [70, 64], [60, 59]]


def test_a_percentage_alone_takes_the_place_of_sessions_it_is_not_of(
    school: Tables, plan: Planner
) -> None:
    sessions = plan(school, [*YTD, [TOM, 100, 90, 1, 2]]).after
    after = plan(sessions, [["UPN", "Attendance %"], [TOM, 93]]).after
    row = {c: cell(after, "Assessments", (*A2, TOM), c)
           for c in ("Possible", "Attended", "Lates", "Attendance %")}  # fmt: skip
    assert row == {"Possible": None, "Attended": None, "Lates": 2, "Attendance %": 93}
    assert plan(after, [["UPN", "Attendance %"], [TOM, 93]]).changes == ()


def test_a_title_may_say_that_attendance_is_of_the_half_term(school: Tables, plan: Planner) -> None:
    rows = [["Half-termly attendance"], *YTD, [TOM, 40, 38, 0, 1]]
    after = plan(school, rows).after
    assert cell(after, "Assessments", (*A2, TOM), "Attendance basis") == "half-term"


# --- the pupil premium list


PREMIUM = [["UPN", "Deprivation Pupil Premium", "Service Child Premium", "Looked After Premium"]]


def test_who_is_not_in_a_whole_premium_list_has_none(school: Tables, plan: Planner) -> None:
    rows = [*PREMIUM, [TOM, 1, 0, 0], [JANE, 0, 1, 0], [ANN, 0, 0, 1]]
    part, whole = plan(school, rows), plan(school, rows, full=True)
    flags = {
        upn: [cell(p.after, "Pupils", (upn,), "Pupil Premium") for p in (part, whole)]
        for upn in (TOM, JANE, ANN, ZOE)
    }
    assert flags == {TOM: ["Y", "Y"], JANE: ["N", "N"], ANN: ["Y", "Y"], ZOE: ["Y", "N"]}
    assert cell(whole.after, "Pupils", (ZOE,), "Looked after") is None
    assert cell(whole.after, "Pupils", (ANN,), "Looked after") == "Y"
    assert cell(whole.after, "Pupils", ("K999123419008",), "Ever 6") is None, "has left"
    assert not whole.full
    assert plan(whole.after, rows, full=True).changes == ()
    why = {line.why for line in whole.lines if line.pupil == "Zoë Brook"}
    assert why == {"Not in the whole list file 0.csv."}


def test_the_pupil_list_of_the_same_import_stands(school: Tables, plan: Planner) -> None:
    roll = [["UPN", "Class", "SEND"], [TOM, "Elm", "E"]]
    marks = [["UPN", "Reading", "SEN Status"], [TOM, "EXS", "K"]]
    for files in ((roll, marks), (marks, roll)):
        found = plan(school, *files)
        assert cell(found.after, "Pupils", (TOM,), "SEND") == "E"
        assert cell(found.after, "Assessments", (*A2, TOM), "SEND") == "E"
        assert "list-stands" in {p.code for p in found.problems}


def test_a_marksheet_of_last_year_tells_nothing_of_pupils_now(
    school: Tables, plan: Planner
) -> None:
    rows = [["UPN", "Reading Summer 2 2025-26", "SEN Status"], [TOM, "EXS", "K"]]
    found = plan(school, rows)
    assert whats(found) == {"Mark added": 1}
    assert cell(found.after, "Pupils", (TOM,), "SEND") == "N"


# --- tests, groups, early years


def test_scores_without_a_subject_are_refused_in_one_sentence(
    school: Tables, plan: Planner
) -> None:
    rows = [["UPN", "Standardised Score"], [TOM, 98]]
    with pytest.raises(DataError, match="does not say which subject its scores are of"):
        plan(school, rows)
    found = plan(school, rows, names=["NFER Reading autumn.csv"])
    [score] = found.after["Tests"].records()
    assert (score["Subject"], score["Test"], score["Score"]) == ("Reading", "NFER", "98")


def test_a_row_a_test_may_say_subject_and_day(school: Tables, plan: Planner) -> None:
    found = plan(
        school,
        [
            ["UPN", "Subject", "Test", "Score", "Date"],
            [TOM, "English reading", "Star", 88, "5/10/2026"],
            [TOM, "Maths", "Star", "91", "6/11/2026"],
            [TOM, "Maths", "Star", "91", "32/11/2026"],
        ],
    )
    rows = {(r["Half-term"], r["Subject"]): r["Score"] for r in found.after["Tests"].records()}
    assert rows == {("Autumn 1", "Reading"): "88", ("Autumn 2", "Maths"): "91"}


def test_two_values_for_one_test_are_both_left_out(school: Tables, plan: Planner) -> None:
    one = [["UPN", "Reading Test"], [TOM, 98]]
    two = [["UPN", "Reading Test"], [TOM, 99]]
    assert whats(plan(school, one, one)) == {"Score added": 1}
    assert whats(plan(school, one, two)) == {"Two files disagree": 1}


def test_a_child_changes_sets(school: Tables, plan: Planner) -> None:
    first = plan(school, [["UPN", "Class", "Maths Set"], [TOM, "Elm", "Set 1"]])
    assert whats(first) == {"Group added": 1}
    again = plan(first.after, [["UPN", "Class", "Maths Set"], [TOM, "Elm", "Set 1"]],
                 today=date(2026, 12, 1))  # fmt: skip
    assert again.changes == ()
    moved = plan(first.after, [["UPN", "Class", "Maths Set"], [TOM, "Elm", "Set 2"]],
                 today=date(2026, 12, 1))  # fmt: skip
    assert whats(moved) == {"Group added": 1, "Group ended": 1}
    rows = {r["Name"]: (r["From"], r["To"]) for r in moved.after["Groups"].records()}
    assert rows == {
        "Maths Set 1": (date(2026, 11, 23), date(2026, 12, 1)),
        "Maths Set 2": (date(2026, 12, 1), None),
    }


def test_a_goal_that_is_not_known_leaves_its_area_open(school: Tables, plan: Planner) -> None:
    goals = [f"E{n:02d}" for n in range(1, 18)]
    found = plan(school, [["UPN", *goals], [IVY, *["2"] * 11, "", *["2"] * 5]])
    [row] = found.after["EarlyYears"].records()
    assert row["Mathematics"] is None
    assert row["ELG Number"] == "Expected"
    assert row["GLD"] is None
    found = plan(found.after, [["UPN", "E12", "E01"], [IVY, "A", "2"]])
    [row] = found.after["EarlyYears"].records()
    assert row["ELG Numerical patterns"] == "Exempt"
    assert row["GLD"] == "N"


# --- behaviour


def test_incidents_of_another_half_term_than_the_option_are_not_counted(
    school: Tables, plan: Planner
) -> None:
    rows = [
        ["UPN", "Incident Date", "Incident Type"],
        [TOM, "10/09/2026", "Defiance"],
        [TOM, "10/11/2026", "Defiance"],
    ]
    found = plan(school, rows, half_term=HalfTerm(*A2))
    assert whats(found) == {"Incidents added": 1}
    assert [p.code for p in found.problems] == ["other-half-term"]


# --- what headings mean


def test_every_meaning_can_be_typed_and_comes_back() -> None:
    for meaning in meanings(SUBJECTS):
        assert field_meant(meaning, SUBJECTS) == meaning
        assert field_meant(f" {meaning.upper()} ", SUBJECTS) == meaning


def test_a_correction_is_remembered_and_nonsense_refused(school: Tables, plan: Planner) -> None:
    assert heading_row("abc", "Grp", "form", SUBJECTS) == {
        "Fingerprint": "abc",
        "Heading": "Grp",
        "Means": "Class",
    }
    with pytest.raises(DataError, match="nothing that a heading can mean"):
        heading_row("", "Grp", "shoe size", SUBJECTS)
    assert said_on_command_line(["Grp = Class", "a=b=Ignore"], SUBJECTS) == {
        "Grp": "Class",
        "a=b": "Ignore",
    }
    with pytest.raises(DataError, match="does not say what a heading means"):
        said_on_command_line(["Grp"], SUBJECTS)
    headings = TableCells(
        "Headings",
        ("Fingerprint", "Heading", "Means"),
        ((None, "Lit 3", "reading test standardised"), (None, "Zig", "zag")),
    )
    found = plan(school.with_table(headings), [["UPN", "Lit 3", "Zig"], [TOM, 98, 1]])
    assert found.files[0].kind is FileKind.TESTS
    assert [h.field for h in found.files[0].headings] == [
        "UPN",
        "Reading test: standardised",
        "",
    ]
    assert "no column means" in found.files[0].headings[2].why


# --- the Common Transfer File


def test_a_common_transfer_file_brings_pupil_context_results_and_years_of_attendance(
    school: Tables,
) -> None:
    ctf = b"""<?xml version="1.0" encoding="UTF-8"?><CTfile><Header>
    <DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
    <DateTime>2026-11-20T09:00:00</DateTime><DocumentQualifier>partial</DocumentQualifier></Header>
    <CTFpupilData><Pupil><UPN>H999123422011</UPN><Surname>QUILL</Surname><Forename>ZIA</Forename>
    <DOB>2017-02-03</DOB><Sex>F</Sex>
    <BasicDetails><NCyearActual>5</NCyearActual></BasicDetails>
    <SENhistory><SEN><StartDate>2022-09-05</StartDate><SENprovision>N</SENprovision></SEN>
    <SEN><StartDate>2024-01-15</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
    <Attendance><YearData><Year>2026</Year><SessionsPossible>200</SessionsPossible>
    <SessionsAttended>190</SessionsAttended></YearData><YearData><Year>2026</Year>
    <SessionsPossible>180</SessionsPossible><SessionsAttended>148</SessionsAttended></YearData>
    </Attendance><StageAssessments><KeyStage><Stage>KS1</Stage>
    <StageAssessment><Locale>ENG</Locale><Year>2023</Year><Subject>PHO</Subject>
    <Method>TT</Method><Component>CHK</Component><ResultStatus>R</ResultStatus>
    <ResultQualifier>NM</ResultQualifier><Result>34</Result></StageAssessment></KeyStage>
    </StageAssessments></Pupil></CTFpupilData></CTfile>"""
    export = read_export("9991234_CTF_9991234_001.xml", ctf)
    plan = plan_import(school, [Request(export)], date(2026, 11, 23), HalfTerm(*A2))
    assert plan.files[0].kind is FileKind.CTF
    assert plan.counts[0].added == 1
    key = ("H999123422011",)
    assert cell(plan.after, "Pupils", key, "SEND") == "K"
    assert cell(plan.after, "Pupils", key, "Year") == "5"
    prior = {(r["Stage"], r["Subject"]): r["Result"] for r in plan.after["Prior"].records()}
    assert prior == {("Phonics", "Phonics"): "34", ("2025-26", "Attendance"): "88.9 %"}
    after = applied(school, plan.with_list(done=True))
    again = plan_import(after, [Request(export)], date(2026, 11, 23), HalfTerm(*A2))
    assert again.changes == ()


def test_what_is_said_of_a_heading_is_remembered_for_files_with_the_same_headings(
    school: Tables, plan: Planner
) -> None:
    rows = [["UPN", "Grp", "Reading"], [TOM, "Oak", "EXS"]]
    found = plan(school, rows, means={"grp": "Maths group"})
    assert whats(found) == {"Mark added": 1, "Group added": 1}
    [remembered] = [line for line in found.lines if line.what == "Heading remembered"]
    assert (remembered.column, remembered.becomes) == ("Grp", "Maths group")
    after = applied(school, found.with_list(done=True))
    assert plan(after, rows).changes == ()
    later = plan(after, [rows[0], [ANN, "Elm", "WTS"]])
    assert whats(later) == {"Mark added": 1, "Group added": 1}
    other = plan(after, [[*rows[0], "Maths"], [ANN, "Elm", "WTS", "EXS"]])
    assert whats(other) == {"Mark added": 2}, "other headings: another file"
