"""Each class's meeting of this round, and what came of the last one (mission row G6).

Plain counts by class, in the order of the school's classes: they are about what helps children,
and rank nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl.meeting.records import PROGRESS, meeting_of
from ppm_xl.school.action_states import is_done, is_dropped, is_overdue
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Meeting, School
from ppm_xl.status.early_years import EARLY_YEARS, newest_of_areas
from ppm_xl.status.pupils import PupilStatus, Statuses

_RED: Final = "Red"


@dataclass(frozen=True, slots=True)
class Reds:
    """What became of the Reds of a meeting: each is one child in one area.

    Attributes
    ----------
    then
        How many were shown Red that day.
    gone
        Of these, no longer Red by evidence from after that meeting.
    still
        Of these, Red by evidence from after it.
    unknown
        Of these, nobody has judged since.
    left
        Of these, the child has left the school.
    new
        Red now, by evidence from after it, and not then: neither here nor, for a child who has
        changed class, at the last meeting of another.
    """

    then: int = 0
    gone: int = 0
    still: int = 0
    unknown: int = 0
    left: int = 0
    new: int = 0

    def __add__(self, other: Reds) -> Reds:
        """Add up over classes."""
        return Reds(
            self.then + other.then, self.gone + other.gone, self.still + other.still,
            self.unknown + other.unknown, self.left + other.left, self.new + other.new,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """What became of the actions that a meeting agreed.

    Attributes
    ----------
    impacts
        What is said of the impact, to how many: ``worked``, ``partly``, ``no``, ``too soon``.
    unsaid
        Done, and nobody has said what came of them.
    """

    count: int = 0
    done: int = 0
    dropped: int = 0
    overdue: int = 0
    impacts: Mapping[str, int] = field(default_factory=dict)
    unsaid: int = 0

    def __add__(self, other: Agreed) -> Agreed:
        """Add up over classes."""
        return Agreed(
            self.count + other.count, self.done + other.done, self.dropped + other.dropped,
            self.overdue + other.overdue, Counter(self.impacts) + Counter(other.impacts),
            self.unsaid + other.unsaid,
        )  # fmt: skip


_NO_REDS: Final = Reds()
_NOTHING_AGREED: Final = Agreed()


@dataclass(frozen=True, slots=True)
class ClassRound:
    """One class: its meeting of this round, and the last one with what came of it."""

    class_name: str
    now: Meeting
    last: Meeting | None = None
    reds: Reds = _NO_REDS
    agreed: Agreed = _NOTHING_AGREED

    @property
    def held(self) -> bool:
        """Whether this round's meeting has been; what is recorded has."""
        return self.now.held is not None or self.now.recorded is not None

    def due(self, today: date) -> bool:
        """Whether its day has passed and nobody has said that it was held."""
        return not self.held and self.now.day is not None and self.now.day < today


def class_rounds(
    school: School, half_term: HalfTerm, today: date, statuses: Statuses | None = None
) -> tuple[ClassRound, ...]:
    """Look at every class with pupils on roll, youngest first.

    Parameters
    ----------
    statuses
        The school's, from who has asked of them.
    """
    found = (statuses or Statuses(school)).on_roll(half_term, today)
    known = {status.pupil.upn: status for status in found}
    lasts = _last_meetings(school, half_term)
    out = []
    for name in school.classes_on_roll(today):
        now = meeting_of(school, name, half_term)
        last = lasts.get(name)
        if last is None:
            out.append(ClassRound(name, now))
            continue
        agreed = agreed_at((a for a in school.actions if last.id and a.meeting == last.id), today)
        out.append(ClassRound(name, now, last, _reds(school, last, known, lasts.values()), agreed))
    return tuple(out)


def last_held(school: School, class_name: str, half_term: HalfTerm) -> Meeting | None:
    """Give the class's last progress meeting before a half-term that was held or recorded."""
    found = [
        m
        for m in school.meetings
        if (m.kind, m.class_name) == (PROGRESS, class_name)
        and m.half_term < half_term
        and (m.held is not None or m.recorded is not None)
    ]
    return max(found, key=lambda m: (m.half_term.place, m.day or date.min), default=None)


def _last_meetings(school: School, half_term: HalfTerm) -> Mapping[str, Meeting]:
    """Give every class's last meeting, also of a class whose children are elsewhere now."""
    names = dict.fromkeys(m.class_name for m in school.meetings)
    found = ((name, last_held(school, name, half_term)) for name in names)
    return {name: last for name, last in found if last is not None}


def _shown_red(school: School, last: Meeting) -> frozenset[tuple[str, str]]:
    """Give who was shown Red at a meeting, and in which area."""
    shown = (d for d in school.discussion.values() if d.meeting == last.id)
    return frozenset(
        (d.upn, d.area) for d in shown if _RED in (d.attainment_shown, d.progress_shown)
    )


def _reds(
    school: School,
    last: Meeting,
    known: Mapping[str, PupilStatus],
    lasts: Iterable[Meeting],
) -> Reds:
    then = _shown_red(school, last)
    elsewhere = (_shown_red(school, one) for one in lasts if one.half_term >= last.half_term)
    before = then.union(*elsewhere)
    gone = still = unknown = left = 0
    for upn, area in then:
        status = known.get(upn)
        if status is None:
            left += 1
        elif not judged_since(school, status, area, last.half_term):
            unknown += 1
        elif area in status.red_in:
            still += 1
        else:
            gone += 1
    seen = {upn for upn, status in known.items() if status.pupil.class_name == last.class_name}
    new = sum(
        (upn, area) not in before and judged_since(school, known[upn], area, last.half_term)
        for upn in seen
        for area in known[upn].red_in
    )
    return Reds(len(then), gone, still, unknown, left, new)


def judged_since(school: School, status: PupilStatus, area: str, half_term: HalfTerm) -> bool:
    """Whether what an area says of a child is newer than a half-term."""
    if area in status.subjects:
        evidence = status.subjects[area].evidence
        return evidence is not None and half_term < evidence
    if area == EARLY_YEARS:
        record = newest_of_areas(school, status.pupil, status.half_term)
        return record is not None and half_term < record.half_term
    colour = status.measures.get(area)
    return colour is not None and colour.name in {"Green", "Yellow", _RED}


def agreed_at(actions: Iterable[Action], today: date) -> Agreed:
    """Count what came of actions."""
    found = tuple(actions)
    done = [a for a in found if is_done(a)]
    return Agreed(
        count=len(found),
        done=len(done),
        dropped=sum(is_dropped(a) and not is_done(a) for a in found),
        overdue=sum(is_overdue(a, today) for a in found),
        impacts=Counter(a.impact for a in found if a.impact),
        unsaid=sum(not a.impact for a in done),
    )
