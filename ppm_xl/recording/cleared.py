"""Rows of a meeting's actions and issues that were cleared on the form: they go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.recording.stamping import OPEN, owners_of_issues
from ppm_xl.school.cells import text
from ppm_xl.school.settings import ClassTeam, Settings

_NOT_TYPED: Final = {
    "Actions": frozenset(
        {"ID", "Meeting", "Agreed on", "School year", "Half-term", "Class", "Area", "Need"}
    ),
    "Issues": frozenset({"ID", "Meeting", "Kind", "UPN", "Pupil"}),
}
"""What a row has from the line of the form it was typed on, or from recording."""


def drop_cleared(draft: Draft, meeting: str, team: ClassTeam, settings: Settings) -> bool:
    """Take out the meeting's actions and issues in which nothing typed is left.

    A row in which anything still stands, such as an owner, is kept: what was typed is never lost.

    Returns
    -------
    bool
        Whether any row went.
    """
    owners, dropped = owners_of_issues(team, settings), False
    for name, beside in (("Actions", "ActionPupils"), ("Issues", "")):
        records = list(draft.tables()[name].records())
        kept = [
            record
            for record in records
            if text(record.get("Meeting")) != meeting or _says(record, name, owners)
        ]
        if len(kept) == len(records):
            continue
        dropped = True
        draft.replace_rows(name, kept)
        if beside:
            there = {text(record.get("ID")) for record in kept}
            gone = {text(record.get("ID")) for record in records} - there
            whom = draft.tables()[beside].records()
            draft.replace_rows(beside, [r for r in whom if text(r.get("ID")) not in gone])
    return dropped


def _says(record: Mapping[str, Cell], name: str, owners: Mapping[str, str]) -> bool:
    """Whether staff typed anything in a row; an owner that recording filled in says nothing."""
    filled = {"Status": OPEN}
    if name == "Issues":
        filled["Owner"] = owners.get(text(record.get("Kind")), "")
    return any(
        text(cell)
        for column, cell in record.items()
        if column not in _NOT_TYPED[name] and text(cell) != filled.get(column)
    )
