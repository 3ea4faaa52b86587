"""One rule for what is open, done and overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.action_states import (
    drafts,
    is_done,
    is_dropped,
    is_open,
    is_overdue,
    lacks_its_day,
)
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.model import Action, Meeting, School
from ppm_xl.school.reading_settings import read_settings

TODAY = date(2026, 11, 23)
PAST = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("status", "done_on", "impact", "found"),
    [
        # open, done, dropped, overdue, without its day
        ("open", None, "", (True, False, False, True, False)),
        ("Open", None, "", (True, False, False, True, False)),
        ("open", PAST, "", (False, True, False, False, False)),
        ("done", None, "", (False, True, False, False, False)),
        ("dropped", None, "", (False, False, True, False, False)),
        ("open", None, "worked", (False, True, False, False, True)),
        ("open", None, "Partly", (False, True, False, False, True)),
        ("open", None, "no", (False, True, False, False, True)),
        ("open", None, "too soon", (True, False, False, False, False)),
        ("open", PAST, "worked", (False, True, False, False, False)),
        ("done", None, "worked", (False, True, False, False, False)),
        ("dropped", None, "no", (False, False, True, False, False)),
    ],
)
def test_the_one_rule(
    status: str, done_on: date | None, impact: str, found: tuple[bool, ...]
) -> None:
    action = Action("1", "Read", by_when=PAST, status=status, done_on=done_on, impact=impact)
    assert (
        is_open(action), is_done(action), is_dropped(action), is_overdue(action, TODAY),
        lacks_its_day(action),
    ) == found  # fmt: skip


@pytest.mark.parametrize(
    ("day", "late"), [(PAST, True), (TODAY, False), (date(2026, 11, 24), False), (None, False)]
)
def test_overdue_is_after_its_day(day: date | None, late: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert is_overdue(Action("1", "Read", by_when=day), TODAY) is late


NOW = HalfTerm("2026-27", "Autumn 2")
BEFORE = HalfTerm("2026-27", "Autumn 1")


@pytest.mark.parametrize(
    ("meeting", "is_draft"),
    [
        (Meeting("M", "progress", "Oak", NOW), True),
        (Meeting("M", "progress", "Oak", NOW, day=TODAY), True),
        (Meeting("M", "progress", "Oak", NOW, day=TODAY, held=TODAY), False),
        (Meeting("M", "progress", "Oak", NOW, day=TODAY, recorded=TODAY), False),
        (Meeting("M", "progress", "Oak", NOW, day=PAST), False),
        (Meeting("M", "progress", "Oak", BEFORE), False),
        (Meeting("M", "progress", "Oak", HalfTerm("2026-27", "Summer 1")), True),
        (Meeting("", "progress", "Oak", NOW), False),
    ],
)
def test_only_a_meeting_still_to_come_has_drafts(meeting: Meeting, *, is_draft: bool) -> None:
    periods = Period(BEFORE, date(2026, 9, 1), date(2026, 10, 23)), Period(NOW, TODAY, TODAY)
    settings = replace(read_settings(EMPTY), calendar=Calendar(periods))
    school = School(EMPTY, settings, NOW, "", meetings=(meeting,))
    assert bool(drafts(school, TODAY)) == is_draft
