"""Who is listed at a meeting, in which area, and why (mission row D2).

A pupil is listed who is Red in a subject, attitude or attendance; who is short of a milestone,
where the school chooses so; or whom the teacher ticked, with a reason. One line says it all, in
the first of the pupil's areas; the others only point to it, with room for an action of their own.
What was typed for a pupil keeps its line even where the pupil is Red no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ppm_xl.meeting.children.needs import picked, with_suggestions
from ppm_xl.meeting.children.plainly import plainly, trend_in_words
from ppm_xl.meeting.children.questions import asks_about, question_for
from ppm_xl.meeting.children.standing import Standing
from ppm_xl.meeting.children.targets_met import met_in_words, targets_met
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.listing import (
    EARLY_YEARS_AREA,
    MEASURES,
    RAISED_AREA,
    areas_of,
    not_on_track,
)
from ppm_xl.meeting.shown import Concern
from ppm_xl.provision.in_place import InPlace
from ppm_xl.provision.wording import has_ended, name_and_effect
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.raising import raised_in_words
from ppm_xl.sentences import listed
from ppm_xl.status.against_tests import AGREES
from ppm_xl.status.pupils import PupilStatus, SubjectStatus

NOT_RED: Final = "listed before; not Red any more"


def concerns(
    view: ClassView,
    kept: Collection[tuple[str, str]] = (),
    in_words: Collection[tuple[str, str]] = (),
) -> tuple[Concern, ...]:
    """List pupils by area and surname, each with all that is to be seen in the one whole line.

    Parameters
    ----------
    kept
        UPN and area of what was typed for this meeting, which stays listed.
    in_words
        Those of them that need a whole line: more than a need was picked.
    """
    found = [one for status in view.statuses for one in _of(view, status, kept, in_words)]
    order = areas_of(view.school)
    found.sort(key=lambda concern: order.index(concern.area))
    return with_suggestions(view, found, {s.pupil.upn: s for s in view.statuses})


def _of(
    view: ClassView,
    status: PupilStatus,
    kept: Collection[tuple[str, str]],
    in_words: Collection[tuple[str, str]],
) -> Iterator[Concern]:
    """Give a pupil's lines in the order of the areas: the whole one, and those that point to it."""
    upn = status.pupil.upn
    reasons = _reasons(view, status, [area for of, area in kept if of == upn])
    areas = [a for a in areas_of(view.school) if a in reasons or (upn, a) in kept]
    for place, area in enumerate(areas):
        attainment, progress = _colours(status, area)
        why = sentences(reasons.get(area) or [NOT_RED])
        need = picked(view, upn, area)
        if place and (upn, area) not in in_words:
            yield Concern(
                status.pupil, area, attainment, progress, why, see=areas[0], need=need,
                asked_there=asks_about(view, status, areas[0], area),
            )  # fmt: skip
            continue
        subject = status.subjects.get(area)
        standing = view.standing(status.pupil, area) if subject is not None else None
        on_target = "" if subject is not None else _every_target(view, status)
        provision = _provision(view, upn, areas if not place else [area], first=not place)
        yield Concern(
            pupil=status.pupil,
            area=area,
            attainment=attainment,
            progress=progress,
            why=why,
            red_meetings=status.red_meetings.get(area, 0),
            trend=_trend(subject, view.half_term) if subject is not None else "",
            target=_target(subject, standing) if subject and standing else on_target,
            test=_test(subject) if subject is not None else "",
            barriers=status.barriers if not place else (),
            provision=provision,
            elsewhere=() if place else _elsewhere(view, upn, provision),
            question=question_for(view, status, area) if not place else "",
            need=need,
            also=tuple(a for a in areas if a != area) if not place else (),
        )


def _reasons(view: ClassView, status: PupilStatus, kept: Collection[str]) -> dict[str, list[str]]:
    """Give each area that a pupil is listed in, with the reasons.

    Parameters
    ----------
    kept
        Areas in which something was typed of the pupil.
    """
    out: dict[str, list[str]] = {}
    red = [area for area in status.red_in if area in status.subjects or area in MEASURES]
    for area in red:
        # The milestone stands with the target, in a field of its own.
        short = [plainly(why.split("; milestone was ")[0]) for why in status.reasons(area)]
        out[area] = [*short, *_beside(view, status, area)]
    off = not_on_track(status)
    if off:
        out[EARLY_YEARS_AREA] = [f"not on track in {listed(off)}"]
    if view.school.settings.lists_short_of_milestone:
        for area in status.subjects:
            standing = view.standing(status.pupil, area)
            if standing is not None and standing.short and area not in out:
                goal = f"the {standing.term} milestone is {standing.milestone}"
                out[area] = [f"{standing.mark}; {goal}"]
    if raised := raised_in_words(view.raised(status.pupil.upn)):
        area = _fitting(view, status, {*out, *kept})
        out.setdefault(area, []).append(raised)
    return out


