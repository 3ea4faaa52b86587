"""The copy from before: where it lies, what it is called, what is kept and what never goes."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from book_suite import same
from book_suite.workbook import make_workbook

from ppm_xl.book import backups
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.errors import BusyError, FileError

WHEN = datetime(2026, 11, 21, 14, 3, 5)  # noqa: DTZ001 - names of files know no time zone
NAME = "School 2026-11-21 14.03.05 before Import MIS data.xlsx"


class Book(FileBook):
    """A workbook whose place and whose copying a test can change."""

    where: Path | None
    cloud = ""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.where = path
        self.refused: list[Path] = []
        self.refuses: tuple[Path, ...] = ()

    @property
    def path(self) -> Path | None:  # type: ignore[override]
        return self.where

    @property
    def identity(self) -> str:
        return self.cloud or super().identity

    def copy_to(self, path: Path) -> None:
        if path.parent in self.refuses:
            self.refused.append(path)
            raise FileError("No.")
        super().copy_to(path)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documents")
    return tmp_path / "Documents" / "Pupil progress" / "Backups"


@pytest.fixture
def book(tmp_path: Path, documents: Path) -> Book:
    del documents
    (tmp_path / "here").mkdir()
    return Book(make_workbook(tmp_path / "here" / "School.xlsx"))


def test_a_copy_opens_and_equals_what_was_there(book: Book, tmp_path: Path) -> None:
    before, bytes_before = book.read(), (tmp_path / "here" / "School.xlsx").read_bytes()
    copy = backups.keep(book, "Import MIS data", WHEN)
    book.apply((Change("Working", ("Class",), "Value", "Kites", "Wrens"),))
    assert copy == tmp_path / "here" / "Backups" / NAME
    assert copy.read_bytes() == bytes_before
    same(FileBook(copy).read(), before)
    assert backups.said_of(copy, book) == f"A copy from before is Backups/{NAME}"


def test_a_copy_is_never_written_over(book: Book) -> None:
    names = [backups.keep(book, "Import MIS data", WHEN).name for _ in range(3)]
    assert names == [NAME, NAME.replace(".xlsx", " (2).xlsx"), NAME.replace(".xlsx", " (3).xlsx")]
    with pytest.raises(FileError):
        book.copy_to(book.path.parent / "Backups" / NAME if book.path else Path())


def test_the_last_twenty_of_this_workbook_are_kept_and_nothing_else_goes(book: Book) -> None:
    assert book.path is not None
    folder = book.path.parent / "Backups"
    folder.mkdir()
    others = [
        "School.xlsx",
        "School 2026-11-21.xlsx",
        "School 2020-01-01 10.00.00 before Import MIS data.xlsm",
        "School 2020-01-01 10.00.00 after Import MIS data.xlsx",
        "School 2020-01-01 10.00.00 before Import MIS data copy.docx",
        "Other School 2020-01-01 10.00.00 before Import MIS data.xlsx",
        "School 2 2020-01-01 10.00.00 before Import MIS data.xlsx",
        "notes.txt",
    ]
    for name in others:
        (folder / name).write_bytes(b"mine")
    (folder / "School 2019-01-01 10.00.00 before Import MIS data.xlsx").mkdir()
    made = [
        backups.keep(book, "Import MIS data", WHEN + timedelta(minutes=n)).name for n in range(25)
    ]
    left = {path.name for path in folder.iterdir() if path.is_file()}
    assert left == {*others, *made[-20:]}


def test_copies_of_one_second_go_in_their_order(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "KEPT", 2)
    for _ in range(12):
        copy = backups.keep(book, "Import MIS data", WHEN)
    # A number whose file has gone is given again: what is kept is never the oldest of a second.
    left = sorted(path.name for path in copy.parent.iterdir())
    assert len(left) in {2, 3}
    assert copy.name in left


@pytest.mark.parametrize("why", ["cloud", "refused", "no folder"])
def test_else_a_copy_lies_among_the_users_documents(book: Book, documents: Path, why: str) -> None:
    here = book.path
    assert here is not None
    if why == "cloud":
        book.where, book.cloud = None, "https://fernhollow.sharepoint.com/heads/School.xlsx"
    elif why == "refused":
        book.refuses = (here.parent / "Backups",)
    else:
        (here.parent / "Backups").write_text("a file of this name")
    copy = backups.keep(book, "Import MIS data", WHEN)
    assert copy.parent == documents
    assert copy.name.startswith("School~")
    assert copy.name.endswith(" 2026-11-21 14.03.05 before Import MIS data.xlsx")
    assert backups.said_of(copy, book) == f"A copy from before is {copy}"
    if why == "refused":
        assert not (here.parent / "Backups").exists()


def test_workbooks_of_one_name_keep_twenty_each_in_one_folder(book: Book, documents: Path) -> None:
    book.where = None
    for cloud in ("https://one.example/School.xlsx", "https://two.example/School.xlsx"):
        book.cloud = cloud
        for n in range(22):
            backups.keep(book, "Update", WHEN + timedelta(minutes=n))
    assert len(list(documents.iterdir())) == 40


def test_where_no_copy_can_be_kept_it_is_refused(book: Book, documents: Path) -> None:
    assert book.path is not None
    book.refuses = (book.path.parent / "Backups", documents)
    with pytest.raises(FileError, match="nothing was changed") as refused:
        backups.keep(book, "Import MIS data", WHEN)
    assert "folder of your own" in refused.value.do
    assert len(book.refused) == 2


def test_a_busy_excel_is_said_so(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Path) -> None:
        raise BusyError("Excel is busy.")

    monkeypatch.setattr(book, "copy_to", busy)
    with pytest.raises(BusyError):
        backups.keep(book, "Import MIS data", WHEN)


@pytest.mark.parametrize(
    "stem", ["Pupil progress of " + "a very long name " * 8, "é" * 90, "x" * 200]
)
def test_a_copys_whole_path_can_be_opened_and_cut_names_are_kept_apart(
    tmp_path: Path, documents: Path, stem: str
) -> None:
    del documents
    path = make_workbook(tmp_path / "School.xlsx")
    long = path.with_name(f"{stem.strip()}.xlsx")
    path.rename(long)
    for n in range(22):
        copy = backups.keep(Book(long), "Import MIS data", WHEN + timedelta(minutes=n))
    assert len(str(copy)) <= backups.LONGEST_PATH
    assert len(os.fsencode(copy.name)) <= backups.LONGEST_NAME
    assert copy.name[:12] == long.name[:12]
    assert len(list(copy.parent.iterdir())) == 20


def test_a_folder_too_deep_for_a_name_gives_way_to_the_documents(
    tmp_path: Path, documents: Path
) -> None:
    deep = tmp_path / ("d" * 90) / ("e" * 90)
    deep.mkdir(parents=True)
    copy = backups.keep(Book(make_workbook(deep / "School.xlsx")), "Import MIS data", WHEN)
    assert copy.parent == documents


def test_an_action_whose_words_no_file_may_be_called() -> None:
    assert backups._safe('Import: "a/b"?') == "Import- -a-b--"
