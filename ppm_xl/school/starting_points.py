"""Where a child began: an earlier result, a baseline on entry, or the first judgement here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School

BASELINE: Final = "Baseline"
"""The stage of Prior that says where a child stood on entry, at any time of the year."""


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A result, and what it is, such as ``KS1`` or ``first judgement, Autumn 2 2026-27``.

    Attributes
    ----------
    stage
        The stage of an earlier result; empty for a judgement made here.
    half_term
        When a judgement was made here; None for an earlier result.
    """

    result: str
    what: str
    stage: str = ""
    day: date | None = None
    half_term: HalfTerm | None = None


def starting_point(school: School, pupil: Pupil, subject: str) -> StartingPoint | None:
    """Give where a child began in a subject.

    The stage that Settings names for the year group comes first (key stage 1 is optional since
    2023/24, so each cohort has its own); then a baseline on entry; then the first judgement here
    since the child joined.
    """
    for stage in (school.settings.starting_stages.get(pupil.year, ""), BASELINE):
        found = school.prior.get((pupil.upn, stage, subject)) if stage else None
        if found is not None:
            on = f", {found.day:%d/%m/%Y}" if found.day else ""
            return StartingPoint(found.result, f"{found.stage}{on}", found.stage, found.day)
    first = next((row for row in judgements_here(school, pupil) if row.marks.get(subject)), None)
    if first is None:
        return None
    said = f"first judgement, {first.half_term}"
    return StartingPoint(first.marks[subject], said, half_term=first.half_term)


def judgements_here(school: School, pupil: Pupil) -> tuple[Judgement, ...]:
    """Give a child's judgements since they joined, oldest first.

    One who came back joined again: what stands from before is history, not a starting point.
    """
    rows = reversed(school.judgements_of(pupil.upn))
    return tuple(row for row in rows if _since(school, pupil.joined, row.half_term))


def _since(school: School, joined: date | None, half_term: HalfTerm) -> bool:
    if joined is None:
        return True
    dates = school.settings.calendar.dates(half_term)
    # Without dates the school year tells: it ends with August.
    ends = dates.ends if dates else date(half_term.place[0] + 1, 8, 31)
    return joined <= ends


def has_baseline(school: School, pupil: Pupil) -> bool:
    """Whether anything says where a child stood on entry: a result, a judgement, an area."""
    if any(upn == pupil.upn and stage == BASELINE for upn, stage, _ in school.prior):
        return True
    if any(row.marks for row in judgements_here(school, pupil)):
        return True
    return any(
        record.upn == pupil.upn and _since(school, pupil.joined, record.half_term)
        for record in school.early_years.values()
        if record.areas or record.goals
    )
