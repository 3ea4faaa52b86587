"""What is to be said of all reports at once: who is held, who has none, what nobody has written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.reports.family import next_start
from ppm_xl.reports.wording import class_label
from ppm_xl.schema import Column, Kind
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import number, text
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted
from ppm_xl.typed import converted

_LEFT: Final = Column("Left", Kind.DATE)


def held(school: School, pupils: Sequence[Pupil]) -> list[Problem]:
    """Name the children whose report is held for the head, and why where that is not plain."""
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


def without_upn(school: School, today: date) -> list[Problem]:
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
    day, _ = converted(left, _LEFT)
    return isinstance(day, date) and day <= today


def no_name(school: School) -> Problem:
    """Say that reports bear no school's name."""
    return Problem(
        "no-school-name",
        "Settings, School",
        f"The school's name is missing: reports say “{school.settings.school_name}”.",
        "Type it in Settings, and make the reports again.",
    )


def no_next_date(school: School, half_term: HalfTerm, today: date) -> list[Problem]:
    """Say that reports cannot name the day on which families see the school again."""
    if next_start(school, half_term, today) is not None:
        return []
    return [
        Problem(
            "no-next-date",
            "Settings, Calendar",
            f"The Calendar has no half-term after {half_term}: reports do not say when the next "
            "one begins.",
            "Type the next half-term's dates in Settings, Calendar, and make the reports again.",
        )
    ]


def nothing_written(school: School, half_term: HalfTerm, pupils: Sequence[Pupil]) -> list[Problem]:
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
