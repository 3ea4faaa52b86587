"""The school's marks: how each is written, and how far each stands from what is expected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from ppm_xl.schema import HALF_TERMS, YEARS
from ppm_xl.school.spelling import year_group


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the school's scale: a mark, or a mark at one time.

    Attributes
    ----------
    steps
        Steps from age-related expectation: 0 meets it, -1 is one below.
    year, half_term
        The pupils' year group and the half-term that the row is for; empty where for any.
    also
        Other spellings of the mark, such as ``GD`` for ``GDS``.
    """

    mark: str
    meaning: str
    steps: int
    meets_expected: bool
    meets_greater_depth: bool
    year: str = ""
    half_term: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """The school's marks, from lowest to highest.

    A mark may have several rows. The most specific one counts: of the pupil's year and the
    half-term, then of the half-term, then of the year, then the plain one. So the same mark can
    be Green in autumn and Yellow in summer.

    Attributes
    ----------
    steps_a_year
        By how many steps one year's marks stand above those of the year before. Where it is
        given, a mark may begin with a year group: ``3w+`` for a Year 5 pupil is two years of
        steps below ``w+``. Where it is None, a year before a mark can only be the pupil's own.
    greater_depth_from
        Steps from which a mark of another year group meets greater depth.
    """

    rows: tuple[Mark, ...] = ()
    steps_a_year: int | None = None
    greater_depth_from: int = 1
    name: str = ""

    def find(self, mark: str, year: str = "", half_term: str = "") -> Mark | None:
        """Say what a mark means for a pupil of a year group in a half-term.

        Parameters
        ----------
        mark
            In any case, with or without blanks, or in another spelling that the scale knows.
        year
            The pupil's year group when it was given (``R``, ``4``); empty where not known.
        half_term
            Such as ``Autumn 1``; empty means the end of the year.

        Returns
        -------
        Mark or None
            None where the mark is not on the scale, or has no row for that time.

        >>> working = Mark("w", "Working within", -2, False, False)
        >>> scale = Scale((working,), steps_a_year=6)
        >>> scale.find("3W", year="5").steps
        -14
        """
        own = self._rows_of.get(folded(mark))
        if own is not None:
            return _most_specific(own, year, half_term)
        band, rows = self._of_a_year(mark)
        if rows is None:
            return None
        found = _most_specific(rows, year or band, half_term)
        apart = _years_between(year, band)
        if found is None or apart is None:
            return None
        spelt = _with_year(band, found.mark)
        if not apart:
            return replace(found, mark=spelt)
        if self.steps_a_year is None:
            return None
        steps = found.steps + apart * self.steps_a_year
        return replace(
            found,
            mark=spelt,
            steps=steps,
            meets_expected=steps >= 0,
            meets_greater_depth=steps >= self.greater_depth_from,
        )

    def spelt(self, mark: str, year: str = "") -> str | None:
        """Give a mark as the scale spells it; None where it is not on the scale at all.

        A year before a mark stays where the scale counts steps a year. Elsewhere it goes where
        it is the pupil's own (``3EXS`` is ``EXS`` for Year 3), and is unknown where it is not.
        """
        own = self._rows_of.get(folded(mark))
        if own is not None:
            return next(iter(own.values())).mark
        band, rows = self._of_a_year(mark)
        if rows is None:
            return None
        found = next(iter(rows.values())).mark
        if self.steps_a_year is not None:
            return _with_year(band, found)
        return found if band == year else None

    @property
    def marks(self) -> tuple[str, ...]:
        """Every mark once, from lowest to highest."""
        return tuple(dict.fromkeys(row.mark for row in self.rows))

    @cached_property
    def _rows_of(self) -> Mapping[str, Mapping[tuple[str, str], Mark]]:
        """The rows of each mark by year and half-term, found by each of its spellings."""
        own: dict[str, dict[tuple[str, str], Mark]] = {}
        for row in self.rows:
            own.setdefault(folded(row.mark), {})[row.year, row.half_term] = row
        found: dict[str, Mapping[tuple[str, str], Mark]] = {}
        for row in self.rows:
            for spelling in row.also:
                found.setdefault(folded(spelling), own[folded(row.mark)])
        return {**found, **own}

    def _of_a_year(self, mark: str) -> tuple[str, Mapping[tuple[str, str], Mark] | None]:
        """Part a year group from the mark behind it."""
        prefixed = _WITH_YEAR.fullmatch(mark.strip())
        if prefixed is None:
            return "", None
        return _band(prefixed[1]), self._rows_of.get(folded(prefixed[2]))


@lru_cache(maxsize=10_000)
def folded(mark: str) -> str:
    """Give a mark in which case and blanks make no difference.

    >>> folded("Just At"), folded("exs "), folded("PK 1")
    ('JUSTAT', 'EXS', 'PK1')
    """
    return "".join(mark.split()).upper()


_WITH_YEAR: Final = re.compile(
    r"(?:year|yr|y)?\s*([1-9]|r(?:ec(?:eption)?)?|n(?:urs(?:ery)?|[12])?)\s*[-:]?\s*(\S.*)",
    re.IGNORECASE,
)
"""A year group, then a mark: ``3EXS``, ``Yr6 At``, ``4 Dev``, ``Rec s``."""

_SHORT: Final = 2


def _band(words: str) -> str:
    """Give the year group that stands before a mark as the workbook writes it."""
    if words.upper().startswith("N") and words[-1:] not in {"1", "2"}:
        return "N2"
    return year_group("R" if words.upper().startswith("R") else words)


def _with_year(band: str, mark: str) -> str:
    """Write a year before a mark: close up before letters, apart before a word.

    >>> _with_year("3", "w+"), _with_year("3", "EXS"), _with_year("4", "Dev")
    ('3w+', '3EXS', '4 Dev')
    """
    is_word = len(mark) > _SHORT and not mark.isupper()
    return f"{band}{' ' if is_word else ''}{mark}"


def _most_specific(rows: Mapping[tuple[str, str], Mark], year: str, half_term: str) -> Mark | None:
    when = half_term or HALF_TERMS[-1]
    for key in ((year, when), ("", when), (year, ""), ("", "")):
        found = rows.get(key)
        if found is not None:
            return found
    return None


def _years_between(year: str, band: str) -> int | None:
    """Count by how many years a mark's year is ahead of the pupil's; None where unknown."""
    if not year:
        return 0
    mine, its = _place(year), _place(band)
    return None if mine is None or its is None else its - mine


def _place(year: str) -> int | None:
    if year.isdecimal():
        return YEARS.index("R") + int(year)
    return YEARS.index(year) if year in YEARS else None
