"""A small school made by hand: every kind of page a family may get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.model import (
    Action,
    Attendance,
    EarlyYearsRecord,
    Judgement,
    Pupil,
    School,
)
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.settings import ClassTeam

TODAY = date(2026, 11, 23)
NOW = HalfTerm("2026-27", "Autumn 2")
FIRST = HalfTerm("2026-27", "Autumn 1")
BEFORE = HalfTerm("2025-26", "Summer 2")

PERIODS = (
    Period(BEFORE, date(2026, 6, 1), date(2026, 7, 21)),
    Period(FIRST, date(2026, 9, 1), date(2026, 10, 23)),
    Period(NOW, date(2026, 11, 2), date(2026, 12, 18)),
    Period(HalfTerm("2026-27", "Spring 1"), date(2027, 1, 4), date(2027, 2, 12)),
)

SCALE = Scale(
    tuple(
        Mark(mark, "", steps, steps >= 0, steps > 0)
        for mark, steps in (("BLW", -2), ("WTS", -1), ("EXS", 0), ("GDS", 1))
    )
)

LONG_TEXT = (
    "has read aloud to the whole class, helped younger children at lunch and written a story of "
    "three pages about a lighthouse. "
)


def pupil(number: int, forename: str, surname: str, year: str, **more: object) -> Pupil:
    fields = {"class_name": "Oak" if year in {"3", "4"} else "Acorn", "name": "", **more}
    base = Pupil(f"Z99920260{number:04d}", f"{forename} {surname}", surname, forename, year=year)
    return replace(base, **{**fields, "name": f"{forename} {surname}"})  # type: ignore[arg-type]


PUPILS = {
    "everything": pupil(1, "Zoë", "Fairweather", "4", pupil_premium=True, send="K"),
    "empty": pupil(2, "Bo", "Ash", "3"),
    "longest": pupil(3, "Maximiliana-Theodora", "Wolstenholme-Featherstonehaugh Montgomery", "4"),
    "reception": pupil(4, "Nguyễn Thị", "Łukasiewicz", "R"),
    "red": pupil(5, "Ottoline", "Pemberly", "3"),
    "held": pupil(6, "Ignatius", "Quill", "4", report_copies=0),
    "twice": pupil(7, "Ottoline", "Pemberly", "4", report_copies=2),
    "old": pupil(8, "Casimir", "Thwaite", "4"),
    "newcomer": pupil(9, "Araminta", "Vane", "3", joined=date(2026, 11, 18)),
    "leaver": pupil(10, "Gwendolen", "Yarrow", "4", left=date(2026, 10, 23)),
    "reception-empty": pupil(11, "Leopold", "Umber", "R"),
}


def upn(who: str) -> str:
    return PUPILS[who].upn


def attended(attendance: int, possible: int = 140, unauthorised: int = 2) -> Attendance:
    return Attendance(
        100 * attendance / possible,
        possible,
        attendance,
        unauthorised,
        "year to date",
        date(2026, 11, 20),
    )


def row(who: str, half_term: HalfTerm = NOW, **more: object) -> Judgement:
    return replace(Judgement(half_term, upn(who)), **more)  # type: ignore[arg-type]


JUDGEMENTS = (
    row(
        "everything",
        marks={"Reading": "GDS", "Writing": "WTS", "Maths": "EXS"},
        progress={"Reading": "Green", "Writing": "Yellow", "Maths": "Red"},
        attendance=attended(135),
        lates=1,
        behaviour="Green",
        effort="Green",
        homework="Yellow",
        uniform="Green",
        for_the_family=f"Zoë {LONG_TEXT}She now joins in with every discussion.",
        staff_note="STAFF ONLY",
        childs_words="I liked the lighthouse. I want to read to the little ones again.",
        share_childs_words=True,
    ),
    row(
        "longest",
        marks={"Reading": "EXS", "Writing": "EXS", "Maths": "WTS"},
        progress={"Reading": "Green", "Writing": "Green", "Maths": "Green"},
        attendance=attended(140),
        lates=0,
        behaviour="Green",
        effort="Green",
        homework="Green",
        uniform="Green",
        for_the_family=f"Maximiliana-Theodora {LONG_TEXT}",
        childs_words="Not for home.",
    ),
    row(
        "red",
        marks={"Reading": "BLW", "Writing": "BLW", "Maths": "BLW"},
        progress={"Reading": "Red", "Writing": "Red", "Maths": "Red"},
        attendance=attended(120, unauthorised=9),
        lates=7,
        behaviour="Red",
        effort="Yellow",
        homework="Red",
        uniform="Red",
    ),
    # Attendance of the year to date counts lates since September: nobody was late before.
    *(row(who, FIRST, lates=0) for who in ("everything", "longest", "red")),
    row("held", marks={"Reading": "EXS"}, progress={"Reading": "Green"}),
    row(
        "old",
        BEFORE,
        marks={"Reading": "EXS", "Writing": "WTS", "Maths": "GDS"},
        progress={"Reading": "Green", "Writing": "Yellow", "Maths": "Green"},
        attendance=attended(100, 110),
        behaviour="Red",
    ),
    row("old", attendance=attended(133)),
)

AREAS = {
    "Communication and language": "On track",
    "Personal, social and emotional": "On track",
    "Physical": "On track",
    "Literacy": "Not on track",
    "Mathematics": "On track",
    "Understanding the world": "On track",
}

ACTIONS = (
    Action("A1", "Mrs Alder and I check number bonds to 20 every day.", (upn("everything"),),
           half_term=NOW, area="Maths", owner="Mrs Alder", on_report=True,
           agreed_on=date(2026, 11, 9), by_when=date(2026, 12, 18)),
    Action("A2", "Read one chapter a night and tell somebody about it.", (upn("everything"),),
           half_term=NOW, area="Reading", owner="child", on_report=True),
    Action("A3", "Sign the homework diary on Thursdays.", (upn("everything"),), half_term=NOW,
           owner="family", on_report=True, discussed_with_family=True),
    Action("A4", "Play the times table game on the way to school.", (upn("everything"),),
           half_term=NOW, area="Maths", owner="Family", on_report=True),
    Action("A5", "NOT ON THE REPORT", (upn("everything"),), half_term=NOW, owner="child"),
    Action("A6", "ALREADY DONE", (upn("everything"),), half_term=NOW, owner="child",
           on_report=True, status="done"),
    Action("A7", "FROM LATER", (upn("everything"),), half_term=HalfTerm("2026-27", "Spring 1"),
           owner="child", on_report=True),
    Action("A8", "Always wear my glasses to see the board", (upn("longest"),), half_term=NOW,
           owner="child", on_report=True, by_when=date(2026, 12, 1)),
)  # fmt: skip


def make_school() -> School:
    settings = replace(
        read_settings(EMPTY),
        school={
            "Name": "Larkfield Primary School",
            "Headteacher": "Mr Tobias Crane",
            "Telephone": "01632 960123",
            "Email": "office@larkfield.example",
            "Address": "Mill Lane, Larkfield",
        },
        calendar=Calendar(PERIODS),
        scale=SCALE,
        classes={"Oak": ClassTeam("Oak", "Mrs Alder", "Mr Finch", "Ms Heron")},
        people={"Mrs Alder": "teacher", "Mr Finch": "TA", "Ms Heron": "leadership"},
    )
    return School(
        tables=EMPTY,
        settings=settings,
        working=NOW,
        working_class="Oak",
        pupils={p.upn: p for p in PUPILS.values()},
        judgements={(j.half_term, j.upn): j for j in JUDGEMENTS},
        early_years={(NOW, upn("reception")): EarlyYearsRecord(NOW, upn("reception"), AREAS)},
        actions=ACTIONS,
    )
