"""Whether a pupil meets a circle: by hand, for every kind of rule; and what holds for all."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import meeting_school
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from meeting_school import LAST, NOW, TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.venn import from_school
from ppm_xl.venn.judging import answers, regions_as_of
from ppm_xl.venn.membership import NOT_ASSESSED, movement, region_code, region_codes
from ppm_xl.venn.saying import combined_in_words
from ppm_xl.venn.scores import reaches

ADA, BILAL, CERYS, DEWI, LUCJA, FEMI = (f"A99900000000{n}" for n in range(1, 7))
MARKS = ("BLW", "WTS", "EXS", "GDS")
"""From lowest to highest."""
RWM = ("Reading", "Writing", "Maths")
Given: TypeAlias = tuple[str, dict[str, object]]
"""A table, and cells of a row."""


def focused(year: str, *circles: tuple[str, str], rows: tuple[Given, ...] = ()) -> School:
    """The school with these circles for one year group, and further rows of any table."""
    draft = Draft(meeting_school.tables())
    draft.replace_rows("Focus", [r for r in draft.tables()["Focus"].records() if r["Year"] != year])
    for circle, meets in circles:
        draft.put("Focus", {"Year": year, "Circle": circle, "Meets": meets or None})
    for table, cells in rows:
        draft.put(table, cells)  # type: ignore[arg-type] # cells of any kind
    return meeting_school.school(draft.tables())


def score_row(upn: str, score: object, **cells: object) -> Given:
    usual = {"School year": "2026-27", "Half-term": NOW.name, "Subject": "Maths", "Test": "MTC"}
    named = {key.replace("_", " "): value for key, value in cells.items()}
    return "Tests", {**usual, "UPN": upn, "Score": score, **named}


def marked_row(upn: str, maths: str) -> Given:
    """What is judged of a child now, in place of what the small school has."""
    return "Assessments", {
        "School year": NOW.school_year, "Half-term": NOW.name, "UPN": upn, "Class": "Oak",
        "Maths": maths,
    }  # fmt: skip


def prior(upn: str, stage: str, subject: str, result: str, day: date | None = None) -> Given:
    return "Prior", {
        "UPN": upn, "Stage": stage, "Subject": subject, "Result": result, "Date": day
    }  # fmt: skip


def answer(
    school: School, upn: str, circle: str, when: HalfTerm = NOW, *, deeper: bool = False
) -> bool | None:
    pupils = [school.pupils[upn]]
    return answers(school, pupils, when, (circle,), greater_depth=deeper)[upn][circle]


@pytest.mark.parametrize(
    ("result", "met"),
    [
        ("100", True), ("99.5", False), ("120", True),
        # of the cohort, and not achieved
        ("A", False), ("B", False), ("H", False), ("J", False), ("Q", False), ("U", False),
        ("NS", False), ("N", False), ("Wt", False), ("NAA", False), ("x", False),
        ("AS", True), ("Wa", True),
        # left, and missing: left out
        ("L", None), ("M", None), ("", None), ("?", None),
    ],
)  # fmt: skip
def test_scores_and_codes_count_as_the_dfe_counts_them(result: str, met: bool | None) -> None:  # noqa: FBT001 - a column of the table above
    assert reaches(result, 100) is met


@pytest.mark.parametrize(
    ("meets", "score", "now", "deeper"),
    [
        ("MTC >= 20", "20", True, None),
        ("MTC >= 20", "19", False, None),
        ("MTC > 20", "20", False, None),
        ("MTC >= 20, greater depth >= 25", "24", True, False),
        ("MTC >= 20, greater depth >= 25", "25", True, True),
        ("MTC >= 20", "A", False, None),
        ("MTC >= 20", "L", None, None),
        ("MTC >= 20", None, None, None),
    ],
)
def test_a_tables_check(
    meets: str, score: str | None, now: bool | None, deeper: bool | None  # noqa: FBT001 - columns of the table above
) -> None:  # fmt: skip
    rows = (score_row(ADA, score),) if score else ()
    school = focused("4", ("Tables", meets), rows=rows)
    assert answer(school, ADA, "Tables") is now
    assert answer(school, ADA, "Tables", deeper=True) is deeper
    assert answer(school, ADA, "Tables", LAST) is None


def test_the_newest_score_counts_and_an_earlier_half_term_sees_the_earlier_one() -> None:
    rows = (score_row(ADA, "24", Half_term="Autumn 1"), score_row(ADA, "12"))
    rows[0][1]["Half-term"] = LAST.name
    school = focused("4", ("Tables", "MTC >= 20"), rows=rows)
    assert answer(school, ADA, "Tables") is False
    assert answer(school, ADA, "Tables", LAST) is True


def test_who_left_before_the_newest_check_keeps_the_earlier_score() -> None:
    rows = (score_row(ADA, "24"), score_row(ADA, "L"))
    rows[0][1]["Half-term"] = LAST.name
    assert answer(focused("4", ("Tables", "MTC >= 20"), rows=rows), ADA, "Tables") is True


def test_a_scaled_score_is_of_the_circles_subject_and_not_a_standardised_one() -> None:
    rows = (
        score_row(ADA, "104", Test="Mock", Kind="scaled"),
        score_row(BILAL, "104", Test="PiRA", Kind="standardised"),
        score_row(CERYS, "104", Test="Mock", Kind="scaled", Subject="Reading"),
        prior(DEWI, "KS2", "Maths", "NS"),
    )
    school = focused("4", ("Maths", "scaled score >= 100, greater depth >= 110"), rows=rows)
    found = {upn: answer(school, upn, "Maths") for upn in (ADA, BILAL, CERYS, DEWI)}
    assert found == {ADA: True, BILAL: None, CERYS: None, DEWI: False}
    assert answer(school, ADA, "Maths", deeper=True) is False


def test_a_named_test_is_found_by_how_it_begins() -> None:
    rows = (score_row(ADA, "93", Test="New PiRA Autumn", Subject="Reading"),)
    school = focused("4", ("Reading", "New PiRA >= 93"), rows=rows)
    assert answer(school, ADA, "Reading") is True


@pytest.mark.parametrize(
    ("subject", "result", "day", "met"),
    [
        ("Phonics", "32", None, True),
        ("Phonics", "31", None, False),
        ("Phonics outcome", "WA", None, True),
        ("Phonics outcome", "WT", None, False),
        ("Phonics", "D", None, False),
        ("Phonics", "L", None, None),
        ("Phonics", "32", date(2027, 6, 9), None),  # not yet, in Autumn 2
    ],
)
def test_phonics_of_earlier_results(
    subject: str, result: str, day: date | None, met: bool | None  # noqa: FBT001 - a column of the table above
) -> None:  # fmt: skip
    rows = (prior("A999000000012", "Phonics", subject, result, day),)
    school = focused("2", ("Phonics", "phonics >= 32"), rows=rows)
    assert answer(school, "A999000000012", "Phonics") is met


@pytest.mark.parametrize(
    ("meets", "result", "met", "deeper"),
    [
        ("KS1 expected standard", "EXS", True, False),
        ("KS1 expected standard", "GDS", True, True),
        ("KS1 expected standard", "WTS", False, False),
        ("KS1: GDS", "EXS", False, False),
        ("KS1 >= 100", "104", True, None),
        ("KS1 >= 100", "A", False, None),
        ("KS1 expected standard", "L", None, None),
    ],
)
def test_earlier_results(
    meets: str, result: str, met: bool | None, deeper: bool | None  # noqa: FBT001 - columns of the table above
) -> None:  # fmt: skip
    school = focused("4", ("Reading", meets), rows=(prior(ADA, "KS1", "Reading", result),))
    assert answer(school, ADA, "Reading") is met
    assert answer(school, ADA, "Reading", deeper=True) is deeper


def test_early_years_by_areas_and_a_good_level() -> None:
    circles = (("Literacy", "on track"), ("Mathematics", ""), ("GLD", ""))
    school = focused("R", *circles)
    pupils = school.on_roll(TODAY, "Robins")
    found = answers(school, pupils, NOW, [name for name, _ in circles])
    assert {upn[-2:]: tuple(known.values()) for upn, known in found.items()} == {
        "21": (False, False, False),
        "22": (True, True, True),
    }
    assert answer(school, "A999000000022", "GLD", LAST) is None


def test_goals_and_results_of_the_profile() -> None:
    rows = (
        ("EarlyYears", {"School year": NOW.school_year, "Half-term": NOW.name,
                        "UPN": "A999000000021", "ELG Number": "Exempt"}),
        prior("A999000000022", "EYFSP", "Number", "2"),
    )  # fmt: skip
    school = focused("R", ("Number", "expected"), rows=rows)
    assert answer(school, "A999000000021", "Number") is False
    assert answer(school, "A999000000022", "Number") is True


def test_one_without_an_answer_everywhere_is_not_assessed() -> None:
    circles = (("Reading", ""), ("Tables", "MTC >= 20"))
    school = focused("4", *circles, rows=(score_row(ADA, "25"),))
    pupils = school.on_roll(TODAY, "Oak")
    found = regions_as_of(school, pupils, NOW, ("Reading", "Tables"))
    assert found[ADA] == frozenset(("Reading", "Tables"))
    assert all(found[upn] is None for upn in (BILAL, CERYS, DEWI, LUCJA, FEMI))
    # In Autumn 1 nobody had taken the check: it is not waited for.
    before = regions_as_of(school, pupils, LAST, ("Reading", "Tables"))
    assert before[ADA] == frozenset(("Reading",))
    assert before[DEWI] == frozenset()
    assert before[FEMI] is None


def test_the_cohort_of_key_stage_2_is_counted_as_the_dfe_counts_it() -> None:
    """By hand, `Denominators` of key stage 2: one of four met it, two are left out."""
    scored = {"Test": "KS2 SATs", "Kind": "scaled"}
    rows = (
        score_row(ADA, "104", **scored),  # met
        score_row(BILAL, "A", **scored),  # absent: of the cohort, not achieved
        score_row(CERYS, "B", **scored),  # below the test: of the cohort, not achieved
        marked_row(DEWI, "PK4"),  # no score, but a pre-key stage standard: so is Dewi
        score_row(LUCJA, "L", **scored),  # left: left out, pre-key stage standard or not
        marked_row(LUCJA, "PK2"),
    )  # Femi has neither: not assessed
    school = focused("4", ("Maths", "scaled score >= 100"), rows=rows)
    pupils = school.on_roll(TODAY, "Oak")
    found = regions_as_of(school, pupils, NOW, ("Maths",))
    assert found == {
        ADA: frozenset(("Maths",)), BILAL: frozenset(), CERYS: frozenset(), DEWI: frozenset(),
        LUCJA: None, FEMI: None,
    }  # fmt: skip
    venn = from_school.venn_of(school, pupils, NOW)
    assert venn is not None
    assert combined_in_words(venn) == "Maths: 25 % (1 of 4 assessed)"
    # Of a high score likewise, where the school names one.
    deeper = focused("4", ("Maths", "scaled score >= 100, greater depth >= 110"), rows=rows)
    known = answers(deeper, pupils, NOW, ("Maths",), greater_depth=True)
    assert [known[upn]["Maths"] for upn in (ADA, DEWI, FEMI)] == [False, False, None]


def test_before_the_tests_a_pre_key_stage_standard_waits_with_the_others() -> None:
    school = focused("4", ("Maths", "scaled score >= 100"), rows=(marked_row(DEWI, "PK4"),))
    pupils = school.on_roll(TODAY, "Oak")
    assert set(regions_as_of(school, pupils, NOW, ("Maths",)).values()) == {None}


def test_another_test_says_nothing_of_who_is_below_it() -> None:
    rows = (score_row(ADA, "24"), marked_row(DEWI, "PK4"))
    school = focused("4", ("Maths", "MTC >= 20"), rows=rows)
    known = answers(school, school.on_roll(TODAY, "Oak"), NOW, ("Maths",))
    assert (known[ADA]["Maths"], known[DEWI]["Maths"]) == (True, None)


def test_an_outcome_without_a_score_says_nothing_of_a_high_score() -> None:
    rows = (score_row(ADA, "AS", Test="KS2 SATs", Kind="scaled"),)
    school = focused("4", ("Maths", "scaled score >= 100, greater depth >= 110"), rows=rows)
    assert answer(school, ADA, "Maths") is True
    assert answer(school, ADA, "Maths", deeper=True) is None


def test_codes_of_key_stages_come_before_the_same_letters_of_a_scale() -> None:
    """A, B and N are marks of a common scale, too: above, below, at (FFT)."""
    above = {"Mark": "A", "Steps": 1, "Meets expected": "Y", "Meets greater depth": "Y"}
    for result, met in (("A", False), ("L", None), ("EXS", True)):
        rows: tuple[Given, ...] = (("Scale", above), prior(ADA, "KS2", "Writing", result))
        school = focused("4", ("Writing", "KS2 writing: EXS"), rows=rows)
        assert answer(school, ADA, "Writing") is met, result
    rows = (("Scale", above), prior(ADA, "Baseline", "Writing", "A"))
    assert answer(focused("4", ("Writing", "baseline writing: EXS"), rows=rows), ADA, "Writing")


three = st.lists(st.sampled_from((*MARKS, None)), min_size=3, max_size=3)


@given(now=st.lists(three, min_size=6, max_size=6), deeper=st.booleans())
def test_regions_partition_the_class(now: list[list[str | None]], deeper: bool) -> None:  # noqa: FBT001 - drawn
    venn = from_school.venn_of(
        marked(now), marked(now).on_roll(TODAY, "Oak"), NOW, greater_depth=deeper
    )
    assert venn is not None
    codes = [region_code(venn.circles, member) for member in venn.members.values()]
    assert len(codes) == 6
    assert set(codes) <= {*region_codes(venn.circles), "000", NOT_ASSESSED}
    said = list(from_school.membership_in_words(venn))
    named = [n for _, names in said for n in names.split(", ") if n != "nobody"]
    assert sorted(named) == sorted(venn.names.values())


@given(
    now=st.lists(three, min_size=6, max_size=6),
    who=st.integers(0, 5),
    what=st.integers(0, 2),
    deeper=st.booleans(),
)
def test_a_better_mark_never_moves_anyone_away_from_the_centre(
    now: list[list[str | None]], who: int, what: int, deeper: bool  # noqa: FBT001 - drawn
) -> None:  # fmt: skip
    mark = now[who][what]
    assume(mark not in {None, MARKS[-1]})
    assert mark is not None
    better = [list(marks) for marks in now]
    better[who][what] = MARKS[MARKS.index(mark) + 1]
    found = []
    for marks in (now, better):
        school = marked(marks)
        pupils = school.on_roll(TODAY, "Oak")
        found.append(regions_as_of(school, pupils, NOW, RWM, greater_depth=deeper))
    assert "out" not in movement(*found).values()
    assert [upn for upn, member in found[0].items() if member is None] == [
        upn for upn, member in found[1].items() if member is None
    ]


members = st.dictionaries(
    st.sampled_from("abcdef"), st.none() | st.frozensets(st.sampled_from(RWM)), max_size=6
)


@given(before=members, after=members)
def test_movement_is_antisymmetric(
    before: dict[str, frozenset[str] | None], after: dict[str, frozenset[str] | None]
) -> None:
    there, back = movement(before, after), movement(after, before)
    other = {"in": "out", "out": "in"}
    for key in before.keys() & after.keys():
        assert back.get(key) == other.get(there.get(key, ""))
    assert {key for key, move in there.items() if move == "new"} == after.keys() - before.keys()


def marked(now: list[list[str | None]]) -> School:
    draft = Draft(meeting_school.tables())
    draft.replace_rows("Assessments", [])
    for upn, marks in zip((ADA, BILAL, CERYS, DEWI, LUCJA, FEMI), now, strict=True):
        row = {"School year": NOW.school_year, "Half-term": NOW.name, "UPN": upn, "Class": "Oak"}
        draft.put("Assessments", {**row, **dict(zip(RWM, marks, strict=True))})
    return meeting_school.school(draft.tables())
