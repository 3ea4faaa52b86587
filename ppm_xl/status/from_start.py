"""Progress from where a child began: expected, less or more, by movement between bands.

Sources: two progress models, flat (the same grade kept is expected progress, a drop is less) and
rising (a child must climb) (Arbor); key stage 1 is optional since 2023/24, so Settings names the
starting point of each cohort; movement between bands instead of points added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ppm_xl.schema import YEARS
from ppm_xl.school.calendar import HalfTerm, school_year_of
from ppm_xl.school.cells import number
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.scale import Mark
from ppm_xl.school.starting_points import BASELINE, StartingPoint, starting_point
from ppm_xl.status.bands import band_of, pre_key_stage, steps_between
from ppm_xl.status.evidence import Evidence

EXPECTED: Final = "Expected"
LESS: Final = "Less"
MORE: Final = "More"

_EARLIER_RESULTS: Final = {
    **dict.fromkeys(("1", "EMERGING", "BELOW", "NOT ON TRACK"), -1),
    **dict.fromkeys(("2", "EXPECTED", "ON TRACK"), 0),
    **dict.fromkeys(("3", "EXCEEDING"), 1),
    **dict.fromkeys(("BLW", "PKF", "PKE", "PKG"), -3),
    **dict.fromkeys(("WTS", "WT", "HNM"), -1),
    **dict.fromkeys(("EXS", "EXP"), 0),
    **dict.fromkeys(("GDS", "GD"), 1),
}
"""What results of earlier stages say, in steps from what was expected there. EYFS profile: 1
emerging, 2 expected, and until 2021 3 exceeding; key stage 1: WTS, EXS, GDS; older codes too."""

_SCALED: Final = (85, 100, 110, 115)
"""Scaled scores of key stage 1: lowest, the expected standard, a high score, highest (STA)."""


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
    """A starting point, what it meant then, and the half-term where that is known."""

    point: StartingPoint
    meaning: Mark
    half_term: HalfTerm | None


def start_of(school: School, pupil: Pupil, subject: str) -> Start | None:
    """Give where a child began, with what it meant; None where nothing says so."""
    point = starting_point(school, pupil, subject)
    if point is None:
        return None
    when = point.half_term
    if when is not None:
        meaning = school.meaning(school.judgements[when, pupil.upn], subject)
    elif point.stage == BASELINE:
        day = point.day
        when = school.settings.calendar.last_begun(day) if day else None
        year = _year_then(school, pupil, school_year_of(day)) if day else ""
        meaning = school.settings.scale.find(point.result, year, when.name if when else "")
    else:
        meaning = _of_an_earlier_stage(school, point.result)
    return None if meaning is None else Start(point, meaning, when)


def _year_then(school: School, pupil: Pupil, school_year: str) -> str:
    """Give a child's year group in an earlier school year, counted back from now."""
    if school.working is None or pupil.year not in YEARS:
        return pupil.year
    apart = int(school.working.school_year[:4]) - int(school_year[:4])
    return YEARS[max(0, YEARS.index(pupil.year) - max(0, apart))]


def _of_an_earlier_stage(school: School, result: str) -> Mark | None:
    figure, (lowest, expected, high, highest) = number(result), _SCALED
    known = _EARLIER_RESULTS.get(result.strip().upper())
    if known is None and figure is not None and lowest <= figure <= highest:
        known = -1 if figure < expected else 0 if figure < high else 1
    if known is None:
        return school.settings.scale.find(result)
    return Mark(result, "", known, known >= 0, known > 0)


def from_start(school: School, start: Start | None, now: Evidence | None) -> FromStart | None:
    """Say whether a child made expected progress; None where there is nothing to compare.

    A mark says how far a child is from what is expected at that time, so that on a rising scale
    a mark that is only kept falls to a lower band. Pre-key stage standards do not rise with the
    year: a child must climb them, from one school year to the next at least by one.
    """
    if start is None or now is None or now.marked is None or now.meaning is None:
        return None
    if start.half_term == now.marked.half_term:
        return None
    before, after = start.meaning, now.meaning
    settings = school.settings
    moved = 0
    if pre_key_stage(before.mark) is not None and pre_key_stage(after.mark) is not None:
        climbed = steps_between(before, after)
        longer = (
            start.half_term is None
            or start.half_term.school_year != now.marked.half_term.school_year
        )
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
