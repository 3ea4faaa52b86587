"""What a child is called in a picture.

Full first name and as little surname as tells two children apart (mission row C1); a name
too long for the picture is shortened from its end.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ppm_xl.venn.metrics import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST: Final = 20
"""Characters of a drawn name, at most."""

TAIL: Final = 5
"""Characters kept of the end where two shortened names would look alike."""


def _folded(text: str) -> str:
    return clean(text).casefold()


def _clusters(text: str) -> list[str]:
    """Split into letters, each with the accents that stand on it."""
    parts: list[str] = []
    for char in text:
        if parts and unicodedata.combining(char):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def drawn_names(pupils: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Name every child by first name, with surname letters only where two share it.

    Parameters
    ----------
    pupils
        Pupil key to (first name or known-as, surname).

    Returns
    -------
    dict
        Pupil key to the name to draw, in the order given. Two children with the same first
        name and surname are numbered in the order of their keys. A child without a first
        name is called by the surname.

    Examples
    --------
    >>> drawn_names({"a": ("Ben", "Adams"), "b": ("Ben", "Allen"), "c": ("Zoë", "Quill")})
    {'a': 'Ben Ad', 'b': 'Ben Al', 'c': 'Zoë'}
    """
    firsts = {key: clean(first) or clean(last) for key, (first, last) in pupils.items()}
    lasts = {key: clean(last) if clean(first) else "" for key, (first, last) in pupils.items()}
    sharing: dict[str, list[str]] = defaultdict(list)
    for key in pupils:
        sharing[_folded(firsts[key])].append(key)
    drawn: dict[str, str] = {}
    for keys in sharing.values():
        for key in keys:
            others = [lasts[other] for other in keys if other != key]
            ending = _telling(lasts[key], others) if others else ""
            drawn[key] = f"{firsts[key]} {ending}".strip()
    return _numbered({key: drawn[key] for key in pupils})


def _telling(surname: str, others: Iterable[str]) -> str:
    """Shortest beginning of a surname that no other surname has."""
    parts = _clusters(surname)
    rivals = {_folded(other) for other in others}
    for length in range(1, len(parts) + 1):
        start = "".join(parts[:length])
        # A beginning that ends in a space or hyphen tells nothing by its last character.
        if not start[-1].isalnum() and length < len(parts):
            continue
        folded = _folded(start)
        if not any(rival.startswith(folded) for rival in rivals):
            return start
    return surname


def _numbered(names: Mapping[str, str]) -> dict[str, str]:
    """Add numbers to those that are still alike, in the order of their keys."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(names):
        alike[_folded(names[key])].append(key)
    numbers = {
        key: f" {place}"
        for keys in alike.values()
        if len(keys) > 1
        for place, key in enumerate(keys, start=1)
    }
    return {key: name + numbers.get(key, "") for key, name in names.items()}


def shortened(names: Mapping[str, str], longest: int = LONGEST) -> dict[str, str]:
    """Shorten what is longer than a picture allows; the first name is kept before all else.

    Parameters
    ----------
    names
        Pupil key to name.
    longest
        Characters allowed, an accent on a letter not counted.

    Returns
    -------
    dict
        Pupil key to name, each cut at its end with ``…``; where two would look alike, the
        middle is cut instead, and if that does not help they are numbered.

    Examples
    --------
    >>> shortened({"a": "Christopher Wolfeschlegelstein"})
    {'a': 'Christopher Wolfesc…'}
    """
    cut = {key: _cut(clean(name), longest, 0) for key, name in names.items()}
    for tail in (TAIL, 2 * TAIL):
        for key in _alike_though_different(cut, names):
            cut[key] = _cut(clean(names[key]), longest, tail)
    alike = set(_alike_though_different(cut, names))
    for place, key in enumerate(sorted(alike), start=1):
        ending = f" {place}"
        cut[key] = _cut(clean(names[key]), longest - len(ending), 0) + ending
    return cut


def _alike_though_different(cut: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, name in cut.items():
        groups[name].append(key)
    return [
        key
        for keys in groups.values()
        if len({clean(names[key]) for key in keys}) > 1
        for key in keys
        if "…" in cut[key]
    ]


def _cut(name: str, longest: int, tail: int) -> str:
    parts = _clusters(name)
    if len(parts) <= longest:
        return name
    head = "".join(parts[: longest - 1 - tail]).rstrip(" -'\u2019")
    return f"{head}…{''.join(parts[len(parts) - tail :]).strip()}"
