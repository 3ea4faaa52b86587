"""What all parts of one meeting look at: the class, its statuses, the meetings before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ppm_xl.meeting.background import Background
from ppm_xl.meeting.children.standing import Standing
from ppm_xl.provision.in_place import Support
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Discussion, Pupil, School
from ppm_xl.status.pupils import PupilStatus


@dataclass(frozen=True)
class ClassView:
    """One class at one meeting.

    Attributes
    ----------
    meeting
        Its ID.
    names
        UPN to what the child is called in the class: the first name, and as much of the
        surname as tells two apart.
    statuses
        By surname.
    last_meetings
        IDs of the recorded meetings of last time.
    """

    background: Background
    meeting: str
    class_name: str
    half_term: HalfTerm
    statuses: tuple[PupilStatus, ...]
    names: Mapping[str, str]
    last_meetings: tuple[str, ...] = ()

    @property
    def school(self) -> School:
        """The school."""
        return self.background.school

    @property
    def today(self) -> date:
        """The day it is prepared on."""
        return self.background.today

    @property
    def support(self) -> Support:
        """Provision and groups."""
        return self.background.support

    @cached_property
    def upns(self) -> frozenset[str]:
        """The UPNs of the class."""
        return frozenset(status.pupil.upn for status in self.statuses)

    @cached_property
    def year_begins(self) -> date:
        """The first day of the school year."""
        return date(self.half_term.place[0], 9, 1)

    def standing(self, pupil: Pupil, subject: str) -> Standing | None:
        """Say how a pupil stands against what was agreed."""
        return self.background.standings.of(pupil, subject, self.half_term)

    def said(self, upn: str, area: str) -> Discussion | None:
        """Give what this meeting says of a pupil in an area so far."""
        return self.school.discussion.get((self.meeting, upn, area))

    def said_last(self, upn: str, area: str) -> tuple[Discussion, ...]:
        """Give what the last meetings said of a pupil in an area."""
        found = (self.school.discussion.get((m, upn, area)) for m in self.last_meetings)
        return tuple(said for said in found if said is not None)

    def actions_for(self, upn: str, area: str = "") -> Iterable[Action]:
        """Give a pupil's actions in an area, newest first, but for those of this meeting."""
        for action in self.background.actions.get(upn, ()):
            if action.meeting != self.meeting and area in {"", action.area}:
                yield action

    def raised(self, upn: str) -> str:
        """Give why the teacher wants a pupil spoken of in this half-term, or that it was ticked."""
        row = self.school.judgements.get((self.half_term, upn))
        return row.raised if row else ""
