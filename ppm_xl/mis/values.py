"""Cells of a file as the workbook stores them, by what the column holds.

Nothing here guesses: a cell that cannot be read is :data:`~ppm_xl.mis.cells.UNREADABLE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.cells import UNREADABLE, Unreadable, as_text

_YES: Final = frozenset(
    {"y", "yes", "t", "true", "1", "\u2713", "\u2714", "\u2611", "\u2705", "eligible", "tick"}
)
_NO: Final = frozenset(
    {"n", "no", "f", "false", "0", "\u2717", "\u2718", "\u2610", "not eligible", "none", "-"}
)


def as_yes_no(cell: Cell) -> str | Unreadable | None:
    """Read ``Y`` or ``N`` from what systems write for it, a tick among them."""
    text = as_text(cell).casefold()
    if not text:
        return None
    if text in _YES:
        return "Y"
    return "N" if text in _NO else UNREADABLE


_LANGUAGES_OF_HOME: Final = {
    "eng": "N",
    "english": "N",
    "enb": "N",
    "believed to be english": "N",
    "oth": "Y",
    "otb": "Y",
    "other than english": "Y",
    "believed to be other than english": "Y",
}
_NO_LANGUAGE: Final = frozenset(
    {"not", "ref", "zzz", "not obtained", "refused", "unknown", "not known", "not stated"}
)
_LANGUAGE: Final = re.compile(r"[a-z]{3,4}|[a-z][a-z ()/,-]{4,}")


def as_eal(cell: Cell) -> str | Unreadable | None:
    """Read whether English is an additional language, also from the code of a first language.

    In the school census ``ENG`` and ``ENB`` are English; ``NOT``, ``REF`` and ``ZZZ`` say
    nothing; every other code is another language.

    >>> as_eal("Y"), as_eal("ENG"), as_eal("POL"), as_eal("REF")
    ('Y', 'N', 'Y', None)
    """
    said = as_yes_no(cell)
    if not isinstance(said, Unreadable):
        return said
    text = as_text(cell).casefold()
    if text in _NO_LANGUAGE:
        return None
    found = _LANGUAGES_OF_HOME.get(text)
    return found or ("Y" if _LANGUAGE.fullmatch(text) else UNREADABLE)


_SEND: Final = {
    "n": "N",
    "no": "N",
    "none": "N",
    "no sen": "N",
    "no send": "N",
    "no special educational need": "N",
    "no special educational needs": "N",
    "not sen": "N",
    "0": "N",
    "false": "N",
    "k": "K",
    "sen support": "K",
    "send support": "K",
    "sen support (k)": "K",
    "k - sen support": "K",
    "school support": "K",
    "a": "K",
    "p": "K",
    "school action": "K",
    "school action plus": "K",
    "e": "E",
    "ehcp": "E",
    "ehc plan": "E",
    "ehc": "E",
    "education, health and care plan": "E",
    "education health and care plan": "E",
    "education, health and care": "E",
    "ehc plan (e)": "E",
    "no special educational need (n)": "N",
    "education, health and care plan (ehcp)": "E",
    "e - education, health and care plan": "E",
    "s": "E",
    "statement": "E",
    "statemented": "E",
}


def as_send(cell: Cell) -> str | Unreadable | None:
    """Read the SEND provision: N none, K SEN support, E EHC plan.

    The old codes A and P (School Action, School Action Plus) became K, and S (statement) E.
    """
    text = as_text(cell).casefold()
    code = re.match(r"([nkeaps])\s*[-\u2013:(]", text)
    return _SEND.get(code[1] if code else text, UNREADABLE) if text else None


_SEX: Final = {"f": "F", "female": "F", "girl": "F", "m": "M", "male": "M", "boy": "M"}


def as_sex(cell: Cell) -> str | Unreadable | None:
    """Read ``F`` or ``M``."""
    text = as_text(cell).casefold()
    return _SEX.get(text, UNREADABLE) if text else None


_YEAR_WORDS: Final = {
    "reception": "R",
    "r": "R",
    "rec": "R",
    "yr": "R",
    "fs2": "R",
    "f2": "R",
    "0": "R",
    "eyfs2": "R",
    "nursery": "N2",
    "nurs": "N2",
    "n": "N2",
    "fs1": "N2",
    "f1": "N2",
    "n2": "N2",
    "n1": "N1",
    "nursery1": "N1",
    "nursery2": "N2",
}


def as_year_group(cell: Cell) -> str | Unreadable | None:
    """Read a year group: ``Year 3``, ``Y3``, ``03`` and ``3`` are 3; Reception and FS2 are R.

    Year 7 and above are no years of a primary school, and cannot be read.
    """
    text = re.sub(r"\.0$", "", as_text(cell))
    text = re.sub(r"[\s_.-]+", "", text).casefold()
    if not text:
        return None
    bare = re.sub(r"^(?:curriculumyear|ncyear|yeargroup|year|yr(?=.)|y(?!r$))", "", text)
    if bare in _YEAR_WORDS:
        return _YEAR_WORDS[bare]
    return str(int(bare)) if re.fullmatch(r"0?[1-6]", bare) else UNREADABLE


@lru_cache(maxsize=4096, typed=True)
def as_number(cell: Cell) -> float | Unreadable | None:
    """Read a number; a per cent sign and thousands commas may stand with it."""
    if isinstance(cell, bool | date):
        return UNREADABLE
    if isinstance(cell, int | float):
        return float(cell)
    text = as_text(cell).rstrip("%").strip().replace(",", "")
    if not text or text in {"-", "n/a", "N/A"}:
        return None
    return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text) else UNREADABLE


@lru_cache(maxsize=4096, typed=True)
def as_whole(cell: Cell) -> int | Unreadable | None:
    """Read a count: a whole number, not below 0."""
    number = as_number(cell)
    if number is None or isinstance(number, Unreadable):
        return number
    return int(number) if number.is_integer() and number >= 0 else UNREADABLE


def are_fractions(cells: Iterable[Cell]) -> bool:
    """Whether a column of percentages is written as fractions of 1, such as 0.945."""
    numbers = []
    for cell in cells:
        if isinstance(cell, str) and "%" in cell:
            return False
        number = as_number(cell)
        if isinstance(number, float):
            numbers.append(number)
    return any(0 < n < 1 for n in numbers) and all(0 <= n <= 1 for n in numbers)


def as_percent(cell: Cell, *, fraction: bool = False) -> float | int | Unreadable | None:
    """Read a percentage from 0 to 100, rounded to one decimal place."""
    number = as_number(cell)
    if number is None or isinstance(number, Unreadable):
        return number
    number = round(number * (100 if fraction else 1), 1)
    if not 0 <= number <= 100:  # noqa: PLR2004 - per cent
        return UNREADABLE
    return int(number) if number.is_integer() else number


_COLOURS: Final = {
    "green": "Green",
    "g": "Green",
    "yellow": "Yellow",
    "y": "Yellow",
    "amber": "Yellow",
    "a": "Yellow",
    "orange": "Yellow",
    "red": "Red",
    "r": "Red",
}


@lru_cache(maxsize=4096, typed=True)
def as_colour(cell: Cell, yellow: str = "Yellow") -> str | Unreadable | None:
    """Read a colour by its word or letter; ``yellow`` is the school's own word for Yellow."""
    text = as_text(cell).casefold()
    if not text:
        return None
    if text == yellow.casefold():
        return "Yellow"
    return _COLOURS.get(text, UNREADABLE)


