"""A school of three classes, small enough to work out by hand what its meetings show.

Robins is Reception; Acorn has Years 1 and 2; Oak is Year 4. It is Autumn 2 of 2026-27; the
last meetings, of Autumn 1, are recorded.
"""

from __future__ import annotations

from datetime import date

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, Cell, TableCells, Tables
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.records import meeting_of
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school
from ppm_xl.template.defaults import DEFAULT_ROWS

TODAY = date(2026, 11, 23)
LAST = HalfTerm("2026-27", "Autumn 1")
NOW = HalfTerm("2026-27", "Autumn 2")
SUBJECTS = ("Reading", "Writing", "Maths")

PUPILS = (
    # UPN, forename, surname, year, class, Pupil Premium, SEND
    ("A999000000001", "Ada", "Quill", "4", "Oak", "Y", "N"),
    ("A999000000002", "Bilal", "Rowe", "4", "Oak", "N", "K"),
    ("A999000000003", "Cerys", "Sand", "4", "Oak", "N", "N"),
    ("A999000000004", "Dewi", "Tarn", "4", "Oak", "N", "N"),
    ("A999000000005", "Łucja", "Ulph", "4", "Oak", "Y", "E"),
    ("A999000000006", "Femi", "Vane", "4", "Oak", "N", "N"),
    ("A999000000011", "Gwen", "Wray", "1", "Acorn", "N", "N"),
    ("A999000000012", "Hari", "Yeo", "2", "Acorn", "N", "N"),
    ("A999000000021", "Imre", "Zell", "R", "Robins", "N", "N"),
    ("A999000000022", "Juno", "Abel", "R", "Robins", "N", "N"),
)

MARKS = {
    # UPN ending: marks then and now, and the teacher's progress now
    "1": ("EXS EXS WTS", "EXS EXS EXS", "Green Green Green"),
    "2": ("EXS EXS EXS", "BLW EXS BLW", "Red Green Yellow"),
    "3": ("EXS EXS EXS", "EXS EXS EXS", "Green Green Green"),
    "4": ("WTS WTS WTS", "WTS WTS WTS", "Yellow Yellow Red"),
    "5": ("SBLW SBLW SBLW", "SBLW SBLW SBLW", "Green Green Green"),
}
"""Femi (6) is new: no marks at all."""


def tables() -> Tables:
    """The workbook as the office left it."""
    known = schema.TABLES[FORM]
    blank = ((None,) * len(known.headings()),) * known.rows
    draft = Draft(EMPTY.with_table(TableCells(FORM, known.headings(), blank)))
    for name, rows in DEFAULT_ROWS.items():
        for row in rows:
            headings = schema.TABLES[name].headings()
            draft.put(name, dict(zip(headings, row, strict=True)))
    for what, value in (("School year", "2026-27"), ("Half-term", NOW.name), ("Class", "Oak")):
        draft.put("Working", {"What": what, "Value": value})
    for name, start, end in (
        (LAST.name, date(2026, 9, 1), date(2026, 10, 23)),
        (NOW.name, date(2026, 11, 2), date(2026, 12, 18)),
    ):
        row = {"School year": "2026-27", "Half-term": name, "Starts": start, "Ends": end}
        draft.put("Calendar", row)
    draft.put("Classes", {"Class": "Oak", "Teacher": "Mrs Fell", "Leader": "Mr Garth"})
    for upn, forename, surname, year, class_name, premium, send in PUPILS:
        row = {
            "UPN": upn, "Pupil": f"{forename} {surname}", "Surname": surname,
            "Forename": forename, "Year": year, "Class": class_name,
            "Pupil Premium": premium, "SEND": send,
        }  # fmt: skip
        draft.put("Pupils", row)
    for upn, *_ in PUPILS[:5]:
        then, now, progress = MARKS[upn[-1]]
        assess(draft, LAST, upn, then, "Oak")
        assess(draft, NOW, upn, now, "Oak", progress)
    assess(draft, LAST, "A999000000012", "EXS EXS EXS", "Acorn")
    assess(draft, NOW, "A999000000012", "EXS BLW EXS", "Acorn", "Green Red Green")
    assess(draft, NOW, "A999000000011", "WTS EXS EXS", "Acorn", "Green Green Green")
    draft.put(
        "EarlyYears",
        {"School year": NOW.school_year, "Half-term": NOW.name, "UPN": "A999000000021",
         **dict.fromkeys(schema.AREAS_OF_LEARNING, "On track"),
         "Literacy": "Not on track", "Mathematics": "Not on track"},
    )  # fmt: skip
    draft.put(
        "EarlyYears",
        {"School year": NOW.school_year, "Half-term": NOW.name, "UPN": "A999000000022",
         **dict.fromkeys(schema.AREAS_OF_LEARNING, "On track")},
    )  # fmt: skip
    _last_meeting(draft)
    return draft.tables()


def assess(
    draft: Draft, when: HalfTerm, upn: str, marks: str, class_name: str, progress: str = ""
) -> None:
    """Put one row of Assessments."""
    row: dict[str, Cell] = {
        "School year": when.school_year, "Half-term": when.name, "UPN": upn, "Class": class_name
    }  # fmt: skip
    row |= dict(zip(SUBJECTS, marks.split(), strict=True))
    if progress:
        row |= {f"{s} progress": c for s, c in zip(SUBJECTS, progress.split(), strict=True)}
    draft.put("Assessments", row)


def _last_meeting(draft: Draft) -> None:
    ident = "PM 2026-27 Autumn 1 Oak"
    draft.put(
        "Meetings",
        {"ID": ident, "Kind": "progress", "Class": "Oak", "School year": "2026-27",
         "Half-term": LAST.name, "Date": date(2026, 10, 12), "Recorded": date(2026, 10, 12)},
    )  # fmt: skip
    for number, (upn, day, status, done) in enumerate(
        (
            ("A999000000002", date(2026, 12, 4), "open", None),
            ("A999000000004", date(2026, 11, 6), "open", None),
            ("A999000000005", date(2026, 11, 6), "done", date(2026, 11, 3)),
        ),
        start=1,
    ):
        action = f"{ident} A{number:02d}"
        draft.put(
            "Actions",
            {"ID": action, "Meeting": ident, "School year": "2026-27", "Half-term": LAST.name,
             "Class": "Oak", "Area": "Reading", "Action": f"Read daily {number}",
             "Owner": "Mrs Fell", "By when": day, "Status": status, "Done on": done},
        )  # fmt: skip
        draft.put("ActionPupils", {"ID": action, "UPN": upn})


def school(of: Tables | None = None) -> School:
    """The school as it is read."""
    return read_school(tables() if of is None else of)[0]


def gathered(of: Tables | None = None, class_name: str = "Oak") -> ClassMeeting:
    """What the meeting of a class shows, in the half-term of now."""
    found = school(of)
    return gather(found, meeting_of(found, class_name, NOW), TODAY)
