"""What the assessment lead is told before a round, and what is never chased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.checks import check_school
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale_presets import DEFAULT

BEFORE, NOW = HalfTerm("2026-27", "Autumn 1"), HalfTerm("2026-27", "Autumn 2")
TODAY = date(2026, 11, 23)
PUPILS = [
    Pupil(f"A{n}", f"Ann {n} Q", "Q", f"Ann {n}", year="4", class_name="Oak") for n in range(8)
]


def school(then: list[str], now: list[str], collected: str = "") -> School:
    rows = [
        Judgement(when, pupil.upn, year="4", class_name="Oak", marks={"Maths": mark})
        for when, marks in ((BEFORE, then), (NOW, now))
        for pupil, mark in zip(PUPILS, marks, strict=False)
        if mark
    ]
    settings = replace(
        read_settings(EMPTY),
        subjects=("Maths",),
        scale=DEFAULT.scale(),
        calendar=Calendar(
            (Period(NOW, date(2026, 11, 2), date(2026, 12, 18), frozenset(collected.split())),)
        ),
    )
    return School(
        tables=EMPTY,
        settings=settings,
        working=NOW,
        working_class="",
        pupils={p.upn: p for p in PUPILS},
        judgements={(row.half_term, row.upn): row for row in rows},
    )


CHASED = {"missing-marks", "progress-not-judged", "mark-far-from-the-last", "marks-unchanged"}


def found(of: School) -> dict[str, str]:
    return {p.code: p.message for p in check_school(of, (), TODAY) if p.code in CHASED}


def test_a_class_without_any_change_is_asked_about() -> None:
    said = found(school(["EXS"] * 8, ["EXS"] * 8))
    assert said["marks-unchanged"] == "All 8 marks are as in Autumn 1 2026-27."
    assert "marks-unchanged" not in found(school(["EXS"] * 8, ["EXS"] * 7 + ["WTS"]))
    assert "marks-unchanged" not in found(school(["EXS"] * 7, ["EXS"] * 7))  # too few to tell


@pytest.mark.parametrize(
    ("then", "now", "odd"),
    [("EXS", "WTS", False), ("EXS", "BLW", True), ("WTS", "GDS", True), ("PK1", "PK6", False)],
)
def test_a_leap_of_two_grades_is_odd(then: str, now: str, *, odd: bool) -> None:
    said = found(school([then], [now])).get("mark-far-from-the-last")
    wanted = f"1 mark two grades or more from the one before: Ann 0 Q ({then} to {now})."
    assert said == (wanted if odd else None)


def test_what_is_not_collected_is_never_chased() -> None:
    then, now = ["EXS"] * 8, ["EXS"] * 7
    assert found(school(then, now, "")).keys() >= {"missing-marks", "progress-not-judged"}
    assert found(school(then, now, "marks")).keys() == {"missing-marks"}
    assert found(school(then, now, "attendance behaviour")) == {}
