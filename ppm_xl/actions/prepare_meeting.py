"""``prepare-meeting``: the form of one class on its sheet, or every class's pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting
from ppm_xl.school.reading import read_school


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    every_class: bool = False,
    half_term: str | None = None,
    out: Path | None = None,
) -> Outcome:
    """Lay out the form and write the pack; without a class, that of Home.

    Raises
    ------
    DataError
        Where no class is named and Home has none, or no class has pupils.
    """
    tables = book.read()
    school, _ = read_school(tables)
    when = half_term_for(school, half_term)
    if every_class:
        if not school.classes_on_roll(today):
            raise DataError("There is no class with pupils on roll.", "Import the pupils first.")
        plan = plan_all(school, when, today)
    else:
        asked = class_name or school.working_class
        if not asked:
            raise DataError("Home does not say which class.", "Choose the class on the sheet Home.")
        plan = plan_prepare_meeting(school, class_named(school, asked, today), when, today)
    folder = output_folder(school, out)
    return carry_out(plan, tables, book, desk, action="prepare_meeting", today=today, out=folder)
