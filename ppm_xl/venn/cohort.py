"""Whose diagram it is: a class, a year group, a year group in a class, or a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.errors import DataError
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.spelling import year_group
from ppm_xl.sentences import listed
from ppm_xl.venn.measures import year_in_words


@dataclass(frozen=True, slots=True)
class Cohort:
    """Some pupils on roll, and what they are called together, such as ``Year 3 in Oak``."""

    name: str
    pupils: tuple[Pupil, ...]


FLAGGED: Final[Mapping[str, Callable[[Pupil], bool]]] = {
    "Pupil Premium": lambda pupil: pupil.pupil_premium is True,
    "Not Pupil Premium": lambda pupil: pupil.pupil_premium is False,
    "SEND": lambda pupil: pupil.has_send,
    "Not SEND": lambda pupil: pupil.send == "N",
    "EAL": lambda pupil: pupil.eal is True,
    "Not EAL": lambda pupil: pupil.eal is False,
    "Girls": lambda pupil: pupil.sex.upper() == "F",
    "Boys": lambda pupil: pupil.sex.upper() == "M",
}
"""Groups that every school has; who is not known to belong is in neither of a pair."""

_ALSO: Final = {"pp": "Pupil Premium", "not pp": "Not Pupil Premium", "sen": "SEND"}


def cohort_of(
    school: School, today: date, *, class_name: str = "", year: str = "", group: str = ""
) -> Cohort:
    """Give the pupils on roll whom all of this describes.

    Parameters
    ----------
    class_name
        As the school spells it; empty for any.
    year
        ``4``, ``Year 4``, ``Reception``; empty for any.
    group
        A name in the table Groups, or one of :data:`FLAGGED`; empty for any.

    Raises
    ------
    DataError
        Where there is no such group, or nobody is described.
    """
    wanted = year_group(year)
    pupils = tuple(p for p in school.on_roll(today, class_name) if wanted in {"", p.year})
    name = year_in_words(wanted) if wanted else class_name
    if wanted and class_name:
        name = f"{name} in {class_name}"
    if group:
        known, inside = _group(school, group, today)
        pupils = tuple(pupil for pupil in pupils if inside(pupil))
        name = f"{known} in {name}" if name else known
    if not pupils:
        do = "Name other pupils." if school.on_roll(today) else "Import the pupils first."
        raise DataError(f"There is no pupil in {name or 'the school'} on roll.", do)
    return Cohort(name or school.settings.school_name, pupils)


def _group(school: School, asked: str, today: date) -> tuple[str, Callable[[Pupil], bool]]:
    folded = " ".join(asked.split()).casefold()
    members: dict[str, set[str]] = {}
    for row in school.tables["Groups"].records():
        name, upn = text(row.get("Name")), text(row.get("UPN"))
        if name and upn:
            there = members.setdefault(name, set())
            if _is_on(row.get("From"), row.get("To"), today):
                there.add(upn)
    named = next((name for name in members if name.casefold() == folded), None)
    if named is not None:
        return named, lambda pupil: pupil.upn in members[named]
    for name, belongs in FLAGGED.items():
        if name.casefold() == folded or _ALSO.get(folded) == name:
            return name, belongs
    raise DataError(f"There is no group “{asked}”.", f"Groups are {listed([*members, *FLAGGED])}.")


def _is_on(since: object, to: object, today: date) -> bool:
    """Whether a row of Groups holds today; a day that cannot be read stops nothing."""
    begun = not isinstance(since, date) or since <= today
    return begun and (not isinstance(to, date) or to >= today)
