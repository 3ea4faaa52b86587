"""Tables of what is in place for pupils, and of what stands in their way."""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.columns import LEADERS, PUPIL, SENCO, SUBJECT, UPN
from ppm_xl.schema.shapes import Column, Kind, Table
from ppm_xl.schema.values import IMPACTS

INTERVENTIONS: Final = Table(
    "Interventions",
    "Provision",
    ("Name",),
    (
        Column("Name", width=30),
        Column(
            "Kind", choices=("class strategy", "group", "one-to-one", "outside agency"), width=15
        ),
        Column("Area", width=28),
        Column("Staff", choices_from="People.Name", strict=False, width=16),
        Column("Minutes a week", Kind.WHOLE, width=10),
        Column("Cost", Kind.NUMBER, seen_by=LEADERS, width=10, help="Pounds a year"),
    ),
    "Interventions and strategies",
    "Each once, with what it takes.",
)


PROVISION: Final = Table(
    "Provision",
    "Provision",
    ("Name", "UPN", "From"),
    (
        Column("Name", choices_from="Interventions.Name", strict=False, width=30),
        UPN,
        PUPIL,
        Column("From", Kind.DATE, width=12),
        Column("To", Kind.DATE, width=12),
        Column("Sessions planned", Kind.WHOLE, width=10),
        Column("Sessions had", Kind.WHOLE, width=10),
        Column("Entry", Kind.CODE, width=10),
        Column("Exit", Kind.CODE, width=10),
        Column("Measure", width=22),
        Column("Working", choices=IMPACTS, width=10),
        Column("Reviewed", Kind.DATE, width=12),
        Column("Changed to", Kind.LONG_TEXT, width=24),
    ),
    "Who has what",
    "One row a child and intervention or strategy; choose both from the lists.",
)


GROUPS: Final = Table(
    "Groups",
    "Provision",
    ("Name", "UPN", "From"),
    (
        Column("Name", width=20),
        UPN,
        PUPIL,
        Column("From", Kind.DATE, width=12),
        SUBJECT,
        Column("Kind", width=14),
        Column("To", Kind.DATE, width=12),
    ),
    "Groups",
    "Focus groups by subject.",
)


BARRIERS: Final = Table(
    "Barriers",
    "Provision",
    ("UPN", "Barrier", "Since"),
    (
        UPN,
        PUPIL,
        Column("Barrier", choices_from="BarrierList.Barrier", strict=False, width=32),
        Column("Since", Kind.DATE, width=12),
        Column("Note", Kind.LONG_TEXT, seen_by=SENCO, width=30),
        Column("To", Kind.DATE, width=12),
    ),
    "Barriers to learning",
    "For any child, from the school's list in Settings.",
)
