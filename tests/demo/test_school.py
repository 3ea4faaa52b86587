"""The exports hold the school that ``expected.json`` describes.

Counted here from the files' own cells, without any of the product's readers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ppm_xl.demo import exports, staff_rows

Row = dict[str, Any]
EXPECTED = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
SUBJECTS = ("Reading", "Writing", "Maths")
SEND = {
    "No Special Educational Need": "N",
    "SEN Support": "K",
    "Education, Health and Care Plan": "E",
}
DATA = {export.name: export.data for export in exports()}


def sheet(name: str) -> list[Row]:
    """Give an Arbor sheet's rows as mappings from heading to cell."""
    page = openpyxl.load_workbook(io.BytesIO(DATA[name]), read_only=True).active
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    top = next(place for place, row in enumerate(rows) if "UPN" in row)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


LISTED = sheet("Arbor pupils November 2026.xlsx")
HERE = [row for row in LISTED if row["Leaving Date"] is None]
MARKS = {row["UPN"]: row for row in sheet("Arbor assessments Autumn 2 2026-27.xlsx")}
ATTENDANCE = {
    row["UPN"]: row
    for basis in ("infants half-term", "juniors year to date")
    for row in sheet(f"Arbor attendance {basis} Autumn 2 2026-27.xlsx")
}


def counted(rows: list[Row], column: str) -> dict[Any, int]:
    return dict(Counter(row[column] for row in rows))


def test_how_many_are_where() -> None:
    assert len(LISTED) == EXPECTED["listed"]
    assert len(HERE) == EXPECTED["on_roll"] == sum(EXPECTED["classes"].values())
    assert counted(HERE, "Registration Form") == EXPECTED["classes"]
    years = {re.sub("Year |eception", "", row["Year Group"]) for row in HERE}
    assert years == {"R", "1", "2", "3", "4", "5", "6"}
    for year, number in EXPECTED["year_groups"].items():
        name = "Reception" if year == "R" else f"Year {year}"
        assert counted(HERE, "Year Group")[name] == number


def test_all_classes_but_reception_hold_two_year_groups() -> None:
    mixed = {
        name: {row["Year Group"] for row in HERE if row["Registration Form"] == name}
        for name in EXPECTED["classes"]
    }
    assert sum(len(years) == 2 for years in mixed.values()) == 6
    assert mixed["Acorn"] == {"Reception"}


def test_how_many_have_what() -> None:
    assert counted(HERE, "Pupil Premium")["Yes"] == EXPECTED["pupil_premium"]
    assert counted(HERE, "EAL")["Yes"] == EXPECTED["eal"]
    assert {SEND[k]: n for k, n in counted(HERE, "SEN Status").items()} == EXPECTED["send"]
    for name, flags in EXPECTED["by_class"].items():
        rows = [row for row in HERE if row["Registration Form"] == name]
        assert counted(rows, "Pupil Premium")["Yes"] == flags["pupil_premium"]
        assert sum(SEND[row["SEN Status"]] != "N" for row in rows) == flags["send"]


def region(marks: Sequence[str | None]) -> str:
    """Give the region of the Venn, circles in the order reading, writing, maths."""
    if not all(marks):
        return "not-assessed"
    return "".join("1" if mark in {"EXS", "GDS"} else "0" for mark in marks)


@pytest.mark.parametrize("name", [name for name in EXPECTED["classes"] if name != "Acorn"])
def test_who_meets_the_standard_in_autumn_2(name: str) -> None:
    found = Counter(
        region([MARKS[row["UPN"]][subject] for subject in SUBJECTS])
        for row in HERE
        if row["Registration Form"] == name
    )
    assert dict(found) == EXPECTED["venn_now"][name]


def test_who_met_the_standard_in_autumn_1() -> None:
    marks = {}
    for year in "12":
        text = DATA[f"Bromcom judgements Year {year} Autumn 1 2026-27.csv"].decode("utf-8-sig")
        for upn, *three in list(csv.reader(io.StringIO(text)))[1:]:
            marks[upn] = three
    numbers = {row["Admission Number"]: row["UPN"] for row in LISTED}
    text = DATA["SIMS marksheet juniors Autumn 1 2026-27.csv"].decode("cp1252")
    for row in csv.reader(io.StringIO(text)):
        if row[1] in numbers:
            marks[numbers[row[1]]] = row[-3:]
    for name, regions in EXPECTED["venn_autumn_1_of_pupils_here_now"].items():
        found = Counter(
            region(marks[row["UPN"]])
            for row in HERE
            if row["Registration Form"] == name and row["UPN"] in marks
        )
        assert dict(found) == regions


