"""The name by which lists offer a child: unlike any other child's in the school."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple


class NamedPupil(NamedTuple):
    """What a child's name in lists is made from."""

    upn: str
    surname: str
    forename: str
    known_as: str = ""
    class_name: str = ""


def school_names(pupils: Iterable[NamedPupil]) -> Mapping[str, str]:
    """Give each pupil's name by UPN: known-as name or forename, then surname.

    Where two are alike (capitals and accents apart) the class follows in brackets, and where
    they are alike even so, a number in the order of their UPNs.

    >>> ann = NamedPupil("A1", "Lee", "Ann", class_name="Oak")
    >>> anne = NamedPupil("A2", "Lee", "Annabel", "Ann", "Elm")
    >>> school_names([ann, anne])
    {'A1': 'Ann Lee (Oak)', 'A2': 'Ann Lee (Elm)'}
    """
    pupils = sorted(pupils, key=lambda pupil: pupil.upn)
    names = {p.upn: f"{p.known_as or p.forename} {p.surname}".strip() for p in pupils}
    classes = {pupil.upn: pupil.class_name for pupil in pupils}
    for upns in _alike(names):
        for upn in upns:
            if classes[upn]:
                names[upn] += f" ({classes[upn]})"
    while alike := _alike(names):
        for upns in alike:
            for number, upn in enumerate(upns, start=1):
                names[upn] = _numbered(names[upn], number)
    return names


def _numbered(name: str, number: int) -> str:
    inside = name.removesuffix(")")
    if inside == name:
        return f"{name} ({number})"
    # A class such as "1 & 2" must not run into the number.
    return f"{inside}{', no.' if inside[-1:].isdigit() else ''} {number})"


def _alike(names: Mapping[str, str]) -> list[list[str]]:
    """Group the UPNs whose names are alike, in the order of the UPNs."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for upn, name in names.items():
        by_name[_folded(name)].append(upn)
    return [upns for upns in by_name.values() if len(upns) > 1]


@lru_cache(maxsize=1 << 16)
def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filterfalse(unicodedata.combining, plain))
