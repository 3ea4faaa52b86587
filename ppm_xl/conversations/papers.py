"""The papers of a day of conversations: timetable, a page a child, target sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.conversations.child import ChildPages
from ppm_xl.conversations.day_plan import DayPlan
from ppm_xl.conversations.timetable import Talk, meetings_of
from ppm_xl.errors import Problem
from ppm_xl.plan import Page, Paper
from ppm_xl.reports.wording import class_label
from ppm_xl.round.times import Span, spelt
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.folders import folder_in
from ppm_xl.school.model import School

CONVERSATIONS: Final = "conversations"
TARGET_SHEETS: Final = "target_sheets"
_A_PAGE: Final = 2
"""Target sheets on one page."""


def class_papers(
    school: School,
    plan: DayPlan,
    class_name: str,
    half_term: HalfTerm,
    today: date,
    talks: Sequence[Talk],
) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Give the PDF to talk from and the target sheets, and what was left out of them.

    Parameters
    ----------
    talks
        The class in the order of its conversations, who has no time last.
    """
    folder = folder_in(school, half_term, class_name)
    label = class_label(class_name)
    children = ChildPages(school, half_term, today)
    pages = [children.page(talk, plan) for talk in talks]
    sheets = [sheet for talk in talks for sheet in children.target_sheets(talk.pupil)]
    papers = (
        Paper(
            (*folder, "Conversations.pdf"),
            f"Learning conversations: {label}, {half_term}",
            (
                Page(CONVERSATIONS, _timetable(school, plan, class_name, half_term, talks)),
                *(Page(CONVERSATIONS, page) for page in pages),
            ),
        ),
        Paper(
            (*folder, "Target sheets.pdf"),
            f"Target sheets: {label}, {half_term}",
            tuple(
                Page(TARGET_SHEETS, {"children": sheets[first : first + _A_PAGE]})
                for first in range(0, len(sheets), _A_PAGE)
            ),
        ),
    )
    return papers, tuple(children.problems)


def _timetable(
    school: School, plan: DayPlan, class_name: str, half_term: HalfTerm, talks: Sequence[Talk]
) -> Mapping[str, object]:
    days = sorted({talk.at.date() for talk in talks if talk.at})
    team = school.settings.classes.get(class_name)
    facts = [
        (what, words)
        for what, words in (
            ("Teacher", team.teacher if team else ""),
            ("Cover", plan.cover),
            ("Place", plan.place),
        )
        if words
    ]
    return {
        "kind": "timetable",
        "school": school.settings.school_name,
        "class": class_label(class_name),
        "half-term": str(half_term),
        "facts": facts,
        "days": [_day(school, plan, class_name, day, talks) for day in days],
        "waiting": [talk.pupil.name for talk in talks if talk.at is None],
    }


def _day(
    school: School, plan: DayPlan, class_name: str, day: date, talks: Sequence[Talk]
) -> Mapping[str, object]:
    """Give one day's rows: children, and between them what the day has besides."""
    rows: list[tuple[Span, str, bool]] = [
        (span, talk.pupil.name, True)
        for talk in talks
        if talk.at and talk.at.date() == day and (span := talk.span(plan))
    ]
    until = max(span.end for span, _, _ in rows)
    first = min(span.start for span, _, _ in rows)
    besides = (*plan.taken, *meetings_of(school, class_name, day))
    rows += [(t.span, t.name, False) for t in besides if first <= t.span.start < until]
    rows.sort(key=lambda row: (row[0].start, row[2], row[1]))
    return {
        "day": f"{day:%A} {day.day} {day:%B %Y}",
        "rows": [
            {"from": spelt(span.start), "until": spelt(span.end), "name": name, "child": child}
            for span, name, child in rows
        ],
    }
