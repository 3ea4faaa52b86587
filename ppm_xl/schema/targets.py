"""The table of targets, and the rule that proposes them."""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.columns import CALC, FAMILY, PUPIL, SUBJECT, UPN, YEAR_OF_ROW
from ppm_xl.schema.shapes import Column, Kind, Table

_MARK: Final = "Scale.Mark"

TARGETS: Final = Table(
    "Targets",
    "Targets",
    ("School year", "UPN", "Subject"),
    (
        YEAR_OF_ROW,
        UPN,
        PUPIL,
        Column("Class", Kind.CODE, CALC, FAMILY, width=16, help="The class of this school year"),
        SUBJECT,
        Column(
            "Starting point",
            Kind.CODE,
            width=10,
            help="Filled where it is empty: the last mark of the year before, an earlier result, "
            "a baseline, or the first judgement here",
        ),
        Column("Proposed", Kind.CODE, CALC, width=10, help="By the table Target rule in Settings"),
        Column(
            "Agreed",
            Kind.CODE,
            choices_from=_MARK,
            strict=False,
            width=10,
            help="For the end of the year, agreed with the class teacher; never overwritten",
        ),
        *(
            Column(
                f"{term} milestone",
                Kind.CODE,
                choices_from=_MARK,
                strict=False,
                width=11,
                help="By the end of the term. Filled where it is empty once a target is agreed",
            )
            for term in ("Autumn", "Spring", "Summer")
        ),
        Column("Agreed on", Kind.DATE, width=12),
        Column("Agreed by", width=16),
        Column(
            "Original", Kind.CODE, CALC, width=10, help="The target that was agreed first; kept"
        ),
        Column(
            "Reason changed",
            Kind.LONG_TEXT,
            width=30,
            help="Why Agreed is no longer the original, or is below what was proposed",
        ),
        Column("Why proposed", Kind.TEXT, CALC, width=56),
    ),
    "Targets",
)

TARGET_RULES: Final = Table(
    "TargetRules",
    "Settings",
    ("Starting point",),
    (
        Column("Starting point", writer=CALC, width=18),
        Column("Steps up", Kind.WHOLE, width=8, help="Empty: nothing is proposed"),
        Column("Rule", Kind.LONG_TEXT, CALC, width=54),
    ),
    "Target rule",
    "How many steps of the scale nearer to, or above, the year's expectation a target is proposed.",
)
