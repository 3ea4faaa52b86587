"""Before a round, for the assessment lead: what is missing, odd or unchanged, by class.

What Calendar says a half-term does not collect is never chased; a school that collects marks
three times a year is not asked for them six times (Making Data Work, 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.sentences import counted, listed

MARKS: Final = ("marks", "mark", "judgements", "attainment")
PROGRESS: Final = ("progress", "judgements")
"""Words by which Calendar's Collects names them."""

_MANY: Final = 8
"""From so many pupils on, a class of which no mark changed is worth a question."""
_LEAP: Final = 2
"""Steps from one mark to the next that are worth a second look."""
_NAMED: Final = 3
"""Pupils named in one sentence."""


def collects(school: School, half_term: HalfTerm, *what: str) -> bool:
    """Whether the school collects any of this in a half-term; yes where it does not say."""
    dates = school.settings.calendar.dates(half_term)
    return dates is None or dates.collects(*what)


def odd_or_unchanged(school: School, today: date) -> Iterator[Problem]:
    """Look through the marks of the half-term on Home, class by class and subject by subject."""
    now = school.working
    if now is None or not collects(school, now, *MARKS):
        return
    for name in school.classes_on_roll(today):
        pupils = school.on_roll(today, name)
        for subject in school.settings.subjects:
            pairs = [
                (pupil, *pair)
                for pupil in pupils
                if (pair := _last_two(school, pupil, subject, now)) is not None
            ]
            yield from _leaps(school, name, subject, pairs)
            yield from _unchanged(school, name, subject, pairs)


def _last_two(
    school: School, pupil: Pupil, subject: str, now: HalfTerm
) -> tuple[Judgement, Judgement] | None:
    """Give the row of now and the one with a mark before it."""
    row = school.judgements.get((now, pupil.upn))
    if row is None or not row.marks.get(subject):
        return None
    before = next(
        (
            earlier
            for earlier in school.judgements_of(pupil.upn)
            if earlier.half_term < now and earlier.marks.get(subject)
        ),
        None,
    )
    return None if before is None else (before, row)


def _leaps(
    school: School, name: str, subject: str, pairs: list[tuple[Pupil, Judgement, Judgement]]
) -> Iterator[Problem]:
    found = []
    for pupil, before, now in pairs:
        was, stands = school.meaning(before, subject), school.meaning(now, subject)
        if was is None or stands is None:
            continue
        if abs(_in_grades(school, stands.steps - was.steps)) >= _LEAP:
            found.append((pupil, f"{pupil.name} ({was.mark} to {stands.mark})"))
    if found:
        shown = [words for _, words in found[:_NAMED]]
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        yield Problem(
            "mark-far-from-the-last",
            f"Assessments, {name}, {subject}",
            f"{counted(len(found), 'mark')} two grades or more from the one before: "
            f"{', '.join(shown) if more else listed(shown)}{more}.",
            "Ask the class teacher, or look at the books together.",
            Severity.NOTE,
            _at(school, found[0][0], subject),
        )


def _in_grades(school: School, steps: int) -> float:
    """Give steps in grades: a scale with many steps a year has small ones.

    A year of three steps (WTS, EXS, GDS) is the measure of a grade.
    """
    a_year, usual = school.settings.scale.steps_a_year, 3
    return steps if a_year is None or a_year <= usual else steps * usual / a_year


def _unchanged(
    school: School, name: str, subject: str, pairs: list[tuple[Pupil, Judgement, Judgement]]
) -> Iterator[Problem]:
    if len(pairs) < _MANY:
        return
    if any(before.marks[subject] != now.marks[subject] for _, before, now in pairs):
        return
    when = {before.half_term for _, before, _ in pairs}
    since = f" as in {next(iter(when))}" if len(when) == 1 else " as the last ones were"
    yield Problem(
        "marks-unchanged",
        f"Assessments, {name}, {subject}",
        f"All {len(pairs)} marks are{since}.",
        "Ask the class teacher whether they were judged anew.",
        Severity.NOTE,
        _at(school, pairs[0][0], subject),
    )


def _at(school: School, pupil: Pupil, subject: str) -> Spot:
    now = school.working
    key = (now.school_year, now.name, pupil.upn) if now else ()
    return Spot("Assessments", school.tables["Assessments"].row_of.get(key, 0), subject)
