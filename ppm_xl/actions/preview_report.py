"""The button on One child: the family's report of the child chosen there, to look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppm_xl import schema
from ppm_xl.actions import Outcome
from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.actions.carrying_out import carry_out, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.reports.planning import plan_preview
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.reading import read_school


def run(
    book: Book, desk: Desk, today: date, *, out: Path | None = None, show: bool = False
) -> Outcome:
    """Write the report of the child chosen on One child below ``Preview``, and open it.

    Parameters
    ----------
    show
        Whether to open it in the computer's own program for PDFs, as the button does.

    Raises
    ------
    DataError
        Where nobody is chosen there.
    """
    tables = book.read()
    school, problems = read_school(tables)
    chosen = _chosen(school)
    plan = plan_preview(
        school,
        half_term_for(school, None),
        today,
        chosen.upn,
        beside=beside_reports(book, school, upn=chosen.upn),
    )
    outcome = carry_out(
        plan, tables, book, desk,
        action="preview_report", today=today, out=output_folder(school, out),
        as_read=(school, problems),
    )  # fmt: skip
    if show:
        from ppm_xl.desk.opening import open_file

        for path in outcome.files:
            open_file(Path(path))
    return outcome


def _chosen(school: School) -> Pupil:
    """Give the child whose name stands in the box of One child, as the sheet Pupils has it."""
    rows = school.tables[schema.CHILD_CHOSEN.name].records()
    name = next((text(row.get("Child")) for row in rows), "")
    if not name:
        raise DataError(
            "No child is chosen.", "Choose one in the white box on the sheet One child."
        )
    found = next((p for p in school.pupils.values() if p.name.casefold() == name.casefold()), None)
    if found is None:
        raise DataError(f"No pupil is called “{name}”.", "Choose a name from the list.")
    return found
