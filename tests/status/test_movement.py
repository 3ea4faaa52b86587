"""Movement by hand: from starting points, in small steps, since meetings, and against tests.

Sources: flat and rising scales (Arbor: on a flat one the same grade kept is expected progress);
pre-key stage standards 1 to 6 (STA); KS1 scaled scores with 100 as the expected standard;
publishers' bands (Hodder: New PiRA; NFER); DfE: scaled 100 is not standardised 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.tables import EMPTY
from ppm_xl.schema import COLOURS, NOT_ASSESSED
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import (
    Barrier,
    Discussion,
    FocusGroup,
    Judgement,
    Meeting,
    PriorResult,
    Pupil,
    School,
    Target,
    TestScore,
)
from ppm_xl.school.pre_key_stage import pre_key_stage
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.scale_presets import PRESETS, preset
from ppm_xl.school.settings import Settings, TestThreshold, Threshold
from ppm_xl.status import colours
from ppm_xl.status.against_tests import against_test, counted_both_ways
from ppm_xl.status.bands import band_of, steps_between
from ppm_xl.status.pupils import PupilStatus, SubjectStatus, status_of
from ppm_xl.status.table import status_records
from ppm_xl.status.trends import direction, moved

SUMMER = HalfTerm("2025-26", "Summer 2")
AUTUMN_1 = HalfTerm("2026-27", "Autumn 1")
AUTUMN_2 = HalfTerm("2026-27", "Autumn 2")
SPRING_1 = HalfTerm("2026-27", "Spring 1")
PUPIL = Pupil("A999", "Zoë Q", "Q", "Zoë", year="4", class_name="Oak")
FLAT = PRESETS[0].scale()


def school(*rows: Judgement, scale: Scale = FLAT, **more: object) -> School:
    usual = read_settings(EMPTY)
    made = School(
        tables=EMPTY,
        settings=Settings(
            subjects=("Reading",),
            thresholds=usual.thresholds,
            scale=scale,
            starting_stages={"4": "KS1"},
            test_thresholds=(
                TestThreshold("New PiRA", years=frozenset("12"), expected_from=89),
                TestThreshold("New PiRA", "", frozenset("3456"), 93, 114),
                TestThreshold("Standardised score", "", frozenset(), 95, 110),
                TestThreshold("Scaled score", "", frozenset(), 100, 110),
            ),
        ),
        working=AUTUMN_2,
        working_class="",
        pupils={PUPIL.upn: PUPIL},
        judgements={(row.half_term, row.upn): row for row in rows},
    )
    return replace(made, **more)  # type: ignore[arg-type]


def judged(when: HalfTerm, mark: str, progress: str = "", **more: str) -> Judgement:
    colours_given = {"Reading": progress} if progress else {}
    return Judgement(
        when, PUPIL.upn, year="4", class_name="Oak", marks={"Reading": mark},
        progress=colours_given, **more,
    )  # fmt: skip


def reading(of: School, when: HalfTerm = AUTUMN_2) -> SubjectStatus:
    return status_of(of, PUPIL, when).subjects["Reading"]


@pytest.mark.parametrize(
    ("start", "now", "made"),
    [
        ("EXS", "EXS", "Expected"),  # the grade kept
        ("WTS", "WTS", "Expected"),
        ("EXS", "WTS", "Less"),
        ("GDS", "EXS", "Less"),
        ("WTS", "EXS", "More"),
        ("EXS", "GDS", "More"),
        ("99", "EXS", "More"),  # scaled scores: 100 is the expected standard
        ("100", "EXS", "Expected"),
        ("110", "EXS", "Less"),
        ("PK3", "PK4", "Expected"),  # climbed within pre-key stage
        ("PK3", "PK3", "Less"),  # those standards do not rise with the year
        ("PK3", "PK2", "Less"),
        ("PK6", "WTS", "More"),
        ("EXS", "not a mark", None),
        ("EXS", "", None),
    ],
)
def test_progress_from_key_stage_1_on_a_flat_scale(start: str, now: str, made: str | None) -> None:
    prior = {
        (PUPIL.upn, "KS1", "Reading"): PriorResult(PUPIL.upn, "KS1", "Reading", start),
    }
    found = reading(school(judged(AUTUMN_2, now), prior=prior)).from_start
    assert (found.made if found else None) == made


@pytest.mark.parametrize(
    ("start", "now", "made"),
    [
        ("4WTS", "4WTS", "Less"),  # in autumn it is what is expected, in summer it is not
        ("4WTS", "4EXS", "Expected"),
        ("4WTS", "4GDS", "More"),
        ("3WTS", "4WTS", "More"),  # a year behind, then a grade
    ],
)
def test_a_rising_scale_must_be_climbed(start: str, now: str, made: str) -> None:
    rising = preset("arbor-rising")
    assert rising is not None
    of = school(
        judged(AUTUMN_1, start),
        judged(HalfTerm("2026-27", "Summer 2"), now),
        scale=rising.scale(),
    )
    found = reading(of, HalfTerm("2026-27", "Summer 2")).from_start
    assert found is not None
    assert found.made == made


def test_the_starting_point_itself_is_no_progress_yet() -> None:
    assert reading(school(judged(AUTUMN_2, "EXS"))).from_start is None


def test_small_steps_show_where_the_colour_stays_red() -> None:
    found = status_of(school(judged(AUTUMN_1, "PK1"), judged(AUTUMN_2, "PK3")), PUPIL, AUTUMN_2)
    subject = found.subjects["Reading"]
    assert (subject.attainment.name, subject.trend.move) == ("Red", "Small steps up")
    (record,) = status_records([found])
    assert record["Reading trend"] == "Small steps up"
    assert "small steps up since Autumn 1 2026-27: PK1 to PK3" in str(record["Why"])


def met(when: HalfTerm, shown: Mapping[str, str]) -> dict[str, object]:
    ident = f"M {when}"
    said = Discussion(ident, PUPIL.upn, "Reading", attainment_shown=shown["attainment"])
    return {
        "meetings": (
            Meeting(ident, "progress", "Oak", when, held=date(2026, 10, 1),
                    recorded=date(2026, 10, 1)),
        ),
        "discussion": {(ident, PUPIL.upn, "Reading"): said},
    }  # fmt: skip


def test_a_trend_is_from_what_the_meeting_saw_and_corrections_are_said() -> None:
    """Shown Red at the meeting, corrected to WTS since: Yellow now is better than what was seen."""
    of = school(
        judged(AUTUMN_1, "WTS"), judged(AUTUMN_2, "WTS"), **met(AUTUMN_1, {"attainment": "Red"})
    )
    trend = reading(of).trend
    assert trend.move == "Improved"
    assert trend.why == "improved since the meeting of Autumn 1 2026-27: attainment Red to Yellow"
    assert trend.corrected == (
        "corrected since: the meeting of Autumn 1 2026-27 saw attainment Red, and its marks say "
        "Yellow now"
    )


def test_red_at_meetings_running_stops_at_the_first_that_saw_something_else() -> None:
    shown = {SUMMER: "Red", AUTUMN_1: "Yellow", AUTUMN_2: "Red", SPRING_1: "Red"}
    meetings, said = [], {}
    for when, colour in shown.items():
        one = met(when, {"attainment": colour})
        meetings.extend(one["meetings"])  # type: ignore[arg-type]
        said.update(one["discussion"])  # type: ignore[arg-type]
    spring_2 = HalfTerm("2026-27", "Spring 2")
    of = school(judged(spring_2, "BLW"), meetings=tuple(meetings), discussion=said)
    assert status_of(of, PUPIL, spring_2).red_meetings == {"Reading": 2}
    better = school(judged(spring_2, "EXS"), meetings=tuple(meetings), discussion=said)
    assert status_of(better, PUPIL, spring_2).red_meetings == {}


@pytest.mark.parametrize(
    ("mark", "test", "kind", "score", "year", "verdict"),
    [
        ("EXS", "New PiRA Autumn", "standardised", "92", "4", "Test lower"),
        ("EXS", "New PiRA Autumn", "standardised", "93", "4", "Agrees"),
        ("EXS", "New PiRA Autumn", "standardised", "113", "4", "Agrees"),
        ("EXS", "New PiRA Autumn", "standardised", "114", "4", "Test higher"),
        ("WTS", "New PiRA Autumn", "standardised", "92", "4", "Agrees"),
        ("WTS", "New PiRA Autumn", "standardised", "93", "4", "Test higher"),
        ("EXS", "New PiRA Autumn", "standardised", "89", "2", "Agrees"),  # other bands in KS1
        ("GDS", "New PiRA Autumn", "standardised", "120", "2", "Agrees"),  # no greater depth there
        ("EXS", "Some test", "standardised", "97", "4", "Agrees"),
        ("EXS", "Some test", "scaled", "97", "4", "Test lower"),  # 100 is not 100
        ("EXS", "Some test", "raw", "30", "4", None),
        ("EXS", "Some test", "age", "9", "4", None),
        ("EXS", "New PiRA Autumn", "standardised", "A", "4", None),  # absent is no score
    ],
)
def test_a_judgement_beside_a_test(
    mark: str, test: str, kind: str, score: str, year: str, verdict: str | None
) -> None:
    thresholds = school().settings.test_thresholds
    row = TestScore(AUTUMN_2, PUPIL.upn, "Reading", test, score, kind)
    stands = FLAT.find(mark)
    assert stands is not None
    found = against_test(stands, row, thresholds, year)
    assert (found.verdict if found else None) == verdict


def test_a_test_of_this_year_stands_beside_the_judgement_of_its_time() -> None:
    row = TestScore(AUTUMN_1, PUPIL.upn, "Reading", "New PiRA", "88", "standardised")
    of = school(judged(AUTUMN_1, "EXS"), judged(AUTUMN_2, "WTS"), tests=(row,))
    found = reading(of).test
    assert found is not None
    assert found.why == "judged EXS, New PiRA 88: test lower"
    old = replace(row, half_term=SUMMER)
    assert reading(school(judged(SUMMER, "EXS"), tests=(old,))).test is None
    counts = counted_both_ways([found, None, None])
    assert (counts.lower, counts.agree, counts.higher, counts.not_compared) == (1, 0, 0, 2)


def test_barriers_are_listed_while_they_last() -> None:
    rows = (
        Barrier(PUPIL.upn, "Medical"),
        Barrier(PUPIL.upn, "Behaviour", to=date(2025, 1, 1)),
        Barrier("other", "Circumstances"),
    )
    assert status_of(school(barriers=rows), PUPIL, AUTUMN_2).barriers == ("Medical",)


def test_groups_are_listed_while_a_child_is_in_them() -> None:
    rows = (
        FocusGroup("Phonics again", PUPIL.upn, since=date(2026, 9, 7)),
        FocusGroup("Choir", PUPIL.upn, to=date(2025, 7, 1)),
        FocusGroup("Chess", "other"),
    )
    found = status_of(school(groups=rows), PUPIL, AUTUMN_2)
    assert found.groups == ("Phonics again",)
    (record,) = status_records([found])
    assert record["Groups"] == "Phonics again"


def test_a_measure_that_is_switched_off_is_no_colour() -> None:
    of = school(judged(AUTUMN_2, "BLW", "Red"))
    off = {name: replace(found, used=False) for name, found in of.settings.thresholds.items()}
    of = replace(of, settings=replace(of.settings, thresholds=off))
    found = status_of(of, PUPIL, AUTUMN_2)
    assert found.red_in == ()
    assert {c.name for c in found.measures.values()} == {NOT_ASSESSED}
    assert found.subjects["Reading"].progress.why == "not used by the school"


def test_homework_and_uniform_are_shown_and_make_red_only_where_the_school_says_so() -> None:
    row = judged(AUTUMN_2, "EXS", behaviour="Green", effort="Green", homework="Red")
    of = school(row)
    found = status_of(of, PUPIL, AUTUMN_2)
    assert (found.attitude.name, found.parts["Homework"].name) == ("Green", "Red")
    assert found.red_in == ()
    on = {**of.settings.thresholds, "Homework in attitude": Threshold(0, 0)}
    says_so = replace(of, settings=replace(of.settings, thresholds=on))
    assert status_of(says_so, PUPIL, AUTUMN_2).attitude.name == "Red"


@pytest.mark.parametrize(
    ("per_cent", "basis", "said"),
    [
        (90.0, "year to date", "attendance 90 % (year to date): persistent absence"),
        (90.0, "half-term", "attendance 90 % (half-term)"),
        (50.0, "year to date", "attendance 50 % (year to date): severe absence"),
        (90.1, "year to date", "attendance 90.1 % (year to date)"),
    ],
)
def test_persistent_absence_is_by_year_to_date(per_cent: float, basis: str, said: str) -> None:
    from ppm_xl.school.model import Attendance

    assert colours.attendance(Attendance(per_cent, basis=basis), Threshold(95, 90)).why == said


def test_every_colour_has_its_reason() -> None:
    found: PupilStatus = status_of(school(judged(AUTUMN_2, "GDS", "Green")), PUPIL, AUTUMN_2)
    subject = found.subjects["Reading"]
    every = (subject.attainment, subject.progress, subject.suggested, *found.measures.values())
    assert all(colour.why for colour in every)
    (record,) = status_records([found])
    assert "Reading: GDS is one step above Year 4 expectation" in str(record["Other reasons"])


WORDS = (*COLOURS, NOT_ASSESSED)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_movement_of_colours_is_antisymmetric(before: str, now: str) -> None:
    assert moved(before, now) == -moved(now, before)
    if NOT_ASSESSED in {before, now}:
        assert moved(before, now) == 0


OPPOSITE = {
    "Improved": "Slipped", "Slipped": "Improved", "Mixed": "Mixed", "Same": "Same",
    "Small steps up": "Small steps down", "Small steps down": "Small steps up",
}  # fmt: skip
SIGNS = st.integers(-1, 1)


@given(SIGNS, SIGNS, st.integers(-6, 6))
def test_a_trend_is_antisymmetric(first: int, second: int, steps: int) -> None:
    there, back = direction((first, second), steps), direction((-first, -second), -steps)
    assert OPPOSITE[there] == back


MARKS = st.sampled_from(FLAT.rows)
SCALES = st.sampled_from([p.scale() for p in PRESETS if not p.adds])


@given(SCALES, st.data())
def test_a_better_mark_never_lowers_a_colour_or_a_band(scale: Scale, data: st.DataObject) -> None:
    plain = [m for m in scale.rows if not m.half_term]
    lower, upper = sorted(
        (data.draw(st.sampled_from(plain)), data.draw(st.sampled_from(plain))),
        key=lambda m: m.steps,
    )
    threshold = Threshold(0, -1)
    was, stands = (colours.attainment(m.mark, scale, threshold).name for m in (lower, upper))
    assert COLOURS.index(stands) <= COLOURS.index(was)
    assert band_of(lower, scale) <= band_of(upper, scale)


def standing(mark: Mark) -> tuple[int, int]:
    """From lowest to highest: by steps, then by pre-key stage standard."""
    place = pre_key_stage(mark.mark)
    return mark.steps, 9 if place is None else place


MADE = ("Less", "Expected", "More")


@given(SCALES, st.data())
def test_a_better_mark_never_lowers_a_status(scale: Scale, data: st.DataObject) -> None:
    """The whole of it: attainment, what is suggested, progress from the start, Red in what."""
    plain = [m for m in scale.rows if not m.half_term]
    mark = st.sampled_from([m.mark for m in plain])
    lower, upper = sorted(
        (data.draw(st.sampled_from(plain)), data.draw(st.sampled_from(plain))), key=standing
    )
    before = [
        judged(when, drawn)
        for when in (SUMMER, AUTUMN_1)
        if (drawn := data.draw(st.none() | mark)) is not None
    ]
    milestone = data.draw(st.none() | mark)
    targets = {
        ("2026-27", PUPIL.upn, "Reading"): Target(
            "2026-27", PUPIL.upn, "Reading", agreed=milestone or "",
            milestones={"Autumn": milestone} if milestone else {},
        )
    }  # fmt: skip
    given_then = data.draw(st.sampled_from((("KS1", "EXS"), ("KS1", "99"), ("KS1", "PK3"))))
    stage, result = given_then
    prior = {(PUPIL.upn, stage, "Reading"): PriorResult(PUPIL.upn, stage, "Reading", result)}
    worse, better = (
        reading(
            school(*before, judged(AUTUMN_2, m.mark), scale=scale, prior=prior, targets=targets)
        )
        for m in (lower, upper)
    )
    for was, stands in (
        (worse.attainment, better.attainment),
        (worse.suggested, better.suggested),
    ):
        assert WORDS.index(stands.name) <= WORDS.index(was.name)
    assert worse.is_red or not better.is_red
    if worse.from_start is not None and better.from_start is not None:
        assert MADE.index(worse.from_start.made) <= MADE.index(better.from_start.made)


@given(MARKS, MARKS)
def test_steps_back_are_steps_there(before: Mark, now: Mark) -> None:
    assert steps_between(before, now) == -steps_between(now, before)


def test_a_p_scale_and_a_pre_key_stage_standard_are_not_compared_by_their_numbers() -> None:
    """P scales gave way to the standards: PK1 after P6 is no fall of five."""
    fourth, sixth, first = (
        Mark(mark, "", -3, meets_expected=False, meets_greater_depth=False)
        for mark in ("P4", "P6", "PK1")
    )
    assert steps_between(sixth, first) == 0
    assert steps_between(fourth, sixth) == 6 - 4
