"""Who met the target and causes concern all the same, and why (mission row D7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppm_xl.meeting.children.concerns import sentences
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import MEASURES
from ppm_xl.meeting.shown import Concern, MetButConcern
from ppm_xl.school.raising import raised_in_words
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.against_tests import AGREES, LOWER
from ppm_xl.status.pupils import PupilStatus
from ppm_xl.status.trends import SLIPPED, STEPS_DOWN


def met_but_concern(view: ClassView, concerns: Sequence[Concern]) -> tuple[MetButConcern, ...]:
    """List pupils who met the target, and what is of concern in words, by surname.

    In a subject whose target is met: it slipped, or a test says something else. Where every target
    is met: the teacher raised the pupil, or attitude or attendance is Red. Who is listed among the
    concerns stands there whole, and is only pointed to.
    """
    whole = {concern.pupil.upn: concern.area for concern in reversed(concerns) if not concern.see}
    out = []
    for status in view.statuses:
        met, every = _met(view, status)
        why = list(_why(view, status, met, every=every)) if met else []
        if why:
            see = whole.get(status.pupil.upn, "")
            out.append(MetButConcern(status.pupil, _in_words(status, met, every=every),
                                     sentences(why), see))  # fmt: skip
    return tuple(out)


def _met(view: ClassView, status: PupilStatus) -> tuple[tuple[str, ...], bool]:
    """Give the subjects whose target is met, and whether that is every target there is."""
    agreed = {
        subject: standing
        for subject in status.subjects
        if (standing := view.standing(status.pupil, subject)) is not None
    }
    met = tuple(subject for subject, standing in agreed.items() if standing.met)
    return met, len(met) == len(agreed)


def _in_words(status: PupilStatus, met: Sequence[str], *, every: bool) -> str:
    marks = listed([f"{within_a_sentence(s)} {status.subjects[s].mark}" for s in met])
    if every and len(met) > 1:
        return f"Every target met: {marks}."
    return f"Target met: {marks}."


def _why(view: ClassView, status: PupilStatus, met: Sequence[str], *, every: bool) -> Iterator[str]:
    for area in met:
        subject, name = status.subjects[area], within_a_sentence(area)
        if subject.trend.move in {SLIPPED, STEPS_DOWN} and not subject.progress.is_red:
            yield f"{name} {subject.trend.why}"
        if subject.test is not None and subject.test.verdict != AGREES:
            ask = "" if subject.test.verdict == LOWER else "; is the target high enough?"
            yield f"{name}: {subject.test.why}{ask}"
    if not every:
        return
    for measure in MEASURES:
        yield from status.reasons(measure)
    if raised := raised_in_words(view.raised(status.pupil.upn)):
        yield raised
