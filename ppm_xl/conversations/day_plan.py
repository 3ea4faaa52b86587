"""How the school spends a day of conversations: the small table ConversationPlan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import Problem, Spot
from ppm_xl.round.times import Span, minutes_of, spelt
from ppm_xl.schema import Column, Kind
from ppm_xl.school.cells import flag, text
from ppm_xl.typed import converted

TABLE: Final = "ConversationPlan"
_A_DAY: Final = Column("", Kind.DATE)
_LEAST_MINUTES: Final = 3


class What(StrEnum):
    """The rows of ConversationPlan."""

    DAY = "Day"
    FIRST = "First at"
    MINUTES = "Minutes each"
    GAP = "Minutes between"
    LAST = "Ends by"
    ASSEMBLY = "Assembly"
    BREAK = "Break"
    LUNCH = "Lunch"
    OTHER = "Also taken"
    COVER = "Cover"
    PLACE = "Place"
    ORDER = "Order"
    TARGETS = "Rows for targets"


class Order(StrEnum):
    """In which order children are given times."""

    SURNAME = "by surname"
    FIRST_NAME = "by first name"
    AS_LISTED = "as on Pupils"


_USUAL: Final[dict[What, str]] = {
    What.DAY: "",
    What.FIRST: "08:50",
    What.MINUTES: "10",
    What.GAP: "0",
    What.LAST: "15:15",
    What.ASSEMBLY: "",
    What.BREAK: "10:30-10:45",
    What.LUNCH: "12:00-13:00",
    What.OTHER: "",
    What.COVER: "",
    What.PLACE: "",
    What.ORDER: Order.SURNAME.value,
    What.TARGETS: "Y",
}
"""A day of 30 children: 10 before break, 7 before lunch, 13 after it."""

DEFAULT_ROWS: Final[tuple[tuple[str, str | None], ...]] = tuple(
    (what.value, value or None) for what, value in _USUAL.items()
)
"""The rows of ConversationPlan in a new workbook."""

HELP: Final[dict[What, str]] = {
    What.DAY: "On which day the class on Home talks, such as 24/11/2026. Empty: Plan conversations "
    "proposes the next school day.",
    What.FIRST: "When the first child comes, such as 08:50.",
    What.MINUTES: "How long a child has; about ten.",
    What.GAP: "Minutes from the end of one to the next.",
    What.LAST: "The last conversation of the day has ended by then.",
    What.ASSEMBLY: "From and until, such as 14:50-15:10. Empty: the class has none that day.",
    What.BREAK: "From and until, such as 10:30-10:45.",
    What.LUNCH: "From and until, such as 12:00-13:00.",
    What.OTHER: "Other times without conversations, such as 09:30-10:00, 14:00-14:20.",
    What.COVER: "Who teaches the class meanwhile; printed on the timetable.",
    What.PLACE: "Where you talk; printed on the timetable.",
    What.ORDER: "Who comes first. Any time can be typed over.",
    What.TARGETS: "Y: every child gets a row for each subject in Learning targets, ready to type.",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of the day without conversations, and what it is."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What ConversationPlan says; times in minutes since midnight."""

    day: date | None = None
    first: int = 530
    minutes: int = 10
    gap: int = 0
    last: int = 915
    taken: tuple[Taken, ...] = ()
    cover: str = ""
    place: str = ""
    order: Order = Order.SURNAME
    with_target_rows: bool = True

    def starts(self, taken: Sequence[Taken] = (), talks: Sequence[Span] = ()) -> Iterator[int]:
        """Give the times of a day at which a conversation can begin, in order.

        None lies in what is taken, and between two conversations there is the gap.

        Parameters
        ----------
        taken
            What the day has besides the plan's own breaks.
        talks
            Conversations that have their time already.

        >>> from itertools import islice
        >>> plan = DayPlan(taken=(Taken("Break", Span(550, 570)),))
        >>> [spelt(start) for start in islice(plan.starts(talks=[Span(570, 580)]), 3)]
        ['08:50', '09:00', '09:40']
        """
        start = self.first
        while start + self.minutes <= self.last:
            span = Span(start, start + self.minutes)
            after = [t.span.end for t in (*self.taken, *taken) if t.span.meets(span)]
            wide = Span(span.start - self.gap, span.end + self.gap)
            after += [talk.end + self.gap for talk in talks if talk.meets(wide)]
            if after:
                start = max(after)
                continue
            yield start
            start = span.end + self.gap


