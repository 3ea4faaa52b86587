"""Pytest fixtures: one LibreOffice for all live tests, a fresh hidden copy for each.

A `conftest.py` that wants them puts `tests/live` on `sys.path` and imports them from here.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, Protocol

import pytest
import xlwings as xw

from . import PACKAGES, Engine, OfficeError, Soffice, find_soffice, register, screen, unregister
from .bridge import BridgeMissingError, load_uno
from .screen import missing_programs
from .vba import leave_out
from .workbook import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LiveBook(Protocol):
    """Opens a fresh copy of a workbook, hidden; the engine's own small one without a path."""

    def __call__(self, path: Path | None = None, *, name: str | None = None) -> xw.Book: ...


def _missing(reason: str, packages: str = PACKAGES) -> NoReturn:
    said = f"{reason}: install {packages}"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(said, pytrace=False)
    pytest.skip(said)


def _need_office() -> None:
    if find_soffice() is None:
        _missing("no LibreOffice to test with")
    try:
        load_uno()
    except BridgeMissingError as error:
        _missing(str(error))


@pytest.fixture
def needs_screen() -> None:
    """Skip (in CI fail) where there is no display to be had, or no LibreOffice."""
    _need_office()
    if lacking := missing_programs():
        _missing(f"no {' and no '.join(lacking)} to click with", screen.PACKAGES)


_running: list[Engine] = []


@pytest.fixture(scope="session")
def _soffice() -> Iterator[Engine]:
    _need_office()
    if _running:  # a second conftest has these fixtures too: still one LibreOffice
        yield _running[0]
        return
    process = Soffice()
    engine = Engine()
    try:
        process.connect()
        engine.attach(process.pipe, process.pid)
        register(engine)
        _running.append(engine)
        yield engine
    finally:
        _running.clear()
        engine.calls.clear()
        unregister()
        engine.detach()
        process.stop()


@pytest.fixture
def office(_soffice: Engine) -> Engine:
    """The engine, with empty counts and lists; `xw.apps`, `xw.books` and `xw.Book` reach it."""
    _soffice.forget()
    return _soffice


@pytest.fixture
def live_book(office: Engine, tmp_path: Path) -> Iterator[LiveBook]:
    """Open copies of workbooks in the running LibreOffice; all are closed after the test."""
    with _opening(office, tmp_path) as open_copy:
        yield open_copy


@pytest.fixture(scope="module")
def shared_live_book(
    _soffice: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveBook]:
    """Open copies that all tests of a file share; for tests that leave them as they were.

    To open the template takes LibreOffice two seconds.
    """
    with _opening(_soffice, tmp_path_factory.mktemp("live")) as open_copy:
        yield open_copy


@contextmanager
def _opening(office: Engine, tmp_path: Path) -> Iterator[LiveBook]:
    opened: list[xw.Book] = []

    def open_copy(path: Path | None = None, *, name: str | None = None) -> xw.Book:
        folder = tmp_path / f"live {len(opened) + 1}"
        folder.mkdir()
        if path is None:
            copy = folder / (name or "Fixture.xlsx")
            write_workbook(copy)
        else:
            copy = folder / (name or path.name)
            shutil.copyfile(path, copy)
            if copy.suffix.lower() == ".xlsm":
                leave_out(copy)
        book = xw.apps.active.books.open(copy)
        opened.append(book)
        office.cell_traffic.clear()
        return book

    yield open_copy
    office.calls.clear()  # a test may have left it busy
    for book in opened:
        try:
            book.close()
        except OfficeError:
            continue  # the test closed it itself
