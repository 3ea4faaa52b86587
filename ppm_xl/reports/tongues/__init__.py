"""The languages a family may read in: fixed wording, dates and names of times.

Each language but English is one module of this package with a :data:`TONGUE`; to bring a new one,
add its file. A language is used for a child only once the school has written in Settings
(Languages) who checked it. What people typed is printed as they typed it, whatever the language.
"""

from __future__ import annotations

import pkgutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    Attributes
    ----------
    name
        In English, as ``Report language`` of a pupil says it: ``Polish``.
    own_name
        As its speakers call it.
    code
        BCP 47, which a screen reader goes by: ``pl``.
    months, weekdays
        As they stand in a date, from January and from Monday.
    day, in_full
        How a day is written: ``{day}``, ``{month}``, ``{weekday}``, ``{year}``.
    joined
        How a list ends: ``{first} and {last}``.
    words
        By the entries of the table Words (:mod:`ppm_xl.school.words`). An entry that is missing
        is printed in the school's English.
    times
        Half-terms, year groups (``Year 4``, ``Reception``), subjects, areas of learning and colours
        to what they are called.
    a_class
        How a class is named: ``{name}``. Not so a class whose name says what it is: ``Class 2``.
    quotes
        What stands before and after words that somebody said.
    typeface
        One of :data:`ppm_xl.paper.fonts.FAMILIES` that has every letter of the language.
    """

    name: str
    own_name: str
    code: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str = "{day} {month}"
    in_full: str = "{weekday} {day} {month} {year}"
    joined: str = "{first} and {last}"
    comma: str = ", "
    words: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    a_class: str = ""
    quotes: tuple[str, str] = ("“", "”")
    typeface: str = "Lexend"
    right_to_left: bool = False

    @property
    def script(self) -> str:
        """The script it is written in, as Unicode names its letters: ``LATIN``."""
        return _script(self.own_name[0])

    def is_of(self, text: str) -> bool:
        """Whether a typed text is in this language, as far as its letters tell.

        Letters tell Arabic from English, but not Polish from English: of two languages in Latin
        letters, English is what a school types.

        >>> tongue_called("Arabic").is_of("قرأت Zoë كتابا"), ENGLISH.is_of("Zoë read")
        (True, False)
        """
        if self.script == "LATIN":
            return False
        scripts = [_script(letter) for letter in text if letter.isalpha()]
        return 2 * scripts.count(self.script) > len(scripts)

    def short(self, day: date) -> str:
        """Give a day within a year.

        >>> ENGLISH.short(date(2027, 1, 4))
        '4 January'
        """
        return self._written(self.day, day)

    def long(self, day: date) -> str:
        """Give a day in full.

        >>> ENGLISH.long(date(2027, 1, 4))
        'Monday 4 January 2027'
        """
        return self._written(self.in_full, day)

    def _written(self, how: str, day: date) -> str:
        return how.format(
            day=day.day,
            month=self.months[day.month - 1],
            weekday=self.weekdays[day.weekday()],
            year=day.year,
        )

    def listed(self, items: Sequence[str]) -> str:
        """Give a list in a sentence.

        >>> ENGLISH.listed(["reading", "writing", "maths"])
        'reading, writing and maths'
        """
        if len(items) < 2:  # noqa: PLR2004 - one thing is no list
            return "".join(items)
        return self.joined.format(first=self.comma.join(items[:-1]), last=items[-1])


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", maxsplit=1)[0]


ENGLISH = Tongue(
    name="English",
    own_name="English",
    code="en-GB",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip


@cache
def tongues() -> Mapping[str, Tongue]:
    """Give every language but English by its name, in lower case."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        tongue: Tongue = import_module(f"{__name__}.{module.name}").TONGUE
        found[tongue.name.casefold()] = tongue
    return found


def tongue_called(name: str) -> Tongue | None:
    """Find a language by its English name, its own name, or its code; None where there is none."""
    wanted = name.strip().casefold()
    if wanted in {"", "english", "en", "en-gb"}:
        return ENGLISH
    by_name = tongues().get(wanted)
    if by_name is not None:
        return by_name
    same = (t for t in tongues().values() if wanted in {t.own_name.casefold(), t.code.casefold()})
    return next(same, None)
