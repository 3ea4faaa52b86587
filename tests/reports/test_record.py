"""The second page: a child's record in words, as a chart and as a table, and their targets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from paper.visual_lint import lint
from pypdf import PdfReader
from reports.school_by_hand import NOW, PUPILS, TODAY, make_school, row, upn

from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.reports.family import written
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.privacy import Gate
from ppm_xl.reports.record import SETTING, Record, chart_in_words
from ppm_xl.reports.wording import Wording
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import LearningTarget, School
from ppm_xl.status.pupils import status_of

WHO = "everything"


def half_terms(many: int) -> list[HalfTerm]:
    found = [NOW]
    while len(found) < many:
        found.append(found[-1].before)
    return found[::-1]


def with_record(many: int, *targets: LearningTarget, who: str = WHO) -> School:
    """The school by hand, with marks of so many half-terms up to this one."""
    school = make_school()
    marks = {"Reading": "BLW", "Writing": "WTS", "Maths": "GDS"}
    judgements = {key: value for key, value in school.judgements.items() if key[1] != upn(who)}
    for when in half_terms(many):
        judgements[when, upn(who)] = row(who, when, marks=marks)
    there = {**school.settings.school, SETTING: "Y"}
    settings = replace(school.settings, school=there)
    return replace(
        school, settings=settings, judgements=judgements, learning_targets=tuple(targets)
    )


def target(number: int, when: HalfTerm = NOW, **more: object) -> LearningTarget:
    base = LearningTarget(
        f"T{number}", when, upn(WHO), "Maths", f"Learned {number}", f"Next {number}"
    )
    return replace(base, **more)  # type: ignore[arg-type]


def record_in(school: School, who: str = WHO) -> Record | None:
    status = status_of(school, PUPILS[who], NOW)
    return written(school, status, TODAY, Gate(school))[0].record


@pytest.mark.parametrize("said", ["", "N", "no"])
def test_families_get_it_only_where_the_school_says_so(said: str) -> None:
    school = with_record(3)
    there = {**school.settings.school, SETTING: said}
    school = replace(school, settings=replace(school.settings, school=there))
    assert record_in(school) is None


def test_a_child_without_marks_or_targets_has_one_page() -> None:
    assert record_in(with_record(2), "empty") is None


def test_every_mark_is_told_by_how_close_it_is() -> None:
    record = record_in(with_record(1))
    assert record is not None
    assert record.points[0].steps == (0, 1, 3)
    assert record.subjects == ("Reading", "Writing", "Maths")


@pytest.mark.parametrize(
    ("many", "points", "earlier"),
    [
        (1, 1, []),
        (9, 9, []),
        (12, 9, []),  # the three before are of a year that is shown already
        (16, 9, ["Summer 2 2023-24"]),
        (21, 9, ["Summer 2 2022-23", "Summer 2 2023-24"]),
    ],
)
def test_nine_half_terms_then_a_line_a_year(many: int, points: int, earlier: list[str]) -> None:
    record = record_in(with_record(many))
    assert record is not None
    assert len(record.points) == points
    assert record.points[-1].when == "Autumn 2"
    assert [point.when for point in record.earlier] == earlier


def test_targets_of_now_and_those_not_met_yet() -> None:
    before = NOW.before
    school = with_record(
        1,
        target(1),
        target(2, met=TODAY),
        target(3, before),
        target(4, before, met=TODAY),
        target(5, HalfTerm("2026-27", "Spring 1")),
        target(6, upn=upn("empty")),
    )
    record = record_in(school)
    assert record is not None
    assert [t.next for t in record.targets] == ["Next 1", "Next 2", "Next 3"]


def test_by_when_and_when_met_are_said_and_a_day_that_has_passed_is_not() -> None:
    ahead, past = date(2026, 12, 11), date(2026, 11, 20)
    school = with_record(
        1,
        target(1, by_when=ahead),
        target(2, by_when=past),
        target(3, by_when=ahead, met=past),
        target(4),
    )
    record = record_in(school)
    assert record is not None
    assert [t.when for t in record.targets] == ["11 December", "", "Met on 20 November", ""]


def test_a_target_that_names_another_child_stays_in_school() -> None:
    record = record_in(with_record(1, target(1, next="Read with Ottoline Pemberly", learned="")))
    assert record is not None
    assert record.targets == ()


def test_what_has_no_room_is_listed() -> None:
    school = with_record(1, *(target(n, learned="very long words " * 40) for n in range(8)))
    status = status_of(school, PUPILS[WHO], NOW)
    report, problems = written(school, status, TODAY, Gate(school))
    assert report.record is not None
    assert len(report.record.targets) == 5
    cut = {problem.where.split(", ")[1] for problem in problems if problem.code == "text-cut"}
    assert cut == {"Learned", "Learning targets"}


def test_the_chart_in_words() -> None:
    record = record_in(with_record(2))
    assert record is not None
    assert chart_in_words(record, Wording({}, "Zoë")) == (
        "Reading: Autumn 1, Working on earlier steps; Autumn 2, Working on earlier steps. "
        "Writing: Autumn 1, Working towards it; Autumn 2, Working towards it. "
        "Maths: Autumn 1, Above it; Autumn 2, Above it."
    )


@pytest.mark.parametrize("many", [1, 2, 9, 40])
def test_the_page_is_the_second_of_two_and_looks_right(many: int) -> None:
    full = [target(n, learned="W" * 300, next="long words " * 60) for n in range(8)]
    paper = plan_family_reports(with_record(many, *full), NOW, TODAY, upn=upn(WHO)).papers[0]
    pdf = Typesetter(TODAY).pdf(paper.title, paper.pages, {})
    assert lint(pdf, pages=2) == []
    second = PdfReader(BytesIO(pdf)).pages[1].extract_text()
    assert "Class tracking record" in second
    assert "What Zoë is learning" in second


def test_reception_has_its_areas_from_the_second_half_term_on() -> None:
    school, who = with_record(0), "reception"
    [now] = [row for key, row in school.early_years.items() if key[1] == upn(who)]
    assert record_in(school, who) is None, "page one says it all"
    before = replace(
        now,
        half_term=NOW.before,
        areas={**now.areas, "Literacy": "On track", "Mathematics": "Not on track"},
    )
    school = replace(school, early_years={**school.early_years, (NOW.before, upn(who)): before})
    record = record_in(school, who)
    assert record is not None
    assert record.areas_when == ("Autumn 1", "Autumn 2")
    areas = dict(record.areas)
    assert areas["Literacy"] == ("On track", "Building up to this, with our help")
    assert areas["Mathematics"] == ("Building up to this, with our help", "On track")
    assert areas["Expressive arts and design"] == ("Not judged", "Not judged")
    paper = plan_family_reports(school, NOW, TODAY, upn=upn(who)).papers[0]
    pdf = Typesetter(TODAY).pdf(paper.title, paper.pages, {})
    assert lint(pdf, pages=2) == []


@pytest.mark.parametrize("instead", ["", "We will talk about reading."])
def test_a_subject_left_out_of_page_one_is_not_on_this_one(instead: str) -> None:
    chosen = {(NOW, upn(WHO), "Reading"): instead}
    record = record_in(replace(with_record(2), report_choices=chosen))
    assert record is not None
    assert record.subjects == ("Writing", "Maths")
    assert record.points[0].steps == (1, 3)
