"""What about provision the workbook points out by itself (mission row D13).

Worst first: nothing in place for a child who stays Red, what does not work and was not changed,
sessions that did not happen, what ended or runs without anybody saying what it achieved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.early_years import EARLY_YEARS
from ppm_xl.status.pupils import PupilStatus

MOSTLY: Final = 0.6
"""Share of the planned sessions below which they count as mostly missed."""
_LONG_ENOUGH: Final = 42
"""Days, about a half-term, after which planned sessions without an end date should have been."""
_SAID: Final = 2
"""How much is said of one child in one area at most."""
_NO_GROUP: Final = 20
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
        for severity, area, words in (
            *_nothing_for(status, support, calendar),
            *_by_area(status, support, calendar),
        ):
            out.append((severity, place, LookAt(status.pupil, area, words)))
    return tuple(line for *_, line in sorted(out, key=lambda one: one[:2]))


_Line = tuple[int, str, str]
"""How severe, which area, and the words."""


def _by_area(status: PupilStatus, support: Support, calendar: Calendar) -> Iterator[_Line]:
    """Point out what there is to say of each area's provision: the worst, and one thing more."""
    upn, today = status.pupil.upn, support.today
    for area in (*support.areas.all, ""):
        rows = support.of(upn, area) if area else support.elsewhere(upn)
        current = [row for row in rows if not has_ended(row, today)]
        found = [
            one
            for row in rows
            for one in _of_one(row, today, calendar, followed=_is_followed(row, rows, current))
        ]
        found.sort(key=lambda one: one.severity)
        if found:
            yield found[0].severity, area, " ".join(f"{one.words}." for one in found[:_SAID])


def _nothing_for(status: PupilStatus, support: Support, calendar: Calendar) -> Iterator[_Line]:
    """Point out who is Red and has nothing for it: areas of which the same is true in one line."""
    alike: dict[int, list[str]] = {}
    first_time: list[str] = []
    for area in status.red_in:
        if area not in support.areas.all:
            continue
        running = status.red_meetings.get(area, 0) + 1
        if running > 1:
            if not _had_since(status, area, running, support, calendar):
                alike.setdefault(running, []).append(area)
        elif _never_in_a_group(status, area, support):
            first_time.append(area)
    for running, areas in alike.items():
        since = _half_term_in_words(_back(status.half_term, running - 1), status.half_term)
        names = listed([_name(area) for area in areas])
        yield (
            -running,
            areas[0],
            (
                f"Red in {names} at {in_numbers(running)} meetings running, and "
                f"{_nothing(areas)} since {since}."
            ),
        )
    if first_time:
        names = listed([_name(area) for area in first_time])
        yield (
            _NO_GROUP,
            first_time[0],
            (
                f"Red in {names}, and has not been part of a focus group for "
                f"{names if len(first_time) == 1 else 'them'} yet."
            ),
        )


def _nothing(areas: Sequence[str]) -> str:
    if not {ATTENDANCE, ATTITUDE, EARLY_YEARS}.isdisjoint(areas):
        return f"nothing in place for {'it' if len(areas) == 1 else 'them'}"
    return f"no {_name(areas[0])} intervention" if len(areas) == 1 else "no intervention for them"


def _name(area: str) -> str:
    return "the areas of learning" if area == EARLY_YEARS else within_a_sentence(area)


def _had_since(
    status: PupilStatus, area: str, running: int, support: Support, calendar: Calendar
) -> bool:
    """Whether the child had anything for an area since the first of these meetings' half-term."""
    upn, today = status.pupil.upn, support.today
    dates = calendar.dates(_back(status.half_term, running - 1))
    start = dates.starts if dates else None
    return any(
        is_intervention(row) and (row.to is None or start is None or row.to >= start)
        for row in support.of(upn, area)
    ) or _in_group(support, upn, area, start, today)


def _never_in_a_group(status: PupilStatus, area: str, support: Support) -> bool:
    """Whether a child below what the age expects has had nothing for a subject yet.

    One who is where the age expects needs another look first, not a group.
    """
    subject = status.subjects.get(area)
    if subject is None or subject.attainment.name == "Green":
        return False
    upn = status.pupil.upn
    has = any(is_intervention(row) for row in support.of(upn, area))
    return not has and not support.groups_of(upn, area)


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


def _is_followed(row: Provision, rows: Sequence[Provision], current: Sequence[Provision]) -> bool:
    """Whether something else of the area is in place, or came after this and ended too."""
    later = (one.since > row.since for one in rows if one.since and row.since)
    return any(one is not row for one in current) or any(later)


def _of_one(row: Provision, today: date, calendar: Calendar, *, followed: bool) -> Iterator[_Found]:
    """Point out what does not work, did not happen, or was not measured.

    Parameters
    ----------
    followed
        Whether the child had something else for the area after it, or has now.
    """
    ended, effect = has_ended(row, today), effect_of(row)
    recent = row.to is None or school_year_of(row.to) == school_year_of(today)
    if ended and not recent:
        return
    if effect == NO and not row.changed_to:
        if not ended:
            yield _Found(0, f"{row.name} is not working, and has not been changed")
        elif not followed:
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
