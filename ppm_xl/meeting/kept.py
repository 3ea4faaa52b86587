"""What was typed for a meeting already: it keeps its line on the form whatever changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.school.cells import text

CELEBRATE_AREA: Final = "Celebrate"
"""The ``Area`` of what is said of a pupil who is celebrated."""
MET_AREA: Final = "Met the target"
"""The ``Area`` of what is agreed for a pupil who met the target and causes concern."""
SEND_AREA: Final = "SEND"
"""The ``Area`` of a SEND concern about a pupil whom no area of concern lists."""
PROVISION_AREA: Final = "Provision"
"""The ``Area`` of what is said where provision is to be looked at."""
SPOKEN_AREA: Final = "Spoken of"
"""The ``Area`` of a word about a pupil who would else be forgotten."""
ASKED_OF_SENCO: Final = "asked of SENCO"

_TYPED: Final = (
    "Need",
    "Teacher's reason",
    "SEND concern",
    "What helped",
    "Note",
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A row of Actions that belongs to the meeting: its ID, area and pupils.

    Attributes
    ----------
    need
        Whose action it is: that of all who share a need in the area; empty where the pupils'
        own.
    """

    id: str
    area: str
    upns: tuple[str, ...]
    need: str = ""


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
    asked
        UPN to the IDs of what the meeting asks the SENCO about the pupil.
    picked
        UPN and area where a need was picked and nothing else said.
    """

    talk: frozenset[tuple[str, str]]
    agreed: tuple[Agreed, ...]
    issues: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picked: frozenset[tuple[str, str]] = frozenset()

    @property
    def concerns(self) -> frozenset[tuple[str, str]]:
        """UPN and area of everything said, or agreed for a pupil alone.

        Not of a group's action: whom that is for follows from the needs that were picked.
        """
        return self.talk | self._own

    @property
    def in_words(self) -> frozenset[tuple[str, str]]:
        """UPN and area of what was said in words, or agreed for a pupil alone.

        A need that was picked has room on a line that only points to the pupil's whole one.
        """
        return (self.talk - self.picked) | self._own

    @property
    def _own(self) -> frozenset[tuple[str, str]]:
        return frozenset((upn, a.area) for a in self.agreed if not a.need for upn in a.upns)

    def of_group(self, area: str, need: str) -> tuple[Agreed, ...]:
        """Give the actions of all who share a need in an area."""
        words = need.casefold()
        return tuple(a for a in self.agreed if a.area == area and a.need.casefold() == words)

    def own_of(self, upn: str, area: str) -> tuple[Agreed, ...]:
        """Give the actions of a pupil alone in an area."""
        return tuple(a for a in self.agreed if a.area == area and not a.need and upn in a.upns)


def kept_for(tables: Tables, meeting: str) -> Kept:
    """Read what was typed for one meeting; rows are found even where no action is worded yet."""
    said = {
        (text(record.get("UPN")), text(record.get("Area"))): record
        for record in _of_meeting(tables, "Discussion", meeting)
        if _is_said(record)
    }
    picked = {spot for spot, record in said.items() if not _is_said({**record, "Need": None})}
    whom: dict[str, list[str]] = {}
    for record in tables["ActionPupils"].records():
        whom.setdefault(text(record.get("ID")), []).append(text(record.get("UPN")))
    agreed = [
        Agreed(
            ident, text(record.get("Area")), tuple(whom.get(ident, ())), text(record.get("Need"))
        )
        for record in _of_meeting(tables, "Actions", meeting)
        if (ident := text(record.get("ID")))
    ]
    issues: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for record in _of_meeting(tables, "Issues", meeting):
        ident, kind = text(record.get("ID")), text(record.get("Kind"))
        if ident:
            issues.setdefault(kind, []).append(ident)
        if ident and kind == ASKED_OF_SENCO:
            asked.setdefault(text(record.get("UPN")), []).append(ident)
    return Kept(frozenset(said), tuple(agreed), _closed(issues), _closed(asked), frozenset(picked))


def _closed(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(ids) for key, ids in found.items()}


def _is_said(record: Mapping[str, Cell]) -> bool:
    """Whether staff typed anything; a question that still is the workbook's own says nothing."""
    if any(record.get(column) is not None for column in _TYPED):
        return True
    question = record.get("Leader's question")
    return question is not None and question != record.get("Question proposed")


def _of_meeting(tables: Tables, table: str, meeting: str) -> list[dict[str, Cell]]:
    return [r for r in tables[table].records() if text(r.get("Meeting")) == meeting]
