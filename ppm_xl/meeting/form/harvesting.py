"""What stands typed on the sheet Meeting, brought to its tables before anything else is done."""

from __future__ import annotations

from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.form import Harvest, harvest
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school

FORM: Final = "MeetingForm"


def harvested(school: School) -> tuple[Draft, Harvest]:
    """Draft the tables with what stands typed on the form in them, whatever class it shows.

    Raises
    ------
    DataError
        Where a table lacks a column that something was typed for, or something was typed where
        it would be lost.
    """
    typed = harvest(school.tables[FORM], school.tables)
    draft = Draft(school.tables)
    draft.apply(typed.changes)
    return draft, typed


def with_typed(draft: Draft) -> School:
    """Read the school with what was just typed in it: once, whatever the number of classes."""
    return read_school(draft.tables())[0]
