"""Steps in a file: the journal is written with its step, and put back it is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_suite import FEW, same
from book_suite.steps import but_for_the_journal, put_back, step, steps_there_and_back
from book_suite.workbook import make_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_xl.book import journal
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.errors import ConflictError, FileError

MARK = Change("Working", ("Class",), "Value", "Kites", "Wrens")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("books")
    return make_workbook(folder / "School.xlsx", journal=True).read_bytes()


@pytest.fixture
def book(original: bytes, tmp_path: Path) -> FileBook:
    (tmp_path / "School.xlsx").write_bytes(original)
    return FileBook(tmp_path / "School.xlsx")


@settings(FEW, max_examples=15)
@given(data=st.data())
def test_steps_are_put_back_one_after_another(
    original: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    (tmp_path / "School.xlsx").write_bytes(original)
    steps_there_and_back(FileBook(tmp_path / "School.xlsx"), data)


def test_a_step_in_a_file_is_whole_from_the_start(book: FileBook) -> None:
    before = book.read()
    step(book, (MARK,))
    (found,) = journal.steps(book.read())
    assert (found.state, found.record().changes) == ("done", (MARK,))
    put_back(book)
    same(but_for_the_journal(book.read()), but_for_the_journal(before))
    assert journal.steps(book.read())[0].state == "put back"


def test_what_comes_first_comes_when_all_is_checked_and_nothing_written(book: FileBook) -> None:
    whole = book.path.read_bytes()
    seen: list[bytes] = []
    stale = Change("Working", ("Class",), "Value", "Owls", "Wrens")
    with pytest.raises(ConflictError):
        book.apply((stale,), first=lambda: seen.append(b""))
    book.apply((), first=lambda: seen.append(b""))
    assert seen == []
    book.apply((MARK,), first=lambda: seen.append(book.path.read_bytes()))
    assert seen == [whole]


def test_where_what_comes_first_fails_nothing_is_written(book: FileBook) -> None:
    whole = book.path.read_bytes()

    def fails() -> None:
        raise FileError("No copy.")

    with pytest.raises(FileError):
        book.apply((MARK,), first=fails)
    assert book.path.read_bytes() == whole


def test_a_copy_in_a_folder_that_is_not_there_is_refused(book: FileBook, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"No copy of School\.xlsx can be kept"):
        book.copy_to(tmp_path / "nowhere" / "copy.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["School.xlsx"]
