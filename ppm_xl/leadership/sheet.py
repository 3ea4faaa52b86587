"""The lines of the sheet Leadership: in short, class by class, issues, what is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Final

from ppm_xl.book.tables import Cell, Row
from ppm_xl.leadership.class_rounds import Agreed, ClassRound, Reds, class_rounds
from ppm_xl.leadership.pages import COLUMNS, FORM, HEADING, paged
from ppm_xl.meeting.last_actions import owner_in_words
from ppm_xl.schema import IMPACTS, TABLES
from ppm_xl.school import issue_states
from ppm_xl.school.action_states import is_done, is_overdue
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Issue, Meeting, School
from ppm_xl.sentences import counted, listed
from ppm_xl.status.attention import red_in_something
from ppm_xl.status.pupils import PupilStatus, Statuses

__all__ = ["FORM", "LATE", "LINE", "REST", "TOTAL", "leadership_rows"]

LINE, LATE, TOTAL, TEXT, REST = "line", "late", "total", "text", "rest"
"""Kinds of rows, beside those of :mod:`.pages`: the sheet's formats follow them."""

_MOST_ISSUES: Final = 40
_MOST_OVERDUE: Final = 70
_NAMED: Final = 2
"""Children named in a line; more are counted."""
_LEADERSHIP: Final = "leadership"


def leadership_rows(
    school: School,
    today: date,
    half_term: HalfTerm | None = None,
    statuses: Statuses | None = None,
) -> tuple[Row, ...]:
    """Give the rows of the sheet; nothing before Home says which half-term it is.

    Parameters
    ----------
    half_term
        The half-term of this round; else that of Home.
    statuses
        The school's, from who has asked of them.
    """
    when = half_term or school.working
    if when is None or not school.on_roll(today):
        return ()
    statuses = statuses or Statuses(school)
    rounds = class_rounds(school, when, today, statuses)
    red = [found for found in statuses.on_roll(when, today) if found.red_in]
    lines = (
        *_in_short(school, rounds, red, when, today),
        *_by_class(rounds, when, today),
        *_issues(school, when, today),
        *_overdue(school, today),
        *_unsaid(school),
    )
    room = TABLES[FORM].rows
    return tuple((*line, *(None,) * (_WIDTH - len(line))) for line in tuple(paged(lines))[:room])


_WIDTH: Final = len(TABLES[FORM].columns)


# ---------------------------------------------------------------------------- in short


def _in_short(
    school: School,
    rounds: Sequence[ClassRound],
    red: Sequence[PupilStatus],
    when: HalfTerm,
    today: date,
) -> Iterator[Row]:
    yield HEADING, f"In short, {today:%d/%m/%Y}"
    yield TEXT, _meetings_in_short(rounds, when, today)
    reds: Reds = reduce(add, (r.reds for r in rounds), Reds())
    agreed: Agreed = reduce(add, (r.agreed for r in rounds), Agreed())
    if red:
        yield TEXT, _red_now(red)
    if reds.then:
        yield TEXT, _reds_in_short(reds)
    if agreed.count:
        yield TEXT, _agreed_in_short(agreed)
    open_issues = [i for i in _of_leaders(school) if issue_states.is_open(i)]
    late = [i for i in open_issues if issue_states.is_overdue(i, today)]
    if open_issues:
        past = f", {len(late)} past {'its' if len(late) == 1 else 'their'} day" if late else ""
        yield TEXT, f"{counted(len(open_issues), 'issue')} open for the leadership team{past}."


def _red_now(red: Sequence[PupilStatus]) -> str:
    """Count children as Home does, and the Reds that the last round is measured by."""
    reds = sum(len(found.red_in) for found in red)
    return (
        f"{red_in_something(red)}: {counted(reds, 'Red')}, "
        f"{'each' if reds > 1 else 'which is'} one child in one area."
    )


