"""A class handed over: a child with everything, one with nothing, one in Reception."""

from __future__ import annotations

from datetime import date

import pytest
from tables_by_hand import with_rows, with_scale

from ppm_xl.book.tables import EMPTY, Cell
from ppm_xl.schema import AREAS_OF_LEARNING, HALF_TERMS
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school

YEAR = "2026-27"
LONG = "Maximiliana-Seraphina Castlereagh-Wolstenholme-Featherstonehaugh (4 Oak and Elm)"
EVERYTHING, NOTHING, YOUNG, GONE, NEW = "A999", "B999", "C999", "D999", "E999"


def pupil(upn: str, name: str, year: str, class_name: str, **more: Cell) -> dict[str, Cell]:
    forename, _, surname = name.partition(" ")
    return {
        "UPN": upn, "Pupil": name, "Forename": forename, "Surname": surname,
        "Year": year, "Class": class_name, **more,
    }  # fmt: skip


@pytest.fixture
def school() -> School:
    marks = dict(zip(HALF_TERMS, ("BLW", "WTS", "WTS", "EXS", "EXS", "EXS"), strict=True))
    stamps: dict[str, Cell] = {"School year": YEAR, "UPN": EVERYTHING, "Year": "4", "Class": "Oak"}
    long_text = "has read aloud, built a lighthouse of card and measured it twice. " * 12
    tables = with_rows(
        EMPTY,
        "Pupils",
        pupil(EVERYTHING, LONG, "4", "Oak", **{"Pupil Premium": "Y", "SEND": "K", "EAL": "Y",
                                              "Looked after": "Y"}),
        pupil(NOTHING, "Bo Li", "4", "Oak"),
        pupil(YOUNG, "Cy Moss", "R", "Acorn"),
        pupil(GONE, "Di North", "4", "Oak", Left=date(2027, 2, 1)),
        pupil(NEW, "Ed Orr", "4", "Oak", Joined=date(2027, 9, 6)),
    )  # fmt: skip
    tables = with_rows(
        tables,
        "Assessments",
        *(
            {
                **stamps, "Half-term": name, "Reading": mark, "Writing": mark, "Maths": mark,
                "Attendance %": 94.96, "Behaviour": "Green", "Effort": "Yellow",
                "Staff note": long_text, "Child's words": "I like maps.",
            }
            for name, mark in marks.items()
        ),
    )  # fmt: skip
    young: dict[str, Cell] = {"School year": YEAR, "Half-term": "Summer 2", "UPN": YOUNG}
    tables = with_rows(
        tables,
        "EarlyYears",
        {**young, "Year": "R", "Class": "Acorn", **dict.fromkeys(AREAS_OF_LEARNING, "On track"),
         "Literacy": "Not on track", "ELG Writing": "Emerging", "ELG Number": "Expected"},
    )  # fmt: skip
    tables = with_rows(
        tables,
        "Targets",
        *(
            {"School year": YEAR, "UPN": EVERYTHING, "Subject": subject, "Agreed": agreed,
             "Starting point": "BLW"}
            for subject, agreed in (("Reading", "EXS"), ("Writing", "GDS"))
        ),
    )  # fmt: skip
    when: dict[str, Cell] = {"School year": YEAR, "Half-term": "Spring 1", "Class": "Oak"}
    tables = with_rows(
        tables,
        "Actions",
        *(
            {"ID": f"a{n}", **when, "Action": f"Read with me on day {n}, " + long_text[:150],
             "Area": "Reading", "Owner": "family", "By when": date(2027, 7, 1), "Status": status,
             "Impact": impact}
            for n, (status, impact) in enumerate(
                [("open", None)] * 9 + [("done", "worked")] * 9 + [("done", "no")] * 9
            )
        ),
    )  # fmt: skip
    tables = with_rows(
        tables, "ActionPupils", *({"ID": f"a{n}", "UPN": EVERYTHING} for n in range(27))
    )
    tables = with_rows(
        tables,
        "Provision",
        {"Name": "Reading partners", "UPN": EVERYTHING, "Working": "worked"},
        {"Name": "Flash cards", "UPN": EVERYTHING, "Working": "no", "To": date(2027, 1, 1)},
    )
    tables = with_rows(
        tables,
        "Discussion",
        {"Meeting": "m", "UPN": EVERYTHING, "Area": "Celebrate", "What helped": "Sitting near",
         "SEND concern": "Y"},
    )  # fmt: skip
    tables = with_rows(
        tables, "Barriers", {"UPN": EVERYTHING, "Barrier": "Circumstances", "Since": None}
    )
    return read_school(with_scale(tables, "flat"))[0]
