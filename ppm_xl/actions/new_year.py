"""``new-year``: handover pages, then years and classes move up and new rows begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.agreeing import agree_and_carry_out
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.handover.planning import plan_handover
from ppm_xl.new_year.moving import year_before, year_to_start
from ppm_xl.new_year.planning import plan_new_year
from ppm_xl.school.calendar import parse_half_term
from ppm_xl.school.reading import read_school


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    school_year: str = "",
    out: Path | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Start a school year: show what it would do, ask, and do it as one step.

    Pages for the next teachers are written before anybody moves. Done before or after the
    September pupil list, or twice, it comes to the same.

    Parameters
    ----------
    school_year
        Such as ``2027-28``; empty means the next one from June on, else today's.

    Raises
    ------
    DataError
        Where there is nobody on roll, or the school year cannot be read.
    """
    tables = book.read()
    school, _ = read_school(tables)
    if not school.on_roll(today):
        raise DataError("There is no pupil on roll.", "Import the pupils first.")
    starting = parse_half_term("Autumn 1", school_year.strip() or year_to_start(today)).school_year
    begun = school.working is not None and school.working.school_year == starting
    found = plan_new_year(school, starting, today)
    plan = found.plan
    folder = None
    if found.moving and plan.changes:
        handover = plan_handover(school, year_before(starting), today, moves=found.moves)
        pages = f"Handover pages for {len(handover.papers)} classes are written first."
        if handover.papers:
            plan = replace(plan, papers=handover.papers, said=(*plan.said, pages))
            folder = None if dry_run else output_folder(school, out)
    return agree_and_carry_out(
        plan,
        tables,
        book,
        desk,
        action="new_year",
        today=today,
        done=f"{starting} has begun. Next: import the pupil list, and correct the dates of "
        "Calendar in Settings."
        if not begun or found.moving
        else f"{starting} had begun already: what it lacked was added.",
        details=found.details,
        out=folder,
        dry_run=dry_run,
    )
