"""The rows a meeting keeps: itself in Meetings, and in Discussion what was shown that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.identifiers import meeting_id
from ppm_xl.meeting.kept import (
    CELEBRATE_AREA,
    MET_AREA,
    PROVISION_AREA,
    SEND_AREA,
    SPOKEN_AREA,
)
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.model import Meeting, School
from ppm_xl.school.settings import ClassTeam
from ppm_xl.venn.from_school import VENN_AREA
from ppm_xl.venn.membership import region_code

PROGRESS: Final = "progress"


def meeting_of(school: School, class_name: str, half_term: HalfTerm) -> Meeting:
    """Give the class's progress meeting of a half-term, or one to come with its usual ID.

    Where there are several, the first that is not recorded yet, or else the last; one to which
    a parent or the child comes only where there is no other.
    """
    found = [
        m
        for m in school.meetings
        if (m.kind, m.class_name, m.half_term) == (PROGRESS, class_name, half_term)
    ]
    if not found:
        return Meeting(meeting_id(half_term, class_name), PROGRESS, class_name, half_term)
    of_class = [m for m in found if not (m.visitors or m.for_child)] or found
    return next((m for m in of_class if m.recorded is None), of_class[-1])


def ensure_meeting(draft: Draft, school: School, class_name: str, half_term: HalfTerm) -> Meeting:
    """See that the meeting has its row and its ID, and give it."""
    table = draft.tables()["Meetings"]
    facts = meeting_of(school, class_name, half_term)
    if facts.id and any(text(record.get("ID")) == facts.id for record in table.records()):
        return facts
    ident = meeting_id(half_term, class_name)
    planned = next(
        (
            place
            for place, record in enumerate(table.records())
            if not text(record.get("ID")) and _is_for(record, class_name, half_term)
        ),
        None,
    )
    if planned is not None:
        draft.set("Meetings", planned, "ID", ident)
    else:
        team = school.settings.classes.get(class_name, ClassTeam(class_name))
        draft.put(
            "Meetings",
            {
                "ID": ident,
                "Kind": PROGRESS,
                "Class": class_name,
                "School year": half_term.school_year,
                "Half-term": half_term.name,
                "Leader": team.leader or None,
            },
        )
    return replace(facts, id=ident)


def _is_for(record: Mapping[str, Cell], class_name: str, half_term: HalfTerm) -> bool:
    given = tuple(text(record.get(c)) for c in ("Class", "School year", "Half-term"))
    kind = text(record.get("Kind")) or PROGRESS
    return (*given, kind) == (class_name, half_term.school_year, half_term.name, PROGRESS)


def name_actions(draft: Draft) -> None:
    """Give every action without an ID one, so that what came of it has a box on the form."""
    table = draft.tables()["Actions"]
    records = list(table.records())
    taken = {text(record.get("ID")) for record in records}
    number = 0
    for place, record in enumerate(records):
        if text(record.get("ID")) or not text(record.get("Action")):
            continue
        number += 1
        while f"Action {number}" in taken:
            number += 1
        draft.set("Actions", place, "ID", f"Action {number}")


_SHOWN: Final = (
    "Why listed",
    "Question proposed",
    "Attainment shown",
    "Progress shown",
    "Region shown",
)


_OTHER_SECTIONS: Final = frozenset(
    {CELEBRATE_AREA, MET_AREA, SEND_AREA, PROVISION_AREA, SPOKEN_AREA}
)
"""Areas of Discussion whose reason stands in the row from when it began."""


def note_what_is_shown(draft: Draft, meeting: ClassMeeting) -> None:
    """Write colours, reasons, questions and places as shown now into Discussion.

    Once the meeting is recorded they stay as they were that day. A row that nobody is listed
    for any more loses its reason and its colours, and keeps what was typed in it; outside the
    concerns the reason is that of the day when something was typed. A question follows
    its proposal for as long as nobody changed or cleared it.
    """
    if meeting.facts.recorded is not None:
        return
    wanted = _shown_now(meeting)
    table = draft.tables()["Discussion"]
    new = dict(wanted)
    for place, record in enumerate(table.records()):
        if text(record.get("Meeting")) != meeting.id:
            continue
        spot = (text(record.get("UPN")), text(record.get("Area")))
        shown = _SHOWN if spot[1] not in _OTHER_SECTIONS else _SHOWN[1:]
        cells = wanted.get(spot, dict.fromkeys(shown))
        if record.get("Leader's question") == record.get("Question proposed"):
            cells = {**cells, "Leader's question": cells.get("Question proposed")}
        new.pop(spot, None)
        for column, value in cells.items():
            if column in table.place_of:
                draft.set("Discussion", place, column, value)
    for (upn, area), cells in new.items():
        question = {"Leader's question": cells.get("Question proposed")}
        draft.put(
            "Discussion", {"Meeting": meeting.id, "UPN": upn, "Area": area, **cells, **question}
        )


def _shown_now(meeting: ClassMeeting) -> dict[tuple[str, str], dict[str, Cell]]:
    """Give what stands of each pupil and area now, by UPN and area."""
    wanted: dict[tuple[str, str], dict[str, Cell]] = {}
    for concern in meeting.concerns:
        wanted[concern.pupil.upn, concern.area] = {
            "Pupil": concern.pupil.name,
            "Why listed": concern.why,
            "Question proposed": concern.question or None,
            "Attainment shown": concern.attainment or None,
            "Progress shown": concern.progress or None,
        }
    if meeting.now is not None:
        for upn, member in meeting.now.members.items():
            code = region_code(meeting.now.circles, member)
            wanted[upn, VENN_AREA] = {"Pupil": meeting.children[upn], "Region shown": code}
    return wanted
