"""The list before the change: rules by hand, and what must hold for every file."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.errors import DataError, Severity
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.fields import FileKind
from ppm_xl.mis.lines import LINES_IN_ORDER, WHICH_ROW, Line
from ppm_xl.mis.planning import ImportPlan
from ppm_xl.mis.row_outcomes import Counts
from ppm_xl.school.calendar import HalfTerm

Planner = Callable[..., ImportPlan]
ANN, ZOE, TOM, JANE = "V999123422001", "J999123422002", "Y999123422003", "B999123421004"
NEW = "H999123422011"
ROLL = [
    ["UPN", "Surname", "Forename", "Year Group", "Class"],
    [ANN, "Lee", "Ann", "3", "Elm"],
    [ZOE, "Brook", "Zoë", "4", "Elm"],
    [TOM, "Smith", "Tom", "3", "Elm"],
    [JANE, "Smith", "Jane", "5", "Oak"],
    ["E999123420005", "van der Berg", "Samuel", "6", "Oak"],
    ["Y99912342106A", "Park", "Lily", "5", "Oak"],
    ["U999123421007", "None", "True", "5", "Oak"],
    ["B999123426009", "Nott", "Ivy", "R", "Ash"],
]


def cell(tables: Tables, table: str, key: tuple[Cell, ...], column: str) -> Cell:
    assert key in tables[table].row_of
    return tables[table].get(key, column)


def whats(plan: ImportPlan) -> Counter[str]:
    return Counter(line.what for line in plan.lines)


# --- pupil lists


def test_the_whole_roll_as_it_stands_changes_nothing(school: Tables, plan: Planner) -> None:
    found = plan(school, ROLL)
    assert found.full
    assert found.changes == ()
    assert found.lines == ()
    assert found.with_list(done=True) == ()
    assert found.counts[0].same == 8
    assert "Nothing changes" in found.summary()[-1]


def test_who_is_not_in_the_whole_roll_has_left_today(school: Tables, plan: Planner) -> None:
    found = plan(school, [r for r in ROLL if r[0] != TOM])
    [line] = found.lines
    assert (line.what, line.pupil, line.becomes) == ("Leaver", "Tom Smith", "23/11/2026")
    assert cell(found.after, "Pupils", (TOM,), "Left") == date(2026, 11, 23)
    assert len(found.after["Pupils"].rows) == len(school["Pupils"].rows)


def test_a_part_of_the_roll_makes_no_leavers(school: Tables, plan: Planner) -> None:
    part = [r for r in ROLL if r[4] != "Ash" and r[0] != TOM]
    found = plan(school, part)
    assert not found.full
    assert found.lines == ()
    assert "nobody of Ash" in found.summary()[1]
    assert whats(plan(school, part, full=True)) == {"Leaver": 2}
    assert plan(school, [r for r in ROLL if r[0] != TOM], full=False).lines == ()


def test_two_lists_together_are_the_whole_roll(school: Tables, plan: Planner) -> None:
    elm = [r for r in ROLL if r[4] in {"Class", "Elm"}]
    others = [r for r in ROLL if r[4] != "Elm"]
    assert plan(school, others, elm).full
    assert not plan(school, elm).full


def test_a_class_whose_pupils_have_all_moved_need_not_be_in_the_list(
    school: Tables, plan: Planner
) -> None:
    moved = [[*r[:4], "Fir" if r[4] == "Elm" else r[4]] for r in ROLL if r[0] != JANE]
    found = plan(school, moved)
    assert found.full
    assert whats(found) == {"Class change": 3, "New class": 1, "Leaver": 1}
    assert plan(found.after, moved).changes == ()


def test_a_list_without_classes_is_a_part(school: Tables, plan: Planner) -> None:
    assert not plan(school, [[*r[:4]] for r in ROLL]).full


def test_a_row_that_is_left_out_does_not_make_its_pupil_a_leaver(
    school: Tables, plan: Planner
) -> None:
    doubled = [*ROLL, [ANN, "Lee", "Anna", "3", "Elm"]]
    found = plan(school, doubled)
    assert found.full
    assert whats(found) == {"Which row counts?": 2}
    assert found.changes == ()
    codes = [(p.code, p.where, p.severity) for p in found.problems]
    assert codes == [
        ("duplicate-upn", "file 0.csv, row 2", Severity.ERROR),
        ("duplicate-upn", "file 0.csv, row 10", Severity.ERROR),
    ]
    assert "rows 2 and 10" in found.problems[0].message.lower()
    nameless = [["" if r[0] == TOM else r[0], *r[1:]] for r in ROLL]
    found = plan(school, nameless)
    assert whats(found) == {"Which pupil?": 1}
    assert found.questions[0].candidates == ("Tom Smith",)


def with_cells(tables: Tables, table: str, replaced: Mapping[str, Mapping[str, Cell]]) -> Tables:
    """Write cells of a table anew, by the UPN as it stands."""
    old = tables[table]
    rows = tuple(
        tuple(replaced.get(str(r["UPN"]), {}).get(heading, r[heading]) for heading in old.headings)
        for r in old.records()
    )
    return tables.with_table(TableCells(table, old.headings, rows))


def test_a_upn_typed_with_blanks_and_small_letters_is_the_same_childs(
    school: Tables, plan: Planner
) -> None:
    typed = f" {TOM.lower()} "
    there = with_cells(school, "Pupils", {TOM: {"UPN": typed}})
    assert plan(there, ROLL).changes == ()
    found = plan(there, [r for r in ROLL if r[0] != TOM])
    assert [(c.key, c.column) for c in found.changes] == [((typed,), "Left")]
    moved = plan(there, [["UPN", "Class"], [TOM, "Oak"]])
    assert cell(moved.after, "Pupils", (typed,), "Class") == "Oak"
    assert whats(moved) == {"Class change": 1}
    marked = plan(there, [["UPN", "Reading"], [TOM, "EXS"]])
    assert marked.counts[0].added == 1
    assert plan(marked.after, [["UPN", "Reading"], [TOM, "EXS"]]).changes == ()


def test_a_child_who_stands_twice_on_pupils_does_not_stop_an_import(
    school: Tables, plan: Planner
) -> None:
    twice = with_cells(school, "Pupils", {ZOE: {"UPN": TOM}})
    gone = plan(twice, [r for r in ROLL if r[0] not in {TOM, ZOE}])
    assert whats(gone) == {"Leaver": 2}
    assert len(gone.after["Pupils"].rows) == len(twice["Pupils"].rows)
    once = [r for r in ROLL if r[0] != ZOE]
    for upn in (TOM, f" {TOM.lower()}"):
        twice = with_cells(school, "Pupils", {ZOE: {"UPN": upn}})
        assert "Leaver" not in whats(plan(twice, once))


def test_a_mark_goes_into_the_row_that_is_there_however_its_upn_is_typed(
    school: Tables, plan: Planner
) -> None:
    typed = f" {ANN.lower()}"
    there = with_cells(school, "Assessments", {ANN: {"UPN": typed}})
    found = plan(there, [["UPN", "Reading Autumn 1 2026-27"], [ANN, "GDS"]])
    assert whats(found) == {"Mark overwritten": 1}
    assert {(c.key, c.column) for c in found.changes} == {
        (("2026-27", "Autumn 1", typed), "Reading")
    }


def test_two_spellings_of_a_class_are_one_class(school: Tables, plan: Planner) -> None:
    typed = with_cells(
        school,
        "Pupils",
        {ANN: {"Class": "3/4  oak "}, TOM: {"Class": "3/4 OAK"}, ZOE: {"Class": "3/4 Oak"}},
    )
    settings = tuple({"Class": name} for name in ("Ash", "Oak", "3/4 Oak"))
    headings = school["Classes"].headings
    rows = tuple(tuple(r.get(h) for h in headings) for r in settings)
    there = typed.with_table(TableCells("Classes", headings, rows))
    moved = [[*r[:4], "3/4 oak" if r[4] == "Elm" else r[4]] for r in ROLL]
    same = plan(there, moved)
    assert same.full
    assert same.changes == ()
    leaver = plan(there, [r for r in moved if r[0] != ANN])
    assert whats(leaver) == {"Leaver": 1}
    assert leaver.full
    only_ann = plan(there, [ROLL[0], *(r for r in moved[2:] if r[0] != TOM)])
    assert whats(only_ann) == {"Leaver": 2}
    new = [NEW, "Lee", "Ann", "3", "3/4  OAK", "1/2/2019"]
    joined = plan(there, [[*ROLL[0], "DOB"], *moved[1:], new])
    assert cell(joined.after, "Pupils", (NEW,), "Class") == "3/4 Oak"
    assert "New class" not in whats(joined)
    names = {r["Pupil"] for r in joined.after["Pupils"].records() if r["Surname"] == "Lee"}
    assert names == {"Ann Lee (3/4 Oak 1)", "Ann Lee (3/4 Oak 2)"}
    marked = plan(there, [["UPN", "Reading"], [ANN, "EXS"]])
    assert cell(marked.after, "Assessments", (*NOW, ANN), "Class") == "3/4 Oak"


def test_two_spellings_of_a_new_class_make_one(school: Tables, plan: Planner) -> None:
    for spellings in (("FIR", "Fir", "fir "), ("Fir", "fir", "FIR")):
        rows = [[upn, c] for upn, c in zip((ANN, ZOE, TOM), spellings, strict=True)]
        found = plan(school, [["UPN", "Class"], *rows])
        assert whats(found) == {"Class change": 3, "New class": 1}
        assert [line.becomes for line in found.lines] == ["Fir"] * 4


def test_many_leavers_are_pointed_out(school: Tables, plan: Planner) -> None:
    found = plan(school, [ROLL[0], ROLL[1]], full=True)
    assert [p.code for p in found.problems] == ["many-leavers"]
    assert "7 of 8" in found.problems[0].message


def test_a_joiner_has_every_cell_that_the_file_has(school: Tables, plan: Planner) -> None:
    found = plan(
        school,
        [
            ["UPN", "Surname", "Forename", "Class", "Date of Admission", "PP", "EAL"],
            [NEW, "Quill", "Zia", "elm", "2/11/2026", "", "Y"],
            [ANN, "Lee", "Ann", "Elm", "", "1", "N"],
        ],
    )
    row = dict(
        zip(
            found.after["Pupils"].headings,
            found.after["Pupils"].rows[found.after["Pupils"].row_of[(NEW,)]],
            strict=True,
        )
    )
    assert {k: v for k, v in row.items() if v is not None} == {
        "UPN": NEW,
        "Pupil": "Zia Quill",
        "Surname": "Quill",
        "Forename": "Zia",
        "Class": "Elm",
        "Joined": date(2026, 11, 2),
        "Pupil Premium": "N",
        "EAL": "Y",
    }
    [joiner] = [line for line in found.lines if line.what == "Joiner"]
    assert (joiner.pupil, joiner.becomes) == ("Zia Quill", "Elm")


def test_blank_flags_are_no_only_where_the_column_has_no_no_of_its_own(
    school: Tables, plan: Planner
) -> None:
    def premium(*flags: str) -> list[Cell]:
        rows = [["UPN", "Pupil Premium"], *([u, f] for u, f in zip((ZOE, ANN), flags, strict=True))]
        after = plan(school, rows).after
        return [cell(after, "Pupils", (u,), "Pupil Premium") for u in (ZOE, ANN)]

    assert premium("", "Yes") == ["N", "Y"]
    assert premium("", "No") == ["Y", "N"]
    assert premium("", "") == ["Y", "N"]


def test_blank_cells_never_clear_what_is_there(school: Tables, plan: Planner) -> None:
    found = plan(
        school,
        [
            ["UPN", "Surname", "Forename", "DOB", "Sex", "Adno", "Class", "SEN Status", "Known As"],
            [JANE, "Smith", "Jane", "", "", "", "", "", ""],
            ["E999123420005", "van der Berg", "Samuel", "", "", "", "", "", ""],
        ],
    )
    assert found.changes == ()


def test_a_known_as_name_goes_when_the_file_says_the_forename_over(
    school: Tables, plan: Planner
) -> None:
    found = plan(
        school,
        [
            ["UPN", "Surname", "Forename", "Known As", "DOB"],
            ["E999123420005", "van der Berg", "Samuel", "Samuel", ""],
        ],
    )
    assert cell(found.after, "Pupils", ("E999123420005",), "Known as") is None
    assert cell(found.after, "Pupils", ("E999123420005",), "Pupil") == "Samuel van der Berg"


def test_a_shorter_admission_number_does_not_lose_its_noughts(
    school: Tables, plan: Planner
) -> None:
    found = plan(school, [["UPN", "Adno", "Class"], [ANN, "101", "Elm"], [ZOE, "000202", "Elm"]])
    assert [(c.key, c.column, c.becomes) for c in found.changes] == [
        ((ZOE,), "Admission no", "000202")
    ]


def test_a_joiner_needs_a_name_and_something_to_be_known_by(school: Tables, plan: Planner) -> None:
    found = plan(
        school,
        [
            ["UPN", "Adno", "Surname", "Forename", "DOB", "Leaving Date"],
            [NEW, "", "Quill", "", "", ""],
            ["", "", "Quill", "Zia", "", ""],
            ["X999123422012", "", "Gone", "Long", "", "1/9/2020"],
        ],
    )
    assert found.changes == ()
    assert found.counts[0].refused == 3
    assert {p.code for p in found.problems} >= {"no-name", "no-number", "left-already"}
    assert not found.usable


def test_a_child_without_a_upn_joins_once_whatever_comes_next(
    school: Tables, plan: Planner
) -> None:
    header = ["UPN", "Surname", "Forename", "DOB", "Class"]
    first = plan(school, [header, ["", "Quill", "Zia", "3/4/2018", "Elm"]])
    [upn] = {r["UPN"] for r in first.after["Pupils"].records()} - {
        r["UPN"] for r in school["Pupils"].records()
    }
    assert upn == "K00000002600A"
    again = plan(first.after, [header, ["", "Quill", "Zia", "3/4/2018", "Elm"]])
    assert again.changes == ()
    real = plan(first.after, [header, [NEW, "Quill", "Zia", "3/4/2018", "Elm"]])
    assert whats(real) == {"UPN change": 1}
    assert len(real.after["Pupils"].rows) == len(school["Pupils"].rows) + 1
    assert (upn,) not in real.after["Pupils"].row_of
    after = applied(first.after, real.with_list(done=True))
    assert cell(after, "Pupils", (NEW,), "Surname") == "Quill"


def test_two_children_without_upns_get_the_same_ones_whatever_the_order(
    school: Tables, plan: Planner
) -> None:
    header = ["Surname", "Forename", "DOB", "Class"]
    rows = [["Quill", "Zia", "3/4/2018", "Elm"], ["Abbot", "Bo", "3/4/2018", "Elm"]]
    there, back = plan(school, [header, *rows]), plan(school, [header, *reversed(rows)])
    assert set(there.changes) == set(back.changes)


def test_a_change_of_name_reaches_every_table(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Surname", "Forename", "DOB"], [ANN, "Lee-Hart", "Ann", ""]])
    key = ("2026-27", "Autumn 1", ANN)
    assert cell(found.after, "Assessments", key, "Pupil") == "Ann Lee-Hart"
    assert [(line.what, line.column, line.becomes) for line in found.lines] == [
        ("Detail change", "Surname", "Lee-Hart")
    ]


def test_lists_may_each_bring_a_part_of_a_new_pupil(school: Tables, plan: Planner) -> None:
    one = [["UPN", "Surname", "Forename", "Class"], [NEW, "Quill", "Zia", "Elm"]]
    two = [["UPN", "Surname", "Forename", "SEN Status"], [NEW, "Quill", "Zia", "K"]]
    for files in ((one, two), (two, one)):
        found = plan(school, *files)
        assert cell(found.after, "Pupils", (NEW,), "Class") == "Elm"
        assert cell(found.after, "Pupils", (NEW,), "SEND") == "K"
        assert [c.added for c in found.counts] == [1, 1]


def test_where_two_lists_disagree_neither_is_believed(school: Tables, plan: Planner) -> None:
    one = [["UPN", "Class"], [ANN, "Oak"]]
    two = [["UPN", "Class"], [ANN, "Ash"]]
    found = plan(school, one, two)
    assert found.changes == ()
    assert whats(found) == {"Two files disagree": 1}
    assert found.lines[0].decision is Decision.UNDECIDED
    new = [["UPN", "Surname", "Forename", "Class"], [NEW, "Quill", "Zia", "Elm"]]
    other = [["UPN", "Surname", "Forename", "Class"], [NEW, "Quill", "Zia", "Oak"]]
    assert whats(plan(school, new, other)) == {"Row left out": 2}


def test_one_bad_upn_is_left_out_and_a_bad_letter_only_warned_of(
    school: Tables, plan: Planner
) -> None:
    found = plan(
        school,
        [
            ["UPN", "Adno", "Surname", "Forename", "Class"],
            ["tbc", "000101", "Lee", "Ann", "Elm"],
            ["A999123422011", "000200", "Quill", "Zia", "Elm"],
        ],
    )
    assert [p.code for p in found.problems] == ["no-upn", "upn-check-letter", "upn-authority"]
    assert found.counts[0].same == 1
    assert found.counts[0].added == 1


# --- judgements and attendance


MARKS = [["UPN", "Reading", "Maths"], [ANN, "exs", "GDS"], [ZOE, "", "WTS"]]
NOW = ("2026-27", "Autumn 2")


def test_pupils_come_first_whatever_the_order_of_the_files(school: Tables, plan: Planner) -> None:
    pupils = [["UPN", "Surname", "Forename", "Year", "Class"], [NEW, "Quill", "Zia", "Y4", "Elm"]]
    marks = [["UPN", "Reading"], [NEW, "EXS"]]
    there, back = plan(school, pupils, marks), plan(school, marks, pupils)
    assert set(there.changes) == set(back.changes)
    assert cell(there.after, "Assessments", (*NOW, NEW), "Pupil") == "Zia Quill"
    assert cell(there.after, "Assessments", (*NOW, NEW), "Year") == "4"
    assert [c.added for c in back.counts] == [1, 1]


def test_the_half_term_is_the_option_then_the_files_then_homes(
    school: Tables, plan: Planner
) -> None:
    asked = HalfTerm("2026-27", "Autumn 1")
    assert (*NOW, ANN) in plan(school, MARKS).after["Assessments"].row_of
    found = plan(school, MARKS, half_term=asked).after["Assessments"]
    assert cell_of(found, ("2026-27", "Autumn 1", ANN), "Reading") == "EXS"
    titled = [["Marks for Autumn 1 2026-27"], *MARKS]
    assert (*NOW, ANN) not in plan(school, titled).after["Assessments"].row_of
    assert plan(school, titled).changes == plan(school, MARKS, half_term=asked).changes
    assert plan(school, titled, half_term=asked).changes == plan(school, titled).changes
    named = plan(school, MARKS, names=["Marks Autumn 1 2026-27.csv"])
    assert named.changes == plan(school, titled).changes
    for rows, names in ((titled, ["m.csv"]), (MARKS, ["Marks Autumn 1 2026-27.csv"])):
        with pytest.raises(DataError, match="is of Autumn 1 2026-27, not Autumn 2 2026-27"):
            plan(school, rows, names=names, half_term=HalfTerm(*NOW))


def cell_of(table: TableCells, key: tuple[Cell, ...], column: str) -> Cell:
    return table.get(key, column)


def test_a_half_term_without_a_year_takes_the_options(school: Tables, plan: Planner) -> None:
    marks = [["UPN", "Reading Summer 2"], [ANN, "EXS"]]
    found = plan(school, marks, half_term=HalfTerm("2025-26", "Summer 2"))
    key = ("2025-26", "Summer 2", ANN)
    assert cell(found.after, "Assessments", key, "Year") == "2"
    assert cell(found.after, "Assessments", key, "Class") is None


def test_only_the_columns_of_the_option_are_used(school: Tables, plan: Planner) -> None:
    marks = [["UPN", "Reading Autumn 1 2026-27", "Reading Autumn 2 2026-27"], [ANN, "EXS", "GDS"]]
    found = plan(school, marks, half_term=HalfTerm(*NOW))
    assert whats(found) == {"Mark added": 1}
    assert any("only the columns of Autumn 2 2026-27" in line for line in found.summary())


def test_a_half_term_to_come_is_pointed_out(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading Summer 2 2026-27"], [ANN, "EXS"]])
    assert [p.code for p in found.problems] == ["half-term-to-come"]


def test_a_row_is_stamped_when_made_and_never_again(school: Tables, plan: Planner) -> None:
    first = plan(school, MARKS).after
    moved = plan(
        first,
        [["UPN", "Year", "Class", "SEN Status"], [ANN, "4", "Oak", "K"]],
        [["UPN", "Writing"], [ANN, "EXS"]],
    ).after
    key = (*NOW, ANN)
    stamps = [cell(moved, "Assessments", key, c) for c in ("Year", "Class", "SEND", "Writing")]
    assert stamps == ["3", "Elm", "N", "EXS"]
    assert cell(moved, "Pupils", (ANN,), "Class") == "Oak"


def test_a_mark_overwritten_says_what_it_was(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading Autumn 1 2026-27"], [ANN, "EXS"]])
    [line] = found.lines
    assert (line.what, line.column, line.was, line.becomes) == (
        "Mark overwritten",
        "Reading, Autumn 1 2026-27",
        "WTS",
        "EXS",
    )


def test_marks_not_on_the_scale_are_left_out_and_listed(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading", "Maths"], [ANN, "NA", "EXS"], [ZOE, "TRUE", ""]])
    undecided = [line for line in found.lines if line.decision is Decision.UNDECIDED]
    assert sorted(line.becomes for line in undecided) == ["NA", "TRUE"]
    assert found.counts[0].added == 1
    assert found.counts[0].refused == 1
    assert (*NOW, ZOE) not in found.after["Assessments"].row_of


def test_who_is_not_on_roll_gets_no_marks(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading"], ["K999123419008", "EXS"], [NEW, "EXS"], [ANN, "EXS"]])
    assert found.counts[0].refused == 2
    assert {line.why for line in found.lines if line.what == "Row left out"} == {
        "Omar Reyes is not on roll.",
        "H999123422011 is nobody in the workbook. Import the pupil list first.",
    }


def test_a_name_spoiled_by_its_encoding_is_a_question(school: Tables, plan: Planner) -> None:
    found = plan(school, [["Adno", "Name", "Reading"], ["102", "Br??k, Z??", "EXS"]])
    [line] = found.lines
    assert line.decision is Decision.UNDECIDED
    assert line.source == "file 0.csv, row 2"
    assert line.becomes == "Is Zoë Brook, Elm, born 20 January 2018"
    assert line.why.startswith("The admission number is Zoë Brook's, the name is not. Yes if it is")
    assert found.questions[0].candidates == ("Zoë Brook",)
    assert "correct the name" in found.problems[0].do


def test_two_files_for_one_cell_are_believed_only_if_they_agree(
    school: Tables, plan: Planner
) -> None:
    one, two = [["UPN", "Reading"], [ANN, "EXS"]], [["UPN", "Reading"], [ANN, "GDS"]]
    assert whats(plan(school, one, one)) == {"Mark added": 1}
    found = plan(school, one, two)
    assert whats(found) == {"Two files disagree": 1}
    assert found.changes == ()
    reading, maths = [["UPN", "Reading"], [ANN, "EXS"]], [["UPN", "Maths"], [ANN, "EXS"]]
    assert whats(plan(school, reading, maths)) == {"Mark added": 2}


def test_a_marksheet_gives_its_attendance_too(school: Tables, plan: Planner) -> None:
    rows = [["UPN", "Reading", "% Attendance"], [ANN, "EXS", "94.5"]]
    both = plan(school, rows)
    assert whats(both) == {"Mark added": 1, "Attendance added": 1}
    found = plan(school, rows, kind=FileKind.ATTENDANCE)
    assert whats(found) == {"Attendance added": 1}
    for done in (both, found):
        assert cell(done.after, "Assessments", (*NOW, ANN), "Attendance basis") == "year to date"
    sessions = [["UPN", "Possible", "Attended"], [ANN, "100", "90"]]
    for files in ((rows, sessions), (sessions, rows)):
        together = plan(school, *files)
        assert cell(together.after, "Assessments", (*NOW, ANN), "Attendance %") == 90
        assert not together.problems
    after = plan(plan(school, sessions).after, rows)
    assert whats(after) == {"Mark added": 1}


def test_attendance_without_a_percentage_is_worked_out(school: Tables, plan: Planner) -> None:
    found = plan(
        school,
        [["UPN", "Possible", "Authorised Absence", "Unauthorised Absence"], [ANN, 60, 4, 1]],
    )
    values = [
        cell(found.after, "Assessments", (*NOW, ANN), c)
        for c in ("Possible", "Attended", "Unauthorised", "Attendance %", "Attendance to")
    ]
    assert values == [60, 55, 1, 91.7, None]
    [line] = found.lines
    assert line.becomes == "91.7 %, 55 of 60 sessions, 1 unauthorised, year to date"


@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        (["90.0%", "90", "0.95", "105", "N/A"], [90, 90, None, None, None], {2: "95 %", 3: "100"}),
        (["0.9", "0.951", "1", "0"], [90, 95.1, 100, 0], {}),
        (["96.2", "1", "0.5%", "0"], [96.2, None, 0.5, 0], {1: "100 %"}),
        (["0.9", "0.95", "1.05"], [None, None, None], {0: "90 %", 1: "95 %", 2: "105 %"}),
        (["1", "1"], [None, None], {0: "100 %", 1: "100 %"}),
        (["94", "1.5"], [94, 1.5], {}),
        (["94", "-1"], [94, None], {1: "100"}),
    ],
)
def test_a_fraction_among_percentages_is_never_used(
    school: Tables,
    plan: Planner,
    column: list[str],
    taken: list[float | None],
    refused: dict[int, str],
) -> None:
    upns = [r[0] for r in ROLL[1 : 1 + len(column)]]
    rows = [["UPN", "Attendance %"], *([u, c] for u, c in zip(upns, column, strict=True))]
    found = plan(school, rows)
    after = found.after["Assessments"]
    assert [after.get((*NOW, upn), "Attendance %") for upn in upns] == taken
    assert {int(p.where[-1]) - 2: p for p in found.problems}.keys() == refused.keys()
    for problem in found.problems:
        at = int(problem.where[-1]) - 2
        assert column[at] in problem.message
        assert refused[at] in f"{problem.message} {problem.do}"
    assert found.counts[0].refused == len(refused)


def test_a_small_percentage_that_the_rows_sessions_make_is_used(
    school: Tables, plan: Planner
) -> None:
    header = ["UPN", "Possible", "Attended", "% Attendance"]
    found = plan(school, [header, [ANN, 110, 1, "0.9"], [ZOE, 110, 99, "0.9"], [TOM, 10, 9, "90"]])
    after = found.after["Assessments"]
    shown = [after.get((*NOW, upn), "Attendance %") for upn in (ANN, ZOE, TOM)]
    assert shown == [0.9, 90, 90]
    assert [(p.code, p.where) for p in found.problems] == [
        ("percentage-unsure", "file 0.csv, row 3")
    ]


def test_what_staff_typed_beside_it_stays(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading Autumn 1 2026-27"], [ANN, "EXS"]])
    key = ("2026-27", "Autumn 1", ANN)
    assert cell(found.after, "Assessments", key, "Reading progress") == "Green"
    assert {c.column for c in found.changes} == {"Reading"}


# --- the list on the sheet Import

READING_NOW = "Reading, Autumn 2 2026-27"


def test_the_list_is_written_before_and_after(school: Tables, plan: Planner) -> None:
    found = plan(school, [["UPN", "Reading", "Maths"], [ANN, "EXS", "NA"]])
    before = applied(school, found.with_list(done=False))
    assert before["Assessments"] == school["Assessments"]
    assert [r["Decision"] for r in before["ImportList"].records()] == ["Undecided", "Yes"]
    after = applied(school, found.with_list(done=True))
    assert [r["Decision"] for r in after["ImportList"].records()] == ["Undecided", "Done"]
    assert cell(after, "Assessments", (*NOW, ANN), "Reading") == "EXS"
    assert len({r["ID"] for r in after["ImportList"].records()}) == 2


def undecided(tables: Tables) -> list[tuple[Cell, ...]]:
    return [
        (r["Pupil"], r["Column"], r["Becomes"])
        for r in tables["ImportList"].records()
        if r["Decision"] == "Undecided"
    ]


NOT_ON_SCALE = [["UPN", "Reading", "Maths"], [ANN, "EXS", "NA"], [ZOE, "??", "EXS"]]
WAITING = [("Ann Lee", "Maths, Autumn 2 2026-27", "NA"), ("Zoë Brook", READING_NOW, "??")]


def test_what_waits_for_a_person_outlives_the_next_import(school: Tables, plan: Planner) -> None:
    tables = applied(school, plan(school, NOT_ON_SCALE, names=["marks.csv"]).with_list(done=True))
    assert undecided(tables) == WAITING
    found = plan(tables, [["UPN", "Class"], [TOM, "Oak"]], names=["pupils.csv"])
    assert "2 lines of earlier imports still wait on the sheet Import" in found.summary()[-1]
    shown = applied(tables, found.with_list(done=False))
    tables = applied(tables, found.with_list(done=True))
    for after in (shown, tables):
        assert undecided(after) == WAITING
        assert len({r["ID"] for r in after["ImportList"].records()}) == 3
    for rows, name in (
        (NOT_ON_SCALE, "marks.csv"),
        ([["UPN", "Class"], [TOM, "Oak"]], "pupils.csv"),
    ):
        assert plan(tables, rows, names=[name]).with_list(done=True) == ()


def test_what_a_later_file_answers_or_repeats_waits_no_longer(
    school: Tables, plan: Planner
) -> None:
    tables = applied(school, plan(school, NOT_ON_SCALE, names=["marks.csv"]).with_list(done=True))
    mended = [["UPN", "Reading", "Maths"], [ANN, "EXS", "GDS"], [ZOE, "!!", "EXS"]]
    after = applied(tables, plan(tables, mended, names=["mended.csv"]).with_list(done=True))
    assert undecided(after) == [("Zoë Brook", READING_NOW, "!!")]
    typed = with_cells(tables, "Assessments", {ANN: {"Maths": "GDS"}})
    same = plan(typed, [["UPN", "Maths"], [ANN, "GDS"]])
    assert same.changes == ()
    assert undecided(applied(typed, same.with_list(done=True))) == WAITING[1:]


def test_a_row_left_out_waits_until_a_file_of_its_name_can_use_it(
    school: Tables, plan: Planner
) -> None:
    first = plan(school, [["Name", "Reading"], ["Ann Lee", "EXS"]], names=["marks.csv"])
    tables = applied(school, first.with_list(done=True))
    [line] = undecided(tables)
    other = plan(tables, [["UPN", "Name", "% Att"], [ANN, "Ann Lee", 95]], names=["att.csv"])
    tables = applied(tables, other.with_list(done=True))
    assert undecided(tables) == [line]
    mended = plan(
        tables, [["UPN", "Name", "Reading"], [ANN, "Ann Lee", "EXS"]], names=["marks.csv"]
    )
    assert undecided(applied(tables, mended.with_list(done=True))) == []


def test_what_staff_write_beside_a_waiting_line_stays_with_it(
    school: Tables, plan: Planner
) -> None:
    tables = applied(school, plan(school, NOT_ON_SCALE).with_list(done=True))
    old = tables["ImportList"]
    rows = tuple((*row, row[old.place_of["Becomes"]]) for row in old.rows)
    tables = tables.with_table(TableCells("ImportList", (*old.headings, "Our note"), rows))
    left_out = [["UPN", "Reading", "Class"], [TOM, "%%", ""], [ANN, "WTS", ""]]
    after = applied(tables, plan(tables, left_out).with_list(done=True))
    notes = {r["Becomes"]: r["Our note"] for r in after["ImportList"].records()}
    assert notes == {"NA": "NA", "??": "??", "%%": None, "WTS": None}


def test_rows_and_notes_are_counted_in_words() -> None:
    one = Counts("a.csv", 1, 1, 0, 0, 0, 1)
    assert one.in_words() == "1 row, 1 added (1 row of notes passed over)"
    two = Counts("a.csv", 2, 0, 0, 1, 1, 2)
    assert two.in_words() == "2 rows, 1 the same, 1 left out (2 rows of notes passed over)"


def test_every_line_has_its_place_in_the_list() -> None:
    assert len(set(LINES_IN_ORDER)) == len(LINES_IN_ORDER)


# --- what must hold for every file


UPNS = st.sampled_from([ANN, ZOE, TOM, JANE, NEW, "K999123419008", "", "tbc"])
MARK = st.sampled_from(["EXS", "wts", "GDS ", "NA", "3EXS", "", "1E5"])


@st.composite
def marksheets(draw: st.DrawFn) -> list[list[str]]:
    header = ["UPN", "Adno", "Surname", "Forename", "Reading", "Writing Autumn 1 2026-27", "Effort"]
    rows = draw(
        st.lists(
            st.tuples(
                UPNS,
                st.sampled_from(["000101", "000102", "103", "000777", ""]),
                st.sampled_from(["Lee", "Brook", "Smith", "Quill"]),
                st.sampled_from(["Ann", "Zoë", "Tom", "Jane"]),
                MARK,
                MARK,
                st.sampled_from(["Green", "a", "blue", ""]),
            ),
            min_size=1,
            max_size=7,
        )
    )
    return [header, *(list(row) for row in rows)]


@st.composite
def pupil_lists(draw: st.DrawFn) -> list[list[str]]:
    header = ["UPN", "Adno", "Surname", "Forename", "DOB", "Class", "Pupil Premium", "SEN Status"]
    rows = draw(
        st.lists(
            st.tuples(
                UPNS,
                st.sampled_from(["000101", "000102", "103", "000777", ""]),
                st.sampled_from(["Lee", "Brook", "Smith", "Quill"]),
                st.sampled_from(["Ann", "Zoë", "Tom", "Jane"]),
                st.sampled_from(["3/10/2018", "2018-01-20", "13/13/2018", ""]),
                st.sampled_from(["Elm", "OAK", "Ash", "Fir", ""]),
                st.sampled_from(["Y", "N", "", "✓", "?"]),
                st.sampled_from(["K", "SEN Support", "", "N", "E"]),
            ),
            min_size=1,
            max_size=8,
        )
    )
    return [header, *(list(row) for row in rows)]


def essence(plan: ImportPlan) -> tuple[object, ...]:
    """What a plan would do, without the numbers of the rows that ask for it."""
    lines = sorted(
        (li.what, li.pupil, li.column, li.was, without_rows(li), str(li.decision))
        for li in plan.lines
    )
    [counts] = plan.counts
    sums = (counts.rows, counts.added, counts.changed, counts.same, counts.refused)
    return set(plan.changes), lines, sums, Counter(p.code for p in plan.problems), plan.full


def without_rows(line: Line) -> str:
    return "" if line.what == WHICH_ROW else line.becomes


FILES = st.one_of(marksheets(), pupil_lists())


@given(FILES, st.randoms(use_true_random=False))
def test_order_of_rows_and_columns_and_extras_change_nothing(
    school: Tables, plan: Planner, rows: list[list[str]], shuffle: random.Random
) -> None:
    want = essence(plan(school, rows))
    header, *data = rows
    shuffled = shuffle.sample(data, len(data))
    assert essence(plan(school, [header, *shuffled])) == want
    order = shuffle.sample(range(len(header)), len(header))
    assert essence(plan(school, [[row[i] for i in order] for row in rows])) == want
    extra = [[*row[:2], f"x{n}" if n else "Postcode", *row[2:]] for n, row in enumerate(rows)]
    assert essence(plan(school, extra)) == want
    blanks = [["Marksheet : KS2"], [""] * 8, header]
    for row in data:
        blanks.extend([row, [], [""] * len(header)])
    assert essence(plan(school, [*blanks, ["Template Notes"], ["Printed by the office"]])) == want


@given(
    FILES,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_encoding_and_delimiter_change_nothing(
    school: Tables,
    plan: Planner,
    csv_bytes: Callable[..., bytes],
    xlsx_bytes: Callable[..., bytes],
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
) -> None:
    rows = [["Y" if cell == "✓" else cell for cell in row] for row in rows]
    want = essence(plan(school, rows))
    assert essence(plan(school, csv_bytes(rows, delimiter, encoding))) == want
    assert essence(plan(school, xlsx_bytes(rows))) == want


@given(FILES)
def test_every_row_is_accounted_for_and_a_second_time_changes_nothing(
    school: Tables, plan: Planner, rows: list[list[str]]
) -> None:
    found = plan(school, rows)
    [counts] = found.counts
    assert counts.added + counts.changed + counts.same + counts.refused == counts.rows
    assert counts.rows + counts.notes == len(rows) - 1
    after = applied(school, found.with_list(done=True))
    again = plan(after, rows)
    assert again.changes == ()
    assert again.with_list(done=True) == ()


@given(FILES, FILES)
def test_a_second_file_twice_changes_nothing_and_its_list_has_every_line_once(
    school: Tables, plan: Planner, one: list[list[str]], two: list[list[str]]
) -> None:
    tables = applied(school, plan(school, one, names=["one.csv"]).with_list(done=True))
    tables = applied(tables, plan(tables, two, names=["two.csv"]).with_list(done=True))
    assert plan(tables, two, names=["two.csv"]).with_list(done=True) == ()
    tables = applied(tables, plan(tables, one, names=["one.csv"]).with_list(done=True))
    lines = list(tables["ImportList"].records())
    assert len({line["ID"] for line in lines}) == len(lines)
    shown = ("Pupil", "Column", "Becomes", "Why", "Where")
    left_out = [tuple(r[c] for c in shown) for r in lines if r["Decision"] == "Undecided"]
    assert len(set(left_out)) == len(left_out)


def test_a_question_of_whose_number_stays_one_when_a_namesake_has_joined(
    school: Tables, plan: Planner
) -> None:
    rows = [
        ["UPN", "Adno", "Surname", "Forename", "DOB", "Class"],
        [NEW, "103", "Lee", "Zoë", "3/10/2018", "Elm"],
        ["", "000777", "Lee", "Zoë", "3/10/2018", "Elm"],
    ]
    tables = applied(school, plan(school, rows).with_list(done=True))
    assert plan(tables, rows).with_list(done=True) == ()


def test_a_new_child_is_not_added_twice_by_a_row_without_numbers(
    school: Tables, plan: Planner
) -> None:
    rows = [
        ["UPN", "Surname", "Forename", "DOB"],
        [NEW, "Quill", "Zoë", "3/10/2018"],
        ["", "QUILL", "Zoe", "3/10/2018"],
    ]
    found = plan(school, rows)
    assert whats(found) == {"Which pupil?": 1, "Joiner": 1}
    tables = applied(school, found.with_list(done=True))
    assert plan(tables, rows).with_list(done=True) == ()


def test_who_is_named_in_a_row_left_out_has_not_left(school: Tables, plan: Planner) -> None:
    rows = [
        *([*r, ""] for r in ROLL if r[0] != ZOE),
        [NEW, "Brook", "Zoë", "4", "Elm", "000777"],
        [NEW, "Brook", "Zoë", "4", "Elm", "000777"],
        ["", "Lee", "Zia", "4", "Elm", "000777"],
    ]
    rows[0][-1] = "Adno"
    tables = applied(school, plan(school, rows, full=True).with_list(done=True))
    again = plan(tables, rows, full=True)
    assert "Leaver" not in whats(again)
    assert again.with_list(done=True) == ()


IDENTITY_HEAD = ["UPN", "Adno", "Surname", "Forename", "DOB", "Class"]


@pytest.mark.parametrize("full", [None, True])
@pytest.mark.parametrize(
    "rows",
    [
        # One number with and without its noughts, on two new children or one.
        [["", "000777", "Quill", "Tom", "", ""], ["", "777", "Quill", "Tom", "", ""]],
        [["", "777", "Smith", "Ann", "", "Elm"], [NEW, "000777", "Smith", "Ann", "", "Elm"]],
        # A known UPN under a new child's name beside two rows with one admission number.
        [
            [ANN, "", "Brook", "Tom", "", ""],
            ["", "777", "Lee", "Ann", "", ""],
            ["", "000777", "Brook", "Ann", "", ""],
        ],
        [
            [ANN, "", "Quill", "Jane", "", ""],
            ["P999123422012", "", "Lee", "Ann", "2018-01-20", ""],
            [NEW, "000101", "", "", "", ""],
        ],
        # A birthday that would make a namesake known.
        [
            ["", "", "Smith", "Jane", "", ""],
            [NEW, "", "Smith", "Jane", "3/10/2018", ""],
            [JANE, "", "", "", "3/10/2018", ""],
        ],
        [
            [ANN, "", "Brook", "Zoë", "", ""],
            ["", "000101", "", "", "2018-01-20", ""],
            [NEW, "", "Lee", "Ann", "2018-01-20", ""],
        ],
        # A number that goes from one child to another.
        [[ANN, "000777", "", "", "", ""], [NEW, "000101", "", "", "", ""]],
        [
            ["P999123422012", "000102", "", "", "", ""],
            [NEW, "", "Brook", "Zoë", "3/10/2018", ""],
            ["", "000102", "Lee", "Zoë", "", ""],
        ],
    ],
)
def test_rows_that_mix_up_children_change_nothing_the_second_time(
    school: Tables, plan: Planner, rows: list[list[str]], *, full: bool | None
) -> None:
    for order in (rows, rows[::-1]):
        mixed = [IDENTITY_HEAD, *order]
        after = applied(school, plan(school, mixed, full=full).with_list(done=True))
        assert plan(after, mixed, full=full).with_list(done=True) == ()


@given(pupil_lists())
def test_no_import_loses_or_doubles_a_child(
    school: Tables, plan: Planner, rows: list[list[str]]
) -> None:
    found = plan(school, rows)
    before = {r["UPN"] for r in school["Pupils"].records()}
    after = [r["UPN"] for r in found.after["Pupils"].records()]
    replaced = sum(line.what == "UPN change" for line in found.lines)
    joined = sum(line.what == "Joiner" for line in found.lines)
    assert len(after) == len(set(after)) == len(before) + joined
    assert len(before - set(after)) == replaced
    names = [str(r["Pupil"]).casefold() for r in found.after["Pupils"].records()]
    assert len(set(names)) == len(names)
