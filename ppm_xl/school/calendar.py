"""Half-terms: their names, their order and their dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from ppm_xl.errors import DataError
from ppm_xl.schema import HALF_TERMS


@total_ordering
@dataclass(frozen=True, slots=True)
class HalfTerm:
    """One of the six half-terms of a school year, such as Autumn 2 of 2026-27."""

    school_year: str
    name: str

    def __str__(self) -> str:
        """Give it as people write it: ``Autumn 2 2026-27``."""
        return f"{self.name} {self.school_year}"

    def __lt__(self, other: HalfTerm) -> bool:
        """Order by time."""
        return self.place < other.place

    @property
    def place(self) -> tuple[int, int]:
        """The year it starts in and its number within the school year, from 0."""
        return int(self.school_year[:4]), HALF_TERMS.index(self.name)

    @property
    def term(self) -> str:
        """The term it is part of: Autumn, Spring or Summer."""
        return self.name.split()[0]

    @property
    def before(self) -> HalfTerm:
        """The half-term before it."""
        start, number = self.place
        if number:
            return HalfTerm(self.school_year, HALF_TERMS[number - 1])
        return HalfTerm(school_year_from(start - 1), HALF_TERMS[-1])


@dataclass(frozen=True, slots=True)
class Period:
    """A half-term with its first and last day.

    Attributes
    ----------
    words
        What it collects, in the school's own words; empty where nothing is said.
    """

    half_term: HalfTerm
    starts: date
    ends: date
    words: frozenset[str] = frozenset()

    def collects(self, *what: str) -> bool:
        """Whether any of this is collected; everything is where the school says nothing.

        >>> from datetime import date
        >>> autumn = HalfTerm("2026-27", "Autumn 1")
        >>> only = Period(autumn, date(2026, 9, 1), date(2026, 10, 23), frozenset({"attendance"}))
        >>> only.collects("marks"), only.collects("attendance")
        (False, True)
        """
        return not self.words or not self.words.isdisjoint(what)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The half-terms whose dates the school has given, in order."""

    periods: tuple[Period, ...] = ()

    def dates(self, half_term: HalfTerm) -> Period | None:
        """Give a half-term's dates where they are known."""
        return next((p for p in self.periods if p.half_term == half_term), None)

    def last_begun(self, day: date) -> HalfTerm | None:
        """Give the half-term that began last, on or before a day."""
        begun = [period for period in self.periods if period.starts <= day]
        return max(begun, key=lambda period: period.starts).half_term if begun else None


def school_year_from(start: int) -> str:
    """Spell the school year that starts in a calendar year: 2026 gives ``2026-27``."""
    return f"{start}-{(start + 1) % 100:02d}"


def school_year_of(day: date) -> str:
    """Give the school year (1 September to 31 August) that a day belongs to."""
    first_month = 9
    return school_year_from(day.year if day.month >= first_month else day.year - 1)


_NAMES = {
    **{name.lower().replace(" ", ""): name for name in HALF_TERMS},
    **{
        f"{short}{n}": f"{term} {n}"
        for term, shorts in {
            "Autumn": ("aut", "au"),
            "Spring": ("spr", "sp"),
            "Summer": ("sum", "su"),
        }.items()
        for short in shorts
        for n in (1, 2)
    },
}
_YEAR = re.compile(r"(20\d\d)\s*[-/\u2013]\s*(?:20)?(\d\d)\s*$")


def parse_half_term(text: str, school_year: str) -> HalfTerm:
    """Read ``Autumn 1`` (of the given school year) or ``Autumn 1 2025-26``.

    Parameters
    ----------
    school_year
        As the workbook spells it, ``2026-27``; or empty. Spelt in another way, as ``2026/27``,
        it would be the key of other rows.

    Raises
    ------
    DataError
        Where it is no half-term, or the school year is spelt in another way.
    """
    rest, year = text.strip(), school_year
    found = _YEAR.search(rest)
    if found:
        start = int(found[1])
        if (start + 1) % 100 == int(found[2]):
            year, rest = school_year_from(start), rest[: found.start()]
    name = _NAMES.get(re.sub(r"[\s_.-]", "", rest).lower())
    if name is None:
        raise DataError(
            f"“{text}” is not a half-term.",
            "Write it as Autumn 1 or as Autumn 1 2025-26.",
        )
    if year and not (year[:4].isdecimal() and year == school_year_from(int(year[:4]))):
        raise DataError(f"“{year}” is not a school year.", "Write it as 2026-27.")
    return HalfTerm(year, name)


def usual_dates(school_year: str) -> tuple[Period, ...]:
    """Give likely dates of a school year's half-terms, for the school to correct.

    A rule of thumb for England, not any authority's dates: a week off from the last Monday
    but one of October, two weeks or more at Christmas, a week in the middle of February, two
    weeks at Easter, and the week of the spring bank holiday; the year ends about 21 July.
    """
    from dateutil.easter import easter

    start = int(school_year[:4])
    sunday = easter(start + 1)
    autumn_break = _monday_on_or_before(date(start, 10, 29))
    february_break = _monday_on_or_before(date(start + 1, 2, 19))
    may_break = _monday_on_or_before(date(start + 1, 5, 31))
    new_year = date(start + 1, 1, 2)
    spring_starts = new_year + timedelta(days=(7 - new_year.weekday()) % 7)
    christmas = _monday_on_or_before(date(start, 12, 23))
    early, late = date(start + 1, 3, 25), date(start + 1, 4, 9)
    spring_ends = min(max(sunday - timedelta(days=3), early), late)
    summer_starts = _monday_on_or_before(spring_ends) + timedelta(days=21)
    first = date(start, 9, 1)
    starts = (
        first if first.weekday() < 5 else first + timedelta(days=7 - first.weekday()),  # noqa: PLR2004 - Saturday
        autumn_break + timedelta(days=7),
        spring_starts,
        february_break + timedelta(days=7),
        summer_starts,
        may_break + timedelta(days=7),
    )
    ends = (
        autumn_break - timedelta(days=3),
        christmas - timedelta(days=3),
        february_break - timedelta(days=3),
        spring_ends,
        may_break - timedelta(days=3),
        date(start + 1, 7, 21),
    )
    return tuple(
        Period(HalfTerm(school_year, name), begin, _weekday_on_or_before(end))
        for name, begin, end in zip(HALF_TERMS, starts, ends, strict=True)
    )


def _monday_on_or_before(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday_on_or_before(day: date) -> date:
    friday = 4
    return day - timedelta(days=max(0, day.weekday() - friday))
