"""What earlier meetings asked of leaders and the SENCO, and what the teacher set out to do.

Mission rows D10 and D11: replies come back to the next form; what is unsettled is asked after
again, whatever meeting it is from. What is settled is shown once, at the meeting after.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from ppm_xl.meeting.children.send import ASKED, last_asked
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.shown import LastIssue
from ppm_xl.school.model import Issue

LEADERSHIP: Final = "leadership"
OWN_TARGET: Final = "own target"
_SETTLED: Final = frozenset({"done", "dropped"})


def last_issues(view: ClassView, in_send: Collection[str]) -> tuple[LastIssue, ...]:
    """List them: unsettled first, then by day; a teacher's own targets only of this school year.

    Parameters
    ----------
    in_send
        UPNs in the SEND section, which shows what was asked of the SENCO last itself.
    """
    found = [issue for issue in view.school.issues if _is_ours(view, issue)]
    shown = {asked.id for upn in in_send if (asked := last_asked(view, upn)) is not None}
    lines = [_line(issue) for issue in found if issue.id not in shown]
    return tuple(sorted(lines, key=lambda one: (one.settled, one.by_when or date.max)))


def _is_ours(view: ClassView, issue: Issue) -> bool:
    """Whether an issue is of an earlier meeting of the class or about its pupils, and of now."""
    if issue.meeting == view.meeting or issue.kind not in {LEADERSHIP, OWN_TARGET, ASKED}:
        return False
    meeting = view.background.meetings.get(issue.meeting)
    if meeting is not None and not meeting.half_term < view.half_term:
        return False
    of_class = meeting is not None and meeting.class_name == view.class_name
    if not of_class and issue.upn not in view.upns:
        return False
    if issue.kind == OWN_TARGET and meeting is not None:
        of_year = meeting.half_term.school_year == view.half_term.school_year
        return of_year and (not _is_settled(issue) or issue.meeting in view.last_meetings)
    return not _is_settled(issue) or issue.meeting in view.last_meetings


def _is_settled(issue: Issue) -> bool:
    return issue.status in _SETTLED


def _line(issue: Issue) -> LastIssue:
    return LastIssue(
        id=issue.id,
        kind=issue.kind,
        text=issue.text,
        owner=issue.owner,
        by_when=issue.by_when,
        reply=issue.reply,
        settled=_is_settled(issue),
    )
