"""Learning conversations as every room may ask of them: in which order, and who was missed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Conversation, Pupil, School


def conversation_order(school: School, half_term: HalfTerm, class_name: str) -> tuple[str, ...]:
    """Give the UPNs of a class in the order of its conversations of a half-term.

    Only children whose conversation has a day and a time: who is not planned is not there, so
    that whoever sorts by it puts them last. Two at one time follow the alphabet.
    """
    found: list[tuple[datetime, str, str, str]] = []
    for (when, upn), row in school.conversations.items():
        pupil = school.pupils.get(upn)
        if when != half_term or pupil is None or pupil.class_name != class_name:
            continue
        if row.planned is not None:
            name = pupil.surname.casefold(), pupil.first_name.casefold()
            found.append((row.planned, *name, upn))
    return tuple(upn for *_, upn in sorted(found))


def took_place(row: Conversation) -> bool:
    """Whether a conversation was held: it has its day, or something that was said in it."""
    return row.held is not None or any((row.going_well, row.hard, row.would_help, row.agreed))


def missed(
    school: School, half_term: HalfTerm, today: date, pupils: Iterable[Pupil] | None = None
) -> tuple[tuple[Pupil, datetime], ...]:
    """Give the children on roll whose planned day has passed without a conversation, and when.

    Parameters
    ----------
    pupils
        Of whom; without it, everyone on roll by surname.
    """
    out = []
    for pupil in school.on_roll(today) if pupils is None else pupils:
        row = school.conversations.get((half_term, pupil.upn))
        if row is None or row.planned is None or took_place(row):
            continue
        if row.planned.date() < today and pupil.on_roll(today):
            out.append((pupil, row.planned))
    return tuple(out)
