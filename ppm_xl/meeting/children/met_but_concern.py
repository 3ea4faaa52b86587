"""Who met the target and causes concern all the same, and why (mission row D7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppm_xl.meeting.children.concerns import sentences
from ppm_xl.meeting.children.plainly import plainly, trend_in_words
from ppm_xl.meeting.children.targets_met import met_in_words, targets_met
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import MEASURES
from ppm_xl.meeting.shown import Concern, MetButConcern
from ppm_xl.school.raising import raised_in_words
from ppm_xl.sentences import within_a_sentence
from ppm_xl.status.against_tests import AGREES, LOWER
from ppm_xl.status.pupils import PupilStatus
from ppm_xl.status.trends import SLIPPED, STEPS_DOWN


def met_but_concern(view: ClassView, concerns: Sequence[Concern]) -> tuple[MetButConcern, ...]:
    """List pupils who met the target, and what is of concern in words, by surname.

    In a subject whose target is met: it slipped, or a test says something else. Where every target
    is met: the teacher raised the pupil, or attitude or attendance is Red. Who is listed among the
    concerns stands there whole: here is only what is not said there, or the name alone.
    """
    whole = {concern.pupil.upn: concern.area for concern in reversed(concerns) if not concern.see}
    out = []
    for status in view.statuses:
        met, every = targets_met(view, status)
        if not met:
            continue
        see = whole.get(status.pupil.upn, "")
        own = list(_in_subjects(status, [area for area in met if area != see]))
        besides = list(_besides(view, status)) if every else []
        told = bool(see) and not own
        why = own if see and own else [*own, *besides]
        if why:
            words = met_in_words(status, met, every=every)
            out.append(MetButConcern(status.pupil, words, sentences(why), see, told=told))
    return tuple(out)


def _in_subjects(status: PupilStatus, areas: Sequence[str]) -> Iterator[str]:
    for area in areas:
        subject, name = status.subjects[area], within_a_sentence(area)
        if subject.trend.move in {SLIPPED, STEPS_DOWN} and not subject.progress.is_red:
            yield f"{name} {trend_in_words(subject.trend.why, status.half_term)}"
        if subject.test is not None and subject.test.verdict != AGREES:
            ask = "" if subject.test.verdict == LOWER else "; is the target high enough?"
            yield f"{name}: {plainly(subject.test.why)}{ask}"


def _besides(view: ClassView, status: PupilStatus) -> Iterator[str]:
    """Give what stands in the whole line of every pupil who has one."""
    for measure in MEASURES:
        yield from map(plainly, status.reasons(measure))
    if raised := raised_in_words(view.raised(status.pupil.upn)):
        yield raised
