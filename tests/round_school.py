"""A school of four classes whose round can be worked out by hand.

Ash and Birch are led by Mrs Lane, Cedar and Dell by Mr Moss; Birch and Dell have a child on the
SEND register. It is Monday 16 November 2026; Autumn 2 runs to Friday 18 December. Names of
pupils are like no other word here.
"""

from __future__ import annotations

from datetime import date

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, Cell, Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school
from ppm_xl.template.defaults import DEFAULT_ROWS

TODAY = date(2026, 11, 16)
NOW = HalfTerm("2026-27", "Autumn 2")
CLASSES = (
    ("Ash", "1", "Miss Bell", "Ms Tapp", "Mrs Lane"),
    ("Birch", "2", "Mr Cole", "", "Mrs Lane"),
    ("Cedar", "3", "Mrs Dunn", "", "Mr Moss"),
    ("Dell", "4", "Ms Ellis", "Mr Udall", "Mr Moss"),
)
PUPILS = (
    ("A999000000001", "Quillon", "Varnessa", "Ash", "1", "N"),
    ("A999000000002", "Brisella", "Ottaquay", "Birch", "2", "K"),
    ("A999000000003", "Tamsinor", "Wexcombe", "Cedar", "3", "N"),
    ("A999000000004", "Zephyrine", "Ulvarez", "Dell", "4", "E"),
)


def tables(**plan: Cell) -> Tables:
    """The workbook before its first round; ``First_day="23/11/2026"`` changes the plan."""
    draft = Draft(EMPTY)
    for name, rows in DEFAULT_ROWS.items():
        for row in rows:
            draft.put(name, dict(zip(schema.TABLES[name].headings(), row, strict=True)))
    for what, value in (("School year", "2026-27"), ("Half-term", NOW.name), ("Class", None)):
        draft.put("Working", {"What": what, "Value": value})
    draft.put("School", {"What": "Name", "Value": "Hill School"})
    draft.put("School", {"What": "Email", "Value": "office@hill.example"})
    for name, start, end in (
        ("Autumn 1", date(2026, 9, 1), date(2026, 10, 23)),
        ("Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
        ("Summer 1", date(2027, 4, 19), date(2027, 5, 28)),
    ):
        row = {"School year": "2026-27", "Half-term": name, "Starts": start, "Ends": end}
        draft.put("Calendar", row)
    for class_name, _, teacher, assistant, leader in CLASSES:
        draft.put(
            "Classes",
            {"Class": class_name, "Teacher": teacher, "Teaching assistant": assistant or None,
             "Leader": leader},
        )  # fmt: skip
    for name, role in (("Mrs Lane", "leadership"), ("Mr Moss", "leadership"), ("Dr Shaw", "SENCO"),
                       ("Ms Vane", "other staff")):  # fmt: skip
        draft.put("People", {"Name": name, "Role": role})
    for upn, forename, surname, class_name, year, send in PUPILS:
        draft.put(
            "Pupils",
            {"UPN": upn, "Pupil": f"{forename} {surname}", "Forename": forename,
             "Surname": surname, "Class": class_name, "Year": year, "SEND": send},
        )  # fmt: skip
    for what, value in plan.items():
        draft.put("RoundPlan", {"What": what.replace("_", " "), "Value": value})
    return draft.tables()


def school(of: Tables) -> School:
    """The school as it is read."""
    return read_school(of)[0]
