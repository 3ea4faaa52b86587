"""What is shown of each child of a school that is small enough to work it out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import meeting_school
import pytest

from ppm_xl import schema
from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.one_child.grid import CELL_FIELD, LABEL_FIELD, LEFT_FROM, LINES
from ppm_xl.one_child.view import TABLE, child_views, refresh
from ppm_xl.school.reading import read_school

ADA, BILAL, DEWI, FEMI, IMRE = (f"A9990000000{n}" for n in ("01", "02", "04", "06", "21"))
SCHOOL_YEAR = {"School year": "2026-27", "Half-term": "Autumn 2"}
LATER = {"School year": "2026-27", "Half-term": "Spring 1"}


def views(tables: Tables) -> dict[Cell, dict[str, Cell]]:
    school, problems = read_school(tables)
    assert not problems
    found = child_views(school, meeting_school.NOW, meeting_school.TODAY)
    return {row["UPN"]: row for row in found}


def lines(row: dict[str, Cell], column: str) -> list[str]:
    return str(row[column] or "").split("\n")


def cells(line: str) -> tuple[str, list[str]]:
    """The label of a line of colours, and what each of its cells shows, empty ones left out."""
    label, rest = line[1 : 1 + LABEL_FIELD].strip(), line[1 + LABEL_FIELD :]
    fields = [rest[n : n + CELL_FIELD].strip() for n in range(0, len(rest), CELL_FIELD)]
    return label, [field for field in fields if field]


def about(draft: Draft, table: str, upn: str, **more: Cell) -> None:
    name = next(f"{f} {s}" for u, f, s, *_ in meeting_school.PUPILS if u == upn)
    known = {key.replace("_", " "): value for key, value in more.items()}
    draft.put(table, {"UPN": upn, "Pupil": name, **known})


@pytest.fixture
def draft() -> Draft:
    return Draft(meeting_school.tables())


def test_every_child_on_roll_has_a_row_by_class_youngest_first() -> None:
    found = views(meeting_school.tables())
    assert [row["Class"] for row in found.values()] == (
        ["Robins"] * 2 + ["Acorn"] * 2 + ["Oak"] * 6
    )
    assert {row["Pupil"] for row in found.values()} == {
        f"{p[1]} {p[2]}" for p in meeting_school.PUPILS
    }


def test_who_and_where() -> None:
    found = views(meeting_school.tables())
    assert found[ADA]["Facts"] == "Year 4  ·  Oak (Mrs Fell)  ·  ◆ Pupil Premium"
    assert found[BILAL]["Facts"] == "Year 4  ·  Oak (Mrs Fell)  ·  ▲ SEN support"
    assert found[ADA]["Standing"] == "TAutumn 2 2026-27: not Red in anything"
    assert str(found[BILAL]["Standing"]).startswith("RAutumn 2 2026-27: Red in Reading")
    assert found[IMRE]["Standing"] == (
        "TAutumn 2 2026-27: On track in 5 of 7; not yet in Literacy and Mathematics"
    )
    assert found[FEMI]["Standing"] == "QAutumn 2 2026-27: not assessed yet"


def test_marks_and_judgements_stand_in_the_half_term_they_were_given_in() -> None:
    year, half_terms, reading, writing, maths, *rest = lines(
        views(meeting_school.tables())[BILAL], "Colours"
    )
    assert cells(year) == ("Attainment, then progress", ["2026-27"])
    assert cells(half_terms) == ("", ["Aut 1", "Aut 2"])
    assert cells(reading) == ("Reading", ["G EXS", "R BLW", "R"])
    assert cells(writing) == ("Writing", ["G EXS", "G EXS", "G"])
    assert cells(maths) == ("Maths", ["G EXS", "R BLW", "Y"])
    assert [cells(line) for line in rest] == [("Attendance %", []), ("Times late", [])]


def test_attendance_and_attitude_have_a_line_each(draft: Draft) -> None:
    row: dict[str, Cell] = {"Attendance %": 88.0, "Attendance basis": "year to date", "Lates": 1,
           "Behaviour": "Green", "Effort": "Yellow"}  # fmt: skip
    for heading, value in row.items():
        draft.set("Assessments", ("2026-27", "Autumn 2", BILAL), heading, value)
    found = [cells(line) for line in lines(views(draft.tables())[BILAL], "Colours")]
    assert found[5:] == [
        ("Attendance %, year to date", ["R 88"]),
        ("Times late", []),  # how many before this half-term is not known
        ("Behaviour", ["G"]),
        ("Effort", ["Y"]),
    ]


def test_the_schools_word_for_yellow_gives_its_letter(draft: Draft) -> None:
    draft.put("Words", {"What": "Yellow is called", "Value": "Amber"})
    found = [cells(line) for line in lines(views(draft.tables())[BILAL], "Colours")]
    assert ("Maths", ["G EXS", "R BLW", "A"]) in found


def test_reception_has_its_areas_and_no_targets_missed() -> None:
    found = views(meeting_school.tables())[IMRE]
    heads, _, *areas = [cells(line) for line in lines(found, "Colours")]
    assert heads[0] == "G on track, Y not yet"
    shown = dict(areas[:7])
    assert tuple(shown) == schema.AREAS_OF_LEARNING
    assert shown["Literacy"] == shown["Mathematics"] == ["Y"]
    assert shown["Physical"] == ["G"]
    assert lines(found, "Left") == ["QNothing recorded: barriers, earlier results."]


def test_a_child_without_anything() -> None:
    found = views(meeting_school.tables())[FEMI]
    assert [cells(line)[0] for line in lines(found, "Colours")] == ["No marks or attendance yet"]
    assert lines(found, "Middle") == [
        "QNothing recorded: provision, actions to do,",
        "Qactions done.",
    ]


def test_actions_to_do_the_overdue_marked_and_what_came_of_those_done(draft: Draft) -> None:
    for ident, day, status, impact in (
        ("a", date(2026, 11, 20), "open", None),
        ("b", date(2026, 12, 4), "open", None),
        ("c", date(2026, 11, 6), "done", "worked"),
    ):
        draft.put(
            "Actions",
            {"ID": ident, "Area": "Maths", "Action": f"do {ident}", "Owner": "child",
             "Agreed on": date(2026, 11, 2), "By when": day, "Measure": "9 of 10",
             "Status": status, "Impact": impact, "Impact note": "Yes" if impact else None},
        )  # fmt: skip
        about(draft, "ActionPupils", FEMI, ID=ident)
    assert lines(views(draft.tables())[FEMI], "Middle") == [
        "HActions to do",
        "TMaths: Do a.",
        "RThe child, by 20/11/2026: overdue.",
        "QMeasure: 9 of 10.",
        "TMaths: Do b.",
        "QThe child, by 04/12/2026. Measure: 9 of 10.",
        "",
        "HActions done",
        "TMaths: Do c.",
        "QThe child. Done.",
        "GWorked: Yes.",
        "",
        "QNothing recorded: provision.",
    ]


def test_provision_with_its_effect_what_is_over_apart(draft: Draft) -> None:
    draft.put("Interventions", {"Name": "Paired reading", "Kind": "group", "Area": "Reading",
                                "Staff": "Mr Garth"})  # fmt: skip
    about(draft, "Provision", FEMI, Name="Paired reading", From=date(2026, 9, 14),
          Sessions_planned=12, Sessions_had=9, Entry="61", Measure="Words a minute",
          Working="no", Reviewed=date(2026, 11, 9), Changed_to="a smaller group")  # fmt: skip
    about(draft, "Provision", FEMI, Name="Number club", From=date(2026, 1, 12),
          To=date(2026, 3, 20), Entry="4", Exit="9", Working="worked")  # fmt: skip
    about(draft, "Groups", FEMI, Name="Kestrels", From=date(2026, 9, 14), Subject="Maths")
    assert lines(views(draft.tables())[FEMI], "Middle") == [
        "HIn place now",
        "BPaired reading (Reading)",
        "QGroup with Mr Garth, since 14/09/2026, 9 of 12",
        "Qsessions.",
        "QWords a minute: 61 at the start.",
        "RNot working (09/11/2026). Now: A smaller",
        "Rgroup.",
        "BKestrels (Maths)",
        "QFocus group. Since 14/09/2026.",
        "",
        "HIn place before",
        "BNumber club",
        "QSince 12/01/2026, to 20/03/2026.",
        "QMeasure: 4 at the start, 9 at the end.",
        "GWorked.",
        "",
        "QNothing recorded: actions to do, actions done.",
    ]


def test_the_childs_voice_before_what_adults_said(draft: Draft) -> None:
    key = ("2026-27", "Autumn 2", DEWI)
    draft.set("Assessments", key, "Child's words", "I like it here")
    draft.set("Assessments", key, "Raise at the meeting", "Tired each Monday")
    draft.set("Assessments", key, "Staff note", "New glasses")
    about(draft, "Conversations", DEWI, **{k.replace(" ", "_"): v for k, v in SCHOOL_YEAR.items()},
          Held=date(2026, 11, 16), Going_well="Maths", Agreed="Ten minutes a day")  # fmt: skip
    draft.put("LearningTargets", {"ID": "1", **SCHOOL_YEAR, "UPN": DEWI, "Subject": "Writing",
                                  "Next": "Join up", "By when": date(2026, 12, 4)})  # fmt: skip
    draft.put("Discussion", {"Meeting": "PM 2026-27 Autumn 1 Oak", "UPN": DEWI, "Area": "Maths",
                             "Need": "Number bonds", "Teacher's reason": "Counts on fingers",
                             "SEND concern": "Y", "What helped": "Dominoes"})  # fmt: skip
    found = lines(views(draft.tables())[DEWI], "Right")
    assert [line for line in found if line] == [
        "HIn the child's words",
        "TAutumn 2: “I like it here”",
        "HLearning conversations",
        "BAutumn 2, 16/11/2026",
        "TGoing well: Maths.",
        "TAgreed: Ten minutes a day.",
        "HLearning targets",
        "TWriting: Join up. By 04/12/2026.",
        "HWhat meetings said",
        "BTo raise now: Tired each Monday.",
        "BAutumn 1, Maths: Number bonds",
        "TCounts on fingers.",
        "TWhat helped: Dominoes.",
        "HWhat the teacher wrote",
        "TAutumn 2, for staff: New glasses.",
    ]


def test_a_conversation_that_is_planned(draft: Draft) -> None:
    draft.put(
        "Conversations",
        {**SCHOOL_YEAR, "UPN": FEMI, "Planned": datetime(2026, 12, 2, 9, 10)},  # noqa: DTZ001 - as cells
    )
    found = lines(views(draft.tables())[FEMI], "Right")
    assert "BAutumn 2, planned 02/12/2026 09:10" in found


def test_tests_targets_barriers_and_earlier_results(draft: Draft) -> None:
    for subject, score in (("Reading", "98"), ("Maths", "81")):
        draft.put("Tests", {**SCHOOL_YEAR, "UPN": ADA, "Subject": subject, "Test": "NFER",
                            "Score": score, "Date": date(2026, 11, 9)})  # fmt: skip
    draft.put("Targets", {"School year": "2026-27", "UPN": ADA, "Subject": "Maths",
                          "Agreed": "GDS", "Starting point": "WTS",
                          "Autumn milestone": "GDS"})  # fmt: skip
    about(draft, "Barriers", ADA, Barrier="Medical", Since=date(2026, 9, 1))
    about(draft, "Prior", ADA, Stage="KS1", Subject="Reading", Result="EXS")
    found = lines(views(draft.tables())[ADA], "Left")
    assert "TNFER, 09/11/2026: Reading 98, Maths 81." in found
    assert "TMedical, since 01/09/2026." in found
    assert "TKS1: Reading EXS." in found
    said = " ".join(line[1:] for line in found)
    assert "Maths: target GDS, began at WTS; milestone for autumn GDS: not yet, now EXS." in said


@pytest.mark.parametrize(
    ("mark", "milestone", "said"),
    [
        ("PK2", "PK4", "not yet, now PK2"),  # all pre-key stage standards stand at the same steps
        ("PK4", "PK4", "reached"),
        ("PK6", "BLW", "not yet, now PK6"),
    ],
)
def test_a_milestone_below_the_curriculum_is_reached_by_its_standard(
    draft: Draft, mark: str, milestone: str, said: str
) -> None:
    draft.put("Assessments", {**SCHOOL_YEAR, "UPN": ADA, "Maths": mark})
    draft.put("Targets", {"School year": "2026-27", "UPN": ADA, "Subject": "Maths",
                          "Agreed": "BLW", "Autumn milestone": milestone})  # fmt: skip
    found = " ".join(line[1:] for line in lines(views(draft.tables())[ADA], "Left"))
    assert f"milestone for autumn {milestone}: {said}." in found


def test_what_only_senco_or_leaders_may_see_is_not_there(draft: Draft) -> None:
    """Each column that class staff may not see is filled for a child; none of it is told."""
    kept = Draft(draft.tables())
    seen = schema.Audience.CLASS_STAFF.value[0]
    whisper = "Whisper"
    draft.put("Barriers", {"UPN": ADA, "Barrier": "Medical", "Since": date(2026, 9, 1)})
    draft.put("Discussion", {"Meeting": "PM 2026-27 Autumn 1 Oak", "UPN": ADA, "Area": "Maths"})
    kept.put("Barriers", {"UPN": ADA, "Barrier": "Medical", "Since": date(2026, 9, 1)})
    kept.put("Discussion", {"Meeting": "PM 2026-27 Autumn 1 Oak", "UPN": ADA, "Area": "Maths"})
    filled = 0
    for table in schema.TABLES.values():
        for heading, column in table.spelt_out():
            if column.seen_by.includes(seen) or "UPN" not in table.headings():
                continue
            for place, row in enumerate(draft.tables()[table.name].records()):
                if row.get("UPN") == ADA and table.name != "Status":
                    yes_no = column.kind is schema.Kind.YES_NO
                    number = column.kind is schema.Kind.WHOLE
                    value: Cell = "Y" if yes_no else 7 if number else whisper
                    draft.set(table.name, place, heading, value)
                    filled += 1
    assert filled >= 5
    assert views(draft.tables())[ADA] == views(kept.tables())[ADA]


def test_who_left_this_school_year_comes_last_and_is_in_no_class(draft: Draft) -> None:
    draft.set("Pupils", (DEWI,), "Left", date(2026, 11, 6))
    draft.set("Pupils", (ADA,), "Left", date(2026, 7, 20))
    found = views(draft.tables())
    assert ADA not in found
    *_, last = found.values()
    assert (last["UPN"], last["Class"]) == (DEWI, "(left)")
    assert str(last["Facts"]).endswith("left 06/11/2026")


def test_nothing_is_told_of_a_later_half_term(draft: Draft) -> None:
    draft.put("Tests", {**LATER, "UPN": ADA, "Subject": "Maths", "Test": "Later", "Score": "99"})
    draft.put("Assessments", {**LATER, "UPN": ADA, "Maths": "GDS", "Child's words": "Later"})
    assert views(draft.tables())[ADA] == views(meeting_school.tables())[ADA]


def test_every_text_fits_its_cells_and_its_page(draft: Draft) -> None:
    for n in range(40):
        long = "A very long note about how the lesson went. " * 30
        draft.put("Actions", {"ID": f"x{n}", "Action": long, "Measure": long, "Owner": "family",
                              "Status": "open" if n % 2 else "done",
                              "Impact note": long})  # fmt: skip
        about(draft, "ActionPupils", BILAL, ID=f"x{n}")
    for row in views(draft.tables()).values():
        assert all(len(str(cell or "")) < 8_000 for cell in row.values())
        assert len(lines(row, "Left")) <= LINES - LEFT_FROM
        assert len(lines(row, "Colours")) < LEFT_FROM
        assert max(len(lines(row, name)) for name in ("Middle", "Right")) <= LINES


def test_refreshing_twice_changes_nothing_and_an_older_workbook_stays_as_it_is() -> None:
    tables = meeting_school.tables()
    school, _ = read_school(tables)
    without = Draft(tables)
    refresh(without, school, meeting_school.TODAY)
    assert without.changes() == ()
    tables = tables.with_table(TableCells(TABLE, schema.TABLES[TABLE].headings()))
    school = replace(school, tables=tables)
    draft = Draft(tables)
    refresh(draft, school, meeting_school.TODAY)
    after = draft.tables()
    assert len(after[TABLE].rows) == len(meeting_school.PUPILS)
    again = Draft(after)
    refresh(again, replace(school, tables=after), meeting_school.TODAY)
    assert again.changes() == ()


def test_the_rows_of_a_class_stand_together_whoever_changes_class() -> None:
    tables = meeting_school.tables()
    tables = tables.with_table(TableCells(TABLE, schema.TABLES[TABLE].headings()))

    def refreshed(tables: Tables) -> Tables:
        school, _ = read_school(tables)
        made = Draft(tables)
        refresh(made, replace(school, working=meeting_school.NOW), meeting_school.TODAY)
        return applied(tables, made.changes())

    tables = refreshed(tables)
    draft = Draft(tables)
    draft.set("Pupils", (BILAL,), "Class", "Acorn")
    after = refreshed(draft.tables())[TABLE]
    classes = [row["Class"] for row in after.records()]
    assert classes == ["Robins"] * 2 + ["Acorn"] * 3 + ["Oak"] * 5
    assert after.get((BILAL,), "Class") == "Acorn"
