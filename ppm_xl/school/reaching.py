"""Whether a mark is a goal, such as a target, or better."""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.school.scale import Scale, folded

_STANDARD: Final = re.compile(r"(PK|P)S?(\d)")
"""Pre-key stage standards, and P scales: each in an order of its own (STA)."""


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
    one, other = _STANDARD.fullmatch(folded(mark)), _STANDARD.fullmatch(folded(goal))
    if one and other and one[1] == other[1]:
        return int(one[2]) >= int(other[2])
    if one and not other and mine.steps == its.steps:
        return False
    return mine.steps >= its.steps
