"""Progress from where a child began: expected, less or more, by movement between bands.

Sources: two progress models, flat (the same grade kept is expected progress, a drop is less) and
rising (a child must climb) (Arbor); key stage 1 is optional since 2023/24, so Settings names the
starting point of each cohort; movement between bands instead of points added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ppm_xl.school.model import Pupil, School
from ppm_xl.school.pre_key_stage import standards_between
from ppm_xl.school.scale import Mark
from ppm_xl.school.starting_points import StartingPoint, meaning_of_start, starting_point
from ppm_xl.status.bands import band_of
from ppm_xl.status.evidence import Evidence

EXPECTED: Final = "Expected"
LESS: Final = "Less"
MORE: Final = "More"


@dataclass(frozen=True, slots=True)
class FromStart:
    """How far a child came from the starting point.

    Attributes
    ----------
    made
        :data:`EXPECTED`, :data:`LESS` or :data:`MORE`.
    why
        Such as ``KS1 EXS, now WTS: less than expected progress``.
    """

    made: str
    why: str


@dataclass(frozen=True, slots=True)
class Start:
    """A starting point, and what it meant then."""

    point: StartingPoint
    meaning: Mark


def start_of(school: School, pupil: Pupil, subject: str) -> Start | None:
    """Give where a child began, with what it meant; None where nothing says so."""
    point = starting_point(school, pupil, subject)
    meaning = meaning_of_start(school, point) if point else None
    return Start(point, meaning) if point and meaning else None


def from_start(school: School, start: Start | None, now: Evidence | None) -> FromStart | None:
    """Say whether a child made expected progress; None where there is nothing to compare.

    A mark says how far a child is from what is expected at that time, so that on a rising scale
    a mark that is only kept falls to a lower band. Pre-key stage standards do not rise with the
    year: a child must climb them, from one school year to the next at least by one.
    """
    if start is None or now is None or now.marked is None or now.meaning is None:
        return None
    began = start.point.half_term
    if began == now.marked.half_term:
        return None
    before, after = start.meaning, now.meaning
    settings = school.settings
    moved = 0
    climbed = standards_between(before.mark, after.mark)
    if climbed is not None:
        longer = began is None or began.school_year != now.marked.half_term.school_year
        moved = -1 if climbed < 0 or (longer and not climbed) else 0
    else:
        yellow = settings.thresholds["Attainment"].yellow
        moved = band_of(after, settings.scale, yellow) - band_of(before, settings.scale, yellow)
    made = EXPECTED if not moved else MORE if moved > 0 else LESS
    words = {EXPECTED: "expected", LESS: "less than expected", MORE: "more than expected"}[made]
    what = start.point.what
    return FromStart(
        made, f"{before.mark} ({what}), now {after.mark}: {words} progress from the start"
    )
