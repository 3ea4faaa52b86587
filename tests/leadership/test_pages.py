"""The sheet Leadership on paper: no page begins in the middle of a list without its headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.tables import Row
from ppm_xl.leadership.pages import BEFORE, PAGE, height, paged

HEADING: Row = ("heading", "Overdue actions", None, None, None, None, None)
COLUMNS: Row = ("columns", "Class", "Action", "Owner", "By when", "For", "Days late")
SHORT: Row = ("line", "Oak", "Read daily", "Mr Fell", "13/11/2026", "Ada", "10")
TEXT = "Read a short text with me each day, and say what it was about " * 3
LONG: Row = (*SHORT[:2], TEXT, *SHORT[3:])
LINES = int((PAGE - BEFORE) / 15) - 2
"""Lines of the usual height that a first page has room for below a heading and its columns."""


def pages(rows: list[Row]) -> list[list[Row]]:
    out: list[list[Row]] = [[]]
    for row in paged(rows):
        if row[0] == "page":
            out.append([])
        out[-1].append(row)
    return out


def test_a_line_of_text_takes_its_lines() -> None:
    assert height(SHORT) == height(HEADING) == 15
    assert height(LONG) == pytest.approx(5 * 11 * 1.275, abs=2)


def test_what_fits_a_page_stays_on_it() -> None:
    assert pages([HEADING, COLUMNS, *[SHORT] * LINES]) == [[HEADING, COLUMNS, *[SHORT] * LINES]]


def test_a_list_goes_on_below_its_name_and_the_heads_of_its_columns() -> None:
    first, second = pages([HEADING, COLUMNS, *[SHORT] * LINES, LONG, SHORT])
    assert first == [HEADING, COLUMNS, *[SHORT] * LINES]
    assert second == [("page", "Overdue actions, continued"), COLUMNS, LONG, SHORT]


def test_a_heading_does_not_end_a_page() -> None:
    first, second = pages([HEADING, COLUMNS, *[SHORT] * (LINES - 2), HEADING, COLUMNS, SHORT])
    assert first == [HEADING, COLUMNS, *[SHORT] * (LINES - 2)]
    assert second == [("page",), HEADING, COLUMNS, SHORT]


def test_between_lists_there_is_air_and_none_before_the_first() -> None:
    assert pages([HEADING, SHORT, HEADING, SHORT]) == [[HEADING, SHORT, ("gap",), HEADING, SHORT]]


@given(
    st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from([SHORT, LONG]), max_size=60)),
             max_size=6)
)  # fmt: skip
def test_every_line_is_printed_once_and_no_page_is_too_full(
    lists: list[tuple[bool, list[Row]]],
) -> None:
    rows = [row for heads, lines in lists for row in (HEADING, *([COLUMNS] * heads), *lines)]
    found = pages(rows)
    for number, page in enumerate(found):
        assert sum(map(height, page)) <= PAGE - (0 if number else BEFORE)
        assert not page or page[-1][0] in {"line", "heading", "columns"}
        if page and page[-1][0] != "line":  # nothing stands in the list, here or at all
            assert page is found[-1] or found[number + 1][0] == ("page",)
    assert [row for page in found for row in page if row[0] == "line"] == [
        row for row in rows if row[0] == "line"
    ]
