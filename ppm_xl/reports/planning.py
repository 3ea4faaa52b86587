"""The plan of ``family-reports``: a page for every child, one PDF a child and one a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError, Problem, Severity, worst_first
from ppm_xl.plan import Page, Paper, Plan
from ppm_xl.reports.family import written
from ppm_xl.reports.filing import class_path, pupil_paths
from ppm_xl.reports.page import page_of
from ppm_xl.reports.privacy import Gate
from ppm_xl.reports.superseded import classes_of
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import number, text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.words import DEFAULTS
from ppm_xl.sentences import counted
from ppm_xl.status.pupils import status_of


def plan_family_reports(
    school: School, half_term: HalfTerm, today: date, class_name: str = "", upn: str = ""
) -> Plan:
    """Plan the reports of the whole school, of one class, or of one child.

    A child whose ``Report copies`` is 0 is held for the head: their page lies apart and is not
    in the class's PDF, which holds every other child's as often as it says.

    Raises
    ------
    DataError
        Where there is nobody to report on.
    """
    pupils = whom(school, half_term, today, class_name, upn)
    others = [pupil for pupil in school.on_roll(today) if pupil not in pupils]
    paths = pupil_paths(half_term, (*pupils, *others), classes_of(school))
    gate = Gate(school)
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for pupil in pupils:
        report, found = written(school, status_of(school, pupil, half_term), today, gate)
        pages[pupil.upn] = page_of(report)
        problems.extend(found)
    papers = [
        Paper(paths[pupil.upn], _title(school, pupil, half_term), (pages[pupil.upn],))
        for pupil in pupils
    ]
    if not upn:
        papers.extend(_class_papers(school, half_term, pupils, pages))
    problems.extend(_held(school, pupils))
    if not upn:
        problems.extend(_without_upn(school, today))
    if not school.settings.school.get("Name"):
        problems.append(_no_name(school))
    problems.extend(_nothing_written(school, half_term, pupils))
    return Plan(
        papers=tuple(papers),
        problems=worst_first(problems),
        said=tuple(_said(pupils, half_term, papers, problems)),
    )


def whom(
    school: School, half_term: HalfTerm, today: date, class_name: str, upn: str
) -> tuple[Pupil, ...]:
    """Give the pupils to report on; by name also one who has left, for a half-term they were in."""
    if upn:
        pupil = school.pupils.get(upn.strip().upper())
        if pupil is None or not (pupil.on_roll(today) or school.was_here(pupil, half_term)):
            raise DataError(
                f"There is no pupil on roll with the UPN “{upn}”.",
                "Look it up on the sheet Pupils.",
            )
        if class_name not in {"", pupil.class_name}:
            raise DataError(
                f"{pupil.name} is not in {class_label(class_name)}.",
                "Name the child alone, or the class alone.",
            )
        return (pupil,)
    pupils = school.on_roll(today, class_name)
    if not pupils:
        where = f" in {class_label(class_name)}" if class_name else ""
        raise DataError(f"There is no pupil on roll{where}.", "Import the pupils first.")
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    return tuple(sorted(pupils, key=lambda p: order.get(p.class_name, len(order))))


def _title(school: School, pupil: Pupil, half_term: HalfTerm) -> str:
    title = school.settings.words.get("Report: title") or DEFAULTS["Report: title"]
    return f"{title}: {pupil.first_name} {pupil.surname}, {half_term}"


def _class_papers(
    school: School, half_term: HalfTerm, pupils: Sequence[Pupil], pages: Mapping[str, Page]
) -> list[Paper]:
    by_class: dict[str, list[Page]] = {}
    for pupil in pupils:
        copies = by_class.setdefault(pupil.class_name, [])
        copies.extend([pages[pupil.upn]] * pupil.report_copies)
    title = school.settings.words.get("Report: title") or DEFAULTS["Report: title"]
    classes = classes_of(school)
    return [
        Paper(
            class_path(half_term, name, classes),
            f"{title}: {class_label(name) or 'no class'}, {half_term}",
            tuple(copies),
        )
        for name, copies in by_class.items()
        if copies
    ]


def _held(school: School, pupils: Sequence[Pupil]) -> list[Problem]:
    return [
        Problem(
            "held-for-the-head",
            f"{pupil.name}, Report copies",
            f"The report of {pupil.name} is held for the head and is not in the class PDF"
            f"{_why_held(school, pupil)}.",
            severity=Severity.NOTE,
        )
        for pupil in pupils
        if not pupil.report_copies
    ]


def _why_held(school: School, pupil: Pupil) -> str:
    typed = school.tables["Pupils"].get((pupil.upn,), "Report copies")
    if typed is None or number(typed) is not None:
        return ""
    return f": “{text(typed)}” is not a number of copies"


def _without_upn(school: School, today: date) -> list[Problem]:
    """Name children of the sheet Pupils whom nothing can be made for."""
    names = [
        f"{text(row.get('Forename'))} {text(row.get('Surname'))}".strip()
        for row in school.tables["Pupils"].records()
        if not text(row.get("UPN")) and not _has_left(row.get("Left"), today)
    ]
    return [
        Problem(
            "no-upn",
            f"Pupils, {name}, UPN",
            f"{name} has no UPN, so there is no report.",
            "Type it on the sheet Pupils, and make the reports again.",
            Severity.ERROR,
        )
        for name in names
        if name
    ]


def _has_left(left: Cell, today: date) -> bool:
    return isinstance(left, date) and left <= today


def _no_name(school: School) -> Problem:
    return Problem(
        "no-school-name",
        "Settings, School",
        f"The school's name is missing: reports say “{school.settings.school_name}”.",
        "Type it in Settings, and make the reports again.",
    )


def _nothing_written(school: School, half_term: HalfTerm, pupils: Sequence[Pupil]) -> list[Problem]:
    """Say, class by class, for how many children nobody has written anything yet."""
    missing: dict[str, int] = {}
    for pupil in pupils:
        row = school.judgements.get((half_term, pupil.upn))
        if row is None or not row.for_the_family:
            missing[pupil.class_name] = missing.get(pupil.class_name, 0) + 1
    return [
        Problem(
            "nothing-for-the-family",
            f"Assessments, For the family, {class_label(name) or 'no class'}",
            f"Nothing is written for {counted(count, 'family', 'families')} of "
            f"{class_label(name) or 'no class'} yet.",
            "Fill the column For the family, if the school wants one on every report.",
            Severity.NOTE,
        )
        for name, count in missing.items()
    ]


def _said(
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    papers: Sequence[Paper],
    problems: Sequence[Problem],
) -> list[str]:
    classes = len(papers) - len(pupils)
    text = f"{counted(len(pupils), 'report')} for {half_term}"
    if classes:
        text += f", and {counted(classes, 'PDF')} for the printer, one a class"
    said = [f"{text}."]
    held = sum(not pupil.report_copies for pupil in pupils)
    if held:
        verb = "is" if held == 1 else "are"
        said.append(f"{held} of them {verb} held for the head.")
    for code, words in (
        ("red-without-action", "printed the standard action, as a Red had none of the school's"),
        ("names-another-pupil", "left out text that seems to name another child"),
        ("names-a-flag", "left out text that seems to name a matter for staff only"),
        ("text-cut", "had text too long for one page"),
    ):
        whom = {p.where.split(",")[0] for p in problems if p.code == code}
        if whom:
            said.append(f"{counted(len(whom), 'report')} {words}.")
    return said
