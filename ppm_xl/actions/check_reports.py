"""``family-reports --check``: what a person looks at before reports go home; nothing is written."""

from __future__ import annotations

from datetime import date

from ppm_xl.actions import Outcome
from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.reports.planning import plan_check


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
    asked = Wanted.read(book, today, half_term, class_name)
    beside = beside_reports(book, asked.school, class_name=asked.class_name)
    plan = plan_check(
        asked.school, asked.half_term, today, class_name=asked.class_name, beside=beside
    )
    return asked.carry_out(plan, book, desk, action="check_reports", today=today, out=None)