def test_attendance() -> None:
    def colour(per_cent: float) -> str:
        return "Green" if per_cent >= 95 else "Yellow" if per_cent > 90 else "Red"

    assert len(ATTENDANCE) == EXPECTED["on_roll"]
    found = Counter(colour(row["Attendance %"]) for row in ATTENDANCE.values())
    assert dict(found) == EXPECTED["attendance_colours_now"]
    for row in ATTENDANCE.values():
        absent = row["Authorised Absence"] + row["Unauthorised Absence"]
        assert row["Present Sessions"] + absent == row["Possible Sessions"]
        exact = 100 * row["Present Sessions"] / row["Possible Sessions"]
        assert row["Attendance %"] == pytest.approx(exact, abs=0.051)


def test_two_children_have_exactly_ninety_per_cent() -> None:
    children = EXPECTED["pupils"]
    to_date = ATTENDANCE[children["attendance_exactly_90_year_to_date"]]
    half_term = ATTENDANCE[children["attendance_exactly_90_half_term"]]
    assert (to_date["Present Sessions"], to_date["Possible Sessions"]) == (90, 100)
    assert (half_term["Present Sessions"], half_term["Possible Sessions"]) == (27, 30)


def test_children_of_one_name_are_told_apart_by_upn_only() -> None:
    names = {
        row["UPN"]: (row["Preferred Forename"] or row["Legal Forename"], row["Legal Surname"])
        for row in HERE
    }
    for what in (
        "namesakes_in_one_class",
        "namesakes_in_two_classes",
        "namesakes_once_known_as",
    ):
        one, other = EXPECTED["pupils"][what]
        assert names[one] == names[other]
    twice = [name for name, number in Counter(names.values()).items() if number > 1]
    assert len(twice) == 3


def test_letters_that_windows_1252_lacks() -> None:
    names = {row["UPN"]: row["Legal Forename"] + row["Legal Surname"] for row in HERE}
    for upn in EXPECTED["pupils"]["not_in_windows_1252"]:
        with pytest.raises(UnicodeEncodeError):
            names[upn].encode("cp1252")
    for name in names.values():
        assert name == name.strip()


def test_who_came_and_went() -> None:
    left = [row["UPN"] for row in LISTED if row["Leaving Date"] is not None]
    assert left == EXPECTED["pupils"]["leavers"]
    new = [row["UPN"] for row in HERE if row["Admission Date"].date().isoformat() > "2026-11-01"]
    assert new == EXPECTED["pupils"]["joined_this_half_term"]


def check_letter(upn: str) -> str:
    """Work out the letter as the DfE does: values times places 2 to 13, mod 23."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    values = [letters.index(c) if c in letters else int(c) for c in upn[1:]]
    return letters[sum(v * p for p, v in enumerate(values, 2)) % 23]


def test_upns_are_of_no_real_authority_and_well_formed() -> None:
    upns = [row["UPN"] for row in LISTED]
    assert len(set(upns)) == len(upns)
    for upn in upns:
        assert re.fullmatch(r"[A-HJ-NP-RT-Z]999\d{8}[0-9A-HJ-NP-RT-Z]", upn)
        assert check_letter(upn) == upn[0]
    temporary = [upn for upn in upns if upn[-1].isalpha()]
    assert temporary == [EXPECTED["pupils"]["temporary_upn"]]
    numbers = [row["Admission Number"] for row in LISTED]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"0\d{5}", number) for number in numbers)


def test_typed_rows_are_about_children_of_the_school() -> None:
    listed = {row["UPN"] for row in LISTED}
    for rows in staff_rows().tables.values():
        assert {row["UPN"] for row in rows if "UPN" in row} <= listed


def test_special_children_in_what_staff_typed() -> None:
    tables = staff_rows().tables
    children = EXPECTED["pupils"]
    copies = {row["UPN"]: row["Report copies"] for row in tables["Pupils"]}
    assert copies == {
        children["report_held_for_the_head"]: 0,
        children["two_report_copies"]: 2,
    }
    now = {
        row["UPN"]: row
        for row in tables["Assessments"]
        if (row["School year"], row["Half-term"]) == ("2026-27", "Autumn 2")
    }
    assert not now.keys() & set(children["nothing_typed_this_half_term"])
    red = {upn for upn, row in now.items() if "Red" in row.values()}
    assert sum(v == "Red" for r in now.values() for v in r.values()) == EXPECTED["progress_red_now"]
    high = children["high_attainer_progress_red"]
    assert {MARKS[high][subject] for subject in SUBJECTS} == {"GDS"}
    assert {now[high][f"{subject} progress"] for subject in SUBJECTS} == {"Red"}
    plan = children["plan_and_progress_green"]
    assert {now[plan][f"{subject} progress"] for subject in SUBJECTS} == {"Green"}
    ours = {
        row["ID"]
        for row in tables["Actions"]
        if row["Owner"] not in {"child", "family"}
        and (row["Status"], row["On report"]) == ("open", "Y")
    }
    helped = {row["UPN"] for row in tables["ActionPupils"] if row["ID"] in ours}
    assert sorted(red - helped) == children["progress_red_without_open_school_action_on_report"]
    assert len(red - helped) >= 5
