"""Excel busy at any single call: waited for, or said so with everything put back again.

The engine turns calls away as Excel does while someone types in a cell or a dialogue is open.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book_suite import same, venn
from book_suite.workbook import make_workbook, png

from ppm_xl import schema
from ppm_xl.actions import undo
from ppm_xl.actions.clock import now
from ppm_xl.book import Picture, excel, journal
from ppm_xl.book.change import Change, changes_between
from ppm_xl.book.draft import Draft
from ppm_xl.book.live import LiveBook
from ppm_xl.book.live_cells import ExcelBusyError, formulas_of, rows_of
from ppm_xl.book.live_places import facts_of
from ppm_xl.book.tables import Tables
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import BusyError

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

TODAY = date(2026, 11, 23)
CLASS = schema.PUPILS.headings().index("Class") + 1
EVERY = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 19
"""Of the calls of a step, so many are passed over between two that are turned away."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("busy") / "Busy.xlsx", journal=True)


@pytest.fixture
def book(live_book: OpenCopy, office: Engine, original: Path) -> xw.Book:
    from office.tables import table_facts

    office.macros["TableFacts"] = table_facts
    return live_book(original)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits: what takes ten seconds in Excel shall not here."""
    monkeypatch.setattr(excel, "_HURRIED", 0.0)
    token = excel._patience.set(0.0)
    yield
    excel._patience.reset(token)


def step(book: LiveBook) -> Callable[[], None]:
    """Something of everything: rows go and come, cells of staff's and ours, a form, a picture."""
    tables = book.read()
    pupils = tables["Pupils"]
    staying = tuple(row for row in pupils.rows if row[0] != "A999000000002")
    draft = Draft(tables.with_table(replace(pupils, rows=staying)))
    draft.put("Pupils", {"UPN": "A999000000009", "Surname": "=New", "Bus": "007"})
    draft.set("Pupils", ("A999000000001",), "Class", "Wrens")
    draft.set("Pupils", ("A999000000003",), "Notes", "x" * 9_000)
    draft.put("Assessments", {"School year": "2026-27", "Half-term": "Autumn 1", "UPN": "U1"})
    draft.replace_rows("People", ({"Name": "B"}, {"Name": "Ms Vale", "Role": "Head teacher"}))
    draft.fill_form("HomeAttention", (("One", "Status!A5"),))
    changes = changes_between(tables, draft.tables())
    entry = journal.entry_for(tables, now(TODAY), "Test", changes)
    return lambda: book.apply(changes, (venn(png(10)),), entry=entry)


def without_telling(tables: Tables) -> Tables:
    """What a step put back must have left as it was: all but what tells of it."""
    told = {"Journal", "Log", "HomeSteps"}
    kept = {name: table for name, table in tables.tables.items() if name not in told}
    return Tables(tables.schema_version, kept)


def picture_names(book: xw.Book) -> list[str]:
    return [picture.name for picture in book.sheets["Venn"].pictures]


def calls_of(office: Engine, work: Callable[[], object]) -> int:
    office.calls.clear()
    work()
    return office.calls.total


@pytest.mark.usefixtures("impatient")
def test_an_excel_that_stays_busy_is_said_and_what_was_written_is_put_back(
    book: xw.Book, office: Engine
) -> None:
    book.sheets["Pupils"].tables["Pupils"].autofilter.apply_values(CLASS, ["Kites"])
    adapter = LiveBook(book)
    adapter.place(venn(png(1)))
    before = adapter.read()
    all_of_it = calls_of(office, step(adapter))
    undo.run(adapter, SilentDesk(agreed=True), TODAY)
    same(without_telling(adapter.read()), without_telling(before))
    assert all_of_it > 60
    half_done = 0
    for number in range(1, all_of_it + 1, EVERY):
        work = step(adapter)
        office.calls.clear()
        office.calls.busy = lambda asked, number=number: asked >= number
        try:
            work()
        except BusyError as error:
            assert "Excel is busy" in str(error)  # noqa: PT017 - the last may come too late
        else:
            assert office.calls.total < number
        office.calls.clear()
        tables = adapter.read()
        if journal.cut_off(tables) is None and journal.to_put_back(tables) is None:
            same(without_telling(tables), without_telling(before))
        else:
            half_done += journal.cut_off(tables) is not None
            undo.run(adapter, SilentDesk(agreed=True), TODAY)
            same(without_telling(adapter.read()), without_telling(before))
    assert half_done > 60 // EVERY
    adapter.place(venn(png(2)))
    assert picture_names(book) == ["Venn now"]


