"""Where a child stood when a school year began: what its targets are counted from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.calendar import school_year_from
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.scale import folded
from ppm_xl.school.starting_points import starting_point
from ppm_xl.school.year_groups import year_then


@dataclass(frozen=True, slots=True)
class Start:
    """What a child's year begins from.

    Attributes
    ----------
    what
        Where the result is from, in words: ``Summer 2 2025-26``.
    year, half_term
        The child's year group and the half-term when it was given: a mark means something at a
        time. Either is empty where not known, which means the end of a year.
    stage
        The stage of an earlier result, whose codes are the nation's; else empty.
    """

    result: str
    what: str
    year: str = ""
    half_term: str = ""
    stage: str = ""


def year_start(school: School, pupil: Pupil, subject: str, school_year: str) -> Start | None:
    """Give where a child stood when a school year began; None where nothing says.

    The last mark of the year before comes first; then the starting point that the school chose
    (an earlier result, a baseline, the first judgement here); then, of a child new in Year 1, the
    end of Reception.
    """
    before = school_year_from(int(school_year[:4]) - 1)
    last = next(
        (
            row
            for row in school.judgements_of(pupil.upn)
            if row.half_term.school_year == before and row.marks.get(subject)
        ),
        None,
    )
    if last is not None:
        return _judged(school, last, subject, str(last.half_term))
    return earlier_start(school, pupil, subject) or _from_reception(school, pupil, subject, before)


def earlier_start(school: School, pupil: Pupil, subject: str) -> Start | None:
    """Give the starting point the school measures from, such as key stage 1."""
    found = starting_point(school, pupil, subject)
    if found is None:
        return None
    return Start(found.result, found.what, found.year, found.term, found.stage)


def _judged(school: School, row: Judgement, subject: str, what: str) -> Start:
    return Start(row.marks[subject], what, school.year_in(row), row.half_term.name)


def typed_start(school: School, pupil: Pupil, subject: str, school_year: str, typed: str) -> Start:
    """Give what stands in Starting point, with its time where it is a result we know.

    What somebody typed otherwise is read as of the end of the year before.
    """
    for known in (
        year_start(school, pupil, subject, school_year),
        earlier_start(school, pupil, subject),
    ):
        if known is not None and folded(known.result) == folded(typed):
            return known
    return Start(typed, "as typed", year_then(pupil.year, 1), HALF_TERMS[-1])


_RECEPTION: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "READING": ("Literacy", ("Comprehension", "Word reading")),
    "WRITING": ("Literacy", ("Writing",)),
    "MATHS": ("Mathematics", ("Number", "Numerical patterns")),
    "MATHEMATICS": ("Mathematics", ("Number", "Numerical patterns")),
}
"""Subject to the area of learning and the early learning goals that lead to it (DfE, EYFS
statutory framework: educational programmes)."""
_PROFILE: Final = "EYFSP"


def _from_reception(school: School, pupil: Pupil, subject: str, before: str) -> Start | None:
    area, goals = _RECEPTION.get(folded(subject), ("", ()))
    records = (
        record
        for (half_term, upn), record in school.early_years.items()
        if upn == pupil.upn and half_term.school_year == before
    )
    newest = max(records, key=lambda record: record.half_term.place, default=None)
    if newest is None or not area:
        return None
    said = [newest.goals[goal] for goal in goals if newest.goals.get(goal)]
    if said and set(said) <= {"Expected", "Emerging"}:
        worst = "Emerging" if "Emerging" in said else "Expected"
        return Start(worst, "early learning goals", "R", HALF_TERMS[-1], _PROFILE)
    if newest.areas.get(area):
        return Start(
            newest.areas[area], f"{area}, {newest.half_term}", "R", HALF_TERMS[-1], _PROFILE
        )
    return None
