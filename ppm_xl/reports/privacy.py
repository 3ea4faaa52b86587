"""The gate: typed text that names another pupil, or a flag, does not go home.

What is left out is listed for a person to change; its words are never repeated in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.errors import Problem, Severity
from ppm_xl.reports.flags import names_a_flag
from ppm_xl.reports.names import (
    Name,
    Token,
    by_first_word,
    full_names,
    given_names,
    initials,
    name_of,
    stands_at,
    surnames,
    tokens,
)
from ppm_xl.reports.ordinary import ABBREVIATIONS, END_IN_S, OPENERS, PLACES, THINGS
from ppm_xl.reports.passes import as_compared, passed_texts
from ppm_xl.reports.persons import means_a_child, means_a_family
from ppm_xl.school.model import Pupil, School

_TITLES: Final = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "rev", "canon"})
_LONG: Final = 3
_INITIALS: Final = re.compile(r"\b([A-Z])\.\s?([A-Z])\.(?!\s?[A-Z]\b)")
_BARE_INITIALS: Final = re.compile(
    r"\b(?:with|beside|and|helped|helps|by|from)\s+([A-Z])\s?([A-Z])\b(?!\.)"
)

_REASONS: Final = {
    "names-another-pupil": "seems to name another child",
    "names-a-flag": "seems to name Pupil Premium, SEND or another matter for staff only",
}


@dataclass(frozen=True, slots=True)
class TextToPass(Problem):
    """A text that a person has to pass or change before it goes home.

    Attributes
    ----------
    text
        As typed: for the sheet Reports alone, which staff see; never repeated in a message.
    passed
        Whether a person has passed it, so that it is printed.
    """

    text: str = field(default="", repr=False)
    passed: bool = False


def text_to_pass(code: str, pupil: Pupil, column: str, text: str, *, passed: bool) -> TextToPass:
    """Say of a text why it did not go home, or that a person let it."""
    about = f"{column} for {pupil.name} {_REASONS[code]}."
    return TextToPass(
        code,
        f"{pupil.name}, {column}",
        f"{about} It is {'passed and printed' if passed else 'left out of the report'}.",
        ""
        if passed
        else "Change the text, or pass it on the sheet Reports, and make the report again.",
        Severity.NOTE if passed else Severity.WARNING,
        text=text,
        passed=passed,
    )


class Gate:
    """Knows every name in the school, and so whether a text may go home for one child.

    A pupil is meant by forename or known-as name, by either with the surname, by the surname
    where it is said as of a person, and by initials within a class, whatever the case and the
    accents. Not meant: the child's own names; a name after Mr, Mrs and the like or within a staff
    member's name; a class's name; and a name that is an ordinary word too, unless its capital
    stands in the middle of a sentence or a person's verb follows.
    """

    def __init__(self, school: School) -> None:
        self._passed = passed_texts(school.tables)
        self._also = (school.settings.words.get("SENCO is called", ""),)
        pupils = school.pupils.values()
        self._given = by_first_word(name for pupil in pupils for name in given_names(pupil))
        self._full = by_first_word(name for pupil in pupils for name in full_names(pupil))
        self._families = by_first_word(name for pupil in pupils for name in surnames(pupil))
        self._begin_names = {*self._given, *self._full, *self._families}
        self._initials: dict[str, dict[Name, set[str]]] = {}
        for pupil in pupils:
            for letters in initials(pupil):
                of_class = self._initials.setdefault(pupil.class_name, {})
                of_class.setdefault(letters, set()).add(pupil.upn)
        classes = {name_of(name) for name in school.settings.classes}
        classes |= {name_of(pupil.class_name) for pupil in pupils}
        self._classes = classes - {()}
        staff = {name_of(name) for name in school.settings.people}
        for team in school.settings.classes.values():
            names = (team.teacher, team.teaching_assistant, team.leader)
            staff |= {name_of(name) for name in names}
        place = {name_of(school.settings.school_name)}
        self._own: tuple[Pupil | None, Mapping[str, set[Name]]] = (None, {})
        self._innocent = by_first_word(name for name in staff | place if len(name) > 1)

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

    def was_passed(self, text: str, pupil: Pupil) -> bool:
        """Whether a person let exactly this text go to this pupil's family."""
        return (pupil.upn, as_compared(text)) in self._passed

    def _names_another(self, text: str, pupil: Pupil) -> bool:
        text = unicodedata.normalize("NFC", text)
        words = tokens(text)
        to_look_at = [n for n, token in enumerate(words) if self._may_be_a_name(token)]
        innocent = self._innocent_places(words, pupil) if to_look_at else set()
        for place in to_look_at:
            token = words[place]
            for name in self._found(self._full, words, place, innocent):
                if len(name) > 1 or len(name[0]) > _LONG:
                    return True
            for name in self._found(self._given, words, place, innocent):
                if len(name) > 1 or means_a_child(text, token):
                    return True
            for name in self._found(self._families, words, place, innocent):
                if means_a_family(text, token, words[place + len(name) - 1].end):
                    return True
            if place not in innocent and self._possessed(token):
                return True
        return self._initials_of_another(text, pupil)

    def _may_be_a_name(self, token: Token) -> bool:
        """Whether any name begins with a word: most words of a text are looked at no further."""
        return token.word in self._begin_names or self._possessed(token)

    @staticmethod
    def _found(
        names: Mapping[str, set[Name]], words: list[Token], place: int, innocent: set[int]
    ) -> Iterator[Name]:
        for name in names.get(words[place].word, ()):
            places = range(place, place + len(name))
            if stands_at(words, place, name) and not innocent.issuperset(places):
                yield name

    def _possessed(self, token: Token) -> bool:
        """Whether a name stands there with an s and no apostrophe: "Zoes book", "the Tarns"."""
        word = token.word.removesuffix("s")
        if word == token.word or not token.capital or len(word) < _LONG:
            return False
        if token.word in PLACES | END_IN_S or word in THINGS | OPENERS | PLACES:
            return False
        return (word,) in self._given.get(word, ()) or (word,) in self._families.get(word, ())

    def _initials_of_another(self, text: str, pupil: Pupil) -> bool:
        known = self._initials.get(pupil.class_name, {})
        for found in (*_INITIALS.finditer(text), *_BARE_INITIALS.finditer(text)):
            letters = found[1].lower(), found[2].lower()
            if "".join(letters) not in ABBREVIATIONS and known.get(letters, set()) - {pupil.upn}:
                return not text.isupper()
        return False

    def _innocent_places(self, words: list[Token], pupil: Pupil) -> set[int]:
        own = self._own_names(pupil)
        found: set[int] = set()
        for place, token in enumerate(words):
            for name in (*own.get(token.word, ()), *self._innocent.get(token.word, ())):
                if stands_at(words, place, name):
                    found.update(range(place, place + len(name)))
            if token.word in _TITLES:
                found.update(self._titled(words, place))
            if token.word == "class":
                found.update(self._class_beside(words, place))
        return found

    def _own_names(self, pupil: Pupil) -> Mapping[str, set[Name]]:
        """Give what the child of the page may be called, asked for each of its texts."""
        if self._own[0] is not pupil:
            names = given_names(pupil) | full_names(pupil) | surnames(pupil)
            self._own = pupil, by_first_word(names)
        return self._own[1]

    @staticmethod
    def _titled(words: list[Token], place: int) -> Iterator[int]:
        """Give the place of a name after a title, and of the next where this is an initial."""
        yield place + 1
        if place + 1 < len(words) and len(words[place + 1].word) == 1:
            yield place + 2

    def _class_beside(self, words: list[Token], place: int) -> Iterator[int]:
        for name in self._classes:
            for start in (place + 1, place - len(name)):
                if start >= 0 and stands_at(words, start, name):
                    yield from range(start, start + len(name))
