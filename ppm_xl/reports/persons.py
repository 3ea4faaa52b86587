"""Whether a word that is a name means a person where it stands: "Robin came", "a robin came"."""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.reports.names import Token
from ppm_xl.reports.ordinary import OPENERS, PLACES, SURNAMES, THINGS

_SENTENCE_ENDS: Final = re.compile(
    '(^|[.!?:\u2026\n\u2022\u2013\u2014"\u201c(])[\\s"\u201c\u2018(\'-]*$'
)
_ABOUT_A_PERSON: Final = re.compile(
    "['\u2019]s\\b|\\s+(is|has|was|and|can|does|did|said|helps|helped)\\b"
)
_DOES_SOMETHING: Final = re.compile(
    "['\u2019]s\\b(?!\\s+[A-Z])|\\s+(has|can|does|did|said|helps|helped|also|read|reads)\\b"
)
_RELATIVES: Final = re.compile(
    "s?['\u2019]?s?[\\s-]+(twins?|triplets|brothers?|sisters?|siblings|cousins?|children|kids|boys?"
    "|girls?|family|families|lads?)\\b",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"\b(with|beside|and|helped|helps|taught|told|partner|friend|friends)\s+$", re.IGNORECASE
)
_CAPITAL_NEXT: Final = re.compile(r"[\s-]+[A-Z]")
_INITIAL_BEFORE: Final = re.compile(r"\b[A-Z]\.?\s*$")
_SHORT: Final = 2


def means_a_child(text: str, token: Token) -> bool:
    """Whether a forename, or a name to be called by, means a child where it stands."""
    opener = token.word in OPENERS
    if not opener and token.word not in THINGS and len(token.word) > _SHORT:
        return True
    if not token.capital or text.isupper():
        return False
    if not opener or _ABOUT_A_PERSON.match(text, token.end):
        return True
    return not opens_a_sentence(text, token)


def means_a_family(text: str, token: Token, end: int) -> bool:
    """Whether a surname alone means somebody of that name.

    Children are seldom called by it, so it takes a capital within a sentence, or words as of a
    person beside it; where it is an ordinary word or a place too, only such words.

    Parameters
    ----------
    end
        Where the last word of the surname ends.
    """
    everyday = token.word in THINGS | OPENERS | SURNAMES
    place = token.word in PLACES
    if _RELATIVES.match(text, end):
        return not everyday or (token.capital and not text.isupper())
    if not token.capital or text.isupper():
        return False
    if _BESIDE.search(text[: token.start]) and not _CAPITAL_NEXT.match(text, end):
        return True
    if place:
        return False
    if everyday:
        return _DOES_SOMETHING.match(text, end) is not None
    return not opens_a_sentence(text, token) or _ABOUT_A_PERSON.match(text, end) is not None


def opens_a_sentence(text: str, token: Token) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing.

    A single letter with a dot before it is an initial, not a sentence.
    """
    before = text[: token.start]
    if _INITIAL_BEFORE.search(before):
        return False
    return _SENTENCE_ENDS.search(before) is not None
