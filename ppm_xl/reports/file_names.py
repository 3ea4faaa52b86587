"""Whose a PDF of the school's own may be, by its name: a child's, a class's or a year group's."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ppm_xl.reports.beside import OwnFile
from ppm_xl.reports.wording import class_label, year_name
from ppm_xl.school.folders import file_stem, safe_name
from ppm_xl.school.model import Pupil, School


@dataclass(frozen=True, slots=True)
class Names:
    """What each name may mean.

    Attributes
    ----------
    children
        UPNs by name.
    shared
        Names of one class or one year group.
    several
        Names that may mean more than one.
    """

    children: Mapping[str, set[str]]
    shared: frozenset[str]
    several: frozenset[str]


def stems_for(pupils: Iterable[Pupil]) -> frozenset[str]:
    """Give the names, as :func:`is_named` compares them, of files for these children."""
    return frozenset(
        stem
        for pupil in pupils
        for stem in (folded(pupil.upn), folded(file_stem(pupil)), *of_many(pupil))
    )


def is_named(file: OwnFile, stems: Collection[str]) -> bool:
    """Whether a file has one of these names."""
    return folded(file.stem) in stems


def names_of(school: School, today: date) -> Names:
    """Give which children each name of a file may mean, and which mean a class or a year.

    A name that may mean two classes, as of Oak and Oak class, or of a class and a year that are
    not the same children, means neither: nobody can say whose it is.
    """
    children: dict[str, set[str]] = {}
    shared: dict[str, dict[str, set[str]]] = {}
    for pupil in school.pupils.values():
        for stem in (folded(pupil.upn), folded(file_stem(pupil))):
            children.setdefault(stem, set()).add(pupil.upn)
    for pupil in school.on_roll(today):
        for stem, whose in of_many(pupil).items():
            for one in whose:
                found = shared.setdefault(stem, {}).setdefault(one, set())
                found.update({pupil.upn} if pupil.class_name else ())
    several = {
        stem
        for stem, groups in shared.items()
        if any(upns != next(iter(groups.values())) for upns in groups.values())
    }
    return Names(children, frozenset(shared) - several, frozenset(several))


def of_many(pupil: Pupil) -> Mapping[str, tuple[str, ...]]:
    """Give the names of files for a child's class, then for the year group, and whom each means."""
    found: dict[str, tuple[str, ...]] = {}
    if pupil.class_name:
        for name in (pupil.class_name, class_label(pupil.class_name)):
            found[folded(safe_name(name))] = (f"class {pupil.class_name}",)
    if year := year_name(pupil.year):
        found[folded(year)] = (*found.get(folded(year), ()), f"year {year}")
    return found


def folded(stem: str) -> str:
    """Give a name as two are compared: capitals, blanks and ways of writing é apart."""
    return unicodedata.normalize("NFC", " ".join(stem.split())).casefold()
