"""What a pupil may be called, and the words of a text, both as people type names in a hurry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from ppm_xl.school.model import Pupil

Name = tuple[str, ...]
"""A name's words, folded."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORT: Final = 2
_SPELT: Final = dict(
    zip("đłøßæœðþıŋ", ("d", "l", "o", "ss", "ae", "oe", "d", "th", "i", "n"), strict=True)
)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Give a word without case and accents.

    >>> folded("Łukasz"), folded("Zoë"), folded("Nguyễn")
    ('lukasz', 'zoe', 'nguyen')
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_SPELT.get(c, c) for c in apart if not unicodedata.combining(c))


class Token(NamedTuple):
    """A word of a text, folded, and where it stands in it."""

    word: str
    start: int
    end: int
    capital: bool


def tokens(text: str) -> list[Token]:
    """Give the words of a text in order: what stands between apostrophes, hyphens and blanks."""
    return [
        Token(folded(m.group()), m.start(), m.end(), m.group()[0].isupper())
        for m in _WORD.finditer(unicodedata.normalize("NFC", text))
    ]


@lru_cache(maxsize=50_000)
def name_of(text: str) -> Name:
    """Give the words of a name."""
    return tuple(token.word for token in tokens(text))


def given_names(pupil: Pupil) -> set[Name]:
    """Give what a pupil may be called without the surname: each name, its first part, it joined.

    >>> sorted(given_names(Pupil("", "", "Ash", "Jean-Luc", "JL")))
    [('jean',), ('jean', 'luc'), ('jeanluc',), ('jl',)]
    """
    whole = {name_of(pupil.forename), name_of(pupil.known_as)} - {()}
    joined = {("".join(name),) for name in whole}
    parts = {name[:1] for name in whole if len(name) > 1 and len(name[0]) > _SHORT}
    return whole | joined | parts


def surnames(pupil: Pupil) -> set[Name]:
    """Give a pupil's surname as it is, and joined where it is of several words."""
    surname = name_of(pupil.surname)
    return {surname, ("".join(surname),)} if surname else set()


def full_names(pupil: Pupil) -> set[Name]:
    """Give forename or known-as name with the surname, in either order, and run together."""
    given, family = given_names(pupil), surnames(pupil)
    both = {(*a, *b) for first in given for last in family for a, b in _orders(first, last)}
    return both | {("".join(name),) for name in both}


def _orders(first: Name, last: Name) -> Iterable[tuple[Name, Name]]:
    return (first, last), (last, first)


def initials(pupil: Pupil) -> set[Name]:
    """Give the two letters a pupil may be called by, from forename and from known-as name."""
    family = name_of(pupil.surname)
    firsts = [name_of(pupil.forename), name_of(pupil.known_as)]
    return {(first[0][0], family[0][0]) for first in firsts if first and family}


def by_first_word(names: Iterable[Name]) -> dict[str, set[Name]]:
    """Sort names by their first words, so that a text is gone through once."""
    out: dict[str, set[Name]] = {}
    for name in names:
        out.setdefault(name[0], set()).add(name)
    return out


def stands_at(words: list[Token], place: int, name: Name) -> bool:
    """Whether a name begins at a place of a text."""
    return tuple(token.word for token in words[place : place + len(name)]) == name
