"""Which white box of the form belongs to which row of which table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.form import Binding
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.identifiers import Numbers
from ppm_xl.meeting.kept import ASKED_OF_SENCO, Agreed
from ppm_xl.meeting.lacking import lacking_of
from ppm_xl.school.model import Pupil
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import listed

ACTION: Final = {"G": "Owner", "H": "Action", "I": "Measure", "J": "By when", "K": "On report"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What laying out one meeting needs: its content, the tables as they stand, the next IDs.

    Attributes
    ----------
    laid
        IDs of the actions that have their boxes already: two boxes for one cell could say two
        things.
    """

    meeting: ClassMeeting
    tables: Tables
    settings: Settings
    today: date
    numbers: Numbers
    laid: set[str] = field(default_factory=set)

    def talk(self, pupil: Pupil, area: str, fields: Mapping[str, str], why: str = "") -> Binding:
        """Bind boxes to what the meeting says of a pupil in an area."""
        new: dict[str, Cell] = {"Pupil": pupil.name}
        if why:
            new["Why listed"] = why
        return Binding("Discussion", (self.meeting.id, pupil.upn, area), fields, new)

    def action(self, ident: str, area: str, pupils: Iterable[Pupil], *, need: str = "") -> Binding:
        """Bind the boxes of an action; its pupils come with its row."""
        self.laid.add(ident)
        meeting = self.meeting
        new: dict[str, Cell] = {
            "Meeting": meeting.id,
            "School year": meeting.half_term.school_year,
            "Half-term": meeting.half_term.name,
            "Class": meeting.class_name,
            "Area": area,
            "Status": "open",
        }
        if need:
            new["Need"] = need
        also = tuple(
            ("ActionPupils", {"ID": ident, "UPN": pupil.upn, "Pupil": pupil.name})
            for pupil in pupils
        )
        return Binding("Actions", (ident,), ACTION, new, also)

    def ask_senco(self, ident: str, pupil: Pupil, letter: str) -> Binding:
        """Bind the box of a question to the SENCO about a pupil."""
        new: dict[str, Cell] = {
            "Meeting": self.meeting.id,
            "Kind": ASKED_OF_SENCO,
            "UPN": pupil.upn,
            "Pupil": pupil.name,
            "Status": "open",
        }
        return Binding("Issues", (ident,), {letter: "Text"}, new)

    def said(self, upn: str, area: str, column: str) -> Cell:
        """Give what the tables hold of what was said."""
        table = self.tables["Discussion"]
        place = table.row_of.get((self.meeting.id, upn, area))
        return None if place is None else table.cell(place, column)

    def lacks(self, agreed: Agreed) -> str:
        """Say in a sentence what an action lacks; empty where it lacks nothing."""
        found = lacking_of(self.tables, agreed, self.settings, self.today)
        return f"Has {listed(found)}." if found else ""
