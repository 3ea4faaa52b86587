"""``family-reports --check``: what a person looks at before reports go home; nothing is written."""

from __future__ import annotations

from datetime import date

from ppm_xl.actions import Outcome
from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.reports.planning import plan_check
from ppm_xl.school.reading import read_school


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    half_term: str | None = None,
) -> Outcome:
    """Fill the checklist on the sheet Reports, for the whole school or for one class.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    tables = book.read()
    school, problems = read_school(tables)
    if class_name:
        class_name = class_named(school, class_name, today)
    plan = plan_check(
        school,
        half_term_for(school, half_term),
        today,
        class_name=class_name,
        beside=beside_reports(book, school),
    )
    return carry_out(
        plan, tables, book, desk,
        action="check_reports", today=today, as_read=(school, problems),
    )  # fmt: skip
