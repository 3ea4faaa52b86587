"""Who may see what on a list: decided by a person's role, from the schema (mission row D12).

Class staff, the SENCO and leaders see what the schema says of their group. Everybody else who
can own an action (other staff, an agency, a person whom Settings does not know) sees what is to
be done and for whom, by first name and initial, and nothing of why. A teaching assistant sees
the children of their own classes as class staff do, and others as everybody else does; and whoever
works in a class sees its children as class staff do, whatever People says of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ppm_xl import schema
from ppm_xl.school.roles import ROLES
from ppm_xl.school.settings import ClassTeam, Settings
from ppm_xl.school.staff import Staff, folded

SHOWN: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("Pupils", "Pupil"),
    "class": ("Pupils", "Class"),
    "area": ("Actions", "Area"),
    "need": ("Actions", "Need"),
    "named need": ("Discussion", "Need"),
    "action": ("Actions", "Action"),
    "issue": ("Issues", "Text"),
    "by when": ("Actions", "By when"),
    "measure": ("Actions", "Measure"),
}
"""All that a list may say, and the column it comes from."""

OUTSIDE: Final = frozenset({"action", "issue", "by when", "measure"})
"""What is shown to who belongs to no group of the schema; a child then has a short name."""

GROUPS: Final[Mapping[str, str]] = {
    "teacher": "class staff",
    "TA": "class staff",
    "SENCO": "SENCO",
    "leadership": "leaders",
}
"""Role in People to its group in the schema; other staff and agencies are in none."""

ASSISTANT: Final = "TA"
TEACHER: Final = "teacher"
LEADER: Final = "leadership"


def may_see(role: str) -> frozenset[str]:
    """Give what of :data:`SHOWN` a list may hold for somebody of this role.

    >>> sorted(may_see("agency"))
    ['action', 'by when', 'issue', 'measure']
    >>> "need" in may_see("teacher"), "name" in may_see("leadership")
    (True, True)
    """
    group = GROUPS.get(role)
    if group is None:
        return OUTSIDE
    return frozenset(
        what for what, (table, column) in SHOWN.items() if _is_for(group, table, column)
    )


def _is_for(group: str, table: str, heading: str) -> bool:
    column = schema.TABLES[table].column(heading)
    return column is not None and column.seen_by.includes(group)


def role_of(settings: Settings, name: str) -> str:
    """Give a person's role: that of People, else what they are to a class; empty if unknown."""
    wanted = _who(Staff(settings), name)
    said = next((role for known, role in settings.people.items() if folded(known) == wanted), "")
    return said if said in ROLES else _place_of(settings, wanted) or said


def _who(staff: Staff, name: str) -> str:
    """Give whom an owner's name means, as it is compared; ``SENCO`` is who that is in People."""
    found = staff.named(name, ClassTeam(""))
    return folded(found[0]) if len(found) == 1 else folded(name)


def _place_of(settings: Settings, wanted: str) -> str:
    staff = Staff(settings)
    for team in settings.classes.values():
        places = {TEACHER: team.teacher, ASSISTANT: team.teaching_assistant, LEADER: team.leader}
        for role, place in places.items():
            if wanted in _people(staff, place, team):
                return role
    return ""


def _people(staff: Staff, place: str, team: ClassTeam) -> frozenset[str]:
    """Give who is named in a place, which may be shared by two, and the two as one owner."""
    named = (*staff.named(place, team), place)
    return frozenset(filter(None, map(folded, named)))


def classes_of(settings: Settings, name: str) -> frozenset[str]:
    """Give the classes a person works in, also where the place is shared by two."""
    staff = Staff(settings)
    wanted = _who(staff, name)
    return frozenset(
        team.name
        for team in settings.classes.values()
        for place in (team.teacher, team.teaching_assistant)
        if wanted in _people(staff, place, team)
    )
