"""The plan: one file a child, one PDF a class, and what a person should look at first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from reports.school_by_hand import NOW, PUPILS, TODAY, upn

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import DataError
from ppm_xl.plan import Paper, Plan
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.superseded import superseded
from ppm_xl.school.model import School

OAK = ("2026-27 Autumn 2", "Oak")


def of_children(plan: Plan) -> list[Paper]:
    return [p for p in plan.papers if p.path[-2] in {"Reports", "Held for the head"}]


def names_in(paper: Paper) -> list[object]:
    return [page.data["name"] for page in paper.pages]


def test_every_pupil_on_roll_has_exactly_one_report(school: School) -> None:
    papers = of_children(plan_family_reports(school, NOW, TODAY))
    on_roll = [pupil for pupil in school.pupils.values() if pupil.on_roll(TODAY)]
    assert len(papers) == len(on_roll) == 10
    assert len({paper.path for paper in papers}) == 10
    assert sorted(str(names_in(paper)[0]) for paper in papers) == sorted(p.name for p in on_roll)


def test_a_held_report_lies_apart_and_not_in_the_class_pdf(school: School) -> None:
    plan = plan_family_reports(school, NOW, TODAY)
    held = [p.path for p in plan.papers if "Held for the head" in p.path]
    assert held == [(*OAK, "Held for the head", "Quill Ignatius.pdf")]
    oak = next(p for p in plan.papers if p.path == (*OAK, "Oak family reports.pdf"))
    assert "Ignatius Quill" not in names_in(oak)
    assert [p.where for p in plan.problems if p.code == "held-for-the-head"] == [
        "Ignatius Quill, Report copies"
    ]


def test_copies_stand_together_in_the_class_pdf(school: School) -> None:
    plan = plan_family_reports(school, NOW, TODAY, class_name="Oak")
    oak = next(p for p in plan.papers if p.path[-1] == "Oak family reports.pdf")
    names = names_in(oak)
    assert len(names) == 8
    assert names.count("Ottoline Pemberly") == 3
    assert [str(name).split()[1] for name in names] == [
        *("Ash", "Fairweather", "Pemberly", "Pemberly", "Pemberly", "Thwaite", "Vane"),
        "Wolstenholme-Featherstonehaugh",
    ]


def test_two_of_a_name_keep_their_numbers_when_made_alone(school: School) -> None:
    every = {p.path for p in plan_family_reports(school, NOW, TODAY).papers}
    for who in ("red", "twice"):
        (alone,) = plan_family_reports(school, NOW, TODAY, upn=upn(who)).papers
        assert alone.path in every
    assert alone.path[-1] == "Pemberly Ottoline 2.pdf"


def test_one_class_alone(school: School) -> None:
    plan = plan_family_reports(school, NOW, TODAY, class_name="Acorn")
    assert {paper.path[1] for paper in plan.papers} == {"Acorn"}
    assert len(of_children(plan)) == 2
    assert plan.said[0] == "2 reports for Autumn 2 2026-27, and 1 PDF for the printer, one a class."


def test_a_class_held_altogether_has_no_class_pdf(school: School) -> None:
    pupils = {k: replace(p, report_copies=0) for k, p in school.pupils.items()}
    plan = plan_family_reports(replace(school, pupils=pupils), NOW, TODAY)
    assert len(of_children(plan)) == 10
    assert [p.path[-1] for p in plan.papers[10:]] == [
        "Acorn report list.pdf",
        "Oak report list.pdf",
    ]


@pytest.mark.parametrize("whom", ["leaver", "nobody"])
def test_nobody_to_report_on(school: School, whom: str) -> None:
    wanted = upn("leaver") if whom == "leaver" else "A000"
    with pytest.raises(DataError, match="no pupil on roll"):
        plan_family_reports(school, NOW, TODAY, upn=wanted)


def test_a_school_without_pupils_says_what_to_do(school: School) -> None:
    with pytest.raises(DataError) as refused:
        plan_family_reports(replace(school, pupils={}), NOW, TODAY)
    assert refused.value.do == "Import the pupils first."


def test_problems_worst_first_and_said_in_plain_words(school: School) -> None:
    plan = plan_family_reports(school, NOW, TODAY)
    severities = [problem.severity for problem in plan.problems]
    assert severities == sorted(severities, reverse=True)
    assert plan.said == (
        "10 reports for Autumn 2 2026-27, and 2 PDFs for the printer, one a class.",
        "1 of them is held for the head.",
        "1 report printed the standard action, as a Red had none of the school's.",
        "8 reports are not complete (Acorn class 2, Oak class 6).",
        "To go home on Monday 30 November.",
    )


def test_nothing_is_changed_in_the_workbook(school: School) -> None:
    assert plan_family_reports(school, NOW, TODAY).changes == ()


def test_a_report_never_stays_where_it_lay_before_it_was_held(school: School) -> None:
    plan = plan_family_reports(school, NOW, TODAY, upn=PUPILS["held"].upn)
    assert superseded(school, NOW, plan.papers) == (
        (*OAK, "Reports", "Quill Ignatius.pdf"),
        (*OAK, "Oak family reports.pdf"),
        (*OAK, "Oak report list.pdf"),
    )


def on_pupils(school: School, **cells: object) -> School:
    """Give the school with one row on its sheet Pupils."""
    draft = Draft(school.tables)
    draft.put("Pupils", cells)  # type: ignore[arg-type]
    return replace(school, tables=draft.tables())


def test_a_child_without_a_upn_has_no_report_and_is_named(school: School) -> None:
    named = on_pupils(school, Surname="Holt", Forename="Ivy")
    (problem,) = (p for p in plan_family_reports(named, NOW, TODAY).problems if p.code == "no-upn")
    assert "Ivy Holt" in problem.message
    assert "no report" in problem.message


@pytest.mark.parametrize(
    "day",
    [TODAY, datetime(TODAY.year, TODAY.month, TODAY.day), f"{TODAY:%d/%m/%Y}"],  # noqa: DTZ001 - cells have no zone
)
def test_a_child_who_left_needs_no_upn(school: School, day: Cell) -> None:
    left = on_pupils(school, Surname="Holt", Forename="Ivy", Left=day)
    assert "no-upn" not in {p.code for p in plan_family_reports(left, NOW, TODAY).problems}


def test_what_is_typed_for_the_copies_is_quoted_where_it_is_no_number(school: School) -> None:
    typed = on_pupils(school, UPN=upn("held"), **{"Report copies": "ask me"})
    (held,) = (
        p for p in plan_family_reports(typed, NOW, TODAY).problems if p.code == "held-for-the-head"
    )
    assert "“ask me”" in held.message


def test_a_school_without_a_name_is_said_before_it_is_printed(school: School) -> None:
    codes = {p.code for p in plan_family_reports(school, NOW, TODAY).problems}
    assert "no-school-name" not in codes
    nameless = replace(school, settings=replace(school.settings, school={}))
    codes = {p.code for p in plan_family_reports(nameless, NOW, TODAY).problems}
    assert "no-school-name" in codes


def test_a_child_of_another_class_is_not_taken_for_one_of_this(school: School) -> None:
    with pytest.raises(DataError, match="Zoë Fairweather is not in Acorn class"):
        plan_family_reports(school, NOW, TODAY, class_name="Acorn", upn=PUPILS["everything"].upn)


def test_who_has_left_is_reported_on_by_name_for_the_half_terms_they_were_here(
    school: School,
) -> None:
    who = upn("red")
    gone = replace(school.pupils[who], left=TODAY)
    after = replace(school, pupils={**school.pupils, who: gone})
    assert len(of_children(plan_family_reports(after, NOW, TODAY))) == 9
    [paper] = plan_family_reports(after, NOW, TODAY, upn=who).papers
    assert names_in(paper) == [f"{gone.first_name} {gone.surname}"]
    long_gone = replace(gone, left=date(2026, 7, 1))
    before = replace(
        school,
        pupils={**school.pupils, who: long_gone},
        judgements={key: row for key, row in school.judgements.items() if key[1] != who},
    )
    with pytest.raises(DataError, match="There is no pupil on roll with the UPN"):
        plan_family_reports(before, NOW, TODAY, upn=who)


def test_it_is_said_where_no_next_date_is_known(school: School) -> None:
    assert "no-next-date" not in {p.code for p in plan_family_reports(school, NOW, TODAY).problems}
    last = school.settings.calendar.periods[-1]
    plan = plan_family_reports(school, last.half_term, last.ends)
    [problem] = [p for p in plan.problems if p.code == "no-next-date"]
    assert problem.message.startswith("The Calendar has no half-term after Spring 1 2026-27")
