"""Year groups one after another: which a child is in so many years before or after."""

from __future__ import annotations

from ppm_xl.schema import YEARS


def year_then(year: str, back: int) -> str:
    """Give the year group of a pupil so many years ago; empty where they were not at school.

    >>> year_then("4", 1), year_then("1", 1), year_then("R", 3), year_then("", 0)
    ('3', 'R', '', '')
    """
    if year not in YEARS:
        return year if back == 0 else ""
    place = YEARS.index(year) - back
    return YEARS[place] if 0 <= place < len(YEARS) else ""


def year_above(year: str) -> str:
    """Give the year group after one; empty after Year 6.

    >>> year_above("N2"), year_above("R"), year_above("6")
    ('R', '1', '')
    """
    return year_then(year, -1)
