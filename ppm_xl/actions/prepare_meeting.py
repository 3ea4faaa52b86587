"""``prepare-meeting``: the form of one class on its sheet, or every class's pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting


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
    asked = Wanted.read(book, today, half_term, class_name, one_class=not every_class)
    school, when = asked.school, asked.half_term
    if every_class and not school.classes_on_roll(today):
        raise DataError("There is no class with pupils on roll.", "Import the pupils first.")
    if every_class:
        plan = plan_all(school, when, today)
    else:
        plan = plan_prepare_meeting(school, asked.class_name, when, today)
    folder = output_folder(school, out)
    return asked.carry_out(plan, book, desk, action="prepare_meeting", today=today, out=folder)
