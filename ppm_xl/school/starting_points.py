"""Where a child began: an earlier result, a baseline on entry, or the first judgement here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.calendar import Calendar, HalfTerm, school_year_of, usual_dates
from ppm_xl.school.earlier_results import BASELINE, meaning_of
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.scale import Mark, folded
from ppm_xl.school.year_groups import year_then


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A result, what it is, and when it was given: a mark means something at a time.

    Attributes
    ----------
    what
        In words, such as ``KS1`` or ``first judgement, Autumn 2 2026-27``.
    stage
        The stage of an earlier result; empty for a judgement made here.
    year
        The child's year group then; empty where not known.
    half_term
        When it was given, where that is known: of a judgement and of a dated baseline.
    """

    result: str
    what: str
    stage: str = ""
    year: str = ""
    half_term: HalfTerm | None = None

    @property
    def term(self) -> str:
        """The half-term's name by which the result is understood, whatever the school year.

        A baseline without a day is taken to be from the autumn, when most children enter; the
        results of a stage are given at its end.
        """
        if self.half_term is not None:
            return self.half_term.name
        return HALF_TERMS[0] if self.stage == BASELINE else HALF_TERMS[-1]


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
            what = f"{found.stage}{on}"
            if found.stage != BASELINE:
                year = _YEAR_OF.get(folded(found.stage), "")
                return StartingPoint(found.result, what, found.stage, year)
            when = _half_term_of(school.settings.calendar, found.day or pupil.joined)
            year = _year_in(school, pupil, when) if when else ""
            return StartingPoint(found.result, what, BASELINE, year, when)
    first = next((row for row in judgements_here(school, pupil) if row.marks.get(subject)), None)
    if first is None:
        return None
    said = f"first judgement, {first.half_term}"
    year = school.year_in(first)
    return StartingPoint(first.marks[subject], said, year=year, half_term=first.half_term)


_YEAR_OF: Final = {"EYFS": "R", "EYFSP": "R", "KS1": "2", "KS2": "6"}
"""Stage to the year group at whose end its results are given."""


def _half_term_of(calendar: Calendar, day: date | None) -> HalfTerm | None:
    """Give the half-term of a day, by the school's dates, else by likely ones."""
    if day is None:
        return None
    school_year = school_year_of(day)
    for dates in (calendar, Calendar(usual_dates(school_year))):
        found = dates.last_begun(day)
        if found is not None and found.school_year == school_year:
            return found
    return HalfTerm(school_year, HALF_TERMS[0])


def _year_in(school: School, pupil: Pupil, then: HalfTerm) -> str:
    """Give the year group a child was in, counted back from the year that Home works in."""
    now = school.working or then
    return year_then(pupil.year, int(now.school_year[:4]) - int(then.school_year[:4]))


def meaning_of_start(school: School, point: StartingPoint) -> Mark | None:
    """Say what a starting point meant when it was given; None where nothing says it."""
    scale = school.settings.scale
    return meaning_of(scale, point.result, point.stage, point.year, point.term)


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
