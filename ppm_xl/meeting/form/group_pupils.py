"""Whom a group's action is for: whoever shares its need, until the meeting is recorded."""

from __future__ import annotations

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.school.cells import text


def follow_needs(draft: Draft, meeting: ClassMeeting) -> None:
    """Keep the pupils of every group's action equal to the children of its need and area.

    What was recorded stays as it was that day. An action for a need that no child has any more
    keeps its last pupils: an action for nobody would be lost.
    """
    if meeting.facts.recorded is not None:
        return
    wanted: dict[str, dict[str, str]] = {}
    for group in meeting.groups:
        if not group.need:
            continue
        pupils = {concern.pupil.upn: concern.pupil.name for concern in group.concerns}
        for agreed in meeting.kept.of_group(group.area, group.need):
            if set(agreed.upns) != pupils.keys() or len(agreed.upns) != len(pupils):
                wanted[agreed.id] = pupils
    if not wanted:
        return
    records: list[dict[str, Cell]] = [
        record
        for record in draft.tables()["ActionPupils"].records()
        if text(record.get("ID")) not in wanted
        or text(record.get("UPN")) in wanted[text(record.get("ID"))]
    ]
    there = {(text(record.get("ID")), text(record.get("UPN"))) for record in records}
    records.extend(
        {"ID": ident, "UPN": upn, "Pupil": name}
        for ident, pupils in wanted.items()
        for upn, name in pupils.items()
        if (ident, upn) not in there
    )
    draft.replace_rows("ActionPupils", records)
