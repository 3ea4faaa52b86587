"""What the workbook's own code does around a press, run by a spreadsheet application.

What only Excel has (the Python beside the workbook being looked for by a pattern, a press that
waits) is on the checklist for a computer with Excel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ppm_xl
from ppm_xl.actions.new import template_path
from ppm_xl.desk.excel import ExcelDesk

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook

pytestmark = pytest.mark.office

NOT_HERE = "ppm-xl, which is not on this computer yet: ask whoever looks after your computers"


@pytest.fixture(scope="module")
def opened(shared_live_book: LiveBook) -> xw.Book:
    return shared_live_book(template_path())


@pytest.fixture
def book(opened: xw.Book, office: Engine) -> xw.Book:  # noqa: ARG001 - it forgets what was before
    """The template as it is opened; these tests change one cell of it, and that is put back."""
    status(opened).value = "Ready."
    return opened


def status(book: xw.Book) -> xw.Range:
    return book.names["ppm_status"].refers_to_range


def python_with(folder: Path, *versions: str) -> str:
    """Lay out what an installation has, as far as the workbook looks at it."""
    (folder / "Scripts").mkdir()
    for version in versions:
        (folder / "Lib" / "site-packages" / f"ppm_xl-{version}.dist-info").mkdir(parents=True)
    python = folder / "Scripts" / "python.exe"
    python.touch()
    return str(python)


def test_nothing_is_said_where_the_python_is_there_and_of_its_version(
    book: xw.Book, tmp_path: Path
) -> None:
    python = python_with(tmp_path, ppm_xl.__version__)
    assert book.macro("Starting.WhatIsMissing")(python) == ""


def test_a_python_without_the_package_is_as_good_as_none(book: xw.Book, tmp_path: Path) -> None:
    assert NOT_HERE in book.macro("Starting.WhatIsMissing")(python_with(tmp_path))


def test_a_python_that_is_not_there_is_missed(book: xw.Book, tmp_path: Path) -> None:
    assert NOT_HERE in book.macro("Starting.WhatIsMissing")(str(tmp_path / "python.exe"))


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        ("0.9.0", "0.10.0", True),
        ("0.10.0", "0.9.0", False),
        ("1.0", "1.0.0", False),
        ("0.1.0", "0.1.0", False),
        ("0.1.9", "0.2", True),
        ("2.0.0", "1.9.9", False),
    ],
)
def test_versions_are_compared_number_by_number(
    book: xw.Book, one: str, other: str, *, older: bool
) -> None:
    assert book.macro("Starting.IsOlder")(one, other) is older


def test_opening_tells_of_a_step_that_never_ended(book: xw.Book) -> None:
    ExcelDesk(book, "Family reports").start()
    assert status(book).value == "Family reports …"
    book.macro("Starting.Opened")()
    assert status(book).value.startswith("The last step did not end by itself.")


@pytest.mark.parametrize("words", ["Ready.", "Family reports: done 21/11/2026 14:03."])
def test_opening_leaves_alone_what_still_holds(book: xw.Book, words: str) -> None:
    status(book).value = words
    book.macro("Starting.Opened")()
    assert status(book).value == words


def test_opening_takes_away_what_no_longer_holds(book: xw.Book, tmp_path: Path) -> None:
    status(book).value = book.macro("Starting.WhatIsMissing")(str(tmp_path / "python.exe"))
    book.macro("Starting.Opened")()
    assert status(book).value == "Ready."
