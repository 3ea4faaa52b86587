"""Which class the children of a class go to in September.

What Settings says (the table ClassMoves) counts. Else a class that is called by its year group
moves up with it: ``3 Oak`` becomes ``4 Oak``, or the one class there is for Year 4. A class of
several year groups, or with a name only, keeps its children until the MIS's list says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from ppm_xl.schema import YEARS
from ppm_xl.school.model import Pupil, School

_NUMBER: Final = re.compile(r"(?<!\d)\d+(?!\d)")
_RECEPTION: Final = re.compile(r"\bReception\b|\bYR\b|\bR(?=\b|[A-Z]$)")


def next_classes(school: School, pupils: Iterable[Pupil]) -> Mapping[tuple[str, str], str]:
    """Give class and year group to the class of September, where it is another.

    Parameters
    ----------
    pupils
        The children who move up.
    """
    years: dict[str, set[str]] = {}
    for pupil in pupils:
        years.setdefault(pupil.class_name, set()).add(pupil.year)
    known = {*school.settings.classes, *years} - {""}
    told = {
        (name.casefold(), year): becomes
        for (name, year), becomes in school.settings.class_moves.items()
    }
    found = {}
    for name, its_years in years.items():
        for year in its_years:
            becomes = told.get((name.casefold(), year)) or told.get((name.casefold(), ""))
            if becomes is None and len(its_years) == 1:
                becomes = proposed(name, year, known)
            if becomes and becomes != name:
                found[name, year] = becomes
    return found


def proposed(name: str, year: str, known: Collection[str]) -> str | None:
    """Propose the next class of one that is called by its year group; None where it is not.

    >>> proposed("3 Oak", "3", {"4 Oak"}), proposed("3 Oak", "3", {"4 Elm"})
    ('4 Oak', '4 Elm')
    >>> proposed("Year 3", "3", ()), proposed("RB", "R", {"1A", "1B"}), proposed("Oak", "3", ())
    ('Year 4', '1B', None)
    """
    place = YEARS.index(year) + 1
    if place >= len(YEARS) or not YEARS[place].isdecimal():
        return None
    above = YEARS[place]
    if year.isdecimal():
        if _NUMBER.findall(name) != [year]:
            return None
        renamed = _NUMBER.sub(above, name)
    else:
        renamed, count = _RECEPTION.subn(_year_one, name)
        if count != 1:
            return None
    if renamed in known:
        return renamed
    of_that_year = [other for other in known if _NUMBER.findall(other) == [above]]
    if len(of_that_year) == 1:
        return of_that_year[0]
    return renamed if year.isdecimal() or not of_that_year else None


def _year_one(found: re.Match[str]) -> str:
    return {"Reception": "Year 1", "YR": "Y1"}.get(found.group(), "1")