def _fitting(view: ClassView, status: PupilStatus, listed_in: Collection[str]) -> str:
    """Choose where a pupil whom the teacher raised is spoken of.

    Where the pupil is listed already, first of all; else the first subject that is Yellow; else
    in a part of its own.
    """
    for area in areas_of(view.school):
        if area in listed_in:
            return area
    for area, subject in status.subjects.items():
        if "Yellow" in {subject.attainment.name, subject.progress.name}:
            return area
    return RAISED_AREA


def _beside(view: ClassView, status: PupilStatus, area: str) -> Iterator[str]:
    subject = status.subjects.get(area)
    if subject is not None and subject.is_old(view.half_term):
        yield f"last assessed in {subject.evidence}"
    if area == "Attendance" and status.punctuality.is_red:
        yield status.punctuality.why


def sentences(parts: Sequence[str]) -> str:
    """Make a sentence of each part.

    >>> sentences(["WTS is one step below", "progress judged Red", "high enough?"])
    'WTS is one step below. Progress judged Red. High enough?'
    >>> sentences(["“Zoë swam!”", "raised: “tired”"])
    '“Zoë swam!” Raised: “tired”.'
    """
    ends = ("?", "!", ".”", "?”", "!”", "…”")
    return " ".join(
        f"{part[:1].upper()}{part[1:]}{'' if part.endswith(ends) else '.'}" for part in parts
    )


def _colours(status: PupilStatus, area: str) -> tuple[str, str]:
    if area in status.subjects:
        subject = status.subjects[area]
        return subject.attainment.name, subject.progress.name
    if area in status.measures:
        found = status.measures[area].name
        return ("" if found == NOT_ASSESSED else found), ""
    return "", ""


def _trend(subject: SubjectStatus, now: HalfTerm) -> str:
    words = (subject.trend.why, subject.trend.corrected)
    return sentences([trend_in_words(part, now) for part in words if part])


def _target(subject: SubjectStatus, standing: Standing) -> str:
    """Say how the pupil stands against the target; beside a Red, what a met target means."""
    if not standing.met:
        return standing.words
    if subject.attainment.is_red:
        return f"Met the target set ({standing.target}), which is well below what the age expects."
    if subject.progress.is_red:
        return (
            f"Met the target set ({standing.target}) and is now Red for progress: is the target "
            "high enough?"
        )
    return standing.words


def _every_target(view: ClassView, status: PupilStatus) -> str:
    """Say beside attitude or attendance that every target is met, where it is."""
    met, every = targets_met(view, status)
    return met_in_words(status, met, every=True) if every else ""


def _test(subject: SubjectStatus) -> str:
    if subject.test is None or subject.test.verdict == AGREES:
        return ""
    return sentences([plainly(subject.test.why)])


def _elsewhere(view: ClassView, upn: str, said: Sequence[InPlace]) -> tuple[str, ...]:
    """Name what is in place for areas the pupil is not listed in, with whether it works."""
    there = {one.name for one in said}
    found = (row for row in view.support.of(upn) if not has_ended(row, view.today))
    names = (name_and_effect(row) for row in found if row.name not in there)
    return tuple(dict.fromkeys(names))


def _provision(
    view: ClassView, upn: str, areas: Sequence[str], *, first: bool
) -> tuple[InPlace, ...]:
    """Give what is in place for these areas, and what was tried for them this school year.

    What fits no area stands with the pupil's whole line.
    """
    begun = view.year_begins
    found: dict[str, InPlace] = {}
    for area in areas:
        for one in view.support.in_place(upn, area, since=begun):
            found.setdefault(one.words, one)
    if first:
        for one in view.support.unclaimed(upn, since=begun):
            found.setdefault(one.words, one)
    return tuple(sorted(found.values(), key=lambda one: one.ended))
