"""One measure of one child left out, or a sentence in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reports.school_by_hand import NOW, TODAY, upn

from ppm_xl.reports.choices import ALL, Choices, choices_for
from ppm_xl.reports.family import FamilyReport, written
from ppm_xl.reports.privacy import Gate
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import School
from ppm_xl.status.pupils import status_of


def report(
    school: School, who: str, chosen: dict[str, str], when: HalfTerm = NOW
) -> tuple[FamilyReport, set[str]]:
    pupil = school.pupils[upn(who)]
    choices = {(when, pupil.upn, measure): words for measure, words in chosen.items()}
    school = replace(school, report_choices=choices)
    found, problems = written(school, status_of(school, pupil, NOW), TODAY, Gate(school))
    return found, {problem.code for problem in problems}


def shown(found: FamilyReport) -> dict[str, str]:
    rows = {s.name: s.attainment.words for s in found.subjects}
    rows |= {a.name: a.now.words for a in found.areas}
    rows |= {m.name: m.now.words for m in found.measures}
    return rows | ({"Attendance": found.attendance.now.words} if found.attendance else {})


MEASURES = (
    "Reading", "Maths", "Attendance", "Punctuality", "Behaviour", "Effort", "Homework", "Uniform",
)  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_is_left_out_and_nothing_else(school: School, measure: str) -> None:
    whole, _ = report(school, "everything", {})
    without, problems = report(school, "everything", {measure: ""})
    expected = {name: words for name, words in shown(whole).items() if name != measure}
    assert shown(without) == expected
    assert len(expected) == len(shown(whole)) - 1
    assert ("attendance-left-out" in problems) == (measure == "Attendance")


@pytest.mark.parametrize("measure", MEASURES)
def test_a_sentence_stands_in_its_place_without_a_colour(school: School, measure: str) -> None:
    words = "We will talk about this when we meet."
    found, problems = report(school, "everything", {measure.upper(): words})
    assert shown(found)[measure] == words
    assert shown(found).keys() == shown(report(school, "everything", {})[0]).keys()
    row = next((s for s in found.subjects if s.name == measure), None)
    if row is not None:
        assert (row.attainment.colour, row.progress.colour, row.progress.words) == ("", "", "")
    assert ("attendance-left-out" in problems) == (measure == "Attendance")


def test_another_half_term_or_child_is_as_usual(school: School) -> None:
    whole, _ = report(school, "everything", {})
    before = HalfTerm("2026-27", "Autumn 1")
    assert report(school, "everything", {"Reading": ""}, before)[0] == whole


def test_an_area_of_learning_too(school: School) -> None:
    found, _ = report(school, "reception", {"Literacy": "", "Physical": "She loves to climb."})
    assert "Literacy" not in shown(found)
    assert shown(found)["Physical"] == "She loves to climb."


def test_a_sentence_that_names_another_child_is_listed_and_leaves_the_measure_out(
    school: School,
) -> None:
    found, problems = report(school, "everything", {"Effort": "Like Ottoline Pemberly."})
    assert "Effort" not in shown(found)
    assert "names-another-pupil" in problems


def test_choices_are_told_by_measure_alone() -> None:
    assert not ALL.leaves_out("Reading")
    assert ALL.sentence("Reading") == ""
    assert Choices({"reading": ""}).leaves_out("Reading")


def test_only_the_childs_own_of_the_half_term_count(school: School) -> None:
    child = school.pupils[upn("everything")]
    chosen = {(NOW, child.upn, "Effort"): "Yes", (NOW, "other", "Uniform"): ""}
    found = choices_for(chosen, child, NOW, lambda text, _: text)
    assert found == Choices({"effort": "Yes"})


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        (date(2026, 11, 16), "Bo joined us on 16 November. We will write more next time."),
        (date(2026, 11, 2), "Bo joined us on 2 November. We will write more next time."),
        (date(2026, 10, 1), "We have not judged this yet. Please ask us how it is going."),
        (None, "We have not judged this yet. Please ask us how it is going."),
    ],
)
def test_a_child_who_came_last_is_welcomed_instead_of_an_empty_table(
    school: School, joined: date | None, expected: str
) -> None:
    bo = replace(school.pupils[upn("empty")], joined=joined)
    school = replace(school, pupils={**school.pupils, bo.upn: bo})
    assert report(school, "empty", {})[0].newcomer == expected


def test_a_newcomer_who_is_judged_has_the_table(school: School) -> None:
    zoe = replace(school.pupils[upn("everything")], joined=date(2026, 11, 16))
    school = replace(school, pupils={**school.pupils, zoe.upn: zoe})
    assert report(school, "everything", {})[0].newcomer == ""
