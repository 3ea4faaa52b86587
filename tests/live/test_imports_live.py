"""Files from the MIS into an open workbook: the same rows as on plain tables."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from export_suite import expected, fill, import_into, small_school

from ppm_xl.actions.new import template_path
from ppm_xl.book.change import inverse
from ppm_xl.book.live import LiveBook

if TYPE_CHECKING:
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

ONE_OF_EACH_KIND = (
    "arbor behaviour log.csv",
    "arbor pupils.xlsx",
    "dfe early years profile.csv",
    "groups.csv",
    "sims marksheet with everything.csv",
    "sims year to date Autumn 2.csv",
)
"""Every file passes in the file adapter; these write every table and kind of cell."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "School.xlsm"
    shutil.copyfile(template_path(), path)
    fill(path, small_school())
    return path


@pytest.mark.parametrize("name", ONE_OF_EACH_KIND)
def test_a_file_gives_the_same_in_an_open_workbook(
    name: str, live_book: OpenCopy, office: Engine, filled: Path
) -> None:
    opened = live_book(filled)
    book = LiveBook(opened)
    before = book.read()
    changes = import_into(book, name)
    if "first" not in expected(name):
        book.apply(inverse(changes))
        assert book.read().tables == before.tables
    opened.close()
    assert [made for made in office.conversions if made.kind != "formula"] == []
