"""Pieces of sentences that every room says alike: counts, lists, names within a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_ALWAYS_CAPITAL: Final = frozenset(
    "arabic english french german greek italian latin mandarin polish spanish urdu welsh".split()  # noqa: SIM905 - a list of words reads better as words
)


def counted(number: int, one: str, many: str = "") -> str:
    """Count things in words.

    >>> counted(1, "pupil"), counted(0, "pupil"), counted(2, "child", "children")
    ('1 pupil', '0 pupils', '2 children')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(things: Sequence[str]) -> str:
    """List things as a sentence does.

    >>> listed(["reading"]), listed(["reading", "writing", "maths"]), listed([])
    ('reading', 'reading, writing and maths', '')
    """
    *first, last = things or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def within_a_sentence(name: str) -> str:
    """Give a heading, such as a subject's name, as it stands within a sentence.

    >>> [within_a_sentence(name) for name in ("Reading", "English", "SPaG", "Guided Reading")]
    ['reading', 'English', 'SPaG', 'guided Reading']
    """
    first = name.split(" ", maxsplit=1)[0]
    if first.casefold() in _ALWAYS_CAPITAL or first != first.capitalize():
        return name
    return name[:1].lower() + name[1:]
