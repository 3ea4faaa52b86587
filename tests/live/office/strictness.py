"""What Excel would make of a string that is written as typed.

Excel reads a string put into a cell's `Value` as if someone had typed it, unless the
cell is formatted as text: `007` becomes 7, `1/2` a date, `=…` a formula. The engine
does the same and keeps a list, so that a test can say "none happened".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)"
_NUMBER = re.compile(
    r"""^\s*(?P<open>\()?\s*[-+]?\s*[£$€]?\s*[-+]?\s*
        (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)
        (?P<power>[eE][-+]?\d+)?\s*(?P<percent>%)?\s*\)?\s*$""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"^\s*[-+]?\d+\s+\d+/\d+\s*$")
_TIME = re.compile(
    r"^\s*\d{1,4}:\d{1,2}(:\d{1,2}(\.\d+)?)?\s*([ap]m?)?\s*$|^\s*\d{1,2}\s+[ap]m?\s*$",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(
    r"^\s*(\d{1,4})([/-])(\d{1,4})(?:\2(\d{1,4}))?(\s+\d{1,2}:\d{2}(:\d{2})?)?\s*$"
)
_WORD_DATE = re.compile(
    rf"^\s*(?:(\d{{1,4}})[\s/-]*{_MONTH}(?:[\s,/-]+(\d{{1,4}}))?|{_MONTH}[\s/-]*(\d{{1,4}})(?:[\s,/-]+(\d{{1,4}}))?)\s*$",
    re.IGNORECASE,
)
_ERRORS = {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"}


@dataclass(frozen=True)
class Conversion:
    """One string that was not kept as it was written.

    `kind` is `formula`, `number`, `date`, `time`, `boolean` or `error` for what Excel made
    of it, `text` where a number, date or boolean met a cell formatted as text.
    """

    sheet: str
    address: str
    written: object
    kind: str


def would_become(text: str) -> str | None:
    """The kind of value Excel would make of `text` in a cell not formatted as text.

    >>> [would_become(t) for t in ("007", "1/2", "=1+1", "@x", "1E5", "TRUE", "4 Mar", "Zoë")]
    ['number', 'date', 'formula', 'formula', 'number', 'boolean', 'date', None]
    """
    if _NUMBER.match(text) or _FRACTION.match(text):
        return "number"
    if text[:1] in "=+-@" and len(text) > 1:
        return "formula"
    stripped = text.strip()
    if stripped.upper() in {"TRUE", "FALSE"}:
        return "boolean"
    if stripped.upper() in _ERRORS:
        return "error"
    if _TIME.match(text):
        return "time"
    return "date" if as_date(text, 2000) else None


def as_number(text: str) -> float:
    """The number Excel reads in `text`."""
    if _FRACTION.match(text):
        whole, over = text.split()
        above, below = over.split("/")
        sign = -1 if whole.startswith("-") else 1
        return float(whole) + sign * int(above) / (int(below) or 1)
    found = _NUMBER.match(text)
    if not found:
        raise ValueError(text)
    value = float(found["digits"].replace(",", "") + (found["power"] or ""))
    if found["percent"]:
        value /= 100
    return -value if "-" in text.partition(found["digits"])[0] or found["open"] else value


def as_date(text: str, this_year: int) -> dt.datetime | None:
    """The date a British Excel reads in `text`, or None."""
    found = _NUMERIC_DATE.match(text)
    if found:
        a, _, b, c = found.group(1, 2, 3, 4)
        if c is None:
            tries = [(this_year, b, a), (this_year, a, b), (b, a, 1), (a, b, 1)]
        else:
            tries = [(a, b, c)] if len(a) > 2 else [(c, b, a), (c, a, b)]
        return _first([(int(y), int(m), int(d)) for y, m, d in tries])
    found = _WORD_DATE.match(text)
    if found:
        day, name, year = (
            found.group(1, 2, 3)
            if found.group(2)
            else (found.group(5), found.group(4), found.group(6))
        )
        month = MONTHS.index(name[:3].lower()) + 1
        if not _is_month(name):
            return None
        tries = [(int(year or this_year), month, int(day))]
        if not year:
            tries.append((int(day), month, 1))
        return _first(tries)
    return None


def _is_month(word: str) -> bool:
    full = "january february march april may june july august september october november december"
    return any(word.lower() in (name, name[:3]) for name in full.split()) or word.lower() == "sept"


def _first(tries: list[tuple[int, int, int]]) -> dt.datetime | None:
    for year, month, day in tries:
        whole = year if year > 99 else year + (2000 if year < 30 else 1900)
        if 1900 <= whole <= 9999:
            try:
                return dt.datetime(whole, month, day)  # noqa: DTZ001  Excel's dates have no zone
            except ValueError:
                continue
    return None
