"""A person's role however it is typed: as the list in Settings, People has it."""

from __future__ import annotations

from typing import Final

_ALSO: Final = {
    "teacher": ("class teacher", "teachers"),
    "TA": (
        "teaching assistant", "classroom assistant", "learning support assistant", "lsa", "hlta",
        "higher level teaching assistant", "higher-level teaching assistant", "tas",
    ),
    "other staff": ("other", "staff"),
    "leadership": (
        "leader", "senior leader", "leadership team", "senior leadership team", "slt", "head",
        "headteacher", "head teacher", "head of school", "executive headteacher", "principal",
        "deputy", "deputy head", "deputy headteacher", "deputy head teacher",
        "assistant head", "assistant headteacher", "assistant head teacher",
    ),
    "SENCO": ("sendco", "senco", "inclusion lead", "inclusion leader"),
    "agency": ("outside agency", "external agency"),
}  # fmt: skip
"""The roles that People offers, and what else schools write for them."""

ROLES: Final = frozenset(_ALSO)
_KNOWN: Final = {words: role for role, more in _ALSO.items() for words in (role.casefold(), *more)}


def role_named(typed: str, senco: str = "") -> str:
    """Give a role as the list has it; as typed where it is none that is known.

    Parameters
    ----------
    senco
        What the school calls its SENCO, where it has a word of its own.

    >>> role_named("Class Teacher"), role_named("Headteacher"), role_named("Caretaker")
    ('teacher', 'leadership', 'Caretaker')
    """
    words = " ".join(typed.split()).casefold()
    if words and words == " ".join(senco.split()).casefold():
        return "SENCO"
    return _KNOWN.get(words, typed)
