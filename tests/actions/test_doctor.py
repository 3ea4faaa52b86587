"""The doctor: hand-made facts and what it says of them; the facts of Windows and a Mac as fakes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.actions import computer, workbook_facts
from ppm_xl.actions.computer import Computer, can_write, downloaded, expanded, look
from ppm_xl.actions.doctor import judged
from ppm_xl.actions.workbook_facts import Workbook
from ppm_xl.book import registry
from ppm_xl.template.config import KEYS

PLACE = Path("C:/Users/ana/AppData/Local/ppm-xl/Scripts/python.exe")
PC = Computer(
    system="win32",
    python=(3, 12, 1),
    running=PLACE,
    version="0.1.0",
    place=PLACE,
    version_there="0.1.0",
    xlwings="0.37.8",
    excel="C:/Program Files/Microsoft Office/root/Office16/EXCEL.EXE",
    folders=(("the log", Path("C:/Users/ana/log"), True),),
)
MAC = replace(
    PC, system="darwin", script=Path("/s/xlwings-0.37.8.applescript"), script_is_there=True
)
BOOK = Workbook("School.xlsm", schema_version=1, made_by="0.1.0", xlwings="0.37.8")


@pytest.mark.parametrize("facts", [PC, MAC, replace(PC, system="linux", place=None, excel="")])
def test_where_all_is_well_nothing_is_to_be_put_right(facts: Computer) -> None:
    fine, problems = judged(facts, BOOK)
    assert problems == ()
    assert fine[0] == f"Python 3.12.1, ppm-xl 0.1.0 ({PLACE})."
    assert "Its macros and this computer have the same xlwings, 0.37.8." in fine


@pytest.mark.parametrize(
    ("facts", "code", "words"),
    [
        (replace(PC, python=(3, 10, 9)), "python-too-old", "is 3.10.9; ppm-xl needs 3.11"),
        (replace(PC, version_there=""), "python-not-at-its-place", f"The buttons look for {PLACE}"),
        (replace(PC, version_there="0.0.9"), "two-versions", "use ppm-xl 0.0.9, and this command"),
        (replace(PC, excel=""), "no-excel", "Excel was not found"),
        (replace(MAC, script_is_there=False), "applescript-missing", "xlwings-0.37.8.applescript"),
        (replace(PC, rule="1"), "office-may-start-nothing", "does not let Excel start programs"),
        (replace(PC, rule="6"), "office-may-start-nothing", "asks before it lets Excel start"),
        (replace(PC, from_store=True), "store-python", "from the Microsoft Store"),
        (replace(PC, prompt_off=True), "command-prompt-off", "through which Excel starts"),
        (replace(PC, macros="4"), "macros-off", "all macros without asking"),
        (replace(PC, macros="3"), "macros-off", "macros that nobody has signed"),
        (replace(PC, lacking=("the typefaces of the reports",)), "part-missing", "the typefaces"),
        (replace(PC, tk=False), "no-tk", "The panel cannot open"),
        (replace(PC, folders=(("the log", Path("/l"), False),)), "cannot-write", "the log"),
    ],
)  # fmt: skip
def test_each_thing_that_can_be_wrong_is_said_with_what_to_do(
    facts: Computer, code: str, words: str
) -> None:
    _, (problem,) = judged(facts, BOOK)
    assert problem.code == code
    assert problem.where == "This computer"
    assert words in problem.message
    assert problem.do


@pytest.mark.parametrize("facts", [replace(PC, rule="2"), replace(PC, rule="0", macros="2")])
def test_a_rule_that_only_notes_or_asks_once_is_no_trouble(facts: Computer) -> None:
    assert judged(facts)[1] == ()


@pytest.mark.parametrize(
    ("book", "code", "words"),
    [
        (replace(BOOK, blocked=True), "blocked-download", "it came from elsewhere"),
        (replace(BOOK, made_by="0.10.0"), "newer-workbook", "made by ppm-xl 0.10.0"),
        (replace(BOOK, xlwings="0.38.0"), "xlwings-differs", "of xlwings 0.38.0, and this"),
        (replace(BOOK, copies_writable=False), "cannot-write-copies", "No copies"),
    ],
)
def test_each_thing_between_workbook_and_computer(book: Workbook, code: str, words: str) -> None:
    _, (problem,) = judged(PC, book)
    assert (problem.code, problem.where) == (code, "School.xlsm")
    assert words in problem.message


def test_an_older_workbook_is_fine() -> None:
    assert judged(PC, replace(BOOK, made_by="0.0.9"))[1] == ()


def test_the_usual_place_is_the_templates() -> None:
    assert {"win32": KEYS["INTERPRETER_WIN"], "darwin": KEYS["INTERPRETER_MAC"]} == computer.PLACES


DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_for_it_staff_names_what_the_program_has() -> None:
    from ppm_xl.book.backups import FOLDER, KEPT

    page = (DOCS / "for-it-staff.md").read_text(encoding="utf-8")
    assert computer.RULE in page
    assert computer.PLACES["win32"] in page
    assert computer.PLACES["darwin"].replace("$HOME", "~") in page
    assert f"xlwings-{computer._installed('xlwings')}.applescript" in page
    assert f"**`{FOLDER}`** beside it" in page
    numbers = {20: "twenty"}
    assert f"the last {numbers[KEPT]} are kept" in page or f"the last {numbers[KEPT]}." in page
    assert "ACTION is one of a few fixed" in page


def test_the_checklist_names_buttons_that_are_there() -> None:
    from ppm_xl.schema import BUTTONS, SHEETS

    page = (DOCS / "excel-checklist.md").read_text(encoding="utf-8")
    table = [line for line in page.splitlines() if line.startswith("| ☐")]
    named = {words for line in table for words in re.findall(r"\*\*([^*]+)\*\*", line)}
    known = {button.words for button in BUTTONS} | {sheet.name for sheet in SHEETS}
    assert named - known == {"Pupil Progress", "not", "open"}


def fake_registry(monkeypatch: pytest.MonkeyPatch, tree: dict[str, dict[str, str]]) -> None:
    monkeypatch.setattr(registry, "values", lambda key: tree.get(key, {}))


def test_windows_is_asked_for_excel_the_rule_and_macros(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", r"C:\Program Files\WindowsApps\Python.3.12")
    fake_registry(
        monkeypatch,
        {
            computer._EXCEL: {"": "C:/Office16/EXCEL.EXE"},
            computer._RULES: {computer.RULE.upper(): "1"},
            computer._MACROS[1]: {"VBAWarnings": "3"},
            computer._PROMPT: {"DisableCMD": "2"},
            computer._MACROS[2]: {"VBAWarnings": "2"},
        },
    )
    found = look(system="win32")
    assert (found.excel, found.rule, found.macros) == ("C:/Office16/EXCEL.EXE", "1", "3")
    assert found.prompt_off
    assert found.from_store
    assert found.version_there == ""
    assert "python-not-at-its-place" in {problem.code for problem in judged(found)[1]}


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        (f"{computer.RULE.upper()}=1", "1"),
        (f"26190899-1602-49e8-8b27-eb1d0a1ce869=1|{computer.RULE}=2", "2"),
        ("26190899-1602-49e8-8b27-eb1d0a1ce869=1", ""),
        ("", ""),
    ],
)
def test_a_managed_computer_has_all_rules_in_one_value(
    rules: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_registry(monkeypatch, {computer._MANAGED: {"ASRRules": rules}})
    assert computer._rule() == state


def test_a_mac_is_asked_for_excel_and_the_applescript(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(computer, "_MAC_EXCEL", ("~/Applications/Microsoft Excel.app",))
    scripts = tmp_path / "Library" / "Application Scripts" / "com.microsoft.Excel"
    assert look(system="darwin").excel == ""
    (tmp_path / "Applications" / "Microsoft Excel.app").mkdir(parents=True)
    found = look(system="darwin")
    assert found.excel.endswith("Microsoft Excel.app")
    assert found.script == scripts / f"xlwings-{found.xlwings}.applescript"
    assert not found.script_is_there
    scripts.mkdir(parents=True)
    found.script.touch()
    assert look(system="darwin").script_is_there
    assert found.place == tmp_path / "ppm-xl" / "bin" / "python"


def test_places_are_each_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", "/users/ana/local")
    monkeypatch.setenv("HOME", "/users/ana")
    assert expanded("%LOCALAPPDATA%/ppm-xl/python.exe") == Path(
        "/users/ana/local/ppm-xl/python.exe"
    )
    assert expanded("$HOME/ppm-xl/bin/python") == Path("/users/ana/ppm-xl/bin/python")


def test_the_python_at_its_place_is_asked_for_its_version(tmp_path: Path) -> None:
    from ppm_xl import __version__

    other = tmp_path / "python"
    assert computer.version_at(other) == ""
    other.write_text("#!/bin/sh\necho 9.9.9\n")
    other.chmod(0o755)
    assert computer.version_at(other) == "9.9.9"
    other.write_text("#!/bin/sh\nexit 1\n")
    assert computer.version_at(other) == ""
    assert computer.version_at(Path(sys.executable)) == __version__


def test_a_folder_that_cannot_be_made_or_written_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert can_write(tmp_path / "not" / "there" / "yet")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
    assert not can_write(Path("/proc/nothing") if sys.platform == "linux" else tmp_path / "file")


@pytest.mark.parametrize(
    ("mark", "blocked"),
    [
        ("[ZoneTransfer]\nZoneId=3\nHostUrl=https://example.org\n", True),
        ("[ZoneTransfer]\nZoneId=4\n", True),
        ("[ZoneTransfer]\nZoneId=1\n", False),
        (None, False),
    ],
)
def test_the_mark_of_the_web_is_seen(mark: str | None, tmp_path: Path, *, blocked: bool) -> None:
    book = tmp_path / "School.xlsm"
    book.touch()
    if mark is not None:  # a stream on Windows; here a file of that name stands for it
        Path(f"{book}:Zone.Identifier").write_text(mark)
    assert downloaded(book, system="win32") is blocked
    assert downloaded(book, system="darwin") is False


Run = Callable[..., tuple[int, str, str]]


def test_the_command_looks_at_this_computer(run: Run) -> None:
    code, out, err = run("doctor")
    assert (code, err) == (0, "")
    assert out.startswith("✓ Python 3.")


def test_the_command_looks_into_a_workbook_and_changes_nothing(
    as_json: Callable[..., tuple[int, dict[str, Any]]], school: Path
) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    code, said = as_json("doctor", book)
    assert (code, said["ok"], said["changes"]) == (0, True, [])
    assert said["problems"] == []
    assert any(
        "Its macros and this computer have the same xlwings" in line for line in said["said"]
    )
    assert book.read_bytes() == before
    assert sorted(school.iterdir()) == sorted(
        school / name for name in ("School.xlsm", "marks.csv", "pupils.csv", "Backups")
        if (school / name).exists()
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_a_finding(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "Notes.xlsm").write_bytes(content)
    code, out, err = run("doctor", tmp_path / "Notes.xlsm")
    assert (code, err) == (0, "")
    assert "1 thing to put right." in out
    assert "Notes.xlsm" in out


def test_a_workbook_that_is_not_there_stops_it(run: Run, tmp_path: Path) -> None:
    code, _, err = run("doctor", tmp_path / "Gone.xlsm")
    assert code == 1
    assert "There is no workbook" in err


def test_an_action_at_work_is_told_of(school: Path) -> None:
    from ppm_xl.book.file import FileBook
    from ppm_xl.book.lock import only_one

    book = FileBook(school / "School.xlsm", to_write=False)
    tables = book.read()
    assert list(workbook_facts.unfinished(book.path, book.identity, tables)) == []
    import threading

    held, done = threading.Event(), threading.Event()

    def work() -> None:
        with only_one(book.identity, book.name, action="Family reports", since="09:15"):
            held.set()
            done.wait(20)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert held.wait(20)
        (problem,) = workbook_facts.unfinished(book.path, book.identity, tables)
        assert problem.code == "at-work"
        assert "Family reports is still running" in problem.message
    finally:
        done.set()
        worker.join()
