"""Who is spoken of at a meeting, and why: who is Red, and whom to celebrate.

A pupil is listed who is Red in a subject, attitude or attendance. One line says it all, in the
first area the pupil is Red in; the other areas only point to it, with room for an action of
their own. What was typed for a pupil keeps its line even where the pupil is Red no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from ppm_xl.meeting.shown import Celebrated, Concern
from ppm_xl.schema import AREAS_OF_LEARNING, NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import EarlyYearsRecord, Pupil, School
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.pupils import PupilStatus

EARLY_YEARS_AREA: Final = "Early Years"
"""The ``Area`` of what is said of a Reception pupil's areas of learning."""
MEASURES: Final = ("Attitude", "Attendance")
ON_TRACK: Final = "On track"
NOT_ON_TRACK: Final = "Not on track"
NOBODY_TO_CELEBRATE: Final = "Nobody moved in this time, and nobody is Green in every subject."


def areas_of(school: School) -> tuple[str, ...]:
    """Give the areas of concern in order: subjects, then areas of learning, then measures."""
    return (*school.settings.subjects, EARLY_YEARS_AREA, *MEASURES)


def concerns(
    school: School,
    statuses: Sequence[PupilStatus],
    half_term: HalfTerm,
    *,
    last_meetings: Collection[str] = (),
    kept: Collection[tuple[str, str]] = (),
) -> tuple[Concern, ...]:
    """List pupils by area and surname.

    Parameters
    ----------
    last_meetings
        IDs of the meetings of last time: who was Red there already is said so.
    kept
        UPN and area of what was typed for this meeting, which stays listed.
    """
    out: list[Concern] = []
    for status in statuses:
        found = _concerns_of(school, status, half_term, last_meetings, kept)
        whole = next((c.area for c in found), "")
        out.extend(
            c if c.area == whole or (c.pupil.upn, c.area) in kept else _pointer(c, whole)
            for c in found
        )
    order = areas_of(school)
    return tuple(sorted(out, key=lambda concern: order.index(concern.area)))


def _pointer(concern: Concern, whole: str) -> Concern:
    return Concern(
        concern.pupil, concern.area, concern.attainment, concern.progress, concern.why, see=whole
    )


def _concerns_of(
    school: School,
    status: PupilStatus,
    half_term: HalfTerm,
    last_meetings: Collection[str],
    kept: Collection[tuple[str, str]],
) -> list[Concern]:
    pupil = status.pupil
    off_track = areas_not_on_track(school, pupil, half_term)
    red = {area for area in status.red_in if area in status.subjects or area in MEASURES}
    if off_track:
        red.add(EARLY_YEARS_AREA)
    listed = [a for a in areas_of(school) if a in red or (pupil.upn, a) in kept]
    out = []
    for place, area in enumerate(listed):
        attainment, progress = _colours(status, area)
        said = list(_reasons(status, area, half_term, off_track)) if area in red else []
        if not said:
            said = ["listed before; not Red any more"]
        if _red_before(school, pupil, area, last_meetings):
            said.append("Red at the last meeting too")
        if place == 0:
            said.extend(_context(school, status, area, listed[1:], last_meetings))
        out.append(Concern(pupil, area, attainment, progress, _sentences(said)))
    return out


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)


def _colours(status: PupilStatus, area: str) -> tuple[str, str]:
    if area in status.subjects:
        subject = status.subjects[area]
        return subject.attainment.name, subject.progress.name
    if area in status.measures:
        return status.measures[area].name, ""
    return "", ""


def _reasons(
    status: PupilStatus, area: str, now: HalfTerm, off_track: Sequence[str]
) -> Iterator[str]:
    if area == EARLY_YEARS_AREA:
        yield f"not on track in {listed(off_track)}"
        return
    yield from status.reasons(area)
    subject = status.subjects.get(area)
    if subject is not None and subject.is_old(now):
        yield f"evidence from {subject.evidence}"
    if area == "Attendance" and status.punctuality.is_red:
        yield status.punctuality.why


