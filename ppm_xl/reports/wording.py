"""The school's words with a child's name in them, and dates and figures as families read them.

What a language other than English has no words for is said in the school's English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ppm_xl.reports.tongues import ENGLISH, Tongue
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.words import DEFAULTS
from ppm_xl.status.colours import shown_per_cent

APART: Final = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""Round words of ours among words that were typed, where these are of two languages."""

WHOLE: Final = ("\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""Round a typed name on a page that is read from the right: "3/4 Oak" is not "Oak 3/4"."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The school's words for one child."""

    words: Mapping[str, str]
    child: str
    tongue: Tongue = ENGLISH

    def say(self, what: str, /, **values: str) -> str:
        """Give the school's words, braces filled; braces nobody knows stay as they are.

        >>> Wording({}, "Ada").say("Report: old judgement", when="Summer 2")
        'from Summer 2'
        """
        text = self.tongue.words.get(what) or self.words.get(what) or DEFAULTS[what]
        for name, value in {"child": self.child, **values}.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def apart(self, ours: str) -> str:
        """Set our words apart where they stand among typed ones, which may be in English.

        Unicode has two invisible signs for that; a page turns them into a mark of the language.
        """
        return ours if self.tongue is ENGLISH else f"{APART[0]}{ours}{APART[1]}"

    def called(self, colour: str) -> str:
        """Give the school's word for a colour: Yellow may be Amber."""
        if colour in self.tongue.times:
            return self.tongue.times[colour]
        return self.say("Yellow is called") if colour == "Yellow" else colour

    def half_term(self, half_term: HalfTerm, beside: HalfTerm) -> str:
        """Name a half-term, with its school year where that is another.

        >>> then, now = HalfTerm("2025-26", "Summer 2"), HalfTerm("2026-27", "Autumn 1")
        >>> Wording({}, "Ada").half_term(then, now), Wording({}, "Ada").half_term(now, now)
        ('Summer 2 2025-26', 'Autumn 1')
        """
        name = self.tongue.times.get(half_term.name, half_term.name)
        same = half_term.school_year == beside.school_year
        return name if same else f"{name} {half_term.school_year}".rstrip()

    def year(self, year: str) -> str:
        """Name a year group."""
        english = year_name(year)
        return self.tongue.times.get(english, english)

    def a_class(self, name: str) -> str:
        """Name a class as people say it."""
        english, pattern = class_label(name), self.tongue.a_class
        theirs = pattern if pattern and english != name else "{name}"
        typed = name if pattern else english
        if typed and self.tongue.right_to_left:
            typed = f"{WHOLE[0]}{typed}{WHOLE[1]}"
        return theirs.format(name=typed)


def per_cent(value: float) -> str:
    """Give a percentage as a letter home writes it, never rounded up.

    >>> per_cent(94.96), per_cent(100)
    ('94.9%', '100%')
    """
    return shown_per_cent(value).replace(" ", "")


def year_name(year: str) -> str:
    """Name a year group.

    >>> year_name("4"), year_name("R"), year_name("N2"), year_name("")
    ('Year 4', 'Reception', 'Nursery', '')
    """
    if year == "R":
        return "Reception"
    if year.startswith("N"):
        return "Nursery"
    return f"Year {year}" if year else ""


def class_label(name: str) -> str:
    """Name a class as people say it.

    >>> class_label("4B"), class_label("Oak"), class_label("Class 2"), class_label("Reception")
    ('Class 4B', 'Oak class', 'Class 2', 'Reception')
    """
    words = name.casefold().split()
    if not name or {"class", "year", "reception", "nursery"} & set(words):
        return name
    return f"Class {name}" if any(c.isdigit() for c in name) else f"{name} class"
