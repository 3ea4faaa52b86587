"""``record-meeting``: what a class's meeting agreed, filed; lists for those who do it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.recording.planning import plan_record_meeting


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
    asked = Wanted.read(book, today, half_term, class_name, one_class=True)
    plan = plan_record_meeting(asked.school, asked.class_name, asked.half_term, today)
    folder = output_folder(asked.school, out)
    return asked.carry_out(plan, book, desk, action="record_meeting", today=today, out=folder)
