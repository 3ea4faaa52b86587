"""The plan of a round as people type it, times, and school days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from round_school import tables

from ppm_xl.round.plan_box import DEFAULT_ROWS, HELP, PlanBox, SencoAt, What, read_plan_box
from ppm_xl.round.times import Span, minutes_of, spelt
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.school_days import bank_holiday, days_before, why_no_school


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("09:30", 570), ("9:30", 570), ("9.30", 570), ("9:30 am", 570), ("1.15pm", 795),
        ("12:00 am", 0), ("12 pm", 720), ("00:00", 0), ("23:59", 1439), ("15:30:00", 930),
        ("", None), ("9", None), ("24:00", None), ("9:75", None), ("13 pm", None), ("noon", None),
    ],
)  # fmt: skip
def test_a_time_as_people_type_it(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes


@given(st.integers(0, 1439))
def test_a_time_is_read_as_it_is_spelt(minutes: int) -> None:
    assert minutes_of(spelt(minutes)) == minutes


def test_a_new_workbook_says_what_is_usual() -> None:
    assert [row[0] for row in DEFAULT_ROWS] == [what.value for what in What]
    assert set(HELP) == set(What)
    assert all(len(words) <= 255 for words in HELP.values())  # Excel shows no more
    assert read_plan_box(tables()) == (PlanBox(), ())


def test_what_is_typed_is_read() -> None:
    box, problems = read_plan_box(
        tables(
            First_day="23/11/2026", Days="Tue, Thu", Not_on="27/11/2026 and 4/12/26",
            First_slot="9.15", Minutes_each="30", Slots_a_day=6, Lunch_from="12:15",
            Lunch_until="13:15", Place="Library", TAs_come="y", SENCO_comes_to="ALL",
            SENCO_comes_at="in turn", Send_days_before=10,
        )
    )  # fmt: skip
    assert problems == ()
    assert box.first_day == date(2026, 11, 23)
    assert box.weekdays == {1, 3}
    assert box.not_on == {date(2026, 11, 27), date(2026, 12, 4)}
    assert (box.first_slot, box.minutes, box.slots, box.notice) == (555, 30, 6, 10)
    assert box.lunch == Span(735, 795)
    assert (box.place, box.assistants, box.senco_at) == ("Library", True, SencoAt.IN_TURN)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}), ("Monday to Wednesday", {0, 1, 2}),
        ("mon wed thu", {0, 2, 3}),
        ("Tue", {1}), ("Mon - Tue, Fri", {0, 1, 4}), ("Thu and Fri", {3, 4}),
    ],
)  # fmt: skip
def test_days_as_people_type_them(typed: str, days: set[int]) -> None:
    box, problems = read_plan_box(tables(Days=typed))
    assert (box.weekdays, problems) == (days, ())


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        ("First_day", "soon"), ("Days", "daily"), ("Days", "Sat"), ("Days", "Fri-Mon"),
        ("Not_on", "INSET"), ("First_slot", "early"), ("Minutes_each", "an hour"),
        ("Minutes_each", "0"), ("Slots_a_day", "-1"), ("SENCO_comes_to", "some"),
        ("Never_after", "07:00"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_what_is_usual_stands(row: str, typed: str) -> None:
    box, (problem,) = read_plan_box(tables(**{row: typed}))
    assert box == PlanBox()
    assert problem.where.startswith("Round, ")
    assert typed in problem.message


@pytest.mark.parametrize(
    ("box", "starts"),
    [
        (PlanBox(), "09:00 10:00 11:00 13:00"),
        (PlanBox(gap=0, slots=9), "09:00 09:45 10:30 11:15 13:00 13:45 14:30 15:15 16:00"),
        (PlanBox(gap=5), "09:00 09:50 10:40 13:00"),  # 11:30 to 12:15 would be lunch
        (PlanBox(first_slot=12 * 60 + 30, slots=2), "13:00 14:00"),
        (PlanBox(first_slot=15 * 60 + 30, slots=4), "15:30"),  # the next would end at 17:15
        (PlanBox(first_slot=18 * 60), ""),
    ],
)
def test_the_slots_of_a_day(box: PlanBox, starts: str) -> None:
    assert " ".join(map(spelt, box.starts())) == starts


AUTUMN = Calendar(
    (
        Period(HalfTerm("2026-27", "Autumn 1"), date(2026, 9, 1), date(2026, 10, 23)),
        Period(HalfTerm("2026-27", "Autumn 2"), date(2026, 11, 2), date(2026, 12, 18)),
        Period(HalfTerm("2026-27", "Summer 1"), date(2027, 4, 19), date(2027, 5, 28)),
    )
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 16), ""),
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 10, 26), "between two half-terms"),
        (date(2027, 5, 3), "May Day"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 11, 27), "a day without meetings"),
    ],
)
def test_which_days_are_school_days(day: date, why: str) -> None:
    assert why_no_school(day, AUTUMN, frozenset({date(2026, 11, 27)})) == why


def test_the_bank_holidays_are_englands() -> None:
    assert bank_holiday(date(2027, 3, 29)) == "Easter Monday"  # Scotland has none
    assert bank_holiday(date(2026, 11, 30)) == ""  # Saint Andrew's Day is Scotland's
    assert bank_holiday(date(2026, 12, 28)) == "Boxing Day (observed)"  # it is a Saturday in 2026


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 16)),
        (date(2026, 11, 3), 2, date(2026, 10, 23)),  # over the half-term's week
        (date(2027, 5, 4), 1, date(2027, 4, 30)),  # over May Day and its weekend
        (date(2026, 9, 2), 3, date(2026, 8, 27)),  # over what Calendar knows, and no bank holiday
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_school_days_before_a_day(day: date, count: int, before: date) -> None:
    assert days_before(day, count, AUTUMN) == before
