"""What people type, brought to the kind of its column: dates, numbers, choices."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, TypeAlias

from ppm_xl.book.tables import Cell
from ppm_xl.schema import Column, Kind
from ppm_xl.school.cells import number, text

Fault: TypeAlias = tuple[str, str]
"""What is wrong, and what to do."""

_DATES: Final = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y")
_SHORT_YEAR: Final = re.compile(r"(\d{1,2}[/.-]\d{1,2}[/.-])(\d\d)")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_YES: Final = {"y": "Y", "yes": "Y", "true": "Y", "✓": "Y", "n": "N", "no": "N", "false": "N"}


def converted(value: Cell, column: Column | None) -> tuple[Cell, Fault | None]:
    """Bring a typed cell to its column's kind.

    Returns
    -------
    tuple
        The value, and what is wrong and what to do where it could not be read; then the value
        is what was typed, as text.
    """
    words = text(value).replace("\r\n", "\n").replace("\r", "\n")
    if not words:
        return None, None
    kind = column.kind if column else Kind.TEXT
    if kind is Kind.DATE:
        return _as_date(value, words)
    if kind in {Kind.WHOLE, Kind.NUMBER, Kind.PERCENT}:
        found = number(value)
        if found is None:
            return words, (f"“{words}” is not a number.", "Write it in figures.")
        return int(found) if found.is_integer() else found, None
    if kind is Kind.YES_NO and words.casefold() in _YES:
        return _YES[words.casefold()], None
    return _as_choice(words, column) if column and column.choices else (words, None)


def _as_choice(words: str, column: Column) -> tuple[Cell, Fault | None]:
    same = next((c for c in column.choices if c.casefold() == words.casefold()), None)
    if same is None and column.strict:
        listed = f"{', '.join(column.choices[:-1])} or {column.choices[-1]}"
        return words, (f"“{words}” is not one of the choices.", f"Choose {listed}.")
    return same or words, None


def _as_date(value: Cell, words: str) -> tuple[Cell, Fault | None]:
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    short = _SHORT_YEAR.fullmatch(words)
    spelt = f"{short[1]}20{short[2]}" if short else _ORDINAL.sub("", words)
    for form in _DATES:
        try:
            return datetime.strptime(spelt, form).date(), None  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return words, (f"“{words}” is not a date.", "Write it as dd/mm/yyyy.")
