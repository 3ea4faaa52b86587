"""``targets``: targets proposed for every child and subject, agreed, and printed by class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.agreeing import agree_and_carry_out
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.school.reading import read_school
from ppm_xl.targets.planning import plan_targets


def run(
    book: Book,
    desk: Desk,
    today: date,
    *,
    class_name: str = "",
    half_term: str | None = None,
    agreed_by: str = "",
    agree: bool = False,
    out: Path | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Propose the year's targets, or agree those proposed for a class; write the target sheets.

    Parameters
    ----------
    agree
        Whether what is proposed becomes agreed where nothing is agreed yet, for one class: the
        one named, else Home's.
    agreed_by
        Who agrees it.

    Raises
    ------
    DataError
        Where there is no such class, or nobody or no class to agree for.
    """
    tables = book.read()
    school, _ = read_school(tables)
    if not school.on_roll(today):
        raise DataError("There is no pupil on roll.", "Import the pupils first.")
    when = half_term_for(school, half_term)
    if agree and not agreed_by.strip():
        raise DataError("It is not said who agrees the targets.", "Name them with --by.")
    asked = class_name or (school.working_class if agree else "")
    if agree and not asked:
        raise DataError("It is not said whose targets are agreed.", "Name a class with --class.")
    named = class_named(school, asked, today) if asked else ""
    found = plan_targets(
        school, when, today, class_name=named, agreed_by=agreed_by.strip() if agree else ""
    )
    plan = found.plan
    folder = output_folder(school, out) if plan.papers and not dry_run else None
    if not plan.changes and not dry_run:
        return carry_out(
            replace(plan, questions=()), tables, book, desk,
            action="targets", today=today, out=folder,
        )  # fmt: skip
    return agree_and_carry_out(
        plan,
        tables,
        book,
        desk,
        action="targets",
        today=today,
        done=found.done,
        details=found.details,
        out=folder,
        dry_run=dry_run,
    )
