"""Before reports go home: the list, a text that is passed, and one that is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl.actions import pressing
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.desk import opening
from ppm_xl.desk.terminal import SilentDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]
    AsJson = Callable[..., tuple[int, dict[str, Any]]]

ZOE, MINH = "A999000125001", "D999000125004"
NOW = ("2026-27", "Autumn 2")


def set_cell(book: Path, table: str, key: tuple[str, ...], column: str, becomes: str) -> None:
    was = FileBook(book).read()[table].get(key, column)
    FileBook(book).apply([Change(table, key, column, was, becomes)])


def say(book: Path, upn: str, text: str) -> None:
    set_cell(book, "Assessments", (*NOW, upn), "For the family", text)


def lines(book: Path) -> list[dict[str, Any]]:
    return [dict(row) for row in FileBook(book).read()["ReportCheck"].records()]


def held_back(book: Path) -> list[dict[str, Any]]:
    return [row for row in lines(book) if row["The text"]]


def goes_home(run: Run, book: Path, upn: str) -> str:
    """Make one child's report, and give its words."""
    from pypdf import PdfReader

    out = book.parent / "out"
    assert run("family-reports", book, "--pupil", upn, "--out", out)[0] == 0
    (path,) = (p for p in out.rglob("*.pdf") if "Quill Zo" in p.name)
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


