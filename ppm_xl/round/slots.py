"""A meeting of the round as it takes part in clashes: when, where, and who is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ppm_xl.round.plan_box import PlanBox
from ppm_xl.round.times import Span, minutes_of
from ppm_xl.school.model import Meeting
from ppm_xl.school.settings import ClassTeam, Settings

SENCO: Final = "SENCO"
PROGRESS: Final = "progress"
_TEACHER_IS_THERE: Final = frozenset({PROGRESS, "conversation"})
"""Kinds of meetings that the class's teacher is in, whether or not Attending says so."""

_BETWEEN_NAMES: Final = re.compile(r"[,;/\n+&]|\band\b|\bwith\b", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_NOBODY: Final = frozenset(
    (
        "parent", "parents", "carer", "carers", "mum", "dad", "mother", "father", "family",
        "child", "children", "pupil", "pupils", "governor", "visitor", "interpreter", "nobody",
    )
)  # fmt: skip
"""Words in Attending that name nobody who could be wanted elsewhere."""


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
    """

    meeting: Meeting
    span: Span | None = None
    people: Mapping[str, Span] | None = None
    covering: tuple[str, ...] = ()
    teacher: str = ""
    senco: str = ""

    @property
    def busy(self) -> Mapping[str, Span]:
        """Who cannot be anywhere else, and from when to when; who covers as well."""
        if self.span is None:
            return {}
        return {**(self.people or {}), **dict.fromkeys(self.covering, self.span)}


class Staff:
    """Who is who: turns what is typed into names as Settings spells them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        teams = settings.classes.values()
        named = [
            *settings.people,
            *(n for t in teams for n in (t.teacher, t.teaching_assistant, t.leader) if n),
        ]
        self._known = {folded(name): name for name in reversed(named)}
        senco = (name for name, role in settings.people.items() if role.casefold() == "senco")
        self.senco = next(senco, "")
        self._senco_words = {"senco", folded(settings.words.get("SENCO is called", ""))} - {""}

    def knows(self, name: str) -> bool:
        """Whether Settings names this person."""
        return folded(name) in self._known

    def named(self, words: str, team: ClassTeam) -> tuple[str, ...]:
        """Give the people that a cell names, such as ``Mrs Fell, TA and SENCO``, each once."""
        out: dict[str, None] = {}
        for part in _BETWEEN_NAMES.split(_IN_BRACKETS.sub(" ", words)):
            for name in self._person(" ".join(part.split()).strip(". :"), team):
                out[name] = None
        return tuple(out)

    def _person(self, words: str, team: ClassTeam) -> Iterator[str]:
        key = folded(words)
        roles = {
            "teacher": team.teacher,
            "class teacher": team.teacher,
            "ta": team.teaching_assistant,
            "teaching assistant": team.teaching_assistant,
            "leader": team.leader,
            **dict.fromkeys(self._senco_words, self.senco),
        }
        if key in self._known:
            yield self._known[key]
        elif key in roles:
            yield from filter(None, (roles[key],))
        elif key and not _NOBODY.intersection(key.split()):
            yield words

    def team(self, class_name: str) -> ClassTeam:
        """Give who teaches and leads a class; empty names where Settings does not say."""
        return self.settings.classes.get(class_name, ClassTeam(class_name))


def folded(name: str) -> str:
    """Give a name as it is compared: without case, dots and double blanks."""
    return " ".join(name.replace(".", " ").split()).casefold()


def slot_of(meeting: Meeting, box: PlanBox, staff: Staff) -> Slot:
    """Say when, where and with whom a meeting is.

    The SENCO is there for their own minutes alone, where the meeting says which; whoever leads
    or teaches is there from beginning to end.
    """
    team = staff.team(meeting.class_name)
    teacher = team.teacher if meeting.kind in _TEACHER_IS_THERE else ""
    covering = staff.named(meeting.cover, team)
    slot = Slot(meeting, covering=covering, teacher=teacher)
    start = minutes_of(meeting.start)
    length = box.minutes if meeting.minutes is None else meeting.minutes
    if meeting.day is None or start is None or length <= 0:
        return slot
    whole = Span(start, start + length)
    people = {
        name: whole
        for name in (
            teacher,
            *staff.named(meeting.leader, team),
            *staff.named(meeting.attending, team),
        )
        if name
    }
    joins = minutes_of(meeting.senco_joins)
    who = staff.senco or SENCO
    if joins is not None:
        minutes = box.senco_minutes if meeting.senco_minutes is None else meeting.senco_minutes
        must_stay = {teacher, *staff.named(meeting.leader, team)}
        if who not in must_stay:
            people[who] = Span(joins, joins + max(minutes, 1))
    return replace(slot, span=whole, people=people, senco=who if joins is not None else "")


def same_day(first: Slot, second: Slot) -> bool:
    """Whether two meetings are on one day."""
    day: date | None = first.meeting.day
    return day is not None and day == second.meeting.day
