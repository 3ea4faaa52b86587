"""``family-reports``: a page for every family, one PDF a child and one a class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.actions.carrying_out import carry_out, class_named, half_term_for
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.paper.writing import lying
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.superseded import superseded
from ppm_xl.school.folders import half_term_folder
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
    """Write the reports of the whole school, of one class or of one pupil."""
    tables = book.read()
    school, problems = read_school(tables)
    if class_name:
        class_name = class_named(school, class_name, today)
    when = half_term_for(school, half_term)
    plan = plan_family_reports(
        school, when, today, class_name=class_name, upn=upn, beside=beside_reports(book, school)
    )
    folder = output_folder(school, out)
    there = lying(folder, half_term_folder(when))
    gone = superseded(school, when, plan.papers, there)
    return carry_out(
        replace(plan, superseded=gone), tables, book, desk,
        action="family_reports", today=today, out=folder, as_read=(school, problems),
    )  # fmt: skip
