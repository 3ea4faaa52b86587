"""Tables about pupils: who they are, their marks, results, targets and status."""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.columns import (
    CALC,
    FAMILY,
    FLAG,
    LEADERS,
    MIS,
    PUPIL,
    SCHOOL_YEAR_AND_HALF_TERM,
    SENCO,
    STAFF,
    STAMPS,
    SUBJECT,
    UPN,
)
from ppm_xl.schema.shapes import Column, Kind, Table
from ppm_xl.schema.values import AREAS_OF_LEARNING, COLOURS, EARLY_LEARNING_GOALS, YEARS


def _attitude(name: str) -> Column:
    return Column(name, Kind.COLOUR, MIS, FAMILY, choices=COLOURS, width=10)


PUPILS: Final = Table(
    "Pupils",
    "Pupils",
    ("UPN",),
    (
        UPN,
        PUPIL,
        Column("Surname", Kind.TEXT, MIS, FAMILY, width=25),
        Column("Forename", Kind.TEXT, MIS, FAMILY, width=16),
        Column(
            "Known as",
            Kind.TEXT,
            MIS,
            FAMILY,
            width=14,
            help="Only where it differs from the forename",
        ),
        Column("DOB", Kind.DATE, MIS, width=12, help="Date of birth"),
        Column("Sex", Kind.CODE, MIS, choices=("F", "M"), width=6),
        Column("Year", Kind.CODE, MIS, FAMILY, choices=YEARS, width=7),
        Column(
            "Class", Kind.CODE, MIS, FAMILY, choices_from="Classes.Class", strict=False, width=16
        ),
        Column("Admission no", Kind.CODE, MIS, width=11),
        Column("Pupil Premium", **{**FLAG, "width": 12}),  # type: ignore[arg-type]
        Column("FSM", help="Eligible for free school meals now", **FLAG),  # type: ignore[arg-type]
        Column("Ever 6", help="Free school meals at any time in six years", **FLAG),  # type: ignore[arg-type]
        Column("Service child", **FLAG),  # type: ignore[arg-type]
        Column("Looked after", seen_by=SENCO, **FLAG),  # type: ignore[arg-type]
        Column("Previously looked after", seen_by=SENCO, **{**FLAG, "width": 15}),  # type: ignore[arg-type]
        Column(
            "SEND",
            Kind.CODE,
            MIS,
            choices=("N", "K", "E"),
            width=8,
            help="N none, K SEN support, E EHC plan",
        ),
        Column("EAL", help="English as an additional language", **FLAG),  # type: ignore[arg-type]
        Column("Joined", Kind.DATE, MIS, width=12),
        Column("Left", Kind.DATE, MIS, width=12, help="Empty while on roll"),
        Column(
            "Report copies", Kind.WHOLE, STAFF, width=9, help="Empty = 1; 0 = hold for the head"
        ),
        Column(
            "Report language",
            Kind.TEXT,
            STAFF,
            choices_from="Languages.Language",
            strict=False,
            width=12,
            help="Empty = English. Another only once it is checked: Settings, Languages",
        ),
        Column("Notes", Kind.LONG_TEXT, STAFF, LEADERS, width=30),
    ),
    "Pupils",
)


ASSESSMENTS: Final = Table(
    "Assessments",
    "Assessments",
    ("School year", "Half-term", "UPN"),
    (
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
        PUPIL,
        *STAMPS,
        Column(
            "{subject}", Kind.CODE, MIS, FAMILY, choices_from="Scale.Mark", strict=False, width=10
        ),
        Column(
            "{subject} progress",
            Kind.COLOUR,
            STAFF,
            FAMILY,
            choices=COLOURS,
            width=10,
            help="Teacher: Green should reach the target, Yellow might not, Red will not",
        ),
        Column("Judged by", Kind.TEXT, STAFF, width=16),
        Column("Judged on", Kind.DATE, STAFF, width=12),
        Column("Moderated", Kind.YES_NO, STAFF, choices=("Y", "N"), width=12),
        Column("Possible", Kind.WHOLE, MIS, FAMILY, width=9, help="Sessions possible"),
        Column("Attended", Kind.WHOLE, MIS, FAMILY, width=9, help="Sessions attended"),
        Column(
            "Unauthorised",
            Kind.WHOLE,
            MIS,
            FAMILY,
            width=14,
            help="Sessions missed without leave",
        ),
        Column("Lates", Kind.WHOLE, MIS, FAMILY, width=7),
        Column("Attendance %", Kind.PERCENT, MIS, FAMILY, width=11),
        Column(
            "Attendance basis",
            Kind.TEXT,
            MIS,
            FAMILY,
            choices=("half-term", "year to date"),
            width=13,
        ),
        Column("Attendance to", Kind.DATE, MIS, FAMILY, width=12),
        _attitude("Behaviour"),
        _attitude("Effort"),
        _attitude("Homework"),
        _attitude("Uniform"),
        Column("Incidents", Kind.WHOLE, MIS, width=9),
        Column("Suspensions", Kind.WHOLE, MIS, LEADERS, width=13),
        Column(
            "For the family",
            Kind.LONG_TEXT,
            STAFF,
            FAMILY,
            width=40,
            help="Printed on the report home",
        ),
        Column(
            "Raise at the meeting",
            Kind.LONG_TEXT,
            width=30,
            help="Why the child should be spoken of, whatever the colours; empty = no",
        ),
        Column("Staff note", Kind.LONG_TEXT, STAFF, width=30, help="Never printed for families"),
        Column("Child's words", Kind.LONG_TEXT, STAFF, width=40),
        Column(
            "Share child's words",
            Kind.YES_NO,
            STAFF,
            choices=("Y", "N"),
            width=14,
            help="Y prints them on the report home",
        ),
    ),
    "Assessments",
)


