"""Steps in an open workbook: cut off anywhere, they are put back exactly; copies; few calls."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlwings as xw
from book_suite import FEW, Fresh, same
from book_suite.steps import (
    WHEN,
    but_for_the_journal,
    put_back,
    some_changes,
    step,
    steps_there_and_back,
)
from book_suite.workbook import make_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_xl.actions import import_files, new, pressing
from ppm_xl.actions.new import template_path
from ppm_xl.book import Book, backups, journal, live
from ppm_xl.book.change import Change
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.live import LiveBook
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import FileError

if TYPE_CHECKING:
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office


class Killed(Exception):  # noqa: N818 - stands for the end of the program
    """The program is ended here."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workbook(tmp_path_factory.mktemp("books") / "School.xlsx", journal=True)


@pytest.fixture
def fresh(live_book: OpenCopy, original: Path) -> Fresh:
    opened: list[xw.Book] = []

    def open_one(path: Path | None = None) -> LiveBook:
        if opened:
            opened.pop().close()
        opened.append(live_book(path or original))
        return LiveBook(opened[-1])

    return open_one


@settings(FEW, max_examples=5)
@given(data=st.data())
def test_steps_are_put_back_one_after_another(fresh: Fresh, data: st.DataObject) -> None:
    steps_there_and_back(fresh(), data)


@settings(FEW, max_examples=10)
@given(data=st.data())
def test_a_step_cut_off_anywhere_is_put_back_exactly(fresh: Fresh, data: st.DataObject) -> None:
    """The program is ended at one of its calls that write, putting back included."""
    book = fresh()
    before = book.read()
    changes = some_changes(data, before)
    with pytest.MonkeyPatch.context() as patch:
        ended = end_at(patch, data.draw(st.integers(1, 12)))
        try:
            step(book, changes)
        except Killed:
            assert ended
    if journal.steps(book.read()):
        with pytest.MonkeyPatch.context() as patch:
            end_at(patch, data.draw(st.integers(1, 12)))
            try:
                put_back(book)
            except Killed:
                put_back_after(patch, book)
        same(but_for_the_journal(book.read()), but_for_the_journal(before))
    else:
        same(but_for_the_journal(book.read()), but_for_the_journal(before))


def put_back_after(patch: pytest.MonkeyPatch, book: Book) -> None:
    """Put back again what was cut off while it was put back, or had not begun to be."""
    patch.undo()
    if journal.to_put_back(book.read()) is not None:
        put_back(book)


def end_at(patch: pytest.MonkeyPatch, call: int) -> list[int]:
    """Let the program end before its so-manieth block or move of rows."""
    calls: list[int] = []
    ended: list[int] = []

    def counted(whole: Any) -> Any:
        def one(*given: Any) -> Any:
            calls.append(1)
            if len(calls) == call:
                ended.append(call)
                raise Killed
            return whole(*given)

        return one

    patch.setattr(live, "write_block", counted(live.write_block))
    patch.setattr(live, "move_rows", counted(live.move_rows))
    return ended


def test_the_journal_is_begun_before_the_first_cell_and_closed_after_the_last(
    fresh: Fresh, office: Engine
) -> None:
    book = fresh()
    tables = book.read()
    changes = (
        Change("Working", ("Class",), "Value", "Kites", "Wrens"),
        Change("People", ("Ms Vale",), "Role", "Head teacher", "leadership"),
    )
    office.cell_traffic.clear()
    book.apply(changes, entry=journal.entry_for(tables, WHEN, "Update", changes))
    written = [place for kind, place in office.cell_traffic.log if kind == "write"]
    assert len(written) == 4
    assert written[0].split("!")[0] == written[-1].split("!")[0] == "Records"
    assert journal.steps(book.read())[0].state == "done"


def test_what_a_step_costs_does_not_grow_with_the_number_of_pupils(
    fresh: Fresh, office: Engine
) -> None:
    counts = []
    for pupils in (8, 400):
        book = fresh()
        draft = Draft(book.read())
        for number in range(pupils):
            note = sha256(str(number).encode()).hexdigest()
            draft.put("Pupils", {"UPN": f"A{number}", "Notes": note})
        office.cell_traffic.clear()
        step(book, draft.changes())
        put_back(book)
        counts.append((office.cell_traffic.reads, office.cell_traffic.writes))
        rows = len(book.read()["Journal"].rows)
    assert rows > 1
    # A new journal has one row to spare; an entry of several looks once for room beneath.
    assert counts[1] in {counts[0], (counts[0][0] + 1, counts[0][1])}


