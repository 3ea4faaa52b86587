"""How a cell reads as text, as a number, or as Y or N."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from ppm_xl.book.tables import Cell


def text(value: Cell) -> str:
    """Give a cell as text without outer blanks; nothing is empty, a date is dd/mm/yyyy."""
    if value.__class__ is str:
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value).strip()


_FLAGS: Final = {"Y": True, "YES": True, "TRUE": True, "N": False, "NO": False, "FALSE": False}


def flag(value: Cell) -> bool | None:
    """Read Y or N, also spelt out; anything else is not known."""
    return _FLAGS.get(text(value).upper())


def number(value: Cell) -> float | None:
    """Read a number, also one typed as text; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


_MOMENTS: Final = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M", "%d/%m/%y %H:%M", "%Y-%m-%d %H:%M")


def moment(value: Cell) -> datetime | None:
    """Read a day with a time, also one typed as text; None where it is none.

    >>> moment("24/11/2026 9:30") == moment("2026-11-24 09:30") == datetime(2026, 11, 24, 9, 30)
    True
    >>> moment("soon"), moment(date(2026, 11, 24))
    (None, None)
    """
    if isinstance(value, datetime):
        return value
    words = " ".join(value.split()) if isinstance(value, str) else ""
    for form in _MOMENTS if words else ():
        try:
            return datetime.strptime(words, form)  # noqa: DTZ007 - by the school's own clock
        except ValueError:
            continue
    return None
