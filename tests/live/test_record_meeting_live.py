"""Recording a meeting in an open workbook: typed on its sheet, pressed twice, put back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from book_suite import same

from ppm_xl import schema
from ppm_xl.book.live import LiveBook
from ppm_xl.book.tables import Tables
from ppm_xl.buttons import press

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

FORM = "MeetingForm"
TOLD = {"Log", "Journal", "HomeSteps"}


def but_for_the_telling(tables: Tables) -> Tables:
    kept = {name: table for name, table in tables.tables.items() if name not in TOLD}
    return Tables(tables.schema_version, kept)


def type_in(book: xw.Book, wanted: dict[str, str]) -> None:
    """Type into the first boxes of an action that is agreed now, as a person would."""
    top = schema.TABLES[FORM].anchor[0]
    for place, record in enumerate(LiveBook(book).read()[FORM].records()):
        for entry in json.loads(str(record["Bound"] or "{}")).get("b", ()):
            boxes = {column: letter for letter, (column, _) in entry["f"].items()}
            if entry["t"] == "Actions" and wanted.keys() <= boxes.keys() and "n" in entry:
                for column, words in wanted.items():
                    book.sheets["Meeting"].range(f"{boxes[column]}{top + place}").value = words
                return
    raise AssertionError("no box for an action")


def test_a_meeting_is_recorded_once_and_put_back(
    live_book: OpenCopy, office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.counting import _nothing_drawn
    from office.school import write_school
    from office.tables import table_facts

    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    book = live_book(write_school(tmp_path / "School.xlsm", 30))
    office.macros["TableFacts"] = table_facts
    office.answers = lambda _prompt, buttons: "yes" if "yes" in (buttons or "") else "ok"

    def pressed(action: str) -> str:
        office.alerts.clear()
        press(action, book)
        said = " ".join(alert.prompt for alert in office.alerts)
        assert "went wrong" not in said
        return said

    with _nothing_drawn():
        pressed("prepare_meeting")
        type_in(book, {"Action": "Read with Mrs Fell", "Owner": "Mrs Fell"})
        before = LiveBook(book).read()
        assert "is recorded, with 1 action" in pressed("record_meeting")
        once = LiveBook(book).read()
        assert "Read with Mrs Fell" in [r["Action"] for r in once["Actions"].records()]
        assert "first" in [row[0] for row in once["OwnerLists"].rows]
        assert "first on" in pressed("record_meeting")
        same(but_for_the_telling(LiveBook(book).read()), but_for_the_telling(once))
        assert "Record meeting" in pressed("undo")  # the second press changed nothing: no step
    same(but_for_the_telling(LiveBook(book).read()), but_for_the_telling(before))
