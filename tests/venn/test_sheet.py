"""The sheet Venn: what stands where, for one focus and for two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import meeting_school
import pytest
from meeting_school import LAST, NOW, TODAY

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Row, Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.venn import grid
from ppm_xl.venn.sheet import NAMES, VennSheet, venn_sheet


def drawn(*, of: Tables | None = None, class_name: str = "Oak") -> VennSheet:
    school = replace(meeting_school.school(of), working_class=class_name)
    return venn_sheet(school, NOW, TODAY)


def listed(sheet: VennSheet, below: int = 0, beside: int = 0) -> dict[str, str]:
    first = grid.list_row(below) - grid.TOP
    place = 1 + 4 * beside
    rows = sheet.rows[first : first + grid.LIST_ROWS]
    return {str(row[place]): str(row[place + 1]) for row in rows if row[place]}


def heading(sheet: VennSheet, below: int = 0, beside: int = 0) -> tuple[object, object]:
    first, place = grid.HEADINGS[below] - grid.TOP, 1 + 4 * beside
    return sheet.rows[first][place], sheet.rows[first + 1][place]


def test_the_form_has_the_rows_and_columns_that_are_laid_out() -> None:
    assert schema.VENN_LIST.rows == grid.ROWS
    assert schema.VENN_LIST.anchor[0] == grid.TOP
    sheet = drawn()
    assert len(sheet.rows) == grid.ROWS
    assert {len(row) for row in sheet.rows} == {len(schema.VENN_LIST.columns)}


def test_a_list_is_as_wide_as_its_picture() -> None:
    widths = {column.name: column.width for column in schema.VENN_LIST.columns}
    pixels = sum(7 * widths[name] + 5 for name in ("Region", "Pupils"))  # of Calibri 11
    assert pixels * 72 / 96 == pytest.approx(grid.SIZE[0], abs=2)


def test_now_stands_left_and_the_last_meeting_right() -> None:
    sheet = drawn()
    assert heading(sheet) == (
        "Expected standard: Oak, Autumn 2 2026-27",
        "Reading, Writing and Maths: 40 % (2 of 5 assessed)  ·  Year 6 in England, 2025: 62 %",
    )
    assert heading(sheet, beside=1) == (
        "Expected standard at the last meeting: Oak, Autumn 1 2026-27",
        "Reading, Writing and Maths: 40 % (2 of 5 assessed)",
    )
    assert heading(sheet, below=1)[0] == "Greater depth: Oak, Autumn 2 2026-27"
    assert heading(sheet, below=1, beside=1)[0] == "Greater depth before: Oak, Autumn 1 2026-27"
    assert [p.name for p in sheet.pictures] == [name for pair in NAMES for name in pair]
    for picture, (below, beside) in zip(
        sheet.pictures, ((0, 0), (0, 1), (1, 0), (1, 1)), strict=True
    ):
        assert picture.venn is not None
        assert picture.alt_text.startswith(str(heading(sheet, below, beside)[0]))


def test_the_list_says_who_is_where_who_moved_and_who_is_one_circle_away() -> None:
    said = listed(drawn())
    assert said["Reading, Writing and Maths (2, 40 %)"] == "Ada, Cerys"
    assert said["Not yet at the standard (2, 40 %)"] == "Dewi, Łucja"
    assert said["Moved towards the centre (1)"] == "Ada, now in Maths"
    assert said["Moved away from the centre (1)"] == "Bilal, no longer in Reading and Maths"
    assert said["New since then (1)"] == "Femi"
    assert not any(words.startswith("One circle away") for words in said)
    assert "Moved towards the centre (1)" not in listed(drawn(), beside=1)


def test_one_circle_away_says_what_the_combined_figure_would_become() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, NOW, "A999000000004", "EXS WTS EXS", "Oak")
    assert listed(drawn(of=draft.tables()))["One circle away: Writing (1)"] == (
        "Dewi. Combined would be 60 % (3 of 5), now 40 %."
    )


def test_who_lacks_one_mark_only_is_not_assessed_and_it_says_which() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, NOW, "A999000000006", "EXS EXS EXS", "Oak")
    draft.put(
        "Assessments",
        {"School year": NOW.school_year, "Half-term": NOW.name, "UPN": "A999000000006",
         "Writing": None},
    )  # fmt: skip
    said = listed(drawn(of=draft.tables()))
    assert said["Not assessed (1)"] == "Femi (no Writing)"
    assert "Femi" not in said["Reading and Maths, not yet Writing (0, 0 %)"]


def mixed() -> Tables:
    """Acorn: Year 1 has phonics, Year 2 has its three subjects."""
    draft = Draft(meeting_school.tables())
    rows = [r for r in draft.tables()["Focus"].records() if r["Year"] != "1"]
    draft.replace_rows("Focus", rows)
    draft.put("Focus", {"Year": "1", "Circle": "Phonics", "Meets": "phonics >= 32"})
    draft.put("Focus", {"Year": "1", "Circle": "Maths", "Meets": None})
    draft.put(
        "Prior",
        {"UPN": "A999000000011", "Stage": "Phonics", "Subject": "Phonics", "Result": "34",
         "Date": date(2026, 11, 9)},
    )  # fmt: skip
    return draft.tables()


def test_a_class_of_two_foci_has_two_diagrams_beside_each_other() -> None:
    sheet = drawn(of=mixed(), class_name="Acorn")
    assert heading(sheet)[0] == "Expected standard: Year 1 in Acorn, Autumn 2 2026-27"
    assert heading(sheet, beside=1)[0] == "Expected standard: Year 2 in Acorn, Autumn 2 2026-27"
    said = listed(sheet)
    assert said["Phonics and Maths (1, 100 %)"] == "Gwen"
    assert said["What meets a circle"] == "Phonics: phonics >= 32"
    deeper = sheet.pictures[2].venn
    assert deeper is not None
    assert deeper.circles == ("Maths",)  # the check has no greater depth


def test_before_anybody_has_a_result_the_others_say_where_children_are() -> None:
    draft = Draft(mixed())
    draft.replace_rows("Prior", [])
    sheet = drawn(of=draft.tables(), class_name="Acorn")
    assert heading(sheet)[1] == "Phonics and Maths: nobody has a result in Phonics yet"
    assert listed(sheet)["Maths, not yet Phonics (1, 100 %)"] == "Gwen"


def test_only_circles_without_greater_depth_leave_the_lower_half_empty() -> None:
    draft = Draft(mixed())
    draft.replace_rows(
        "Focus", [r for r in draft.tables()["Focus"].records() if r["Circle"] == "Phonics"]
    )
    sheet = drawn(of=draft.tables(), class_name="Acorn")
    assert heading(sheet, below=1)[1] == (
        "None of the circles in Settings, Focus, says what greater depth is."
    )
    assert sheet.pictures[2].venn is None


@pytest.mark.parametrize(
    ("class_name", "why"),
    [
        ("Robins", "No Venn for Robins: no circles are set up for its year."),
        ("Birch", "No Venn for Birch: nobody on roll is in it."),
    ],
)
def test_without_circles_the_sheet_is_empty_and_says_why(class_name: str, why: str) -> None:
    sheet = drawn(class_name=class_name)
    assert sheet.said == (why,)
    blank: set[Row] = {(None,) * 7}
    marked = {(("title", None, None, None, "title", None, None))}
    marked |= {("figures", None, None, None, "figures", None, None)}
    assert set(sheet.rows) <= blank | marked
    assert all(placed.venn is None for placed in sheet.pictures)


def test_nothing_earlier_is_said_and_not_drawn() -> None:
    draft = Draft(meeting_school.tables())
    for name in ("Meetings", "Assessments"):
        rows = [r for r in draft.tables()[name].records() if r["Half-term"] != LAST.name]
        draft.replace_rows(name, rows)
    sheet = drawn(of=draft.tables())
    assert heading(sheet, beside=1)[0] == "Nothing earlier to compare with yet"
    assert sheet.pictures[1].venn is None


def test_a_half_term_long_ago_has_nobody_assessed() -> None:
    school = replace(meeting_school.school(), working_class="Oak")
    sheet = venn_sheet(school, HalfTerm("2024-25", "Autumn 1"), TODAY)
    assert heading(sheet)[1] == (
        "Reading, Writing and Maths: nobody is assessed yet  ·  Year 6 in England, 2025: 62 %"
    )
