"""What the workbook keeps for itself: Home, the import list, the log, and the forms."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppm_xl.schema.columns import CALC, ID, LEADERS, PUPIL
from ppm_xl.schema.shapes import Column, Kind, Table
from ppm_xl.schema.sheets import buttons_on

IMPORT_LIST: Final = Table(
    "ImportList",
    "Import",
    ("ID",),
    (
        replace(ID, width=12),
        Column("What", Kind.TEXT, CALC, width=21),
        replace(PUPIL, width=24),
        Column("Column", Kind.TEXT, CALC, width=30),
        Column("Was", Kind.LONG_TEXT, CALC, width=13),
        Column(
            "Becomes",
            Kind.LONG_TEXT,
            width=35,
            help="Of a line that is Undecided, type here what it should be",
        ),
        Column(
            "Decision",
            choices=("Yes", "No", "Undecided", "Done"),
            width=11,
            help="Yes: make the change. No: leave it, and do not ask again",
        ),
        Column("Why", Kind.LONG_TEXT, CALC, width=60),
        Column("Where", Kind.TEXT, CALC, width=28, help="The file, and its row"),
    ),
    "What the files change",
)


CHECK_LIST: Final = Table(
    "CheckList",
    "Check",
    ("No",),
    (
        Column("No", Kind.WHOLE, CALC, width=6),
        Column("How serious", Kind.TEXT, CALC, width=13),
        Column("Where", Kind.TEXT, CALC, width=36),
        Column("What is wrong", Kind.LONG_TEXT, CALC, width=50),
        Column("What to do", Kind.LONG_TEXT, CALC, width=40),
        Column("Found by", Kind.TEXT, CALC, width=30, help="The button, and the day"),
        Column("Cell", Kind.CODE, CALC, width=20, help="Where the line leads, such as Pupils!A6"),
    ),
    "What is missing or odd",
)


LOG: Final = Table(
    "Log",
    "Log",
    (),
    (
        Column("When", Kind.MOMENT, CALC, LEADERS, width=18),
        Column("Who", Kind.TEXT, CALC, LEADERS, width=14),
        Column("Action", Kind.TEXT, CALC, LEADERS, width=18),
        Column("Source", Kind.TEXT, CALC, LEADERS, width=30),
        Column("What changed", Kind.LONG_TEXT, CALC, LEADERS, width=50),
        Column("Problems", Kind.LONG_TEXT, CALC, LEADERS, width=30),
    ),
    "Log",
    append_only=True,
)


JOURNAL: Final = Table(
    "Journal",
    "Records",
    (),
    (
        Column("When", Kind.MOMENT, CALC, LEADERS, width=18),
        Column("Action", Kind.TEXT, CALC, LEADERS, width=22),
        Column("State", Kind.TEXT, CALC, LEADERS, width=10),
        Column("Changes", Kind.LONG_TEXT, CALC, LEADERS, width=60),
    ),
    "Journal",
    append_only=True,
)


DRAWN: Final = Table(
    "Drawn",
    "Records",
    ("Name",),
    (
        Column("Name", Kind.CODE, CALC, width=22),
        Column("Sheet", Kind.TEXT, CALC, width=12),
        Column("Drawing", Kind.LONG_TEXT, CALC, width=60),
    ),
    "Drawn",
    "What each picture shows, so that undoing a step can draw the one before.",
)


IMPORT_FILES: Final = Table(
    "ImportFiles",
    "Records",
    ("File",),
    (
        Column("File", Kind.LONG_TEXT, CALC, LEADERS, width=60, help="Its whole path"),
        Column("Fingerprint", Kind.CODE, CALC, LEADERS, width=20, help="SHA-256 of its bytes"),
        Column("As", Kind.CODE, CALC, LEADERS, width=14, help="What the user said it is"),
        Column("Roll", Kind.CODE, CALC, LEADERS, width=8, help="full or part, where said"),
        Column("Half-term", Kind.CODE, CALC, LEADERS, width=20, help="Such as Autumn 1 2026-27"),
        Column("Listed on", Kind.DATE, CALC, LEADERS, width=12),
    ),
    "Files listed",
    "The files behind the list on the sheet Import, until it is applied.",
)


WORKING: Final = Table(
    "Working",
    "Home",
    ("What",),
    (Column("What", Kind.TEXT, CALC, width=14), Column("Value", Kind.CODE, width=22)),
    "Working on",
)


HOME_STEPS: Final = Table(
    "HomeSteps",
    "Home",
    (),
    (Column("Last done", Kind.TEXT, CALC, width=34),),
    "When each step was last done, in the order of the buttons on Home",
    form=True,
    anchor=(6, 17),
    rows=len(buttons_on("Home")),
)


HOME_ATTENTION: Final = Table(
    "HomeAttention",
    "Home",
    (),
    (
        Column("Text", Kind.TEXT, CALC, width=60),
        Column("Go to", Kind.TEXT, CALC, width=12, help="Where the line leads, such as Status!A5"),
    ),
    "What needs attention, worst first",
    form=True,
    anchor=(6, 18),
    rows=7,
)


MEETING_FORM_CELLS: Final = tuple("BCDEFGHIJK")
"""The visible columns of the meeting form, by their letters on the sheet."""


MEETING_FORM: Final = Table(
    "MeetingForm",
    "Meeting",
    (),
    (
        Column(
            "Kind",
            Kind.TEXT,
            CALC,
            width=10,
            help="What kind of row: the sheet's formats follow it",
        ),
        *(Column(letter, Kind.LONG_TEXT, CALC) for letter in MEETING_FORM_CELLS),
        Column("Bound", Kind.LONG_TEXT, CALC, help="Where each typed cell belongs, as JSON"),
    ),
    "The meeting form",
    form=True,
    anchor=(1, 1),
    rows=1200,
    page_starts=("page",),
)


OWNER_LISTS: Final = Table(
    "OwnerLists",
    "Owner lists",
    (),
    (
        Column("Kind", Kind.TEXT, CALC, width=1, help="The sheet's formats follow it"),
        Column("Done", Kind.TEXT, CALC, width=6),
        Column("For whom", Kind.LONG_TEXT, CALC, width=26),
        Column("What", Kind.LONG_TEXT, CALC, width=50),
        Column("By when", Kind.TEXT, CALC, width=19),
        Column("How we shall know", Kind.LONG_TEXT, CALC, width=30),
        Column("What came of it", Kind.TEXT, CALC, width=32),
    ),
    "What each owner has to do",
    "A block for each owner. The column Kind says what a row is.",
    form=True,
    anchor=(6, 2),
    rows=800,
    page_starts=("owner",),
)


LEADERSHIP_FORM: Final = Table(
    "LeadershipForm",
    "Leadership",
    (),
    (
        Column("Kind", Kind.TEXT, CALC, LEADERS, width=1, help="The sheet's formats follow it"),
        Column("Class", Kind.TEXT, CALC, LEADERS, width=14),
        Column("What", Kind.LONG_TEXT, CALC, LEADERS, width=44),
        Column("Who", Kind.LONG_TEXT, CALC, LEADERS, width=32),
        Column("When", Kind.LONG_TEXT, CALC, LEADERS, width=14),
        Column("Reply", Kind.LONG_TEXT, CALC, LEADERS, width=36),
        Column("How it stands", Kind.TEXT, CALC, LEADERS, width=10),
    ),
    "The whole school for its leaders",
    "In short, class by class, issues, overdue actions. Kind says what a row is.",
    form=True,
    anchor=(4, 2),
    rows=220,
    page_starts=("page",),
)


VENN_LIST: Final = Table(
    "VennList",
    "Venn",
    (),
    (
        Column("Kind", Kind.TEXT, CALC, width=1),
        Column("Region", Kind.TEXT, CALC, width=44),
        Column("Pupils", Kind.LONG_TEXT, CALC, width=71),
        Column("Between", Kind.TEXT, CALC, width=3),
        Column("Kind beside", Kind.TEXT, CALC, width=1),
        Column("Region beside", Kind.TEXT, CALC, width=44),
        Column("Pupils beside", Kind.LONG_TEXT, CALC, width=71),
    ),
    "Who is where, and who moved",
    "Headings, figures and lists around four diagrams, two and two beside each other.",
    form=True,
    anchor=(4, 2),
    rows=116,
)


CHILD_CHOSEN: Final = Table(
    "ChildChosen",
    "One child",
    (),
    (
        Column("Class", help="Whose children the list offers; empty: all"),
        Column("Between", Kind.TEXT, CALC, width=1),
        Column("Child", help="As the sheet Pupils names them"),
    ),
    "Whom the sheet One child shows",
    form=True,
    anchor=(2, 16),
    rows=1,
)


CHILD_VIEW: Final = Table(
    "ChildView",
    "Records",
    ("UPN",),
    (
        Column("UPN", Kind.CODE, CALC, width=16),
        replace(PUPIL, width=24),
        Column("Class", Kind.CODE, CALC, width=16, help="(left) of a child who left this year"),
        *(
            Column(name, Kind.TEXT, CALC, width=20)
            for name in ("Facts", "Standing", "Colours", "Left", "Middle", "Right")
        ),
    ),
    "What One child shows",
    "One row a child: the sheet's lines, broken as its columns are wide.",
)
