"""The button Check data: the whole list on a sheet, the worst in a message box."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ppm_xl import schema
from ppm_xl.actions import Outcome, check
from ppm_xl.actions.pressing import press
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.errors import Problem, Severity
from ppm_xl.plan import Question

TODAY = date(2026, 11, 23)


class Told:
    """A desk that keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.listed: list[Problem] = []

    def tell(self, *sentences: str) -> None:
        self.said.extend(sentences)

    def detail(self, *lines: str) -> None:
        self.said.extend(lines)

    def list_problems(self, problems: object) -> None:
        self.listed.extend(problems)  # type: ignore[call-overload]

    def ask(self, question: Question) -> bool | None:
        raise AssertionError(question)

    def progress(self, _: str, items: object) -> object:
        return items


@pytest.fixture
def book(demo_folder: Path, tmp_path: Path) -> Path:
    """The demo with a date, a mark and a UPN that somebody spoilt."""
    path = tmp_path / "Spoilt.xlsm"
    shutil.copyfile(demo_folder / "Demo school.xlsm", path)
    spoilt = FileBook(path)
    draft = Draft(spoilt.read())
    draft.set("Pupils", 4, "DOB", "in May")
    draft.set("Assessments", 7, "Maths", "XYZ")
    draft.set("Pupils", 2, "UPN", draft.tables()["Pupils"].cell(1, "UPN"))
    spoilt.apply(draft.changes())
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return list(FileBook(path, to_write=False).read()["CheckList"].records())


def test_the_button_writes_the_whole_list_and_tells_the_worst(book: Path) -> None:
    desk = Told()
    outcome = press("check", FileBook(book), desk, TODAY)  # type: ignore[arg-type]
    listed = rows(book)
    assert outcome.ok
    assert len(listed) == len(outcome.problems) > 3
    assert desk.said[0] == f"{len(listed)} things to look at. The worst:"
    assert desk.said[-1] == "The whole list is on the sheet Check."
    assert desk.listed == list(outcome.problems[:3])
    assert [row["No"] for row in listed] == list(range(1, len(listed) + 1))
    assert listed[0]["How serious"] == "Put right"
    home = FileBook(book, to_write=False).read()["HomeSteps"]
    place = [known.action for known in schema.buttons_on("Home")].index("check")
    assert home.cell(place, "Last done") == "23/11/2026"


def test_each_line_leads_to_the_cell_it_is_about(book: Path) -> None:
    press("check", FileBook(book), Told(), TODAY)  # type: ignore[arg-type]
    sheets = openpyxl.load_workbook(book)
    found = {str(row["What is wrong"]): str(row["Cell"]) for row in rows(book)}

    def cell(words: str) -> object:
        (address,) = (cell for wrong, cell in found.items() if words in wrong)
        sheet, _, where = address.rpartition("!")
        return sheets[sheet.strip("'")][where].value

    tables = FileBook(book, to_write=False).read()
    assert cell("DOB is not a date") == "in May"
    assert cell("XYZ is not on the school's scale") == "XYZ"
    assert cell("stands there more than once") == tables["Pupils"].cell(2, "UPN")


def test_pressing_again_changes_nothing_and_what_was_put_right_goes(book: Path) -> None:
    press("check", FileBook(book), Told(), TODAY)  # type: ignore[arg-type]
    before, content = rows(book), book.read_bytes()
    again = press("check", FileBook(book), Told(), TODAY)  # type: ignore[arg-type]
    assert again.changes == ()
    assert book.read_bytes() == content
    mended = FileBook(book)
    draft = Draft(mended.read())
    draft.set("Pupils", 4, "DOB", date(2018, 5, 4))
    mended.apply(draft.changes())
    press("check", FileBook(book), Told(), TODAY)  # type: ignore[arg-type]
    after = rows(book)
    assert len(after) == len(before) - 1
    assert not any("DOB" in str(row["What is wrong"]) for row in after)


def test_the_command_writes_nothing(book: Path) -> None:
    content = book.read_bytes()
    desk = Told()
    outcome = check.run(FileBook(book, to_write=False), desk, TODAY)  # type: ignore[arg-type]
    assert outcome.changes == ()
    assert desk.listed == list(outcome.problems)
    assert book.read_bytes() == content


def test_a_list_too_long_says_how_much_is_missing(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "MOST", 2)
    outcome = press("check", FileBook(book), Told(), TODAY)  # type: ignore[arg-type]
    *_, last = rows(book)
    assert last["What is wrong"] == f"… and {len(outcome.problems) - 2} more."


def problems(many: int) -> tuple[Problem, ...]:
    notes = [Problem("note", f"row {n}", "It was left out.") for n in range(many - 1)]
    return (*notes, Problem("error", "row 99", "It cannot be read.", severity=Severity.ERROR))


@pytest.mark.parametrize(("many", "listed"), [(8, False), (9, True)])
@pytest.mark.parametrize("ok", [True, False])
def test_what_is_too_much_for_another_buttons_box_is_listed_too(
    book: Path, monkeypatch: pytest.MonkeyPatch, many: int, *, listed: bool, ok: bool
) -> None:
    found = Outcome(ok=ok, said=("Status worked out.",), problems=problems(many))
    monkeypatch.setattr("ppm_xl.actions.update.run", lambda *_: found)
    desk = Told()
    outcome = press("update", FileBook(book), desk, TODAY)  # type: ignore[arg-type]
    assert desk.said == ["The whole list is on the sheet Check."] * listed
    assert sorted(outcome.said) == sorted([*found.said, *desk.said])
    if not ok:
        assert outcome.said[-1] == "Status worked out."  # what a refusal says last
    rows_now = rows(book)
    assert len(rows_now) == (many if listed else 0)
    if listed:
        assert rows_now[0]["Where"] == "row 99"
        assert {row["Found by"] for row in rows_now} == {"Update status and Venns, 23/11/2026"}
