"""A good level of development, by hand: the twelve goals of the first five areas."""

from __future__ import annotations

import pytest

from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.early_years import GLD_GOALS, GOALS, good_level
from ppm_xl.school.settings import Settings

ON = dict.fromkeys(AREAS_OF_LEARNING, "On track")
ALL = dict.fromkeys(GOALS, "Expected")


def test_there_are_seventeen_goals_and_twelve_count() -> None:
    assert len(GOALS) == 17
    assert len(GLD_GOALS) == 12
    assert GOALS[9] == "Writing"  # E10
    assert GLD_GOALS[-1] == "Numerical patterns"  # E12


@pytest.mark.parametrize(
    ("areas", "goals", "gld"),
    [
        ({}, {}, None),
        (ON, {}, True),
        ({**ON, "Literacy": "Not on track"}, {}, False),
        ({**ON, "Understanding the world": "Not on track"}, {}, True),  # does not count
        ({"Literacy": "On track"}, {}, None),
        (ON, ALL, True),
        ({}, {**ALL, "Writing": "Emerging"}, False),
        ({}, {**ALL, "Writing": "Exempt"}, False),
        ({}, {**ALL, "Past and present": "Emerging"}, True),  # E13 does not count
        (ON, {"Writing": "Expected"}, None),  # once goals are there, all twelve are needed
        (ON, {"Writing": "Emerging"}, False),
        (ON, {"Past and present": "Emerging"}, True),
        ({**ON, "Literacy": "Not on track"}, ALL, True),  # the goals decide
    ],
)
def test_good_level_of_development(
    areas: dict[str, str], goals: dict[str, str], *, gld: bool | None
) -> None:
    assert good_level(areas, goals) is gld


@pytest.mark.parametrize(
    ("taught", "year", "subjects", "areas"),
    [
        ({"1", "2", "3"}, "1", True, False),
        ({"1", "2", "3"}, "4", False, False),  # a school without Year 4 in its subjects
        ({"1"}, "R", False, True),
        ({"R", "1"}, "R", True, False),  # a school that marks subjects from Reception
        (set(), "R", False, True),  # no year groups named: Years 1 to 6
        (set(), "6", True, False),
        ({"1"}, "N2", False, True),
        ({"1"}, "", False, False),
    ],
)
def test_who_has_subjects_and_who_areas(
    taught: set[str], year: str, *, subjects: bool, areas: bool
) -> None:
    years = {"Reading": frozenset(taught)} if taught else {}
    settings = Settings(subjects=("Reading",), years_of=years)
    assert settings.has_subjects(year) is subjects
    assert settings.has_areas(year) is areas
