"""``prepare-meeting``: what was typed goes to its tables, then the form is laid out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ppm_xl.book.draft import Draft
from ppm_xl.form import Harvest, lay_out
from ppm_xl.meeting import grid
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.harvesting import FORM, harvested, with_typed
from ppm_xl.meeting.lacking import pointed_out
from ppm_xl.meeting.pack import pack_of
from ppm_xl.meeting.records import ensure_meeting, note_what_is_shown
from ppm_xl.meeting.sheet import form_lines
from ppm_xl.plan import Paper, PlacedVenn, Plan, VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.venn.from_school import alt_text


def plan_prepare_meeting(school: School, class_name: str, half_term: HalfTerm, today: date) -> Plan:
    """Turn the form to a class: its rows, its pictures and its pack.

    What stands typed on the form, whatever class it shows, is harvested first. Home turns to
    the class as well.

    Raises
    ------
    DataError
        Where a table lacks a column that something was typed for, or the form is full.
    """
    draft, typed = harvested(school)
    meeting = _prepared(draft, with_typed(draft), class_name, half_term, today)
    _turn_to(draft, meeting)
    draft.put("Working", {"What": "Class", "Value": class_name})
    return _plan(draft, typed, (meeting,), meeting, school, today)


def plan_all(school: School, half_term: HalfTerm, today: date) -> Plan:
    """Prepare every class's meeting and pack; the sheet ends on Home's class, or the first.

    Raises
    ------
    DataError
        As :func:`plan_prepare_meeting`.
    """
    draft, typed = harvested(school)
    classes = school.classes_on_roll(today)
    now = with_typed(draft)
    meetings = tuple(_prepared(draft, now, name, half_term, today) for name in classes)
    shown = next((m for m in meetings if m.class_name == school.working_class), None)
    shown = shown or next(iter(meetings), None)
    if shown is not None:
        _turn_to(draft, shown)
    return _plan(draft, typed, meetings, shown, school, today)


def _prepared(
    draft: Draft, school: School, class_name: str, half_term: HalfTerm, today: date
) -> ClassMeeting:
    """See that the class's meeting has its rows, and gather what it shows."""
    facts = ensure_meeting(draft, school, class_name, half_term)
    meeting = gather(school, facts, today)
    note_what_is_shown(draft, meeting)
    return meeting


def _turn_to(draft: Draft, meeting: ClassMeeting) -> None:
    tables = draft.tables()
    draft.fill_form(FORM, lay_out(FORM, form_lines(meeting, tables), tables))


def _plan(
    draft: Draft,
    typed: Harvest,
    meetings: tuple[ClassMeeting, ...],
    shown: ClassMeeting | None,
    school: School,
    today: date,
) -> Plan:
    tables = draft.tables()
    problems = [*typed.problems]
    for meeting in meetings:
        problems.extend(
            pointed_out(
                tables, meeting.id, meeting.class_name, meeting.children, school.settings, today
            )
        )
    said = [_said(meeting) for meeting in meetings]
    if typed.count:
        cells = "1 cell" if typed.count == 1 else f"{typed.count} cells"
        said.append(f"Kept what was typed on the form: {cells}.")
    papers: tuple[Paper, ...] = tuple(pack_of(m, tables, school.settings) for m in meetings)
    return Plan(
        changes=draft.changes(),
        pictures=_pictures(shown) if shown is not None else (),
        papers=papers,
        problems=tuple(problems),
        said=tuple(said),
    )


def _said(meeting: ClassMeeting) -> str:
    listed = len({concern.pupil.upn for concern in meeting.concerns})
    overdue = sum(last.overdue for last in meeting.last_actions)
    parts = [f"{listed} listed", f"{len(meeting.celebrated)} to celebrate"]
    if meeting.then is not None:
        parts.append(f"{len(meeting.movers)} moved")
    actions = len(meeting.last_actions)
    parts.append(f"{actions} action{'' if actions == 1 else 's'} from last time")
    late = f", {overdue} overdue" if overdue else ""
    return f"{meeting.class_name}: {', '.join(parts)}{late}."


def _pictures(meeting: ClassMeeting) -> tuple[PlacedVenn, ...]:
    """Place the three diagrams; a place without one is emptied, so that no other class's stays."""
    then = meeting.then.half_term if meeting.then else meeting.half_term
    before = meeting.before
    rows = (
        ("Meeting now", (grid.PICTURE, 2), grid.NOW_SIZE, meeting.now, meeting.half_term),
        ("Meeting then", (grid.PICTURE, 10), grid.SMALL_SIZE, _counts(before), then),
        ("Meeting then names", (grid.FLOW + 1, 2), grid.BEFORE_SIZE, before, then),
    )
    return tuple(
        PlacedVenn(
            sheet="Meeting",
            name=name,
            cell=cell,
            width=size[0],
            height=size[1],
            venn=None if venn is None else replace(venn, size=grid.inches(size)),
            alt_text="" if venn is None else alt_text(venn, f"{meeting.class_name}, {when}"),
        )
        for name, cell, size, venn, when in rows
    )


def _counts(venn: VennPicture | None) -> VennPicture | None:
    return None if venn is None else replace(venn, counts_only=True)
