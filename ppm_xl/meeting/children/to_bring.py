"""Which books to bring, so that greens are celebrated and judgements moderated (mission row D4).

Up to three children a subject, from those celebrated: one at the lower border of Green, where a
judgement is hardest; one at greater depth; one with Pupil Premium or SEND. Who is chosen among
several changes with the half-term and with nothing else, so that preparing again asks for the same
books, and next time for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ppm_xl.meeting.class_view import ClassView
from ppm_xl.status.against_tests import LOWER
from ppm_xl.status.evidence import place_in_time
from ppm_xl.status.pupils import PupilStatus
from ppm_xl.status.trends import IMPROVED

MOST: Final = 3
"""Books a subject."""


def books_to_bring(
    view: ClassView, statuses: Sequence[PupilStatus]
) -> Mapping[str, tuple[str, ...]]:
    """Give UPN to the subjects whose books are to be brought.

    Parameters
    ----------
    statuses
        Of the pupils to celebrate, by surname.
    """
    out: dict[str, tuple[str, ...]] = {}
    for subject in view.school.settings.subjects:
        green = [
            status
            for status in statuses
            if subject in status.subjects and status.subjects[subject].attainment.name == "Green"
        ]
        for upn in _chosen(view, _turned(green, place_in_time(view.half_term)), subject):
            out[upn] = (*out.get(upn, ()), subject)
    return out


def _turned(statuses: Sequence[PupilStatus], by: int) -> list[PupilStatus]:
    start = by % len(statuses) if statuses else 0
    return [*statuses[start:], *statuses[:start]]


def _chosen(view: ClassView, green: Sequence[PupilStatus], subject: str) -> tuple[str, ...]:
    border = sorted(
        (s for s in green if not is_deep(view, s, subject)),
        key=lambda s: _doubt(view, s, subject),
    )
    deep = [s for s in green if is_deep(view, s, subject)]
    flagged = [s for s in green if s.pupil.pupil_premium or s.pupil.has_send]
    chosen: list[str] = []
    for kind in (border, deep, flagged):
        upns = [status.pupil.upn for status in kind]
        if kind is flagged and not set(upns).isdisjoint(chosen):
            continue
        chosen.extend([upn for upn in upns if upn not in chosen][:1])
    return tuple(chosen[:MOST])


def is_deep(view: ClassView, status: PupilStatus, subject: str) -> bool:
    """Whether a pupil's newest mark in a subject is at greater depth."""
    found = _meaning(view, status, subject)
    return found is not None and found[1]


def _doubt(view: ClassView, status: PupilStatus, subject: str) -> tuple[bool, int, bool]:
    """Order by how much a second look is worth: a lower test, the lowest mark, newly reached."""
    found = status.subjects[subject]
    meaning = _meaning(view, status, subject)
    lower = found.test is not None and found.test.verdict == LOWER
    return not lower, meaning[0] if meaning else 0, found.trend.move != IMPROVED


def _meaning(view: ClassView, status: PupilStatus, subject: str) -> tuple[int, bool] | None:
    """Give the steps of the newest mark, and whether it meets greater depth."""
    for row in view.school.history(status.pupil.upn, view.half_term):
        if row.marks.get(subject):
            found = view.school.meaning(row, subject)
            return None if found is None else (found.steps, found.meets_greater_depth)
    return None
