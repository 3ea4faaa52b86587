"""The lines on Home say the same as the commands they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.checks import check_school
from ppm_xl.school.model import Action, Attendance, Judgement, Pupil, School
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.status.attention import attention_rows
from ppm_xl.status.updating import plan_update

NOW = HalfTerm("2026-27", "Autumn 2")
TODAY = date(2026, 11, 23)


@pytest.fixture
def school() -> School:
    def pupil(upn: str, year: str, class_name: str) -> Pupil:
        return Pupil(upn, f"{upn} Q", "Q", upn, year=year, class_name=class_name)

    pupils = [
        pupil("all", "4", "Oak"),
        pupil("half", "4", "Oak"),
        pupil("none", "4", "Oak"),
        pupil("away", "R", "Elm"),
    ]
    marks = {"Reading": "EXS", "Maths": "EXS"}
    rows = [
        Judgement(NOW, "all", marks=marks, progress={"Reading": "Green", "Maths": "Red"}),
        Judgement(NOW, "half", marks=marks, progress={"Reading": "Green"}),
        Judgement(NOW, "none", marks=marks),
        Judgement(NOW, "away", attendance=Attendance(80.0, basis="half-term")),
    ]
    return School(
        tables=EMPTY,
        settings=read_settings(EMPTY),
        working=NOW,
        working_class="Oak",
        pupils={p.upn: p for p in pupils},
        judgements={(row.half_term, row.upn): row for row in rows},
    )


def lines(school: School) -> list[str]:
    return [str(row[0]) for row in attention_rows(school, (), TODAY)]


def test_as_many_are_red_as_update_says_reception_too(school: School) -> None:
    (said, *_) = plan_update(school, NOW, TODAY).said
    assert said.endswith("2 of them Red in something.")
    assert lines(school)[0] == "2 pupils Red in something."


def test_as_many_are_unjudged_as_check_says(school: School) -> None:
    found = [p for p in check_school(school, (), TODAY) if p.code == "progress-not-judged"]
    assert [(p.where, p.message) for p in found] == [
        ("Assessments, Oak", "2 pupils whose progress is not judged yet."),
    ]
    assert "Progress not judged yet for 2 pupils in Oak." in lines(school)


def test_a_pupil_without_a_year_is_not_asked_for_marks(school: School) -> None:
    nobody = replace(school.pupils["none"], upn="new", year="")
    more = replace(school, pupils={**school.pupils, "new": nobody})
    assert lines(more) == lines(school)


def test_an_action_with_an_impact_is_not_overdue(school: School) -> None:
    late = Action("1", "Read", by_when=date(2026, 11, 1))
    found = (late, replace(late, id="2", impact="worked"), replace(late, id="3", status="Open"))
    said = "2 actions overdue and not done."
    assert said in lines(replace(school, actions=found))
