"""Who else comes is named once, whatever the letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.settings import ClassTeam
from ppm_xl.school.staff import Staff

TEAM = ClassTeam("Ash", teacher="Mrs Ash", teaching_assistant="Ms Tapp", leader="Mr Garth")
PEOPLE = {"Mrs Ash": "teacher", "Mr Garth": "leader", "Miss Wood": "SENCO"}


@pytest.mark.parametrize(
    ("attending", "else_there"),
    [
        ("", ""),
        ("Mrs Ash, Mr Garth, Miss Wood", "Miss Wood"),
        ("mrs ash; Mr. Garth", ""),
        ("teacher, leader, SENCO, TA", "SENCO, TA"),
        ("Mrs Ash (year leader, DSL) and Miss Wood", "Miss Wood"),
        ("Mr Ash", "Mr Ash"),
        ("Miss Wood, Miss Wood, teacher", "Miss Wood"),
        ("Miss Wood & a governor", "Miss Wood & a governor"),
        ("Mrs Ash, parent", "parent"),
    ],
)
def test_who_else_comes(attending: str, else_there: str) -> None:
    settings = replace(read_settings(EMPTY), people=PEOPLE)
    assert Staff(settings).besides(attending, TEAM, ("Mrs Ash", "Mr Garth")) == else_there


@pytest.mark.parametrize("people", [{}, {"Mrs Ash": "SENCO"}])
@pytest.mark.parametrize("leader", ["Mrs Ash", "Mrs Ash, SENCO"])
def test_a_role_beside_a_name_is_that_person(people: dict[str, str], leader: str) -> None:
    settings = replace(read_settings(EMPTY), people=people)
    found = Staff(settings).besides("Mrs Ash, SENCO, Miss Lee", TEAM, (leader,))
    nobody_says = not people and leader == "Mrs Ash"
    assert found == ("SENCO, Miss Lee" if nobody_says else "Miss Lee")
