"""Who is on course from their start: the mark of the Venn's box “not yet at the standard”."""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.status.from_start import EXPECTED, MORE
from ppm_xl.status.pupils import Statuses
from ppm_xl.venn.measures import measures_of, subject_of


def on_course(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    known: Statuses | None = None,
) -> frozenset[str]:
    """Give the UPNs of pupils who made expected progress from their start, or more.

    In every subject of their year's circles in which a start is known, and in one at least: a
    child who holds their own in reading and falls behind in maths is not on course. Nor is one
    whose progress the teacher judges Red in any of them.

    Parameters
    ----------
    known
        Where several ask, what is worked out once for all.
    """
    known = known or Statuses(school)
    out = set()
    for pupil in pupils:
        asked = {subject_of(measure.rule) for measure in measures_of(school.settings, pupil.year)}
        subjects = known.of(pupil, half_term).subjects
        made = [
            found.made
            for subject in sorted(asked & subjects.keys())
            if (found := subjects[subject].from_start) is not None
        ]
        behind = any(subjects[name].progress.is_red for name in asked & subjects.keys())
        if made and not behind and all(one in {EXPECTED, MORE} for one in made):
            out.add(pupil.upn)
    return frozenset(out)
