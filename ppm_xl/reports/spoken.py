"""The languages on a page: its own, and that of what people typed on it.

A page in English says nothing of its language, and its texts are plain. On every other page what
was typed is marked with its language, so that it is read aloud, and set, as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppm_xl.reports.tongues import ENGLISH, Tongue
from ppm_xl.reports.wording import APART, WHOLE

Text = str | dict[str, object]
"""Plain, or its language with its parts, each with whether it is of the page's language."""

_OURS: Final = re.compile(f"{APART[0]}([^{APART[1]}]*){APART[1]}?")

_NAME: Final = re.compile(f"{WHOLE[0]}([^{WHOLE[1]}]*){WHOLE[1]}")


def language_of(tongue: Tongue) -> dict[str, object]:
    """Say a page's language: nothing for English.

    >>> language_of(ENGLISH)
    {}
    """
    if tongue is ENGLISH:
        return {}
    return {
        "language": {
            "code": tongue.code,
            "direction": _direction(tongue),
            "typeface": tongue.typeface,
        },
    }


def typed(text: str, tongue: Tongue) -> Text:
    """Mark a typed text with the language it is in, and our words within it with the page's.

    >>> typed("Read (by 4 June).", ENGLISH)
    'Read (by 4 June).'
    """
    if tongue is ENGLISH:
        return text
    parts = list(_parts(text))
    theirs = "".join(part for part, ours in parts if not ours)
    own = not any(letter.isalpha() for letter in theirs) or tongue.is_of(theirs)
    language = tongue if own else ENGLISH
    return {
        "code": language.code,
        "direction": _direction(language),
        "quotes": list(language.quotes),
        "parts": [list(part) for part in parts],
    }


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for ours in _OURS.finditer(text):
        if text[at : ours.start()]:
            yield text[at : ours.start()], False
        yield ours.group(1), True
        at = ours.end()
    if text[at:]:
        yield text[at:], False


def pieces(text: str) -> str | list[list[object]]:
    """Part a line of ours at the typed names in it, each with whether it is one; else as it is.

    >>> pieces("Oak class")
    'Oak class'
    """
    found = [[part, at % 2 == 1] for at, part in enumerate(_NAME.split(text)) if part]
    return text if len(found) == 1 and not found[0][1] else found


def _direction(tongue: Tongue) -> str:
    return "rtl" if tongue.right_to_left else "ltr"


def letters_tell(names: tuple[str, ...]) -> bool:
    """Whether the first letters of the colours' names tell them apart.

    >>> letters_tell(("Green", "Amber", "Red")), letters_tell(("أخضر", "أصفر", "أحمر"))
    (True, False)
    """
    return len({name[:1] for name in names}) == len(names)
