"""Year groups one after another."""

from __future__ import annotations

from ppm_xl.school.year_groups import year_above, year_then


def test_year_groups_of_earlier_school_years() -> None:
    assert [year_then("2", back) for back in range(5)] == ["2", "1", "R", "N2", "N1"]
    assert year_then("N1", 1) == ""
    assert year_then("9", 0) == "9"


def test_year_groups_of_later_school_years() -> None:
    assert [year_above(year) for year in ("N1", "N2", "R", "5", "6", "", "9")] == [
        "N2", "R", "1", "6", "", "", "",
    ]  # fmt: skip
