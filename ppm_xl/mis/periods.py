"""Half-terms as headings, titles and file names write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from ppm_xl.errors import DataError
from ppm_xl.mis.days import span_of_dates
from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.calendar import (
    Calendar,
    HalfTerm,
    Period,
    school_year_from,
    school_year_of,
    usual_dates,
)


@dataclass(frozen=True, slots=True)
class When:
    """What a text says of the half-term it belongs to; parts that it does not say are empty.

    Attributes
    ----------
    name
        Such as ``Autumn 1``.
    school_year
        Such as ``2026-27``.
    pupil_year
        The year group that the marks are of: Bromcom says it in place of the school year.
    """

    name: str = ""
    school_year: str = ""
    pupil_year: str = ""

    def or_else(self, other: When) -> When:
        """Fill what is not said here from another text, unless that is of another half-term."""
        if self.name and other.name and self.name != other.name:
            return self
        return When(
            self.name or other.name,
            self.school_year or other.school_year,
            self.pupil_year or other.pupil_year,
        )


NOT_SAID: Final = When()
"""A text that names no half-term."""

_TERM: Final = re.compile(
    r"(?<![a-z])(autumn|aut|spring|spr|summer|sum)(?![a-z]{2})\s*(?:half\s*-?\s*)?(?:term)?[\s_.-]*"
    r"(?:([12])(?![\d/])|(1st|first|2nd|second)\s+half)?",
    re.IGNORECASE,
)
_HALF_TERM_NUMBER: Final = re.compile(
    r"(?<![a-z])(?:half[\s-]*term|ht)\s*([1-6])(?!\d)", re.IGNORECASE
)
_SCHOOL_YEAR: Final = re.compile(
    r"(?<!\d)(20\d\d)\s*[-/\u2013_]\s*(?:20)?(\d\d)(?![\d/-])|(?<![\d/.-])(\d\d)\s*[-/\u2013]\s*(\d\d)(?![\d/.-])"
)
_CALENDAR_YEAR: Final = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/.-])")
_END_OF_YEAR: Final = re.compile(r"(?<![a-z])(?:eoy|end of year)(?![a-z])", re.IGNORECASE)
_TERMS: Final = {"aut": "Autumn", "spr": "Spring", "sum": "Summer"}


def when_in(text: str) -> When:
    """Find the half-term that a text names.

    A term without a number is its second half-term: schools that collect once a term do so
    at its end. A single calendar year gives the school year by the term.

    >>> when_in("Reading Teacher Assessment Summer 2 2025-26")
    When(name='Summer 2', school_year='2025-26', pupil_year='')
    >>> when_in("EN Rea Aut1")
    When(name='Autumn 1', school_year='', pupil_year='')
    >>> when_in("Spring End of Term 2027")
    When(name='Spring 2', school_year='2026-27', pupil_year='')
    """
    name = _half_term_name(text)
    year = ""
    for found in _SCHOOL_YEAR.finditer(text):
        start = int(found[1]) if found[1] else 2000 + int(found[3])
        end = int(found[2] or found[4])
        if (start + 1) % 100 == end:
            year = school_year_from(start)
            break
    if not year and name:
        single = _CALENDAR_YEAR.search(text)
        if single:
            start = int(single[1]) - (0 if name.startswith("Autumn") else 1)
            year = school_year_from(start)
    return When(name, year)


def _half_term_name(text: str) -> str:
    term = _TERM.search(text)
    if term:
        second = (term[2] or "") == "2" or (term[3] or "").lower() in {"2nd", "second"}
        first = not second and bool(term[2] or term[3])
        return f"{_TERMS[term[1].lower()[:3]]} {1 if first else 2}"
    numbered = _HALF_TERM_NUMBER.search(text)
    if numbered:
        return HALF_TERMS[int(numbered[1]) - 1]
    return "Summer 2" if _END_OF_YEAR.search(text) else ""


def without_when(text: str) -> str:
    """Give a heading without the half-term and school year that stand in it."""
    for pattern in (_TERM, _HALF_TERM_NUMBER, _SCHOOL_YEAR, _CALENDAR_YEAR, _END_OF_YEAR):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip(" -_:|/,.")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that attendance covers; either may be unknown."""

    starts: date | None = None
    ends: date | None = None


def span_in(text: str) -> Span:
    """Find the days that a title names."""
    found = span_of_dates(text)
    return Span(*found) if found else Span()


LATE_START: Final = 7
"""Days after a half-term's first day within which a span that covers it may start."""


def half_term_on(day: date, calendar: Calendar) -> HalfTerm:
    """Give the half-term of a day; in the holidays, the one before.

    A school year that the school's calendar lacks is taken to have the usual dates.
    """
    begun = [period for period in _periods(school_year_of(day), calendar) if period.starts <= day]
    if not begun:
        return HalfTerm(school_year_of(day), HALF_TERMS[0])
    return max(begun, key=lambda period: period.starts).half_term


def dates_of(half_term: HalfTerm, calendar: Calendar) -> Period:
    """Give a half-term's dates, the usual ones where the school's calendar lacks it."""
    return calendar.dates(half_term) or _usual(half_term.school_year)[half_term]


@lru_cache(maxsize=64)
def _usual(school_year: str) -> Mapping[HalfTerm, Period]:
    return {period.half_term: period for period in usual_dates(school_year)}


def _periods(school_year: str, calendar: Calendar) -> tuple[Period, ...]:
    own = tuple(p for p in calendar.periods if p.half_term.school_year == school_year)
    return own or tuple(_usual(school_year).values())


_OF_THE_HALF_TERM: Final = re.compile(
    r"half[\s-]*term(?:ly|'s|s)?\s+(?:attendance|figures|only)"
    r"|attendance\s+(?:for|of|in)\s+(?:the|this|one)\s+half[\s-]*term",
    re.IGNORECASE,
)


def is_said_of_half_term(text: str) -> bool:
    """Whether a title or file name says that attendance is of one half-term alone.

    >>> is_said_of_half_term("Half-termly attendance"), is_said_of_half_term("Autumn half term 2")
    (True, False)
    """
    return bool(_OF_THE_HALF_TERM.search(text))


def basis_of(span: Span, calendar: Calendar, name: str) -> str:
    """Say what attendance covers: ``half-term`` or ``year to date``; the latter where not said.

    Raises
    ------
    DataError
        Where the days are neither one half-term nor the year to date.
    """
    if span.starts is None or span.ends is None:
        return "year to date"
    half_term = half_term_on(span.ends, calendar)
    own = dates_of(half_term, calendar)
    first = dates_of(HalfTerm(half_term.school_year, HALF_TERMS[0]), calendar)
    if abs((span.starts - own.starts).days) <= LATE_START:
        return "half-term"
    if abs((span.starts - first.starts).days) <= LATE_START:
        return "year to date"
    raise DataError(
        f"{name} covers {span.starts:%d/%m/%Y} to {span.ends:%d/%m/%Y}, "
        "which is neither one half-term nor the year to date.",
        "Export it again for one half-term, or from the first day of the school year, "
        "or correct the dates in Settings, Calendar.",
    )
