"""Where each report lies below the output folder, and names that any computer can hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil

REPORTS: Final = "Reports"
HELD: Final = "Held for the head"
_NO_CLASS: Final = "No class"

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


def class_folder(half_term: HalfTerm, class_name: str) -> tuple[str, ...]:
    """Give the folder of a class in a half-term, part by part."""
    return half_term_folder(half_term), safe_name(class_name or _NO_CLASS)


def class_path(half_term: HalfTerm, class_name: str) -> tuple[str, ...]:
    """Give the place of a class's PDF for the printer."""
    name = safe_name(f"{class_name or _NO_CLASS} family reports")
    return *class_folder(half_term, class_name), f"{name}.pdf"


def pupil_paths(half_term: HalfTerm, pupils: Iterable[Pupil]) -> Mapping[str, tuple[str, ...]]:
    """Give each pupil's own file by UPN: below ``Reports``, or held for the head.

    The file is named by surname and forename as Pupils has them. Where two in a class would
    share a name (letters in either case count as the same), the second gets a number; who is
    first follows the UPN, so that the same child keeps the same name when reports are made
    again. A held report takes part, so that a name never means two children.
    """
    out: dict[str, tuple[str, ...]] = {}
    taken: set[tuple[str, ...]] = set()
    for pupil in sorted(pupils, key=lambda p: p.upn):
        folder = class_folder(half_term, pupil.class_name)
        stem = safe_name(f"{pupil.surname} {pupil.forename}")
        name, number = stem, 1
        while (*folder, name.casefold()) in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add((*folder, name.casefold()))
        out[pupil.upn] = (*folder, REPORTS if pupil.report_copies else HELD, f"{name}.pdf")
    return out


def other_place(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give where the same child's report would lie were it held, or not held.

    A report that is written in one place must not stay in the other from an earlier time.
    None for a path that is no pupil's report.
    """
    swapped = {REPORTS: HELD, HELD: REPORTS}.get(path[-2]) if len(path) > 1 else None
    return (*path[:-2], swapped, path[-1]) if swapped else None
