"""``prepare-meeting``: what was typed goes to its tables, then the form is laid out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ppm_xl.book.draft import Draft
from ppm_xl.collector import collector_waits
from ppm_xl.form import Harvest, lay_out
from ppm_xl.meeting.background import Background
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.group_pupils import follow_needs
from ppm_xl.meeting.form.harvesting import FORM, harvested, with_typed
from ppm_xl.meeting.form.sheet import form_lines, then_row
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.lacking import pointed_out
from ppm_xl.meeting.not_understood import not_understood
from ppm_xl.meeting.paper.papers import papers_of, superseded, visits_pointed_out
from ppm_xl.meeting.records import ensure_meeting, name_actions, note_what_is_shown
from ppm_xl.plan import PlacedVenn, Plan, VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.school.settings import Settings
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
    name_actions(draft)
    meeting = _prepared(draft, with_typed(draft), class_name, half_term, today)
    pictures = _turn_to(draft, meeting, school.settings, today)
    draft.put("Working", {"What": "Class", "Value": class_name})
    return _plan(draft, typed, (meeting,), pictures, school, today)


@collector_waits()
def plan_all(school: School, half_term: HalfTerm, today: date) -> Plan:
    """Prepare every class's meeting and pack; the sheet ends on Home's class, or the first.

    Raises
    ------
    DataError
        As :func:`plan_prepare_meeting`.
    """
    draft, typed = harvested(school)
    name_actions(draft)
    classes = school.classes_on_roll(today)
    now = with_typed(draft)
    background = Background(now, today)
    meetings = tuple(_prepared(draft, now, name, half_term, today, background) for name in classes)
    shown = next((m for m in meetings if m.class_name == school.working_class), None)
    shown = shown or next(iter(meetings), None)
    pictures = () if shown is None else _turn_to(draft, shown, school.settings, today)
    return _plan(draft, typed, meetings, pictures, school, today, of_round=True)


def _prepared(
    draft: Draft,
    school: School,
    class_name: str,
    half_term: HalfTerm,
    today: date,
    background: Background | None = None,
) -> ClassMeeting:
    """See that the class's meeting has its rows, and gather what it shows."""
    facts = ensure_meeting(draft, school, class_name, half_term)
    meeting = gather(school, facts, today, background)
    note_what_is_shown(draft, meeting)
    follow_needs(draft, meeting)
    return meeting


def _turn_to(
    draft: Draft, meeting: ClassMeeting, settings: Settings, today: date
) -> tuple[PlacedVenn, ...]:
    """Lay the form out for a meeting, and give its pictures."""
    tables = draft.tables()
    lines = form_lines(meeting, tables, settings, today)
    draft.fill_form(FORM, lay_out(FORM, lines, tables))
    return _pictures(meeting, then_row(lines))


def _plan(
    draft: Draft,
    typed: Harvest,
    meetings: tuple[ClassMeeting, ...],
    pictures: tuple[PlacedVenn, ...],
    school: School,
    today: date,
    *,
    of_round: bool = False,
) -> Plan:
    tables = draft.tables()
    problems = [*typed.problems]
    for meeting in meetings:
        problems.extend(not_understood(tables, meeting, typed.problems, today))
        problems.extend(visits_pointed_out(school, meeting, tables, today))
        problems.extend(
            pointed_out(
                tables, meeting.id, meeting.class_name, meeting.children, school.settings, today
            )
        )
    said = [_said(meeting) for meeting in meetings]
    if typed.count:
        cells = "1 cell" if typed.count == 1 else f"{typed.count} cells"
        said.append(f"Kept what was typed on the form: {cells}.")
    papers = papers_of(school, meetings, tables, today, of_round=of_round)
    return Plan(
        changes=draft.changes(),
        pictures=pictures,
        papers=papers,
        problems=tuple(problems),
        said=tuple(said),
        superseded=superseded(school, meetings),
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


def _pictures(meeting: ClassMeeting, then_at: int) -> tuple[PlacedVenn, ...]:
    """Place the three diagrams; a place without one is emptied, so that no other class's stays.

    Parameters
    ----------
    then_at
        The row of the large diagram of then; 0 where it has no place.
    """
    then = meeting.then.half_term if meeting.then else meeting.half_term
    before = meeting.before
    now_at, small_at = (grid.PICTURE, _column("B")), (grid.PICTURE, _column("I"))
    large_at = (then_at or grid.FLOW + 1, _column("B"))
    rows = (
        ("Meeting now", now_at, grid.NOW_SIZE, grid.ENLARGED, meeting.now, meeting.half_term),
        ("Meeting then", small_at, grid.SMALL_SIZE, 1.0, _counts(before), then),
        ("Meeting then names", large_at, grid.BEFORE_SIZE, grid.ENLARGED, before, then),
    )
    return tuple(
        PlacedVenn(
            sheet="Meeting",
            name=name,
            cell=cell,
            width=size[0],
            height=size[1],
            venn=None if venn is None else replace(venn, size=grid.inches(size, enlarged=enlarged)),
            alt_text="" if venn is None else alt_text(venn, f"{meeting.class_name}, {when}"),
        )
        for name, cell, size, enlarged, venn, when in rows
    )


def _column(letter: str) -> int:
    return ord(letter) - ord("A") + 1


def _counts(venn: VennPicture | None) -> VennPicture | None:
    return None if venn is None else replace(venn, counts_only=True)
