"""Early Years on its own areas: on track or not, goals in summer, a good level of development."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ppm_xl.schema import AREAS_OF_LEARNING, EARLY_LEARNING_GOALS

ON_TRACK: Final = "On track"
NOT_ON_TRACK: Final = "Not on track"
EXPECTED: Final = "Expected"

GOALS: Final = tuple(goal for goals in EARLY_LEARNING_GOALS.values() for goal in goals)
"""The seventeen early learning goals, E01 to E17 in this order."""

GLD_AREAS: Final = AREAS_OF_LEARNING[:5]
"""The prime areas, literacy and mathematics."""

GLD_GOALS: Final = tuple(goal for area in GLD_AREAS for goal in EARLY_LEARNING_GOALS[area])
"""Their twelve goals, E01 to E12: understanding the world and expressive arts do not count."""


def good_level(areas: Mapping[str, str], goals: Mapping[str, str]) -> bool | None:
    """Say whether a child has, or is on track for, a good level of development.

    Once any of the twelve goals is known the goals decide: all twelve expected is a good level,
    one that is not (emerging, or exempt) is none. Before that, the five areas say what the
    child is on track for. Source: DfE, early years foundation stage profile handbook.

    Returns
    -------
    bool or None
        None until enough is known.
    """
    known = {goal: goals[goal] for goal in GLD_GOALS if goals.get(goal)}
    if any(said != EXPECTED for said in known.values()):
        return False
    if known:
        return True if len(known) == len(GLD_GOALS) else None
    found = [areas.get(area, "").casefold() for area in GLD_AREAS]
    if NOT_ON_TRACK.casefold() in found:
        return False
    return True if all(said == ON_TRACK.casefold() for said in found) else None
