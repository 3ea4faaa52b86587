"""When reports go home: on the Monday after the conversations, which is a school day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.school.school_days import why_no_school

_MONDAY: Final = 0
_A_WEEK: Final = 7
_FURTHEST: Final = 70
"""Days ahead within which a school day is looked for: longer than the summer holiday."""


def goes_home(school: School, half_term: HalfTerm, class_name: str, today: date) -> date | None:
    """Give the day on which a class's reports go home; None where Calendar has no school day.

    It is the Monday after the class's last conversation of the half-term, else after today; and
    the first after today where that one has passed. A Monday without school gives way to the next
    school day.
    """
    talks = [
        row.planned.date()
        for (when, upn), row in school.conversations.items()
        if when == half_term
        and row.planned is not None
        and (pupil := school.pupils.get(upn)) is not None
        and pupil.class_name == class_name
    ]
    day = monday_after(max(talks)) if talks else monday_after(today)
    if day < today:
        day = monday_after(today)
    calendar = school.settings.calendar
    ahead = (day + timedelta(days=n) for n in range(_FURTHEST))
    return next((found for found in ahead if not why_no_school(found, calendar)), None)


def monday_after(day: date) -> date:
    """Give the first Monday after a day.

    >>> monday_after(date(2026, 11, 27)), monday_after(date(2026, 11, 30))
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 7))
    """
    return day + timedelta(days=_A_WEEK - (day.weekday() - _MONDAY))


def spelt_day(day: date) -> str:
    """Give a day in words.

    >>> spelt_day(date(2026, 11, 30))
    'Monday 30 November'
    """
    return f"{day:%A} {day.day} {day:%B}"
