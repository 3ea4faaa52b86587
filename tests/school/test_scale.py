"""Scales: which row counts, marks of other years, spellings; and every preset, by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.tables import EMPTY, TableCells
from ppm_xl.schema import HALF_TERMS, TABLES, YEARS
from ppm_xl.school.reading_settings import read_scale
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.scale_presets import PRESETS, Preset, preset
from ppm_xl.school.scale_tables import rule_rows, scale_rows
from ppm_xl.school.settings import Threshold
from ppm_xl.status.colours import attainment


def row(mark: str, steps: int, year: str = "", half_term: str = "", *also: str) -> Mark:
    return Mark(mark, "", steps, steps >= 0, steps > 0, year, half_term, also)


MANY = Scale(
    (
        row("W", -1),
        row("W", -2, "6"),
        row("W", 0, "", "Autumn 1"),
        row("W", -3, "6", "Autumn 1"),
        row("ONLY", 0, "", "Spring 1"),
    )
)


@pytest.mark.parametrize(
    ("year", "half_term", "steps"),
    [
        ("3", "Spring 1", -1),  # the plain row
        ("6", "Spring 1", -2),  # the year's
        ("3", "Autumn 1", 0),  # the half-term's
        ("6", "Autumn 1", -3),  # the year's and half-term's
        ("", "Autumn 1", 0),
        ("", "", -1),
        ("6", "", -2),
    ],
)
def test_the_most_specific_row_of_a_mark_counts(year: str, half_term: str, steps: int) -> None:
    found = MANY.find("w", year, half_term)
    assert found is not None
    assert found.steps == steps


def test_a_mark_without_a_row_for_a_time_is_on_the_scale_and_has_no_steps_then() -> None:
    assert MANY.find("only", "3", "Summer 1") is None
    assert MANY.spelt("only") == "ONLY"
    why = attainment("ONLY", MANY, Threshold(0, -1), "3", "Summer 1").why
    assert why == "ONLY has no steps for Year 3 in Summer 1 on the school's scale"


def test_the_end_of_the_year_is_its_last_half_term() -> None:
    scale = Scale((row("w", -1), row("w", -4, "", "Summer 2")))
    found = scale.find("w")
    assert found is not None
    assert found.steps == -4


@pytest.mark.parametrize(
    ("code", "written", "year", "spelt"),
    [
        ("flat", "exs", "4", "EXS"),
        ("flat", " Gd ", "4", "GDS"),
        ("flat", "WA", "4", "EXS"),
        ("flat", "wt", "4", "WTS"),
        ("flat", "pk 3", "4", "PK3"),
        ("flat", "PKS3", "4", "PK3"),
        ("flat", "4EXS", "4", "EXS"),
        ("flat", "Y4 exs", "4", "EXS"),
        ("flat", "3EXS", "4", None),
        ("flat", "3B", "5", None),
        ("target-tracker", "3W+", "3", "3w+"),
        ("target-tracker", "W+", "3", "w+"),
        ("target-tracker", "Rec S", "1", "Rs"),
        ("target-tracker", "Nurs s+", "R", "N2s+"),
        ("sonar", "3b", "5", "3B"),
        ("sonar", "3 just at", "5", "3 Just At"),
        ("sonar", "2AT", "5", "2At"),
        ("sonar", "JA", "5", "Just At"),
        ("pupil-asset", "4dev", "4", "4 Dev"),
        ("pupil-asset", "4 Developing", "4", "4 Dev"),
        ("bromcom", "3exs", "3", "3EXS"),
        ("pita", "yr6 expected", "6", "Expected"),
        ("classroom-monitor", "sig.below", "2", "Sig. Below"),
        ("emerging", "3D", "3", "3d"),
        ("p-scales", "p 5", "3", "P5"),
        ("flat", "NA", "3", None),
        ("flat", "1E5", "1", None),
    ],
)
def test_spellings_are_forgiven(code: str, written: str, year: str, spelt: str | None) -> None:
    assert scale_of(code).spelt(written, year) == spelt


def scale_of(code: str) -> Scale:
    found = preset(code)
    assert found is not None
    return found.scale()


BY_HAND = [
    # preset, mark, year, half-term: steps, meets expected, meets greater depth
    # flat: the same at any time
    ("flat", "SBLW", "3", "Autumn 1", -3, False, False),
    ("flat", "BLW", "6", "Spring 2", -2, False, False),
    ("flat", "WTS", "1", "Summer 2", -1, False, False),
    ("flat", "EXS", "4", "Autumn 2", 0, True, False),
    ("flat", "GDS", "4", "Summer 1", 1, True, True),
    ("flat", "PK6", "4", "Summer 1", -3, False, False),
    ("flat", "EM", "4", "Summer 1", -3, False, False),
    # Target Tracker: b, b+, w, w+ are expected in the first four half-terms, then s
    ("target-tracker", "b", "3", "Autumn 1", 0, True, False),
    ("target-tracker", "b", "3", "Autumn 2", -1, False, False),
    ("target-tracker", "b+", "3", "Autumn 2", 0, True, False),
    ("target-tracker", "3w+", "3", "Autumn 2", 2, True, True),
    ("target-tracker", "3w+", "3", "Spring 2", 0, True, False),
    ("target-tracker", "3w+", "3", "Summer 2", -1, False, False),
    ("target-tracker", "s", "3", "Summer 1", 0, True, False),
    ("target-tracker", "3s+", "3", "Summer 2", 1, True, True),
    ("target-tracker", "2s+", "3", "Autumn 1", -1, False, False),  # s+ in autumn is +5, less 6
    ("target-tracker", "3w+", "5", "Summer 2", -13, False, False),  # -1 less two years of 6
    ("target-tracker", "4b", "3", "Summer 2", 2, True, True),  # -4 and a year of 6
    ("target-tracker", "Rs", "1", "Autumn 1", -2, False, False),  # s is +4 then, less 6
    ("target-tracker", "PK2", "3", "Autumn 1", -12, False, False),
    # Sonar: flat within the year, three steps a year
    ("sonar", "B", "5", "Autumn 1", -1, False, False),
    ("sonar", "Just At", "5", "Autumn 1", 0, True, False),
    ("sonar", "At", "5", "Summer 2", 0, True, False),
    ("sonar", "Above", "5", "Summer 2", 1, True, True),
    ("sonar", "5At", "5", "Summer 2", 0, True, False),
    ("sonar", "3B", "5", "Autumn 1", -7, False, False),  # -1 less two years of 3
    ("sonar", "4 Above", "5", "Autumn 1", -2, False, False),
    # Pupil Asset: Beg in autumn, Dev in spring, Sec in summer
    ("pupil-asset", "4 Beg", "4", "Autumn 2", 0, True, False),
    ("pupil-asset", "4 Beg", "4", "Spring 1", -1, False, False),
    ("pupil-asset", "4 Beg", "4", "Summer 1", -2, False, False),
    ("pupil-asset", "4 Dev", "4", "Spring 2", 0, True, False),
    ("pupil-asset", "4 Sec", "4", "Summer 2", 0, True, False),
    ("pupil-asset", "5 Beg", "4", "Summer 2", 1, True, True),  # -2 and a year of 3
    ("pupil-asset", "3 Sec", "4", "Autumn 1", -1, False, False),  # +2 then, less 3
    # point in time
    ("pita", "Below", "2", "Autumn 1", -2, False, False),
    ("pita", "Expected", "2", "Summer 1", 0, True, False),
    ("pita", "Above", "2", "Summer 1", 1, True, True),
    # Arbor rising: WTS in autumn and spring, EXS in summer
    ("arbor-rising", "3WTS", "3", "Autumn 1", 0, True, False),
    ("arbor-rising", "WTS", "3", "Spring 2", 0, True, False),
    ("arbor-rising", "WTS", "3", "Summer 1", -1, False, False),
    ("arbor-rising", "EXS", "3", "Autumn 2", 1, True, True),
    ("arbor-rising", "EXS", "3", "Summer 2", 0, True, False),
    ("arbor-rising", "2GDS", "3", "Summer 2", -2, False, False),  # +1 less a year of 3
    ("arbor-rising", "2EXS", "5", "Autumn 1", -8, False, False),  # +1 then, less three years
    # Bromcom: the year before the mark, flat
    ("bromcom", "3BXS", "3", "Autumn 1", -1, False, False),
    ("bromcom", "3EXS", "3", "Summer 2", 0, True, False),
    ("bromcom", "3GDS", "3", "Spring 1", 1, True, True),
    ("bromcom", "3EXS", "4", "Spring 1", -3, False, False),
    ("bromcom", "2GDS", "4", "Spring 1", -5, False, False),
    # FFT
    ("fft", "B", "6", "Autumn 1", -2, False, False),
    ("fft", "W", "6", "Autumn 1", -1, False, False),
    ("fft", "N", "6", "Autumn 1", 0, True, False),
    ("fft", "A", "6", "Autumn 1", 1, True, True),
    # Classroom Monitor
    ("classroom-monitor", "Sig. Below", "2", "Autumn 1", -2, False, False),
    ("classroom-monitor", "Below", "2", "Autumn 1", -1, False, False),
    ("classroom-monitor", "At", "2", "Autumn 1", 0, True, False),
    ("classroom-monitor", "Above", "2", "Autumn 1", 1, True, True),
    ("classroom-monitor", "SA", "2", "Autumn 1", 2, True, True),
    # thirds of a year
    ("emerging", "3e", "3", "Autumn 1", 0, True, False),
    ("emerging", "3d", "3", "Autumn 1", 1, True, True),
    ("emerging", "3d", "3", "Summer 1", -1, False, False),
    ("emerging", "3s", "3", "Summer 2", 0, True, False),
    ("emerging", "2s", "3", "Summer 2", -3, False, False),
    # P scales
    ("p-scales", "P4", "3", "Autumn 1", -3, False, False),
    ("p-scales", "P8", "3", "Summer 2", -3, False, False),
]


@pytest.mark.parametrize(("code", "mark", "year", "half_term", "steps", "meets", "deeper"), BY_HAND)
def test_every_preset_by_hand(
    code: str, mark: str, year: str, half_term: str, steps: int, *, meets: bool, deeper: bool
) -> None:
    found = scale_of(code).find(mark, year, half_term)
    assert found is not None
    assert (found.steps, found.meets_expected, found.meets_greater_depth) == (steps, meets, deeper)


def test_every_preset_is_in_the_table_by_hand() -> None:
    assert {code for code, *_ in BY_HAND} == {p.code for p in PRESETS}


def test_the_same_mark_is_green_in_autumn_and_yellow_in_summer() -> None:
    scale, usual = scale_of("arbor-rising"), Threshold(0, -1)
    autumn = attainment("3WTS", scale, usual, "3", "Autumn 2")
    summer = attainment("3WTS", scale, usual, "3", "Summer 2")
    assert (autumn.name, summer.name) == ("Green", "Yellow")
    assert autumn.why == "3WTS meets Year 3 expectation for Autumn 2"
    assert summer.why == "3WTS is one step below Year 3 expectation"


COLOURS = ("Not assessed", "Red", "Yellow", "Green")


@given(
    st.sampled_from(PRESETS),
    st.sampled_from(("", *YEARS)),
    st.sampled_from(HALF_TERMS),
    st.integers(-3, 0),
)
def test_a_better_mark_never_lowers_a_status(
    chosen: Preset, year: str, half_term: str, yellow: int
) -> None:
    scale = chosen.scale()
    whose, usual = year or "4", Threshold(0, yellow)
    ladder = [mark for mark in scale.marks if not mark.startswith("PK") and mark != "EM"]
    apart = [mark for mark in scale.marks if mark not in ladder]
    if scale.steps_a_year is not None:
        ladder = [f"{band} {mark}" for band in "123456" for mark in ladder]
    found = [scale.find(mark, whose, half_term) for mark in ladder]
    assert all(found)
    for low, high in pairwise(m for m in found if m is not None):
        assert low.steps <= high.steps
        assert low.meets_expected <= high.meets_expected
        assert low.meets_greater_depth <= high.meets_greater_depth
    named = [attainment(m, scale, usual, whose, half_term).name for m in ladder]
    places = [COLOURS.index(name) for name in named]
    assert places == sorted(places)
    for mark in apart:
        below = scale.find(mark, year, half_term)
        assert below is not None
        assert not below.meets_expected


@given(st.sampled_from(PRESETS), st.sampled_from(("1", "2", "5", "6")))
def test_a_mark_means_no_less_the_earlier_in_the_year_it_is_given(
    chosen: Preset, year: str
) -> None:
    scale = chosen.scale()
    for mark in scale.marks:
        found = [scale.find(mark, year, half_term) for half_term in HALF_TERMS]
        steps = [mark.steps for mark in found if mark is not None]
        assert len(steps) == len(HALF_TERMS)
        assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("chosen", PRESETS, ids=lambda p: p.code)
def test_a_preset_written_to_the_tables_is_read_back_as_it_is(chosen: Preset) -> None:
    tables = EMPTY
    for name, rows in (("Scale", scale_rows(chosen)), ("ScaleRules", rule_rows(chosen))):
        cells = TableCells(name, TABLES[name].headings(), tuple(rows))
        tables = tables.with_table(cells)
    assert read_scale(tables) == chosen.scale()


def test_the_rows_of_a_mark_stand_together() -> None:
    """The list of marks that cells offer names each once, and counts on this."""
    for chosen in PRESETS:
        marks = [mark.mark for mark in chosen.rows()]
        runs = [a for a, b in pairwise([*marks, ""]) if a != b]
        assert len(runs) == len(set(runs)), chosen.code


def test_no_spelling_of_one_mark_is_another_mark() -> None:
    for chosen in PRESETS:
        scale = chosen.scale()
        for mark in scale.rows:
            for spelling in (mark.mark, *mark.also):
                assert scale.spelt(spelling) == mark.mark, (chosen.code, spelling)
