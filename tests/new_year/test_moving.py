"""Who moves up in September, by hand: before the MIS's list, after it, and twice."""

from __future__ import annotations

from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.new_year.classes import proposed
from ppm_xl.new_year.moving import moves_of, year_by_age, year_to_start
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Judgement, Pupil, School
from ppm_xl.school.settings import ClassTeam, Settings

SUMMER, AUTUMN = HalfTerm("2026-27", "Summer 2"), HalfTerm("2027-28", "Autumn 1")
NEW = "2027-28"


def school(
    *pupils: Pupil,
    stamps: dict[str, str] | None = None,
    working: HalfTerm = SUMMER,
    rows_in: HalfTerm = SUMMER,
    classes: tuple[str, ...] = (),
    class_moves: dict[tuple[str, str], str] | None = None,
) -> School:
    rows = [Judgement(rows_in, upn, year=year) for upn, year in (stamps or {}).items()]
    return School(
        tables=EMPTY,
        settings=Settings(
            subjects=("Reading",),
            classes={name: ClassTeam(name) for name in classes},
            class_moves=class_moves or {},
        ),
        working=working,
        working_class="",
        pupils={pupil.upn: pupil for pupil in pupils},
        judgements={(row.half_term, row.upn): row for row in rows},
    )


def child(
    year: str,
    *,
    born: date | None = None,
    joined: date | None = None,
    left: date | None = None,
    class_name: str = "Oak",
    upn: str = "A1",
) -> Pupil:
    return Pupil(
        upn, "Zoë Q", "Q", "Zoë", born=born, year=year, class_name=class_name, joined=joined,
        left=left,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pupil", "stamp", "year", "moves"),
    [
        (child("N1"), "N1", "N2", True),
        (child("N2"), "N2", "R", True),
        (child("R"), "R", "1", True),
        (child("3"), "3", "4", True),
        (child("6"), "6", "", True),  # leaves
        (child("4"), "3", "4", False),  # the MIS's list moved them already
        (child("2"), "3", "2", False),  # moved down on purpose: not ours to change
        # no row of last year: the birthday tells (Year 4 in 2027-28 is born 2018-19)
        (child("3", born=date(2019, 3, 1)), "", "4", True),
        (child("4", born=date(2019, 3, 1)), "", "4", False),
        # neither: who was here before September moves, a joiner does not
        (child("3"), "", "4", True),
        (child("3", joined=date(2027, 6, 14)), "", "4", True),
        (child("3", joined=date(2027, 9, 6)), "", "3", False),
        (child("Eagles"), "", "Eagles", False),
    ],
)
def test_a_child_moves_where_they_have_not_yet(
    pupil: Pupil, stamp: str, year: str, *, moves: bool
) -> None:
    [found] = moves_of(school(pupil, stamps={"A1": stamp} if stamp else {}), NEW)
    assert (found.year, found.moves) == (year, moves)
    assert found.leaves is (moves and pupil.year == "6")


def test_who_has_left_is_not_moved() -> None:
    assert moves_of(school(child("3", left=date(2027, 3, 1))), NEW) == ()
    assert moves_of(school(child("6", left=date(2027, 7, 21)), stamps={"A1": "6"}), NEW) == ()


def test_a_child_without_a_row_does_as_the_others_did() -> None:
    born = date(2018, 3, 1)  # a year older than the others of the class
    for year, moved in (("4", True), ("3", False)):
        pupils = (child(year, upn="A1"), child(year, born=born, upn="A2"))
        found = moves_of(school(*pupils, stamps={"A1": "3"}), NEW)
        assert [(move.year, move.moves) for move in found] == [("4", not moved)] * 2


def test_nobody_moves_twice_in_a_year_that_has_begun() -> None:
    kept_down = child("3")  # moved to 4 by new-year, then put back by the head
    of = school(kept_down, stamps={"A1": "3"}, working=AUTUMN, rows_in=AUTUMN)
    [found] = moves_of(of, NEW)
    assert not found.moves


@pytest.mark.parametrize(
    ("name", "year", "known", "becomes"),
    [
        ("3 Oak", "3", (), "4 Oak"),
        ("3B", "3", ("4A", "4B"), "4B"),
        ("Year 5", "5", (), "Year 6"),
        ("3 Oak", "3", ("4 Elm",), "4 Elm"),
        ("3 Oak", "3", ("4 Elm", "4 Ash"), "4 Oak"),
        ("Class 3", "4", (), None),  # a number that is not the year
        ("3/4 Oak", "3", (), None),
        ("Oak", "3", (), None),
        ("Reception", "R", (), "Year 1"),
        ("RA", "R", ("1A", "1B"), "1A"),
        ("Robin", "R", ("1A",), None),
        ("Acorn", "R", ("1 Birch",), None),
        ("Nursery", "N2", (), None),
        ("6 Ash", "6", (), None),
    ],
)
def test_a_class_called_by_its_year_moves_up_with_it(
    name: str, year: str, known: tuple[str, ...], becomes: str | None
) -> None:
    assert proposed(name, year, known) == becomes


def test_settings_say_where_a_class_goes() -> None:
    of = school(
        child("3", class_name="Oak", upn="A1"),
        child("4", class_name="Oak", upn="A2"),
        stamps={"A1": "3", "A2": "4"},
        class_moves={("Oak", "4"): "Elm"},
    )
    assert [(m.year, m.class_name) for m in moves_of(of, NEW)] == [("4", "Oak"), ("5", "Elm")]


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2027, 5, 31), "2026-27"),
        (date(2027, 6, 1), "2027-28"),
        (date(2027, 8, 31), "2027-28"),
        (date(2027, 9, 1), "2027-28"),
        (date(2028, 1, 10), "2027-28"),
    ],
)
def test_the_year_to_start_is_the_next_from_june_on(today: date, year: str) -> None:
    assert year_to_start(today) == year


@pytest.mark.parametrize(
    ("born", "year"),
    [
        (date(2023, 8, 31), "R"),
        (date(2023, 9, 1), "N2"),
        (date(2022, 9, 1), "R"),
        (date(2022, 8, 31), "1"),
        (date(2016, 9, 1), "6"),
        (date(2016, 8, 31), ""),
    ],
)
def test_the_year_group_of_a_birthday(born: date, year: str) -> None:
    assert year_by_age(born, "2027-28") == year
