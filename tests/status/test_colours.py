"""Each colour, by hand: the figures of the domain sheet and of a new workbook's settings."""

from __future__ import annotations

import pytest

from ppm_xl.school.model import Attendance
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.settings import Threshold
from ppm_xl.status import colours

SCALE = Scale(
    tuple(
        Mark(name, "", steps, steps >= 0, steps > 0)
        for name, steps in {"SBLW": -3, "BLW": -2, "WTS": -1, "EXS": 0, "GDS": 1}.items()
    )
)
ATTAINMENT = Threshold(0, -1)


@pytest.mark.parametrize(
    ("mark", "colour", "why"),
    [
        ("GDS", "Green", "GDS is one step above the expectation for the year"),
        ("EXS", "Green", "EXS meets the expectation for the year"),
        ("wts", "Yellow", "WTS is one step below the expectation for the year"),
        ("BLW", "Red", "BLW is two steps below the expectation for the year"),
        ("SBLW", "Red", "SBLW is three steps below the expectation for the year"),
        ("", "Not assessed", "no mark yet"),
        ("3B", "Not assessed", "3B is not on the school's scale"),
    ],
)
def test_attainment_by_steps_from_the_expectation(mark: str, colour: str, why: str) -> None:
    found = colours.attainment(mark, SCALE, ATTAINMENT)
    assert (found.name, found.why) == (colour, why)


@pytest.mark.parametrize(
    ("mark", "milestone", "before", "colour"),
    [
        ("EXS", "EXS", "", "Green"),
        ("GDS", "EXS", "GDS", "Green"),
        ("WTS", "EXS", "WTS", "Yellow"),
        ("BLW", "EXS", "BLW", "Red"),
        ("EXS", "GDS", "EXS", "Yellow"),  # a high attainer short of target
        ("BLW", "BLW", "", "Green"),  # low attainment, on course all the same
        ("WTS", "", "WTS", "Green"),
        ("WTS", "", "EXS", "Yellow"),
        ("WTS", "", "GDS", "Red"),
        ("EXS", "", "WTS", "Green"),
        ("EXS", "", "", "Not assessed"),
        ("", "EXS", "EXS", "Not assessed"),
        ("EXS", "not a mark", "EXS", "Green"),
    ],
)
def test_progress_is_suggested_from_milestone_or_mark_before(
    mark: str, milestone: str, before: str, colour: str
) -> None:
    found = (SCALE.find(written) for written in (mark, milestone, before))
    assert colours.suggested_progress(*found).name == colour


@pytest.mark.parametrize(
    ("per_cent", "colour"),
    [
        (100, "Green"),
        (95, "Green"),
        (94.99, "Yellow"),
        (90.01, "Yellow"),
        (90, "Red"),  # missing exactly 10 % is persistent absence
        (0, "Red"),
    ],
)
def test_attendance_of_exactly_ninety_is_red(per_cent: float, colour: str) -> None:
    assert colours.attendance(Attendance(per_cent), Threshold(95, 90)).name == colour


def test_no_attendance_is_not_assessed_rather_than_red() -> None:
    assert colours.attendance(None, Threshold(95, 90)).name == "Not assessed"
    assert colours.attendance(Attendance(None), Threshold(95, 90)).name == "Not assessed"


@pytest.mark.parametrize(
    ("lates", "colour"),
    [(0, "Green"), (2, "Green"), (3, "Yellow"), (5, "Yellow"), (6, "Red"), (None, "Not assessed")],
)
def test_punctuality_by_lates_in_the_half_term(lates: int | None, colour: str) -> None:
    assert colours.punctuality(lates, Threshold(2, 5)).name == colour


@pytest.mark.parametrize(
    ("behaviour", "effort", "colour", "why"),
    [
        ("Green", "Green", "Green", "behaviour and effort Green"),
        ("Green", "Yellow", "Yellow", "effort Yellow"),
        ("Red", "Yellow", "Red", "behaviour Red"),
        ("", "Yellow", "Yellow", "effort Yellow"),
        ("", "", "Not assessed", "no behaviour or effort yet"),
    ],
)
def test_attitude_is_the_worse_of_behaviour_and_effort(
    behaviour: str, effort: str, colour: str, why: str
) -> None:
    found = colours.attitude(behaviour, effort)
    assert (found.name, found.why) == (colour, why)
