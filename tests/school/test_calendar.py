"""Half-terms: names as people write them, order, and likely dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.errors import DataError
from ppm_xl.school.calendar import (
    Calendar,
    HalfTerm,
    parse_half_term,
    school_year_from,
    school_year_of,
    usual_dates,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Autumn 1", HalfTerm("2026-27", "Autumn 1")),
        ("autumn1", HalfTerm("2026-27", "Autumn 1")),
        ("Aut 2", HalfTerm("2026-27", "Autumn 2")),
        ("Spr_1 2025-26", HalfTerm("2025-26", "Spring 1")),
        ("Summer 2 2025/26", HalfTerm("2025-26", "Summer 2")),
        ("Summer 2 2025-2026", HalfTerm("2025-26", "Summer 2")),
    ],
)
def test_reads_half_terms_as_people_write_them(text: str, expected: HalfTerm) -> None:
    assert parse_half_term(text, "2026-27") == expected


@pytest.mark.parametrize(
    "text", ["", "Autumn", "Autumn 3", "Winter 1", "2026-27", "Autumn 1 2025-27"]
)
def test_what_is_no_half_term_is_said_so(text: str) -> None:
    with pytest.raises(DataError, match="not a half-term"):
        parse_half_term(text, "2026-27")


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), "2025-26"),
        (date(2026, 9, 1), "2026-27"),
        (date(2027, 1, 1), "2026-27"),
        (date(2099, 9, 1), "2099-00"),
    ],
)
def test_the_school_year_starts_on_the_first_of_september(day: date, year: str) -> None:
    assert school_year_of(day) == year


def test_order_and_the_half_term_before() -> None:
    first, last = HalfTerm("2026-27", "Autumn 1"), HalfTerm("2025-26", "Summer 2")
    assert first.before == last
    assert HalfTerm("2026-27", "Spring 1").before == HalfTerm("2026-27", "Autumn 2")
    assert last < first < HalfTerm("2026-27", "Autumn 2")
    assert first.term == "Autumn"
    assert str(first) == "Autumn 1 2026-27"


@given(st.integers(2020, 2098))
def test_likely_dates_are_school_days_in_order_without_overlap(start: int) -> None:
    periods = usual_dates(school_year_from(start))
    assert len(periods) == 6
    days = [day for period in periods for day in (period.starts, period.ends)]
    assert days == sorted(days)
    assert all(day.weekday() < 5 for day in days)
    assert all(25 <= (p.ends - p.starts).days <= 70 for p in periods)


def test_the_half_term_begun_last() -> None:
    calendar = Calendar(usual_dates("2026-27"))
    assert calendar.last_begun(date(2026, 8, 31)) is None
    assert str(calendar.last_begun(date(2026, 11, 23))) == "Autumn 2 2026-27"
    assert str(calendar.last_begun(date(2027, 8, 20))) == "Summer 2 2026-27"
