"""The one place where a sheet, a table or a column is named, typed, and said who may see it.

Template, adapters, checks, privacy gates and the data dictionary are made from
:data:`SHEETS` and :data:`TABLES`. A column whose name holds ``{subject}`` stands
for a group that repeats for each subject in Settings: see :meth:`Table.headings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

SCHEMA_VERSION: Final = 1
"""Written to the workbook as the defined name ``ppm_schema``."""

DEFAULT_SUBJECTS: Final = ("Reading", "Writing", "Maths")

HALF_TERMS: Final = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")
YEARS: Final = ("N1", "N2", "R", "1", "2", "3", "4", "5", "6")
COLOURS: Final = ("Green", "Yellow", "Red")
NOT_ASSESSED: Final = "Not assessed"
AREAS_OF_LEARNING: Final = (
    "Communication and language",
    "Personal, social and emotional",
    "Physical",
    "Literacy",
    "Mathematics",
    "Understanding the world",
    "Expressive arts and design",
)
IMPACTS: Final = ("worked", "partly", "no", "too soon")
ACTION_STATES: Final = ("open", "done", "dropped")
OWNERS_WITHOUT_A_NAME: Final = ("child", "family")


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CODE = "code"
    """Text, never a number or a date, whatever it looks like: UPN, marks, Year."""
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "per cent, 0 to 100"
    DATE = "date"
    TIME = "time, as text HH:MM"
    MOMENT = "date and time"
    YES_NO = "Y or N"
    COLOUR = "Green, Yellow or Red"

    @property
    def is_text(self) -> bool:
        """Whether cells are stored as text (number format ``@``)."""
        return self not in {Kind.WHOLE, Kind.NUMBER, Kind.PERCENT, Kind.DATE, Kind.MOMENT}


class Writer(StrEnum):
    """Who writes a column."""

    STAFF = "staff"
    MIS = "MIS"
    """Filled by imports; staff may correct it."""
    CALCULATED = "calculated"


class Audience(Enum):
    """Who may see a column. Each lists the groups that may; families see the least."""

    FAMILY = ("family", "class staff", "SENCO", "leaders")
    CLASS_STAFF = ("class staff", "SENCO", "leaders")
    SENCO = ("SENCO", "leaders")
    LEADERS = ("leaders",)

    def includes(self, group: str) -> bool:
        """Whether ``group`` (``family``, ``class staff``, ``SENCO``, ``leaders``) may see it."""
        return group in self.value


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading is its name, spelt in full.

    Attributes
    ----------
    choices
        Allowed values, offered as a list; empty where anything of ``kind`` goes.
    choices_from
        ``Table.Column`` whose values are offered as a list, such as ``Scale.Mark``.
    strict
        Whether a value outside the choices is refused while typing.
    width
        In characters of the body font: fits the longest likely content.
    """

    name: str
    kind: Kind = Kind.TEXT
    writer: Writer = Writer.STAFF
    seen_by: Audience = Audience.CLASS_STAFF
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    strict: bool = True
    width: float = 14
    help: str = ""

    @property
    def per_subject(self) -> bool:
        """Whether the column repeats for each subject."""
        return "{subject}" in self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One Excel table, or (``form`` true) a fixed block of cells laid out for people.

    A form has no Excel table behind it: it lies at ``anchor`` (row, column; from 1),
    has no header row, and ``rows`` rows, each addressed by its place.
    """

    name: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    title: str = ""
    help: str = ""
    form: bool = False
    anchor: tuple[int, int] = (1, 1)
    rows: int = 0
    append_only: bool = False

    def headings(self, subjects: tuple[str, ...] = DEFAULT_SUBJECTS) -> tuple[str, ...]:
        """Give every heading in order, groups spelt out for each subject."""
        return tuple(name for name, _ in self.spelt_out(subjects))

    def spelt_out(
        self, subjects: tuple[str, ...] = DEFAULT_SUBJECTS
    ) -> tuple[tuple[str, Column], ...]:
        """Pair every heading with its column; ``{subject}`` columns repeat as one group."""
        out: list[tuple[str, Column]] = []
        group: list[Column] = []

        def close() -> None:
            for subject in subjects:
                out.extend((column.name.format(subject=subject), column) for column in group)
            group.clear()

        for column in self.columns:
            if column.per_subject:
                group.append(column)
            else:
                close()
                out.append((column.name, column))
        close()
        return tuple(out)

    def column(self, heading: str, subjects: tuple[str, ...] = DEFAULT_SUBJECTS) -> Column | None:
        """Find the column behind a heading; None for a column that staff added."""
        for name, column in self.spelt_out(subjects):
            if name == heading:
                return column
        return None


class Purpose(StrEnum):
    """What a sheet is for; its tab colour says so."""

    START = "start"
    TYPE = "type here"
    READ = "read"
    SET_UP = "set up"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its tab, its title in row 1 and its sentence in row 2."""

    name: str
    purpose: Purpose
    title: str
    sentence: str
    landscape: bool = True


