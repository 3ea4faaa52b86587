"""Which half-term each column of a file is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ppm_xl.errors import DataError, Problem
from ppm_xl.mis.days import as_date
from ppm_xl.mis.identity import Row, column_cells
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.periods import Span, When, dates_of, half_term_on
from ppm_xl.schema import YEARS
from ppm_xl.school.calendar import Calendar, HalfTerm, school_year_from
from ppm_xl.school.year_groups import year_then


@dataclass(frozen=True, slots=True)
class Clock:
    """Where in time an import happens.

    Attributes
    ----------
    working
        Home's half-term.
    asked
        The half-term that the user named, if any.
    pupils_year
        The school year that the pupils' year groups are of.
    """

    today: date
    working: HalfTerm
    asked: HalfTerm | None
    pupils_year: str
    calendar: Calendar

    def years_back(self, half_term: HalfTerm) -> int:
        """Say how many school years before the pupils' year groups a half-term lies."""
        return int(self.pupils_year[:4]) - half_term.place[0]

    def has_begun(self, half_term: HalfTerm) -> bool:
        """Whether it has begun; where its dates are not known, whether Home is there."""
        return half_term <= self.working or dates_of(half_term, self.calendar).starts <= self.today


def span_of(file: Recognised) -> Span:
    """Give the days that the file's columns or its title say it covers.

    A child who joined late has a later first day of their own: the day that most rows have
    is the file's.
    """
    starts = _commonest(file, "Period starts")
    ends = _commonest(file, "Period ends")
    if starts is None and ends is None:
        return file.span
    return Span(starts, ends)


def _commonest(file: Recognised, field: str) -> date | None:
    days = Counter(day for day in map(as_date, column_cells(file, field)) if isinstance(day, date))
    return min(days, key=lambda day: (-days[day], day)) if days else None


@dataclass(frozen=True)
class Columns:
    """Which half-term each column of a file is of.

    Attributes
    ----------
    when
        By the column's place; a column of another half-term than the option is not there.
    unsaid
        The places of columns that do not say it themselves, nor does title, days or file name.
    """

    when: Mapping[int, HalfTerm]
    unsaid: frozenset[int] = frozenset()


def half_terms_of(
    file: Recognised,
    places: frozenset[int],
    rows: list[tuple[Row, str]],
    span: Span,
    clock: Clock,
    ledger: Ledger,
) -> Columns:
    """Give the half-term of each column that brings something in, by its place.

    What the heading says comes first, then the title and the sheet, then the days covered,
    then the file's name, then the one half-term that other columns say, then the option, then
    Home's.

    Parameters
    ----------
    places
        The columns that bring something in.
    rows
        Each row with the year group of its pupil, where known.

    Raises
    ------
    DataError
        Where the file names another half-term than the option, or one without a school year
        that has not begun.
    """
    said: dict[int, HalfTerm] = {}
    unsaid: dict[int, When] = {}
    for heading in file.headings:
        if heading.place not in places:
            continue
        when = heading.when.or_else(file.when)
        if not when.name and span.ends is not None:
            of_day = half_term_on(span.ends, clock.calendar)
            when = When(of_day.name, of_day.school_year)
        when = when.or_else(file.when_of_name)
        if when.name:
            said[heading.place] = _resolved(file, heading.place, when, rows, clock)
        else:
            unsaid[heading.place] = when
    only = set(said.values())
    found = dict(said)
    for place, when in unsaid.items():
        if len(only) == 1 and clock.asked is None:
            [found[place]] = only
        else:
            found[place] = _resolved(file, place, when, rows, clock)
    if clock.asked is not None and said:
        found = _only_asked(file, found, clock.asked, ledger)
    for half_term in sorted({h for h in found.values() if not clock.has_begun(h)}):
        ledger.problems.append(
            Problem(
                "half-term-to-come",
                file.name,
                f"It is of {half_term}, which has not begun.",
                "Look whether the school year is right.",
            )
        )
    return Columns(found, frozenset(unsaid))


def _only_asked(
    file: Recognised, found: Mapping[int, HalfTerm], asked: HalfTerm, ledger: Ledger
) -> dict[int, HalfTerm]:
    """Keep the columns of the half-term that the user named."""
    others = sorted({h for h in found.values() if h != asked})
    kept = {place: h for place, h in found.items() if h == asked}
    if not kept:
        raise DataError(
            f"{file.name} is of {' and '.join(map(str, others))}, not {asked}.",
            "Leave --half-term out to import it where it belongs, or choose another file.",
        )
    if others:
        ledger.said.append(
            f"{file.name}: only the columns of {asked} are used, not those of "
            f"{' and '.join(map(str, others))}."
        )
    return kept


def _resolved(
    file: Recognised, place: int, when: When, rows: list[tuple[Row, str]], clock: Clock
) -> HalfTerm:
    usual = clock.asked or clock.working
    if not when.name:
        if when.school_year and when.school_year != usual.school_year:
            raise DataError(
                f"{file.name} is of {when.school_year}, but does not say which half-term.",
                f'Say it, such as --half-term "Summer 2 {when.school_year}".',
            )
        return usual
    if when.school_year:
        return HalfTerm(when.school_year, when.name)
    if clock.asked is not None and clock.asked.name == when.name:
        return clock.asked
    if when.pupil_year:
        back = _years_back(when.pupil_year, place, rows)
        if back is not None:
            return HalfTerm(school_year_from(int(clock.pupils_year[:4]) - back), when.name)
    half_term = HalfTerm(clock.working.school_year, when.name)
    if not clock.has_begun(half_term):
        raise DataError(
            f"{file.name} names {when.name} without a school year, and {half_term} has not begun.",
            f'Say which it is, such as --half-term "{when.name} '
            f'{school_year_from(int(half_term.school_year[:4]) - 1)}".',
        )
    return half_term


def _years_back(pupil_year: str, place: int, rows: list[tuple[Row, str]]) -> int | None:
    """Say how many years ago the pupils with a mark in the column were in that year group."""
    votes: Counter[int] = Counter()
    for row, year in rows:
        filled = place < len(row.cells.cells) and row.cells.cells[place] is not None
        if filled and year in YEARS and pupil_year in YEARS:
            votes[YEARS.index(year) - YEARS.index(pupil_year)] += 1
    back = min(votes, key=lambda years: (-votes[years], years)) if votes else None
    return back if back is not None and back >= 0 else None


def stamps(
    pupil: Mapping[str, object], half_term: HalfTerm, clock: Clock, own_class: str
) -> dict[str, str]:
    """Give Year, Class, Pupil Premium and SEND as a row of a half-term is stamped when made.

    In another school year the year group is that of then, and the class the file's own,
    as nobody's class of last year can be known from this year's.
    """
    back = clock.years_back(half_term)

    def now(column: str) -> str:
        value = pupil.get(column)
        return "" if value is None else str(value)

    return {
        "Year": year_then(now("Year"), back),
        "Class": now("Class") if back == 0 else own_class,
        "Pupil Premium": now("Pupil Premium"),
        "SEND": now("SEND"),
    }
