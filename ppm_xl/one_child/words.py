"""How the page names times, people and effects."""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.one_child.lines import Look, Said
from ppm_xl.school.calendar import HalfTerm

_EFFECTS: Final = {
    "worked": ("Worked", "Working", Look.GOOD),
    "partly": ("Partly worked", "Partly working", Look.PARTLY),
    "no": ("Did not work", "Not working", Look.BAD),
    "too soon": ("Too soon to tell", "Too soon to tell", Look.QUIET),
}
"""Of what was done, and of what is in place."""


def day(when: date) -> str:
    """Give a day as everybody here writes it."""
    return f"{when:%d/%m/%Y}"


def time_of(half_term: HalfTerm, now: HalfTerm) -> str:
    """Name a half-term; its year only where it is not this one."""
    return half_term.name if half_term.school_year == now.school_year else str(half_term)


def sentence(text: str) -> str:
    """Begin with a capital letter and end with one full stop.

    >>> sentence("read daily"), sentence("Why?"), sentence("")
    ('Read daily.', 'Why?', '')
    """
    words = text.strip()
    if not words:
        return ""
    return (
        f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?', '…', '”')) else '.'}"
    )


def effect(said: str, note: str = "") -> Said:
    """Say what an action achieved, with the note on it."""
    words, _, look = _EFFECTS.get(
        said.casefold(), (said or "Impact not recorded yet", "", Look.QUIET)
    )
    return Said(f"{words}: {sentence(note)}" if note.strip() else f"{words}.", look)


def working(said: str, *, over: bool) -> Said:
    """Say whether what is in place works, or worked where it is over."""
    worked, works, look = _EFFECTS.get(said.casefold(), (said, said, Look.QUIET))
    return Said((worked if over else works) or "Effect not recorded yet", look)
