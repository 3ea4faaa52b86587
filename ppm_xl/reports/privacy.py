"""The gate: typed text that names another pupil, or a flag, does not go home.

What is left out is listed for a person to change; its words are never repeated in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ppm_xl.reports.flags import names_a_flag
from ppm_xl.reports.ordinary import OPENERS, THINGS
from ppm_xl.school.model import Pupil, School

_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS: Final = re.compile(
    '(^|[.!?:\u2026\n\u2022\u2013\u2014"\u201c(])[\\s"\u201c\u2018(\'-]*$'
)
_ABOUT_A_PERSON: Final = re.compile(
    "['\u2019]s\\b|\\s+(is|has|was|and|can|does|did|helps|helped)\\b"
)

_TITLES: Final = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "rev", "canon"})
_SHORT: Final = 2
_SPELT: Final = dict(
    zip("đłøßæœðþıŋ", ("d", "l", "o", "ss", "ae", "oe", "d", "th", "i", "n"), strict=True)
)


def folded(word: str) -> str:
    """Give a word without case and accents, as people type names in a hurry.

    >>> folded("Łukasz"), folded("Zoë"), folded("Nguyễn")
    ('lukasz', 'zoe', 'nguyen')
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_SPELT.get(c, c) for c in apart if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    capital: bool


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(folded(m.group()), m.start(), m.end(), m.group()[0].isupper())
        for m in _WORD.finditer(unicodedata.normalize("NFC", text))
    ]


def _name(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in _tokens(text))


def _names_of(pupil: Pupil) -> set[tuple[str, ...]]:
    """Give what a pupil may be called: forename, known-as, and each with the surname."""
    given = {_name(pupil.forename), _name(pupil.known_as)} - {()}
    surname = _name(pupil.surname)
    both = {(*first, *surname) for first in given} | {(*surname, *first) for first in given}
    parts = {first[:1] for first in given if len(first) > 1 and len(first[0]) > _SHORT}
    return given | both | parts


def _by_first_word(names: Iterable[tuple[str, ...]]) -> dict[str, set[tuple[str, ...]]]:
    out: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        out.setdefault(name[0], set()).add(name)
    return out


class Gate:
    """Knows every name in the school, and so whether a text may go home for one child.

    A pupil is meant by forename, by known-as name, or by either with the surname, whatever the
    case and the accents. Not meant: the child's own names; a name after Mr, Mrs and the like or
    within a staff member's name; a class's name; and a name that is an ordinary word too, unless
    its capital stands in the middle of a sentence or a person's verb follows.
    """

    def __init__(self, school: School) -> None:
        self._also = (school.settings.words.get("SENCO is called", ""),)
        self._names = _by_first_word(n for p in school.pupils.values() for n in _names_of(p))
        classes = {_name(name) for name in school.settings.classes}
        classes |= {_name(pupil.class_name) for pupil in school.pupils.values()}
        self._classes = classes - {()}
        staff = {_name(name) for name in school.settings.people}
        for team in school.settings.classes.values():
            staff |= {_name(team.teacher), _name(team.teaching_assistant), _name(team.leader)}
        place = {_name(school.settings.school_name)}
        self._innocent = _by_first_word(name for name in staff | place if len(name) > 1)

    def refuses(self, text: str, pupil: Pupil) -> str:
        """Give the code of what is wrong with a text for a pupil's family; empty where nothing.

        Returns
        -------
        str
            ``names-another-pupil``, ``names-a-flag`` or nothing.
        """
        if self._names_another(text, pupil):
            return "names-another-pupil"
        return "names-a-flag" if names_a_flag(text, self._also) else ""

    def _names_another(self, text: str, pupil: Pupil) -> bool:
        text = unicodedata.normalize("NFC", text)
        tokens = _tokens(text)
        innocent = self._innocent_places(tokens, _names_of(pupil))
        for place, token in enumerate(tokens):
            for name in self._names.get(token.word, ()):
                places = range(place, place + len(name))
                if not _stands_at(tokens, place, name) or innocent.issuperset(places):
                    continue
                if len(name) > 1 or _means_a_person(text, token):
                    return True
        return False

    def _innocent_places(self, tokens: list[_Token], own: set[tuple[str, ...]]) -> set[int]:
        by_first = _by_first_word(own)
        found: set[int] = set()
        for place, token in enumerate(tokens):
            for name in (*by_first.get(token.word, ()), *self._innocent.get(token.word, ())):
                if _stands_at(tokens, place, name):
                    found.update(range(place, place + len(name)))
            if token.word in _TITLES:
                found.add(place + 1)
            if token.word == "class":
                found.update(self._class_beside(tokens, place))
        return found

    def _class_beside(self, tokens: list[_Token], place: int) -> Iterator[int]:
        for name in self._classes:
            for start in (place + 1, place - len(name)):
                if start >= 0 and _stands_at(tokens, start, name):
                    yield from range(start, start + len(name))


def _stands_at(tokens: list[_Token], place: int, name: tuple[str, ...]) -> bool:
    return tuple(token.word for token in tokens[place : place + len(name)]) == name


def _means_a_person(text: str, token: _Token) -> bool:
    opener = token.word in OPENERS
    if not opener and token.word not in THINGS and len(token.word) > _SHORT:
        return True
    if not token.capital or text.isupper():
        return False
    if not opener or _ABOUT_A_PERSON.match(text, token.end):
        return True
    return _SENTENCE_ENDS.search(text[: token.start]) is None
