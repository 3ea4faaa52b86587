"""Plan the round, pressed in an open workbook: it is what the file adapter makes, and stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from round_school import tables

from ppm_xl.actions.new import template_path
from ppm_xl.book.change import changes_between
from ppm_xl.book.live import LiveBook
from ppm_xl.buttons import press

if TYPE_CHECKING:
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

FILLED = ("Pupils", "Classes", "People", "Calendar", "Working", "School")
COLUMNS = ("Class", "Date", "Start", "Minutes", "SENCO joins", "Leader", "Attending", "Clash")


def test_a_round_planned_twice_and_then_changed(
    live_book: OpenCopy, office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.tables import table_facts

    monkeypatch.setenv("PPM_XL_TODAY", "2026-11-16")
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    book = live_book(template_path())
    office.macros["TableFacts"] = table_facts
    before = LiveBook(book).read()
    wanted = before
    for name in FILLED:
        wanted = wanted.with_table(tables()[name])
    LiveBook(book).apply(changes_between(before, wanted))

    press("plan_round", book)
    assert any("4 meetings, 4 of them new" in alert.prompt for alert in office.alerts)
    planned = list(LiveBook(book).read()["Meetings"].records())
    assert [tuple(row[c] for c in COLUMNS) for row in planned] == [
        ("Ash", date(2026, 11, 30), "09:00", 45, None, "Mrs Lane", "Miss Bell",
         "No cover for Miss Bell."),
        ("Birch", date(2026, 11, 30), "10:00", 45, "10:30", "Mrs Lane", "Mr Cole, Dr Shaw",
         "No cover for Mr Cole."),
        ("Cedar", date(2026, 11, 30), "11:00", 45, None, "Mr Moss", "Mrs Dunn",
         "No cover for Mrs Dunn."),
        ("Dell", date(2026, 11, 30), "13:00", 45, "13:30", "Mr Moss", "Ms Ellis, Dr Shaw",
         "No cover for Ms Ellis."),
    ]  # fmt: skip
    files = sorted(path.name for path in tmp_path.rglob("*.ics"))
    assert files == ["All meetings.ics", "Ash.ics", "Birch.ics", "Cedar.ics", "Dell.ics"]

    press("plan_round", book)
    assert list(LiveBook(book).read()["Meetings"].records()) == planned

    sheet = book.sheets["Round"]
    start = sheet.tables["Meetings"].data_body_range.column + list(planned[0]).index("Start")
    row = sheet.tables["Meetings"].data_body_range.row + 1
    sheet.range((row, start)).value = "09:15"
    press("plan_round", book)
    edited = list(LiveBook(book).read()["Meetings"].records())
    assert [r["Start"] for r in edited] == ["09:00", "09:15", "11:00", "13:00"]
    assert str(edited[0]["Clash"]).startswith("Mrs Lane is also wanted for Birch, 09:15 to 10:00.")
