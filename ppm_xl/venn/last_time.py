"""What a diagram of now is compared with: the last recorded meeting, or earlier marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.focus import GoalReached, GoodLevel, Judged, OnTrack, Scored
from ppm_xl.school.model import Meeting, Pupil, School
from ppm_xl.venn.judging import regions_as_of
from ppm_xl.venn.measures import circles_of, measures_of, pupils_in_the_venn
from ppm_xl.venn.membership import NOT_ASSESSED

Regions: TypeAlias = Mapping[str, frozenset[str] | None]
"""UPN to the circles the pupil is in; None where not assessed. Who was not there is left out."""

VENN_AREA: Final = "Venn"
"""The ``Area`` of a row of Discussion that holds a pupil's place in the diagram that day."""


@dataclass(frozen=True, slots=True)
class Then:
    """What a diagram of now is compared with.

    Attributes
    ----------
    half_term
        Of the meeting, or of the marks.
    regions
        Who was where; a pupil who was not in the school yet is left out.
    meetings
        IDs of the recorded meetings that are compared with; empty where it is only marks.
    """

    half_term: HalfTerm
    regions: Regions = field(default_factory=dict)
    meetings: tuple[str, ...] = ()


def then_of(
    school: School, class_name: str, half_term: HalfTerm, *, greater_depth: bool = False
) -> Then | None:
    """Say what a class of today is compared with; see :func:`then_for`."""
    pupils = [pupil for pupil in school.pupils.values() if pupil.class_name == class_name]
    return then_for(school, pupils, half_term, greater_depth=greater_depth)


def then_for(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    *,
    greater_depth: bool = False,
) -> Then | None:
    """Say where these pupils were at the last recorded meeting, whatever class they were in.

    Where a meeting kept no place for a pupil, the marks as of its half-term say it. Without a
    recorded meeting that covers at least half of the pupils, the last earlier half-term with
    marks is taken.

    Returns
    -------
    Then or None
        None where no earlier half-term has a mark or a place for any of them.
    """
    inside = pupils_in_the_venn(school, pupils)
    meetings = last_recorded_meetings(school, inside, half_term)
    when = meetings[0].half_term if meetings else _last_known(school, inside, half_term)
    return None if when is None else _then(school, inside, when, meetings, greater_depth)


def then_as_of(
    school: School, pupils: Sequence[Pupil], when: HalfTerm, *, greater_depth: bool = False
) -> Then | None:
    """Say where these pupils were in a half-term that was asked for, by what is known of it now.

    Returns
    -------
    Then or None
        None where nothing is known of any of them.
    """
    inside = pupils_in_the_venn(school, pupils)
    return _then(school, inside, when, (), greater_depth)


def _then(
    school: School,
    inside: Sequence[Pupil],
    when: HalfTerm,
    meetings: tuple[Meeting, ...],
    greater_depth: bool,  # noqa: FBT001 - which of the two diagrams
) -> Then | None:
    circles = circles_of(school, inside, greater_depth=greater_depth)
    if not circles:
        return None
    there = [pupil for pupil in inside if was_there(school, pupil, when)]
    regions = regions_as_of(school, there, when, circles, greater_depth=greater_depth)
    if not greater_depth:
        regions |= _shown(school, meetings, inside, circles)
    if all(found is None for found in regions.values()):
        return None
    return Then(when, regions, tuple(m.id for m in meetings))


def last_recorded_meetings(
    school: School, pupils: Sequence[Pupil], half_term: HalfTerm
) -> tuple[Meeting, ...]:
    """Give the recorded progress meetings of the last half-term that cover half the pupils.

    A meeting covers a pupil whose place it kept, or who was in its class then.
    """
    recorded = [
        m
        for m in school.meetings
        if m.recorded is not None and m.kind == "progress" and m.half_term < half_term
    ]
    for when in sorted({m.half_term for m in recorded}, reverse=True):
        held = [m for m in recorded if m.half_term == when]
        covered = [
            pupil
            for pupil in pupils
            if any(
                (m.id, pupil.upn, VENN_AREA) in school.discussion
                or _class_in(school, pupil, when) == m.class_name
                for m in held
            )
        ]
        if covered and 2 * len(covered) >= len(pupils):
            return tuple(held)
    return ()


def _class_in(school: School, pupil: Pupil, half_term: HalfTerm) -> str:
    row = school.judgements.get((half_term, pupil.upn))
    return row.class_name if row else ""


def _shown(
    school: School, meetings: Sequence[Meeting], inside: Sequence[Pupil], circles: Sequence[str]
) -> dict[str, frozenset[str] | None]:
    """Read the places that meetings kept; one of other circles is passed over."""
    out: dict[str, frozenset[str] | None] = {}
    for meeting in meetings:
        for pupil in inside:
            said = school.discussion.get((meeting.id, pupil.upn, VENN_AREA))
            if said is None or not _same_circles(school, pupil, meeting.half_term):
                continue
            code = said.region_shown
            if code == NOT_ASSESSED:
                out[pupil.upn] = None
            elif len(code) == len(circles) and set(code) <= {"0", "1"}:
                here = zip(circles, code, strict=True)
                out[pupil.upn] = frozenset(circle for circle, bit in here if bit == "1")
    return out


def _same_circles(school: School, pupil: Pupil, when: HalfTerm) -> bool:
    """Whether a pupil's year group of then has the circles of today's."""
    row = next(iter(school.history(pupil.upn, when)), None)
    year = school.year_in(row) if row else pupil.year
    if year == pupil.year:
        return True
    before, now = (measures_of(school.settings, of) for of in (year, pupil.year))
    return [m.name for m in before] == [m.name for m in now]


def _last_known(school: School, pupils: Sequence[Pupil], half_term: HalfTerm) -> HalfTerm | None:
    """Give the last earlier half-term with anything that the circles of these pupils ask for."""
    wanted = {pupil.upn for pupil in pupils}
    years = dict.fromkeys(pupil.year for pupil in pupils)
    asked = {type(m.rule) for year in years for m in measures_of(school.settings, year)}
    found: set[HalfTerm] = set()
    if Judged in asked:
        found |= {when for (when, upn), j in school.judgements.items() if upn in wanted and j.marks}
    if Scored in asked:
        found |= {score.half_term for score in school.tests if score.upn in wanted}
    if asked & {OnTrack, GoalReached, GoodLevel}:
        found |= {
            when
            for (when, upn), record in school.early_years.items()
            if upn in wanted and (record.areas or record.goals)
        }
    return max((when for when in found if when < half_term), default=None)


def was_there(school: School, pupil: Pupil, half_term: HalfTerm) -> bool:
    """Whether a pupil was in the school by the end of a half-term, as far as can be told."""
    dates = school.settings.calendar.dates(half_term)
    if pupil.joined is not None and dates is not None:
        return pupil.joined <= dates.ends
    if school.history(pupil.upn, half_term):
        return True
    return any(upn == pupil.upn and when <= half_term for when, upn in school.early_years)
