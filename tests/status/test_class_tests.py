"""A class's tests beside its judgements, both ways (B6), by hand."""

from __future__ import annotations

from dataclasses import replace

from meeting_school import NOW, TODAY, school

from ppm_xl.school.model import School, TestScore
from ppm_xl.school.settings import TestThreshold
from ppm_xl.status.class_tests import beside_judgements
from ppm_xl.status.pupils import statuses
from ppm_xl.status.table import status_records
from ppm_xl.status.updating import plan_update

SUITE = TestThreshold("Rooks Test", expected_from=95, greater_depth_from=110)


def with_scores(*scores: tuple[str, str, str]) -> School:
    """Oak with scores: the last figure of a UPN, subject, score."""
    found = school()
    rows = tuple(
        TestScore(NOW, f"A99900000000{who}", subject, "Rooks Test", score, "standardised")
        for who, subject, score in scores
    )
    settings = replace(found.settings, test_thresholds=(SUITE,))
    return replace(found, settings=settings, tests=rows)


def lines(of: School) -> list[tuple[str, str]]:
    pupils = of.on_roll(TODAY, "Oak")
    return list(beside_judgements(of, pupils, NOW, {p.upn: p.first_name for p in pupils}))


SCHOOL = with_scores(
    ("1", "Reading", "94"),  # Ada, judged EXS: below the suite's 95
    ("2", "Reading", "100"),  # Bilal, judged BLW
    ("3", "Reading", "100"),  # Cerys, judged EXS
    ("4", "Reading", "80"),  # Dewi, judged WTS
    ("6", "Reading", "120"),  # Femi, not judged; Łucja has no test
    ("1", "Maths", "112"),  # judged EXS, tested at greater depth
)


def test_nothing_is_said_without_a_test() -> None:
    assert lines(with_scores()) == []
    assert lines(with_scores(("1", "Reading", "A"))) == []  # absent: no score to compare


def test_both_ways_with_names() -> None:
    assert lines(SCHOOL) == [
        (
            "Reading: 4 tests beside judgements",
            "2 agree; 1 lower than judged: Ada; 1 higher: Bilal; 2 not compared",
        ),
        (
            "Maths: 1 test beside judgements",
            "0 agree; 0 lower than judged; 1 higher: Ada; 5 not compared",
        ),
    ]


def test_the_sheet_venn_says_it_once_under_the_expected_standard() -> None:
    form = plan_update(SCHOOL, NOW, TODAY).changes
    said = [change.becomes for change in form if "beside judgements" in str(change.becomes)]
    assert said == ["Reading: 4 tests beside judgements", "Maths: 1 test beside judgements"]


def test_the_reason_stands_beside_each_child_on_status() -> None:
    found = {s.pupil.first_name: s for s in statuses(SCHOOL, NOW, TODAY)}
    rows = {str(row["Pupil"]).split()[0]: row for row in status_records(tuple(found.values()))}
    assert rows["Ada"]["Reading test"] == "Test lower"
    assert "judged EXS, Rooks Test 94: test lower" in str(rows["Ada"]["Why"])
    assert rows["Cerys"]["Reading test"] == "Agrees"
    assert rows["Łucja"]["Reading test"] is None


def test_who_is_not_named_in_the_picture_is_not_counted() -> None:
    pupils = SCHOOL.on_roll(TODAY, "Oak")
    assert list(beside_judgements(SCHOOL, pupils, NOW, {})) == []