EARLY_YEARS: Final = Table(
    "EarlyYears",
    "Early Years",
    ("School year", "Half-term", "UPN"),
    (
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
        PUPIL,
        *STAMPS,
        *(
            Column(area, Kind.TEXT, MIS, FAMILY, choices=("On track", "Not on track"), width=16)
            for area in AREAS_OF_LEARNING
        ),
        *(
            Column(
                f"ELG {goal}",
                Kind.TEXT,
                MIS,
                choices=("Emerging", "Expected", "Exempt"),
                width=18 if len(goal) < 30 else 26,  # noqa: PLR2004 - a heading in two lines
                help="Early learning goal: filled at the end of Reception",
            )
            for goals in EARLY_LEARNING_GOALS.values()
            for goal in goals
        ),
        Column(
            "GLD",
            Kind.YES_NO,
            CALC,
            FAMILY,
            choices=("Y", "N"),
            width=7,
            help="Good level of development: Expected in the twelve goals of the first five areas; "
            "until those are known, on track in the five areas",
        ),
        Column("Judged by", Kind.TEXT, STAFF, width=16),
        Column("Judged on", Kind.DATE, STAFF, width=12),
    ),
    "Early Years",
)


TESTS: Final = Table(
    "Tests",
    "Tests",
    ("School year", "Half-term", "UPN", "Subject", "Test"),
    (
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
        PUPIL,
        *STAMPS,
        SUBJECT,
        Column("Test", Kind.TEXT, MIS, width=18),
        Column("Score", Kind.CODE, MIS, width=8),
        Column("Kind", Kind.TEXT, MIS, choices=("standardised", "scaled", "raw", "age"), width=12),
        Column("Date", Kind.DATE, MIS, width=12),
    ),
    "Test scores",
    "One row a child, half-term, subject and test; choose the name from the list.",
)


PRIOR: Final = Table(
    "Prior",
    "Tests",
    ("UPN", "Stage", "Subject"),
    (
        UPN,
        PUPIL,
        Column("Stage", Kind.TEXT, MIS, width=12),
        SUBJECT,
        Column("Result", Kind.CODE, MIS, width=10),
        Column("Date", Kind.DATE, MIS, width=12),
        Column("Source", Kind.TEXT, MIS, width=16),
    ),
    "Earlier results",
    "From earlier key stages, or from another school.",
)


_NARROW: Final = 4.43
"""Width of a column of Status that shows a letter or a sign, under a heading turned on its side."""

_OF_A_SUBJECT: Final = {
    "attainment": "By steps from what is expected of the year group. Grey: an earlier half-term",
    "progress": "The teacher's judgement against the target",
    "trend": "Since the last meeting, as it saw the child: better, worse, or by small steps",
    "from start": "Progress from the starting point: + more than expected, - less, = expected",
    "test": "The newest test of the year beside the judgement of its time",
}


def _letter(name: str, help_: str = "") -> Column:
    return Column(name, Kind.TEXT, CALC, width=_NARROW, help=help_)


STATUS: Final = Table(
    "Status",
    "Status",
    ("UPN",),
    (
        Column("UPN", Kind.CODE, CALC, width=16),
        PUPIL,
        Column("Year", Kind.CODE, CALC, FAMILY, width=_NARROW),
        Column("Class", Kind.CODE, CALC, FAMILY, width=12),
        Column("Pupil Premium", Kind.YES_NO, CALC, width=_NARROW),
        Column("SEND", Kind.CODE, CALC, width=_NARROW, help="K SEN support, E EHC plan"),
        _letter("Areas of learning", "Early Years: in how many areas on track, and in which not"),
        Column("{subject}", Kind.CODE, CALC, width=6, help="Grey: from an earlier half-term"),
        *(_letter(f"{{subject}} {what}", help_) for what, help_ in _OF_A_SUBJECT.items()),
        _letter("Attendance", "Red: persistent absence where it is of the year to date"),
        _letter("Punctuality", "Times late in the half-term"),
        _letter("Attitude", "The worse of behaviour and effort"),
        Column(
            "Red meetings",
            Kind.WHOLE,
            CALC,
            width=_NARROW,
            help="Red still, and at so many meetings running before",
        ),
        Column("Red in", Kind.TEXT, CALC, width=26),
        Column("Why", Kind.TEXT, CALC, width=80, help="Why Red, and what else needs a look"),
        Column("Groups", Kind.TEXT, CALC, width=26, help="Groups a child is in: filter by them"),
        Column("Barriers", Kind.TEXT, CALC, SENCO, width=28),
        _letter("Homework", "Shown; never makes a child Red alone"),
        _letter("Uniform", "Shown; never makes a child Red alone"),
        _letter("{subject} suggested", "What the workbook would say of progress; never sent home"),
        Column("{subject} evidence", Kind.TEXT, CALC, width=26, help="When and by whom judged"),
        Column("Other reasons", Kind.TEXT, CALC, width=80, help="Of every colour but Red"),
    ),
    "Status",
)
