"""Finds where a workbook is to be worked in: the open one in Excel, or its file."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ppm_xl.book import Book
from ppm_xl.book.excel import full_name, load_xlwings

if TYPE_CHECKING:
    import xlwings


def open_book(path: Path | str, *, to_write: bool = True) -> Book:
    """Open a workbook: the open one where Excel has it open, else its file.

    Parameters
    ----------
    path
        Where the workbook lies.
    to_write
        Whether something will be written: see :class:`ppm_xl.book.file.FileBook`.
    """
    path = Path(path)
    found = open_in_excel(path)
    if found is not None:
        from ppm_xl.book.live import LiveBook

        return LiveBook(found)
    from ppm_xl.book.file import FileBook

    return FileBook(path, to_write=to_write)


def open_in_excel(path: Path) -> xlwings.Book | None:
    """Find the workbook among those that Excel has open, without starting Excel.

    On a computer without Excel xlwings is not even imported.
    """
    if sys.platform not in {"win32", "darwin"} and "xlwings" not in sys.modules:
        return None
    xlwings = load_xlwings()
    if xlwings.engines.active is None:
        return None
    for app in xlwings.apps:
        for book in app.books:
            if book.name.casefold() == path.name.casefold() and _is_at(book, path):
                return book  # type: ignore[no-any-return]
    return None


def _is_at(book: xlwings.Book, path: Path) -> bool:
    """Whether an open workbook of this name is the one at this path.

    Excel gives a workbook of OneDrive or SharePoint the address it has there; then the folder's
    name must be the same as well.
    """
    name = full_name(book)
    if "://" in name:
        there = PurePosixPath(unquote(name))
        return there.parent.name.casefold() == path.resolve().parent.name.casefold()
    return bool(name) and _same_file(Path(name), path)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()
