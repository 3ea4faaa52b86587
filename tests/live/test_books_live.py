"""A workbook that is open, through xlwings: the suite every Book passes, and what is its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlwings as xw
from book_suite import FEW, HOSTILE, BookSuite, Fresh, same, there_and_back, venn, write
from book_suite.workbook import make_workbook, png
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_xl.book import Book
from ppm_xl.book.change import changes_between, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.live import LiveBook
from ppm_xl.book.opening import open_book
from ppm_xl.book.tables import TableCells
from ppm_xl.errors import FileError

if TYPE_CHECKING:
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("books") / "School.xlsx")


@pytest.fixture
def fresh(live_book: OpenCopy, office: Engine, original: Path) -> Iterator[Fresh]:
    opened: list[xw.Book] = []

    def open_one(path: Path | None = None) -> Book:
        if opened:
            opened.pop().close()
        opened.append(live_book(path or original))
        return LiveBook(opened[-1])

    yield open_one
    kept = [made for made in office.conversions if made.kind != "formula"]
    assert kept == []
    assert all(str(made.written).startswith("=LEN(") for made in office.conversions)


class TestLiveBook(BookSuite):
    """The suite; and no string was ever one that Excel would have converted."""

    @settings(FEW, max_examples=8)
    @given(data=st.data())
    def test_apply_then_its_inverse_gives_the_same_tables(
        self, fresh: Fresh, data: st.DataObject
    ) -> None:
        there_and_back(fresh(), data)


def test_both_adapters_read_the_same(live_book: OpenCopy, original: Path) -> None:
    same(LiveBook(live_book(original)).read(), FileBook(original).read())


def test_both_adapters_read_the_template_alike(live_book: OpenCopy, office: Engine) -> None:
    path = Path(__file__).parents[2] / "workbook_template.xlsm"
    adapter = LiveBook(live_book(path))
    office.cell_traffic.clear()
    found = adapter.read()
    same(found, FileBook(path, to_write=False).read())
    one_by_one = [place for kind, place in office.cell_traffic.log if ":" not in place]
    assert one_by_one == []
    # One block a table, and one more for the formulas of a table of one row that is not empty.
    assert office.cell_traffic.reads <= 2 * len(found.tables)


def test_alt_text_comes_with_the_templates_macro(live_book: OpenCopy) -> None:
    book = live_book(Path(__file__).parents[2] / "workbook_template.xlsm")
    LiveBook(book).place(venn(png(10)))
    shapes = [shape.impl.uno for shape in book.sheets["Venn"].shapes]
    # Excel's alternative text is what LibreOffice calls the title.
    words = [shape.Title for shape in shapes if shape.Name == "Venn now"]
    assert words == [venn(png(10)).alt_text]


def assessments(book: Book, pupils: int) -> None:
    """Give each of some pupils a row, then change one column of ours for every other one."""
    draft = Draft(book.read())
    for number in range(pupils):
        row = {"School year": "2026-27", "Half-term": "Autumn 1", "UPN": f"A{number}"}
        draft.put("Assessments", {**row, "Reading": "EXS", "Reading progress": "Green"})
    book.apply(draft.changes())
    draft = Draft(book.read())
    for number in range(0, pupils, 2):
        draft.set("Assessments", ("2026-27", "Autumn 1", f"A{number}"), "Reading", "GDS")
        draft.set("Assessments", ("2026-27", "Autumn 1", f"A{number}"), "Attendance %", 94.5)
    book.apply(draft.changes())


def test_traffic_does_not_grow_with_the_number_of_pupils(fresh: Fresh, office: Engine) -> None:
    counts = []
    for pupils in (8, 120):
        book = fresh()
        office.cell_traffic.clear()
        assessments(book, pupils)
        counts.append((office.cell_traffic.reads, office.cell_traffic.writes))
    assert counts[0] == counts[1]
    assert sum(counts[0]) < 50


def test_staff_columns_are_written_only_where_a_cell_changes(fresh: Fresh, office: Engine) -> None:
    book = fresh()
    draft = Draft(book.read())
    draft.set("Pupils", ("A999000000002",), "Notes", "new")
    draft.set("Pupils", ("A999000000003",), "Bus", "c")
    draft.set("Pupils", ("A999000000001",), "Class", "Wrens")
    office.cell_traffic.clear()
    book.apply(draft.changes())
    written = sorted(place for kind, place in office.cell_traffic.log if kind == "write")
    assert written == ["Pupils!I5", "Pupils!W6", "Pupils!X7"]


def test_the_screen_and_events_are_put_back(live_book: OpenCopy, original: Path) -> None:
    book = live_book(original)
    before = (book.app.screen_updating, book.app.enable_events)
    adapter = LiveBook(book)
    write(adapter, lambda draft: draft.set("Working", ("Class",), "Value", "Wrens"))
    assert (book.app.screen_updating, book.app.enable_events) == before


def test_formulas_elsewhere_follow_and_own_formulas_move(
    live_book: OpenCopy, original: Path
) -> None:
    book = live_book(original)
    adapter = LiveBook(book)
    before = adapter.read()
    rows = before["Pupils"].rows
    after = before.with_table(TableCells("Pupils", before["Pupils"].headings, (rows[0], rows[3])))
    changes = changes_between(before, after)
    adapter.apply(changes)
    assert book.sheets["Pupils"]["Y6"].formula == "=LEN(A6)"
    assert book.sheets["Notes"]["A2"].formula == "=COUNTA(Pupils!A5:A6)"
    assert book.sheets["Pupils"].tables["Pupils"].range.address == "$A$4:$Y$6"
    adapter.apply(inverse(changes))
    assert book.sheets["Pupils"].tables["Pupils"].range.address == "$A$4:$Y$8"


def test_a_filter_does_not_hide_rows_from_us(live_book: OpenCopy, original: Path) -> None:
    book = live_book(original)
    book.sheets["Pupils"].tables["Pupils"].autofilter.apply_values(1, ["A999000000004"])
    adapter = LiveBook(book)
    write(adapter, lambda draft: draft.put("Pupils", {"UPN": "A999000000005", "Bus": "e"}))
    assert book.sheets["Pupils"].tables["Pupils"].show_autofilter


def test_what_lies_under_a_table_is_never_written_over(live_book: OpenCopy, original: Path) -> None:
    book = live_book(original)
    book.sheets["Settings"]["B8"].value = "mine"
    adapter = LiveBook(book)
    before = adapter.read()
    with pytest.raises(FileError, match="no room to grow: there is something in cell B8"):
        write(adapter, lambda draft: [draft.put("People", {"Name": f"N{n}"}) for n in range(2)])
    same(adapter.read(), before)
    write(adapter, lambda draft: draft.put("People", {"Name": "One fits"}))


def test_a_cell_that_is_no_text_keeps_text_out_of_a_text_column(
    live_book: OpenCopy, original: Path, office: Engine
) -> None:
    book = live_book(original)
    sheet = book.sheets["Pupils"]
    sheet["H5"].number_format = "General"
    sheet["H5"].value = 7
    sheet["F5"].number_format = "General"
    adapter = LiveBook(book)
    assert adapter.read()["Pupils"].rows[0][7] == 7
    key = ("A999000000001",)
    changes = write(adapter, lambda draft: draft.set("Pupils", key, "Year", "4"))
    adapter.apply(inverse(changes))
    assert adapter.read()["Pupils"].rows[0][7] == 7
    write(adapter, lambda draft: draft.set("Pupils", key, "DOB", date(2016, 2, 29)))
    assert office.conversions == []


def test_a_picture_is_placed_and_replaced_once(live_book: OpenCopy, original: Path) -> None:
    book = live_book(original)
    adapter = LiveBook(book)
    adapter.place(venn(png(10)))
    adapter.place(venn(png(20), name="Venn then"))
    adapter.place(venn(png(30), width=150))
    pictures = book.sheets["Venn"].pictures
    assert sorted(p.name for p in pictures) == ["Venn now", "Venn then"]
    assert (pictures["Venn now"].width, pictures["Venn now"].height) == pytest.approx(
        (150, 200), abs=0.1
    )
    corner = book.sheets["Venn"].range((4, 2))
    assert pictures["Venn now"].left == pytest.approx(corner.left, abs=0.5)
    assert pictures["Venn now"].top == pytest.approx(corner.top, abs=0.5)


def test_the_open_workbook_is_found_and_another_is_not(
    live_book: OpenCopy, original: Path, tmp_path: Path
) -> None:
    book = live_book(original)
    found = open_book(book.fullname)
    assert isinstance(found, LiveBook)
    assert found.path == Path(book.fullname)
    other = make_workbook(tmp_path / book.name)
    assert isinstance(open_book(other), FileBook)


def test_hostile_text_outlives_saving(live_book: OpenCopy, original: Path) -> None:
    book = live_book(original)
    adapter = LiveBook(book)
    texts = [text for text in HOSTILE if "\t" not in text]
    write(adapter, lambda draft: [draft.put("People", {"Name": t, "Role": t}) for t in texts])
    here = Path(book.fullname)
    book.save()
    book.close()
    kept = FileBook(here, to_write=False).read()["People"]
    assert list(kept.rows[3:]) == [(text, text) for text in texts]


def test_nothing_on_the_live_path_loads_openpyxl_lxml_or_matplotlib() -> None:
    code = (
        "import sys; import ppm_xl.book.opening, ppm_xl.book.live, ppm_xl.book.excel as e;"
        "e.load_xlwings();"
        "print([m for m in ('openpyxl', 'lxml', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
