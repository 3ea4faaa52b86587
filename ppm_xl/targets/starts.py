"""What a starting point of the year means on the scale."""

from __future__ import annotations

from dataclasses import dataclass

from ppm_xl.school.earlier_results import meaning_of
from ppm_xl.school.model import School
from ppm_xl.school.year_starts import Start


@dataclass(frozen=True, slots=True)
class Standing:
    """What a starting point means: steps from what was expected at its time."""

    steps: int
    greater_depth: bool


def standing_of(school: School, start: Start) -> Standing | None:
    """Say how far a starting point stood from the expectation of its time; None where unknown."""
    found = meaning_of(
        school.settings.scale, start.result, start.stage, start.year, start.half_term
    )
    return None if found is None else Standing(found.steps, found.meets_greater_depth)