SHEETS: Final = (
    Sheet(
        "Home",
        Purpose.START,
        "Pupil progress",
        "Choose the class and half-term, then work down the steps.",
    ),
    Sheet(
        "Import",
        Purpose.TYPE,
        "Import",
        "What the last MIS file would change. Office: read the list, then import.",
    ),
    Sheet(
        "Pupils",
        Purpose.TYPE,
        "Pupils",
        "One row a child, filled from the MIS. Office: correct what the MIS has wrong.",
    ),
    Sheet(
        "Assessments",
        Purpose.TYPE,
        "Assessments",
        "One row a child a half-term. Teachers: judge progress and write for the family here.",
    ),
    Sheet(
        "Early Years",
        Purpose.TYPE,
        "Early Years",
        "The seven areas of learning for Reception, one row a child a half-term.",
    ),
    Sheet(
        "Tests",
        Purpose.TYPE,
        "Tests and earlier results",
        "Test scores by half-term, and results from earlier key stages.",
    ),
    Sheet(
        "Targets",
        Purpose.TYPE,
        "Targets",
        "End-of-year targets and termly milestones, agreed with each class teacher.",
    ),
    Sheet(
        "Status",
        Purpose.READ,
        "Status",
        "Where every child stands. Press Update status and Venns to refresh it.",
    ),
    Sheet(
        "Venn",
        Purpose.READ,
        "Venn diagrams",
        "Who meets the standard in which subjects, now and at the last meeting.",
    ),
    Sheet(
        "Round",
        Purpose.TYPE,
        "Round of meetings",
        "One row a meeting: when, where, who leads, who comes.",
    ),
    Sheet(
        "Meeting",
        Purpose.TYPE,
        "Progress meeting",
        "Prepare meeting fills this form; teacher and leader type in the white cells.",
    ),
    Sheet(
        "Actions",
        Purpose.TYPE,
        "Actions",
        "What was agreed, who does it, by when, and what came of it.",
    ),
    Sheet(
        "Provision",
        Purpose.TYPE,
        "Provision",
        "Strategies and interventions in place, with what they achieved.",
    ),
    Sheet(
        "Conversations",
        Purpose.TYPE,
        "Learning conversations",
        "What each child said, and their learning targets.",
    ),
    Sheet("One child", Purpose.READ, "One child", "Everything held on one child, on one page."),
    Sheet(
        "Summary",
        Purpose.READ,
        "Summary",
        "Attainment and progress by class and group, without names.",
    ),
    Sheet(
        "Settings",
        Purpose.SET_UP,
        "Settings",
        "The school's words, scale, thresholds and people. Change what differs here.",
    ),
    Sheet("Log", Purpose.SET_UP, "Log", "What was done in this workbook, when and by whom."),
    Sheet("Records", Purpose.HIDDEN, "Records", "Kept by the workbook; nobody types here."),
)

_STAFF, _MIS, _CALC = Writer.STAFF, Writer.MIS, Writer.CALCULATED
_FAMILY, _SENCO, _LEADERS = Audience.FAMILY, Audience.SENCO, Audience.LEADERS
_FLAG = {"kind": Kind.YES_NO, "choices": ("Y", "N"), "writer": _MIS, "width": 10}

