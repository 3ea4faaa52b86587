"""Who moves up in September, who leaves, and who has moved already.

The September pupil list from the MIS brings new year groups and classes too, before or after.
So a child moves only where what we know says they have not: by the year group stamped on their
rows of last year; of a child without such a row, by what the others have done, else by their
birthday, else by whether the workbook has begun the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.new_year.classes import next_classes
from ppm_xl.schema import YEARS
from ppm_xl.school.calendar import HalfTerm, school_year_from, school_year_of, usual_dates
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.year_groups import year_above

_JUNE: Final = 6
_SEPTEMBER: Final = 9


@dataclass(frozen=True, slots=True)
class Move:
    """One child in September.

    Attributes
    ----------
    year
        The new year group; empty for a child who leaves at the end of Year 6.
    class_name
        The new class; the same as before where nothing says another.
    moves
        Whether the child moves now; false for one who has moved already.
    """

    pupil: Pupil
    year: str
    class_name: str
    moves: bool = True

    @property
    def leaves(self) -> bool:
        """Whether the child leaves the school."""
        return self.moves and not self.year


def year_to_start(today: date) -> str:
    """Give the school year that is to begin: from June on the next one, else today's.

    >>> year_to_start(date(2027, 7, 9)), year_to_start(date(2027, 9, 6))
    ('2027-28', '2027-28')
    """
    return school_year_from(today.year) if today.month >= _JUNE else school_year_of(today)


def year_before(school_year: str) -> str:
    """Give the school year before one."""
    return school_year_from(int(school_year[:4]) - 1)


def first_day(school: School, school_year: str) -> date:
    """Give the first day of a school year: the school's, else a likely one."""
    dates = school.settings.calendar.dates(HalfTerm(school_year, "Autumn 1"))
    return dates.starts if dates else usual_dates(school_year)[0].starts


def last_day(school: School, school_year: str) -> date:
    """Give the last day of a school year: the school's, else a likely one."""
    dates = school.settings.calendar.dates(HalfTerm(school_year, "Summer 2"))
    return dates.ends if dates else usual_dates(school_year)[-1].ends


def moves_of(school: School, school_year: str) -> tuple[Move, ...]:
    """Say of every child on roll where they are in the new school year, by class and surname.

    Who leaves before it begins, or joins after its first half-term has begun, is left out of
    the moves, but a child who is new in it has ``moves`` false.
    """
    starts = first_day(school, school_year)
    pupils = [p for p in school.pupils.values() if p.on_roll(starts)]
    stamps = _stamps(school, year_before(school_year))
    has_rows = {
        upn
        for rows in (school.judgements, school.early_years)
        for when, upn in rows
        if when.school_year == school_year
    }
    started = school.working is not None and school.working.school_year >= school_year
    others = _what_others_did(pupils, stamps)
    if others is None and started:
        others = True
    to_move = {
        p.upn
        for p in pupils
        if not (started and p.upn in has_rows)
        and _is_to_move(p, stamps.get(p.upn, ""), school_year, starts, others=others)
    }
    classes = next_classes(school, [p for p in pupils if p.upn in to_move])
    found = []
    for pupil in pupils:
        if pupil.upn not in to_move:
            found.append(Move(pupil, pupil.year, pupil.class_name, moves=False))
            continue
        year = year_above(pupil.year)
        class_name = classes.get((pupil.class_name, pupil.year), pupil.class_name) if year else ""
        found.append(Move(pupil, year, class_name))
    return tuple(sorted(found, key=_order))


def _order(move: Move) -> tuple[int, str, str, str, str]:
    pupil = move.pupil
    place = YEARS.index(move.year) if move.year in YEARS else len(YEARS)
    names = pupil.surname.casefold(), pupil.first_name.casefold()
    return place, move.class_name.casefold(), *names, pupil.upn


def year_by_age(born: date, school_year: str) -> str:
    """Give the year group a child of that birthday is in: Reception in the year they turn five.

    Source: in England a child starts Reception in the September after their fourth birthday.

    >>> year_by_age(date(2017, 9, 3), "2026-27"), year_by_age(date(2017, 8, 31), "2026-27")
    ('4', '5')
    """
    born_in = born.year if born.month >= _SEPTEMBER else born.year - 1
    place = int(school_year[:4]) - born_in - 5 + YEARS.index("R")
    return YEARS[place] if 0 <= place < len(YEARS) else ""


def _stamps(school: School, school_year: str) -> Mapping[str, str]:
    """Give each child's year group as it was stamped on the newest row of a school year."""
    found: dict[str, tuple[HalfTerm, str]] = {}
    rows = [
        (row.half_term, row.upn, row.year)
        for table in (school.judgements, school.early_years)
        for row in table.values()
        if row.half_term.school_year == school_year and row.year
    ]
    for when, upn, year in rows:
        if upn not in found or found[upn][0] <= when:
            found[upn] = (when, year)
    return {upn: year for upn, (_, year) in found.items()}


def _what_others_did(pupils: Iterable[Pupil], stamps: Mapping[str, str]) -> bool | None:
    """Say whether most children with a row of last year have moved up; None where none has one."""
    moved = [p.year != stamps[p.upn] for p in pupils if p.upn in stamps and p.year in YEARS]
    return None if not moved else 2 * sum(moved) > len(moved)


def _is_to_move(
    pupil: Pupil, stamp: str, school_year: str, starts: date, *, others: bool | None
) -> bool:
    if pupil.year not in YEARS:
        return False
    if stamp:
        return pupil.year == stamp
    if pupil.joined is not None and pupil.joined >= starts:
        return False
    if others is not None:
        return not others
    return pupil.born is None or pupil.year != year_by_age(pupil.born, school_year)
