"""The one place where a sheet, a table or a column is named, typed, and said who may see it.

Template, adapters, checks, privacy gates and the data dictionary are made from
:data:`SHEETS` and :data:`TABLES`. A column whose name holds ``{subject}`` stands
for a group that repeats for each subject in Settings: see :meth:`Table.headings`.
"""

from __future__ import annotations

from typing import Final

from ppm_xl.schema.meetings import (
    ACTION_PUPILS,
    ACTIONS,
    CONVERSATION_PLAN,
    CONVERSATIONS,
    DISCUSSION,
    ISSUES,
    LEARNING_TARGETS,
    MEETINGS,
    ROUND_PLAN,
)
from ppm_xl.schema.provision import BARRIERS, GROUPS, INTERVENTIONS, PROVISION
from ppm_xl.schema.pupils import ASSESSMENTS, EARLY_YEARS, PRIOR, PUPILS, STATUS, TESTS
from ppm_xl.schema.reports import REPORT_CHECK, REPORT_CHOICES
from ppm_xl.schema.settings import SETTINGS
from ppm_xl.schema.shapes import (
    Audience,
    Button,
    Column,
    Group,
    Kind,
    Purpose,
    Sheet,
    Table,
    Writer,
)
from ppm_xl.schema.sheets import BUTTONS, FIRST_ROW, SHEETS, buttons_on
from ppm_xl.schema.targets import TARGET_RULES, TARGETS
from ppm_xl.schema.values import (
    ACTION_STATES,
    AREAS_OF_LEARNING,
    COLOURS,
    DEFAULT_SUBJECTS,
    EARLY_LEARNING_GOALS,
    HALF_TERMS,
    IMPACTS,
    NOT_ASSESSED,
    OWNERS_WITHOUT_A_NAME,
    SCHEMA_VERSION,
    YEARS,
)
from ppm_xl.schema.working import (
    CHECK_LIST,
    CHILD_CHOSEN,
    CHILD_VIEW,
    DRAWN,
    HOME_ATTENTION,
    HOME_STEPS,
    IMPORT_FILES,
    IMPORT_LIST,
    JOURNAL,
    LEADERSHIP_FORM,
    LOG,
    MEETING_FORM,
    MEETING_FORM_CELLS,
    OWNER_LISTS,
    VENN_LIST,
    WORKING,
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
        CHECK_LIST,
        VENN_LIST,
        ROUND_PLAN,
        MEETINGS,
        LEADERSHIP_FORM,
        MEETING_FORM,
        ACTIONS,
        ISSUES,
        OWNER_LISTS,
        PROVISION,
        INTERVENTIONS,
        GROUPS,
        BARRIERS,
        CONVERSATION_PLAN,
        CONVERSATIONS,
        LEARNING_TARGETS,
        REPORT_CHECK,
        REPORT_CHOICES,
        *SETTINGS,
        TARGET_RULES,
        LOG,
        ACTION_PUPILS,
        DISCUSSION,
        DRAWN,
        IMPORT_FILES,
        JOURNAL,
        CHILD_CHOSEN,
        CHILD_VIEW,
    )
}


def tables_on(sheet: str) -> tuple[Table, ...]:
    """Give the tables that lie on a sheet, in the order in which they stand there."""
    return tuple(table for table in TABLES.values() if table.sheet == sheet)


__all__ = [
    "ACTIONS",
    "ACTION_PUPILS",
    "ACTION_STATES",
    "AREAS_OF_LEARNING",
    "ASSESSMENTS",
    "BARRIERS",
    "BUTTONS",
    "CHECK_LIST",
    "CHILD_CHOSEN",
    "CHILD_VIEW",
    "COLOURS",
    "CONVERSATIONS",
    "CONVERSATION_PLAN",
    "DEFAULT_SUBJECTS",
    "DISCUSSION",
    "EARLY_LEARNING_GOALS",
    "EARLY_YEARS",
    "FIRST_ROW",
    "GROUPS",
    "HALF_TERMS",
    "HOME_ATTENTION",
    "HOME_STEPS",
    "IMPACTS",
    "IMPORT_LIST",
    "INTERVENTIONS",
    "ISSUES",
    "JOURNAL",
    "LEADERSHIP_FORM",
    "LEARNING_TARGETS",
    "LOG",
    "MEETINGS",
    "MEETING_FORM",
    "MEETING_FORM_CELLS",
    "NOT_ASSESSED",
    "OWNERS_WITHOUT_A_NAME",
    "OWNER_LISTS",
    "PRIOR",
    "PROVISION",
    "PUPILS",
    "REPORT_CHECK",
    "REPORT_CHOICES",
    "ROUND_PLAN",
    "SCHEMA_VERSION",
    "SETTINGS",
    "SHEETS",
    "STATUS",
    "TABLES",
    "TARGETS",
    "TARGET_RULES",
    "TESTS",
    "VENN_LIST",
    "WORKING",
    "YEARS",
    "Audience",
    "Button",
    "Column",
    "Group",
    "Kind",
    "Purpose",
    "Sheet",
    "Table",
    "Writer",
    "buttons_on",
    "tables_on",
]