def test_a_copy_holds_the_workbook_as_it_stands_unsaved_typing_included(
    live_book: OpenCopy,
) -> None:
    opened = live_book(template_path())
    book = LiveBook(opened)
    saved = Path(opened.fullname).read_bytes()
    book.apply((Change("Working", ("School year",), "Value", None, "2026-27"),))
    copy = backups.keep(book, "Update status and Venns", WHEN)
    assert copy.parent == Path(opened.fullname).parent / "Backups"
    # LibreOffice writes its copies in Excel's old format, which knows cells but no tables.
    kept = xw.apps.active.books.open(copy)
    try:
        assert "2026-27" in [cell.value for cell in kept.sheets["Home"].range("B4:C8")]
    finally:
        kept.close()
    assert Path(opened.fullname).read_bytes() == saved
    assert opened.name == Path(opened.fullname).name
    with pytest.raises(FileError, match="cannot keep a copy"):
        book.copy_to(copy)


def test_without_its_macros_no_copy_can_be_kept_and_it_is_said(
    fresh: Fresh, tmp_path: Path
) -> None:
    book = fresh()
    with pytest.raises(FileError) as refused:
        book.copy_to(tmp_path / "copy.xlsx")
    assert "with its macros enabled" in refused.value.do


def test_one_workbook_is_the_same_through_both_doors(live_book: OpenCopy, original: Path) -> None:
    opened = live_book(original)
    book = LiveBook(opened)
    assert book.identity == FileBook(opened.fullname).identity
    assert book.name == Path(opened.fullname).name


def test_a_button_and_its_undo_leave_the_workbook_and_its_venns_as_they_were(
    live_book: OpenCopy, tmp_path: Path, office: Engine
) -> None:
    """Through the registry that every button uses: update, another class, and back again."""
    path = tmp_path / "School.xlsm"
    fill(path)
    opened = live_book(path)
    book, day, desk = LiveBook(opened), date(2026, 11, 23), SilentDesk(agreed=True)
    pressing.press("update", book, desk, day)
    before, drawn = book.read(), pictures(opened)
    assert drawn
    book.apply((Change("Working", ("Class",), "Value", "Oak", "Elm"),))
    outcome = pressing.press("update", book, desk, day)
    assert outcome.said[-1].startswith("A copy from before is Backups/School 2026-11-23 ")
    assert pictures(opened) != drawn
    outcome = pressing.press("undo", book, desk, day)
    assert outcome.said[0].startswith("Update status and Venns of 23/11/2026 ")
    book.apply((Change("Working", ("Class",), "Value", "Elm", "Oak"),))
    after = book.read()
    assert pictures(opened) == drawn
    for name in before.tables:
        if name not in {"Log", "Journal", "HomeSteps"}:
            assert after[name].rows == before[name].rows, name
    assert len(list((Path(opened.fullname).parent / "Backups").iterdir())) == 3
    assert [made for made in office.conversions if made.kind != "formula"] == []


def fill(path: Path) -> None:
    """Make a workbook of two classes, each with circles of its own."""
    desk, day = SilentDesk(agreed=True), date(2026, 11, 23)
    new.run(path, desk, day)
    (path.parent / "pupils.csv").write_text(
        "UPN,Surname,Forename,Year,Reg\n"
        "A999000125001,Quill,Zoë,Year 4,Oak\nB999000125002,Tarn,Łukasz,Year 5,Elm\n",
        encoding="utf-8",
    )
    (path.parent / "marks.csv").write_text(
        "UPN,Reading,Writing,Maths\nA999000125001,EXS,EXS,GDS\nB999000125002,WTS,EXS,EXS\n",
        encoding="utf-8",
    )
    files = [path.parent / name for name in ("pupils.csv", "marks.csv")]
    book = FileBook(path)
    import_files.run(book, desk, day, files=files)
    draft = Draft(book.read())
    draft.put("Working", {"What": "Class", "Value": "Oak"})
    book.apply(draft.changes())


def pictures(book: xw.Book) -> dict[str, str]:
    """What each picture on the sheet Venn says in words: who is where."""
    return {p.name: p.impl.uno.Title for p in book.sheets["Venn"].pictures}
