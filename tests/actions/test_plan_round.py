"""``plan-round`` as its user meets it: words, files, what it leaves alone, undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import openpyxl
from round_school import tables

from ppm_xl.book.file import FileBook

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from actions.conftest import Run


def book_of(run: Run, tmp_path: Path) -> Path:
    """A workbook in a file with the school of four classes."""
    from ppm_xl.book.change import changes_between

    path = tmp_path / "Hill.xlsm"
    assert run("new", path)[0] == 0
    book = FileBook(path)
    before = book.read()
    wanted = before
    for table in tables().tables.values():
        if table.name in {"Pupils", "Classes", "People", "Calendar", "Working", "School"}:
            wanted = wanted.with_table(table)
    book.apply(changes_between(before, wanted))
    return path


def test_a_round_in_a_workbook(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_XL_TODAY", "2026-11-16")
    path, out = book_of(run, tmp_path), tmp_path / "out"
    code, said, err = run("plan-round", path, "--first-day", "24/11/2026", "--out", out)
    assert (code, err) == (0, "")
    assert said.startswith(
        "Autumn 2 2026-27: 4 meetings, 4 of them new, 4 times proposed, none with a clash, 4 "
        "without cover."
    )
    assert "In lessons nobody covers Ash, Birch, Cedar and Dell yet." in said
    rows = list(FileBook(path).read()["Meetings"].records())
    assert [(r["Class"], r["Date"], r["Start"]) for r in rows] == [
        ("Ash", date(2026, 11, 24), "09:00"),
        ("Birch", date(2026, 11, 24), "10:00"),
        ("Cedar", date(2026, 11, 24), "11:00"),
        ("Dell", date(2026, 11, 24), "13:00"),
    ]
    folder = out / "2026-27 Autumn 2" / "Invitations"
    assert sorted(p.name for p in folder.iterdir()) == [
        "All meetings.ics", "Ash.ics", "Birch.ics", "Cedar.ics", "Dell.ics"
    ]  # fmt: skip
    read = icalendar.Calendar.from_ical((folder / "All meetings.ics").read_bytes())
    assert len(read.walk("VEVENT")) == 4

    sheet = openpyxl.load_workbook(path)["Round"]
    heights = [sheet.row_dimensions[row].height for row in range(6, 12)]
    assert [height is not None and height > 27 for height in heights] == [True] * 4 + [False] * 2
    # what has to be brought takes lines; a row not written keeps the usual height

    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    again = run("plan-round", path, "--out", out)
    assert again[1].startswith("Autumn 2 2026-27: 4 meetings, none with a clash, 4 without cover.")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert list(FileBook(path).read()["Meetings"].records()) == rows


def test_a_round_can_be_undone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_XL_TODAY", "2026-11-16")
    path = book_of(run, tmp_path)
    before = FileBook(path).read()
    assert run("plan-round", path, "--out", tmp_path / "out")[0] == 0
    assert run("undo", path, "--yes")[0] == 0
    after = FileBook(path).read()
    assert after["Meetings"].rows == before["Meetings"].rows == ()
    assert after["RoundPlan"].rows == before["RoundPlan"].rows


def test_what_stops_it_is_one_sentence(
    as_json: Callable[..., tuple[int, dict[str, Any]]],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PPM_XL_TODAY", "2026-11-16")
    path = book_of(run, tmp_path)
    stands = path.read_bytes()
    assert run("plan-round", path, "--first-day", "soon")[0] == 2
    code, _, err = run("plan-round", path, "--half-term", "Spring 2")
    assert (code, err.startswith("Settings does not say when Spring 2 2026-27 is.")) == (1, True)
    code, told = as_json("plan-round", path, "--first-day", "2026-10-05")
    assert code == 1
    assert not told["ok"]
    assert path.read_bytes() == stands
