"""What a child who is celebrated is celebrated for, beside what many have alike.

From what is known: a move towards the centre, an area of learning newly on track, greater depth,
better than at the last meeting, conduct, attendance, and the teacher's own words for the family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ppm_xl.meeting.children.to_bring import is_deep
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import NOT_ON_TRACK, ON_TRACK, newest_early_years
from ppm_xl.school.early_years import good_level
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.pupils import PupilStatus
from ppm_xl.status.trends import IMPROVED

_LONGEST: Final = 110
"""Letters up to which the teacher's first sentence is quoted whole."""
_SHORT: Final = (r"\w", "mr", "mrs", "ms", "mx", "dr", "rev", "st")
"""What a stop behind it only shortens: initials and titles."""
_SENTENCE: Final = re.compile(
    "".join(rf"(?i:(?<!\b{part}\.))" for part in _SHORT) + r"(?<=[.!?])\s+(?![a-z])"
)
_EVERY_DAY: Final = 100.0


def what_is_own(view: ClassView, status: PupilStatus, moved: str) -> Iterator[str]:
    """Say what is this child's own, each as a part of a sentence, the most telling first."""
    if moved:
        yield f"moved in: {moved}"
    if newly := newly_on_track(view, status):
        yield f"newly on track in {listed([within_a_sentence(area) for area in newly])}"
    if _reached_a_good_level(view, status):
        yield "a good level of development"
    if deep := deep_in(view, status):
        yield f"greater depth in {listed(deep)}"
    better = [
        within_a_sentence(name)
        for name, found in status.subjects.items()
        if found.trend.move == IMPROVED and within_a_sentence(name) not in moved
    ]
    if better:
        yield f"better than at the last meeting in {listed(better)}"
    yield from _conduct(view, status)
    yield from _words(view, status)


def newly_on_track(view: ClassView, status: PupilStatus) -> tuple[str, ...]:
    """Give the areas of learning on track now that were not in the record before."""
    now = newest_early_years(view.school, status.pupil, view.half_term)
    if now is None:
        return ()
    before = newest_early_years(view.school, status.pupil, now.half_term.before)
    if before is None:
        return ()
    return tuple(
        area
        for area, said in now.areas.items()
        if said == ON_TRACK and before.areas.get(area) == NOT_ON_TRACK
    )


def deep_in(view: ClassView, status: PupilStatus) -> list[str]:
    """Give the subjects in which a child is at greater depth, as within a sentence."""
    return [within_a_sentence(name) for name in status.subjects if is_deep(view, status, name)]


def _reached_a_good_level(view: ClassView, status: PupilStatus) -> bool:
    record = newest_early_years(view.school, status.pupil, view.half_term)
    return (
        record is not None
        and any(record.goals.values())
        and bool(good_level(record.areas, record.goals))
    )


def _conduct(view: ClassView, status: PupilStatus) -> Iterator[str]:
    """Say what is better in behaviour and effort than the half-term before, and of attendance."""
    rows = view.school.judgements
    now = rows.get((view.half_term, status.pupil.upn))
    before = rows.get((view.half_term.before, status.pupil.upn))
    if now is None:
        return
    if before is not None:
        then = {"behaviour": before.behaviour, "effort": before.effort}
        stands = {"behaviour": now.behaviour, "effort": now.effort}
        better = [
            part
            for part, colour in stands.items()
            if colour == "Green" and then[part] in {"Red", "Yellow"}
        ]
        if better:
            yield f"{listed(better)} Green now"
    if now.attendance is not None and now.attendance.per_cent == _EVERY_DAY:
        yield "at school every day"


def _words(view: ClassView, status: PupilStatus) -> Iterator[str]:
    """Quote how the teacher begins to the family; of a child who is Red in nothing."""
    row = view.school.judgements.get((view.half_term, status.pupil.upn))
    if row is None or not row.for_the_family or status.red_in:
        return
    first = _SENTENCE.split(row.for_the_family.strip())[0]
    if len(first) > _LONGEST:
        first = f"{first[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')} …"
    yield f"“{first}”"
