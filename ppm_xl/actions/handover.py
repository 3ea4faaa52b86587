"""``handover``: a page for each child and class, for the next teacher."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import carry_out
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.handover.planning import newest_year_with_marks, plan_handover
from ppm_xl.school.calendar import parse_half_term
from ppm_xl.school.reading import read_school


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    school_year: str = "",
    with_barriers: bool = False,
    out: Path | None = None,
) -> Outcome:
    """Write the pages of every class, or of one; without a year, of the newest with marks.

    Raises
    ------
    DataError
        Where there is nothing to hand over.
    """
    tables = book.read()
    school, problems = read_school(tables)
    wanted = school_year.strip() or newest_year_with_marks(school)
    if not wanted:
        raise DataError("There is no judgement to hand over yet.", "Import judgements first.")
    wanted = parse_half_term("Summer 2", wanted).school_year
    plan = plan_handover(school, wanted, today, class_name=class_name, with_barriers=with_barriers)
    if not plan.papers:
        raise DataError(f"Nobody was on roll in {wanted}.", "Import the pupils first.")
    folder = output_folder(school, out)
    return carry_out(
        plan, tables, book, desk,
        action="handover", today=today, out=folder, as_read=(school, problems),
    )  # fmt: skip
