"""Whether a mark is a goal, such as a target, or better."""

from __future__ import annotations

from ppm_xl.school.pre_key_stage import standard_of, standards_between
from ppm_xl.school.scale import Scale


def reaches(scale: Scale, mark: str, goal: str, year: str = "", half_term: str = "") -> bool | None:
    """Whether a mark is a goal or better, both as of one time; None where unknown.

    Pre-key stage standards may all stand at the same steps: their numbers then decide.

    Parameters
    ----------
    year, half_term
        As :meth:`~ppm_xl.school.scale.Scale.find` takes them.
    """
    mine = scale.find(mark, year, half_term) if mark else None
    its = scale.find(goal, year, half_term) if goal else None
    if mine is None or its is None:
        return None
    standards = standards_between(goal, mark)
    if standards is not None:
        return standards >= 0
    if standard_of(mark) and not standard_of(goal) and mine.steps == its.steps:
        return False
    return mine.steps >= its.steps
