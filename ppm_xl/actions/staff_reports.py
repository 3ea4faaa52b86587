"""``staff-reports``: the family's page of each child, annotated for staff."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.reports.staff_planning import plan_staff_reports
from ppm_xl.school.reading import read_school


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
    tables = book.read()
    school, problems = read_school(tables)
    if class_name:
        class_name = class_named(school, class_name, today)
    when = half_term_for(school, half_term)
    plan = plan_staff_reports(school, when, today, class_name=class_name, upn=upn)
    folder = output_folder(school, out)
    return carry_out(
        plan, tables, book, desk,
        action="staff_reports", today=today, out=folder, as_read=(school, problems),
    )  # fmt: skip
