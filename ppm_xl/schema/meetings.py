"""Tables of meetings and what comes of them: actions, discussion, issues, conversations."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppm_xl.schema.columns import (
    BY_WHEN,
    CALC,
    FAMILY,
    ID,
    PUPIL,
    SCHOOL_YEAR_AND_HALF_TERM,
    SENCO,
    SUBJECT,
    UPN,
)
from ppm_xl.schema.shapes import Column, Kind, Table
from ppm_xl.schema.values import ACTION_STATES, IMPACTS

ACTIONS: Final = Table(
    "Actions",
    "Actions",
    ("ID",),
    (
        ID,
        Column("Meeting", Kind.CODE, CALC, width=22),
        Column("Agreed on", Kind.DATE, width=12),
        *SCHOOL_YEAR_AND_HALF_TERM,
        Column("Class", Kind.CODE, width=16),
        Column("Area", choices_from="Subjects.Subject", strict=False, width=28),
        Column("Need", choices_from="Needs.Need", strict=False, width=30),
        Column("Action", Kind.LONG_TEXT, seen_by=FAMILY, width=44),
        Column(
            "Owner",
            choices_from="People.Name",
            strict=False,
            width=18,
            help="A person, or child, or family",
        ),
        BY_WHEN,
        Column("Measure", Kind.LONG_TEXT, width=28, help="How we shall know it worked"),
        Column(
            "On report",
            Kind.YES_NO,
            choices=("Y", "N"),
            width=9,
            help="Y prints it on the report home",
        ),
        Column("Discussed with family", Kind.YES_NO, choices=("Y", "N"), width=11),
        Column("Status", choices=ACTION_STATES, width=9),
        Column("Done on", Kind.DATE, width=12),
        Column("Impact", choices=IMPACTS, width=10),
        Column("Impact note", Kind.LONG_TEXT, width=30),
    ),
    "Actions",
    "One row an action: what, who, by when, and how we shall know it worked.",
)


ACTION_PUPILS: Final = Table(
    "ActionPupils", "Records", ("ID", "UPN"), (ID, UPN, PUPIL), "Whom each action is for"
)


ROUND_PLAN: Final = Table(
    "RoundPlan",
    "Round",
    ("What",),
    (
        Column("What", Kind.TEXT, CALC, width=18),
        Column("Value", width=18, help="What the round goes by; each cell says what it is for"),
    ),
    "The plan",
)


MEETINGS: Final = Table(
    "Meetings",
    "Round",
    ("ID",),
    (
        replace(SCHOOL_YEAR_AND_HALF_TERM[1], width=10),
        Column("Class", Kind.CODE, choices_from="Classes.Class", strict=False, width=12),
        Column("Date", Kind.DATE, width=12),
        Column("Start", Kind.TIME, width=7, help="Such as 09:30"),
        Column("Minutes", Kind.WHOLE, width=8),
        Column("Place", width=13),
        Column("Leader", choices_from="People.Name", strict=False, width=16),
        Column(
            "Attending",
            Kind.LONG_TEXT,
            width=25,
            help="Names with commas between: who is in two meetings at once is pointed out",
        ),
        Column("Cover", width=14, help="Who teaches the class meanwhile"),
        Column("SENCO joins", Kind.TIME, width=7, help="When the SENCO comes; empty: not at all"),
        Column("SENCO minutes", Kind.WHOLE, width=8),
        Column("Send by", Kind.DATE, CALC, width=12, help="When invitations should be out"),
        Column("Clash", Kind.LONG_TEXT, CALC, width=22, help="What cannot be, as last looked for"),
        Column(
            "Still missing",
            Kind.LONG_TEXT,
            CALC,
            width=16,
            help="Before the meeting: marks, judgements, what looks odd. Check data says which",
        ),
        Column("Parent or pupil coming", Kind.YES_NO, choices=("Y", "N"), width=12),
        Column(
            "For child",
            choices_from="Pupils.Pupil",
            strict=False,
            width=24,
            help="Where a parent or the child comes: only this child's page is opened",
        ),
        Column("Bring", Kind.LONG_TEXT, width=46),
        Column("Invited", Kind.DATE, width=12, help="When the invitation was sent"),
        Column("Held", Kind.DATE, width=12),
        Column("Recorded", Kind.DATE, width=12),
        Column("Kind", choices=("progress", "conversation", "review"), width=13),
        SCHOOL_YEAR_AND_HALF_TERM[0],
        ID,
        Column(
            "Invitation",
            Kind.CODE,
            CALC,
            width=17,
            help="Which version of the invitation was written last",
        ),
    ),
    "Meetings",
)


DISCUSSION: Final = Table(
    "Discussion",
    "Records",
    ("Meeting", "UPN", "Area"),
    (
        Column("Meeting", Kind.CODE, CALC, width=22),
        UPN,
        PUPIL,
        Column("Area", Kind.TEXT, CALC, width=12),
        Column("Why listed", Kind.LONG_TEXT, CALC, width=30),
        Column("Need", width=20),
        Column("Teacher's reason", Kind.LONG_TEXT, width=30),
        Column("Leader's question", Kind.LONG_TEXT, width=30),
        Column(
            "Question proposed",
            Kind.LONG_TEXT,
            CALC,
            width=30,
            help="As the workbook put it; a question that was changed by hand stays",
        ),
        Column("SEND concern", Kind.YES_NO, seen_by=SENCO, choices=("Y", "N"), width=10),
        Column("What helped", Kind.LONG_TEXT, width=30),
        Column("Note", Kind.LONG_TEXT, width=30),
        Column("Attainment shown", Kind.TEXT, CALC, width=12, help="Colour as shown that day"),
        Column("Progress shown", Kind.TEXT, CALC, width=12, help="Colour as shown that day"),
        Column(
            "Region shown",
            Kind.CODE,
            CALC,
            width=12,
            help="Place in the Venn as shown that day, such as 110",
        ),
    ),
    "What meetings said of each pupil",
)


ISSUES: Final = Table(
    "Issues",
    "Actions",
    ("ID",),
    (
        replace(ID, width=28),
        Column("Meeting", Kind.CODE, CALC, width=22),
        Column("Kind", choices=("leadership", "own target", "asked of SENCO"), width=14),
        UPN,
        replace(PUPIL, width=24, help="Whom it is about; empty where nobody"),
        Column("Text", Kind.LONG_TEXT, width=40),
        Column("Owner", choices_from="People.Name", strict=False, width=18),
        BY_WHEN,
        Column("Reply", Kind.LONG_TEXT, width=30),
        Column("Status", choices=ACTION_STATES, width=9),
    ),
    "Issues for leaders, own targets, questions to the SENCO",
    "Gathered from the meetings of all classes; leaders reply here.",
)


CONVERSATION_PLAN: Final = Table(
    "ConversationPlan",
    "Conversations",
    ("What",),
    (
        Column("What", Kind.TEXT, CALC, width=18),
        Column("Value", width=18, help="What the day goes by; each cell says what it is for"),
    ),
    "The plan",
)


_CLASS_OF_ROW: Final = Column(
    "Class", Kind.CODE, CALC, FAMILY, width=9, help="Class when the row was made"
)


CONVERSATIONS: Final = Table(
    "Conversations",
    "Conversations",
    ("School year", "Half-term", "UPN"),
    (
        _CLASS_OF_ROW,
        replace(PUPIL, width=27),
        Column(
            "Planned",
            Kind.MOMENT,
            width=18,
            help="Day and time, such as 24/11/2026 09:30. What is typed stays; an empty cell gets "
            "the next free time",
        ),
        Column("Held", Kind.DATE, width=11, help="The day on which you talked"),
        *(
            Column(name, Kind.LONG_TEXT, width=27)
            for name in ("Going well", "Hard", "What would help", "Agreed")
        ),
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
    ),
    "Conversations",
    "One row a child a half-term. Type what the child said.",
)


LEARNING_TARGETS: Final = Table(
    "LearningTargets",
    "Conversations",
    ("ID",),
    (
        _CLASS_OF_ROW,
        replace(PUPIL, width=27),
        SUBJECT,
        Column("Learned", Kind.LONG_TEXT, seen_by=FAMILY, width=32),
        Column("Next", Kind.LONG_TEXT, seen_by=FAMILY, width=32),
        BY_WHEN,
        Column("Met", Kind.DATE, seen_by=FAMILY, width=12, help="The day on which it was met"),
        *SCHOOL_YEAR_AND_HALF_TERM,
        UPN,
        ID,
    ),
    "Learning targets",
    "What the child learned, what comes next, by when.",
)
