"""A pupil's status: which half-term's evidence counts, and what makes someone Red."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Attendance, Judgement, Pupil, School, Target
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.scale_presets import preset
from ppm_xl.school.settings import Circle, Settings
from ppm_xl.status.pupils import status_of, statuses
from ppm_xl.status.table import status_records
from ppm_xl.venn.from_school import regions_as_of

SUMMER, AUTUMN_1, AUTUMN_2 = (
    HalfTerm("2025-26", "Summer 2"),
    HalfTerm("2026-27", "Autumn 1"),
    HalfTerm("2026-27", "Autumn 2"),
)
TODAY = date(2026, 11, 23)
PUPIL = Pupil("A999", "Zoë Q", "Q", "Zoë", year="4", class_name="Oak")


@pytest.fixture
def settings() -> Settings:
    steps = {"BLW": -2, "WTS": -1, "EXS": 0, "GDS": 1}
    scale = Scale(tuple(Mark(m, "", s, s >= 0, s > 0) for m, s in steps.items()))
    usual = read_settings(EMPTY)
    return Settings(subjects=usual.subjects, thresholds=usual.thresholds, scale=scale)


def school(settings: Settings, *rows: Judgement, targets: tuple[Target, ...] = ()) -> School:
    return School(
        tables=EMPTY,
        settings=settings,
        working=AUTUMN_2,
        working_class="",
        pupils={PUPIL.upn: PUPIL},
        judgements={(row.half_term, row.upn): row for row in rows},
        targets={(t.school_year, t.upn, t.subject): t for t in targets},
    )


def test_a_half_term_without_new_marks_uses_the_last_and_says_how_old_it_is(
    settings: Settings,
) -> None:
    old = Judgement(
        AUTUMN_1, PUPIL.upn, marks={"Reading": "WTS"}, progress={"Reading": "Red"},
        judged_by="Mr Teal", judged_on=date(2026, 10, 12),
    )  # fmt: skip
    found = status_of(school(settings, old), PUPIL, AUTUMN_2).subjects["Reading"]
    assert (found.mark, found.attainment.name, found.progress.name) == ("WTS", "Yellow", "Red")
    assert found.evidence == AUTUMN_1
    assert found.is_old(AUTUMN_2)
    assert found.progress.why == "progress judged Red by Mr Teal"


def test_an_old_judgement_never_stands_beside_a_new_mark(settings: Settings) -> None:
    old = Judgement(AUTUMN_1, PUPIL.upn, marks={"Reading": "EXS"}, progress={"Reading": "Green"})
    new = Judgement(AUTUMN_2, PUPIL.upn, marks={"Reading": "BLW"})
    found = status_of(school(settings, old, new), PUPIL, AUTUMN_2).subjects["Reading"]
    assert found.progress.name == "Not assessed"
    assert found.suggested.name == "Red"
    assert not found.is_old(AUTUMN_2)


def test_a_later_half_term_is_never_looked_at(settings: Settings) -> None:
    later = Judgement(AUTUMN_2, PUPIL.upn, marks={"Reading": "GDS"})
    found = status_of(school(settings, later), PUPIL, AUTUMN_1)
    assert found.subjects["Reading"].mark == ""


def test_the_milestone_of_the_evidence_s_own_term_counts(settings: Settings) -> None:
    target = Target("2026-27", PUPIL.upn, "Maths", "GDS", {"Autumn": "EXS", "Summer": "GDS"})
    row = Judgement(AUTUMN_2, PUPIL.upn, marks={"Maths": "WTS"})
    found = status_of(school(settings, row, targets=(target,)), PUPIL, AUTUMN_2).subjects["Maths"]
    assert (found.suggested.name, found.suggested.why) == ("Yellow", "WTS; milestone was EXS")


def test_a_high_attainer_can_be_red_and_a_suggestion_never_makes_red(settings: Settings) -> None:
    judged = Judgement(AUTUMN_2, PUPIL.upn, marks={"Reading": "GDS"}, progress={"Reading": "Red"})
    before = Judgement(AUTUMN_1, PUPIL.upn, marks={"Writing": "GDS"})
    suggested = Judgement(
        AUTUMN_2, PUPIL.upn, marks={"Reading": "GDS", "Writing": "WTS"},
        progress={"Reading": "Red"},
    )  # fmt: skip
    assert status_of(school(settings, judged), PUPIL, AUTUMN_2).red_in == ("Reading",)
    found = status_of(school(settings, before, suggested), PUPIL, AUTUMN_2)
    assert found.subjects["Writing"].suggested.name == "Red"
    assert found.red_in == ("Reading",)


def test_red_in_lists_subjects_in_order_then_measures_with_reasons(settings: Settings) -> None:
    row = Judgement(
        AUTUMN_2, PUPIL.upn, marks={"Maths": "BLW", "Reading": "BLW"},
        attendance=Attendance(88.8), behaviour="Red", effort="Green", lates=1,
    )  # fmt: skip
    found = status_of(school(settings, row), PUPIL, AUTUMN_2)
    assert found.red_in == ("Reading", "Maths", "Attendance", "Attitude")
    (record,) = status_records([found])
    assert record["Red in"] == "Reading, Maths, Attendance, Attitude"
    assert record["Why"] == (
        "Reading: BLW is two steps below Year 4 expectation. "
        "Maths: BLW is two steps below Year 4 expectation. "
        "Attendance: attendance 88.8 % (year to date): persistent absence. Attitude: behaviour Red"
    )


def test_leavers_are_left_out_from_their_last_day_on(settings: Settings) -> None:
    stays = Pupil("A1", "A", "A", "A", class_name="Oak", left=date(2026, 11, 24))
    gone = Pupil("A2", "B", "B", "B", class_name="Oak", left=TODAY)
    here = School(EMPTY, settings, AUTUMN_2, "", pupils={p.upn: p for p in (stays, gone)})
    assert [s.pupil.upn for s in statuses(here, AUTUMN_2, TODAY)] == ["A1"]


@pytest.mark.parametrize(
    ("earlier", "now", "lates"),
    [
        # (lates, basis) in Autumn 1, in Autumn 2; what Autumn 2 alone comes to
        (None, (4, "half-term"), 4),
        ((3, "half-term"), (4, "half-term"), 4),
        ((3, "half-term"), (4, "year to date"), 1),
        ((3, "year to date"), (4, "year to date"), 1),
        ((3, "half-term"), (3, "year to date"), 0),
        ((None, "half-term"), (4, "year to date"), None),
        (None, (4, "year to date"), None),
        ((5, "half-term"), (4, "year to date"), None),
        ((3, "half-term"), (None, "year to date"), None),
    ],
)
def test_lates_are_those_of_the_half_term_whatever_the_file_counted(
    settings: Settings,
    earlier: tuple[int | None, str] | None,
    now: tuple[int | None, str],
    lates: int | None,
) -> None:
    rows = [
        Judgement(when, PUPIL.upn, lates=given[0], attendance=Attendance(99.0, basis=given[1]))
        for when, given in ((AUTUMN_1, earlier), (AUTUMN_2, now))
        if given is not None
    ]
    found = status_of(school(settings, *rows), PUPIL, AUTUMN_2)
    assert found.lates == lates
    assert (found.punctuality.name == "Not assessed") == (lates is None)


def test_lates_since_september_go_back_no_further_than_september(settings: Settings) -> None:
    rows = [
        Judgement(when, PUPIL.upn, lates=lates, attendance=Attendance(99.0, basis="year to date"))
        for when, lates in ((SUMMER, 9), (AUTUMN_1, 2))
    ]
    assert status_of(school(settings, *rows), PUPIL, AUTUMN_1).lates == 2


def test_a_subject_of_other_years_is_not_missed(settings: Settings) -> None:
    only_older = replace(settings, years_of={"Maths": frozenset("56")})
    assert list(status_of(school(only_older), PUPIL, AUTUMN_2).subjects) == ["Reading", "Writing"]
    marked = Judgement(AUTUMN_2, PUPIL.upn, marks={"Maths": "EXS"})
    found = status_of(school(only_older, marked), PUPIL, AUTUMN_2)
    assert found.subjects["Maths"].attainment.name == "Green"


def test_on_a_rising_scale_the_same_mark_is_green_in_autumn_and_yellow_in_summer() -> None:
    """The mark kept is less than expected progress; the circle it met in autumn is left."""
    rising = preset("arbor-rising")
    assert rising is not None
    usual = read_settings(EMPTY)
    settings = Settings(
        subjects=("Reading",), thresholds=usual.thresholds, scale=rising.scale(),
        focus={"4": (Circle("Reading", "expected standard"),)},
    )  # fmt: skip
    summer = HalfTerm("2026-27", "Summer 2")
    of = school(
        settings,
        Judgement(AUTUMN_2, PUPIL.upn, year="4", marks={"Reading": "4WTS"}),
        Judgement(summer, PUPIL.upn, year="4", marks={"Reading": "4WTS"}),
    )
    then = status_of(of, PUPIL, AUTUMN_2).subjects["Reading"]
    now = status_of(of, PUPIL, summer).subjects["Reading"]
    assert (then.attainment.name, now.attainment.name) == ("Green", "Yellow")
    assert (now.suggested.name, now.suggested.why) == ("Yellow", "4WTS before, 4WTS now")
    assert regions_as_of(of, [PUPIL], AUTUMN_2, ["Reading"])[PUPIL.upn] == frozenset({"Reading"})
    assert regions_as_of(of, [PUPIL], summer, ["Reading"])[PUPIL.upn] == frozenset()


def test_old_evidence_is_coloured_as_of_when_it_was_given() -> None:
    rising = preset("target-tracker")
    assert rising is not None
    usual = read_settings(EMPTY)
    settings = Settings(subjects=("Reading",), thresholds=usual.thresholds, scale=rising.scale())
    of = school(settings, Judgement(AUTUMN_1, PUPIL.upn, year="4", marks={"Reading": "4b"}))
    later = status_of(of, PUPIL, HalfTerm("2026-27", "Summer 2")).subjects["Reading"]
    assert later.attainment.why == "4b meets Year 4 expectation for Autumn 1"
    assert later.evidence == AUTUMN_1


def test_a_milestone_is_reached_by_its_own_term() -> None:
    rising = preset("target-tracker")
    assert rising is not None
    usual = read_settings(EMPTY)
    settings = Settings(subjects=("Reading",), thresholds=usual.thresholds, scale=rising.scale())
    target = Target("2026-27", PUPIL.upn, "Reading", milestones={"Autumn": "4b+"})
    row = Judgement(AUTUMN_1, PUPIL.upn, year="4", marks={"Reading": "4b"})
    found = status_of(school(settings, row, targets=(target,)), PUPIL, AUTUMN_1)
    # b in Autumn 1 is as far on as b+ at the end of autumn
    assert found.subjects["Reading"].suggested.name == "Green"
