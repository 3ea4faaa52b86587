"""The target sheet of a class: what its printed page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.plan import Page, Paper
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import folder_in
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import listed
from ppm_xl.targets.marks import TERMS, Marks
from ppm_xl.targets.pointed_out import is_low
from ppm_xl.targets.rows import TargetRow, progress_of, rows_of

TEMPLATE: Final = "targets"
_ACROSS: Final = 3
"""Subjects side by side on one page."""
_LONG: Final = 5
"""Characters of a mark from which on one subject fewer stands side by side."""

Data = dict[str, object]
Rows = Mapping[tuple[str, str], TargetRow]


def target_papers(
    school: School, tables: Tables, half_term: HalfTerm, today: date, *, class_name: str = ""
) -> tuple[Paper, ...]:
    """Give a paper for each class that has targets, or for one.

    Parameters
    ----------
    tables
        The tables as they will be: with the rows that are only now proposed.
    """
    rows = rows_of(tables, half_term.school_year)
    marks = Marks(school.settings.scale)
    out = []
    for name in (class_name,) if class_name else school.classes_on_roll(today):
        pupils = [p for p in school.on_roll(today, name) if school.settings.has_subjects(p.year)]
        subjects = [
            subject
            for subject in school.settings.subjects
            if any((pupil.upn, subject) in rows for pupil in pupils)
        ]
        if not subjects:
            continue
        pages = tuple(
            Page(TEMPLATE, _data(school, marks, name, pupils, group, rows, half_term))
            for group in _groups(subjects, _ACROSS - _has_long_marks(pupils, rows))
        )
        path = (*folder_in(school, half_term, name), "Targets.pdf")
        out.append(Paper(path, f"Targets: {class_label(name)}, {half_term.school_year}", pages))
    return tuple(out)


def _groups(subjects: Sequence[str], across: int) -> Iterator[Sequence[str]]:
    for first in range(0, len(subjects), across):
        yield subjects[first : first + across]


def _has_long_marks(pupils: Sequence[Pupil], rows: Rows) -> bool:
    here = {pupil.upn for pupil in pupils}
    return any(
        len(row.agreed or row.proposed) > _LONG for (upn, _), row in rows.items() if upn in here
    )


def _data(
    school: School,
    marks: Marks,
    class_name: str,
    pupils: Sequence[Pupil],
    subjects: Sequence[str],
    rows: Rows,
    half_term: HalfTerm,
) -> Data:
    mixed = len({pupil.year for pupil in pupils}) > 1
    here = [rows.get((pupil.upn, subject)) for pupil in pupils for subject in subjects]
    return {
        "school": school.settings.school_name,
        "class": class_label(class_name),
        "school year": half_term.school_year,
        "half-term": half_term.name,
        "subjects": list(subjects),
        "terms": list(TERMS),
        "rows": [
            {
                "name": pupil.name,
                "year": f"Y{pupil.year}" if mixed and pupil.year.isdecimal() else "",
                "flags": _flags(pupil),
                "cells": [
                    _cell(school, marks, pupil, rows.get((pupil.upn, subject)), half_term)
                    for subject in subjects
                ],
            }
            for pupil in pupils
        ],
        "summary": [
            _summary(school, marks, pupils, subject, rows, half_term) for subject in subjects
        ],
        "agreed": _agreed([row for row in here if row is not None]),
    }


def _flags(pupil: Pupil) -> list[str]:
    premium = ["PP"] if pupil.pupil_premium else []
    return [*premium, *(["SEND"] if pupil.has_send else [])]


def _cell(
    school: School, marks: Marks, pupil: Pupil, row: TargetRow | None, half_term: HalfTerm
) -> Data:
    if row is None:
        return {"there": False}
    now = progress_of(school, marks, pupil, row, half_term)
    return {
        "there": True,
        "start": row.start,
        "target": row.agreed or row.proposed,
        "agreed": bool(row.agreed),
        "low": bool(row.agreed) and not row.reason and is_low(school, marks, pupil, row),
        "milestones": [
            {"mark": row.milestone(term), "missed": now.missed and now.due == term}
            for term in TERMS
        ],
        "now": now.mark,
        "met": now.met is True and bool(row.agreed),
    }


def _summary(
    school: School,
    marks: Marks,
    pupils: Sequence[Pupil],
    subject: str,
    rows: Rows,
    half_term: HalfTerm,
) -> str:
    """Count the targets at the expected standard, and those that are met already."""
    scale = school.settings.scale
    agreed = [
        (pupil, row)
        for pupil in pupils
        if (row := rows.get((pupil.upn, subject))) is not None and row.agreed
    ]
    if not agreed:
        return f"{subject}: none agreed yet"
    found = [scale.find(row.agreed, pupil.year) for pupil, row in agreed]
    expected = sum(mark is not None and mark.meets_expected for mark in found)
    deeper = sum(mark is not None and mark.meets_greater_depth for mark in found)
    met = sum(
        progress_of(school, marks, pupil, row, half_term).met is True for pupil, row in agreed
    )
    parts = [f"{expected} of {len(agreed)} targets at the expected standard or above"]
    if deeper:
        parts.append(f"{deeper} at greater depth")
    return f"{subject}: {', '.join(parts)}; {met} reached by now"


def _agreed(rows: Sequence[TargetRow]) -> str:
    """Say who agreed when; nothing until every target of the page is agreed."""
    if not rows or not all(row.agreed for row in rows):
        return ""
    people = list(dict.fromkeys(row.agreed_by for row in rows if row.agreed_by))
    days = [row.agreed_on for row in rows if row.agreed_on]
    when = f" on {max(days):%d/%m/%Y}" if days else ""
    return f"Agreed{f' by {listed(people)}' if people else ''}{when}"