def _red_before(school: School, pupil: Pupil, area: str, meetings: Collection[str]) -> bool:
    return any(
        said.attainment_shown == "Red" or said.progress_shown == "Red"
        for meeting in meetings
        if (said := school.discussion.get((meeting, pupil.upn, area))) is not None
    )


def _context(
    school: School,
    status: PupilStatus,
    area: str,
    others: Sequence[str],
    last_meetings: Collection[str],
) -> Iterator[str]:
    """Say what stands beside the reasons: other areas, the need named last time, provision."""
    if others:
        yield f"also {listed([within_a_sentence(other) for other in others])}"
    upn = status.pupil.upn
    for meeting in last_meetings:
        said = school.discussion.get((meeting, upn, area))
        if said is not None and said.need:
            yield f"need named last time: {said.need}"
    today = [p.name for p in school.provision if p.upn == upn and p.to is None]
    if today:
        yield f"in place: {', '.join(dict.fromkeys(today))}"


def areas_not_on_track(school: School, pupil: Pupil, half_term: HalfTerm) -> tuple[str, ...]:
    """Give the areas of learning a pupil is not on track in, by the newest record so far.

    Only for pupils whose year has no circles of its own, such as Reception.
    """
    record = newest_early_years(school, pupil, half_term)
    if record is None:
        return ()
    return tuple(area for area, found in record.areas.items() if found == NOT_ON_TRACK)


def newest_early_years(
    school: School, pupil: Pupil, half_term: HalfTerm
) -> EarlyYearsRecord | None:
    """Give a pupil's newest record of the areas of learning up to a half-term."""
    if school.settings.focus.get(pupil.year):
        return None
    found = [
        record
        for (when, upn), record in school.early_years.items()
        if upn == pupil.upn and when <= half_term
    ]
    return max(found, key=lambda record: record.half_term, default=None)


def marks_of(pupil: Pupil) -> tuple[str, ...]:
    """Give Pupil Premium and SEND as words, where the pupil has them."""
    premium = ("Pupil Premium",) if pupil.pupil_premium else ()
    return (*premium, "SEND") if pupil.has_send else premium


def on_track_everywhere(school: School, pupil: Pupil, half_term: HalfTerm) -> bool:
    """Whether a pupil is on track in every area of learning."""
    record = newest_early_years(school, pupil, half_term)
    if record is None:
        return False
    return all(record.areas.get(area) == ON_TRACK for area in AREAS_OF_LEARNING)


def celebrated(
    statuses: Sequence[PupilStatus],
    moved: Mapping[str, str],
    *,
    on_track: Collection[str] = (),
    kept: Collection[str] = (),
) -> tuple[Celebrated, ...]:
    """List who moved towards the centre, then who is Green in every subject, or on track.

    Green in a subject is Green for attainment, and for progress wherever the teacher judged it.

    Parameters
    ----------
    moved
        UPN to what changed, in words, of those who moved towards the centre.
    on_track
        UPNs of Reception pupils who are on track in every area of learning.
    kept
        UPNs of those of whom it was typed what helped: they stay listed.
    """
    first: list[Celebrated] = []
    then: list[Celebrated] = []
    for status in statuses:
        green = is_green(status)
        why = [f"moved in: {moved[status.pupil.upn]}"] if status.pupil.upn in moved else []
        if green:
            why.append(f"Green in {listed([within_a_sentence(name) for name in status.subjects])}")
        if status.pupil.upn in on_track:
            why.append("on track in every area of learning")
        if not why and status.pupil.upn in kept:
            why = ["celebrated when this was typed"]
        if why:
            chosen = first if status.pupil.upn in moved else then
            chosen.append(Celebrated(status.pupil, _sentences(why)))
    return (*first, *then)


def is_green(status: PupilStatus) -> bool:
    """Whether a pupil is Green in every subject."""
    subjects = tuple(status.subjects.values())
    return bool(subjects) and all(
        s.attainment.name == "Green" and s.progress.name in {"Green", NOT_ASSESSED}
        for s in subjects
    )
