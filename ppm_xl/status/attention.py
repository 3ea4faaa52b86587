"""What needs attention, in plain words, worst first: the lines on Home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from ppm_xl.book.tables import Row
from ppm_xl.errors import Problem
from ppm_xl.school.action_states import is_overdue
from ppm_xl.school.before_a_round import MARKS, PROGRESS, collects
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.checks import is_unjudged
from ppm_xl.school.conversations import missed
from ppm_xl.school.model import School
from ppm_xl.sentences import counted
from ppm_xl.status.pupils import PupilStatus, Statuses


def attention_rows(
    school: School, problems: Sequence[Problem], today: date, known: Statuses | None = None
) -> tuple[Row, ...]:
    """Give at most seven lines, each with the cell it leads to.

    Parameters
    ----------
    known
        The school's statuses, from who has asked of them.
    """
    most = 7
    return tuple(islice(_lines(school, problems, today, known or Statuses(school)), most))


def red_in_something(red: Sequence[PupilStatus]) -> str:
    """Count the children who are Red in something, in the same words wherever they are counted."""
    many = sum(len(status.red_in) > 1 for status in red)
    also = f", {many} of them in more than one" if many else ""
    return f"{counted(len(red), 'pupil')} Red in something{also}"


def _lines(
    school: School, problems: Sequence[Problem], today: date, known: Statuses
) -> Iterator[tuple[str, str]]:
    if school.working is None:
        yield "Choose the school year and half-term on this sheet.", "Home!B5"
        return
    if not school.on_roll(today):
        yield "No pupils yet: import the pupil list from your MIS.", "Import!A1"
        return
    if problems:
        yield f"{counted(len(problems), 'cell')} cannot be read: press Check data.", "Check!A6"
    undecided = sum(r.get("Decision") == "Undecided" for r in school.tables["ImportList"].records())
    if undecided:
        yield f"{counted(undecided, 'line')} of the last import still to decide.", "Import!A5"
    yield from _status_lines(school, known, school.working, today)
    overdue = [action for action in school.actions if is_overdue(action, today)]
    if overdue:
        yield f"{counted(len(overdue), 'action')} overdue and not done.", "Actions!A5"
    without = missed(school, school.working, today)
    if without:
        words = counted(len(without), "learning conversation")
        yield f"{words} missed: give them another time.", "Conversations!F5"
    yield from _meetings_due(school, school.working, today)
    held = [p for p in school.on_roll(today) if p.report_copies == 0]
    if held:
        yield f"{counted(len(held), 'report')} held for the head.", "Pupils!A5"


def _meetings_due(school: School, half_term: HalfTerm, today: date) -> Iterator[tuple[str, str]]:
    """Name the meetings whose day has passed without anybody saying that they were held."""
    due = [
        m
        for m in school.meetings
        if m.half_term == half_term
        and m.day is not None
        and m.day < today
        and m.held is None
        and m.recorded is None
    ]
    if due:
        names = ", ".join(dict.fromkeys(m.class_name for m in due[:3]))
        more = f" and {len(due) - 3} more" if len(due) > 3 else ""  # noqa: PLR2004 - as many as are named
        yield f"{counted(len(due), 'meeting')} due and not held yet: {names}{more}.", "Round!A5"


def _status_lines(
    school: School, known: Statuses, half_term: HalfTerm, today: date
) -> Iterator[tuple[str, str]]:
    found = known.on_roll(half_term, today)
    red = [s for s in found if s.red_in]
    if red:
        yield f"{red_in_something(red)}.", "Status!A5"
    older = [s for s in found if school.settings.has_subjects(s.pupil.year)]
    asked = collects(school, half_term, *PROGRESS)
    unjudged: dict[str, int] = {}
    for status in older:
        row = school.judgements.get((half_term, status.pupil.upn))
        if asked and row is not None and is_unjudged(row):
            name = status.pupil.class_name
            unjudged[name] = unjudged.get(name, 0) + 1
    if unjudged:
        worst = max(unjudged, key=lambda name: unjudged[name])
        rest = f", most in {worst}" if len(unjudged) > 1 else f" in {worst}"
        total = sum(unjudged.values())
        yield f"Progress not judged yet for {counted(total, 'pupil')}{rest}.", "Assessments!A5"
    without = [s for s in older if not any(x.mark for x in s.subjects.values())]
    if without and collects(school, half_term, *MARKS):
        yield f"{counted(len(without), 'pupil')} without any mark.", "Assessments!A5"
