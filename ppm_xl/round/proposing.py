"""Proposes when each class of a round meets: the first slot in which nobody is wanted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product

from ppm_xl.errors import DataError
from ppm_xl.round.clashes import needs_cover, with_others
from ppm_xl.round.plan_box import PlanBox, SencoAt, SencoComes
from ppm_xl.round.slots import Slot, same_day, slot_of
from ppm_xl.round.times import Span, minutes_of, spelt
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.model import Meeting
from ppm_xl.school.school_days import school_days
from ppm_xl.school.staff import Staff

_WEEKS_LEFT = 3
"""A round begins in the third last week of the half-term, so that two remain to act in."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round is planned within.

    Attributes
    ----------
    first_day
        No meeting is proposed before it.
    with_send
        Classes with a child on the SEND register.
    """

    half_term: HalfTerm
    dates: Period
    first_day: date
    box: PlanBox
    calendar: Calendar
    staff: Staff
    bring: str = ""
    with_send: frozenset[str] = field(default=frozenset())

    def days(self) -> tuple[date, ...]:
        """Give the days on which meetings may be, from the first day on."""
        days = school_days(self.dates, self.calendar, self.box.not_on)
        return tuple(d for d in days if d >= self.first_day and d.weekday() in self.box.weekdays)

    def senco_comes(self, class_name: str) -> bool:
        """Whether the SENCO comes to a class's meeting."""
        if not self.staff.senco:
            return False
        wanted = self.box.senco_comes
        return wanted is SencoComes.ALL or (
            wanted is SencoComes.WITH_SEND and class_name in self.with_send
        )


def dates_of(calendar: Calendar, half_term: HalfTerm) -> Period:
    """Give a half-term's dates.

    Raises
    ------
    DataError
        Where Settings does not say when it is.
    """
    dates = calendar.dates(half_term)
    if dates is None:
        raise DataError(
            f"Settings does not say when {half_term} is.",
            "Write its first and last day in the table Calendar on the sheet Settings.",
        )
    return dates


def usual_first_day(dates: Period, box: PlanBox, calendar: Calendar, today: date) -> date:
    """Propose when a round begins: a Monday three weeks before the end, or after due notice.

    Where that has passed, or invitations could no longer be out in time, it is the first school
    day before which they could; and today, where the half-term leaves no such day.
    """
    monday = dates.ends - timedelta(days=dates.ends.weekday(), weeks=_WEEKS_LEFT - 1)
    ahead = [d for d in school_days(dates, calendar, box.not_on) if d > today]
    meeting_days = [d for d in ahead if d.weekday() in box.weekdays]
    noticed = [d for d in meeting_days if d in ahead[box.notice :]] or meeting_days
    wanted = [d for d in noticed if d >= monday]
    return next(iter(wanted or noticed), max(today, dates.starts))


def proposed(
    meetings: Sequence[Meeting], fixed: Iterable[Slot], this: Round
) -> tuple[Meeting, ...]:
    """Give the same meetings with a time each, what is filled already as it stands.

    A meeting that finds no slot within the half-term keeps none. None that has a date is moved.

    Parameters
    ----------
    meetings
        Those of the round that have no date yet, in the order in which slots are given.
    fixed
        The meetings of the school that have one.
    """
    taken = list(fixed)
    out = []
    for meeting in meetings:
        found = _first_free(meeting, taken, this)
        out.append(found.meeting)
        taken.append(found)
    return tuple(out)


def completed(meeting: Meeting, taken: Sequence[Slot], this: Round) -> Meeting:
    """Fill what staff left empty in a meeting whose day and time they typed.

    The SENCO's minutes and who covers are those at which nobody is wanted twice, where there are.
    """
    whole = _filled(meeting, this)
    start = minutes_of(whole.start)
    if whole.day is None or start is None:
        return whole
    found = tuple(_at(whole, whole.day, start, taken, this))
    free = (m for m in found if not any(with_others(slot_of(m, this.box, this.staff), taken)))
    return next(free, found[0])


