"""Which days are school days: term dates from Calendar, less weekends and bank holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ppm_xl.school.calendar import Calendar, Period

_SATURDAY = 5
_FURTHEST = 120
"""Days back within which a school day is looked for; the summer holiday is half of that."""


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str:
    """Name the bank holiday in England that a day is; empty where it is none."""
    return _bank_holidays(day.year).get(day, "")


def why_no_school(day: date, calendar: Calendar, not_on: frozenset[date] = frozenset()) -> str:
    """Say in a few words why a day is no school day; empty where it is one.

    Where Calendar has no dates at all, every weekday that is no bank holiday counts as one.
    """
    if day.weekday() >= _SATURDAY:
        return f"{day:%A}"
    if name := bank_holiday(day):
        return name
    if day in not_on:
        return "a day without meetings"
    if not calendar.periods or any(p.starts <= day <= p.ends for p in calendar.periods):
        return ""
    first, last = min(p.starts for p in calendar.periods), max(p.ends for p in calendar.periods)
    if first < day < last:
        return "between two half-terms"
    return "in no half-term of the Calendar in Settings"


def school_days(
    period: Period, calendar: Calendar, not_on: frozenset[date] = frozenset()
) -> Iterator[date]:
    """Give the school days of a half-term, in order."""
    day = period.starts
    while day <= period.ends:
        if not why_no_school(day, calendar, not_on):
            yield day
        day += timedelta(days=1)


def days_before(day: date, count: int, calendar: Calendar) -> date:
    """Go back so many school days, over weekends and holidays.

    The half-term before the first that Calendar knows has weekdays only.
    """
    first = min((p.starts for p in calendar.periods), default=None)
    found, left = day, count
    for back in range(1, _FURTHEST):
        if not left:
            break
        earlier = day - timedelta(days=back)
        known = first is not None and earlier >= first
        if not why_no_school(earlier, calendar if known else Calendar()):
            found, left = earlier, left - 1
    return found
