"""The day on which reports go home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from reports.school_by_hand import NOW, PERIODS, upn

from ppm_xl.reports.going_home import goes_home
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.model import Conversation, School

SPRING_2 = Period(HalfTerm("2026-27", "Spring 2"), date(2027, 2, 22), date(2027, 4, 1))
SUMMER_1 = Period(HalfTerm("2026-27", "Summer 1"), date(2027, 4, 19), date(2027, 5, 28))


def talking(school: School, *days: date, who: str = "empty") -> School:
    rows = {
        (NOW, upn(name)): Conversation(NOW, upn(name), datetime.combine(day, datetime.min.time()))
        for day, name in zip(days, (who, "red", "old"), strict=False)
    }
    calendar = Calendar((*PERIODS, SPRING_2, SUMMER_1))
    return replace(school, conversations=rows, settings=replace(school.settings, calendar=calendar))


@pytest.mark.parametrize(
    ("talks", "today", "home"),
    [
        # a talk on a Thursday: the Monday after
        ([date(2026, 11, 26)], date(2026, 11, 25), date(2026, 11, 30)),
        # a talk on a Monday: a week on, as it says "after"
        ([date(2026, 11, 23)], date(2026, 11, 23), date(2026, 11, 30)),
        # over two days: after the last
        ([date(2026, 11, 26), date(2026, 12, 1)], date(2026, 11, 25), date(2026, 12, 7)),
        # the Monday is today: today
        ([date(2026, 11, 26)], date(2026, 11, 30), date(2026, 11, 30)),
        # it has passed: the next one
        ([date(2026, 11, 5)], date(2026, 11, 25), date(2026, 11, 30)),
        # the last week before Christmas: the first day back, 4 January 2027
        ([date(2026, 12, 17)], date(2026, 12, 16), date(2027, 1, 4)),
        # Easter Monday is 29 March 2027, within the half-term: the Tuesday
        ([date(2027, 3, 25)], date(2027, 3, 24), date(2027, 3, 30)),
        # the early May bank holiday, 3 May 2027: the Tuesday
        ([date(2027, 4, 29)], date(2027, 4, 28), date(2027, 5, 4)),
        # nobody talks: after today
        ([], date(2026, 11, 25), date(2026, 11, 30)),
        # after all that Calendar knows: nobody can say
        ([date(2027, 5, 28)], date(2027, 5, 27), None),
    ],
)
def test_the_monday_after_that_is_a_school_day(
    school: School, talks: list[date], today: date, home: date | None
) -> None:
    assert goes_home(talking(school, *talks), NOW, "Oak", today) == home


def test_another_classs_conversations_count_for_nothing(school: School) -> None:
    later = talking(school, date(2026, 12, 10), who="reception")
    assert goes_home(later, NOW, "Oak", date(2026, 11, 25)) == date(2026, 11, 30)
    assert goes_home(later, NOW, "Acorn", date(2026, 11, 25)) == date(2026, 12, 14)


def test_it_is_said_class_by_class_where_the_days_differ(school: School) -> None:
    later = talking(school, date(2026, 12, 10), who="reception")
    assert plan_family_reports(later, NOW, date(2026, 11, 25)).said[-2:] == (
        "To go home on Monday 30 November (Oak class).",
        "To go home on Monday 14 December (Acorn class).",
    )


def test_the_class_pdf_is_in_the_order_of_the_conversations(school: School) -> None:
    found = talking(school, date(2026, 11, 27), date(2026, 11, 26))
    plan = plan_family_reports(found, NOW, date(2026, 11, 25))
    oak = next(p for p in plan.papers if p.path[-1] == "Oak family reports.pdf")
    names = list(dict.fromkeys(str(page.data["name"]) for page in oak.pages))
    assert names[:4] == ["Ottoline Pemberly", "Bo Ash", "Zoë Fairweather", "Casimir Thwaite"]
    listed = next(p for p in plan.papers if p.path[-1] == "Oak report list.pdf").pages[0].data
    assert [row[:2] for row in listed["children"]][:3] == [  # type: ignore[index]
        ["Pemberly, Ottoline", "1"],
        ["Ash, Bo", "1"],
        ["Fairweather, Zoë", "1"],
    ]
    assert listed["home"] == "To go home on Monday 30 November."


def test_two_of_a_name_are_told_apart_on_the_list_of_the_office(school: School) -> None:
    one = school.pupils[upn("red")]
    alike = replace(one, name=f"{one.first_name} {one.surname} (Oak 1)")
    school = replace(school, pupils={**school.pupils, one.upn: alike})
    plan = plan_family_reports(school, NOW, date(2026, 11, 25))
    listed = next(p for p in plan.papers if p.path[-1] == "Oak report list.pdf").pages[0].data
    names = [row[0] for row in listed["children"]]  # type: ignore[attr-defined]
    assert "Pemberly, Ottoline (Oak 1)" in names
