"""What was typed for a meeting already: it keeps its line on the form whatever changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.school.cells import text

CELEBRATE_AREA: Final = "Celebrate"
"""The ``Area`` of what is said of a pupil who is celebrated."""

_TYPED: Final = (
    "Need",
    "Teacher's reason",
    "Leader's question",
    "SEND concern",
    "What helped",
    "Note",
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row of Actions that belongs to the meeting: its ID, area and pupils."""

    id: str
    area: str
    upns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a meeting's tables hold that staff typed.

    Attributes
    ----------
    talk
        UPN and area of rows of Discussion with anything typed.
    agreed
        The meeting's own actions, in the table's order.
    issues
        Kind of issue to the IDs of the meeting's own, in the table's order.
    """

    talk: frozenset[tuple[str, str]]
    agreed: tuple[Agreed, ...]
    issues: Mapping[str, tuple[str, ...]]

    @property
    def concerns(self) -> frozenset[tuple[str, str]]:
        """UPN and area of everything said or agreed."""
        return self.talk | {(upn, agreed.area) for agreed in self.agreed for upn in agreed.upns}


def kept_for(tables: Tables, meeting: str) -> Kept:
    """Read what was typed for one meeting; rows are found even where no action is worded yet."""
    talk = {
        (text(record.get("UPN")), text(record.get("Area")))
        for record in _of_meeting(tables, "Discussion", meeting)
        if any(record.get(column) is not None for column in _TYPED)
    }
    whom: dict[str, list[str]] = {}
    for record in tables["ActionPupils"].records():
        whom.setdefault(text(record.get("ID")), []).append(text(record.get("UPN")))
    agreed = [
        Agreed(ident, text(record.get("Area")), tuple(whom.get(ident, ())))
        for record in _of_meeting(tables, "Actions", meeting)
        if (ident := text(record.get("ID")))
    ]
    issues: dict[str, list[str]] = {}
    for record in _of_meeting(tables, "Issues", meeting):
        if text(record.get("ID")):
            issues.setdefault(text(record.get("Kind")), []).append(text(record.get("ID")))
    return Kept(frozenset(talk), tuple(agreed), {kind: tuple(ids) for kind, ids in issues.items()})


def _of_meeting(tables: Tables, table: str, meeting: str) -> list[dict[str, Cell]]:
    return [r for r in tables[table].records() if text(r.get("Meeting")) == meeting]
