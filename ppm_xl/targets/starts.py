"""Where a child stood when the year's targets are set, and what that means on the scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ppm_xl.schema import HALF_TERMS, YEARS
from ppm_xl.school.calendar import school_year_from, school_year_of
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.scale import folded
from ppm_xl.school.starting_points import BASELINE, starting_point


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
    """

    result: str
    what: str
    year: str = ""
    half_term: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a starting point means: steps from what was expected at its time."""

    steps: int
    greater_depth: bool


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
    return earlier_start(school, pupil, subject, school_year) or _from_reception(
        school, pupil, subject, before
    )


def earlier_start(school: School, pupil: Pupil, subject: str, school_year: str) -> Start | None:
    """Give the starting point the school measures from, such as key stage 1."""
    found = starting_point(school, pupil, subject)
    if found is None:
        return None
    first = next(
        (
            row
            for row in reversed(school.judgements_of(pupil.upn))
            if found.what == f"first judgement, {row.half_term}"
        ),
        None,
    )
    if first is not None:
        return _judged(school, first, subject, found.what)
    stage = found.what.partition(",")[0]
    if stage != BASELINE:
        return Start(found.result, found.what, _YEAR_OF.get(folded(stage), ""), HALF_TERMS[-1])
    prior = school.prior[pupil.upn, BASELINE, subject]
    given = school_year_of(prior.day) if prior.day else school_year
    then = school.settings.calendar.last_begun(prior.day) if prior.day else None
    return Start(
        found.result,
        found.what,
        year_group_in(pupil, int(school_year[:4]) - int(given[:4])),
        then.name if then and then.school_year == given else HALF_TERMS[0],
    )


_YEAR_OF: Final[Mapping[str, str]] = {"EYFS": "R", "EYFSP": "R", "KS1": "2", "KS2": "6"}
"""Stage to the year group at whose end its results are given."""


def _judged(school: School, row: Judgement, subject: str, what: str) -> Start:
    return Start(row.marks[subject], what, school.year_in(row), row.half_term.name)


def year_group_in(pupil: Pupil, years_ago: int) -> str:
    """Give the year group a child was in some years ago; empty where that is not known.

    >>> year_group_in(Pupil("A", "Ann Lee", "Lee", "Ann", year="4"), 1)
    '3'
    """
    if pupil.year not in YEARS:
        return ""
    place = YEARS.index(pupil.year) - years_ago
    return YEARS[place] if place >= 0 else ""


def typed_start(school: School, pupil: Pupil, subject: str, school_year: str, typed: str) -> Start:
    """Give what stands in Starting point, with its time where it is a result we know.

    What somebody typed otherwise is read as of the end of the year before.
    """
    for known in (
        year_start(school, pupil, subject, school_year),
        earlier_start(school, pupil, subject, school_year),
    ):
        if known is not None and folded(known.result) == folded(typed):
            return known
    return Start(typed, "as typed", year_group_in(pupil, 1), HALF_TERMS[-1])


_RECEPTION: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "READING": ("Literacy", ("Comprehension", "Word reading")),
    "WRITING": ("Literacy", ("Writing",)),
    "MATHS": ("Mathematics", ("Number", "Numerical patterns")),
    "MATHEMATICS": ("Mathematics", ("Number", "Numerical patterns")),
}
"""Subject to the area of learning and the early learning goals that lead to it (DfE, EYFS
statutory framework: educational programmes)."""


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
        return Start(worst, "early learning goals", "R", HALF_TERMS[-1])
    if newest.areas.get(area):
        return Start(newest.areas[area], f"{area}, {newest.half_term}", "R", HALF_TERMS[-1])
    return None


_STATUTORY: Final[Mapping[str, int]] = {
    "BLW": -2, "WTS": -1, "HNM": -1, "EXS": 0, "GDS": 1,
    "EMERGING": -1, "EXPECTED": 0, "EXCEEDING": 1, "NOTONTRACK": -1, "ONTRACK": 0,
}  # fmt: skip
"""Words of statutory assessment that a school's own scale may not have (STA; EYFS profile)."""
_SCALED: Final = re.compile(r"(8\d|9\d|1[01]\d|120)")
"""A scaled score of key stage 1 or 2: 80 to 120, 100 is expected, 110 a high score (STA)."""


def standing_of(school: School, start: Start) -> Standing | None:
    """Say how far a starting point stood from the expectation of its time; None where unknown.

    Marks mean what the school's scale says. Words of statutory assessment, and scaled scores of
    the key stages, are understood also where the scale does not have them.
    """
    found = school.settings.scale.find(start.result, start.year, start.half_term)
    if found is not None:
        return Standing(found.steps, found.meets_greater_depth)
    steps = _STATUTORY.get(folded(start.result))
    if steps is None and start.what.startswith("KS") and _SCALED.fullmatch(start.result):
        score = int(start.result)
        steps = (score >= 100) + (score >= 110) - 1  # noqa: PLR2004 - the two standards, as above
    return None if steps is None else Standing(steps, steps > 0)
