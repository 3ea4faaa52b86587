"""How the school plans a round: the small table RoundPlan beside the meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import Problem
from ppm_xl.round.times import Span, minutes_of, spelt
from ppm_xl.schema import Column, Kind
from ppm_xl.school.cells import text
from ppm_xl.typed import converted

TABLE: Final = "RoundPlan"
_A_DAY: Final = Column("", Kind.DATE)
_LUNCH: Final = Span(720, 780)
_LESSONS: Final = Span(530, 915)
_HOURS: Final = Span(480, 1020)
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri")


class What(StrEnum):
    """The rows of RoundPlan."""

    FIRST_DAY = "First day"
    DAYS = "Days"
    NOT_ON = "Not on"
    FIRST_SLOT = "First slot"
    MINUTES = "Minutes each"
    GAP = "Minutes between"
    SLOTS = "Slots a day"
    AT_ONCE = "Meetings at once"
    LUNCH_FROM = "Lunch from"
    LUNCH_UNTIL = "Lunch until"
    LESSONS_FROM = "Lessons from"
    LESSONS_UNTIL = "Lessons until"
    NOT_BEFORE = "Never before"
    NOT_AFTER = "Never after"
    PLACE = "Place"
    COVER = "Cover"
    ASSISTANTS = "TAs come"
    SENCO_COMES = "SENCO comes to"
    SENCO_MINUTES = "SENCO minutes"
    SENCO_AT = "SENCO comes at"
    NOTICE = "Send days before"


class SencoComes(StrEnum):
    """To which meetings the SENCO comes."""

    ALL = "all"
    WITH_SEND = "classes with SEND"
    NONE = "none"


class SencoAt(StrEnum):
    """When in a meeting the SENCO comes.

    In turn: to the end of one and the beginning of the next, so that two visits are one walk.
    """

    END = "the end"
    START = "the start"
    IN_TURN = "in turn"


_USUAL: Final[dict[What, str]] = {
    What.FIRST_DAY: "",
    What.DAYS: "Mon-Fri",
    What.NOT_ON: "",
    What.FIRST_SLOT: "09:00",
    What.MINUTES: "45",
    What.GAP: "15",
    What.SLOTS: "4",
    What.AT_ONCE: "1",
    What.LUNCH_FROM: "12:00",
    What.LUNCH_UNTIL: "13:00",
    What.LESSONS_FROM: "08:50",
    What.LESSONS_UNTIL: "15:15",
    What.NOT_BEFORE: "08:00",
    What.NOT_AFTER: "17:00",
    What.PLACE: "",
    What.COVER: "",
    What.ASSISTANTS: "N",
    What.SENCO_COMES: SencoComes.WITH_SEND.value,
    What.SENCO_MINUTES: "15",
    What.SENCO_AT: SencoAt.END.value,
    What.NOTICE: "5",
}

DEFAULT_ROWS: Final[tuple[tuple[str, str | None], ...]] = tuple(
    (what.value, value or None) for what, value in _USUAL.items()
)
"""The rows of RoundPlan in a new workbook."""

HELP: Final[dict[What, str]] = {
    What.FIRST_DAY: "Of this round, such as 23/11/2026. Empty: Plan the round proposes one.",
    What.DAYS: "On which days meetings may be, such as Mon-Fri, or Mon Wed Thu.",
    What.NOT_ON: "Days without meetings, such as INSET days: 27/11/2026, 04/12/2026.",
    What.FIRST_SLOT: "When the first meeting of a day begins, such as 09:00.",
    What.MINUTES: "How long a meeting is.",
    What.GAP: "Minutes from the end of one meeting to the next.",
    What.SLOTS: "How many meetings one after another a day has at most.",
    What.AT_ONCE: "How many meetings may be at the same time, with different leaders and places.",
    What.LUNCH_FROM: "No meeting is proposed in the lunch hour.",
    What.LUNCH_UNTIL: "No meeting is proposed in the lunch hour.",
    What.LESSONS_FROM: "In lessons a teacher who meets needs cover.",
    What.LESSONS_UNTIL: "In lessons a teacher who meets needs cover.",
    What.NOT_BEFORE: "A meeting before this is pointed out.",
    What.NOT_AFTER: "A meeting that ends after this is pointed out.",
    What.PLACE: "Where the meetings are; written where a meeting has no place yet.",
    What.COVER: "Who covers the class meanwhile; written where a meeting in lessons has nobody.",
    What.ASSISTANTS: "Y: the class's teaching assistant comes too.",
    What.SENCO_COMES: "To all, to classes with a child on the SEND register, or to none.",
    What.SENCO_MINUTES: "How long the SENCO stays.",
    What.SENCO_AT: "In turn: the end of one and the start of the next, so two are one walk.",
    What.NOTICE: "School days before the meeting by which invitations should be out.",
}


@dataclass(frozen=True, slots=True)
class PlanBox:
    """What RoundPlan says; times in minutes since midnight."""

    first_day: date | None = None
    weekdays: frozenset[int] = frozenset(range(5))
    """0 is Monday."""
    not_on: frozenset[date] = frozenset()
    first_slot: int = 540
    minutes: int = 45
    gap: int = 15
    slots: int = 4
    at_once: int = 1
    lunch: Span = _LUNCH
    lessons: Span = _LESSONS
    hours: Span = _HOURS
    place: str = ""
    cover: str = ""
    assistants: bool = False
    senco_comes: SencoComes = SencoComes.WITH_SEND
    senco_minutes: int = 15
    senco_at: SencoAt = SencoAt.END
    notice: int = 5

    def starts(self) -> tuple[int, ...]:
        """Give the times at which a day's meetings begin; none lies in the lunch hour.

        >>> [spelt(start) for start in PlanBox().starts()]
        ['09:00', '10:00', '11:00', '13:00']
        """
        out: list[int] = []
        start = self.first_slot
        while len(out) < self.slots and start + self.minutes <= self.hours.end:
            if self.lunch.meets(Span(start, start + self.minutes)):
                start = self.lunch.end
                continue
            out.append(start)
            start += self.minutes + self.gap
        return tuple(out)


def read_plan_box(tables: Tables) -> tuple[PlanBox, tuple[Problem, ...]]:
    """Read RoundPlan; what cannot be read is a problem, and what is usual stands for it."""
    cells = {
        text(record.get("What")).casefold(): record.get("Value")
        for record in tables[TABLE].records()
    }
    reader = _Reader({what: cells.get(what.value.casefold()) for what in What}, [])
    box = PlanBox(
        first_day=reader.day(What.FIRST_DAY),
        weekdays=reader.weekdays(),
        not_on=reader.days(What.NOT_ON),
        first_slot=reader.time(What.FIRST_SLOT),
        minutes=reader.whole(What.MINUTES, least=5),
        gap=reader.whole(What.GAP),
        slots=reader.whole(What.SLOTS, least=1),
        at_once=reader.whole(What.AT_ONCE, least=1),
        lunch=reader.span(What.LUNCH_FROM, What.LUNCH_UNTIL),
        lessons=reader.span(What.LESSONS_FROM, What.LESSONS_UNTIL),
        hours=reader.span(What.NOT_BEFORE, What.NOT_AFTER),
        place=reader.words(What.PLACE),
        cover=reader.words(What.COVER),
        assistants=reader.words(What.ASSISTANTS).casefold() in {"y", "yes", "true"},
        senco_comes=SencoComes(reader.choice(What.SENCO_COMES, SencoComes)),
        senco_minutes=reader.whole(What.SENCO_MINUTES, least=5),
        senco_at=SencoAt(reader.choice(What.SENCO_AT, SencoAt)),
        notice=reader.whole(What.NOTICE),
    )
    return box, tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    """Reads the box's rows, and gathers what cannot be read."""

    cells: dict[What, Cell]
    problems: list[Problem]

    def words(self, what: What) -> str:
        return text(self.cells.get(what))

    def _odd(self, what: What, fault: str, do: str) -> None:
        usual = f"; {_USUAL[what]} is taken" if _USUAL[what] else ""
        self.problems.append(
            Problem(
                "round-plan-not-understood",
                f"Round, {what.value}",
                f"{what.value} “{self.words(what)}” {fault}{usual}.",
                do,
            )
        )

    def day(self, what: What) -> date | None:
        value, fault = converted(self.cells.get(what), _A_DAY)
        if fault:
            self._odd(what, "is not a date", "Write it as dd/mm/yyyy.")
        return value if isinstance(value, date) else None

    def days(self, what: What) -> frozenset[date]:
        cell = self.cells.get(what)
        if isinstance(cell, date):
            return frozenset((cell,))
        found = set()
        for part in re.split(r"[,;\n]| and ", self.words(what)):
            value, fault = converted(part, _A_DAY)
            if fault:
                self._odd(what, "holds what is not a date", "Write them as dd/mm/yyyy.")
                break
            if isinstance(value, date):
                found.add(value)
        return frozenset(found)

    def time(self, what: What) -> int:
        usual = minutes_of(_USUAL[what]) or 0
        if not self.words(what):
            return usual
        found = minutes_of(self.words(what))
        if found is None:
            self._odd(what, "is not a time", "Write it as 09:30.")
        return usual if found is None else found

    def span(self, first: What, last: What) -> Span:
        found = Span(self.time(first), self.time(last))
        if found.start >= found.end and first is not What.LUNCH_FROM:
            self._odd(last, f"is not after {spelt(found.start)}", "Correct one of the two.")
            return Span(minutes_of(_USUAL[first]) or 0, minutes_of(_USUAL[last]) or 0)
        return found

    def whole(self, what: What, *, least: int = 0) -> int:
        usual = int(_USUAL[what])
        words = self.words(what)
        if not words:
            return usual
        if words.isdecimal() and int(words) >= least:
            return int(words)
        self._odd(what, f"is not a whole number from {least}", "Write it in figures.")
        return usual

    def choice(self, what: What, choices: Iterable[StrEnum]) -> str:
        words = self.words(what).casefold()
        found = next((c.value for c in choices if c.value.casefold() == words), None)
        if words and found is None:
            listed = ", ".join(c.value for c in choices)
            self._odd(what, "is not one of the choices", f"Choose one of: {listed}.")
        return found or _USUAL[what]

    def weekdays(self) -> frozenset[int]:
        words = self.words(What.DAYS) or _USUAL[What.DAYS]
        found: set[int] = set()
        for part in re.split(r"[,;\s&]+|\band\b", re.sub(r"\s*(?:-|–|\bto\b)\s*", "-", words)):  # noqa: RUF001 - people type a dash
            if not part:
                continue
            ends = [_weekday(end) for end in part.split("-")]
            if None in ends or len(ends) > 2:  # noqa: PLR2004 - from, to
                found.clear()
                break
            known = [end for end in ends if end is not None]
            found.update(range(known[0], known[-1] + 1))
        if found:
            return frozenset(found)
        self._odd(What.DAYS, "does not name days", "Write Mon-Fri, or Mon Wed Thu.")
        return frozenset(range(5))


def _weekday(word: str) -> int | None:
    short = word[:3].capitalize()
    return WEEKDAYS.index(short) if short in WEEKDAYS else None
