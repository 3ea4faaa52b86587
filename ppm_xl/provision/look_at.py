"""What about provision the workbook points out by itself (mission row D13).

Worst first: nothing in place for a child who stays Red, what does not work and was not changed,
sessions that did not happen, what ended or runs without anybody saying what it achieved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.provision.areas import ATTENDANCE, ATTITUDE
from ppm_xl.provision.in_place import Support
from ppm_xl.provision.wording import (
    NO,
    day_in_words,
    effect_of,
    has_ended,
    is_intervention,
    sessions_in_words,
)
from ppm_xl.school.calendar import Calendar, HalfTerm, school_year_of
from ppm_xl.school.model import Provision, Pupil
from ppm_xl.sentences import within_a_sentence
from ppm_xl.status.early_years import EARLY_YEARS
from ppm_xl.status.pupils import PupilStatus

MOSTLY: Final = 0.6
"""Share of the planned sessions below which they count as mostly missed."""
_LONG_ENOUGH: Final = 42
"""Days, about a half-term, after which planned sessions without an end date should have been."""
_SAID: Final = 2
"""How much is said of one child in one area at most."""
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class LookAt:
    """Something about provision that the workbook points out by itself (D13)."""

    pupil: Pupil
    area: str
    words: str


@dataclass(frozen=True, slots=True)
class _Found:
    severity: int
    words: str


def in_numbers(count: int) -> str:
    """Write a small number in letters.

    >>> in_numbers(3), in_numbers(9)
    ('three', '9')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def look_at(
    statuses: Iterable[PupilStatus], support: Support, calendar: Calendar
) -> tuple[LookAt, ...]:
    """List what to look at: a line a pupil and area, the worst first.

    Parameters
    ----------
    statuses
        Of the class, as of the half-term of the meeting.
    """
    out: list[tuple[int, int, LookAt]] = []
    for place, status in enumerate(statuses):
        for area in (*support.areas.all, ""):
            found = sorted(_of(status, area, support, calendar), key=lambda f: f.severity)
            if found:
                words = " ".join(f"{one.words}." for one in found[:_SAID])
                out.append((found[0].severity, place, LookAt(status.pupil, area, words)))
    return tuple(line for *_, line in sorted(out, key=lambda one: one[:2]))


def _of(status: PupilStatus, area: str, support: Support, calendar: Calendar) -> Iterator[_Found]:
    upn = status.pupil.upn
    rows = support.of(upn, area) if area else support.elsewhere(upn)
    if area in status.red_in:
        yield from _red_without(status, area, support, calendar)
    today = support.today
    current = [row for row in rows if not has_ended(row, today)]
    for row in rows:
        yield from _of_one(row, today, calendar, others=len(current) - (row in current))


def _red_without(
    status: PupilStatus, area: str, support: Support, calendar: Calendar
) -> Iterator[_Found]:
    """Point out who is Red, and has nothing for it."""
    upn, today = status.pupil.upn, support.today
    name = within_a_sentence(area) if area != EARLY_YEARS else "the areas of learning"
    rows = [row for row in support.of(upn, area) if is_intervention(row)]
    running = status.red_meetings.get(area, 0) + 1
    if running > 1:
        since = _back(status.half_term, running - 1)
        dates = calendar.dates(since)
        start = dates.starts if dates else None
        had = [r for r in rows if r.to is None or start is None or r.to >= start]
        if not had and not _in_group(support, upn, area, start, today):
            nothing = (
                "nothing in place for it"
                if area in {ATTENDANCE, ATTITUDE, EARLY_YEARS}
                else f"no {name} intervention"
            )
            yield _Found(
                -running,
                f"Red in {name} at {in_numbers(running)} meetings running, and {nothing} since "
                f"{_half_term_in_words(since, status.half_term)}",
            )
        return
    subject = status.subjects.get(area)
    # A child who is where the age expects needs another look first, not a group.
    if subject is None or subject.attainment.name == "Green":
        return
    if not rows and not support.groups_of(upn, area):
        yield _Found(20, f"Red in {name}, and has not been part of a focus group for {name} yet")


def _back(half_term: HalfTerm, meetings: int) -> HalfTerm:
    for _ in range(meetings):
        half_term = half_term.before
    return half_term


def _half_term_in_words(when: HalfTerm, now: HalfTerm) -> str:
    return when.name if when.school_year == now.school_year else str(when)


def _in_group(support: Support, upn: str, area: str, start: date | None, today: date) -> bool:
    return any(
        (g.to is None or start is None or g.to >= start) and (g.since is None or g.since <= today)
        for g in support.groups_of(upn, area)
    )


def _of_one(row: Provision, today: date, calendar: Calendar, *, others: int) -> Iterator[_Found]:
    """Point out what does not work, did not happen, or was not measured.

    Parameters
    ----------
    others
        How many other rows of the area are in place for the child.
    """
    ended, effect = has_ended(row, today), effect_of(row)
    recent = row.to is None or school_year_of(row.to) == school_year_of(today)
    if ended and not recent:
        return
    if effect == NO and not row.changed_to:
        if not ended:
            yield _Found(0, f"{row.name} is not working, and has not been changed")
        elif not others:
            yield _Found(1, f"{row.name} did not work, and nothing has followed it")
    if _mostly_missed(row, today):
        when = f"since {day_in_words(row.since, today)}" if row.since and not ended else ""
        yield _Found(2, f"{row.name}: only {sessions_in_words(row)} {when}".rstrip())
    if not is_intervention(row):
        return
    if ended and not row.exit and (row.entry or row.measure):
        day = day_in_words(row.to, today) if row.to else ""
        yield _Found(3, f"{row.name} ended on {day} without an exit measure")
    if not ended and row.reviewed is None and _ran_long(row, today, calendar):
        begun = day_in_words(row.since, today) if row.since else ""
        yield _Found(4, f"{row.name} has run since {begun} and was never reviewed")


def _mostly_missed(row: Provision, today: date) -> bool:
    """Whether fewer than :data:`MOSTLY` of the planned sessions took place by their time.

    Where a last day is set, as many are due as days have passed. Where none is, the plan is
    taken to be of a half-term: before that nothing is said.
    """
    had, planned = row.sessions_had, row.sessions_planned
    if had is None or not planned:
        return False
    due = float(planned)
    if not has_ended(row, today):
        if row.since is None:
            return False
        passed = (today - row.since).days
        if row.to is not None:
            due = planned * passed / max(1, (row.to - row.since).days)
        elif passed < _LONG_ENOUGH:
            return False
    return due >= 1 and had < MOSTLY * due


def _ran_long(row: Provision, today: date, calendar: Calendar) -> bool:
    """Whether it ran through two half-terms: two more have begun since its first day."""
    if row.since is None:
        return False
    begun = [p for p in calendar.periods if row.since < p.starts <= today]
    return len(begun) > 1