_GOALS: Final = {
    "1": "Emerging",
    "emerging": "Emerging",
    "em": "Emerging",
    "emg": "Emerging",
    "1 - emerging": "Emerging",
    "2": "Expected",
    "expected": "Expected",
    "exp": "Expected",
    "2 - expected": "Expected",
    "a": "Exempt",
    "exempt": "Exempt",
}


@lru_cache(maxsize=4096, typed=True)
def as_goal(cell: Cell) -> str | Unreadable | None:
    """Read an early learning goal: 1 emerging, 2 expected, A exempt (DfE, EYFS profile)."""
    text = as_text(cell).casefold()
    return _GOALS.get(text, UNREADABLE) if text else None


_ON_TRACK: Final = {
    "on track": "On track",
    "ontrack": "On track",
    "ot": "On track",
    "y": "On track",
    "yes": "On track",
    "expected": "On track",
    "exp": "On track",
    "2": "On track",
    "not on track": "Not on track",
    "notontrack": "Not on track",
    "not": "Not on track",
    "not yet": "Not on track",
    "not yet on track": "Not on track",
    "off track": "Not on track",
    "n": "Not on track",
    "no": "Not on track",
    "emerging": "Not on track",
    "em": "Not on track",
    "1": "Not on track",
}


@lru_cache(maxsize=4096, typed=True)
def as_on_track(cell: Cell) -> str | Unreadable | None:
    """Read an area of learning; the profile's 2 (expected) is on track, 1 (emerging) is not."""
    text = as_text(cell).casefold()
    return _ON_TRACK.get(text, UNREADABLE) if text else None
