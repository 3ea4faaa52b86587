"""Bands of attainment, and steps too small to change one: what movement is measured by.

Movement is told between bands and in small steps, never as points added up or averaged: marks
have an order and no size. Sources: four coloured bands for unlike marks (Insight, evaluations);
flat and rising scales (Arbor: on a flat one the same grade kept is expected progress).
"""

from __future__ import annotations

from typing import Final

from ppm_xl.school.pre_key_stage import standards_between
from ppm_xl.school.scale import Mark, Scale

GREATER_DEPTH: Final = 1
EXPECTED: Final = 0
BELOW: Final = -1


def band_of(mark: Mark, scale: Scale, yellow: float = BELOW) -> int:
    """Give the band of a mark: above 0 greater depth, 0 expected, then further and further below.

    Where a scale counts steps a year, a band far below is a year of steps, so that a pupil who
    stays two years behind has kept their band; elsewhere each grade below is one.

    Parameters
    ----------
    yellow
        Steps from which attainment is Yellow: nearer than this is one band below.

    >>> within = Mark("3w", "", -14, False, False)
    >>> band_of(within, Scale(steps_a_year=6), -2)
    -4
    """
    if mark.meets_greater_depth:
        return GREATER_DEPTH
    if mark.meets_expected:
        return EXPECTED
    if scale.steps_a_year is None:
        return min(mark.steps, BELOW)
    if mark.steps >= yellow:
        return BELOW
    return BELOW - 1 - max(0, -mark.steps - 1) // scale.steps_a_year


def steps_between(before: Mark, now: Mark) -> int:
    """Count the steps a pupil moved, up above 0; within pre-key stage by its standards.

    Antisymmetric: back again is as many steps down. From a P scale to a pre-key stage standard
    it is by the school's scale, as neither number says anything about the other.

    >>> first, third = (Mark(m, "", -3, False, False) for m in ("PK1", "PK3"))
    >>> steps_between(first, third), steps_between(third, first)
    (2, -2)
    """
    standards = standards_between(before.mark, now.mark)
    return now.steps - before.steps if standards is None else standards
