"""Counting what each button asks of Excel, at any number of pupils."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlwings as xw

from ppm_xl.actions import carrying_out
from ppm_xl.buttons import press

from . import Engine, Soffice, register, unregister
from .school import choose_file, write_marks, write_school
from .tables import table_facts
from .vba import leave_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRESSES = (
    "update", "prepare_all", "prepare_meeting", "record_meeting", "family_reports", "check",
    "import_files", "apply_import", "undo", "new_year", "undo", "update", "targets",
)  # fmt: skip
"""In an order in which each has something to do; what was pressed before is *again*."""


@dataclass(frozen=True)
class Count:
    """What one press of a button asked for."""

    action: str
    reads: int
    writes: int
    formats: int
    calls: int
    said: str


@contextmanager
def started() -> Iterator[Engine]:
    """A LibreOffice of one's own, joined to xlwings."""
    process, engine = Soffice(), Engine()
    try:
        process.connect()
        engine.attach(process.pipe, process.pid)
        register(engine)
        yield engine
    finally:
        engine.calls.clear()
        unregister()
        engine.detach()
        process.stop()


def counted_presses(engine: Engine, folder: Path, pupils: int, classes: int) -> Iterator[Count]:
    """Press every button in a workbook with so many pupils in so many classes."""
    path = write_school(folder / f"Count {pupils}.xlsm", pupils, classes)
    leave_out(path)
    book = xw.apps.active.books.open(path)
    try:
        with _nothing_drawn():
            yield from _pressed(engine, book, write_marks(folder / "marks.csv", pupils, classes))
    finally:
        engine.forget()
        book.close()


def _pressed(engine: Engine, book: xw.Book, file: Path) -> Iterator[Count]:
    choose_file(book, file)
    engine.macros["TableFacts"] = table_facts
    press("update", book)  # not counted: the journal of a new workbook has its first row to spare
    for number, action in enumerate(PRESSES, start=1):
        engine.forget()
        engine.macros["TableFacts"] = table_facts
        engine.answers = lambda _prompt, buttons: "yes" if "yes" in (buttons or "") else "ok"
        press(action, book)
        traffic = engine.cell_traffic
        again = action in PRESSES[: number - 1]
        yield Count(
            f"{action} again" if again else action,
            traffic.reads,
            traffic.writes,
            traffic.formats,
            engine.calls.total,
            " | ".join(alert.prompt for alert in engine.alerts),
        )


_CLEAR = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)


@contextmanager
def _nothing_drawn() -> Iterator[None]:
    """Spare the drawing of Venns and the setting of reports: no cell depends on either."""
    kept = carrying_out.draw, carrying_out._write_papers
    carrying_out.draw = lambda *_: _CLEAR
    carrying_out._write_papers = lambda *_: iter(())
    try:
        yield
    finally:
        carrying_out.draw, carrying_out._write_papers = kept
