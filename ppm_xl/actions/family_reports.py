"""``family-reports``: a page for every family, one PDF a child and one a class."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ppm_xl.actions import Outcome
from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.actions.output_folder import output_folder
from ppm_xl.actions.wanted import Wanted
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.paper.writing import lying
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.superseded import superseded
from ppm_xl.school.folders import half_term_folder


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
    asked = Wanted.read(book, today, half_term, class_name)
    school, when = asked.school, asked.half_term
    beside = beside_reports(book, school, class_name=asked.class_name, upn=upn)
    plan = plan_family_reports(
        school, when, today, class_name=asked.class_name, upn=upn, beside=beside
    )
    folder = output_folder(school, out)
    there = lying(folder, half_term_folder(when))
    gone = superseded(school, when, plan.papers, there)
    plan = replace(plan, superseded=gone)
    return asked.carry_out(plan, book, desk, action="family_reports", today=today, out=folder)
