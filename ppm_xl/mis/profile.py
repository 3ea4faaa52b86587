"""The early years foundation stage profile as files write it: codes of goals, and what follows.

Seventeen early learning goals in seven areas since September 2021, each ``1`` (emerging), ``2``
(expected) or ``A`` (exempt); DfE, early years foundation stage profile handbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ppm_xl.schema import EARLY_LEARNING_GOALS

GOALS: Final[dict[str, str]] = {
    f"E{number:02d}": goal
    for number, goal in enumerate(
        (goal for goals in EARLY_LEARNING_GOALS.values() for goal in goals), start=1
    )
}
"""The DfE's code of each early learning goal to its name."""

COLUMN_OF: Final[dict[str, str]] = {code: f"ELG {goal}" for code, goal in GOALS.items()}
"""Code to the column of Early Years."""

OLD_GOALS: Final = {f"G{n:02d}": f"Goal G{n:02d} (before 2021)" for n in range(1, 18)}
"""The seventeen goals before September 2021, with 3 for exceeding; kept by their codes."""

_ON_TRACK: Final = "On track"
_EXPECTED, _EMERGING = "Expected", "Emerging"
_GLD_GOALS: Final = tuple(GOALS[f"E{n:02d}"] for n in range(1, 13))


def area_of(goals: Mapping[str, str], area: str) -> str | None:
    """Say whether a child is on track in an area by its goals; None until all are known.

    A child for whom one goal is emerging is not on track in its area.

    Parameters
    ----------
    goals
        Column of Early Years to ``Emerging``, ``Expected`` or ``Exempt``.
    """
    found = [goals.get(f"ELG {goal}") for goal in EARLY_LEARNING_GOALS[area]]
    if _EMERGING in found:
        return "Not on track"
    return _ON_TRACK if all(result == _EXPECTED for result in found) else None


def good_level_of_codes(results: Mapping[str, str]) -> str | None:
    """Say whether a child has a good level of development: 2 in all of E01 to E12.

    ``N`` as soon as one of them is not 2 (exempt is not either); None until all twelve are
    known. E13 to E17 do not count.

    Parameters
    ----------
    results
        Goal by name to ``1``, ``2`` or ``A``.
    """
    found = [results.get(goal) for goal in _GLD_GOALS]
    if any(result and result != "2" for result in found):
        return "N"
    return "Y" if all(found) else None
