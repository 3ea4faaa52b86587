"""How many lines a text takes on paper: estimated from letter widths, on the safe side."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from ppm_xl.reports.wording import APART

_GROUPS: Final = {
    0.26: "'!,.:;jl|",
    0.32: " i",
    0.42: '()"*-[]frt{}',
    0.52: "1<>?I`sz~",
    0.57: "/235679=\\ckvx",
    0.62: "$+048EFLST^ehnouy",
    0.67: "JPYZabdgpq",
    0.72: "#ABCRVX_",
    0.78: "&DGHKU",
    0.85: "NOQw%M",
    0.97: "m@W",
}
_CYRILLIC: Final = {0.32: "іїІЇ", 0.58: "гґтєзсухГҐЕТ", 0.96: "жмшщюМЖФ", 1.07: "ШЩЮ"}
_ARABIC: Final = {0.5: "اأإآءدذرزوة", 1.05: "سشصض"}
_NOTHING: Final = {0.0: "".join(APART) + "\N{ARABIC SHADDA}\N{ARABIC FATHATAN}\N{ARABIC DAMMA}"}
_WIDTHS: Final = {
    letter: width
    for groups in (_GROUPS, _CYRILLIC, _ARABIC, _NOTHING)
    for width, letters in groups.items()
    for letter in letters
}
"""Of Lexend, Noto Sans and IBM Plex Sans Arabic, in ems, rounded up."""

_WASTE: Final = 1.05
"""A line breaks between words, so that some of each line stays empty."""


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Give the width of a text in ems."""
    return sum(_WIDTHS[letter] if letter in _WIDTHS else _other(letter) for letter in text)


def _other(letter: str) -> float:
    latin, vietnamese = letter < "\u0250", "\u1ea0" <= letter <= "\u1eff"
    if latin or vietnamese:
        return 0.85 if letter.isupper() else 0.68
    if "\u0400" <= letter <= "\u052f":
        return 0.82 if letter.isupper() else 0.7
    return 0.8 if "\u0621" <= letter <= "\u06ff" else 1.45


def lines(text: str, across: float) -> int:
    r"""Count the lines of a text, each ``across`` ems wide; every line break begins a new one.

    >>> lines("x" * 50, 50), lines("W" * 50, 50), lines("one\n\ntwo", 50), lines("", 50)
    (1, 2, 3, 0)
    """
    if not text:
        return 0
    return sum(max(1, math.ceil(_WASTE * width(part) / across)) for part in text.split("\n"))


def shortened(text: str, across: float, most: int) -> str:
    """Shorten a text to so many lines: at the end of a sentence, else of a word, with ``…``.

    >>> shortened("He read well. " * 5, 10, 2)
    'He read well. He read well. …'
    """
    if lines(text, across) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines(f"{text[:middle].rstrip()} …", across) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    kept = text[:low]
    sentence = max(kept.rfind(end) for end in (". ", "! ", "? ", "\n"))
    blank = kept.rfind(" ")
    if sentence > len(kept) // 2:
        kept = kept[: sentence + 1]
    elif blank > len(kept) // 2:
        kept = kept[:blank]
    return f"{kept.rstrip()} …" if kept.strip() else ""