def test_the_list_says_what_is_not_complete_and_no_pdf_is_written(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    code, out, err = run("family-reports", book, "--check")
    assert (code, err) == (0, "")
    assert "Looked at 6 reports for Autumn 2 2026-27; none was written." in out
    assert "6 reports are not complete (Elm class 2, Oak class 4): see the sheet Reports." in out
    assert "To go home on Monday 30 November." in out
    assert not list(school.rglob("*.pdf"))
    found = {(row["Pupil"], row["Where"]) for row in lines(book)}
    assert ("Zoë Quill", "For the family") in found
    assert ("Ada Quill", "Judgements") in found
    assert ("Zoë Quill", "Judgements") not in found, "marks are in"


def test_pressing_again_changes_nothing_and_undo_takes_the_list_away(
    run: Run, as_json: AsJson, school: Path
) -> None:
    book = school / "School.xlsm"
    assert run("family-reports", book, "--check")[0] == 0
    before = lines(book)
    code, said = as_json("family-reports", book, "--check")
    assert (code, said["changes"]) == (0, [])
    assert lines(book) == before
    assert run("undo", book)[0] == 0
    assert lines(book) == []


def test_a_text_that_names_another_child_goes_home_once_it_is_passed(
    run: Run, school: Path
) -> None:
    book = school / "School.xlsm"
    say(book, ZOE, "Zoë reads with Minh on Mondays.")
    assert "Minh" not in goes_home(run, book, ZOE)
    [line] = held_back(book)
    assert (line["Pupil"], line["Where"], line["How serious"]) == (
        "Zoë Quill", "For the family", "Held back",
    )  # fmt: skip
    assert line["The text"] == "Zoë reads with Minh on Mondays."
    assert lines(book)[0] == line, "the worst stands first"
    for column, value in (("Decision", "Pass"), ("By", "Mrs Alder")):
        set_cell(book, "ReportCheck", (line["ID"],), column, value)
    assert "reads with Minh" in goes_home(run, book, ZOE)
    [line] = held_back(book)
    assert (line["How serious"], line["Decision"], line["By"]) == (
        "Good to know", "Pass", "Mrs Alder",
    )  # fmt: skip


def test_a_pass_is_for_this_text_and_this_child(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    for upn in (ZOE, "B999000125002"):
        say(book, upn, "Sits beside Minh.")
    assert run("family-reports", book, "--check")[0] == 0
    ours = next(row for row in held_back(book) if row["UPN"] == ZOE)
    set_cell(book, "ReportCheck", (ours["ID"],), "Decision", "Pass")
    assert "Sits beside Minh" in goes_home(run, book, ZOE)
    assert {row["UPN"]: row["Decision"] for row in held_back(book)} == {
        ZOE: "Pass", "B999000125002": None,
    }  # fmt: skip
    say(book, ZOE, "Sits beside Minh and talks.")
    assert "Minh" not in goes_home(run, book, ZOE)
    changed = next(row for row in held_back(book) if row["UPN"] == ZOE)
    assert (changed["Decision"], changed["How serious"]) == (None, "Held back")
    say(book, ZOE, "Works hard.")
    goes_home(run, book, ZOE)
    assert [row["UPN"] for row in held_back(book)] == ["B999000125002"]


def test_one_class_leaves_the_lines_of_the_others(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("family-reports", book, "--check")[0] == 0
    elm = [row for row in lines(book) if row["Class"] == "Elm"]
    assert run("family-reports", book, "--check", "--class", "Oak")[0] == 0
    assert [row for row in lines(book) if row["Class"] == "Elm"] == elm


def test_what_is_passed_is_no_longer_counted(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("family-reports", book, "--check")[0] == 0
    checked = "6 reports are not complete (Elm class 2, Oak class 4)"

    def passed(upn: str | None) -> str:
        for row in lines(book):
            if (row["UPN"], row["Class"]) == (upn, "Oak"):
                set_cell(book, "ReportCheck", (row["ID"],), "Decision", "Pass")
        return run("family-reports", book, "--check")[1]

    assert checked in passed(ZOE)  # a line of the whole class still waits
    assert "5 reports are not complete (Elm class 2, Oak class 3)" in passed(None)


def test_the_text_stands_on_no_other_sheet_and_in_no_message(as_json: AsJson, school: Path) -> None:
    book = school / "School.xlsm"
    say(book, ZOE, "Zoë reads with Minh on Mondays.")
    code, said = as_json("family-reports", book, "--out", school / "out")
    assert code == 0
    assert "names-another-pupil" in {problem["code"] for problem in said["problems"]}
    assert "Minh on" not in str(said["said"]) + str(said["problems"])
    tables = FileBook(book).read()
    where = {
        name
        for name, table in tables.tables.items()
        if name != "Journal" and "Minh on Mondays" in str(table.rows)
    }
    assert where <= {"Assessments", "ReportCheck", "ChildView"}


def test_the_option_goes_with_the_class_alone(run: Run, school: Path) -> None:
    code, _, err = run("family-reports", school / "School.xlsm", "--check", "--pupil", ZOE)
    assert (code, "--check goes with --class" in err) == (2, True)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    shown: list[Path] = []
    monkeypatch.setattr(opening, "open_file", shown.append)
    return shown


def test_the_button_of_one_child_writes_that_report_and_opens_it(
    run: Run, school: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = school / "School.xlsm"
    out = school / "out"
    monkeypatch.setattr("ppm_xl.actions.preview_report.output_folder", lambda *_: out)
    assert run("update", book)[0] == 0
    FileBook(book).apply([Change("ChildChosen", 0, "Child", None, "Zoë Quill")])
    done = pressing.press(
        "preview_report", FileBook(book), SilentDesk(agreed=True), date(2026, 11, 23)
    )
    assert done.ok
    assert [path.relative_to(out).as_posix() for path in opened] == ["Preview/Quill Zoë.pdf"]
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert [path.name for path in out.rglob("*.pdf")] == ["Quill Zoë.pdf"]
    assert "things to look at first" in done.said[0]
    code, said, _ = run("undo", book)
    assert (code, opened[0].exists()) == (0, True), "a paper to look at stays"
    assert said.startswith("Preview this child's report of 23/11/2026"), said


@pytest.mark.parametrize(
    ("name", "told"), [("", "No child is chosen."), ("Nobody", "No pupil is called “Nobody”.")]
)
def test_nobody_chosen_says_what_to_do(
    school: Path, opened: list[Path], name: str, told: str
) -> None:
    book = school / "School.xlsm"
    if name:
        FileBook(book).apply([Change("ChildChosen", 0, "Child", None, name)])
    with pytest.raises(Exception, match=told):
        pressing.press(
            "preview_report", FileBook(book), SilentDesk(agreed=True), date(2026, 11, 23)
        )
    assert opened == []
