"""A workbook as a file, edited part by part."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_suite import BookSuite, Fresh
from book_suite.workbook import make_workbook

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
