"""The sheets in their order, and the buttons."""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.shapes import Button, Group, Purpose, Sheet

FIRST_ROW: Final = 6
"""Of every table's rows on its sheet, from 1: title, sentence, caption, hint and headings stand
above."""

SHEETS: Final = (
    Sheet(
        "Home",
        Purpose.START,
        "Pupil progress",
        "Choose the class and half-term, then work down the steps.",
        left=2,
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
        "Type what is agreed with the class teacher; what is grey is worked out. Filter by Class.",
    ),
    Sheet(
        "Status",
        Purpose.READ,
        "Status",
        "Where every child stands. Press Update status and Venns to refresh it.",
    ),
    Sheet(
        "Check",
        Purpose.READ,
        "Check",
        "What is missing or odd, worst first. Click a line's first cell to go where it is.",
        left=2,
    ),
    Sheet(
        "Venn",
        Purpose.READ,
        "Venn diagrams",
        "Who meets the standard in what, now on the left and at the last meeting on the right.",
        landscape=False,
    ),
    Sheet(
        "Round",
        Purpose.TYPE,
        "Round of meetings",
        "Plan the round fills this. What you type stays; what clashes is said in words.",
    ),
    Sheet(
        "Leadership",
        Purpose.READ,
        "Leadership: the whole school",
        "For leaders. Replies, and what is done, are typed on the sheet Actions.",
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
        "Owner lists",
        Purpose.READ,
        "Lists for each owner",
        "Print a person's page and hand it over: it shows no more than they may see. "
        "Record meeting fills it.",
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
        "Plan conversations gives each child a time; type here what the child said. It all stays.",
    ),
    Sheet(
        "Reports",
        Purpose.TYPE,
        "Before reports go home",
        "Confidential, for staff. Put Pass beside text that may go home; change what may not.",
    ),
    Sheet(
        "One child",
        Purpose.READ,
        "One child",
        "Choose a child in the white boxes. Shown as the last button pressed left it.",
    ),
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
        left=3,
    ),
    Sheet("Log", Purpose.SET_UP, "Log", "What was done in this workbook, when and by whom."),
    Sheet("Records", Purpose.HIDDEN, "Records", "Kept by the workbook; nobody types here."),
)


BUTTONS: Final = (
    Button("import_files", "Import MIS data", "Brings in files from the MIS", takes_files=True),
    Button("update", "Update status and Venns", "Works out colours and diagrams"),
    Button("prepare_meeting", "Prepare meeting", "Fills the form for this class"),
    Button("record_meeting", "Record meeting", "Files what was agreed, writes lists"),
    Button(
        "conversations",
        "Plan conversations",
        "Gives each child of the class a time",
        sheet="Conversations",
    ),
    Button("family_reports", "Family reports", "Writes a PDF for every child"),
    Button("check", "Check data", "Lists what is missing or odd", Group.ANY_TIME),
    Button("undo", "Undo last step", "Puts back what the last step changed", Group.ANY_TIME),
    Button(
        "apply_import", "Import these changes", "Makes the changes on this list", sheet="Import"
    ),
    Button(
        "plan_round",
        "Plan the round",
        "Gives each class a time",
        Group.SET_UP,
        sheet="Round",
    ),
    Button(
        "prepare_all",
        "Prepare all meetings",
        "Fills every class's form, writes packs",
        Group.SET_UP,
        sheet="Round",
    ),
    Button(
        "check_reports",
        "Check the reports",
        "Lists what is not complete",
        Group.ANY_TIME,
        sheet="Reports",
    ),
    Button(
        "staff_reports",
        "Reports for staff",
        "Writes them with what stands behind",
        Group.ANY_TIME,
        sheet="Reports",
    ),
    Button(
        "preview_report",
        "Preview this child's report",
        "Writes and opens one report",
        Group.ANY_TIME,
        sheet="One child",
    ),
    Button(
        "new_year",
        "Start a new school year",
        "Moves years and classes up",
        Group.SET_UP,
        sheet="Settings",
    ),
    Button(
        "targets",
        "Propose targets",
        "Proposes targets, writes target sheets",
        Group.SET_UP,
        sheet="Targets",
    ),
)
"""In the order of the half-term."""


def buttons_on(sheet: str) -> tuple[Button, ...]:
    """Give the buttons drawn on a sheet; the rows of ``HomeSteps`` follow those on Home."""
    return tuple(button for button in BUTTONS if button.sheet == sheet)
