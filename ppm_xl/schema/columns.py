"""Columns that several tables share, and short names for who writes and sees them."""

from __future__ import annotations

from ppm_xl.schema.shapes import Audience, Column, Kind, Writer
from ppm_xl.schema.values import HALF_TERMS, YEARS

STAFF, MIS, CALC = Writer.STAFF, Writer.MIS, Writer.CALCULATED


FAMILY, SENCO, LEADERS = Audience.FAMILY, Audience.SENCO, Audience.LEADERS


FLAG = {"kind": Kind.YES_NO, "choices": ("Y", "N"), "writer": MIS, "width": 10}


UPN = Column("UPN", Kind.CODE, MIS, width=16, help="Unique pupil number: a letter, then 12 digits")


PUPIL = Column(
    "Pupil",
    Kind.TEXT,
    CALC,
    FAMILY,
    width=34,
    help="Known-as name and surname, as lists offer it",
)


YEAR_OF_ROW = Column("School year", Kind.CODE, MIS, FAMILY, width=11, help="Such as 2026-27")


HALF_TERM = Column("Half-term", Kind.CODE, MIS, FAMILY, choices=HALF_TERMS, width=11)


STAMPS = (
    Column(
        "Year",
        Kind.CODE,
        MIS,
        FAMILY,
        choices=YEARS,
        width=7,
        help="Year group when the row was made",
    ),
    Column("Class", Kind.CODE, MIS, FAMILY, width=16, help="Class when the row was made"),
    Column("Pupil Premium", Kind.YES_NO, MIS, choices=("Y", "N"), width=12),
    Column(
        "SEND",
        Kind.CODE,
        MIS,
        choices=("N", "K", "E"),
        width=8,
        help="N none, K SEN support, E EHC plan",
    ),
)


SUBJECT = Column(
    "Subject", Kind.TEXT, STAFF, FAMILY, choices_from="Subjects.Subject", strict=False, width=12
)


BY_WHEN = Column("By when", Kind.DATE, STAFF, FAMILY, width=12)


ID = Column("ID", Kind.CODE, CALC, width=24)


SCHOOL_YEAR_AND_HALF_TERM = (YEAR_OF_ROW, HALF_TERM)
