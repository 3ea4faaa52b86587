"""``record-meeting``: what a class's meeting agreed, filed; lists for those who do it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.recording.planning import plan_record_meeting
from ppm_xl.school.reading import read_school


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    half_term: str | None = None,
    out: Path | None = None,
) -> Outcome:
    """Record the meeting of a class; without a class, that of Home.

    Raises
    ------
    DataError
        Where no class is named and Home has none, or its meeting was never prepared.
    """
    tables = book.read()
    school, problems = read_school(tables)
    when = half_term_for(school, half_term)
    asked = class_name or school.working_class
    if not asked:
        raise DataError("Home does not say which class.", "Choose the class on the sheet Home.")
    plan = plan_record_meeting(school, class_named(school, asked, today), when, today)
    folder = output_folder(school, out)
    return carry_out(
        plan, tables, book, desk,
        action="record_meeting", today=today, out=folder, as_read=(school, problems),
    )  # fmt: skip
