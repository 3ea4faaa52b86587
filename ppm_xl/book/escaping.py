"""What a cell can hold, and how text is written so that it stays text.

Every string that either adapter writes passes through here. No string from outside ever
becomes a formula, a number or a date.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from ppm_xl.book.change import Change
from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError

LONGEST_TEXT: Final = 32_767
"""Characters (UTF-16 code units) in one cell: Excel's own limit."""

EARLIEST_DATE: Final = date(1900, 3, 1)
"""Before this, Excel's day numbers are one out (it holds 1900 for a leap year)."""

ARMED: Final = tuple("=+-@'\t\r\n")
"""A string that starts with one of these could be read as a formula, or loses its start."""

_SURELY_SHORT: Final = 4_000
"""Characters, however they are counted: half the least limit there is."""

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def units(text: str) -> int:
    """Count the characters of a text as Excel does: UTF-16 code units, of which an emoji is two."""
    return len(text.encode("utf-16-le")) // 2 if len(text) > _SURELY_SHORT else len(text)


def check_storable(changes: Iterable[Change]) -> None:
    """See that every value can be held by a cell, before anything is written.

    Raises
    ------
    DataError
        For text longer than a cell holds or with half a character in it, for a date that
        Excel does not know, and for a number that is none.
    """
    for change in changes:
        fault = _fault(change.becomes)
        if fault:
            raise DataError(
                f"{change.table}, column {change.column}: {fault}",
                "Nothing was written. Correct it where it came from, then try again.",
            )


def _fault(value: Cell) -> str:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            return "the text holds half of a character."
        # Excel takes an apostrophe at the start for a sign that text follows: it needs another one.
        room = LONGEST_TEXT - value.startswith("'")
        if units(value) > room:
            return f"the text is longer than the {LONGEST_TEXT:,} characters a cell can hold."
    elif isinstance(value, float) and not math.isfinite(value):
        return "a number is missing its value."
    elif isinstance(value, date) and date(value.year, value.month, value.day) < EARLIEST_DATE:
        return f"the date {value:%d/%m/%Y} is earlier than Excel can hold."
    return ""


def armed(text: str, *, as_text: bool) -> str:
    """Write text for Excel to take as if typed, so that it stays the very text.

    Parameters
    ----------
    as_text
        Whether the cell's number format is text (``@``). Anywhere else Excel would make a number
        of ``007``, a date of ``3-4`` and a truth of ``TRUE``, so every string is armed there.

    Examples
    --------
    >>> armed("007", as_text=False), armed("007", as_text=True), armed("=1+1", as_text=True)
    ("'007", '007', "'=1+1")
    """
    if units(text) >= LONGEST_TEXT:  # with one character more Excel would refuse it
        return text
    return f"'{text}" if text and (not as_text or text.startswith(ARMED)) else text


def to_xml(text: str) -> str:
    r"""Write text as a workbook's XML holds it: what XML cannot hold as Excel's ``_xHHHH_``.

    >>> to_xml("a\x0bb _x0041_")
    'a_x000B_b _x005F_x0041_'
    """
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_xml(text: str) -> str:
    """Read text from a workbook's XML: the inverse of :func:`to_xml`.

    >>> from_xml("_x005F_x0041_")
    '_x0041_'
    """
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
