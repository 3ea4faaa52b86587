"""Of how many children nothing is known, area by area: none of them is said to be well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ppm_xl.meeting.listing import EARLY_YEARS_AREA
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.status.colours import NOT_USED
from ppm_xl.status.pupils import PupilStatus

_MEASURES: Final = ("Attitude", "Attendance")
"""Lateness is no part of it: most schools import none."""


def not_known(statuses: Sequence[PupilStatus]) -> Mapping[str, tuple[int, int]]:
    """Count by area the children of whom nothing is known there, and those who have the area.

    A mark or a judgement of progress of any half-term is something; so is one area of learning.
    Areas of learning are of those who have no subjects, and of those who have a record.
    """
    found: dict[str, list[bool]] = {}
    for status in statuses:
        for name, subject in status.subjects.items():
            without = {subject.attainment.name, subject.progress.name} <= {NOT_ASSESSED, ""}
            found.setdefault(name, []).append(without and not subject.mark)
        if status.areas or not status.subjects:
            found.setdefault(EARLY_YEARS_AREA, []).append(not status.areas)
        for name in _MEASURES:
            colour = status.measures[name]
            if colour != NOT_USED:
                found.setdefault(name, []).append(colour.name == NOT_ASSESSED)
    return {area: (sum(without), len(without)) for area, without in found.items()}
