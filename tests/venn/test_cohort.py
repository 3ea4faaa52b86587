"""Whose diagram it is, and which published figure stands beside it."""

from __future__ import annotations

from datetime import date

import meeting_school
import pytest
from meeting_school import NOW, TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.errors import DataError
from ppm_xl.school.model import School
from ppm_xl.school.settings import NationalFigure, Settings
from ppm_xl.venn.cohort import cohort_of
from ppm_xl.venn.national import in_words, national_figure


@pytest.fixture
def small() -> School:
    draft = Draft(meeting_school.tables())
    for upn, since, to in (
        ("A999000000001", None, None),
        ("A999000000002", date(2026, 9, 1), date(2026, 10, 1)),
        ("A999000000003", date(2026, 12, 1), None),
        ("A999000000012", date(2026, 9, 1), date(2026, 12, 1)),
    ):
        draft.put("Groups", {"Name": "Readers", "UPN": upn, "From": since, "To": to})
    draft.put("Pupils", {"UPN": "A999000000004", "Sex": "F"})
    return meeting_school.school(draft.tables())


@pytest.mark.parametrize(
    ("asked", "name", "upns"),
    [
        ({"class_name": "Acorn"}, "Acorn", "11 12"),
        ({"year": "Year 4"}, "Year 4", "01 02 03 04 05 06"),
        ({"year": "R"}, "Reception", "21 22"),
        ({"class_name": "Acorn", "year": "2"}, "Year 2 in Acorn", "12"),
        ({"group": "readers"}, "Readers", "01 12"),
        ({"group": "Readers", "year": "4"}, "Readers in Year 4", "01"),
        ({"group": "PP"}, "Pupil Premium", "01 05"),
        ({"group": "SEND", "class_name": "Oak"}, "SEND in Oak", "02 05"),
        ({"group": "not send", "class_name": "Oak"}, "Not SEND in Oak", "01 03 04 06"),
        ({"group": "girls"}, "Girls", "04"),
    ],
)
def test_whose_it_is(small: School, asked: dict[str, str], name: str, upns: str) -> None:
    found = cohort_of(small, TODAY, **asked)
    assert found.name == name
    assert sorted(pupil.upn[-2:] for pupil in found.pupils) == upns.split()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"group": "Chess"}, "no group “Chess”"),
        ({"group": "EAL"}, "no pupil in EAL on roll"),
        ({"year": "6"}, "no pupil in Year 6"),
        ({"class_name": "Oak", "year": "3"}, "no pupil in Year 3 in Oak"),
    ],
)
def test_who_is_not_there_is_said(small: School, asked: dict[str, str], words: str) -> None:
    with pytest.raises(DataError, match=words):
        cohort_of(small, TODAY, **asked)


RWM = ("Reading", "Writing", "Maths")


@pytest.mark.parametrize(
    ("circles", "deeper", "words"),
    [
        (RWM, False, "Year 6 in England, 2025: 62 %"),
        (("Maths", "Reading", "Writing"), False, "Year 6 in England, 2025: 62 %"),
        (RWM, True, "Year 6 in England, 2023: 8 %"),
        (("Maths",), False, "Year 6 in England, 2025: 74 %"),
        (("Phonics",), False, "Year 1 in England, 2025: 80 %"),
        (("GLD",), False, "Reception in England, 2025: 68.3 %"),
        (("Reading", "Maths"), False, None),
        (("Phonics",), True, None),
    ],
)
def test_the_newest_figure_of_the_same_circles(
    circles: tuple[str, ...], deeper: bool, words: str | None  # noqa: FBT001 - a column of the table above
) -> None:  # fmt: skip
    settings = meeting_school.school().settings
    found = national_figure(settings, circles, ("4",), greater_depth=deeper)
    assert (found and in_words(found)) == words


def test_the_pupils_own_year_comes_before_a_newer_figure_of_another() -> None:
    figures = (
        NationalFigure("Reading: expected", "6", "2025", 75),
        NationalFigure("Reading: expected", "2", "2023", 68),
    )
    settings = Settings(national=figures)
    assert national_figure(settings, ("Reading",), ("2",)) == figures[1]
    assert national_figure(settings, ("Reading",), ("4",)) == figures[0]


def test_nothing_is_said_where_settings_has_no_figure() -> None:
    assert national_figure(Settings(), RWM, (NOW.name,)) is None