_UPN = Column(
    "UPN", Kind.CODE, _MIS, width=16, help="Unique pupil number: a letter, then 12 digits"
)
_PUPIL = Column(
    "Pupil",
    Kind.TEXT,
    _CALC,
    _FAMILY,
    width=34,
    help="Known-as name and surname, as lists offer it",
)
_YEAR_OF_ROW = Column("School year", Kind.CODE, _MIS, _FAMILY, width=11, help="Such as 2026-27")
_HALF_TERM = Column("Half-term", Kind.CODE, _MIS, _FAMILY, choices=HALF_TERMS, width=11)
_STAMPS = (
    Column(
        "Year",
        Kind.CODE,
        _MIS,
        _FAMILY,
        choices=YEARS,
        width=7,
        help="Year group when the row was made",
    ),
    Column("Class", Kind.CODE, _MIS, _FAMILY, width=16, help="Class when the row was made"),
    Column("Pupil Premium", Kind.YES_NO, _MIS, choices=("Y", "N"), width=12),
    Column(
        "SEND",
        Kind.CODE,
        _MIS,
        choices=("N", "K", "E"),
        width=8,
        help="N none, K SEN support, E EHC plan",
    ),
)
_SUBJECT = Column(
    "Subject", Kind.TEXT, _STAFF, _FAMILY, choices_from="Subjects.Subject", strict=False, width=12
)
_BY_WHEN = Column("By when", Kind.DATE, _STAFF, _FAMILY, width=12)
_ID = Column("ID", Kind.CODE, _CALC, width=16)
_SCHOOL_YEAR_AND_HALF_TERM = (_YEAR_OF_ROW, _HALF_TERM)


def _attitude(name: str) -> Column:
    return Column(name, Kind.COLOUR, _MIS, _FAMILY, choices=COLOURS, width=10)


def _settings(name: str, key: tuple[str, ...], title: str, help_: str, *columns: Column) -> Table:
    return Table(name, "Settings", key, columns, title, help_)


def _setting(name: str, value: Column, title: str, help_: str) -> Table:
    what = Column("What", Kind.TEXT, _CALC, _LEADERS, width=30)
    return _settings(name, ("What",), title, help_, what, value)


PUPILS: Final = Table(
    "Pupils",
    "Pupils",
    ("UPN",),
    (
        _UPN,
        _PUPIL,
        Column("Surname", Kind.TEXT, _MIS, _FAMILY, width=25),
        Column("Forename", Kind.TEXT, _MIS, _FAMILY, width=16),
        Column(
            "Known as",
            Kind.TEXT,
            _MIS,
            _FAMILY,
            width=14,
            help="Only where it differs from the forename",
        ),
        Column("DOB", Kind.DATE, _MIS, width=12, help="Date of birth"),
        Column("Sex", Kind.CODE, _MIS, choices=("F", "M"), width=6),
        Column("Year", Kind.CODE, _MIS, _FAMILY, choices=YEARS, width=7),
        Column(
            "Class", Kind.CODE, _MIS, _FAMILY, choices_from="Classes.Class", strict=False, width=16
        ),
        Column("Admission no", Kind.CODE, _MIS, width=11),
        Column("Pupil Premium", **{**_FLAG, "width": 12}),  # type: ignore[arg-type]
        Column("FSM", help="Eligible for free school meals now", **_FLAG),  # type: ignore[arg-type]
        Column("Ever 6", help="Free school meals at any time in six years", **_FLAG),  # type: ignore[arg-type]
        Column("Service child", **_FLAG),  # type: ignore[arg-type]
        Column("Looked after", seen_by=_SENCO, **_FLAG),  # type: ignore[arg-type]
        Column("Previously looked after", seen_by=_SENCO, **{**_FLAG, "width": 15}),  # type: ignore[arg-type]
        Column(
            "SEND",
            Kind.CODE,
            _MIS,
            choices=("N", "K", "E"),
            width=8,
            help="N none, K SEN support, E EHC plan",
        ),
        Column("EAL", help="English as an additional language", **_FLAG),  # type: ignore[arg-type]
        Column("Joined", Kind.DATE, _MIS, width=12),
        Column("Left", Kind.DATE, _MIS, width=12, help="Empty while on roll"),
        Column(
            "Report copies", Kind.WHOLE, _STAFF, width=9, help="Empty = 1; 0 = hold for the head"
        ),
        Column("Report language", Kind.TEXT, _STAFF, width=12, help="Empty = English"),
        Column("Notes", Kind.LONG_TEXT, _STAFF, _LEADERS, width=30),
    ),
    "Pupils",
)

