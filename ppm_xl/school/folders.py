"""Where papers of a class and a child lie below the output folder: names any computer can hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School

_NO_CLASS: Final = "No class"
_SIGNS: Final = (4, 8, 16, 64)
"""How long the sign behind a class's name is: longer only where a shorter one is another's."""

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(text: str) -> str:
    """Give text as a name for a file or folder on Windows, macOS and Linux alike.

    A character no file name may hold becomes ``-``; accents stay, each joined to its letter.
    Dots and blanks at the end go, since Windows drops them silently, and a name that Windows
    keeps for a device (``CON``, ``NUL`` …) gets a ``-`` before it.

    >>> safe_name("Łukasz: 3/4?"), safe_name("Con"), safe_name("etc..."), safe_name("..")
    ('Łukasz- 3-4-', '-Con', 'etc', '-')
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    name = _FORBIDDEN.sub("-", name).rstrip(". ")
    return f"-{name}" if not name or _RESERVED.fullmatch(name) else name


def half_term_folder(half_term: HalfTerm) -> str:
    """Name the folder of a half-term, so that folders sort by school year.

    >>> half_term_folder(HalfTerm("2026-27", "Autumn 1"))
    '2026-27 Autumn 1'
    """
    return f"{half_term.school_year} {half_term.name}"


def class_folder(
    half_term: HalfTerm, class_name: str, among: Collection[str] = ()
) -> tuple[str, ...]:
    """Give the folder of a class in a half-term, part by part.

    Parameters
    ----------
    among
        The school's classes. Where two of them would share a folder, such as 3/4 Oak and
        3-4 Oak, the one that is spelt as the folder has it, and the other gets a sign.

    >>> now = HalfTerm("2026-27", "Autumn 1")
    >>> class_folder(now, "3/4 Oak")[1], class_folder(now, "3/4 Oak", {"3/4 Oak", "3-4 Oak"})[1]
    ('3-4 Oak', '3-4 Oak~5ab5')
    """
    return half_term_folder(half_term), class_stem(class_name, among)


def folder_in(school: School, half_term: HalfTerm, class_name: str) -> tuple[str, ...]:
    """Give the folder of a class in a half-term, which no other class of the school shares."""
    return class_folder(half_term, class_name, school.class_names)


def class_stem(class_name: str, among: Collection[str] = ()) -> str:
    """Give a class's name as its files and folders have it; ``No class`` for none.

    Parameters
    ----------
    among
        As :func:`class_folder`. However odd the names are, no two of them give one stem.
    """
    stems = {name: safe_name(name or _NO_CLASS) for name in {*among, class_name}}
    stem = stems[class_name]
    alike = [name for name, other in stems.items() if other.casefold() == stem.casefold()]
    if class_name == min(alike, key=lambda name: (name != stems[name], name)):
        return stem
    taken = {other.casefold() for other in stems.values()}
    others = (name for name in alike if name != class_name)
    taken.update(_signed(stem, name, size).casefold() for name in others for size in _SIGNS)
    signed = (_signed(stem, class_name, size) for size in _SIGNS)
    return next(name for name in signed if name.casefold() not in taken)


def _signed(stem: str, class_name: str, size: int) -> str:
    return f"{stem}~{hashlib.sha256(class_name.encode()).hexdigest()[:size]}"


def pupil_stems(pupils: Iterable[Pupil]) -> Mapping[str, str]:
    """Give by UPN how the name of each pupil's file begins.

    It is surname and forename as Pupils has them. Where two in a class would share a name (letters
    in either case count as the same), each gets a number, in the order of the UPNs as in the lists
    of the workbook; so the same child keeps the same name when papers are made again.
    """
    pupils = sorted(pupils, key=lambda p: p.upn)
    stems = {pupil.upn: file_stem(pupil) for pupil in pupils}
    shared = Counter((pupil.class_name, stems[pupil.upn].casefold()) for pupil in pupils)
    out: dict[str, str] = {}
    taken = {key for key, count in shared.items() if count == 1}
    for pupil in pupils:
        stem = stems[pupil.upn]
        name, number = stem, 0
        if shared[pupil.class_name, stem.casefold()] == 1:
            out[pupil.upn] = stem
            continue
        while not number or (pupil.class_name, name.casefold()) in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add((pupil.class_name, name.casefold()))
        out[pupil.upn] = name
    return out


def file_stem(pupil: Pupil) -> str:
    """Give how the name of a pupil's file begins, before any number."""
    return safe_name(f"{pupil.surname} {pupil.forename}")
