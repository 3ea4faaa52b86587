"""Actions as the pack prints them: what was agreed last time, and what is agreed now."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.tables import Tables
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.kept import Agreed
from ppm_xl.meeting.lacking import lacking_of
from ppm_xl.meeting.last_actions import LastAction, owner_in_words
from ppm_xl.provision.wording import NO
from ppm_xl.school.action_states import is_done, lacks_its_day
from ppm_xl.school.cells import text
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import listed
from ppm_xl.venn.names import drawn_names

Data = dict[str, object]


def last_time(last: LastAction, tables: Tables) -> Data:
    """Give one action of last time, with what was typed of its impact."""
    action = last.action
    finished = is_done(action)
    done = f"done {action.done_on:%d/%m/%Y}" if action.done_on else "done"
    if lacks_its_day(action) and action.impact.strip().casefold() == NO:
        done = "tried, no impact"
    return {
        "who": last.who,
        "area": action.area,
        "action": action.action,
        "owner": _capital(owner_in_words(action.owner))
        if finished
        else last.owner_and_day.removesuffix(", overdue"),
        "overdue": last.overdue,
        "done": done if finished else "",
        "impact": text(tables["Actions"].get((action.id,), "Impact")),
        "note": text(tables["Actions"].get((action.id,), "Impact note")),
    }


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True, slots=True)
class Agreements:
    """The meeting's own actions, as the pack prints them.

    Parameters
    ----------
    today
        A day before it is past where an action does not say when it was agreed.
    """

    meeting: ClassMeeting
    tables: Tables
    settings: Settings
    today: date

    def of_need(self, area: str, need: str) -> list[Data]:
        """Give what all with a need do, typed once for them."""
        return [self._data(a) for a in self.meeting.kept.of_group(area, need) if self._is_worded(a)]

    def of_children(self, area: str, upns: Collection[str]) -> list[Data]:
        """Give what is some children's own in an area."""
        return [
            self._data(a)
            for a in self._worded()
            if a.area == area and not a.need and set(a.upns) & set(upns)
        ]

    def every(self) -> list[Data]:
        """Give every worded action."""
        return [self._data(agreed) for agreed in self._worded()]

    def _worded(self) -> Iterator[Agreed]:
        return filter(self._is_worded, self.meeting.kept.agreed)

    def _is_worded(self, agreed: Agreed) -> bool:
        return self.tables["Actions"].get((agreed.id,), "Action") is not None

    def _data(self, agreed: Agreed) -> Data:
        """Give one action: for whom, what, who, by when, how it is known, what is missing (D8)."""
        names = drawn_names({p.upn: (p.first_name, p.surname) for p in self.meeting.pupils})
        lacks = lacking_of(self.tables, agreed, self.settings, self.today)
        owner = self._cell(agreed, "Owner")
        return {
            "for": ", ".join(names[upn] for upn in agreed.upns if upn in names) or "The class",
            "about": ": ".join(part for part in (agreed.area, agreed.need) if part),
            "action": self._cell(agreed, "Action"),
            "owner": owner_in_words(owner) if owner else "",
            "day": self._cell(agreed, "By when"),
            "measure": self._cell(agreed, "Measure"),
            "lacks": f"Has {listed(lacks)}" if lacks else "",
        }

    def _cell(self, agreed: Agreed, column: str) -> str:
        return text(self.tables["Actions"].get((agreed.id,), column))
