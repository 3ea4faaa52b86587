"""Which targets a pupil has met, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.meeting.class_view import ClassView
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.pupils import PupilStatus


def targets_met(view: ClassView, status: PupilStatus) -> tuple[tuple[str, ...], bool]:
    """Give the subjects whose target is met, and whether that is every target there is."""
    agreed = {
        subject: standing
        for subject in status.subjects
        if (standing := view.standing(status.pupil, subject)) is not None
    }
    met = tuple(subject for subject, standing in agreed.items() if standing.met)
    return met, bool(met) and len(met) == len(agreed)


def met_in_words(status: PupilStatus, met: Sequence[str], *, every: bool) -> str:
    """Name the marks that are the target or better; empty where there are none."""
    marks = listed([f"{within_a_sentence(s)} {status.subjects[s].mark}" for s in met])
    if not marks:
        return ""
    return f"{'Every target' if every and len(met) > 1 else 'Target'} met: {marks}."
