"""Cells of files as the workbook stores them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.tables import Cell
from ppm_xl.mis.cells import UNREADABLE, as_text
from ppm_xl.mis.days import as_date, span_of_dates
from ppm_xl.mis.marks import read_mark
from ppm_xl.mis.naming import folded, split_name, tidy_case
from ppm_xl.mis.values import (
    are_fractions,
    as_colour,
    as_eal,
    as_goal,
    as_on_track,
    as_percent,
    as_send,
    as_sex,
    as_whole,
    as_year_group,
    as_yes_no,
)
from ppm_xl.school.scale import Mark, Scale

FOURTEENTH = date(2012, 3, 14)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14/03/2012", FOURTEENTH),
        ("14/3/2012", FOURTEENTH),
        ("14-03-2012", FOURTEENTH),
        ("14.03.12", FOURTEENTH),
        ("14 03 2012", FOURTEENTH),
        ("2012-03-14", FOURTEENTH),
        ("2012-03-14T00:00:00", FOURTEENTH),
        ("14/03/2012 00:00", FOURTEENTH),
        ("14 Mar 2012", FOURTEENTH),
        ("14-Mar-12", FOURTEENTH),
        ("14th March 2012", FOURTEENTH),
        ("14/Mar/2012", FOURTEENTH),
        ("Wed 14 Mar 2012", FOURTEENTH),
        ("Wednesday, 14 March 2012", FOURTEENTH),
        ("14 Sept 2012", date(2012, 9, 14)),
        ("2012-03-14T00:00:00.000+00:00", FOURTEENTH),
        ("2012-03-14 09:30:00.0000000", FOURTEENTH),
        ("14/03/2012 9:30 AM", FOURTEENTH),
        ("03/04/18", date(2018, 4, 3)),
        ("40982", FOURTEENTH),
        (40982, FOURTEENTH),
        (40982.0, FOURTEENTH),
        (datetime(2012, 3, 14, 9, 30), FOURTEENTH),  # noqa: DTZ001 - cells have no zone
        (FOURTEENTH, FOURTEENTH),
        ("3/4/2012", date(2012, 4, 3)),
        ("01/02/99", date(1999, 2, 1)),
        ("29/02/2012", date(2012, 2, 29)),
        ("03/14/2012", UNREADABLE),
        ("29/02/2013", UNREADABLE),
        ("2012-14-03", UNREADABLE),
        ("Mar 14 2012", UNREADABLE),
        ("14 Brumaire 2012", UNREADABLE),
        ("14 Marbles 2012", UNREADABLE),
        ("04/13/2018", UNREADABLE),
        ("4/13/18", UNREADABLE),
        ("12", UNREADABLE),
        ("99999", UNREADABLE),
        (True, UNREADABLE),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_day_first(written: Cell, day: object) -> None:
    assert as_date(written) == day


@given(st.dates(date(1980, 1, 1), date(2079, 12, 31)))
def test_every_way_to_write_a_day_gives_it_back(day: date) -> None:
    ways = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y")
    assert {as_date(day.strftime(way)) for way in ways} == {day}
    assert as_date(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("From 07/09/2026 to 23/10/2026", (date(2026, 9, 7), date(2026, 10, 23))),
        (
            "Generated 23 Nov 2026 for 2 Nov 2026 - 20 Nov 2026",
            (date(2026, 11, 2), date(2026, 11, 20)),
        ),
        ("Start date: 07/09/2026 End date: 23/10/2026", (date(2026, 9, 7), date(2026, 10, 23))),
        ("Generated 23 Nov 2026 08:15", None),
        ("20/11/2026 to 02/11/2026", None),
    ],
)
def test_the_days_a_title_covers(title: str, span: object) -> None:
    assert span_of_dates(title) == span


READ = [
    (as_yes_no, "Y", ["Y", "yes", "T", "True", "TRUE", "1", 1, True, "✓", "✔"]),
    (as_yes_no, "N", ["N", "No", "f", "FALSE", "0", 0, False]),
    (as_yes_no, None, ["", None, "  "]),
    (as_yes_no, UNREADABLE, ["maybe", "2"]),
    (as_send, "N", ["N", "No Special Educational Need", "No SEN"]),
    (as_send, "K", ["K", "SEN Support", "A", "P", "K - SEN Support"]),
    (as_send, "E", ["E", "Education, Health and Care Plan", "S", "E: EHC plan"]),
    (as_send, UNREADABLE, ["X", "yes"]),
    (as_sex, "F", ["F", "female", "Girl"]),
    (as_sex, UNREADABLE, ["U"]),
    (as_year_group, "3", ["Year 3", "Y3", "Yr3", "3", "03", 3, 3.0, "NC Year 3", "Yr. 3"]),
    (as_year_group, UNREADABLE, ["Year 7", "9", "Y13", "Red"]),
    (as_eal, "Y", ["Y", "Yes", "POL", "French", "OTB"]),
    (as_eal, "N", ["N", "ENG", "English", "ENB"]),
    (as_eal, None, ["", "REF", "NOT", "ZZZ", "not known"]),
    (as_goal, "Emerging", ["1", 1, "Emerging", "em"]),
    (as_goal, "Expected", ["2", "Expected", "exp"]),
    (as_goal, "Exempt", ["A", "exempt"]),
    (as_goal, UNREADABLE, ["3", "?"]),
    (as_year_group, "R", ["Reception", "YR", "R", "FS2", "Year R"]),
    (as_year_group, "N2", ["Nursery", "FS1", "N", "N2"]),
    (as_year_group, "N1", ["N1"]),
    (as_year_group, UNREADABLE, ["Elm", "33"]),
    (as_whole, 190, ["190", "190.0", 190, 190.0]),
    (as_whole, 1190, ["1,190"]),
    (as_whole, UNREADABLE, ["-1", "1.5", "lots", True, "1E5"]),
    (as_percent, 94.5, ["94.5", "94.5%", "94.50 %", 94.5, 94.4999999]),
    (as_percent, 100, ["100", 100.0]),
    (as_percent, UNREADABLE, ["101", "-1", "A"]),
    (as_colour, "Green", ["Green", "g", "GREEN"]),
    (as_colour, "Yellow", ["Amber", "A", "yellow", "y"]),
    (as_colour, "Red", ["red", "R"]),
    (as_colour, UNREADABLE, ["blue", "1"]),
    (as_on_track, "On track", ["On track", "expected", "2", 2, "Y"]),
    (as_on_track, "Not on track", ["not on track", "Emerging", "1"]),
    (as_on_track, UNREADABLE, ["A", "3"]),
    (as_text, "NA", ["NA", " NA "]),
    (as_text, "None", ["None"]),
    (as_text, "TRUE", ["TRUE", True]),
    (as_text, "1E5", ["1E5"]),
    (as_text, "Thị Hoa", ["Thị\nHoa", "Thị  Hoa"]),
    (as_text, "007", ["007"]),
]


@pytest.mark.parametrize(
    ("read", "want", "written"), [(r, want, w) for r, want, several in READ for w in several]
)
def test_what_systems_write_is_read(
    read: Callable[[Cell], object], want: object, written: Cell
) -> None:
    assert read(written) == want


def test_the_schools_own_word_for_yellow_is_read() -> None:
    assert as_colour("gold", "Gold") == "Yellow"
    assert as_colour("gold") is UNREADABLE


def test_fractions_are_told_from_per_cents_by_the_whole_column() -> None:
    assert are_fractions([0.945, "1", None])
    assert not are_fractions([0.945, 94.5])
    assert not are_fractions(["0.5%", "1%"])
    assert not are_fractions([1, 1])
    assert as_percent(0.945, fraction=True) == 94.5


SCALE = Scale(
    tuple(Mark(m, "", 0, meets_expected=False, meets_greater_depth=False) for m in ("EXS", "PK1"))
)


@pytest.mark.parametrize(
    ("written", "year", "mark"),
    [
        ("exs ", "3", "EXS"),
        ("PK 1", "3", "PK1"),
        ("3EXS", "3", "EXS"),
        ("Y3 EXS", "3", "EXS"),
        ("3EXS", "4", None),
        ("3BXS", "3", None),
        ("NA", "3", None),
        ("None", "3", None),
        ("1E5", "1", None),
        ("EXS+", "3", None),
    ],
)
def test_marks_are_the_schools_own_or_none(written: str, year: str, mark: str | None) -> None:
    assert read_mark(written, SCALE, year) == mark


@pytest.mark.parametrize(
    ("written", "surname_first", "surname", "forename", "known_as", "sure"),
    [
        ("Smith, Jane", False, "Smith", "Jane", "", True),
        ("Smith Jane", True, "Smith", "Jane", "", True),
        ("Jane Smith", False, "Smith", "Jane", "", True),
        ("van der Berg, Anna", True, "van der Berg", "Anna", "", True),
        ("van der Berg Anna", True, "van der Berg", "Anna", "", False),
        ("Anna van der Berg", False, "van der Berg", "Anna", "", False),
        ("Smith, Jane (Janie)", False, "Smith", "Jane", "Janie", True),
        ("Smith Mary Jane", True, "Smith", "Mary Jane", "", False),
        ("None True", True, "None", "True", "", True),
        ("Cher", False, "Cher", "", "", True),
    ],
)
def test_names_in_one_column(
    *, written: str, surname_first: bool, surname: str, forename: str, known_as: str, sure: bool
) -> None:
    name = split_name(written, surname_first=surname_first)
    assert (name.surname, name.forename, name.known_as, name.sure) == (
        surname,
        forename,
        known_as,
        sure,
    )


def test_spellings_of_one_name_fold_together() -> None:
    assert folded("Łukasz O'Brien-Ørsted") == folded("LUKASZ OBRIEN ORSTED")
    assert folded("Zoë") != folded("Zara")


@pytest.mark.parametrize(
    ("written", "tidy"),
    [("SMITH", "Smith"), ("O'BRIEN-LEE", "O'Brien-Lee"), ("McKay", "McKay"), ("AJ", "AJ")],
)
def test_names_in_capitals_get_their_usual_letters(written: str, tidy: str) -> None:
    assert tidy_case(written) == tidy
