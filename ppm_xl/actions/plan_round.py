"""``plan-round``: the progress meetings of a half-term, with invitations for calendars."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.round.planning import plan_round


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    half_term: str | None = None,
    first_day: date | None = None,
    out: Path | None = None,
) -> Outcome:
    """Give every class a meeting, look for clashes in all of them, and write the invitations.

    Raises
    ------
    DataError
        As :func:`ppm_xl.round.planning.plan_round`.
    """
    asked = Wanted.read(book, today, half_term)
    plan = plan_round(asked.school, asked.half_term, today, first_day=first_day)
    folder = output_folder(asked.school, out)
    return asked.carry_out(plan, book, desk, action="plan_round", today=today, out=folder)
