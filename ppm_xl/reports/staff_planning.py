"""The plan of ``staff-reports``: the staff edition, one PDF a child and one a class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from ppm_xl.plan import Page, Paper, Plan
from ppm_xl.reports.filing import pupil_paths
from ppm_xl.reports.planning import whom
from ppm_xl.reports.staff import MARK, StaffReports
from ppm_xl.reports.staff_page import page_of
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import safe_name
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted

STAFF: Final = "Staff"
"""The folder of a class in which the staff edition lies, apart from what goes home."""


def plan_staff_reports(
    school: School, half_term: HalfTerm, today: date, class_name: str = "", upn: str = ""
) -> Plan:
    """Plan the staff edition for the whole school, one class, or one child.

    A child whose report is held for the head has one too; it says so.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, upn)
    others = [pupil for pupil in school.on_roll(today) if pupil not in pupils]
    paths = staff_paths(half_term, (*pupils, *others), school.class_names)
    reports = StaffReports(school, half_term, today)
    pages = {pupil.upn: page_of(reports.of(pupil)) for pupil in pupils}
    papers = [
        Paper(
            paths[pupil.upn],
            f"{MARK}. {pupil.first_name} {pupil.surname}, {half_term}",
            (pages[pupil.upn],),
        )
        for pupil in pupils
    ]
    if not upn:
        papers.extend(_class_papers(half_term, pupils, pages, paths))
    return Plan(papers=tuple(papers), said=(_said(pupils, half_term, papers),))


def staff_paths(
    half_term: HalfTerm, pupils: Iterable[Pupil], among: Collection[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Give each pupil's file by UPN: named as the family's, with ``(staff)`` after it."""
    return {
        upn: (*path[:-2], STAFF, f"{path[-1].removesuffix('.pdf')} (staff).pdf")
        for upn, path in pupil_paths(half_term, pupils, among).items()
    }


def _class_papers(
    half_term: HalfTerm,
    pupils: Iterable[Pupil],
    pages: Mapping[str, Page],
    paths: Mapping[str, tuple[str, ...]],
) -> list[Paper]:
    by_folder: dict[tuple[str, ...], list[Pupil]] = {}
    for pupil in pupils:
        by_folder.setdefault(paths[pupil.upn][:-1], []).append(pupil)
    return [
        Paper(
            (*folder, f"{safe_name(f'{folder[-2]} staff reports')} (staff).pdf"),
            f"{MARK}. {class_label(them[0].class_name) or 'No class'}, {half_term}",
            tuple(pages[pupil.upn] for pupil in them),
        )
        for folder, them in by_folder.items()
    ]


def _said(pupils: Collection[Pupil], half_term: HalfTerm, papers: Collection[Paper]) -> str:
    classes = len(papers) - len(pupils)
    also = f", and {counted(classes, 'PDF')}, one a class" if classes else ""
    return f"{counted(len(pupils), 'staff report')} for {half_term}{also}. Not for families."
