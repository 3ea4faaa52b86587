"""Nobody forgotten: who was not spoken of, celebrated or acted for lately (mission row D16)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ppm_xl.meeting.children.celebrating import is_green
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import on_track_everywhere
from ppm_xl.meeting.shown import Unmentioned
from ppm_xl.provision.look_at import in_numbers
from ppm_xl.school.model import Meeting
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.pupils import PupilStatus
from ppm_xl.venn.from_school import VENN_AREA

MEETINGS: Final = 2
"""How many recorded meetings before this one are looked at."""


def unmentioned(view: ClassView, here: Collection[str]) -> tuple[Unmentioned, ...]:
    """List pupils by surname who are in nothing at this meeting and were not at the ones before.

    Who has been at no recorded meeting yet is listed too: this is the first that could speak of
    the child.

    Parameters
    ----------
    here
        UPNs of those whom this meeting lists, celebrates or asks about.
    """
    out = []
    for status in view.statuses:
        upn = status.pupil.upn
        if upn in here:
            continue
        before = view.background.statuses.meetings_before(status.pupil, view.half_term)[:MEETINGS]
        if any(_spoken_of(view, status, meeting) for meeting in before):
            continue
        if _acted_for(view, upn, before):
            continue
        out.append(Unmentioned(status.pupil, _words(view, status, len(before))))
    return tuple(out)


def _spoken_of(view: ClassView, status: PupilStatus, meeting: Meeting) -> bool:
    """Whether a meeting listed a pupil, said anything of them, or had them to celebrate."""
    upn = status.pupil.upn
    if any(
        said.meeting == meeting.id and said.area != VENN_AREA
        for said in view.background.discussion.get(upn, ())
    ):
        return True
    then = view.background.statuses.of(status.pupil, meeting.half_term)
    return is_green(then) or on_track_everywhere(then)


def _acted_for(view: ClassView, upn: str, before: Collection[Meeting]) -> bool:
    meetings = {view.meeting, *(meeting.id for meeting in before)}
    half_terms = {view.half_term, *(meeting.half_term for meeting in before)}
    return any(
        action.meeting in meetings or action.half_term in half_terms
        for action in view.background.actions.get(upn, ())
    )


def _words(view: ClassView, status: PupilStatus, meetings: int) -> str:
    last = "the last" if meetings == 1 else f"the last {in_numbers(meetings)}"
    marks = [
        f"{within_a_sentence(name)} {found.mark}"
        for name, found in status.subjects.items()
        if found.mark
    ]
    stands = f" Now {listed(marks)}." if marks else ""
    if not meetings:
        first = "the child's" if view.last_meetings else "this"
        return f"In no other part of {first} first meeting.{stands}"
    return f"Not spoken of at this meeting or {last}.{stands}"
