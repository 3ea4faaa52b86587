"""Children's names as files write them, in one column or two."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_PARTICLES: Final = frozenset(
    word
    for words in (
        "al ap bin da de del della den der di do dos du el",
        "la le mac mc o st st. ten ter van von",
    )
    for word in words.split()
)
"""Words that begin a surname of more than one word."""

_INITIALS: Final = 2
"""A name of so few letters, such as AJ, may mean its capitals."""
_CAREFUL_WORDS: Final = 2
"""A name of more words than this has no sure boundary without a comma."""


class PersonName(NamedTuple):
    """A name in its parts.

    Attributes
    ----------
    sure
        Whether the file itself says where the surname ends.
    """

    surname: str
    forename: str
    known_as: str = ""
    sure: bool = True


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Bring a name to the form in which two spellings of it are alike.

    >>> folded("Zoë O'Brien-Smith") == folded("ZOE OBRIEN SMITH")
    True
    """
    if not text.isascii():
        text = text.translate(_UNDECOMPOSED)
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, plain))


_UNDECOMPOSED: Final = str.maketrans(
    {"\u0142": "l", "\u0141": "L", "\u00f8": "o", "\u00d8": "O", "\u0111": "d", "\u0110": "D"}
)


def split_name(text: str, *, surname_first: bool) -> PersonName:
    """Split a name written in one column.

    A comma ends the surname; without one the heading says which part comes first, and a
    name of more than two words is split at the likeliest place, marked as not sure. A name in
    brackets is the one the child is known by.

    >>> split_name("Smith, Jane", surname_first=False)
    PersonName(surname='Smith', forename='Jane', known_as='', sure=True)
    >>> split_name("van der Berg Anna", surname_first=True)
    PersonName(surname='van der Berg', forename='Anna', known_as='', sure=False)
    """
    known_as = ""
    in_brackets = re.search(r"\s*[(\[]([^)\]]+)[)\]]\s*", text)
    if in_brackets:
        known_as = in_brackets[1].strip()
        text = (text[: in_brackets.start()] + " " + text[in_brackets.end() :]).strip()
    surname, comma, forename = (part.strip() for part in text.partition(","))
    if comma:
        return PersonName(surname, forename, known_as)
    words = text.split()
    sure = len(words) <= _CAREFUL_WORDS
    if surname_first:
        end = 1
        while end < len(words) and words[end - 1].lower() in _PARTICLES:
            end += 1
        return PersonName(" ".join(words[:end]), " ".join(words[end:]), known_as, sure)
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return PersonName(" ".join(words[start:]), " ".join(words[:start]), known_as, sure)


def tidy_case(name: str) -> str:
    """Give a name written in capitals throughout its usual letters; others stay as they are.

    >>> tidy_case("O'BRIEN-SMITH")
    "O'Brien-Smith"
    >>> tidy_case("McKay")
    'McKay'
    """
    if len(name) > _INITIALS and name.isupper():
        return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), name)
    return name
