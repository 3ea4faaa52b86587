"""Early Years on Status: areas in words, and Red only where the school chooses it."""

from __future__ import annotations

import pytest

from ppm_xl.book.tables import EMPTY, TableCells
from ppm_xl.schema import AREAS_OF_LEARNING, TABLES
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.early_years import GOALS
from ppm_xl.school.model import EarlyYearsRecord
from ppm_xl.school.reading import read_school
from ppm_xl.status.colours import Colour
from ppm_xl.status.early_years import areas_in_words, colours_of_areas, levels_to_write

NOW = HalfTerm("2026-27", "Autumn 2")
RECORD = EarlyYearsRecord(NOW, "A999", {"Literacy": "Not on track", "Physical": "on track"})


def test_there_is_no_red_unless_the_school_chooses() -> None:
    kind, strict = colours_of_areas(RECORD, red=False), colours_of_areas(RECORD, red=True)
    assert {area: colour.name for area, colour in kind.items()} == {
        "Physical": "Green",
        "Literacy": "Yellow",
    }
    assert strict["Literacy"] == Colour("Red", "not on track in Literacy")


def on_track_in(*areas: str) -> dict[str, str]:
    return {area: "Green" if area in areas else "Yellow" for area in AREAS_OF_LEARNING}


@pytest.mark.parametrize(
    ("areas", "gld", "words"),
    [
        ({}, None, ""),
        ({}, True, "Good level of development"),
        ({"Physical": "Green"}, None, "On track in 1 of 1"),
        ({"Physical": "Green"}, True, "On track in 1 of 1; good level of development"),
        (
            {"Physical": "Green", "Literacy": "Yellow"},
            False,
            "On track in 1 of 2; not yet in Literacy",
        ),
        # Seven areas: whichever list is shorter, in names that end before Attendance begins.
        (on_track_in(), False, "On track in 0 of 7: in none yet"),
        (
            on_track_in("Physical", "Understanding the world"),
            False,
            "On track in 2 of 7: only in Physical and The world",
        ),
        (
            on_track_in("Physical", "Literacy", "Mathematics", "Understanding the world"),
            False,
            "On track in 4 of 7; not yet in Communication, Personal and social and Arts and design",
        ),
    ],
)
def test_areas_are_told_in_words(areas: dict[str, str], *, gld: bool | None, words: str) -> None:
    assert areas_in_words({a: Colour(c) for a, c in areas.items()}, gld) == words


def test_gld_is_written_where_it_is_not_what_the_row_says() -> None:
    rows = [
        {"UPN": "A", "Literacy": "Not on track"},
        {"UPN": "B", "Literacy": "Not on track", "GLD": "N"},
        {"UPN": "C", "GLD": "Y"},  # typed, and nothing else known
        {"UPN": "D", "Literacy": "On track", "GLD": "Y"},  # not enough known
        {"UPN": "E", **{f"ELG {goal}": "Expected" for goal in GOALS}, "GLD": "N"},
    ]
    headings = TABLES["EarlyYears"].headings()
    cells = TableCells(
        "EarlyYears", headings, tuple(tuple(row.get(h) for h in headings) for row in rows)
    )
    school, _ = read_school(EMPTY.with_table(cells))
    assert list(levels_to_write(school)) == [(0, "N"), (3, None), (4, "Y")]
