"""Early Years on the sheet Status: areas of learning in words; Red only where a school chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.early_years import GOALS, NOT_ON_TRACK, ON_TRACK, good_level
from ppm_xl.school.model import EarlyYearsRecord, Pupil, School
from ppm_xl.sentences import listed
from ppm_xl.status.colours import Colour

EARLY_YEARS: Final = "Early Years"
"""What a child is Red in where the school makes an area that is not on track Red."""


def newest_of_areas(school: School, pupil: Pupil, half_term: HalfTerm) -> EarlyYearsRecord | None:
    """Give the newest record up to a half-term of a child who has areas of learning."""
    if not school.settings.has_areas(pupil.year):
        return None
    return next(iter(school.early_years_of(pupil.upn, half_term)), None)


def colours_of_areas(record: EarlyYearsRecord, *, red: bool) -> Mapping[str, Colour]:
    """Colour each area that has a judgement: on track is Green, not yet is Yellow.

    Parameters
    ----------
    red
        Whether the school makes an area that is not on track Red.
    """
    not_yet = "Red" if red else "Yellow"
    meant = {
        ON_TRACK.casefold(): ("Green", "on track"),
        NOT_ON_TRACK.casefold(): (not_yet, "not on track"),
    }
    return {
        area: Colour(found[0], f"{found[1]} in {area}")
        for area in AREAS_OF_LEARNING
        if (found := meant.get(record.areas.get(area, "").casefold())) is not None
    }


def levels_to_write(school: School) -> Iterator[tuple[int, str | None]]:
    """Give the place of each row of EarlyYears whose GLD is not what its goals or areas say.

    A row that says nothing else keeps what was typed.
    """
    table = school.tables["EarlyYears"]
    if "GLD" not in table.place_of:
        return
    for place, row in enumerate(table.records()):
        areas = {area: text(row.get(area)) for area in AREAS_OF_LEARNING}
        goals = {goal: text(row.get(f"ELG {goal}")).capitalize() for goal in GOALS}
        if any(areas.values()) or any(goals.values()):
            level = {True: "Y", False: "N", None: None}[good_level(areas, goals)]
            if level != row.get("GLD"):
                yield place, level


_SHORT: Final[Mapping[str, str]] = {
    "Communication and language": "Communication",
    "Personal, social and emotional": "Personal and social",
    "Understanding the world": "The world",
    "Expressive arts and design": "Arts and design",
}
"""Areas whose names are long, as the grid writes them: the cell ends where Attendance begins."""


def areas_in_words(areas: Mapping[str, Colour], good_level: bool | None) -> str:  # noqa: FBT001 - one of three answers
    """Say in how many areas a child is on track, and in which not yet; the shorter list of both.

    >>> areas_in_words({"Literacy": Colour("Yellow"), "Physical": Colour("Green")}, False)
    'On track in 1 of 2; not yet in Literacy'
    """
    if not areas:
        return "Good level of development" if good_level else ""
    short = {area: _SHORT.get(area, area) for area in areas}
    on = [short[area] for area, colour in areas.items() if colour.name == "Green"]
    off = [short[area] for area, colour in areas.items() if colour.name != "Green"]
    words = f"On track in {len(on)} of {len(areas)}"
    if not on:
        return f"{words}: in none yet"
    if len(off) > len(on):
        return f"{words}: only in {listed(on)}"
    if off:
        return f"{words}; not yet in {listed(off)}"
    return f"{words}; good level of development" if good_level else words
