"""Whether an issue is open, answered, settled or overdue: one rule for every sheet and list.

What leaders or the SENCO were asked is answered by a reply: nobody has it to do any more, whatever
``Status`` says. A target of the teacher's own asks nobody, and its reply says how it went: so it is
open until its status says otherwise, but its day does not count any more.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.school.model import Issue

_SETTLED: Final = frozenset({"done", "dropped"})
_OWN_TARGET: Final = "own target"


def is_settled(issue: Issue) -> bool:
    """Whether somebody marked an issue as done or dropped."""
    return issue.status.casefold() in _SETTLED


def is_answered(issue: Issue) -> bool:
    """Whether what was asked has its reply."""
    return bool(issue.reply.strip()) and issue.kind != _OWN_TARGET


def is_open(issue: Issue) -> bool:
    """Whether an issue still waits for somebody."""
    return not is_settled(issue) and not is_answered(issue)


def is_overdue(issue: Issue, today: date) -> bool:
    """Whether an issue is still open, its day has passed, and nobody has said anything of it."""
    return (
        is_open(issue)
        and not issue.reply.strip()
        and issue.by_when is not None
        and issue.by_when < today
    )


def state_in_words(issue: Issue) -> str:
    """Say where an issue stands: ``open``, ``answered``, ``done`` or ``dropped``."""
    if is_answered(issue) and not is_settled(issue):
        return "answered"
    return issue.status or "open"
