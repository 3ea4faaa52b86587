"""The cells that recording a meeting fills: when it was held, and what its rows belong to.

Only empty cells are filled, so recording once more changes nothing, and what somebody typed on
the form, in Actions or in Issues stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.school.cells import text
from ppm_xl.school.settings import ClassTeam, Settings

_BEFOREHAND: Final = ("Clash", "Still missing")
"""What Round says of a meeting that is still to be held."""
OPEN: Final = "open"
_SENCO: Final = "SENCO"


def stamp(draft: Draft, meeting: ClassMeeting, settings: Settings, today: date) -> date:
    """Fill what recording says of a meeting, its actions and its issues; give when it was held.

    A meeting was held on its date, or today where that is still to come or not set.
    """
    facts = meeting.facts
    planned = facts.day if facts.day is not None and facts.day <= today else today
    held = facts.held or planned
    for place in _rows(draft, "Meetings", "ID", meeting.id):
        _fill(draft, "Meetings", place, {"Held": held, "Recorded": today})
        for column in _BEFOREHAND:
            if column in draft.tables()["Meetings"].place_of:
                draft.set("Meetings", place, column, None)
    of_the_meeting: dict[str, Cell] = {
        "Agreed on": held,
        "School year": meeting.half_term.school_year,
        "Half-term": meeting.half_term.name,
        "Class": meeting.class_name,
        "Status": OPEN,
    }
    for place in _rows(draft, "Actions", "Meeting", meeting.id):
        _fill(draft, "Actions", place, of_the_meeting)
    owners = owners_of_issues(meeting.team, settings)
    for place in _rows(draft, "Issues", "Meeting", meeting.id):
        kind = text(draft.tables()["Issues"].cell(place, "Kind"))
        _fill(draft, "Issues", place, {"Status": OPEN, "Owner": owners.get(kind) or None})
    return held


def owners_of_issues(team: ClassTeam, settings: Settings) -> dict[str, str]:
    """Give whose an issue is by its kind, where nobody is named; empty where nobody is known."""
    return {"own target": team.teacher, "asked of SENCO": senco_of(settings)}


def senco_of(settings: Settings) -> str:
    """Name the SENCO, where People has exactly one."""
    found = [name for name, role in settings.people.items() if role == _SENCO]
    return found[0] if len(found) == 1 else ""


def _rows(draft: Draft, table: str, column: str, wanted: str) -> Iterator[int]:
    cells = draft.tables()[table].column(column)
    return (place for place, cell in enumerate(cells) if text(cell) == wanted)


def _fill(draft: Draft, name: str, place: int, cells: Mapping[str, Cell]) -> None:
    table = draft.tables()[name]
    for column, value in cells.items():
        there = column in table.place_of
        if there and value is not None and not text(table.cell(place, column)):
            draft.set(name, place, column, value)
