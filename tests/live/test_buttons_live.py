"""Every button: its Python function twice in an open workbook, its VBA, its ribbon callback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from book_suite import same

from ppm_xl import schema
from ppm_xl.actions.new import template_path
from ppm_xl.book.live import LiveBook
from ppm_xl.book.tables import Tables
from ppm_xl.buttons import press
from ppm_xl.venn.sheet import NAMES

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

TOLD = {"Log", "Journal", "HomeSteps", "Drawn"}
"""What tells of a step: it says more each time."""


FOUR_VENNS = {name for pair in NAMES for name in pair}
"""Expected standard and greater depth, now and then."""


def but_for_the_telling(tables: Tables) -> Tables:
    kept = {name: table for name, table in tables.tables.items() if name not in TOLD}
    return Tables(tables.schema_version, kept)


def test_every_button_twice_in_the_demo_school(
    live_book: OpenCopy,
    office: Engine,
    demo_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pressed again, a button changes nothing that it has not changed already."""
    from office.school import choose_file
    from office.tables import table_facts

    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    book = live_book(demo_folder / "Demo school.xlsm")
    choose_file(book, demo_folder / "exports/SIMS pupil list juniors September 2026.csv")
    office.macros["TableFacts"] = table_facts
    office.answers = lambda _prompt, buttons: "yes" if "yes" in (buttons or "") else "ok"
    order = [b.action for b in schema.BUTTONS if b.action != "undo"]
    assert set(order) > {
        "update", "check", "prepare_meeting", "family_reports", "import_files", "targets"
    }  # fmt: skip
    for action in order:
        pressed(action, book, office)
        if action == "update":
            assert {picture.name for picture in book.sheets["Venn"].pictures} >= FOUR_VENNS
        once = LiveBook(book).read()
        pressed(action, book, office)
        same(but_for_the_telling(LiveBook(book).read()), but_for_the_telling(once))
    kept = [made for made in office.conversions if made.kind != "formula"]
    assert kept == []
    for _ in range(2):
        assert "was put back" in pressed("undo", book, office)


def pressed(action: str, book: xw.Book, office: Engine) -> str:
    """Press a button; what its user was told, which is never that something went wrong."""
    office.alerts.clear()
    press(action, book)
    assert office.alerts, f"{action} said nothing"
    said = " ".join(alert.prompt for alert in office.alerts)
    assert "went wrong" not in said, said
    assert book.app.screen_updating
    assert book.app.enable_events
    assert book.app.status_bar is False
    return said


def test_a_question_answered_with_no_changes_nothing(
    live_book: OpenCopy, office: Engine, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.tables import table_facts

    monkeypatch.setenv("PPM_XL_TODAY", "2027-08-20")  # a new year to begin
    book = live_book(demo_folder / "Demo school.xlsm")
    office.macros["TableFacts"] = table_facts
    before = LiveBook(book).read()
    office.answers = lambda _prompt, buttons: "no" if "no" in (buttons or "") else "ok"
    pressed("new_year", book, office)
    assert any(alert.answer == "no" for alert in office.alerts)
    same(but_for_the_telling(LiveBook(book).read()), but_for_the_telling(before))


STARTING = """Rem Attribute VBA_ModuleType=VBAModule
Option VBASupport 1
Private started As String

Public Function GetConfig(configKey As String, Optional fallback As String) As String
    GetConfig = "@PYTHON@"
End Function

Public Sub RunPython(code As String)
End Sub

Public Sub RunFrozenPython(Executable As String, Optional Args As String)
    started = started & Executable & " " & Args & Chr(10)
End Sub

Public Function TakeStarted() As String
    TakeStarted = started
    started = ""
End Function
"""


@pytest.fixture
def macros(live_book: OpenCopy) -> tuple[xw.Book, Callable[[], str]]:
    """The template, with what stands in for xlwings' module and notes what it was to start."""
    book = live_book(template_path())
    libraries = book.impl.doc.BasicLibraries
    if not libraries.hasByName("Standard"):
        libraries.createLibrary("Standard")
    source = STARTING.replace("@PYTHON@", sys.executable)
    libraries.getByName("Standard").insertByName("StandIn", source)
    return book, lambda: str(book.macro("StandIn.TakeStarted")()).strip()


def test_every_macro_of_a_button_and_ribbon_callback_starts_its_action(
    macros: tuple[xw.Book, Callable[[], Any]],
) -> None:
    """But for the one that first opens Excel's own dialogue for files."""
    book, started = macros
    buttons = [button.action for button in schema.BUTTONS if not button.takes_files]
    assert len(buttons) > 5
    for press_it, arguments in (
        ("Buttons.Press_{}", ()),
        ("Ribbon.Ribbon_{}", (book.impl.doc,)),  # any object will do for the ribbon's control
    ):
        for action in buttons:
            book.macro(press_it.format(action))(*arguments)
            assert started() == f"{sys.executable} -I -m ppm_xl.buttons {action}"
