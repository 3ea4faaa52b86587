"""What is wrong with when, where and with whom a meeting is, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.round.plan_box import PlanBox
from ppm_xl.round.slots import PROGRESS, Slot, same_day
from ppm_xl.round.times import Span, minutes_of
from ppm_xl.school.calendar import Calendar
from ppm_xl.school.school_days import why_no_school
from ppm_xl.school.staff import folded
from ppm_xl.sentences import listed

NO_DATE: Final = "No date yet."
NO_COVER: Final = "No cover for"
"""How the sentence begins that is the least of these; the sheet marks it more quietly."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing wrong with one meeting.

    Attributes
    ----------
    kind
        ``person``, ``place``, ``hours``, ``day``, ``time``, ``cover``, ``twice``, ``visitor``,
        ``class``.
    words
        A sentence that names no child.
    between
        Of what two meetings share: their IDs and what is wanted twice, alike for both.
    """

    kind: str
    words: str
    between: frozenset[str] = frozenset()


def clashes_of(
    slot: Slot, others: Sequence[Slot], box: PlanBox, calendar: Calendar
) -> tuple[Clash, ...]:
    """Say what is wrong with a meeting, the worst first.

    Parameters
    ----------
    others
        All other meetings of the school, of any round.
    """
    day = tuple(_on_that_day(slot, box, calendar))
    return (
        *_unreadable(slot),
        *with_others(slot, others),
        *_twice(slot, others),
        *day,
        *_hours(slot, box),
        *_visitors(slot),
        *(() if day else _cover(slot, box)),
    )


def with_others(slot: Slot, others: Sequence[Slot]) -> Iterator[Clash]:
    """Find the people and the place that another meeting has at the same time."""
    for other in others:
        if slot.span is None or other.span is None or not same_day(slot, other):
            continue
        theirs = other.busy
        for name, when in slot.busy.items():
            there = next((s for n, s in theirs.items() if folded(n) == folded(name)), None)
            if there is not None and there.meets(when):
                both = frozenset((slot.meeting.id, other.meeting.id, folded(name)))
                yield Clash("person", f"{name} is also wanted {_at(other, there)}.", both)
        place = slot.meeting.place
        same_place = place and folded(place) == folded(other.meeting.place)
        if same_place and slot.span.meets(other.span):
            both = frozenset((slot.meeting.id, other.meeting.id, folded(place)))
            yield Clash("place", f"{place} is also taken {_at(other, other.span)}.", both)


def _at(other: Slot, when: Span) -> str:
    whose = f"for {other.meeting.class_name}" if other.meeting.class_name else "elsewhere"
    return f"{whose}, {when}"


def _unreadable(slot: Slot) -> Iterator[Clash]:
    meeting = slot.meeting
    if meeting.day is None:
        yield Clash("time", NO_DATE)
    for words, what in ((meeting.start, "start"), (meeting.senco_joins, "SENCO's time")):
        if words and minutes_of(words) is None:
            yield Clash("time", f"The {what} “{words}” is not a time: write it as 09:30.")
    if meeting.day is not None and not meeting.start:
        yield Clash("time", "No start yet.")
    if meeting.minutes is not None and meeting.minutes <= 0:
        yield Clash("time", "It has no length: write its minutes.")


def _twice(slot: Slot, others: Sequence[Slot]) -> Iterator[Clash]:
    meeting = slot.meeting
    if meeting.kind != PROGRESS or not meeting.class_name or meeting.visitors:
        return  # a meeting that a parent comes to is about one child: a class may have several
    for other in others:
        them = other.meeting
        if them.visitors or (them.kind, them.class_name) != (PROGRESS, meeting.class_name):
            continue
        if them.half_term == meeting.half_term:
            yield Clash("twice", f"{meeting.class_name} has two meetings in {meeting.half_term}.")
            return


def _on_that_day(slot: Slot, box: PlanBox, calendar: Calendar) -> Iterator[Clash]:
    day = slot.meeting.day
    if day is None:
        return
    if why := why_no_school(day, calendar, box.not_on):
        yield Clash("day", f"{day:%d/%m/%Y} is no school day: {why}.")
        return
    dates = calendar.dates(slot.meeting.half_term)
    if dates is not None and not dates.starts <= day <= dates.ends:
        yield Clash("day", f"{day:%d/%m/%Y} is not in {slot.meeting.half_term}.")


def _hours(slot: Slot, box: PlanBox) -> Iterator[Clash]:
    if slot.span is None:
        return
    if not box.hours.holds(slot.span):
        yield Clash("hours", f"Outside school hours, {box.hours}.")
    senco = (slot.people or {}).get(slot.senco)
    if senco is not None and not slot.span.holds(senco):
        yield Clash("hours", f"{slot.senco} comes {senco}, the meeting is {slot.span}.")


def _visitors(slot: Slot) -> Iterator[Clash]:
    if slot.meeting.visitors and not slot.meeting.for_child:
        yield Clash("visitor", "A parent or pupil comes: choose the child in For child.")


def _cover(slot: Slot, box: PlanBox) -> Iterator[Clash]:
    if slot.span is None or not slot.teachers:
        return
    spare = len(slot.covering) - needs_cover(slot.span, box)
    if spare < 0 and not slot.meeting.cover:
        yield Clash("cover", f"{NO_COVER} {listed(slot.teachers)}.")
    for name, class_name in slot.elsewhere.items():
        away = needs_cover((slot.people or {})[name], box)
        spare -= away
        if away and spare < 0:
            yield Clash("cover", f"{NO_COVER} {name}, who teaches {class_name}.")
    covers = {folded(name) for name in slot.covering}
    for name in slot.people or {}:
        if folded(name) not in covers:
            continue
        if name in slot.teachers:
            yield Clash("cover", f"{name} cannot cover the class and be in the meeting.")
        else:
            yield Clash("cover", f"{name} covers the class and is in the meeting.")


def needs_cover(span: Span, box: PlanBox) -> bool:
    """Whether a teacher who is in a meeting misses lessons: within them, and not only at lunch."""
    return span.meets(Span(box.lessons.start, box.lunch.start)) or span.meets(
        Span(box.lunch.end, box.lessons.end)
    )
