"""What the panel starts: a program that always says how it went."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ppm_xl.actions import Outcome, new
from ppm_xl.actions.clock import today
from ppm_xl.desk.panel import Ended, Listed, Message, Moved, Said, Workbook, decoded
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import DataError
from ppm_xl.panel import work
from ppm_xl.panel.running import Work


def respond(request: dict[str, Any] | str, answers: str = "") -> list[Message]:
    out = io.StringIO()
    text = request if isinstance(request, str) else json.dumps(request)
    work.respond(text, out, io.StringIO(answers))
    found = [decoded(line) for line in out.getvalue().splitlines()]
    return [message for message in found if message is not None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "School.xlsm"
    new.run(path, SilentDesk(), today(), school="Fernhollow School")
    return path


def test_a_chosen_file_is_looked_into(book: Path) -> None:
    listed, ended = respond({"do": "look", "path": str(book)})
    about = "Autumn 2 2026-27 · Fernhollow School"
    assert listed == Listed((Workbook(book.name, about, str(book.parent), path=str(book)),))
    assert ended == Ended(ok=True)


def test_a_file_that_is_no_workbook_of_ours_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    (ended,) = respond({"do": "look", "path": str(tmp_path / "notes.txt")})
    assert isinstance(ended, Ended)
    assert not ended.ok
    assert "notes.txt" in ended.sentence


def test_an_action_runs_on_the_chosen_file(book: Path) -> None:
    request = {"do": "press", "action": "check", "name": book.name, "pid": 0, "path": str(book)}
    *said, ended = respond(request)
    assert ended == Ended(ok=True)
    assert any(isinstance(message, Said) for message in said)


def press(monkeypatch: pytest.MonkeyPatch, result: object, **request: object) -> list[Message]:
    """Press a button whose action gives a result, or raises it."""

    def action(*_: object, **__: object) -> object:
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr("ppm_xl.actions.pressing.press", action)
    asked = {"do": "press", "action": "update", "name": "a", "pid": 0, "path": "/a.xlsm"}
    return respond({**asked, **request})


def test_an_action_that_stops_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    said = press(monkeypatch, DataError("Home has no class.", "Choose one."))
    assert said == [Ended(ok=False, sentence="Home has no class. Choose one.")]


def test_an_unanswered_question_is_the_last_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    said = press(monkeypatch, Outcome(ok=False, said=("3 rows.", "Nothing was changed.")))
    assert said == [Ended(ok=False, sentence="Nothing was changed.")]


def test_the_files_written_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = press(monkeypatch, Outcome(ok=True, said=("Done.",), files=("/out/a.pdf",)))
    assert said == [Ended(ok=True, files=("/out/a.pdf",))]


def test_a_fault_of_ours_shows_no_value(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ppm_xl.desk.faults.log_path", lambda: tmp_path / "ppm-xl.log")
    (ended,) = press(monkeypatch, ValueError("Zoë Quill"))
    assert isinstance(ended, Ended)
    assert ended.sentence.startswith("Something went wrong inside ppm-xl.")
    assert "Zoë" not in ended.sentence + (tmp_path / "ppm-xl.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("request_", ["", "{", '{"do": "press"}'])
def test_a_request_that_makes_no_sense_is_a_fault_of_ours(
    request_: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ppm_xl.desk.faults.log_path", lambda: tmp_path / "ppm-xl.log")
    (ended,) = respond(request_)
    assert isinstance(ended, Ended)
    assert not ended.ok


class FakeExcel:
    """Two workbooks, one of ours, in one Excel."""

    def __init__(self) -> None:
        values = [["School year", "2026-27"], ["Half-term", "Autumn 1"], ["Class", "Oak"]]
        working = SimpleNamespace(data_body_range=SimpleNamespace(value=values))
        home = SimpleNamespace(tables={"Working": working})
        school = SimpleNamespace(refers_to_range=SimpleNamespace(value="Fernhollow"))
        app = SimpleNamespace(pid=7, macro=lambda _: lambda: "/office/School.xlsm")
        self.ours = SimpleNamespace(
            name="School.xlsm",
            app=app,
            names={"ppm_schema": 1, "ppm_school": school},
            sheets={"Home": home},
        )
        self.theirs = SimpleNamespace(name="Menu.xlsx", app=app, names={})

    def open_books(self) -> list[SimpleNamespace]:
        return [self.theirs, self.ours]


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> FakeExcel:
    fake = FakeExcel()
    monkeypatch.setattr("ppm_xl.book.opening.open_books", fake.open_books)
    return fake


@pytest.mark.usefixtures("excel")
def test_only_our_open_workbooks_are_listed() -> None:
    listed, ended = respond({"do": "list"})
    about = "Autumn 1 2026-27 · class Oak · Fernhollow"
    where = str(Path("/office"))
    assert listed == Listed((Workbook("School.xlsm", about, where, pid=7),))
    assert ended == Ended(ok=True)


def test_a_rearranged_or_synced_workbook_is_still_listed(excel: FakeExcel) -> None:
    excel.ours.sheets = {}
    excel.ours.app.macro = lambda _: lambda: "https://d.docs.live.net/0/School.xlsm"
    listed, _ = respond({"do": "list"})
    assert listed == Listed(
        (Workbook("School.xlsm", "Fernhollow", "OneDrive or SharePoint", pid=7),)
    )


def test_the_open_workbook_is_pressed_in_its_own_excel(
    excel: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_in: list[object] = []
    monkeypatch.setattr("ppm_xl.book.live.LiveBook", lambda book: worked_in.append(book) or book)
    request = {"path": "", "name": "School.xlsm", "pid": 7}
    said = press(monkeypatch, Outcome(ok=True), **request)
    assert worked_in == [excel.ours]
    about = "Autumn 1 2026-27 · class Oak · Fernhollow"
    assert said == [Said((about,), quiet=True), Ended(ok=True)]


@pytest.mark.usefixtures("excel")
@pytest.mark.parametrize("other", [{"pid": 8}, {"name": "Gone.xlsm"}])
def test_a_workbook_closed_meanwhile_is_missed(
    other: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    request: dict[str, object] = {"path": "", "name": "School.xlsm", "pid": 7, **other}
    (ended,) = press(monkeypatch, Outcome(ok=True), **request)
    assert isinstance(ended, Ended)
    assert "is no longer open in Excel. Open it, then press Refresh." in ended.sentence


def heard(running: Work, last: type[object] | None = Ended) -> list[Message | None]:
    """Wait for a program's last word, as the window's clock would."""
    found: list[Message | None] = []
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found.extend(running.heard())
        if found and (found[-1] is None if last is None else isinstance(found[-1], last)):
            return found
        time.sleep(0.02)
    raise AssertionError(f"no last word, only {found}")


def test_the_program_itself_ends_with_its_last_word(book: Path) -> None:
    assert heard(Work({"do": "look", "path": str(book)}))[-1] == Ended(ok=True)


TALKS = """
import sys
print("loading a library")
print('{"is": "Moved", "label": "Writing", "done": 1, "total": 2}', flush=True)
print('{"is": "Asked", "text": "Go?"}', flush=True)
request, answer = sys.stdin.readline(), sys.stdin.readline().strip()
print('{"is": "Ended", "ok": %s}' % ("true" if answer == "yes" else "false"), flush=True)
"""


@pytest.mark.parametrize("agreed", [True, False])
def test_a_question_is_answered_through_the_pipe(*, agreed: bool) -> None:
    from ppm_xl.desk.panel import Asked

    running = Work({"do": "x"}, command=[sys.executable, "-c", TALKS])
    assert heard(running, Asked) == [Moved("Writing", 1, 2), Asked("Go?")]
    running.answer(agreed=agreed)
    assert heard(running) == [Ended(ok=agreed)]


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "import os; os._exit(1)"])
def test_a_program_that_dies_is_noticed(code: str) -> None:
    running = Work({"do": "x"}, command=[sys.executable, "-c", code])
    assert heard(running, None) == [None]
    running.answer(agreed=True)
