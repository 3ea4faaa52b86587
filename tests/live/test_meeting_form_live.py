"""The form in an open workbook: needs picked, typed for a group, prepared again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ppm_xl.book.live import LiveBook
from ppm_xl.buttons import press

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

FORM = "MeetingForm"


def rows_of_kind(book: xw.Book, kind: str) -> list[tuple[int, dict[str, object]]]:
    records = LiveBook(book).read()[FORM].records()
    return [(row, dict(r)) for row, r in enumerate(records, start=1) if r["Kind"] == kind]


def test_what_is_typed_for_a_need_is_for_all_who_share_it(
    live_book: OpenCopy, office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.counting import _nothing_drawn
    from office.school import write_school
    from office.tables import table_facts

    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    book = live_book(write_school(tmp_path / "School.xlsm", 30))
    office.macros["TableFacts"] = table_facts
    office.answers = lambda _prompt, buttons: "yes" if "yes" in (buttons or "") else "ok"
    sheet = book.sheets["Meeting"]
    with _nothing_drawn():
        press("prepare_meeting", book)
        for row, record in [*rows_of_kind(book, "pupil"), *rows_of_kind(book, "pointer")]:
            first = json.loads(str(record["Bound"]))["b"][0]
            if first["k"][2] == "Reading":
                sheet.range(f"G{row}").value = "Reading fluency"
        press("prepare_meeting", book)
        row, record = rows_of_kind(book, "group")[0]
        ident = json.loads(str(record["Bound"]))["b"][0]["k"][0]
        sheet.range(f"H{row}").value = "Read aloud daily"
        sheet.range(f"J{row}").value = "15/01/2027"
        press("prepare_meeting", book)
    tables = LiveBook(book).read()
    actions = [r for r in tables["Actions"].records() if r["ID"] == ident]
    assert [(r["Action"], r["Need"], r["Area"]) for r in actions] == [
        ("Read aloud daily", "Reading fluency", "Reading")
    ]
    chosen = {
        r["UPN"]
        for r in tables["Discussion"].records()
        if (r["Need"], r["Area"]) == ("Reading fluency", "Reading")
    }
    assert {r["UPN"] for r in tables["ActionPupils"].records() if r["ID"] == ident} == chosen
    _, record = rows_of_kind(book, "group")[0]
    assert record["H"] == "Read aloud daily"
    assert str(record["F"]).startswith("Has no owner and no measure.")
