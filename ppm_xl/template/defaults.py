"""What the small tables of a new workbook's Settings hold, until the school changes them."""

from __future__ import annotations

from typing import Final

from ppm_xl import schema
from ppm_xl.conversations.day_plan import DEFAULT_ROWS as CONVERSATION_PLAN
from ppm_xl.meeting.agenda import default_agenda
from ppm_xl.reports.beside import FOLDER_SETTING, LOGO_SETTING
from ppm_xl.reports.record import SETTING as TRACKING_RECORD
from ppm_xl.reports.tongues import tongues
from ppm_xl.round.plan_box import DEFAULT_ROWS as ROUND_PLAN
from ppm_xl.school.scale_presets import DEFAULT
from ppm_xl.school.scale_tables import rule_rows, scale_rows
from ppm_xl.school.settings import EARLY_YEARS_RED, IN_ATTITUDE, SHORT_OF_MILESTONE
from ppm_xl.school.words import DEFAULTS
from ppm_xl.targets.rule import DEFAULT_ROWS as TARGET_RULES

Value = str | int | float | None
Row = tuple[Value, ...]

_SCHOOL: Final[tuple[Row, ...]] = (
    *((what, None) for what in ("Name", "Headteacher", "Address", "Telephone", "Email", "Website")),
    (LOGO_SETTING, None),
    (TRACKING_RECORD, "Y"),
    (FOLDER_SETTING, None),
)

_SUBJECTS: Final[tuple[Row, ...]] = tuple((name, "1-6") for name in schema.DEFAULT_SUBJECTS)

_SCALE: Final[tuple[Row, ...]] = tuple(scale_rows(DEFAULT))
"""A flat scale: a mark kept from one half-term to the next is expected progress."""

_SCALE_RULES: Final[tuple[Row, ...]] = tuple(rule_rows(DEFAULT))

_THRESHOLDS: Final[tuple[Row, ...]] = (
    ("Attainment", 0, -1, "Steps from age-related expectation: these or more; fewer is Red.", "Y"),
    ("Progress", None, None, "The teacher's judgement; N leaves it out.", "Y"),
    (
        "Attendance",
        95,
        90,
        "Per cent: Green's or more, above Yellow's; Yellow's or less is Red.",
        "Y",
    ),
    ("Punctuality", 2, 5, "Times late in a half-term: up to these; more often is Red.", "Y"),
    ("Attitude", None, None, "The worse of behaviour and effort.", "Y"),
    *(
        (row, None, None, f"N: {part.lower()} is only shown. Y: it counts in attitude too.", "N")
        for part, row in IN_ATTITUDE.items()
    ),
    (
        EARLY_YEARS_RED,
        None,
        None,
        "Y: an area of learning that is not on track is Red. N: it is Yellow.",
        "N",
    ),
    (
        SHORT_OF_MILESTONE,
        None,
        None,
        "Y: who is short of the term's milestone is listed at meetings. N: only who is Red.",
        "N",
    ),
)
"""Exactly 90 per cent is Red: the DfE counts missing 10 % or more as persistent absence."""

_TEST_THRESHOLDS: Final[tuple[Row, ...]] = (
    ("Key stage 2", None, None, 100, 110, "DfE: 100 is the expected standard, 110 a high score"),
    ("New PiRA", None, "1-2", 89, 112, "Hodder: working towards below 89, greater depth over 111"),
    ("New PiRA", None, "3-6", 93, 114, "Hodder: working towards below 93, greater depth over 113"),
    ("NFER", None, None, 95, 115, "NFER online: in line from 95, well above from 115"),
    ("Scaled score", None, None, 100, 110, "Any other scaled score: as the DfE's"),
    ("Standardised score", None, None, 95, 110, "Any other standardised score: a usual choice"),
)
"""Bands differ by publisher and suite. A standardised score of 100 is the average of pupils of
that age; the DfE's scaled score of 100 is a standard to be met: neither stands for the other."""