def _reds_in_short(reds: Reds) -> str:
    more = [
        words
        for number, words in (
            (reds.unknown, f"{reds.unknown} not judged since"),
            (reds.left, f"{reds.left} left"),
            (reds.new, f"{reds.new} new"),
        )
        if number
    ]
    rest = f"; {listed(more)}" if more else ""
    return (
        f"Did the last round help? Of {counted(reds.then, 'Red')} then, {reds.gone} "
        f"{_are(reds.gone)} Red no longer and {reds.still} {_are(reds.still)} still{rest}."
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _meetings_in_short(rounds: Sequence[ClassRound], when: HalfTerm, today: date) -> str:
    held = sum(r.held for r in rounds)
    unrecorded = sum(r.held and r.now.recorded is None for r in rounds)
    due = sum(r.due(today) for r in rounds)
    unplanned = sum(not r.held and r.now.day is None for r in rounds)
    parts = [f"{when}: {held} of {counted(len(rounds), 'meeting')} held"]
    if unrecorded:
        parts.append(f"{unrecorded} not recorded yet")
    if due:
        parts.append(f"{due} past {'its' if due == 1 else 'their'} day")
    if unplanned:
        parts.append(f"{unplanned} without a date")
    return f"{', '.join(parts)}."


def _agreed_in_short(agreed: Agreed) -> str:
    words = (
        f"Of {counted(agreed.count, 'action')} agreed then, {agreed.done} {_are(agreed.done)} done"
    )
    if agreed.overdue:
        words += f" and {agreed.overdue} {_are(agreed.overdue)} overdue"
    said = _impacts(agreed)
    return f"{words}. Impact: {said}." if said else f"{words}."


def _impacts(agreed: Agreed) -> str:
    parts = [
        f"{agreed.impacts[word]} {'did not work' if word == 'no' else word}"
        for word in IMPACTS
        if agreed.impacts.get(word)
    ]
    if agreed.unsaid:
        parts.append(f"{agreed.unsaid} not said yet")
    return ", ".join(parts)


# ---------------------------------------------------------------------------- by class


def _by_class(rounds: Sequence[ClassRound], when: HalfTerm, today: date) -> Iterator[Row]:
    yield HEADING, f"This round ({when}), and what came of the last one, by class"
    yield (
        COLUMNS, "Class", "This round's meeting", "Red then", "Actions then", "Their impact",
        "Overdue",
    )  # fmt: skip
    for found in rounds:
        late = found.due(today)
        yield (
            LATE if late else LINE,
            found.class_name,
            _meeting_in_words(found.now, late=late),
            _reds_in_words(found.reds) if found.last else "No meeting before this",
            _done_in_words(found.agreed),
            _impacts(found.agreed) or None,
            f"{found.agreed.overdue}" if found.agreed.overdue else None,
        )
    reds: Reds = reduce(add, (r.reds for r in rounds), Reds())
    agreed: Agreed = reduce(add, (r.agreed for r in rounds), Agreed())
    yield (
        TOTAL,
        "School",
        f"{sum(r.held for r in rounds)} of {len(rounds)} held",
        _reds_in_words(reds),
        _done_in_words(agreed),
        _impacts(agreed) or None,
        f"{agreed.overdue}" if agreed.overdue else None,
    )


def _meeting_in_words(meeting: Meeting, *, late: bool) -> str:
    if meeting.recorded is not None:
        return f"Recorded on {meeting.recorded:%d/%m/%Y}"
    if meeting.held is not None:
        return f"Held on {meeting.held:%d/%m/%Y}, not recorded yet"
    if meeting.day is None:
        return "No date yet"
    when = f"{meeting.day:%a} {meeting.day:%d/%m/%Y}"
    if late:
        return f"Was to be on {when}: held?"
    start = f", {meeting.start}" if meeting.start else ""
    return f"{when}{start}"


def _reds_in_words(reds: Reds) -> str:
    if not reds.then:
        return f"None; {reds.new} now" if reds.new else "None"
    parts = [f"{reds.then}: {reds.gone} no longer, {reds.still} still"]
    if reds.unknown:
        parts.append(f"{reds.unknown} not judged since")
    if reds.left:
        parts.append(f"{reds.left} left")
    if reds.new:
        parts.append(f"{reds.new} new")
    return ", ".join(parts)


def _done_in_words(agreed: Agreed) -> str | None:
    if not agreed.count:
        return None
    dropped = f", {agreed.dropped} dropped" if agreed.dropped else ""
    return f"{agreed.done} of {agreed.count} done{dropped}"


# ---------------------------------------------------------------------------- issues


def _of_leaders(school: School) -> list[Issue]:
    return [issue for issue in school.issues if issue.kind == _LEADERSHIP]


def _issues(school: School, when: HalfTerm, today: date) -> Iterator[Row]:
    meetings = {meeting.id: meeting for meeting in school.meetings}
    recent = {when, when.before}

    def is_shown(issue: Issue) -> bool:
        meeting = meetings.get(issue.meeting)
        return issue_states.is_open(issue) or meeting is None or meeting.half_term in recent

    shown = [issue for issue in _of_leaders(school) if is_shown(issue)]
    shown.sort(key=lambda i: (not issue_states.is_open(i), i.by_when or date.max, i.id))
    yield HEADING, "Issues for the leadership team"
    if not shown:
        yield TEXT, "None from the meetings of this round and the last."
        return
    yield COLUMNS, "Class", "Issue", "Owner", "By when", "Reply", "Status"
    for issue in shown[:_MOST_ISSUES]:
        meeting = meetings.get(issue.meeting)
        yield (
            LATE if issue_states.is_overdue(issue, today) else LINE,
            meeting.class_name if meeting else None,
            issue.text,
            issue.owner or "nobody named",
            _day(issue.by_when),
            issue.reply or None,
            issue_states.state_in_words(issue),
        )
    if len(shown) > _MOST_ISSUES:
        yield REST, f"{len(shown) - _MOST_ISSUES} more on the sheet Actions."


def _day(day: date | None) -> Cell:
    return None if day is None else f"{day:%d/%m/%Y}"


# ---------------------------------------------------------------------------- actions


def _overdue(school: School, today: date) -> Iterator[Row]:
    late = [action for action in school.actions if is_overdue(action, today)]
    order = {name: place for place, name in enumerate(school.classes_on_roll(today))}
    late.sort(
        key=lambda a: (
            order.get(a.class_name, len(order)), a.class_name, a.owner, a.by_when or today, a.id
        )
    )  # fmt: skip
    yield HEADING, "Overdue actions, by class and owner"
    if not late:
        yield TEXT, "None."
        return
    yield COLUMNS, "Class", "Action", "Owner", "By when", "For", "Days late"
    for action in late[:_MOST_OVERDUE]:
        owner = owner_in_words(action.owner)
        yield (
            LINE,
            action.class_name or None,
            action.action,
            f"{owner[:1].upper()}{owner[1:]}",
            _day(action.by_when),
            _for_whom(action, school),
            f"{(today - action.by_when).days}" if action.by_when else None,
        )
    if len(late) > _MOST_OVERDUE:
        yield REST, f"{len(late) - _MOST_OVERDUE} more on the sheet Actions."


def _for_whom(action: Action, school: School) -> str:
    names = [school.pupils[upn].name for upn in action.pupils if upn in school.pupils]
    if not names:
        return "The class"
    return listed(names) if len(names) <= _NAMED else counted(len(names), "child", "children")


def _unsaid(school: School) -> Iterator[Row]:
    """Say by class whose done actions wait for a word on what came of them."""
    waiting: dict[str, Counter[str]] = {}
    for action in school.actions:
        if is_done(action) and not action.impact:
            owners = waiting.setdefault(action.class_name, Counter())
            owners[owner_in_words(action.owner)] += 1
    yield HEADING, "Done, and nobody has said yet what came of it"
    if not waiting:
        yield TEXT, "None."
        return
    yield COLUMNS, "Class", "Done without an impact", "Owners"
    for name, owners in sorted(waiting.items()):
        yield (
            LINE,
            name or None,
            counted(sum(owners.values()), "action"),
            _tally(owners),
        )


def _tally(owners: Mapping[str, int]) -> str:
    return ", ".join(f"{owner} {number}" for owner, number in sorted(owners.items()))
