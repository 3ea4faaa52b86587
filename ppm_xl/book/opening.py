"""Finds where a workbook is to be worked in: the open one in Excel, or its file.

A closed workbook is its file, on computers with Excel too. Excel is never started: one that
nobody sees waits for ever at the first question it has (a licence, a repair, a password), and a
file that is written in one go has either all of a step or nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl.book import Book, registry
from ppm_xl.book.cloud import folded, is_address, means
from ppm_xl.book.excel import full_name, load_xlwings, patiently
from ppm_xl.errors import FileError, OpenElsewhereError

if TYPE_CHECKING:
    import xlwings

_ONEDRIVE: Final = r"HKCU\Software\SyncEngines\Providers\OneDrive"
_NOT_ALLOWED: Final = -1743
"""The Mac's errAEEventNotPermitted: this program may not speak to Excel."""


def open_book(path: Path | str, *, to_write: bool = True) -> Book:
    """Open a workbook: the open one where Excel has it open, else its file.

    Parameters
    ----------
    path
        Where the workbook lies.
    to_write
        Whether something will be written: see :class:`ppm_xl.book.file.FileBook`.

    Raises
    ------
    FileError
        Where it cannot be told which of two it is: see :func:`open_in_excel`.
    """
    path = Path(path)
    found = open_in_excel(path)
    if found is not None:
        from ppm_xl.book.live import LiveBook

        return LiveBook(found)
    from ppm_xl.book.file import FileBook

    return FileBook(path, to_write=to_write)


def still_to_save(book: Book) -> str:
    """Say that an open workbook is for its user to save; ``""`` for a file, which is saved."""
    from ppm_xl.book.live import LiveBook

    if not isinstance(book, LiveBook):
        return ""
    return f"{book.name} is open in Excel: look at it there, and save it."


def open_in_excel(path: Path) -> xlwings.Book | None:
    """Find the workbook among those that Excel has open, without starting Excel.

    Every Excel of this user is asked, not only the one in front. On a computer without Excel
    xlwings is not even imported.

    Raises
    ------
    OpenElsewhereError
        Where a workbook of this name is open from the cloud and may be this one, or this one is
        open twice. To guess would be to write into another school's file, or behind Excel's back.
    BusyError
        Where Excel does not answer.
    """
    wanted = folded(path.name)
    found: list[xlwings.Book] = []
    unsure = False
    for book in open_books():
        if folded(patiently(lambda book=book: str(book.name))) != wanted:  # type: ignore[misc]
            continue
        same = _is_at(book, path)
        if same:
            found.append(book)
        unsure = unsure or same is None
    if len(found) > 1:
        raise OpenElsewhereError(
            f"{path.name} is open twice in Excel.",
            "Close the one whose title says Read-Only, then try again.",
        )
    if found:
        return found[0]
    if unsure:
        raise OpenElsewhereError(
            f"Excel has a {path.name} open from OneDrive or SharePoint, and it cannot be told "
            "whether it is this file.",
            "Close it in Excel and try again, or start from: ppm-xl panel, which lists what is "
            "open.",
        )
    return None


def open_books() -> Iterator[xlwings.Book]:
    """Give every workbook that any Excel of this user has open, ours or not.

    Raises
    ------
    FileError
        Where this program may not speak to Excel.
    BusyError
        Where Excel does not answer.
    """
    if sys.platform not in {"win32", "darwin"} and "xlwings" not in sys.modules:
        return
    xlwings = load_xlwings()
    if xlwings.engines.active is None:
        return
    with _allowed():
        for app in patiently(lambda: list(xlwings.apps)):
            yield from patiently(lambda app=app: list(app.books))  # type: ignore[misc]


@contextmanager
def _allowed() -> Iterator[None]:
    try:
        yield
    except Exception as fault:
        if getattr(fault, "errornumber", None) != _NOT_ALLOWED:
            raise
        raise FileError(
            "This Mac does not let ppm-xl speak to Excel.",
            "In System Settings, Privacy & Security, Automation, allow it to control Microsoft "
            "Excel, then try again.",
        ) from fault


def _is_at(book: xlwings.Book, path: Path) -> bool | None:
    """Whether an open workbook of this name is the one at this path; None: it may be."""
    name = full_name(book)
    if is_address(name):
        return means(name, path.resolve(), _synced())
    return bool(name) and _same_file(Path(name), path)


def _synced() -> tuple[tuple[str, str], ...]:
    """Ask the registry which folders OneDrive keeps in step with which addresses.

    Two folders of one library have one address, so this is no mapping.
    """
    providers = [f"{_ONEDRIVE}\\{name}" for name in registry.keys(_ONEDRIVE)]
    noted = [registry.values(provider) for provider in providers]
    return tuple((one.get("UrlNamespace", ""), one.get("MountPoint", "")) for one in noted)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()