def _first_free(meeting: Meeting, taken: Sequence[Slot], this: Round) -> Slot:
    filled = _filled(meeting, this)
    starts: tuple[int, ...] = this.box.starts()
    typed = minutes_of(meeting.start)
    if meeting.start:
        starts = () if typed is None else (typed,)
    for day, start in product(this.days(), starts):
        for candidate in _at(filled, day, start, taken, this):
            slot = slot_of(candidate, this.box, this.staff)
            if _fits(slot, taken, this.box):
                return slot
    return slot_of(filled, this.box, this.staff)


def _fits(slot: Slot, taken: Sequence[Slot], box: PlanBox) -> bool:
    span = slot.span
    if span is None or not box.hours.holds(span):
        return False
    besides = [
        other
        for other in taken
        if same_day(slot, other) and other.span is not None and other.span.meets(span)
    ]
    own = [other for other in besides if other.meeting.kind == slot.meeting.kind]
    return len(own) < box.at_once and not any(with_others(slot, besides))


def _filled(meeting: Meeting, this: Round) -> Meeting:
    """Fill what does not depend on the time, where nobody typed anything."""
    team, box, staff = this.staff.team(meeting.class_name), this.box, this.staff
    comes = this.senco_comes(meeting.class_name)
    attending = [team.teacher, team.teaching_assistant if box.assistants else ""]
    if comes:
        attending.append(staff.senco)
    return replace(
        meeting,
        minutes=box.minutes if meeting.minutes is None else meeting.minutes,
        place=meeting.place or box.place,
        leader=meeting.leader or team.leader,
        attending=meeting.attending or ", ".join(dict.fromkeys(filter(None, attending))),
        bring=meeting.bring or this.bring,
    )


def _at(
    meeting: Meeting, day: date, start: int, taken: Sequence[Slot], this: Round
) -> Iterator[Meeting]:
    """Give the meeting at a time, with the SENCO's minutes where they are wanted, best first."""
    box = this.box
    span = Span(start, start + (meeting.minutes or 0))
    cover = meeting.cover
    if not cover and needs_cover(span, box) and _can_cover(meeting, this):
        cover = box.cover
    at = replace(meeting, day=day, start=meeting.start or spelt(start), cover=cover)
    if meeting.senco_joins or not this.senco_comes(meeting.class_name):
        yield at
        return
    length = min(
        box.senco_minutes if meeting.senco_minutes is None else meeting.senco_minutes,
        span.end - span.start,
    )
    if length <= 0:
        yield at
        return
    ends = (span.end - length, span.start)
    wanted = box.senco_at
    if wanted is SencoAt.IN_TURN:
        wanted = SencoAt.START if _came_at_the_end(day, span, taken) else SencoAt.END
    for joins in ends if wanted is SencoAt.END else reversed(ends):
        yield replace(at, senco_joins=spelt(joins), senco_minutes=length)


def _can_cover(meeting: Meeting, this: Round) -> bool:
    """Whether whom the plan names for cover is free of the meeting, and there is one to cover."""
    team, staff = this.staff.team(meeting.class_name), this.staff
    teachers = staff.teachers.get(meeting.class_name, ())
    there = {*teachers, *staff.named(meeting.leader, team)}
    there.update(staff.named(meeting.attending, team))
    return bool(teachers) and there.isdisjoint(staff.named(this.box.cover, team))


def _came_at_the_end(day: date, span: Span, taken: Sequence[Slot]) -> bool:
    """Whether the SENCO comes to the end of the meeting before this one, the same day."""
    before = [
        slot
        for slot in taken
        if slot.span is not None and slot.meeting.day == day and slot.span.end <= span.start
    ]
    last = max(before, key=lambda slot: slot.span.end if slot.span else 0, default=None)
    if last is None or last.span is None or not last.senco:
        return False
    theirs = (last.people or {}).get(last.senco)
    return theirs is not None and theirs.end == last.span.end and theirs.start > last.span.start
