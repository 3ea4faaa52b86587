"""Clashes of meetings, each by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from round_school import NOW, school, tables

from ppm_xl.book.draft import Draft
from ppm_xl.round.clashes import clashes_of, needs_cover
from ppm_xl.round.plan_box import PlanBox
from ppm_xl.round.slots import slot_of
from ppm_xl.round.times import Span
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Meeting
from ppm_xl.school.staff import Staff

DAY = date(2026, 11, 23)
BOX = PlanBox()
SCHOOL = school(tables())
STAFF = Staff(SCHOOL.settings)


def meeting(class_name: str, start: str = "09:00", **more: object) -> Meeting:
    plain = Meeting(f"M {class_name}", "progress", class_name, NOW, DAY, start, cover="Supply")
    return replace(plain, **more)  # type: ignore[arg-type] # fields by name


def told(first: Meeting, *others: Meeting) -> list[str]:
    slots = [slot_of(m, BOX, STAFF) for m in (first, *others)]
    found = clashes_of(slots[0], slots[1:], BOX, SCHOOL.settings.calendar)
    return [clash.words for clash in found]


ASH = meeting("Ash", leader="Mrs Lane", place="Library")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (meeting("Birch", "09:45", leader="Mrs Lane", cover=""), []),  # one ends as one begins
        (meeting("Cedar", leader="Mr Moss", cover=""), []),
        (meeting("Birch", "09:44", leader="Mrs Lane", cover=""),
         ["Mrs Lane is also wanted for Birch, 09:44 to 10:29."]),
        (meeting("Birch", leader="mrs  LANE", cover=""),
         ["Mrs Lane is also wanted for Birch, 09:00 to 09:45."]),
        (meeting("Birch", leader="Mrs Lane", day=date(2026, 11, 24), cover=""), []),
        (meeting("Cedar", leader="Mr Moss", attending="Miss Bell and Dr Shaw", cover=""),
         ["Miss Bell is also wanted for Cedar, 09:00 to 09:45."]),
        (meeting("Cedar", place="library", cover=""),
         ["Library is also taken for Cedar, 09:00 to 09:45."]),
        (meeting("Cedar", cover="Supply"), ["Supply is also wanted for Cedar, 09:00 to 09:45."]),
        (meeting("Cedar", minutes=0, leader="Mrs Lane"), []),
        (meeting("Cedar", "half nine", leader="Mrs Lane"), []),
        (meeting("Ash", "14:00", half_term=HalfTerm("2026-27", "Autumn 1")), []),
        (meeting("Ash", "14:00", kind="conversation"), []),
        (meeting("Ash", "14:00", visitors=True), []),
        (meeting("Ash", "14:00"), ["Ash has two meetings in Autumn 2 2026-27."]),
        (meeting("Ash", kind="conversation", minutes=300, cover=""),
         ["Miss Bell is also wanted for Ash, 09:00 to 14:00."]),
    ],
)  # fmt: skip
def test_with_another_meeting(other: Meeting, words: list[str]) -> None:
    assert told(ASH, other) == words


@pytest.mark.parametrize(
    ("ash", "other", "words"),
    [
        ({}, meeting("Cedar", attending="mr. orr", cover=""),
         ["Mr Orr is also wanted for Cedar, 09:00 to 09:45."]),
        ({"attending": "Mrs Fell"}, meeting("Cedar", attending="Mr Orr", cover=""), []),
        ({"attending": "TA"}, meeting("Cedar", attending="Mrs Fell", cover=""),
         ["Mrs Fell is also wanted for Cedar, 09:00 to 09:45."]),
        ({"cover": ""}, meeting("Birch", "14:00"), ["No cover for Mrs Fell and Mr Orr."]),
        ({"cover": "Mr Orr", "attending": "Mrs Fell"}, meeting("Birch", "14:00"), []),
        ({"cover": "Mr Orr"}, meeting("Birch", "14:00"),
         ["Mr Orr cannot cover the class and be in the meeting."]),
    ],
)  # fmt: skip
def test_two_who_share_a_class_are_two_people(
    ash: dict[str, str], other: Meeting, words: list[str]
) -> None:
    draft = Draft(tables())
    draft.put("Classes", {"Class": "Ash", "Teacher": "Mrs Fell & Mr Orr"})
    staff = Staff(school(draft.tables()).settings)
    slots = [slot_of(m, BOX, staff) for m in (meeting("Ash", **ash), other)]
    found = clashes_of(slots[0], slots[1:], BOX, SCHOOL.settings.calendar)
    assert [clash.words for clash in found] == words


def test_one_of_two_who_share_another_class_needs_cover_there() -> None:
    draft = Draft(tables())
    draft.put("Classes", {"Class": "Birch", "Teacher": "Mrs Fell & Mr Orr"})
    staff = Staff(school(draft.tables()).settings)
    slot = slot_of(meeting("Ash", leader="Mr Orr"), BOX, staff)
    assert slot.elsewhere == {"Mr Orr": "Birch"}


def test_the_senco_is_wanted_for_their_minutes_alone() -> None:
    first = meeting("Ash", attending="Miss Bell, SENCO", senco_joins="09:30", senco_minutes=15)
    later = meeting("Cedar", "09:45", attending="Dr Shaw", cover="")
    inside = meeting("Cedar", "09:00", attending="Dr Shaw", senco_joins="09:15", senco_minutes=15,
                     cover="")  # fmt: skip
    overlapping = replace(inside, senco_joins="09:20", senco_minutes=20)
    assert told(first, later) == []
    assert told(first, inside) == []
    assert told(first, overlapping) == ["Dr Shaw is also wanted for Cedar, 09:20 to 09:40."]
    whole = replace(overlapping, senco_joins="")  # in Attending, and no minutes of their own
    assert told(first, whole) == ["Dr Shaw is also wanted for Cedar, 09:00 to 09:45."]


@pytest.mark.parametrize(
    ("alone", "words"),
    [
        (meeting("Ash", cover=""), ["No cover for Miss Bell."]),
        (meeting("Ash", cover="", day=date(2026, 11, 28)),
         ["28/11/2026 is no school day: Saturday."]),
        (meeting("Ash", leader="Mr Cole"), ["No cover for Mr Cole, who teaches Birch."]),
        (meeting("Ash", leader="Mr Cole", cover="Supply, Ms Vane"), []),
        (meeting("Ash", "15:15", leader="Mr Cole", cover=""), []),
        (meeting("Ash", leader="Mr Cole", cover=""),
         ["No cover for Miss Bell.", "No cover for Mr Cole, who teaches Birch."]),
        (meeting("Ash", "15:15", cover=""), []),
        (meeting("Ash", "12:05", minutes=40, cover=""), []),
        (meeting("Ash", "07:30"), ["Outside school hours, 08:00 to 17:00."]),
        (meeting("Ash", "16:30"), ["Outside school hours, 08:00 to 17:00."]),
        (meeting("Ash", day=date(2026, 11, 28)), ["28/11/2026 is no school day: Saturday."]),
        (meeting("Ash", day=date(2026, 10, 27)),
         ["27/10/2026 is no school day: between two half-terms."]),
        (meeting("Ash", day=date(2026, 10, 20)), ["20/10/2026 is not in Autumn 2 2026-27."]),
        (meeting("Ash", visitors=True),
         ["A parent or pupil comes: choose the child in For child."]),
        (meeting("Ash", visitors=True, for_child="Quillon Varnessa"), []),
        (meeting("Ash", "nine"), ["The start “nine” is not a time: write it as 09:30."]),
        (meeting("Ash", "0.30"), ["The start “0.30” is not a time: write it as 09:30."]),
        (meeting("Ash", "0.9999"), ["The start “0.9999” is not a time: write it as 09:30."]),
        (meeting("Ash", ""), ["No start yet."]),
        (meeting("Ash", day=None), ["No date yet."]),
        (meeting("Ash", cover="Miss Bell"),
         ["Miss Bell cannot cover the class and be in the meeting."]),
        (meeting("Ash", cover="Ms Tapp", attending="TA"),
         ["Ms Tapp covers the class and is in the meeting."]),
        (meeting("Ash", senco_joins="09:40", senco_minutes=15),
         ["Dr Shaw comes 09:40 to 09:55, the meeting is 09:00 to 09:45."]),
    ],
)  # fmt: skip
def test_of_one_meeting_alone(alone: Meeting, words: list[str]) -> None:
    assert told(alone) == words


@pytest.mark.parametrize(
    ("span", "needed"),
    [
        (Span(530, 540), True), (Span(480, 530), False), (Span(720, 780), False),
        (Span(700, 721), True), (Span(779, 781), True), (Span(914, 950), True),
        (Span(915, 950), False),
    ],
)  # fmt: skip
def test_cover_is_needed_in_lessons_and_not_at_lunch(span: Span, *, needed: bool) -> None:
    assert needs_cover(span, BOX) is needed


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("teacher, TA", ("Miss Bell", "Ms Tapp")),
        ("Miss Bell (teacher) & SENCO", ("Miss Bell", "Dr Shaw")),
        ("leader; Mrs Lane", ("Mrs Lane",)),
        ("Class teacher\nparent", ("Miss Bell",)),
        ("the child, mum and an educational psychologist", ("an educational psychologist",)),
        ("ms. vane with Dr Shaw", ("Ms Vane", "Dr Shaw")),
        ("", ()),
    ],
)
def test_who_is_named(typed: str, names: tuple[str, ...]) -> None:
    assert STAFF.named(typed, STAFF.team("Ash")) == names