def test_an_excel_that_is_busy_for_a_moment_is_waited_for(book: xw.Book, office: Engine) -> None:
    sheet = book.sheets["Pupils"]
    sheet.tables["Pupils"].autofilter.apply_values(CLASS, ["Kites"])
    adapter = LiveBook(book)
    adapter.place(venn(png(1)))
    before = adapter.read()
    all_of_it = calls_of(office, step(adapter))
    after = without_telling(adapter.read())
    for number in range(1, all_of_it + 1, EVERY):
        undo.run(adapter, SilentDesk(agreed=True), TODAY)
        same(without_telling(adapter.read()), without_telling(before))
        work = step(adapter)
        office.calls.clear()
        office.calls.busy = lambda asked, number=number: asked == number
        work()
        office.calls.clear()
        same(without_telling(adapter.read()), after)
        assert picture_names(book) == ["Venn now"]
        assert [found.values for found in sheet.tables["Pupils"].autofilter.criteria][
            CLASS - 1
        ] == ["Kites"]
        assert book.app.screen_updating
        assert book.app.enable_events
    assert adapter.remarks == []


@pytest.mark.usefixtures("impatient")
def test_reading_a_busy_excel_says_so_at_every_call(book: xw.Book, office: Engine) -> None:
    adapter = LiveBook(book)
    for number in range(1, calls_of(office, adapter.read) + 1):
        office.calls.clear()
        office.calls.busy = lambda asked, number=number: asked >= number
        with pytest.raises(BusyError, match="Excel is busy"):
            adapter.read()
    office.calls.clear()
    assert len(adapter.read().tables) > 5


def test_nothing_for_a_block_of_cells_is_a_busy_excel() -> None:
    """xlwings gives None for certain calls that a busy Excel turned away."""

    class Turned:
        formula = None
        value = None

        def options(self, **_: object) -> Turned:
            return self

    with pytest.raises(ExcelBusyError):
        rows_of(Turned(), (2, 3))  # type: ignore[arg-type]
    with pytest.raises(ExcelBusyError):
        formulas_of(Turned(), ((1, 2),))  # type: ignore[arg-type]
    assert excel.is_busy(ExcelBusyError())


def test_what_cannot_be_asked_for_by_name_is_not_taken_for_missing(
    book: xw.Book, office: Engine
) -> None:
    """xlwings says KeyError of a table which a busy Excel would not give."""
    tables = book.sheets["Pupils"].tables
    office.calls.busy = lambda _: True
    with pytest.raises(KeyError) as turned_away:
        _ = tables["Pupils"]
    assert excel.is_busy(turned_away.value)
    office.calls.clear()
    with pytest.raises(KeyError) as missing:
        _ = book.sheets["Pupils"].tables["Nowhere"]
    assert not excel.is_busy(missing.value)


@pytest.mark.usefixtures("impatient")
def test_a_picture_excel_cannot_take_leaves_every_cell(book: xw.Book) -> None:
    adapter = LiveBook(book)
    adapter.place(venn(png(1)))
    before = adapter.read()
    change = Change("Working", ("Class",), "Value", "Kites", "Wrens")
    broken = Picture("Venn", "Venn then", (1, 1), 10, 10, b"no picture", "")
    with pytest.raises(Exception, match="not a picture"):
        adapter.apply((change,), (venn(png(2)), broken))
    same(adapter.read(), before)
    assert picture_names(book) == ["Venn now"]
    assert facts_of(book).sheets
