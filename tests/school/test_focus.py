"""What meets a circle: every way a school may write it, by hand."""

from __future__ import annotations

import pytest

from ppm_xl.school.focus import (
    Earlier,
    GoalReached,
    GoodLevel,
    Judged,
    OnTrack,
    Rule,
    Scored,
    has_greater_depth,
    rule_of,
)

SUBJECTS = ("Reading", "Writing", "Maths", "Phonics and early reading")


@pytest.mark.parametrize(
    ("circle", "meets", "rule"),
    [
        ("Reading", "", Judged("Reading")),
        ("reading ", "Expected standard", Judged("Reading")),
        ("Reading", "at the expected standard.", Judged("Reading")),
        ("Writing", "Greater depth", Judged("Writing", deeper=True)),
        ("Writing", "GDS", Judged("Writing", deeper=True)),
        ("Books", "expected standard in reading", Judged("Reading")),
        ("Books", "Reading: expected", Judged("Reading")),
        ("Deep", "greater depth in Maths", Judged("Maths", deeper=True)),
        ("Phonics", "phonics >= 32", Scored("phonics", "", 32)),
        ("Phonics", ">= 32", Scored("phonics", "", 32)),
        ("Sounds", "Phonics screening check ≥ 32", Scored("phonics", "", 32)),
        ("Phonics", "at least 32", Scored("phonics", "", 32)),
        ("Phonics", "phonics of 32 or more", Scored("phonics", "", 32)),
        ("Phonics", "32+", Scored("phonics", "", 32)),
        ("Phonics", "phonics > 31", Scored("phonics", "", 31, above=True)),
        ("Times tables", "MTC >= 20", Scored("mtc", "", 20)),
        ("Times tables", ">=25", Scored("mtc", "", 25)),
        ("Reading", "scaled score >= 100", Scored("scaled score", "Reading", 100)),
        ("Sums", "maths scaled score >= 100", Scored("scaled score", "Maths", 100)),
        (
            "Maths",
            "scaled score >= 100, greater depth >= 110",
            Scored("scaled score", "Maths", 100, deeper=110),
        ),
        (
            "Maths",
            "scaled score >= 100 (greater depth >= 110)",
            Scored("scaled score", "Maths", 100, deeper=110),
        ),
        ("Maths", "standardised score at least 95.5", Scored("standardised score", "Maths", 95.5)),
        ("Reading", "New PiRA >= 93", Scored("new pira", "Reading", 93)),
        ("Reading", "test >= 20", Scored("", "Reading", 20)),
        ("Reading", ">= 20", Scored("", "Reading", 20)),
        ("Spelling", "GPS paper 2 >= 10", Scored("gps paper 2", "", 10)),
        ("Reading", "KS1 >= 100", Earlier("KS1", "Reading", 100)),
        ("Start", "KS1 reading scaled score >= 100", Earlier("KS1", "Reading", 100)),
        ("Reading", "key stage 2 score >= 100", Earlier("KS2", "Reading", 100)),
        ("Reading", "KS1: EXS", Earlier("KS1", "Reading")),
        ("Writing", "KS1 expected standard", Earlier("KS1", "Writing")),
        ("Start", "KS1 writing: gds", Earlier("KS1", "Writing", mark="GDS")),
        ("GLD", "", GoodLevel()),
        ("All round", "good level of development", GoodLevel()),
    ],
)
def test_what_a_school_may_write(circle: str, meets: str, rule: Rule) -> None:
    assert rule_of(circle, meets, SUBJECTS, early=False) == rule


@pytest.mark.parametrize(
    ("circle", "meets", "rule"),
    [
        ("Literacy", "on track", OnTrack("Literacy")),
        ("Literacy", "", OnTrack("Literacy")),
        ("Maths", "On track", OnTrack("Mathematics")),
        ("PSED", "on track", OnTrack("Personal, social and emotional")),
        ("Talk", "Communication and language: on track", OnTrack("Communication and language")),
        ("Talk", "communication and language on track", OnTrack("Communication and language")),
        ("Word reading", "expected", GoalReached("Word reading")),
        ("Writing", "expected", GoalReached("Writing")),
        ("GLD", "on track", GoodLevel()),
    ],
)
def test_what_early_years_may_write(circle: str, meets: str, rule: Rule) -> None:
    assert rule_of(circle, meets, SUBJECTS, early=True) == rule


@pytest.mark.parametrize(
    ("circle", "meets"),
    [
        ("Phonics", "knows the sounds"),
        ("Phonics", "phonics >= thirty"),
        ("Phonics", "phonics 32"),
        ("Phonics", "32 >= phonics"),
        ("Phonics", "phonics <= 32"),
        ("Phonics", "phonics >= 32 and more"),
        ("Phonics", "expected standard"),  # no subject of that name
        ("Art", ""),
        ("Sums", "scaled score >= 100"),  # of which subject?
        ("Maths", "scaled score >= 100, greater depth >= 90"),
        ("Maths", "scaled score >= 100, greater depth high"),
        ("Start", "KS1: EXS"),
        ("Literacy", "nearly"),
    ],
)
def test_what_cannot_be_read_is_no_rule(circle: str, meets: str) -> None:
    assert rule_of(circle, meets, SUBJECTS, early=False) is None


@pytest.mark.parametrize(
    ("rule", "known"),
    [
        (Judged("Maths"), True),
        (Scored("mtc", "", 20), False),
        (Scored("scaled score", "Maths", 100, deeper=110), True),
        (Earlier("KS1", "Maths"), True),
        (Earlier("KS1", "Maths", 100), False),
        (GoodLevel(), False),
        (OnTrack("Literacy"), False),
    ],
)
def test_which_rules_say_what_greater_depth_is(rule: Rule, known: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert has_greater_depth(rule) is known
