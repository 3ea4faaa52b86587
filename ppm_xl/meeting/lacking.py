"""What an agreed action lacks, in words (mission row D8): pointed out, never a reason to stop.

One rule for the form, the pack and the record of the meeting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.meeting.kept import Agreed, kept_for
from ppm_xl.schema import OWNERS_WITHOUT_A_NAME
from ppm_xl.school.cells import flag, text
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import listed

_WANTED: Final = {"Owner": "no owner", "By when": "no day", "Measure": "no measure"}


def lacking(record: Mapping[str, Cell], people: Collection[str], today: date) -> tuple[str, ...]:
    """Say what an action lacks, each as it reads after "has"; nothing of one without words.

    Parameters
    ----------
    record
        Its row of Actions.
    people
        Who works here, as Settings names them; where nobody is named, no owner is missed there.
    today
        A day before it is past where the action does not say when it was agreed.

    >>> lacking({"Action": "Read daily", "Owner": "child"}, (), date(2026, 11, 23))
    ('no day', 'no measure')
    """
    if not text(record.get("Action")):
        return ()
    found = [words for column, words in _WANTED.items() if not text(record.get(column))]
    owner = text(record.get("Owner"))
    if owner and people and not is_known(owner, people):
        found.append(f"an owner who is not in Settings, People ({owner})")
    day, agreed = record.get("By when"), record.get("Agreed on")
    begins = agreed if isinstance(agreed, date) else today
    if isinstance(day, date) and day < begins:
        found.append("a day that was past already")
    if (
        owner.casefold() == "family"
        and flag(record.get("On report"))
        and not flag(record.get("Discussed with family"))
    ):
        found.append("no talk with the family yet, though it goes on the report")
    return tuple(found)


def is_known(owner: str, people: Collection[str]) -> bool:
    """Whether an owner is the child, the family or a person of People, whatever the case."""
    names = {name.strip().casefold() for name in (*people, *OWNERS_WITHOUT_A_NAME)}
    return owner.strip().casefold() in names


def lacking_of(tables: Tables, agreed: Agreed, settings: Settings, today: date) -> tuple[str, ...]:
    """Say what a meeting's action lacks; see :func:`lacking`."""
    table = tables["Actions"]
    place = table.row_of.get((agreed.id,))
    if place is None:
        return ()
    record = dict(zip(table.headings, table.rows[place], strict=True))
    return lacking(record, frozenset(staff_of(settings)), today)


def staff_of(settings: Settings) -> Iterator[str]:
    """Name everyone of People, and who teaches, assists or leads a class."""
    yield from settings.people
    for team in settings.classes.values():
        yield from filter(None, (team.teacher, team.teaching_assistant, team.leader))


def pointed_out(
    tables: Tables,
    meeting: str,
    whose: str,
    children: Mapping[str, str],
    settings: Settings,
    today: date,
) -> tuple[Problem, ...]:
    """List the meeting's actions that lack something.

    Parameters
    ----------
    meeting
        Its ID.
    whose
        The class, for an action that is for no child by name.
    children
        UPN to the name as lists offer it.
    """
    out = []
    for agreed in kept_for(tables, meeting).agreed:
        found = lacking_of(tables, agreed, settings, today)
        if not found:
            continue
        whom = listed([children.get(upn, upn) for upn in agreed.upns]) or whose
        area = f" in {agreed.area}" if agreed.area else ""
        out.append(
            Problem(
                "action-incomplete",
                f"Actions, {agreed.id}",
                f"The action for {whom}{area} has {listed(found)}.",
                "Type it on the sheet Meeting, or on Actions.",
                Severity.NOTE,
                Spot("Actions", tables["Actions"].row_of[(agreed.id,)], "Action"),
            )
        )
    return tuple(out)