ASSESSMENTS: Final = Table(
    "Assessments",
    "Assessments",
    ("School year", "Half-term", "UPN"),
    (
        *_SCHOOL_YEAR_AND_HALF_TERM,
        _UPN,
        _PUPIL,
        *_STAMPS,
        Column(
            "{subject}", Kind.CODE, _MIS, _FAMILY, choices_from="Scale.Mark", strict=False, width=10
        ),
        Column(
            "{subject} progress",
            Kind.COLOUR,
            _STAFF,
            _FAMILY,
            choices=COLOURS,
            width=10,
            help="Teacher: Green should reach the target, Yellow might not, Red will not",
        ),
        Column("Judged by", Kind.TEXT, _STAFF, width=16),
        Column("Judged on", Kind.DATE, _STAFF, width=12),
        Column("Moderated", Kind.YES_NO, _STAFF, choices=("Y", "N"), width=12),
        Column("Possible", Kind.WHOLE, _MIS, _FAMILY, width=9, help="Sessions possible"),
        Column("Attended", Kind.WHOLE, _MIS, _FAMILY, width=9, help="Sessions attended"),
        Column(
            "Unauthorised",
            Kind.WHOLE,
            _MIS,
            _FAMILY,
            width=14,
            help="Sessions missed without leave",
        ),
        Column("Lates", Kind.WHOLE, _MIS, _FAMILY, width=7),
        Column("Attendance %", Kind.PERCENT, _MIS, _FAMILY, width=11),
        Column(
            "Attendance basis",
            Kind.TEXT,
            _MIS,
            _FAMILY,
            choices=("half-term", "year to date"),
            width=13,
        ),
        Column("Attendance to", Kind.DATE, _MIS, _FAMILY, width=12),
        _attitude("Behaviour"),
        _attitude("Effort"),
        _attitude("Homework"),
        _attitude("Uniform"),
        Column("Incidents", Kind.WHOLE, _MIS, width=9),
        Column("Suspensions", Kind.WHOLE, _MIS, _LEADERS, width=13),
        Column(
            "For the family",
            Kind.LONG_TEXT,
            _STAFF,
            _FAMILY,
            width=40,
            help="Printed on the report home",
        ),
        Column("Staff note", Kind.LONG_TEXT, _STAFF, width=30, help="Never printed for families"),
        Column("Child's words", Kind.LONG_TEXT, _STAFF, width=40),
        Column(
            "Share child's words",
            Kind.YES_NO,
            _STAFF,
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
        *_SCHOOL_YEAR_AND_HALF_TERM,
        _UPN,
        _PUPIL,
        *_STAMPS,
        *(
            Column(area, Kind.TEXT, _MIS, _FAMILY, choices=("On track", "Not on track"), width=16)
            for area in AREAS_OF_LEARNING
        ),
        Column(
            "GLD",
            Kind.YES_NO,
            _CALC,
            _FAMILY,
            choices=("Y", "N"),
            width=7,
            help="Good level of development",
        ),
        Column("Judged by", Kind.TEXT, _STAFF, width=16),
        Column("Judged on", Kind.DATE, _STAFF, width=12),
    ),
    "Early Years",
)

TESTS: Final = Table(
    "Tests",
    "Tests",
    ("School year", "Half-term", "UPN", "Subject", "Test"),
    (
        *_SCHOOL_YEAR_AND_HALF_TERM,
        _UPN,
        _PUPIL,
        *_STAMPS,
        _SUBJECT,
        Column("Test", Kind.TEXT, _MIS, width=18),
        Column("Score", Kind.CODE, _MIS, width=8),
        Column("Kind", Kind.TEXT, _MIS, choices=("standardised", "scaled", "raw", "age"), width=12),
        Column("Date", Kind.DATE, _MIS, width=12),
    ),
    "Test scores",
    "One row a child, half-term, subject and test; choose the name from the list.",
)

PRIOR: Final = Table(
    "Prior",
    "Tests",
    ("UPN", "Stage", "Subject"),
    (
        _UPN,
        _PUPIL,
        Column("Stage", Kind.TEXT, _MIS, width=12),
        _SUBJECT,
        Column("Result", Kind.CODE, _MIS, width=10),
        Column("Date", Kind.DATE, _MIS, width=12),
        Column("Source", Kind.TEXT, _MIS, width=16),
    ),
    "Earlier results",
    "From earlier key stages, or from another school.",
)

TARGETS: Final = Table(
    "Targets",
    "Targets",
    ("School year", "UPN", "Subject"),
    (
        _YEAR_OF_ROW,
        _UPN,
        _PUPIL,
        _SUBJECT,
        Column("Starting point", Kind.CODE, width=10),
        Column("Proposed", Kind.CODE, _CALC, width=10),
        Column("Agreed", Kind.CODE, choices_from="Scale.Mark", strict=False, width=10),
        *(
            Column(
                f"{term} milestone", Kind.CODE, choices_from="Scale.Mark", strict=False, width=11
            )
            for term in ("Autumn", "Spring", "Summer")
        ),
        Column("Agreed on", Kind.DATE, width=12),
        Column("Agreed by", width=16),
        Column("Original", Kind.CODE, width=10),
        Column("Reason changed", Kind.LONG_TEXT, width=30),
    ),
    "Targets",
)

ACTIONS: Final = Table(
    "Actions",
    "Actions",
    ("ID",),
    (
        _ID,
        Column("Meeting", Kind.CODE, _CALC, width=18),
        Column("Agreed on", Kind.DATE, width=12),
        *_SCHOOL_YEAR_AND_HALF_TERM,
        Column("Class", Kind.CODE, width=16),
        Column("Area", choices_from="Subjects.Subject", strict=False, width=12),
        Column("Need", choices_from="Needs.Need", strict=False, width=20),
        Column("Action", Kind.LONG_TEXT, seen_by=_FAMILY, width=44),
        Column(
            "Owner",
            choices_from="People.Name",
            strict=False,
            width=18,
            help="A person, or child, or family",
        ),
        _BY_WHEN,
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
    "ActionPupils", "Records", ("ID", "UPN"), (_ID, _UPN, _PUPIL), "Whom each action is for"
)

INTERVENTIONS: Final = Table(
    "Interventions",
    "Provision",
    ("Name",),
    (
        Column("Name", width=24),
        Column(
            "Kind", choices=("class strategy", "group", "one-to-one", "outside agency"), width=15
        ),
        Column("Area", width=12),
        Column("Staff", choices_from="People.Name", strict=False, width=16),
        Column("Minutes a week", Kind.WHOLE, width=10),
        Column("Cost", Kind.NUMBER, seen_by=_LEADERS, width=10, help="Pounds a year"),
    ),
    "Interventions and strategies",
    "Each once, with what it takes.",
)

PROVISION: Final = Table(
    "Provision",
    "Provision",
    ("Name", "UPN", "From"),
    (
        Column("Name", choices_from="Interventions.Name", strict=False, width=24),
        _UPN,
        _PUPIL,
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
        _UPN,
        _PUPIL,
        Column("From", Kind.DATE, width=12),
        _SUBJECT,
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
        _UPN,
        _PUPIL,
        Column(
            "Barrier", seen_by=_SENCO, choices_from="BarrierList.Barrier", strict=False, width=24
        ),
        Column("Since", Kind.DATE, seen_by=_SENCO, width=12),
        Column("Note", Kind.LONG_TEXT, seen_by=_SENCO, width=30),
        Column("To", Kind.DATE, seen_by=_SENCO, width=12),
    ),
    "Barriers to learning",
    "For any child, from the school's list in Settings.",
)

MEETINGS: Final = Table(
    "Meetings",
    "Round",
    ("ID",),
    (
        _ID,
        Column("Kind", choices=("progress", "conversation", "review"), width=13),
        Column("Class", Kind.CODE, choices_from="Classes.Class", strict=False, width=16),
        *_SCHOOL_YEAR_AND_HALF_TERM,
        Column("Date", Kind.DATE, width=12),
        Column("Start", Kind.TIME, width=8),
        Column("Minutes", Kind.WHOLE, width=9),
        Column("Place", width=16),
        Column("Leader", choices_from="People.Name", strict=False, width=18),
        Column("Attending", Kind.LONG_TEXT, width=30),
        Column("Parent or pupil coming", Kind.YES_NO, choices=("Y", "N"), width=12),
        Column("Cover", width=16),
        Column("Bring", Kind.LONG_TEXT, width=30),
        Column("Invited", Kind.DATE, width=12),
        Column("Held", Kind.DATE, width=12),
        Column("Recorded", Kind.DATE, width=12),
    ),
    "Meetings",
)

DISCUSSION: Final = Table(
    "Discussion",
    "Records",
    ("Meeting", "UPN", "Area"),
    (
        Column("Meeting", Kind.CODE, _CALC, width=18),
        _UPN,
        _PUPIL,
        Column("Area", Kind.TEXT, _CALC, width=12),
        Column("Why listed", Kind.LONG_TEXT, _CALC, width=30),
        Column("Need", width=20),
        Column("Teacher's reason", Kind.LONG_TEXT, width=30),
        Column("Leader's question", Kind.LONG_TEXT, width=30),
        Column("SEND concern", Kind.YES_NO, seen_by=_SENCO, choices=("Y", "N"), width=10),
        Column("What helped", Kind.LONG_TEXT, width=30),
        Column("Note", Kind.LONG_TEXT, width=30),
        Column("Attainment shown", Kind.TEXT, _CALC, width=12, help="Colour as shown that day"),
        Column("Progress shown", Kind.TEXT, _CALC, width=12, help="Colour as shown that day"),
        Column(
            "Region shown",
            Kind.CODE,
            _CALC,
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
        _ID,
        Column("Meeting", Kind.CODE, _CALC, width=18),
        Column("Kind", choices=("leadership", "own target", "asked of SENCO"), width=14),
        Column("Text", Kind.LONG_TEXT, width=40),
        Column("Owner", choices_from="People.Name", strict=False, width=18),
        _BY_WHEN,
        Column("Reply", Kind.LONG_TEXT, width=30),
        Column("Status", choices=ACTION_STATES, width=9),
    ),
    "Issues for leaders, own targets, questions to the SENCO",
    "Gathered from the meetings of all classes; leaders reply here.",
)

CONVERSATIONS: Final = Table(
    "Conversations",
    "Conversations",
    ("School year", "Half-term", "UPN"),
    (
        *_SCHOOL_YEAR_AND_HALF_TERM,
        _UPN,
        _PUPIL,
        Column("Planned", Kind.MOMENT, width=16),
        Column("Held", Kind.DATE, width=12),
        *(
            Column(name, Kind.LONG_TEXT, width=30)
            for name in ("Going well", "Hard", "What would help", "Agreed")
        ),
    ),
    "Conversations",
    "One row a child a half-term. Type what the child said.",
)

LEARNING_TARGETS: Final = Table(
    "LearningTargets",
    "Conversations",
    ("ID",),
    (
        _ID,
        *_SCHOOL_YEAR_AND_HALF_TERM,
        _UPN,
        _PUPIL,
        _SUBJECT,
        Column("Learned", Kind.LONG_TEXT, seen_by=_FAMILY, width=30),
        Column("Next", Kind.LONG_TEXT, seen_by=_FAMILY, width=30),
        _BY_WHEN,
        Column("Met", Kind.DATE, seen_by=_FAMILY, width=12),
    ),
    "Learning targets",
    "What the child learned, what comes next, by when.",
)

STATUS: Final = Table(
    "Status",
    "Status",
    ("UPN",),
    (
        Column("UPN", Kind.CODE, _CALC, width=16),
        _PUPIL,
        *(Column(c.name, c.kind, _CALC, c.seen_by, width=c.width) for c in _STAMPS),
        Column("{subject}", Kind.CODE, _CALC, width=9),
        Column("{subject} attainment", Kind.TEXT, _CALC, width=16),
        Column("{subject} progress", Kind.TEXT, _CALC, width=16),
        Column("{subject} suggested", Kind.TEXT, _CALC, width=16),
        Column("{subject} evidence", Kind.TEXT, _CALC, width=26),
        Column("Attendance", Kind.TEXT, _CALC, width=16),
        Column("Punctuality", Kind.TEXT, _CALC, width=16),
        Column("Attitude", Kind.TEXT, _CALC, width=16),
        Column("Red in", Kind.TEXT, _CALC, width=22),
        Column("Why", Kind.LONG_TEXT, _CALC, width=50),
    ),
    "Status",
)

IMPORT_LIST: Final = Table(
    "ImportList",
    "Import",
    ("ID",),
    (
        _ID,
        Column("What", Kind.TEXT, _CALC, width=16),
        _PUPIL,
        Column("Column", Kind.TEXT, _CALC, width=20),
        Column("Was", Kind.TEXT, _CALC, width=18),
        Column("Becomes", Kind.TEXT, _CALC, width=18),
        Column("Decision", choices=("Yes", "No", "Undecided", "Done"), width=12),
        Column("Why", Kind.LONG_TEXT, _CALC, width=44),
    ),
    "What the files change",
)

LOG: Final = Table(
    "Log",
    "Log",
    (),
    (
        Column("When", Kind.MOMENT, _CALC, _LEADERS, width=18),
        Column("Who", Kind.TEXT, _CALC, _LEADERS, width=18),
        Column("Action", Kind.TEXT, _CALC, _LEADERS, width=22),
        Column("Source", Kind.TEXT, _CALC, _LEADERS, width=30),
        Column("What changed", Kind.LONG_TEXT, _CALC, _LEADERS, width=50),
        Column("Problems", Kind.LONG_TEXT, _CALC, _LEADERS, width=40),
    ),
    "Log",
    append_only=True,
)

JOURNAL: Final = Table(
    "Journal",
    "Records",
    (),
    (
        Column("When", Kind.MOMENT, _CALC, _LEADERS, width=18),
        Column("Action", Kind.TEXT, _CALC, _LEADERS, width=22),
        Column("State", Kind.TEXT, _CALC, _LEADERS, width=10),
        Column("Changes", Kind.LONG_TEXT, _CALC, _LEADERS, width=60),
    ),
    "Journal",
    append_only=True,
)

WORKING: Final = Table(
    "Working",
    "Home",
    ("What",),
    (Column("What", Kind.TEXT, _CALC, width=14), Column("Value", Kind.CODE, width=22)),
    "Working on",
)

HOME_STEPS: Final = Table(
    "HomeSteps",
    "Home",
    (),
    (Column("Last done", Kind.TEXT, _CALC, width=34),),
    "When each step was last done, in the order of the buttons",
    form=True,
    anchor=(6, 17),
    rows=5,
)

HOME_ATTENTION: Final = Table(
    "HomeAttention",
    "Home",
    (),
    (
        Column("Text", Kind.TEXT, _CALC, width=60),
        Column("Go to", Kind.TEXT, _CALC, width=12, help="Where the line leads, such as Status!A5"),
    ),
    "What needs attention, worst first",
    form=True,
    anchor=(6, 18),
    rows=7,
)

MEETING_FORM_CELLS: Final = tuple("BCDEFGHIJKLM")
"""The visible columns of the meeting form, by their letters on the sheet."""

MEETING_FORM: Final = Table(
    "MeetingForm",
    "Meeting",
    (),
    (
        Column(
            "Kind",
            Kind.TEXT,
            _CALC,
            width=10,
            help="What kind of row: the sheet's formats follow it",
        ),
        *(Column(letter, Kind.LONG_TEXT, _CALC) for letter in MEETING_FORM_CELLS),
        Column("Bound", Kind.LONG_TEXT, _CALC, help="Where each typed cell belongs, as JSON"),
    ),
    "The meeting form",
    form=True,
    anchor=(1, 1),
    rows=400,
)

VENN_LIST: Final = Table(
    "VennList",
    "Venn",
    (),
    (
        Column("Kind", Kind.TEXT, _CALC, width=3),
        Column("Region", Kind.TEXT, _CALC, width=46),
        Column("Pupils", Kind.LONG_TEXT, _CALC, width=100),
    ),
    "Who is where, and who moved",
    form=True,
    anchor=(84, 2),
    rows=40,
)

_TEXT_VALUE = Column("Value", Kind.TEXT, _STAFF, _FAMILY, width=40)

SETTINGS: Final = (
    _setting("School", _TEXT_VALUE, "School", "Printed on reports and packs."),
    _settings(
        "Calendar",
        ("School year", "Half-term"),
        "Calendar",
        "Half-terms with their dates, and what each one collects.",
        *_SCHOOL_YEAR_AND_HALF_TERM,
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
        Column("Meaning", seen_by=_FAMILY, width=34),
        Column(
            "Year", Kind.CODE, choices=YEARS, width=7, help="Only for marks tied to a year group"
        ),
        Column("Half-term", Kind.CODE, choices=HALF_TERMS, width=11, help="Only for rising scales"),
        Column("Steps", Kind.WHOLE, width=8, help="Steps from age-related expectation"),
        Column("Meets expected", Kind.YES_NO, choices=("Y", "N"), width=10),
        Column("Meets greater depth", Kind.YES_NO, choices=("Y", "N"), width=14),
    ),
    _settings(
        "Thresholds",
        ("Measure",),
        "Thresholds",
        "Where each colour begins.",
        Column("Measure", writer=_CALC, width=16),
        Column("Green", Kind.NUMBER, width=9),
        Column("Yellow", Kind.NUMBER, width=9),
        Column("Rule", writer=_CALC, width=54),
        Column("Used", Kind.YES_NO, choices=("Y", "N"), width=8),
    ),
    _settings(
        "TestThresholds",
        ("Test", "Subject"),
        "Test thresholds",
        "What each test's score means; publishers differ.",
        Column("Test", width=18),
        _SUBJECT,
        Column("Expected from", Kind.NUMBER, width=10),
        Column("Greater depth from", Kind.NUMBER, width=14),
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
        "Which circles each year group's Venn has, and what meets each.",
        Column("Year", Kind.CODE, choices=YEARS, width=7),
        Column("Circle", width=14),
        Column("Meets", width=26, help="expected standard, or a score such as >= 32"),
    ),
    _settings(
        "Classes",
        ("Class",),
        "Classes",
        "Who teaches and leads each class.",
        Column("Class", Kind.CODE, _MIS, _FAMILY, width=18),
        Column("Teacher", choices_from="People.Name", strict=False, seen_by=_FAMILY, width=20),
        Column("Teaching assistant", choices_from="People.Name", strict=False, width=20),
        Column("Leader", choices_from="People.Name", strict=False, width=20),
    ),
    _settings(
        "People",
        ("Name",),
        "People",
        "Everyone who can own an action.",
        Column("Name", seen_by=_FAMILY, width=22),
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
        Column("Fingerprint", Kind.CODE, _CALC, width=12),
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
    _setting("Words", _TEXT_VALUE, "Words", "The school's own words, also on reports home."),
)

TABLES: Final = {
    table.name: table
    for table in (
        WORKING,
        HOME_STEPS,
        HOME_ATTENTION,
        IMPORT_LIST,
        PUPILS,
        ASSESSMENTS,
        EARLY_YEARS,
        TESTS,
        PRIOR,
        TARGETS,
        STATUS,
        VENN_LIST,
        MEETINGS,
        MEETING_FORM,
        ACTIONS,
        ISSUES,
        PROVISION,
        INTERVENTIONS,
        GROUPS,
        BARRIERS,
        CONVERSATIONS,
        LEARNING_TARGETS,
        *SETTINGS,
        LOG,
        ACTION_PUPILS,
        DISCUSSION,
        JOURNAL,
    )
}


@dataclass(frozen=True, slots=True)
class Button:
    """One action as a button and in the ribbon: one verb and its object.

    Attributes
    ----------
    action
        The module in :mod:`ppm_xl.actions`; its macro is ``Press_<action>``.
    words
        What stands on the button.
    does
        What it does, in about six words.
    """

    action: str
    words: str
    does: str


BUTTONS: Final = (
    Button("import_files", "Import MIS data", "Brings in files from the MIS"),
    Button("update", "Update status and Venns", "Works out colours and diagrams"),
    Button("prepare_meeting", "Prepare meeting", "Fills the form for this class"),
    Button("family_reports", "Family reports", "Writes a PDF for every child"),
    Button("check", "Check data", "Lists what is missing or odd"),
)
"""In the order of the half-term; the rows of the form ``HomeSteps`` follow it."""


def tables_on(sheet: str) -> tuple[Table, ...]:
    """Give the tables that lie on a sheet, in the order in which they stand there."""
    return tuple(table for table in TABLES.values() if table.sheet == sheet)
