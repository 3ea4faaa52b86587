"""From a School to a Venn diagram: the pupils, their circles, and where they are, now and then.

What meets a circle is the year group's Focus in Settings (:mod:`.measures`, :mod:`.judging`).
"Then" is the last recorded meeting, with the places it showed; or else the last earlier
half-term in which anything was known (:mod:`.last_time`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ppm_xl.plan import VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.venn.judging import regions_as_of
from ppm_xl.venn.last_time import (
    VENN_AREA,
    Regions,
    Then,
    last_recorded_meetings,
    then_as_of,
    then_for,
    then_of,
)
from ppm_xl.venn.measures import circles_of, pupils_in_the_venn
from ppm_xl.venn.membership import movement
from ppm_xl.venn.names import drawn_names
from ppm_xl.venn.pupils import ON_COURSE
from ppm_xl.venn.saying import (
    NOT_YET,
    NOT_YET_DEEPER,
    alt_text,
    membership_in_words,
    region_in_words,
)

__all__ = [
    "VENN_AREA",
    "Regions",
    "Then",
    "alt_text",
    "circles_of",
    "last_recorded_meetings",
    "membership_in_words",
    "picture",
    "pupils_in_the_venn",
    "region_in_words",
    "regions_as_of",
    "then_as_of",
    "then_for",
    "then_of",
    "venn_of",
]


def venn_of(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    *,
    greater_depth: bool = False,
    then: Then | HalfTerm | Regions | None = None,
    on_course: Collection[str] = (),
    size: tuple[float, float] = (11, 7.6),
) -> VennPicture | None:
    """Make the diagram of some pupils as of a half-term, moved since ``then`` where it is given.

    Parameters
    ----------
    on_course
        UPNs of pupils who made expected progress from their start: marked where they are in no
        circle.

    Returns
    -------
    VennPicture or None
        None where no circles are set up for any of their years. Pupils of a year without
        circles are left out.
    """
    inside = pupils_in_the_venn(school, pupils)
    circles = circles_of(school, inside, greater_depth=greater_depth)
    if not circles:
        return None
    now = regions_as_of(school, inside, half_term, circles, greater_depth=greater_depth)
    if isinstance(then, HalfTerm):
        found = then_as_of(school, inside, then, greater_depth=greater_depth)
        before: Regions | None = found.regions if found is not None else None
    else:
        before = then.regions if isinstance(then, Then) else then
    return picture(
        inside, circles, now, before, size=size, greater_depth=greater_depth, on_course=on_course
    )


def picture(
    pupils: Sequence[Pupil],
    circles: tuple[str, ...],
    members: Regions,
    before: Regions | None = None,
    *,
    size: tuple[float, float] = (11, 7.6),
    counts_only: bool = False,
    greater_depth: bool = False,
    on_course: Collection[str] = (),
) -> VennPicture:
    """Make a diagram of pupils whose places are known; who is not in ``members`` is left out."""
    shown = [pupil for pupil in pupils if pupil.upn in members]
    return VennPicture(
        circles=circles,
        members={pupil.upn: members[pupil.upn] for pupil in shown},
        names=drawn_names({p.upn: (p.first_name, p.surname) for p in pupils}),
        marks={
            p.upn: found
            for p in shown
            if (found := _marks(p, on_course=p.upn in on_course and members[p.upn] == frozenset()))
        },
        moved={} if before is None else movement(before, {p.upn: members[p.upn] for p in shown}),
        size=size,
        counts_only=counts_only,
        none_label=NOT_YET_DEEPER if greater_depth else NOT_YET,
    )


def _marks(pupil: Pupil, *, on_course: bool) -> frozenset[str]:
    found = {"PP"} if pupil.pupil_premium else set()
    if pupil.has_send:
        found.add("SEND")
    if on_course:
        found.add(ON_COURSE)
    return frozenset(found)
