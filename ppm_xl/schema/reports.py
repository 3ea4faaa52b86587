"""Tables of the sheet Reports: what a person looks at before reports go home."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppm_xl.schema.columns import (
    CALC,
    FAMILY,
    ID,
    PUPIL,
    SCHOOL_YEAR_AND_HALF_TERM,
    SENCO,
    UPN,
)
from ppm_xl.schema.shapes import Column, Kind, Table

_CALCULATED: Final = {"kind": Kind.TEXT, "writer": CALC}

REPORT_CHECK: Final = Table(
    "ReportCheck",
    "Reports",
    ("ID",),
    (
        Column("How serious", **_CALCULATED, width=10),  # type: ignore[arg-type]
        Column("Class", Kind.CODE, CALC, width=9),
        replace(PUPIL, width=20),
        Column("Where", **_CALCULATED, width=14),  # type: ignore[arg-type]
        Column("What to look at", Kind.LONG_TEXT, CALC, width=30),
        Column(
            "The text",
            Kind.LONG_TEXT,
            CALC,
            SENCO,
            width=28,
            help="As typed. A text that is changed is looked at anew",
        ),
        Column(
            "Decision",
            choices=("Pass",),
            width=9,
            help="Pass: this text may go home to this family, or the report as it is. Empty: not "
            "yet",
        ),
        Column("By", width=9, help="Who decided"),
        Column("What to do", Kind.LONG_TEXT, CALC, width=34),
        *(replace(column, writer=CALC) for column in SCHOOL_YEAR_AND_HALF_TERM),
        replace(UPN, writer=CALC),
        replace(ID, width=16),
    ),
    "Before reports go home",
    "Confidential. Nothing stops printing; text on a line without Pass is left out of the report.",
)


REPORT_CHOICES: Final = Table(
    "ReportChoices",
    "Reports",
    ("School year", "Half-term", "UPN", "Measure"),
    (
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
        replace(PUPIL, width=24),
        Column(
            "Measure",
            choices=(
                "Attendance",
                "Punctuality",
                "Behaviour",
                "Effort",
                "Homework",
                "Uniform",
            ),
            choices_from="Subjects.Subject",
            strict=False,
            width=16,
            help="Or an area of learning in Reception",
        ),
        Column(
            "Instead",
            Kind.LONG_TEXT,
            seen_by=FAMILY,
            width=46,
            help="A sentence for this family in its place; empty: the measure is left out",
        ),
    ),
    "Left out, or said in other words",
    "One row for a measure that is not to be on one child's report.",
)
