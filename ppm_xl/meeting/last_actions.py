"""What was agreed last time, and what has come of it: overdue first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from ppm_xl.schema import OWNERS_WITHOUT_A_NAME
from ppm_xl.school.action_states import is_done, is_dropped, is_open, is_overdue, lacks_its_day
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, School


@dataclass(frozen=True, slots=True)
class LastAction:
    """One action of last time.

    Attributes
    ----------
    who
        The pupils of the class it is for; the class itself where it names none.
    overdue
        Not done, and its day has passed; see :mod:`ppm_xl.school.action_states`.
    """

    action: Action
    who: str
    overdue: bool

    @property
    def owner_and_day(self) -> str:
        """Who does it and by when, in words."""
        action = self.action
        owner = owner_in_words(action.owner)
        day = f"by {action.by_when:%d/%m/%Y}" if action.by_when else "no day set"
        ending = ", overdue" if self.overdue else ", dropped" if is_dropped(action) else ""
        if lacks_its_day(action):
            ending = ". Done on which day?"
        return f"{owner[:1].upper()}{owner[1:]}, {day}{ending}"


def owner_in_words(owner: str) -> str:
    """Name who does an action; ``child`` and ``family`` stand for the child's own."""
    if not owner:
        return "nobody named"
    return f"the {owner}" if owner in OWNERS_WITHOUT_A_NAME else owner


def last_actions(
    school: School,
    class_name: str,
    names: Mapping[str, str],
    today: date,
    *,
    meeting: str,
    half_term: HalfTerm,
    last_meetings: Collection[str],
    since: date | None = None,
) -> tuple[LastAction, ...]:
    """List what is still open, what the last meetings agreed, and what was done since then.

    What has an impact and no day on which it was done stays until the day is typed.

    An action belongs to the class where it is for one of its pupils, or names the class and
    no pupil. Those of the meeting being prepared are not last time's, nor are those that this
    half-term's reports brought before it.

    Parameters
    ----------
    names
        UPN to name, of the class's pupils: nobody else's name is shown.
    since
        First day of the half-term of the last meetings, where it is known.
    """
    out = []
    for action in school.actions:
        mine = [names[upn] for upn in action.pupils if upn in names]
        if not mine and (action.pupils or action.class_name != class_name):
            continue
        new = action.done_on is not None and (since is None or action.done_on >= since)
        of_now = action.half_term is not None and action.half_term >= half_term
        if action.meeting == meeting or (of_now and action.meeting not in last_meetings):
            continue
        waits = is_open(action) or lacks_its_day(action)
        if not (waits or new or action.meeting in last_meetings):
            continue
        overdue = is_overdue(action, today)
        out.append(LastAction(action, ", ".join(mine) or "The class", overdue))
    return tuple(sorted(out, key=_order))


def _order(found: LastAction) -> tuple[bool, bool, bool, date, str]:
    action = found.action
    finished = is_done(action), is_dropped(action)
    return not found.overdue, any(finished), finished[1], action.by_when or date.max, action.id
