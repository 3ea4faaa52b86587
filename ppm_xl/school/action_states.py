"""Whether an action is open, done, dropped, overdue: one rule for every sheet, list and page.

Who types what came of an action has said that it was done: an impact of ``worked``, ``partly`` or
``no`` makes it done, whatever ``Status`` says, until the impact is cleared. ``too soon`` leaves it
open, since nobody knows yet; but somebody has answered for it, so its day does not count any more.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ppm_xl.school.model import Action, Meeting, School

_CAME_TO_SOMETHING: Final = frozenset({"worked", "partly", "no"})


def is_dropped(action: Action) -> bool:
    """Whether it was decided not to go on with an action."""
    return action.status.casefold() == "dropped"


def is_done(action: Action) -> bool:
    """Whether an action is finished: marked done, with the day it was done, or with an impact."""
    return (
        action.status.casefold() == "done"
        or action.done_on is not None
        or (_has_come_to_something(action) and not is_dropped(action))
    )


def is_open(action: Action) -> bool:
    """Whether an action is still to do."""
    return not is_done(action) and not is_dropped(action)


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action is still to do, its day has passed, and nobody has said what came of it."""
    return (
        is_open(action)
        and not action.impact
        and action.by_when is not None
        and action.by_when < today
    )


def drafts(school: School, today: date) -> frozenset[str]:
    """Give the meetings that are still to come: what is typed for them nobody has agreed to yet.

    A meeting whose day has passed was held, whether or not somebody wrote down that it was; one
    without a day may still come until its half-term is over.
    """
    return frozenset(m.id for m in school.meetings if m.id and _is_to_come(school, m, today))


def _is_to_come(school: School, meeting: Meeting, today: date) -> bool:
    if meeting.held is not None or meeting.recorded is not None:
        return False
    dates = school.settings.calendar.dates(meeting.half_term)
    last = meeting.day or (dates.ends if dates else date.max)
    return last >= today


def is_done_in_the_future(action: Action, today: date) -> bool:
    """Whether the day on which it was done, as it was typed, is still to come."""
    return action.done_on is not None and action.done_on > today


def lacks_its_day(action: Action) -> bool:
    """Whether only the impact says that an action was done: the day is still to be typed."""
    return action.status.casefold() == "open" and action.done_on is None and is_done(action)


def _has_come_to_something(action: Action) -> bool:
    return action.impact.strip().casefold() in _CAME_TO_SOMETHING
