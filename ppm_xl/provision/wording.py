"""Days, effects and intervention kinds as a sentence says them."""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.school.calendar import school_year_of
from ppm_xl.school.model import Provision

MONTHS: Final = (
    "Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
LONG_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

WORKED: Final = "worked"
PARTLY: Final = "partly"
NO: Final = "no"
TOO_SOON: Final = "too soon"

_STILL: Final = {
    WORKED: "working",
    PARTLY: "partly working",
    NO: "not working",
    TOO_SOON: "too soon to say",
}
_ENDED: Final = {
    WORKED: "worked",
    PARTLY: "partly worked",
    NO: "did not work",
    TOO_SOON: "ended too soon to say",
}


def day_in_words(day: date, today: date) -> str:
    """Give a day; its year only where it is of another school year.

    >>> day_in_words(date(2026, 9, 8), date(2026, 11, 23))
    '8 Sept'
    >>> day_in_words(date(2026, 6, 8), date(2026, 11, 23))
    '8 June 2026'
    """
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if school_year_of(day) == school_year_of(today) else f"{words} {day.year}"


def month_in_words(day: date, today: date) -> str:
    """Give a month; its year only where it is of another school year.

    >>> month_in_words(date(2026, 10, 8), date(2026, 11, 23))
    'October'
    """
    words = LONG_MONTHS[day.month - 1]
    return words if school_year_of(day) == school_year_of(today) else f"{words} {day.year}"


def effect_of(provision: Provision) -> str:
    """Give the effect as the schema spells it; empty where nobody said.

    >>> effect_of(Provision("Club", "A1", None, working="Worked"))
    'worked'
    """
    return provision.working.strip().casefold()


def effect_in_words(effect: str, *, ended: bool) -> str:
    """Say what came of it; what is not on the list stays as it was typed.

    >>> effect_in_words("no", ended=False), effect_in_words("no", ended=True)
    ('not working', 'did not work')
    """
    return (_ENDED if ended else _STILL).get(effect, effect)


def name_and_effect(provision: Provision) -> str:
    """Name what is in place, and whether it works where somebody said.

    >>> name_and_effect(Provision("Club", "A1", None, working="Partly"))
    'Club (partly working)'
    """
    effect = effect_in_words(effect_of(provision), ended=False)
    return f"{provision.name} ({effect})" if effect else provision.name


def sessions_in_words(provision: Provision) -> str:
    """Count the sessions; empty where none are known.

    >>> sessions_in_words(Provision("Club", "A1", None, sessions_planned=12, sessions_had=6))
    '6 of 12 sessions'
    """
    had, planned = provision.sessions_had, provision.sessions_planned
    if had is None:
        return f"{planned} sessions planned" if planned else ""
    if planned:
        return f"{had} of {planned} sessions"
    return f"{had} session{'' if had == 1 else 's'}"


def is_intervention(provision: Provision) -> bool:
    """Whether it is more than what the whole class has."""
    return provision.kind.casefold() != "class strategy"


def has_ended(provision: Provision, today: date) -> bool:
    """Whether its last day has come."""
    return provision.to is not None and provision.to <= today
