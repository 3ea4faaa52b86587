"""``staff-reports``: the family's page of each child, annotated for staff."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.reports.staff_planning import plan_staff_reports


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    upn: str = "",
    half_term: str | None = None,
    out: Path | None = None,
) -> Outcome:
    """Write the staff edition for the whole school, for one class or for one pupil."""
    asked = Wanted.read(book, today, half_term, class_name)
    plan = plan_staff_reports(
        asked.school, asked.half_term, today, class_name=asked.class_name, upn=upn
    )
    folder = output_folder(asked.school, out)
    return asked.carry_out(plan, book, desk, action="staff_reports", today=today, out=folder)