_FOCUS: Final[tuple[Row, ...]] = tuple(
    (str(year), circle, "expected standard")
    for year in range(1, 7)
    for circle in schema.DEFAULT_SUBJECTS
)

_NEEDS: Final[tuple[Row, ...]] = (
    ("Phonics: sounds and blending", "Reading"),
    ("Reading fluency", "Reading"),
    ("Reading at home", "Reading"),
    ("Understanding what is read", "Reading"),
    ("Vocabulary", "Reading"),
    ("Spelling", "Writing"),
    ("Handwriting", "Writing"),
    ("Sentences and punctuation", "Writing"),
    ("Ideas and stamina for writing", "Writing"),
    ("Number bonds and facts", "Maths"),
    ("Times tables", "Maths"),
    ("Place value", "Maths"),
    ("Calculation methods", "Maths"),
    ("Reasoning and problem solving", "Maths"),
    ("Attention and listening", "Attitude"),
    ("Confidence and independence", "Attitude"),
    ("Homework", "Attitude"),
    ("Missed learning through absence", "Attendance"),
)

_BARRIERS: Final[tuple[Row, ...]] = (
    ("Attendance",),
    ("Learning difficulty",),
    ("Learning difficulty not yet recognised",),
    ("Behaviour",),
    ("Emotional and social",),
    ("Medical",),
    ("Disengaged from school",),
    ("Circumstances",),
)

_AGENDA: Final[tuple[Row, ...]] = tuple(
    (section, place, "Y")
    for place, section in enumerate(default_agenda(schema.DEFAULT_SUBJECTS), start=1)
)

_HEADLINES: Final = "DfE, key stage 2 attainment national headlines"
_NATIONAL: Final[tuple[Row, ...]] = tuple(
    (measure, year_group, year, per_cent, source)
    for measure, year_group, source, figures in (
        ("Reading, writing and maths: expected", "6", _HEADLINES, ((2024, 61), (2025, 62))),
        ("Reading, writing and maths: higher", "6", _HEADLINES, ((2023, 8),)),
        ("Reading: expected", "6", _HEADLINES, ((2024, 74), (2025, 75))),
        ("Writing: expected", "6", _HEADLINES, ((2024, 72), (2025, 72))),
        ("Maths: expected", "6", _HEADLINES, ((2024, 73), (2025, 74))),
        ("Grammar, punctuation and spelling: expected", "6", _HEADLINES, ((2024, 72), (2025, 73))),
        ("Science: expected", "6", _HEADLINES, ((2024, 81), (2025, 82))),
        (
            "Phonics: meets the standard",
            "1",
            "DfE, phonics screening check",
            ((2024, 80), (2025, 80)),
        ),
        (
            "Times tables check: full marks",
            "4",
            "DfE, multiplication tables check",
            ((2024, 34), (2025, 37)),
        ),
        (
            "Good level of development",
            "R",
            "DfE, EYFS profile results",
            ((2024, 67.7), (2025, 68.3)),
        ),
    )
    for year, per_cent in ((str(when), figure) for when, figure in figures)
)

DEFAULT_ROWS: Final[dict[str, tuple[Row, ...]]] = {
    "School": _SCHOOL,
    "Subjects": _SUBJECTS,
    "Scale": _SCALE,
    "ScaleRules": _SCALE_RULES,
    "Thresholds": _THRESHOLDS,
    "TestThresholds": _TEST_THRESHOLDS,
    "TargetRules": TARGET_RULES,
    "Focus": _FOCUS,
    "Needs": _NEEDS,
    "BarrierList": _BARRIERS,
    "Agenda": _AGENDA,
    "National": _NATIONAL,
    "RoundPlan": ROUND_PLAN,
    "ConversationPlan": CONVERSATION_PLAN,
    "Languages": tuple((tongue.name, None, None) for tongue in tongues().values()),
    "Words": tuple(DEFAULTS.items()),
    "Working": (("School year", None), ("Half-term", None), ("Class", None)),
}
"""Table to its rows, in the order of the schema's columns; a table not named here starts empty."""
