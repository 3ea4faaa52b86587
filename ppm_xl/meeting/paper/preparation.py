"""The preparation list for the office: who brings what, when and where, and what is still to come.

It is handed out well before the round, so everything on it is worded as a request.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.paper.pack_actions import Data
from ppm_xl.plan import Page, Paper
from ppm_xl.school.action_states import is_done, is_dropped
from ppm_xl.school.before_a_round import MARKS, PROGRESS, collects
from ppm_xl.school.cells import text
from ppm_xl.school.model import Meeting, Pupil, School
from ppm_xl.sentences import counted, listed, within_a_sentence

FILE: Final = "Preparation list.pdf"
_FEW: Final = 3
"""Children of a class that are named even where it is all of them."""
_NAMED: Final = 6
"""Children named in a sentence at most; of more the first are, and how many others."""


def preparation_list(
    school: School, meetings: Sequence[ClassMeeting], tables: Tables, folder: tuple[str, ...]
) -> Paper:
    """Make the list of one class's meeting or of a round, in the order of the days.

    Parameters
    ----------
    folder
        Where it lies: the half-term's folder, or the class's below it.
    """
    of = f": {meetings[0].class_name}" if len(meetings) == 1 else ""
    title = f"Preparing the progress meetings, {meetings[0].half_term}{of}"
    in_order = sorted(meetings, key=lambda m: _when(m.facts))
    data: Data = {
        "title": title,
        "school": school.settings.school_name,
        "rows": [_row(school, meeting, tables) for meeting in in_order],
    }
    return Paper((*folder, FILE), title, (Page("preparation_list", data),))


def _when(facts: Meeting) -> tuple[bool, int, str]:
    return facts.day is None, facts.day.toordinal() if facts.day else 0, facts.start


def _row(school: School, meeting: ClassMeeting, tables: Tables) -> Data:
    facts = meeting.facts
    return {
        "class": meeting.class_name,
        "day": f"{facts.day:%A} {facts.day.day} {facts.day:%B}" if facts.day else "",
        "time": _time(facts.start, facts.minutes),
        "place": facts.place,
        "people": [list(pair) for pair in _people(school, meeting)],
        "cover": facts.cover,
        "visitors": [*_visitors(school, meeting)],
        "bring": [list(pair) for pair in _bring(school, meeting)],
        "missing": list(_still_to_come(school, meeting, tables)),
    }


def _time(start: str, minutes: int | None) -> str:
    """Give a slot, such as ``09:00 to 09:45``; only its start where its length is not known.

    >>> _time("09:00", 45), _time("13:10", None), _time("", 45)
    ('09:00 to 09:45', '13:10', '')
    """
    if not start or minutes is None:
        return start
    try:
        begins = datetime.strptime(start, "%H:%M")  # noqa: DTZ007 - a time of day, nowhere
    except ValueError:
        return start
    return f"{start} to {begins + timedelta(minutes=minutes):%H:%M}"


def _people(school: School, meeting: ClassMeeting) -> Iterator[tuple[str, str]]:
    facts, team = meeting.facts, meeting.team
    senco = school.settings.words.get("SENCO is called") or "SENCO"
    joins = _time(facts.senco_joins, facts.senco_minutes)
    for what, who in (
        ("Teacher", team.teacher),
        ("Leader", meeting.leader),
        ("Also invited", meeting.others),
        (f"{senco} joins", joins),
    ):
        if who:
            yield what, who


def _visitors(school: School, meeting: ClassMeeting) -> Iterator[str]:
    """Say where a parent or child comes, to this meeting or to another of the class."""
    if meeting.facts.visitors and not meeting.facts.for_child:
        yield "A parent or child comes. Say on the sheet Round whose page is opened."
    for facts in (meeting.facts, *others_of(school, meeting)):
        if facts.for_child:
            day = f", {facts.day:%d/%m/%Y} {facts.start}".rstrip() if facts.day else ""
            yield f"For {facts.for_child}{day}: only the page of this child is opened."


def others_of(school: School, meeting: ClassMeeting) -> Iterator[Meeting]:
    """Give the class's other meetings of the half-term to which a parent or a child comes."""
    for facts in school.meetings:
        same = (facts.class_name, facts.half_term) == (meeting.class_name, meeting.half_term)
        visited = facts.for_child or facts.visitors
        if same and visited and facts.id != meeting.id and facts.recorded is None:
            yield facts


def _bring(school: School, meeting: ClassMeeting) -> Iterator[tuple[str, str]]:
    team, facts = meeting.team, meeting.facts
    usual = facts.bring or school.settings.words.get("Bring to a meeting", "")
    if usual:
        yield team.teacher or "Teacher", usual
    for subject in school.settings.subjects:
        whose = [c.pupil.name for c in meeting.celebrated if subject in c.bring]
        if whose:
            yield f"{subject} books", listed(whose)
    if meeting.last_meetings:
        yield meeting.leader or "Leader", "the form of the last meeting"


def _still_to_come(school: School, meeting: ClassMeeting, tables: Tables) -> Iterator[str]:
    """Ask for what the half-term collects and is not there yet; nothing else is chased."""
    when, settings = meeting.half_term, school.settings
    rows = {p.upn: school.judgements.get((when, p.upn)) for p in meeting.pupils}
    for subject in settings.subjects:
        taught = [
            p
            for p in meeting.pupils
            if settings.has_subjects(p.year) and settings.taught(subject, p.year)
        ]
        name = within_a_sentence(subject)
        if collects(school, when, *MARKS):
            without = [p for p in taught if (r := rows[p.upn]) is None or not r.marks.get(subject)]
            if without:
                yield f"{name} marks for {_whom(without, taught)}"
        if collects(school, when, *PROGRESS):
            unjudged = [
                p
                for p in taught
                if (r := rows[p.upn]) is not None
                and r.marks.get(subject)
                and not r.progress.get(subject)
            ]
            if unjudged:
                yield f"progress in {name} for {_whom(unjudged, taught)}"
    if meeting.pupils and collects(school, when, "attendance"):
        absent = [p for p in meeting.pupils if (r := rows[p.upn]) is None or r.attendance is None]
        if absent:
            yield f"attendance for {_whom(absent, meeting.pupils)}"
    silent = [
        last
        for last in meeting.last_actions
        if not is_dropped(last.action)
        and (last.overdue or is_done(last.action))
        and not text(tables["Actions"].get((last.action.id,), "Impact"))
    ]
    if silent:
        yield f"what came of {counted(len(silent), 'action')} of last time"


def _whom(found: Sequence[Pupil], of: Sequence[Pupil]) -> str:
    if len(found) == len(of) > _FEW:
        return "the whole class"
    names = [pupil.name for pupil in found]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    return listed(names)
