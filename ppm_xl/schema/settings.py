"""The small tables of the sheet Settings."""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.columns import (
    CALC,
    FAMILY,
    LEADERS,
    MIS,
    SCHOOL_YEAR_AND_HALF_TERM,
    STAFF,
    SUBJECT,
)
from ppm_xl.schema.shapes import Column, Kind, Table
from ppm_xl.schema.values import HALF_TERMS, YEARS


def _settings(name: str, key: tuple[str, ...], title: str, help_: str, *columns: Column) -> Table:
    return Table(name, "Settings", key, columns, title, help_)


def _setting(name: str, value: Column, title: str, help_: str) -> Table:
    what = Column("What", Kind.TEXT, CALC, LEADERS, width=30)
    return _settings(name, ("What",), title, help_, what, value)


_TEXT_VALUE = Column("Value", Kind.TEXT, STAFF, FAMILY, width=40)


SETTINGS: Final = (
    _setting(
        "School",
        _TEXT_VALUE,
        "School",
        "Printed on reports and packs. Logo: a picture beside this workbook. Objectives folder: "
        "the school's own PDFs for the back of reports.",
    ),
    _settings(
        "Calendar",
        ("School year", "Half-term"),
        "Calendar",
        "Half-terms with their dates, and what each one collects.",
        *SCHOOL_YEAR_AND_HALF_TERM,
        Column("Starts", Kind.DATE, width=12),
        Column("Ends", Kind.DATE, width=12),
        Column("Collects", width=30, help="Such as marks, progress, attendance"),
        *(
            Column(n, Kind.YES_NO, choices=("Y", "N"), width=12)
            for n in ("Meeting", "Conversation", "Report")
        ),
    ),
    _settings(
        "Subjects",
        ("Subject",),
        "Subjects",
        "Each is a group of columns in Assessments.",
        Column("Subject", width=14),
        Column("Year groups", Kind.CODE, width=16, help="Such as 1-6"),
    ),
    _settings(
        "Scale",
        ("Mark",),
        "Scale",
        "The school's marks, from lowest to highest.",
        Column("Mark", Kind.CODE, width=10),
        Column("Meaning", seen_by=FAMILY, width=34),
        Column(
            "Year", Kind.CODE, choices=YEARS, width=7, help="Only where a row is for one year group"
        ),
        Column(
            "Half-term",
            Kind.CODE,
            choices=HALF_TERMS,
            width=11,
            help="Only where a row is for one half-term: on a rising scale more is expected later",
        ),
        Column("Steps", Kind.WHOLE, width=8, help="Steps from age-related expectation"),
        Column("Meets expected", Kind.YES_NO, choices=("Y", "N"), width=10),
        Column("Meets greater depth", Kind.YES_NO, choices=("Y", "N"), width=14),
        Column(
            "Also written",
            width=18,
            help="Other spellings, such as GD for GDS, with commas between",
        ),
    ),
    _settings(
        "ScaleRules",
        ("What",),
        "How the scale works",
        "What holds for all marks of the scale.",
        Column("What", Kind.TEXT, CALC, LEADERS, width=20),
        Column("Value", Kind.TEXT, width=34),
        Column("Rule", Kind.LONG_TEXT, CALC, width=54),
    ),
    _settings(
        "Thresholds",
        ("Measure",),
        "Thresholds",
        "Where each colour begins.",
        Column("Measure", writer=CALC, width=16),
        Column("Green", Kind.NUMBER, width=9),
        Column("Yellow", Kind.NUMBER, width=9),
        Column("Rule", writer=CALC, width=54),
        Column("Used", Kind.YES_NO, choices=("Y", "N"), width=8),
    ),
    _settings(
        "TestThresholds",
        ("Test", "Subject"),
        "Test thresholds",
        "What each test's score means; publishers differ.",
        Column("Test", width=20, help="The test's name, or how it begins"),
        SUBJECT,
        Column("Year groups", Kind.CODE, width=9, help="Such as 3-6; empty = all"),
        Column("Expected from", Kind.NUMBER, width=10),
        Column("Greater depth from", Kind.NUMBER, width=14),
        Column("Where from", Kind.TEXT, width=44),
    ),
    _settings(
        "StartingPoints",
        ("Year",),
        "Starting points",
        "Which earlier result each year group starts from.",
        Column("Year", Kind.CODE, choices=YEARS, width=7),
        Column("Stage", width=18),
    ),
    _settings(
        "Focus",
        ("Year", "Circle"),
        "Focus",
        "Which circles each year group's Venn has, one to three, and what meets each.",
        Column("Year", Kind.CODE, choices=YEARS, width=7),
        Column("Circle", width=18, help="Such as Reading, Phonics, Times tables, Literacy, GLD"),
        Column(
            "Meets",
            width=34,
            help="expected standard; phonics >= 32; MTC >= 20; scaled score >= 100, greater depth "
            ">= 110; New PiRA >= 93; KS1: EXS; in Reception on track, expected (a goal), or GLD",
        ),
    ),
    _settings(
        "Classes",
        ("Class",),
        "Classes",
        "Who teaches and leads each class.",
        Column("Class", Kind.CODE, MIS, FAMILY, width=18),
        Column("Teacher", choices_from="People.Name", strict=False, seen_by=FAMILY, width=20),
        Column("Teaching assistant", choices_from="People.Name", strict=False, width=20),
        Column("Leader", choices_from="People.Name", strict=False, width=20),
    ),
    _settings(
        "ClassMoves",
        ("Class", "Year"),
        "Classes next year",
        "Where the children of a class go in September; a class that is not here stays as it is.",
        Column("Class", Kind.CODE, choices_from="Classes.Class", strict=False, width=18),
        Column("Year", Kind.CODE, choices=YEARS, width=7, help="Their year group before September"),
        Column("Next class", Kind.CODE, choices_from="Classes.Class", strict=False, width=18),
    ),
    _settings(
        "People",
        ("Name",),
        "People",
        "Everyone who can own an action.",
        Column("Name", seen_by=FAMILY, width=22),
        Column(
            "Role",
            choices=("teacher", "TA", "other staff", "leadership", "SENCO", "agency"),
            width=12,
        ),
    ),
    _settings(
        "Needs",
        ("Need",),
        "Needs",
        "Common learning needs.",
        Column("Need", width=34),
        Column("Area", width=12),
    ),
    _settings(
        "BarrierList", ("Barrier",), "Barriers", "The school's list.", Column("Barrier", width=34)
    ),
    _settings(
        "Agenda",
        ("Section",),
        "Agenda",
        "The sections of a progress meeting, in the school's order.",
        Column("Section", width=30),
        Column("Order", Kind.WHOLE, width=8),
        Column("Used", Kind.YES_NO, choices=("Y", "N"), width=8),
    ),
    _settings(
        "Headings",
        ("Fingerprint", "Heading"),
        "Headings",
        "What headings of MIS files mean here; remembered from your corrections.",
        Column("Fingerprint", Kind.CODE, CALC, width=12),
        Column("Heading", Kind.CODE, width=26),
        Column("Means", width=22),
    ),
    _settings(
        "National",
        ("Measure", "Year group", "Date"),
        "National figures",
        "Dated figures to compare with; change them when new ones are published.",
        Column("Measure", width=30),
        Column("Year group", Kind.CODE, width=9),
        Column("Date", Kind.CODE, width=9),
        Column("Per cent", Kind.PERCENT, width=9),
        Column("Source", width=34),
    ),
    _settings(
        "Languages",
        ("Language",),
        "Languages of reports",
        "A language is used once somebody has checked its wording and is named here.",
        Column("Language", writer=CALC, width=14),
        Column("Checked by", choices_from="People.Name", strict=False, width=20),
        Column("Checked on", Kind.DATE, width=12),
    ),
    _setting("Words", _TEXT_VALUE, "Words", "The school's own words, also on reports home."),
)
