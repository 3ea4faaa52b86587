"""The small school with its staff: meetings prepared, typed into and recorded."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

import meeting_school
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Key, Tables
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.plan import Plan
from ppm_xl.recording.planning import plan_record_meeting

Spot: TypeAlias = tuple[str, Key, str]
"""Table, key and column behind a box of the form."""

PEOPLE = {
    "Mrs Fell": "teacher",
    "Mr Garth": "leadership",
    "Miss Hale": "SENCO",
    "Ms Ivo": "agency",
    "Mr Joss": "TA",
    "Mrs Kerr": "other staff",
}


def staffed() -> Tables:
    """The small school with its people, and Mr Joss in Oak."""
    draft = Draft(meeting_school.tables())
    for name, role in PEOPLE.items():
        draft.put("People", {"Name": name, "Role": role})
    draft.put("Classes", {"Class": "Oak", "Teaching assistant": "Mr Joss"})
    return draft.tables()


def prepared(tables: Tables, class_name: str = "Oak") -> Tables:
    """The tables with the form turned to a class."""
    plan = plan_prepare_meeting(meeting_school.school(tables), class_name, NOW, TODAY)
    return applied(tables, plan.changes)


def boxes(tables: Tables) -> Iterator[tuple[int, str, Spot]]:
    """Every box of the form: its row, its column, and what it is bound to."""
    for place, record in enumerate(tables[FORM].records()):
        for entry in json.loads(str(record["Bound"] or "{}")).get("b", ()):
            for letter, (heading, _) in entry["f"].items():
                yield place, letter, (entry["t"], tuple(entry["k"]), heading)


def recorded(tables: Tables, class_name: str = "Oak", today: date = TODAY) -> tuple[Tables, Plan]:
    """The tables with a class's meeting recorded, and the plan of it."""
    found = plan_record_meeting(meeting_school.school(tables), class_name, NOW, today)
    return applied(tables, found.changes), found


def at(spot: Spot) -> Callable[[Spot], bool]:
    """Ask for the box of one cell."""
    return lambda found: found == spot


def typed(tables: Tables, where: Callable[[Spot], bool], value: Cell) -> Tables:
    """The tables with something typed into the first box that is asked for."""
    place, letter, _ = next(box for box in boxes(tables) if where(box[2]))
    draft = Draft(tables)
    draft.set(FORM, place, letter, value)
    return draft.tables()
