"""The plan of ``record-meeting``: typed cells to their tables, the day frozen, lists written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, Problem, Severity, Spot
from ppm_xl.form import refreshed
from ppm_xl.meeting.form.group_pupils import follow_needs
from ppm_xl.meeting.form.harvesting import FORM, harvested, with_typed
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.lacking import pointed_out
from ppm_xl.meeting.not_understood import not_understood
from ppm_xl.meeting.records import ensure_meeting, meeting_of, name_actions, note_what_is_shown
from ppm_xl.plan import Plan
from ppm_xl.recording.cleared import drop_cleared
from ppm_xl.recording.list_papers import list_papers, superseded
from ppm_xl.recording.list_sheet import sheet_rows
from ppm_xl.recording.lists import OwnerList, in_words, owner_lists
from ppm_xl.recording.senco_copy import senco_copy, senco_path
from ppm_xl.recording.stamping import stamp
from ppm_xl.schema import OWNER_LISTS
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Meeting, School
from ppm_xl.school.settings import ClassTeam, Settings
from ppm_xl.school.words import DEFAULTS
from ppm_xl.sentences import counted, listed


def plan_record_meeting(school: School, class_name: str, half_term: HalfTerm, today: date) -> Plan:
    """Record the meeting of a class, whatever class the sheet Meeting shows.

    What stands typed on the form goes to its tables first. Colours, reasons and places in the
    Venn are noted one last time, and whom each group's action is for; from then on they stay as
    they were that day, while typed words may still be changed: on the form, recorded again, or in
    their tables.

    Raises
    ------
    DataError
        Where the class's meeting was never prepared or planned; or as ``harvested`` does.
    """
    draft, typed = harvested(school)
    name_actions(draft)
    before = with_typed(draft)
    _refuse_unprepared(before, class_name, half_term)
    facts = ensure_meeting(draft, before, class_name, half_term)
    team = before.settings.classes.get(class_name, ClassTeam(class_name))
    if drop_cleared(draft, facts.id, team, before.settings):
        before = with_typed(draft)
    meeting = gather(before, facts, today)
    note_what_is_shown(draft, meeting)
    follow_needs(draft, meeting)
    held = stamp(draft, meeting, before.settings, today)
    tables = draft.tables()
    draft.fill_form(FORM, refreshed(tables[FORM], tables))
    after = with_typed(draft)
    lists = owner_lists(after, today)
    if OWNER_LISTS.name in tables:
        draft.fill_form(OWNER_LISTS.name, sheet_rows(lists, today))
    papers = [*list_papers(lists, half_term, after.settings, today)]
    gone = superseded(papers, half_term, after.settings)
    copy = senco_copy(after, meeting, held, today)
    papers.extend([copy] if copy is not None else [])
    tables = draft.tables()
    problems = (
        *typed.problems,
        *not_understood(tables, meeting, typed.problems, today),
        *pointed_out(tables, meeting.id, class_name, meeting.children, after.settings, today),
        *_of_the_day(facts, held, tables),
        *_unknown(lists, after.settings),
        *_withheld(lists),
    )
    return Plan(
        changes=draft.changes(),
        papers=tuple(papers),
        problems=problems,
        said=(
            _said(after, meeting, held),
            *((f"{in_words(lists)}.",) if lists else ()),
            *((_copied(after),) if copy is not None else ()),
        ),
        superseded=gone if copy is not None else (*gone, senco_path(after, meeting)),
    )


def _refuse_unprepared(school: School, class_name: str, half_term: HalfTerm) -> None:
    wanted = meeting_of(school, class_name, half_term)
    if not any(known is wanted for known in school.meetings):
        raise DataError(
            f"There is no meeting of {class_name} in {half_term} to record.",
            "Press Prepare meeting for this class first.",
        )


def _said(school: School, meeting: ClassMeeting, held: date) -> str:
    """Say what the meeting's tables hold now, counted."""
    agreed = [action for action in school.actions if action.meeting == meeting.id]
    kinds = {"leadership": 0, "own target": 0, "asked of SENCO": 0}
    for issue in school.issues:
        if issue.meeting == meeting.id and issue.kind in kinds:
            kinds[issue.kind] += 1
    needs = {
        upn
        for (ident, upn, _), found in school.discussion.items()
        if ident == meeting.id and found.need
    }
    word = _senco(school)
    parts = [
        counted(len(agreed), "action"),
        f"needs of {counted(len(needs), 'child', 'children')}" if needs else "",
        _some(kinds["leadership"], "issue for leaders", "issues for leaders"),
        _some(kinds["own target"], "target of the teacher's own", "targets of the teacher's own"),
        _some(kinds["asked of SENCO"], f"question to the {word}", f"questions to the {word}"),
    ]
    what = listed([part for part in parts if part])
    again = f", first on {day:%d/%m/%Y}" if (day := meeting.facts.recorded) else ""
    return f"{meeting.class_name}: the meeting of {held:%d/%m/%Y} is recorded{again}, with {what}."


def _some(number: int, one: str, many: str) -> str:
    return counted(number, one, many) if number else ""


def _senco(school: School) -> str:
    return school.settings.words.get("SENCO is called") or DEFAULTS["SENCO is called"]


def _copied(school: School) -> str:
    return f"The {_senco(school)} has a copy."


def _of_the_day(facts: Meeting, held: date, tables: Tables) -> Iterator[Problem]:
    """Point out a meeting that was held, as it seems, on another day than was planned."""
    if facts.held is not None or facts.day in {None, held}:
        return
    place = tables["Meetings"].row_of.get((facts.id,))
    yield Problem(
        "held-on-another-day",
        f"Round, {facts.class_name}",
        f"The meeting was planned for {facts.day:%d/%m/%Y}, and is recorded as held on "
        f"{held:%d/%m/%Y}.",
        "Was it another day? Write that in Held on the sheet Round.",
        Severity.NOTE,
        None if place is None else Spot("Meetings", place, "Held"),
    )


def _unknown(lists: Sequence[OwnerList], settings: Settings) -> Iterator[Problem]:
    """Point out owners whom Settings does not know: their lists say as little as to anybody."""
    names = [one.owner for one in lists if not one.role]
    if names and settings.people:
        several = len(names) > 1
        shown = "Their lists show" if several else "The list shows"
        yield Problem(
            "owner-not-in-people",
            "Settings, People",
            f"{listed(names)} {'are' if several else 'is'} not in Settings, People. "
            f"{shown} no more than first names and initials.",
            "Add them there with their role, or correct the owner in Actions.",
            Severity.NOTE,
            Spot("People"),
        )


def _withheld(lists: Sequence[OwnerList]) -> Iterator[Problem]:
    """Point out what stands on no list, as its words say more than the owner may know."""
    for one in lists:
        for entry in one.entries:
            if entry.withheld:
                role = one.role or "nobody whom Settings, People has"
                yield Problem(
                    "not-for-this-owner",
                    f"Actions, {entry.id}",
                    f"{one.owner} ({role}) gets no words of the action for {entry.whom}: they "
                    "name another child, or a matter for class staff only.",
                    "Word it so that anyone may read it, then record again.",
                    Severity.NOTE,
                )
