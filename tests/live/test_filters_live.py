"""A table's filter is off while its rows are written, and then set again, or said to be gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book_suite import write
from book_suite.workbook import make_workbook

from ppm_xl.book.draft import Draft
from ppm_xl.book.live import LiveBook

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

CLASS, DOB = "Class", "DOB"


@pytest.fixture(params=["told by the macro", "asked one by one"])
def book(
    live_book: OpenCopy, office: Engine, tmp_path: Path, request: pytest.FixtureRequest
) -> xw.Book:
    from office.tables import table_facts

    if request.param == "told by the macro":
        office.macros["TableFacts"] = table_facts
    return live_book(make_workbook(tmp_path / "Filtered.xlsx"))


def pupils(book: xw.Book) -> xw.main.Table:
    return book.sheets["Pupils"].tables["Pupils"]


def field(book: xw.Book, heading: str) -> int:
    return int(pupils(book).header_row_range.value.index(heading)) + 1


def hidden(book: xw.Book) -> list[str]:
    body = pupils(book).data_body_range
    return [row.value[0] for row in body.rows if row.rows.hidden]


def test_a_filter_of_values_is_set_again_and_hides_what_it_should(book: xw.Book) -> None:
    pupils(book).autofilter.apply_values(field(book, CLASS), ["Kites"])
    assert hidden(book) == ["A999000000003", "A999000000004"]
    adapter = LiveBook(book)

    def edit(draft: Draft) -> None:
        draft.set("Pupils", ("A999000000004",), CLASS, "Kites")
        draft.put("Pupils", {"UPN": "A999000000005", CLASS: "Wrens"})

    write(adapter, edit)
    assert hidden(book) == ["A999000000003", "A999000000005"]
    (found,) = [c for c in pupils(book).autofilter.criteria if c.type != "none"]
    assert (found.field, found.values) == (field(book, CLASS), ["Kites"])
    assert adapter.remarks == []
    assert pupils(book).show_autofilter


def test_several_filters_are_set_again(book: xw.Book) -> None:
    autofilter = pupils(book).autofilter
    autofilter.apply_values(field(book, CLASS), ["Kites"])
    autofilter.apply_values(field(book, "Surname"), ["Bryn"])
    adapter = LiveBook(book)
    write(adapter, lambda draft: draft.set("Pupils", ("A999000000001",), "Surname", "Adda"))
    assert hidden(book) == ["A999000000001", "A999000000003", "A999000000004"]
    assert adapter.remarks == []


@pytest.mark.parametrize(
    ("heading", "operator", "value"),
    [
        (DOB, "greater_than", date(2017, 1, 1)),
        (CLASS, "equal_to", "K?tes"),
        (CLASS, "not_equal_to", "K*"),
        ("Surname", "equal_to", "1/9/2026"),
    ],
)
def test_what_xlwings_tells_half_of_is_taken_off_and_said(
    book: xw.Book, heading: str, operator: str, value: object
) -> None:
    pupils(book).autofilter.apply_comparison(field(book, heading), operator, value)
    adapter = LiveBook(book)
    write(adapter, lambda draft: draft.put("Pupils", {"UPN": "A999000000005"}))
    assert hidden(book) == []
    sentence = (
        f"On the sheet Pupils the filter of {heading} was taken off and could not be put back: "
        "set it again if you still need it."
    )
    assert adapter.remarks == [sentence]


def test_a_table_that_is_not_written_keeps_its_filter_untouched(
    book: xw.Book, office: Engine
) -> None:
    pupils(book).autofilter.apply_comparison(field(book, CLASS), "equal_to", "K*")
    adapter = LiveBook(book)
    write(adapter, lambda draft: draft.put("People", {"Name": "New"}))
    assert adapter.remarks == []
    assert "AutoFilter.apply_values" not in office.calls.made
    assert [c.type for c in pupils(book).autofilter.criteria if c.type != "none"]


def test_a_filter_says_nothing_of_other_tables_on_its_sheet(book: xw.Book) -> None:
    people = book.sheets["Settings"].tables["People"]
    people.autofilter.apply_values(1, ["Ms Vale"])
    write(LiveBook(book), lambda draft: draft.put("Scale", {"Mark": "PK1", "Steps": -3}))
    assert people.autofilter.criteria[0].values == ["Ms Vale"]
