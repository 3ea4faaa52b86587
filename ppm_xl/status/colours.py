"""One colour at a time, each with its reason in words.

Sources: attainment by closeness to age-related expectation, progress by the teacher's
judgement, attendance, punctuality and attitude as the school's thresholds say; attendance of
exactly 90 % is persistent absence, as the DfE counts missing 10 % or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ppm_xl.schema import COLOURS, NOT_ASSESSED
from ppm_xl.school.model import Attendance
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.settings import Threshold


@dataclass(frozen=True, slots=True)
class Colour:
    """Green, Yellow, Red or Not assessed, and why."""

    name: str
    why: str = ""

    @property
    def is_red(self) -> bool:
        """Whether it is Red."""
        return self.name == "Red"


NOT_USED: Final = Colour(NOT_ASSESSED, "not used by the school")
"""Of a measure that is switched off in Thresholds."""

PERSISTENT: Final = 90.0
SEVERE: Final = 50.0
"""Attendance in per cent of the year to date. The DfE counts missing 10 % or more of a pupil's
own possible sessions as persistent absence, so that exactly 90 % is; and 50 % or more as severe."""


def _steps_in_words(steps: int, expectation: str) -> str:
    size = abs(steps)
    count = {1: "one step", 2: "two steps", 3: "three steps"}.get(size, f"{size} steps")
    if steps == 0:
        return f"meets {expectation}"
    return f"{count} {'below' if steps < 0 else 'above'} {expectation}"


def _expectation(year: str, half_term: str) -> str:
    """Name what is expected: of a year group, and by when where a scale rises.

    >>> _expectation("4", ""), _expectation("R", "Autumn 2"), _expectation("", "")
    ('Year 4 expectation', 'Reception expectation for Autumn 2', 'the expectation for the year')
    """
    whose = f"Year {year}" if year.isdecimal() else {"R": "Reception"}.get(year, "")
    if whose:
        return f"{whose} expectation{' for ' if half_term else ''}{half_term}"
    return f"the expectation for {half_term or 'the year'}"


def _unknown(mark: str, scale: Scale, year: str, half_term: str) -> str:
    if scale.spelt(mark, year) is None:
        return f"{mark} is not on the school's scale"
    whom = f" for Year {year}" if year.isdecimal() else ""
    when = f" in {half_term}" if half_term else ""
    return f"{mark} has no steps{whom}{when} on the school's scale"


def attainment(
    mark: str,
    scale: Scale,
    threshold: Threshold,
    year: str = "",
    half_term: str = "",
    milestone: str = "",
) -> Colour:
    """Colour a mark by its steps from age-related expectation.

    Parameters
    ----------
    year, half_term
        The pupil's year group and the half-term when the mark was given: on a rising scale the
        same mark can be Green in autumn and Yellow in summer.
    milestone
        The term's milestone, where there is one: named in the reason, never part of the colour.

    >>> from ppm_xl.school.scale import Mark
    >>> scale = Scale((Mark("WTS", "Working towards", -1, False, False),))
    >>> attainment("wts", scale, Threshold(0, -1), "4", milestone="EXS").why
    'WTS is one step below Year 4 expectation; milestone was EXS'
    """
    if not threshold.used:
        return NOT_USED
    if not mark:
        return Colour(NOT_ASSESSED, "no mark yet")
    found = scale.find(mark, year, half_term)
    if found is None:
        return Colour(NOT_ASSESSED, _unknown(mark, scale, year, half_term))
    expectation = _expectation(year, found.half_term)
    why = f"{found.mark} {'is ' if found.steps else ''}{_steps_in_words(found.steps, expectation)}"
    if milestone:
        why = f"{why}; milestone was {milestone}"
    if found.steps >= threshold.green:
        return Colour("Green", why)
    return Colour("Yellow" if found.steps >= threshold.yellow else "Red", why)


def suggested_progress(now: Mark | None, goal: Mark | None, before: Mark | None) -> Colour:
    """Suggest a progress colour where the teacher has not judged; never sent home.

    Against the term's milestone where there is one: reached is Green, one step short Yellow,
    more Red. Else against the mark before: kept or better is Green, one step lost Yellow, more
    Red. Steps are those from what is expected at each time, so that on a rising scale a mark
    that is only kept is steps lost (Arbor calls it less than expected progress).

    Parameters
    ----------
    now, before
        The newest mark and the one before it, each as of when it was given.
    goal
        The milestone, as of the end of its term.
    """
    if now is None:
        return Colour(NOT_ASSESSED, "no mark yet")
    if goal is not None:
        return _by_shortfall(goal.steps - now.steps, f"{now.mark}; milestone was {goal.mark}")
    if before is None:
        return Colour(NOT_ASSESSED, "nothing earlier to compare with")
    return _by_shortfall(before.steps - now.steps, f"{before.mark} before, {now.mark} now")


def _by_shortfall(steps: int, why: str) -> Colour:
    return Colour(COLOURS[min(max(steps, 0), 2)], why)


def attendance(record: Attendance | None, threshold: Threshold) -> Colour:
    """Colour attendance: Green from the first figure, Yellow only above the second.

    Its reason says its period, and names persistent and severe absence, which are counted over
    the year to date alone: one bad half-term is neither.
    """
    if not threshold.used:
        return NOT_USED
    if record is None or record.per_cent is None:
        return Colour(NOT_ASSESSED, "no attendance yet")
    shown = f"attendance {shown_per_cent(record.per_cent)} ({record.basis}){_absence(record)}"
    if record.per_cent >= threshold.green:
        return Colour("Green", shown)
    return Colour("Yellow" if record.per_cent > threshold.yellow else "Red", shown)


def _absence(record: Attendance) -> str:
    if record.per_cent is None or record.basis != "year to date":
        return ""
    if record.per_cent <= SEVERE:
        return ": severe absence"
    return ": persistent absence" if record.per_cent <= PERSISTENT else ""


def shown_per_cent(value: float) -> str:
    """Give a percentage in words, to the nearest tenth as its cell shows it.

    Never rounded up onto a whole or half per cent, where thresholds are: 89.96 is 89.9 %.

    >>> shown_per_cent(98.571), shown_per_cent(89.96), shown_per_cent(94.0), shown_per_cent(100)
    ('98.6 %', '89.9 %', '94 %', '100 %')
    """
    whole = int(value * 10 + 1e-6)
    nearest = int(value * 10 + 0.5 + 1e-6)
    tenths = (whole if nearest % 5 == 0 else nearest) / 10
    return f"{tenths:.0f} %" if tenths == int(tenths) else f"{tenths:.1f} %"


def punctuality(lates: int | None, threshold: Threshold) -> Colour:
    """Colour lateness: at most so many lates in the half-term are Green, or Yellow.

    A late pupil is present (code ``L``), so that lateness never lowers attendance.
    """
    if not threshold.used:
        return NOT_USED
    if lates is None:
        return Colour(NOT_ASSESSED, "no lates recorded")
    why = "never late" if lates == 0 else f"late {lates} time{'s' if lates > 1 else ''}"
    if lates <= threshold.green:
        return Colour("Green", why)
    return Colour("Yellow" if lates <= threshold.yellow else "Red", why)


def attitude(
    behaviour: str, effort: str, others: Mapping[str, str] | None = None, *, used: bool = True
) -> Colour:
    """Colour attitude: the worse of behaviour and effort.

    Parameters
    ----------
    others
        Part (``homework``, ``uniform``) to colour, of those that the school lets count as well;
        unless it does, they are shown and never make attitude's colour.

    >>> attitude("Green", "Yellow", {"homework": "Red"})
    Colour(name='Red', why='homework Red')
    """
    if not used:
        return NOT_USED
    given = {"behaviour": behaviour, "effort": effort, **(others or {})}
    known = {name: colour for name, colour in given.items() if colour in COLOURS}
    if not known:
        return Colour(NOT_ASSESSED, "no behaviour or effort yet")
    worst = max(known.values(), key=COLOURS.index)
    return Colour(worst, " and ".join(n for n, c in known.items() if c == worst) + f" {worst}")


@lru_cache(maxsize=64)  # four parts and three colours, asked for of every pupil
def part_of_attitude(name: str, colour: str) -> Colour:
    """Show one of attitude's four parts by itself.

    >>> part_of_attitude("Homework", "Red"), part_of_attitude("Uniform", "").why
    (Colour(name='Red', why='homework Red'), 'no uniform yet')
    """
    if colour in COLOURS:
        return Colour(colour, f"{name.lower()} {colour}")
    return Colour(NOT_ASSESSED, f"no {name.lower()} yet")
