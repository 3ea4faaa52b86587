"""The areas of a meeting in order, and who is on track in the areas of learning."""

from __future__ import annotations

from typing import Final

from ppm_xl.provision.areas import MEASURES
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.early_years import NOT_ON_TRACK, ON_TRACK
from ppm_xl.school.model import EarlyYearsRecord, Pupil, School
from ppm_xl.status.early_years import EARLY_YEARS, newest_of_areas
from ppm_xl.status.pupils import PupilStatus

__all__ = [
    "EARLY_YEARS_AREA",
    "MEASURES",
    "NOBODY_TO_CELEBRATE",
    "NOT_ON_TRACK",
    "ON_TRACK",
    "RAISED_AREA",
    "areas_of",
    "marks_of",
    "newest_early_years",
    "not_on_track",
    "on_track_everywhere",
]

EARLY_YEARS_AREA: Final = EARLY_YEARS
"""The ``Area`` of what is said of a Reception pupil's areas of learning."""
RAISED_AREA: Final = "Raised by the teacher"
"""The ``Area`` of a pupil whom no colour lists and the teacher ticked, with a reason."""
NOBODY_TO_CELEBRATE: Final = "Nobody moved in this time, and nobody is Green in every subject."


def areas_of(school: School) -> tuple[str, ...]:
    """Give the areas of concern in order: subjects, areas of learning, measures, raised."""
    return (*school.settings.subjects, EARLY_YEARS_AREA, *MEASURES, RAISED_AREA)


def not_on_track(status: PupilStatus) -> tuple[str, ...]:
    """Give the areas of learning a pupil is not on track in, by the newest record so far."""
    return tuple(area for area, colour in status.areas.items() if colour.name != "Green")


def newest_early_years(
    school: School, pupil: Pupil, half_term: HalfTerm
) -> EarlyYearsRecord | None:
    """Give a pupil's newest record of the areas of learning up to a half-term."""
    return newest_of_areas(school, pupil, half_term)


def on_track_everywhere(status: PupilStatus) -> bool:
    """Whether a pupil is on track in every area of learning."""
    return len(status.areas) == len(AREAS_OF_LEARNING) and not not_on_track(status)


def marks_of(pupil: Pupil) -> tuple[str, ...]:
    """Give Pupil Premium and SEND as words, where the pupil has them."""
    premium = ("Pupil Premium",) if pupil.pupil_premium else ()
    return (*premium, "SEND") if pupil.has_send else premium
