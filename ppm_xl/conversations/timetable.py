"""Who of a class talks when: what is planned, who gets which free time, what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.conversations.day_plan import DayPlan, Order, Taken
from ppm_xl.conversations.rows import CONVERSATIONS
from ppm_xl.round.times import Span, minutes_of
from ppm_xl.school.calendar import Calendar, HalfTerm
from ppm_xl.school.cells import moment, text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.school_days import why_no_school

_FURTHEST: Final = 120
"""Days ahead within which a school day is looked for; the summer holiday is half of that."""
_USUAL_MEETING: Final = 45
_MEETINGS: Final = {"progress": "Progress meeting", "review": "Review"}


@dataclass(frozen=True, slots=True)
class Talk:
    """One child's conversation.

    Attributes
    ----------
    at
        Day and time; None where there is none, or none that can be read.
    """

    pupil: Pupil
    at: datetime | None = None

    def span(self, plan: DayPlan) -> Span | None:
        """Give its minutes within its day."""
        if self.at is None:
            return None
        start = self.at.hour * 60 + self.at.minute
        return Span(start, start + plan.minutes)


def in_order(school: School, pupils: Sequence[Pupil], order: Order) -> tuple[Pupil, ...]:
    """Sort a class as the plan says; pupils come by surname."""
    if order is Order.FIRST_NAME:
        return tuple(
            sorted(pupils, key=lambda p: (p.first_name.casefold(), p.surname.casefold(), p.upn))
        )
    if order is Order.AS_LISTED:
        listed = {upn: place for place, upn in enumerate(school.pupils)}
        return tuple(sorted(pupils, key=lambda p: listed[p.upn]))
    return tuple(pupils)


def meetings_of(school: School, class_name: str, day: date) -> tuple[Taken, ...]:
    """Give the meetings that the class's teacher is in on a day."""
    out = []
    for meeting in school.meetings:
        start = minutes_of(meeting.start)
        name = _MEETINGS.get(meeting.kind)
        if meeting.class_name == class_name and meeting.day == day and start is not None and name:
            length = meeting.minutes if meeting.minutes is not None else _USUAL_MEETING
            out.append(Taken(name, Span(start, start + length)))
    return tuple(out)


def next_school_day(day: date, calendar: Calendar) -> date | None:
    """Give the first school day from a day on; None where the Calendar knows of none."""
    ahead = (day + timedelta(days=n) for n in range(_FURTHEST))
    return next((found for found in ahead if not why_no_school(found, calendar)), None)


def given_times(
    talks: Sequence[Talk], plan: DayPlan, school: School, class_name: str, first: date
) -> Iterator[Talk]:
    """Give every child without a time the next free one, from a day on.

    What does not fit a day goes on to the next school day. A child for whom the Calendar has
    none is given back without a time.
    """
    waiting = [talk.pupil for talk in talks if talk.at is None]
    day = next_school_day(first, school.settings.calendar)
    while waiting and day is not None:
        there = [span for t in talks if t.at and t.at.date() == day and (span := t.span(plan))]
        free = plan.starts(meetings_of(school, class_name, day), there)
        for pupil, start in zip(tuple(waiting), free, strict=False):
            at = datetime.combine(day, time(start // 60, start % 60))
            waiting.remove(pupil)
            yield Talk(pupil, at)
        after = next_school_day(day + timedelta(days=1), school.settings.calendar)
        if after is None or (after - first).days > _FURTHEST:
            break
        day = after
    yield from (Talk(pupil) for pupil in waiting)


def at_one_time(talks: Sequence[Talk], plan: DayPlan) -> Iterator[tuple[Talk, Talk]]:
    """Give children next to each other in time whose conversations share a minute."""
    for one, other in pairwise(talk for talk in by_time(talks) if talk.at):
        if one.at and other.at and other.at < one.at + timedelta(minutes=plan.minutes):
            yield one, other


def not_free(talk: Talk, plan: DayPlan, school: School) -> str:
    """Say in a few words why a planned time is odd; empty where it is not."""
    span = talk.span(plan)
    if talk.at is None or span is None:
        return ""
    day = talk.at.date()
    if why := why_no_school(day, school.settings.calendar):
        return f"that is no school day ({why})"
    taken = (*plan.taken, *meetings_of(school, talk.pupil.class_name, day))
    hit = next((t for t in taken if t.span.meets(span)), None)
    if hit is None:
        return ""
    name = "a time without conversations" if hit.name == "No conversations" else hit.name.lower()
    return f"that is in {name} ({hit.span})"


def planned_cells(tables: Tables, half_term: HalfTerm) -> dict[str, tuple[int, Cell]]:
    """Map UPN to the place of its row in a half-term, the first of several, and what it plans."""
    now = (half_term.school_year, half_term.name)
    out: dict[str, tuple[int, Cell]] = {}
    for place, row in enumerate(tables[CONVERSATIONS].records()):
        if (text(row.get("School year")), text(row.get("Half-term"))) == now:
            out.setdefault(text(row.get("UPN")), (place, row.get("Planned")))
    return out


def talks_of(tables: Tables, half_term: HalfTerm, pupils: Sequence[Pupil]) -> tuple[Talk, ...]:
    """Give the conversations of these children as planned, in the order given."""
    cells = planned_cells(tables, half_term)
    return tuple(
        Talk(pupil, moment(cells[pupil.upn][1]) if pupil.upn in cells else None) for pupil in pupils
    )


def by_time(talks: Sequence[Talk]) -> tuple[Talk, ...]:
    """Sort conversations by their times; who has none comes last."""
    return tuple(sorted(talks, key=lambda talk: (talk.at is None, str(talk.at or ""))))
