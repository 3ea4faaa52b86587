"""Whom to celebrate, and for what (mission row D4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ppm_xl.meeting.children.concerns import sentences
from ppm_xl.meeting.children.their_own import deep_in, newly_on_track, what_is_own
from ppm_xl.meeting.children.to_bring import books_to_bring
from ppm_xl.meeting.children.what_helped import WhatHelped
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import newest_early_years, on_track_everywhere
from ppm_xl.meeting.shown import Celebrated
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.pupils import PupilStatus


def celebrated(
    view: ClassView,
    moved: Mapping[str, str],
    helped: WhatHelped,
    kept: Collection[str] = (),
) -> tuple[Celebrated, ...]:
    """List who moved towards the centre, then who is Green in every subject, or on track.

    Only this half-term's evidence praises: who has none yet of what the class has, or whose
    progress is still to be judged where others' is, waits.

    Parameters
    ----------
    moved
        UPN to what changed, in words, of those who moved towards the centre.
    kept
        UPNs of those of whom it was typed what helped: they stay listed.
    """
    first: list[Celebrated] = []
    then: list[Celebrated] = []
    there = _Judged(view)
    for status in view.statuses:
        upn, shared = status.pupil.upn, _shared(status) if there.all_of(status) else ""
        if upn in moved or shared:
            own = list(what_is_own(view, status, moved.get(upn, "")))
        elif upn in kept:
            own = ["celebrated when this was typed"]
        else:
            continue
        # Whoever moved is celebrated for that first of all.
        before = 1 if upn in moved else 0
        parts = (*own[:before], shared, *own[before:])
        found = Celebrated(
            status.pupil,
            sentences([part for part in parts if part]),
            helped=helped.for_pupil(upn, but_for=view.meeting),
            kindly=_kindly(view, status, moved.get(upn, "")),
            shared=sentences([shared]) if shared else "",
            own=sentences(own),
        )
        (first if upn in moved else then).append(found)
    return _with_books(view, (*first, *then))


def _with_books(view: ClassView, found: Iterable[Celebrated]) -> tuple[Celebrated, ...]:
    found = tuple(found)
    wanted = {one.pupil.upn for one in found}
    bring = books_to_bring(view, [s for s in view.statuses if s.pupil.upn in wanted])
    return tuple(replace(one, bring=bring.get(one.pupil.upn, ())) for one in found)


def is_green(status: PupilStatus) -> bool:
    """Whether a pupil is Green in every subject.

    Green in a subject is Green for attainment, and for progress wherever the teacher judged it.
    """
    subjects = tuple(status.subjects.values())
    return bool(subjects) and all(
        s.attainment.name == "Green" and s.progress.name in {"Green", NOT_ASSESSED}
        for s in subjects
    )


class _Judged:
    """What the class has evidence of in this half-term: marks and progress by subject, areas."""

    def __init__(self, view: ClassView) -> None:
        self._view = view
        now = view.half_term
        found = [one for s in view.statuses for one in s.subjects.values() if one.evidence == now]
        self._marked = {one.subject for one in found if one.mark}
        self._judged = {one.subject for one in found if one.progress.name != NOT_ASSESSED}
        self._areas = any(self._has_areas(status) for status in view.statuses)

    def _has_areas(self, status: PupilStatus) -> bool:
        record = newest_early_years(self._view.school, status.pupil, self._view.half_term)
        return record is not None and record.half_term == self._view.half_term

    def all_of(self, status: PupilStatus) -> bool:
        """Whether a pupil has all that others of the class have."""
        for name, found in status.subjects.items():
            if name in self._marked and found.is_old(self._view.half_term):
                return False
            if name in self._judged and found.progress.name == NOT_ASSESSED:
                return False
        return not (status.areas and self._areas) or self._has_areas(status)


def _shared(status: PupilStatus) -> str:
    """Say what many are celebrated for alike."""
    if is_green(status):
        return f"Green in {listed([within_a_sentence(name) for name in status.subjects])}"
    return "on track in every area of learning" if on_track_everywhere(status) else ""


def _kindly(view: ClassView, status: PupilStatus, moved: str) -> str:
    """Say for what, as an assembly hears it: no mark, no colour, nothing anybody lacks."""
    gained = moved.removeprefix("now in ").split(", no longer")[0]
    if moved.startswith("now in "):
        return f"great steps in {gained}"
    if newly := newly_on_track(view, status):
        return f"great steps in {listed([within_a_sentence(area) for area in newly])}"
    if deep := deep_in(view, status):
        return f"deep thinking in {listed(deep)}"
    if is_green(status):
        return f"steady work in {listed([within_a_sentence(name) for name in status.subjects])}"
    if on_track_everywhere(status):
        return "growing in every part of learning"
    return "good work this half-term"
