"""What an earlier result means, by hand from the codes of the STA and the DfE.

Sources: STA, key stage 1 and 2 teacher assessment (GDS, EXS, WTS; science HNM; before 2018 below
and within pre-key stage: BLW, PKF, PKE, PKG); scaled scores of key stage 1 from 85 to 115 and of
key stage 2 from 80 to 120, 100 expected, 110 high; EYFS profile 1 emerging, 2 expected, until
2021 3 exceeding.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.calendar import Calendar, HalfTerm, usual_dates
from ppm_xl.school.earlier_results import meaning_of, steps_of
from ppm_xl.school.model import PriorResult, Pupil, School
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale_presets import preset
from ppm_xl.school.starting_points import meaning_of_start, starting_point
from ppm_xl.school.year_starts import earlier_start
from ppm_xl.targets.starts import standing_of

CHILD = Pupil("A999", "Zoë Q", "Q", "Zoë", year="4", class_name="Oak")


@pytest.mark.parametrize(
    ("stage", "result", "steps"),
    [
        ("KS1", "GDS", 1),
        ("KS1", "EXS", 0),
        ("KS1", "WTS", -1),
        ("KS1", "HNM", -1),
        ("KS1", "PKG", -3),
        ("KS1", "BLW", -3),  # below the pre-key stage standards, not just below expected
        ("KS1", "exs ", 0),
        ("KS1", "84", None),  # no scaled score of key stage 1
        ("KS1", "85", -1),
        ("KS1", "99", -1),
        ("KS1", "100", 0),
        ("KS1", "109", 0),
        ("KS1", "110", 1),
        ("KS1", "115", 1),
        ("KS1", "116", None),
        ("KS2", "80", -1),
        ("KS2", "120", 1),
        ("KS2", "121", None),
        ("EYFSP", "1", -1),
        ("EYFSP", "2", 0),
        ("EYFSP", "3", 1),
        ("EYFSP", "Emerging", -1),
        ("EYFSP", "Expected", 0),
        ("EYFSP", "Exceeding", 1),
        ("EYFSP", "A", None),  # exempt
        ("EYFSP", "100", None),
        ("", "100", None),  # nothing says that it is a scaled score
        ("", "Not on track", -1),
        ("", "On track", 0),
        ("", "2", None),  # a figure of the profile means nothing elsewhere
        ("KS1", "2", None),
        ("KS1", "A", None),
        ("KS1", "", None),
    ],
)
def test_steps_of_an_earlier_result(stage: str, result: str, steps: int | None) -> None:
    assert steps_of(result, stage) == steps


@pytest.mark.parametrize(
    ("scale", "stage", "result", "steps"),
    [
        ("flat", "KS1", "BLW", -3),  # a code of the STA
        ("flat", "", "BLW", -2),  # a mark of the school
        ("flat", "Baseline", "BLW", -2),
        ("flat", "KS1", "SBLW", -3),  # no code of the STA: the school's own mark
        ("flat", "Baseline", "Expected", 0),  # not on this scale, but in the profile's words
        ("emerging", "EYFSP", "Emerging", -1),  # the goal's word, not the school's first third
        ("flat", "Baseline", "100", None),
        ("flat", "KS1", "Purple", None),
    ],
)
def test_a_stages_codes_are_national_and_all_else_is_the_schools(
    scale: str, stage: str, result: str, steps: int | None
) -> None:
    chosen = preset(scale)
    assert chosen is not None
    found = meaning_of(chosen.scale(), result, stage)
    assert (found.steps if found else None) == steps


def school(result: PriorResult, pupil: Pupil = CHILD, scale: str = "target-tracker") -> School:
    chosen = preset(scale)
    assert chosen is not None
    periods = tuple(p for year in ("2025-26", "2026-27") for p in usual_dates(year))
    settings = replace(
        read_settings(EMPTY),
        subjects=("Reading",),
        scale=chosen.scale(),
        calendar=Calendar(periods),
        starting_stages={"4": "KS1"},
    )
    return School(
        tables=EMPTY,
        settings=settings,
        working=HalfTerm("2026-27", "Autumn 2"),
        working_class="",
        pupils={pupil.upn: pupil},
        prior={(result.upn, result.stage, "Reading"): result},
    )


@pytest.mark.parametrize(
    ("stage", "result", "day", "joined", "year", "steps"),
    [
        # Target Tracker: at a year's end s is expected; Autumn 1 expects b, Autumn 2 b+,
        # Spring 2 w+; b b+ w w+ s s+ are one step apart, and a year is six.
        ("KS1", "EXS", None, None, "2", 0),
        ("Baseline", "b", date(2026, 9, 14), None, "4", 0),
        ("Baseline", "b", date(2026, 11, 9), None, "4", -1),
        ("Baseline", "s", date(2026, 7, 6), None, "3", 0),  # last summer, in Year 3
        ("Baseline", "3s", date(2026, 7, 6), None, "3", 0),
        # without a day: on entry, which is the day they joined
        ("Baseline", "b", None, date(2026, 11, 9), "4", -1),
        ("Baseline", "s", None, date(2026, 7, 6), "3", 0),
        # not known at all: as children enter in September, of the year that the mark names
        ("Baseline", "b", None, None, "", 0),
        ("Baseline", "3b", None, None, "", 0),
        # before the dates of Calendar: the same
        ("Baseline", "b", date(2024, 9, 9), None, "2", 0),
    ],
)
def test_status_and_targets_read_a_starting_point_alike(
    stage: str, result: str, day: date | None, joined: date | None, year: str, steps: int
) -> None:
    pupil = replace(CHILD, joined=joined)
    of = school(PriorResult(pupil.upn, stage, "Reading", result, day), pupil)
    point = starting_point(of, pupil, "Reading")
    assert point is not None
    assert point.year == year
    meaning = meaning_of_start(of, point)
    assert meaning is not None
    assert meaning.steps == steps
    start = earlier_start(of, pupil, "Reading")
    assert start is not None
    standing = standing_of(of, start)
    assert standing is not None
    assert standing.steps == steps