def read_day_plan(tables: Tables) -> tuple[DayPlan, tuple[Problem, ...]]:
    """Read ConversationPlan; what cannot be read is a problem, and what is usual stands for it."""
    cells = {
        text(record.get("What")).casefold(): record.get("Value")
        for record in tables[TABLE].records()
    }
    missing = not cells
    usual = {what.value.casefold(): value for what, value in _USUAL.items()}
    reader = _Reader(dict(usual) if missing else cells, [])
    first = reader.time(What.FIRST)
    last = reader.time(What.LAST)
    if last <= first:
        reader.odd(What.LAST, f"is not after {spelt(first)}", "Correct one of the two.")
        first, last = reader.usual_time(What.FIRST), reader.usual_time(What.LAST)
    plan = DayPlan(
        day=reader.day(),
        first=first,
        minutes=reader.whole(What.MINUTES, least=_LEAST_MINUTES),
        gap=reader.whole(What.GAP),
        last=last,
        taken=tuple(reader.taken()),
        cover=reader.words(What.COVER),
        place=reader.words(What.PLACE),
        order=reader.order(),
        with_target_rows=flag(reader.cells.get(What.TARGETS.value.casefold())) is not False,
    )
    return plan, tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    """Reads the plan's rows, and gathers what cannot be read."""

    cells: dict[str, Cell] | dict[str, str]
    problems: list[Problem]

    def cell(self, what: What) -> Cell:
        return self.cells.get(what.value.casefold())

    def words(self, what: What) -> str:
        return text(self.cell(what))

    def odd(self, what: What, fault: str, do: str) -> None:
        usual = f"; {_USUAL[what]} is taken" if _USUAL[what] else ""
        place = next((n for n, row in enumerate(What) if row is what), 0)
        self.problems.append(
            Problem(
                "conversation-plan-not-understood",
                f"Conversations, {what.value}",
                f"{what.value} “{self.words(what)}” {fault}{usual}.",
                do,
                spot=Spot(TABLE, place, "Value"),
            )
        )

    def day(self) -> date | None:
        value, fault = converted(self.cell(What.DAY), _A_DAY)
        if fault:
            self.odd(What.DAY, "is not a date", "Write it as dd/mm/yyyy.")
        return value if isinstance(value, date) else None

    def usual_time(self, what: What) -> int:
        return minutes_of(_USUAL[what]) or 0

    def time(self, what: What) -> int:
        if not self.words(what):
            return self.usual_time(what)
        found = minutes_of(self.words(what))
        if found is None:
            self.odd(what, "is not a time", "Write it as 09:30.")
        return self.usual_time(what) if found is None else found

    def whole(self, what: What, *, least: int = 0) -> int:
        words = self.words(what)
        if words.isdecimal() and int(words) >= least:
            return int(words)
        if words:
            self.odd(what, f"is not a whole number from {least}", "Write it in figures.")
        return int(_USUAL[what])

    def taken(self) -> Iterator[Taken]:
        for what in (What.ASSEMBLY, What.BREAK, What.LUNCH, What.OTHER):
            found = _spans(self.words(what))
            if found is None:
                self.odd(what, "is not a time from and until", "Write it as 10:30-10:45.")
                found = _spans(_USUAL[what]) or ()
            name = "No conversations" if what is What.OTHER else what.value
            yield from (Taken(name, span) for span in found)

    def order(self) -> Order:
        words = self.words(What.ORDER).casefold()
        found = next((order for order in Order if order.value == words), None)
        if words and found is None:
            listed = ", ".join(order.value for order in Order)
            self.odd(What.ORDER, "is not one of the choices", f"Choose one of: {listed}.")
        return found or Order.SURNAME


_TO: Final = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", re.IGNORECASE)  # noqa: RUF001 - people type a dash


def _spans(words: str) -> tuple[Span, ...] | None:
    """Read ``10:30-10:45, 14:00 to 14:10``; None where it is something else.

    >>> [str(span) for span in _spans("10.30-10.45, 2pm to 2.10pm")]
    ['10:30 to 10:45', '14:00 to 14:10']
    """
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]|\band\b", words))):
        ends = [minutes_of(end) for end in _TO.split(part)]
        if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:  # noqa: PLR2004 - from, until
            return None
        found.append(Span(ends[0], ends[1]))
    return tuple(found)
