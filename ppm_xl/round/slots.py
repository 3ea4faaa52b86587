"""A meeting of the round as it takes part in clashes: when, where, and who is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ppm_xl.round.plan_box import PlanBox
from ppm_xl.round.times import Span, minutes_of
from ppm_xl.school.model import Meeting
from ppm_xl.school.staff import Staff

SENCO: Final = "SENCO"
PROGRESS: Final = "progress"
_TEACHER_IS_THERE: Final = frozenset({PROGRESS, "conversation"})
"""Kinds of meetings that the class's teacher is in, whether or not Attending says so."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting with all that can clash.

    Attributes
    ----------
    span
        None where the day, the start or the length is missing or cannot be read.
    people
        Everyone in it, as they are named, and from when to when.
    covering
        Who teaches the class meanwhile.
    teachers
        Who teaches the class and is in it: two where they share the place.
    elsewhere
        Who is in it and teaches another class, and which.
    """

    meeting: Meeting
    span: Span | None = None
    people: Mapping[str, Span] | None = None
    covering: tuple[str, ...] = ()
    teachers: tuple[str, ...] = ()
    senco: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def busy(self) -> Mapping[str, Span]:
        """Who cannot be anywhere else, and from when to when; who covers as well."""
        if self.span is None:
            return {}
        return {**(self.people or {}), **dict.fromkeys(self.covering, self.span)}


def slot_of(meeting: Meeting, box: PlanBox, staff: Staff) -> Slot:
    """Say when, where and with whom a meeting is.

    The SENCO is there for their own minutes alone, where the meeting says which; whoever leads
    or teaches is there from beginning to end; of two who share a class both, unless one of them
    alone is named. Where nobody is typed, the class's own leader leads.
    """
    team = staff.team(meeting.class_name)
    covering = staff.named(meeting.cover, team)
    leaders = staff.named(meeting.leader or (team.leader if meeting.kind == PROGRESS else ""), team)
    attending = staff.named(meeting.attending, team)
    own = staff.teachers.get(meeting.class_name, ())
    teachers: tuple[str, ...] = ()
    if meeting.kind in _TEACHER_IS_THERE:
        teachers = tuple(name for name in own if name in {*leaders, *attending}) or own
    slot = Slot(meeting, covering=covering, teachers=teachers)
    start = minutes_of(meeting.start)
    length = box.minutes if meeting.minutes is None else meeting.minutes
    if meeting.day is None or start is None or length <= 0:
        return slot
    whole = Span(start, start + length)
    people = dict.fromkeys((*teachers, *leaders, *attending), whole)
    joins = minutes_of(meeting.senco_joins)
    who = staff.senco or SENCO
    if joins is not None:
        minutes = box.senco_minutes if meeting.senco_minutes is None else meeting.senco_minutes
        if who not in {*teachers, *leaders}:
            people[who] = Span(joins, joins + max(minutes, 1))
    elsewhere = {
        name: class_name
        for class_name, others in staff.teachers.items()
        for name in others
        if name in people and name not in own
    }
    senco = who if joins is not None else ""
    return replace(slot, span=whole, people=people, senco=senco, elsewhere=elsewhere)


def same_day(first: Slot, second: Slot) -> bool:
    """Whether two meetings are on one day."""
    day: date | None = first.meeting.day
    return day is not None and day == second.meeting.day
