"""The rule by which targets are proposed: steps up for each kind of starting point.

A school sets it in the table Target rule of Settings. The rule asks for steps of the school's own
scale, counted from what is expected at each time. So one rule serves a flat scale, on which a
child who keeps a mark has made a year's progress, and a rising one, on which they must climb.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.school.cells import number, text
from ppm_xl.school.model import School
from ppm_xl.school.pre_key_stage import is_engagement
from ppm_xl.school.year_starts import Start
from ppm_xl.sentences import counted
from ppm_xl.targets.marks import Marks, is_small_step
from ppm_xl.targets.starts import Standing, standing_of


class Band(StrEnum):
    """What kind of starting point it is; a row of the table Target rule each."""

    GREATER_DEPTH = "Greater depth"
    EXPECTED = "Expected"
    JUST_BELOW = "Just below"
    WELL_BELOW = "Well below"
    PRE_KEY_STAGE = "Pre-key stage"


USUAL: Final[Mapping[Band, int | None]] = {
    Band.GREATER_DEPTH: 0,
    Band.EXPECTED: 0,
    Band.JUST_BELOW: 1,
    Band.WELL_BELOW: 1,
    Band.PRE_KEY_STAGE: 1,
}
"""Nobody is asked for less than they began with; who was below comes a step nearer."""

DEFAULT_ROWS: Final[tuple[tuple[str, int | None, str], ...]] = (
    (
        Band.GREATER_DEPTH.value,
        USUAL[Band.GREATER_DEPTH],
        "Greater depth at the start: greater depth again at the end of the year.",
    ),
    (
        Band.EXPECTED.value,
        USUAL[Band.EXPECTED],
        "Met the expectation: meets it again at the end of the year. 1 asks for greater depth.",
    ),
    (
        Band.JUST_BELOW.value,
        USUAL[Band.JUST_BELOW],
        "Below, in what Thresholds makes Yellow: so many steps nearer to the expectation.",
    ),
    (
        Band.WELL_BELOW.value,
        USUAL[Band.WELL_BELOW],
        "Further below, in what Thresholds makes Red: so many steps nearer to the expectation.",
    ),
    (
        Band.PRE_KEY_STAGE.value,
        USUAL[Band.PRE_KEY_STAGE],
        "PK1 to PK6, or P scales: so many standards further on, such as PK3 to PK4.",
    ),
)
"""The rows of TargetRules in a new workbook."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed target, empty where none can be, and why in words."""

    mark: str
    why: str


def read_rule(tables: Tables) -> Mapping[Band, int | None]:
    """Read the table Target rule; a row that is not there is as in a new workbook.

    None means that nothing is proposed from such a starting point.
    """
    rule = dict(USUAL)
    for row in tables["TargetRules"].records():
        name = text(row.get("Starting point")).casefold()
        band = next((known for known in Band if known.casefold() == name), None)
        if band is not None:
            steps = number(row.get("Steps up"))
            rule[band] = None if steps is None else max(round(steps), 0)
    return rule


def band_of(school: School, start: Start, standing: Standing) -> Band:
    """Say which row of the rule a starting point falls under."""
    if is_small_step(start.result):
        return Band.PRE_KEY_STAGE
    if standing.greater_depth:
        return Band.GREATER_DEPTH
    if standing.steps >= 0:
        return Band.EXPECTED
    threshold = school.settings.thresholds.get("Attainment")
    yellow = threshold.yellow if threshold else -1
    return Band.JUST_BELOW if standing.steps >= yellow else Band.WELL_BELOW


def propose(
    school: School, rule: Mapping[Band, int | None], marks: Marks, start: Start | None, year: str
) -> Proposal:
    """Propose a target for the end of the year, with the reason in words.

    Parameters
    ----------
    year
        The child's year group now.
    """
    if start is None:
        return Proposal("", "No starting point yet: add a baseline or judge first.")
    began = f"{start.result} ({start.what})"
    if is_engagement(start.result):
        return Proposal("", f"{began}: agree what fits.")
    standing = standing_of(school, start)
    if standing is None:
        return Proposal("", f"{start.result} is not on the school's scale: agree what fits.")
    band = band_of(school, start, standing)
    up = rule[band]
    if up is None:
        return Proposal("", f"{began}: {_AT[band]}; the rule leaves it open.")
    if band is Band.PRE_KEY_STAGE:
        return _small_steps(marks, start, standing, began, up, year)
    mark = marks.at(standing.steps + up, year, like=start.result)
    return Proposal(mark, f"{began}: {_AT[band]}{_up_in_words(band, up)}.")


_AT: Final[Mapping[Band, str]] = {
    Band.GREATER_DEPTH: "greater depth",
    Band.EXPECTED: "expected",
    Band.JUST_BELOW: "just below",
    Band.WELL_BELOW: "well below",
    Band.PRE_KEY_STAGE: "pre-key stage",
}


def _up_in_words(band: Band, up: int) -> str:
    if up:
        return f", {counted(up, 'step')} up"
    return " again" if band in {Band.GREATER_DEPTH, Band.EXPECTED} else ", to keep up"


def _small_steps(
    marks: Marks, start: Start, standing: Standing, began: str, up: int, year: str
) -> Proposal:
    mark = marks.scale.spelt(start.result) or start.result
    for _ in range(up):
        further = marks.next_small_step(mark)
        if not further:
            beyond = marks.at(standing.steps + up, year)
            return Proposal(beyond, f"{began}: next come the years' own marks.")
        mark = further
    words = f"{counted(up, 'standard')} on" if up else "to keep"
    return Proposal(mark, f"{began}: {words}.")
