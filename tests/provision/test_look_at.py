"""What about provision is pointed out, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.provision.in_place import Support
from ppm_xl.provision.look_at import look_at
from ppm_xl.school.calendar import Calendar, HalfTerm, Period
from ppm_xl.school.model import FocusGroup, Provision, Pupil, School
from ppm_xl.school.settings import Settings
from ppm_xl.status.colours import Colour
from ppm_xl.status.pupils import PupilStatus, SubjectStatus

TODAY = date(2026, 11, 23)
NOW = HalfTerm("2026-27", "Autumn 2")
CALENDAR = Calendar(
    (
        Period(HalfTerm("2025-26", "Summer 2"), date(2026, 6, 1), date(2026, 7, 21)),
        Period(HalfTerm("2026-27", "Autumn 1"), date(2026, 9, 1), date(2026, 10, 23)),
        Period(NOW, date(2026, 11, 2), date(2026, 12, 18)),
    )
)
AMIR = Pupil("A1", "Amir Bell", "Bell", "Amir", year="4")
CLUB = Provision("Club", "A1", date(2026, 9, 8), "group", "Reading")
GREEN = Colour("Green")


def status(reading: str = "Red", running: int = 0, attendance: str = "Green") -> PupilStatus:
    found = SubjectStatus("Reading", "BLW", Colour(reading), GREEN, GREEN, NOW)
    areas = {"Reading": running, "Attendance": running if attendance == "Red" else 0}
    return PupilStatus(
        AMIR,
        NOW,
        {"Reading": found},
        Colour(attendance),
        GREEN,
        GREEN,
        red_meetings={area: n for area, n in areas.items() if n},
    )


def said(*rows: Provision, of: PupilStatus | None = None, groups: Any = ()) -> list[str]:
    settings = Settings(subjects=("Reading", "Maths"), calendar=CALENDAR)
    school = School(EMPTY, settings, None, "", provision=rows, groups=tuple(groups))
    found = look_at([of or status("Yellow")], Support(school, TODAY), CALENDAR)
    return [line.words for line in found]


def test_red_at_meetings_running_and_nothing_for_it_since_the_first() -> None:
    assert said(of=status(running=2)) == [
        (
            "Red in reading at three meetings running, and no reading intervention since "
            "Summer 2 2025-26."
        )
    ]
    assert said(of=status(running=1)) == [
        "Red in reading at two meetings running, and no reading intervention since Autumn 1."
    ]


def test_areas_of_which_the_same_is_true_stand_in_one_line() -> None:
    both = status(running=1)
    maths = replace(both.subjects["Reading"], subject="Maths")
    of = replace(
        both,
        subjects={**both.subjects, "Maths": maths},
        red_meetings={"Reading": 1, "Maths": 1},
    )
    assert said(of=of) == [
        (
            "Red in reading and maths at two meetings running, and no intervention for them since "
            "Autumn 1."
        )
    ]
    assert said(of=replace(of, red_meetings={})) == [
        "Red in reading and maths, and has not been part of a focus group for them yet."
    ]


@pytest.mark.parametrize(
    "row",
    [
        CLUB,
        replace(CLUB, area="Phonics and reading"),
        replace(CLUB, since=date(2026, 3, 1), to=date(2026, 9, 1)),
        replace(CLUB, since=date(2026, 11, 16)),
    ],
)
def test_any_intervention_since_then_is_something(row: Provision) -> None:
    assert said(row, of=status(running=1)) == []


@pytest.mark.parametrize(
    "row",
    [
        replace(CLUB, kind="class strategy"),
        replace(CLUB, area="Maths"),
        replace(CLUB, since=date(2026, 3, 1), to=date(2026, 7, 1)),
        replace(CLUB, upn="A2"),
    ],
)
def test_a_class_strategy_another_area_or_one_from_before_is_not(row: Provision) -> None:
    (words,) = said(row, of=status(running=1))
    assert words.startswith("Red in reading at two meetings running")


def test_a_focus_group_is_something_too() -> None:
    group = FocusGroup("Focus", "A1", date(2026, 9, 14), "Reading")
    assert said(of=status(running=1), groups=[group]) == []
    assert said(of=status(), groups=[group]) == []


def test_red_for_the_first_time_without_a_focus_group() -> None:
    words = "Red in reading, and has not been part of a focus group for reading yet."
    assert said(of=status()) == [words]
    assert said(of=status("Green")) == []


def test_attendance_red_at_meetings_running() -> None:
    found = said(of=replace(status("Green", 1, "Red"), red_meetings={"Attendance": 1}))
    assert found == [
        "Red in attendance at two meetings running, and nothing in place for it since Autumn 1."
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (replace(CLUB, working="no"), ["Club is not working, and has not been changed."]),
        (replace(CLUB, working="no", changed_to="Mornings"), []),
        (replace(CLUB, working="partly"), []),
        (
            replace(CLUB, working="no", to=date(2026, 11, 13)),
            ["Club did not work, and nothing has followed it."],
        ),
        (
            replace(CLUB, sessions_planned=12, sessions_had=7),
            ["Club: only 7 of 12 sessions since 8 Sept."],
        ),
        (replace(CLUB, sessions_planned=12, sessions_had=8), []),
        # Six weeks have not passed: the plan is of the whole half-term.
        (replace(CLUB, since=date(2026, 11, 2), sessions_planned=12, sessions_had=3), []),
        # Half of its days have passed: six were due.
        (
            replace(CLUB, since=date(2026, 11, 13), to=date(2026, 12, 3), sessions_planned=12,
                    sessions_had=4),
            [],
        ),
        (
            replace(CLUB, since=date(2026, 11, 13), to=date(2026, 12, 3), sessions_planned=12,
                    sessions_had=3),
            ["Club: only 3 of 12 sessions since 13 Nov."],
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), entry="12", working="worked"),
            ["Club ended on 13 Nov without an exit measure."],
        ),
        (replace(CLUB, to=date(2026, 11, 13), entry="12", exit="15", working="worked"), []),
        (replace(CLUB, to=date(2026, 11, 13), working="worked"), []),
        # Ended last school year: not asked about any more.
        (replace(CLUB, since=date(2026, 1, 8), to=date(2026, 7, 3), entry="1"), []),
        (
            replace(CLUB, since=date(2026, 6, 8)),
            ["Club has run since 8 June 2026 and was never reviewed."],
        ),
        (replace(CLUB, since=date(2026, 6, 8), reviewed=date(2026, 7, 1)), []),
        (
            replace(CLUB, working="no", sessions_planned=12, sessions_had=1),
            [("Club is not working, and has not been changed. "
             "Club: only 1 of 12 sessions since 8 Sept.")],
        ),
    ],
)  # fmt: skip
def test_of_what_is_in_place(row: Provision, words: list[str]) -> None:
    assert said(row) == words


def test_what_ended_is_followed_by_something_else() -> None:
    assert (
        said(replace(CLUB, working="no", to=date(2026, 11, 13)), replace(CLUB, name="New group"))
        == []
    )


def test_worst_first_over_pupils_and_areas() -> None:
    settings = Settings(subjects=("Reading", "Maths"), calendar=CALENDAR)
    bea = replace(AMIR, upn="A2", name="Bea Cole")
    rows = (
        replace(CLUB, working="no"),
        replace(CLUB, name="Forest", area="", sessions_planned=9, sessions_had=1),
    )
    school = School(EMPTY, settings, None, "", provision=rows)
    of = [status("Yellow"), replace(status(running=1), pupil=bea)]
    found = look_at(of, Support(school, TODAY), CALENDAR)
    assert [(line.pupil.name, line.area) for line in found] == [
        ("Bea Cole", "Reading"), ("Amir Bell", "Reading"), ("Amir Bell", "")
    ]  # fmt: skip


def test_what_something_followed_is_not_said_to_stand_alone() -> None:
    """Only of the last of two that did not work is it true that nothing followed."""
    first = replace(CLUB, working="no", to=date(2026, 10, 2))
    then = replace(CLUB, name="Pairs", since=date(2026, 10, 5), to=date(2026, 11, 13))
    assert said(first, replace(then, working="no")) == [
        "Pairs did not work, and nothing has followed it."
    ]
    assert said(first, replace(then, working="worked", exit="90")) == []
