"""Addresses of cells, as letters and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Count a column's letters from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Spell a column's number.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def corners(reference: str) -> tuple[int, int, int, int]:
    """Read ``A5:C9`` as first row, first column, last row, last column.

    Raises
    ------
    ValueError
        Where it is no range of cells.
    """
    found = _RANGE.match(reference)
    if not found:
        raise ValueError(reference)
    left, top, right, bottom = found.groups()
    return (
        int(top),
        column_number(left),
        int(bottom or top),
        column_number(right or left),
    )


def spelt(top: int, left: int, bottom: int, right: int) -> str:
    """Spell a range of cells; the inverse of :func:`corners`."""
    return f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
