"""A workbook as a file, edited part by part."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_suite import FEW, BookSuite, Fresh, there_and_back
from book_suite.workbook import make_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_xl.book import Book
from ppm_xl.book.file import FileBook


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    made = 0

    def open_one(path: Path | None = None) -> Book:
        nonlocal made
        made += 1
        return FileBook(path or make_workbook(tmp_path / f"School {made}.xlsx"))

    return open_one


class TestFileBook(BookSuite):
    """The suite every Book passes."""

    @settings(FEW, max_examples=40)
    @given(data=st.data())
    def test_apply_then_its_inverse_gives_the_same_tables(
        self, fresh: Fresh, data: st.DataObject
    ) -> None:
        there_and_back(fresh(), data)
