"""``update``: status, Venns and Home."""

from __future__ import annotations

from datetime import date

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out, half_term_for
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.school.reading import read_school
from ppm_xl.status.pupils import Statuses
from ppm_xl.status.updating import plan_update


def run(book: Book, desk: Desk, today: date, *, half_term: str | None = None) -> Outcome:
    """Work out colours and diagrams anew."""
    tables = book.read()
    school, problems = read_school(tables)
    known = Statuses(school)
    plan = plan_update(school, half_term_for(school, half_term), today, known)
    return carry_out(
        plan, tables, book, desk,
        action="update", today=today, as_read=(school, problems), known=known,
    )  # fmt: skip
