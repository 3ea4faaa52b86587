"""Dates as files write them: day first, always."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.cells import UNREADABLE, Unreadable, as_text

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
_NAMED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s/-]+([A-Za-z]{3,9})\.?,?[\s/-]+(\d{4}|\d{2})(?!\d)"
)
_TIME: Final = re.compile(
    r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}|\s*[AaPp][Mm])?$"
)
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_SERIALS: Final = range(20_000, 80_000)
"""Excel's numbers for days from 1954 to 2119."""
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_THIS_CENTURY: Final = 80
"""Two-figure years below this are 20xx, others 19xx: no pupil of a primary school was born
before 2000, and no date about one lies beyond 2079."""


def as_date(cell: Cell) -> date | Unreadable | None:
    """Read a date, day first: ``14/03/2012``, ``14.3.12``, ISO, ``14 Mar 2012``, Excel's number.

    >>> as_date("3/4/2012")
    datetime.date(2012, 4, 3)
    >>> as_date("03/14/2012")
    UNREADABLE
    """
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return UNREADABLE
    text = as_text(cell)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        number = int(float(text))
        return _EXCEL_DAY_0 + timedelta(days=number) if number in _SERIALS else UNREADABLE
    text = _WEEKDAY.sub("", _TIME.sub("", text), count=1)
    for pattern, read in ((_ISO, _iso), (_DAY_FIRST, _day_first), (_NAMED, _named)):
        found = pattern.fullmatch(text)
        if found:
            return read(found) or UNREADABLE
    return UNREADABLE if text else None


_BETWEEN: Final = re.compile(
    r"\s*(?:to|until|and|-|\u2013|\u2014|end(?:s|ing)?(?: date)?\s*:?)\s*", re.IGNORECASE
)


def span_of_dates(text: str) -> tuple[date, date] | None:
    """Find two dates in a sentence that are the ends of a span: ``7/9/2026 to 23/10/2026``."""
    found: list[tuple[int, int, date]] = []
    for pattern, read in ((_ISO, _iso), (_DAY_FIRST, _day_first), (_NAMED, _named)):
        for match in pattern.finditer(text):
            day = read(match)
            if day is not None:
                found.append((match.start(), match.end(), day))
    found.sort()
    for (_, end, first), (start, _, last) in pairwise(found):
        if start >= end and _BETWEEN.fullmatch(text[end:start]) and first <= last:
            return first, last
    return None


def _built(year: int, month: int, day: int) -> date | None:
    if year < 100:  # noqa: PLR2004 - two figures
        year += 2000 if year < _THIS_CENTURY else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(found: re.Match[str]) -> date | None:
    return _built(int(found[1]), int(found[2]), int(found[3]))


def _day_first(found: re.Match[str]) -> date | None:
    return _built(int(found[3]), int(found[2]), int(found[1]))


def _named(found: re.Match[str]) -> date | None:
    name = found[2].lower()
    name = "sep" if name == "sept" else name
    month = next((n for n, whole in enumerate(_MONTHS, start=1) if whole.startswith(name)), None)
    return None if month is None else _built(int(found[3]), month, int(found[1]))
