"""``new-year`` and ``handover`` on a workbook, as the office meets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.book.file import FileBook

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]

ZOE, ADA = "A999000125001", "E999000125005"
SEPTEMBER = """UPN,Surname,Forename,DOB,Gender,Year,Reg
A999000125001,Quill,Zoë,03/09/2017,F,Year 5,Ash
B999000125002,Tarn,Łukasz,11/01/2018,M,Year 5,Ash
C999000125003,O'Rourke,Niamh,23/05/2018,F,Year 5,Ash
D999000125004,Nguyễn,Minh,02/12/2017,M,Year 5,Ash
E999000125005,Quill,Ada,14/06/2021,F,Year 1,Fir
F999000125006,Vance,Ibrahim,30/10/2020,M,Year 1,Fir
"""


@pytest.fixture
def july(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command think it is a day in July."""
    monkeypatch.setenv("PPM_XL_TODAY", "2027-07-09")


@pytest.mark.usefixtures("july")
def test_a_year_begins_only_when_agreed_and_once(
    run: Run, as_json: AsJson, school: Path, tmp_path: Path
) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    was = FileBook(book).read()
    code, said = as_json("new-year", book)
    assert (code, [q["code"] for q in said["questions"]]) == (1, ["start-new-year"])
    code, said = as_json("new-year", book, "--dry-run")
    assert (code, said["files"]) == (0, [])
    assert said["changes"]
    assert book.read_bytes() == before

    code, said = as_json("new-year", book, "--yes", "--out", tmp_path)
    assert code == 0
    assert said["said"][0] == (
        "6 pupils move up a year: Reception to Year 1 (2), Year 4 to Year 5 (4)."
    )
    assert {Path(f).relative_to(tmp_path).parts for f in said["files"]} == {
        ("2026-27 Handover", "Oak", "Handover.pdf"),
        ("2026-27 Handover", "Elm", "Handover.pdf"),
    }
    tables = FileBook(book).read()
    assert tables["Pupils"].get((ZOE,), "Year") == "5"
    assert tables["Pupils"].get((ADA,), "Year") == "1"
    assert tables["Pupils"].get((ZOE,), "Class") == "Oak"  # a name only: the MIS's list says
    assert tables["Working"].get(("School year",), "Value") == "2027-28"
    assert tables["Working"].get(("Half-term",), "Value") == "Autumn 1"
    calendar = tables["Calendar"]
    assert calendar.get(("2027-28", "Autumn 1"), "Starts") == date(2027, 9, 1)
    assert sum(r["School year"] == "2027-28" for r in calendar.records()) == 6
    new = ("2027-28", "Autumn 1", ZOE)
    row = {c: tables["Assessments"].get(new, c) for c in ("Pupil", "Year", "Class", "Reading")}
    assert row == {"Pupil": "Zoë Quill", "Year": "5", "Class": "Oak", "Reading": None}
    target = ("2027-28", ZOE, "Maths")
    assert tables["Targets"].get(target, "Starting point") == "GDS"
    assert tables["Targets"].get(target, "Agreed") is None
    for name in ("Assessments", "Targets", "Calendar", "EarlyYears", "Actions"):
        for old in was[name].rows:
            assert old in tables[name].rows, name  # nothing is cleared

    after = book.read_bytes()
    code, said = as_json("new-year", book, "--yes", "--out", tmp_path)
    assert said["said"] == ["2027-28 has begun already: there is nothing to add."]
    assert book.read_bytes() == after

    assert run("undo", book, "--yes")[0] == 0
    back = FileBook(book).read()
    for name in ("Pupils", "Assessments", "Targets", "Calendar", "Working", "Classes"):
        assert back[name] == was[name], name


@pytest.mark.parametrize("list_first", [True, False])
def test_before_or_after_the_september_list_it_comes_to_the_same(
    run: Run,
    school: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    list_first: bool,
) -> None:
    monkeypatch.setenv("PPM_XL_TODAY", "2027-09-06")
    book = school / "School.xlsm"
    (school / "september.csv").write_text(SEPTEMBER, encoding="utf-8")
    steps = [
        ("import", book, school / "september.csv", "--full", "--yes"),
        ("new-year", book, "--yes", "--out", tmp_path),
    ]
    for step in steps if list_first else reversed(steps):
        assert run(*step)[0] == 0
    tables = FileBook(book).read()
    found = {r["UPN"]: (r["Year"], r["Class"]) for r in tables["Pupils"].records()}
    assert found[ZOE] == ("5", "Ash")
    assert found[ADA] == ("1", "Fir")
    assert len(found) == 6
    years = {r["Year"] for r in tables["Assessments"].records() if r["School year"] == "2027-28"}
    assert years == {"5", "1"}
    assert len([r for r in tables["Targets"].records() if r["School year"] == "2027-28"]) == 18


@pytest.mark.usefixtures("july")
def test_year_six_leaves_on_the_last_day_and_settings_move_a_class(
    run: Run, school: Path, tmp_path: Path
) -> None:
    from ppm_xl.book.draft import Draft

    path = school / "School.xlsm"
    book = FileBook(path)
    draft = Draft(book.read())
    for upn in (ZOE, "B999000125002"):
        draft.set("Pupils", (upn,), "Year", "6")
        draft.set("Assessments", ("2026-27", "Autumn 2", upn), "Year", "6")
    draft.put("ClassMoves", {"Class": "Elm", "Year": "R", "Next class": "1 Pine"})
    book.apply(draft.changes())
    code, out, _ = run("new-year", path, "--yes", "--out", tmp_path)
    assert code == 0
    assert "2 pupils of Year 6 leave on 21/07/2027." in out
    assert "Leaving: Zoë Quill, Łukasz Tarn" in out
    assert "Elm to 1 Pine (2)" in out
    tables = FileBook(path).read()
    assert tables["Pupils"].get((ZOE,), "Left") == date(2027, 7, 21)
    assert tables["Pupils"].get((ZOE,), "Year") == "6"
    assert tables["Assessments"].get(("2027-28", "Autumn 1", ZOE), "Pupil") is None
    assert tables["Pupils"].get((ADA,), "Class") == "1 Pine"
    assert [r["Class"] for r in tables["Classes"].records()].count("1 Pine") == 1


def test_a_handover_is_written_for_one_class_or_all(
    run: Run, as_json: AsJson, school: Path, tmp_path: Path
) -> None:
    book = school / "School.xlsm"
    code, said = as_json("handover", book, "--class", "oak", "--out", tmp_path)
    assert (code, [Path(f).parts[-2:] for f in said["files"]]) == (0, [("Oak", "Handover.pdf")])
    assert said["said"][0].startswith("Handover pages of 2026-27: 4 children in 1 class.")
    assert len(as_json("handover", book, "--out", tmp_path)[1]["files"]) == 2
    code, _, err = run("handover", book, "--class", "Yew", "--out", tmp_path)
    assert (code, err) == (
        1,
        "Nobody was in the class “Yew” in 2026-27. Name a class as it was then.\n",
    )


def test_a_year_that_had_begun_is_not_said_to_begin_again(as_json: AsJson, school: Path) -> None:
    book = school / "School.xlsm"
    code, said = as_json("new-year", book, "--yes")
    assert code == 0
    assert "2026-27 had begun already: what it lacked was added." in said["said"]
