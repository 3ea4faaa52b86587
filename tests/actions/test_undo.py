"""Undo last step, the copy from before, a step cut off, and one action at a time."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.actions import guard
from ppm_xl.book import journal
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.book.lock import only_one
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, StillRunningError
from ppm_xl.plan import Question
from ppm_xl.status import updating

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]
KEY = ("2026-27", "Autumn 2", "B999000125002")


@pytest.fixture
def book(school: Path) -> Path:
    """A workbook of which no copy has been kept yet."""
    shutil.rmtree(school / "Backups", ignore_errors=True)
    return school / "School.xlsm"


def read(book: Path) -> Tables:
    return FileBook(book, to_write=False).read()


def but_for_the_telling(tables: Tables) -> dict[str, tuple[Any, ...]]:
    """Every cell but Log's, the journal's, and when Home says that undo was last pressed."""
    rows = {name: table.rows for name, table in tables.tables.items()}
    rows["HomeSteps"] = rows["HomeSteps"][:-1]
    return {name: found for name, found in rows.items() if name not in {"Log", "Journal"}}


def pictures(book: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(book) as package:
        return {n: package.read(n) for n in package.namelist() if n.startswith("xl/media/")}


def type_in(book: Path, *changes: Change) -> None:
    FileBook(book).apply(changes)


STEPS: dict[str, list[str]] = {
    "import": ["import", "joiner.csv", "new.csv", "--part", "--yes"],
    "update": ["update"],
    "prepare_meeting": ["prepare-meeting", "--class", "Oak", "--out", "out"],
    "all meetings": ["prepare-meeting", "--all", "--out", "out"],
    "family_reports": ["family-reports", "--out", "out"],
    "check_reports": ["family-reports", "--check"],
    "conversations": ["conversations", "--class", "Oak", "--out", "out", "--yes"],
}

HERE = {"joiner.csv", "new.csv", "out"}


def do(run: Run, book: Path, step: str) -> tuple[int, str, str]:
    (book.parent / "new.csv").write_text(
        "UPN,Reading\nB999000125002,WTS\nG999000125007,EXS\n", encoding="utf-8"
    )
    (book.parent / "joiner.csv").write_text(
        "UPN,Surname,Forename,Year,Reg\nG999000125007,Holt,Ivy,Year 4,Oak\n", encoding="utf-8"
    )
    command, *more = STEPS[step]
    return run(command, book, *(book.parent / m if m in HERE else m for m in more))


@pytest.mark.parametrize("step", STEPS)
def test_undo_puts_back_exactly_what_was_there(run: Run, book: Path, step: str) -> None:
    assert run("update", book)[0] == 0
    before, drawn = read(book), pictures(book)
    code, out, err = do(run, book, step)
    assert (code, err) == (0, ""), err
    assert "A copy from before is Backups/School " in out
    changed = read(book)
    code, out, err = run("undo", book)
    assert (code, err) == (0, ""), err
    assert but_for_the_telling(read(book)) == but_for_the_telling(before)
    assert pictures(book) == drawn or step in {"prepare_meeting", "all meetings"}
    assert but_for_the_telling(changed) != but_for_the_telling(before) or step == "update"
    assert re.match(r"\w[\w ]+ of 23/11/2026 \d\d:\d\d was put back", out)


def test_steps_go_back_one_by_one_to_the_start_and_then_it_is_said_kindly(
    run: Run, as_json: AsJson, book: Path
) -> None:
    states = [read(book)]
    for step in ("update", "prepare_meeting", "update"):
        assert do(run, book, step)[0] == 0
        states.append(read(book))
    for before in reversed(states[:-1]):
        assert run("undo", book)[0] == 0
        assert but_for_the_telling(read(book)) == but_for_the_telling(before)
    code, out, _ = run("undo", book)  # the import that filled the school
    assert (code, "Import MIS data" in out) == (0, True)
    assert read(book)["Pupils"].rows == ()
    untouched = book.read_bytes()
    copies = len(list((book.parent / "Backups").iterdir()))
    code, said = as_json("undo", book)
    assert (code, said["ok"], said["changes"], said["problems"]) == (0, True, [], [])
    assert said["said"][0].startswith("There is no further step to put back")
    assert book.read_bytes() == untouched
    assert len(list((book.parent / "Backups").iterdir())) == copies


def test_a_new_workbook_has_nothing_to_put_back(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "New.xlsm")[0] == 0
    assert run("undo", tmp_path / "New.xlsm")[:2] == (0, "There is nothing to put back yet.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["New.xlsm"]


def test_the_venns_of_the_class_before_come_back(run: Run, book: Path) -> None:
    assert run("prepare-meeting", book, "--class", "Oak", "--out", book.parent / "out")[0] == 0
    of_oak = pictures(book)
    more = book.parent / "more.csv"
    more.write_text(
        "UPN,Surname,Forename,Year,Reg\nG999000125007,Holt,Ivy,Year 4,Ash\n", encoding="utf-8"
    )
    assert run("import", book, more, "--part", "--yes")[0] == 0
    assert run("prepare-meeting", book, "--class", "Ash", "--out", book.parent / "out")[0] == 0
    of_ash = pictures(book)
    assert sorted(of_ash.values()) != sorted(of_oak.values())
    assert run("undo", book)[0] == 0
    assert sorted(pictures(book).values()) == sorted(of_oak.values())
    assert read(book)["Working"].get(("Class",), "Value") == "Oak"


def test_the_log_tells_of_it_and_files_stay(run: Run, book: Path) -> None:
    assert do(run, book, "family_reports")[0] == 0
    made = sorted((book.parent / "out").rglob("*.pdf"))
    code, out, _ = run("undo", book)
    assert code == 0
    assert f"The {len(made)} files it wrote stay where they are." in out
    assert sorted((book.parent / "out").rglob("*.pdf")) == made
    last = list(read(book)["Log"].records())[-1]
    assert last["Action"] == "Undo last step"
    assert "Family reports of 23/11/2026" in str(last["What changed"])
    assert journal.steps(read(book))[0].state == "put back"


def test_what_was_changed_since_is_asked_about_once_and_left(
    run: Run, as_json: AsJson, book: Path
) -> None:
    assert do(run, book, "import")[0] == 0
    type_in(
        book,
        Change("Assessments", KEY, "Reading", "WTS", "GDS"),
        Change("Pupils", ("G999000125007",), "Notes", None, "likes chess"),
    )
    before = book.read_bytes()
    code, out, err = run("undo", book)
    assert code == 1
    assert err == "Nothing was put back: run it again with --yes to agree.\n"
    code, said = as_json("undo", book)
    assert (code, said["ok"]) == (1, False)
    (question,) = said["questions"]
    assert question["code"] == "leave-what-changed-since"
    assert "2 things were changed since: " in question["text"]
    assert "Pupils, Ivy Holt: Notes" in question["text"]
    assert "Assessments, Łukasz Tarn: Reading" in question["text"]
    assert book.read_bytes() == before
    code, out, _ = run("undo", book, "--yes")
    assert code == 0
    assert "stay as they are" in out
    tables = read(book)
    assert tables["Assessments"].get(KEY, "Reading") == "GDS"
    assert tables["Pupils"].get(("G999000125007",), "Notes") == "likes chess"
    assert tables["Assessments"].get(("2026-27", "Autumn 2", "G999000125007"), "Reading") is None


def test_what_undo_changed_is_the_users_and_nothing_of_the_bookkeeping(
    as_json: AsJson, book: Path
) -> None:
    _, made = as_json("update", book)
    _, back = as_json("undo", book)
    for said in (made, back):
        tables = {change["table"] for change in said["changes"]}
        assert "Status" in tables
        assert tables <= {"Status", "Log"}
    assert f"{len(back['changes']):,} cells" in back["said"][0]


class TestCopies:
    def test_a_copy_opens_and_equals_what_was_there(self, run: Run, book: Path) -> None:
        before, cells = book.read_bytes(), read(book)
        assert run("update", book)[0] == 0
        (copy,) = (book.parent / "Backups").iterdir()
        assert re.fullmatch(
            r"School 2026-11-23 \d\d\.\d\d\.\d\d before Update status and Venns\.xlsm", copy.name
        )
        assert copy.read_bytes() == before
        assert read(copy) == cells
        assert run("check", copy)[0] == 0

    def test_json_names_it_and_a_button_would_tell_it(self, as_json: AsJson, book: Path) -> None:
        _, said = as_json("update", book)
        (copy,) = (book.parent / "Backups").iterdir()
        assert said["said"][-1] == f"A copy from before is Backups/{copy.name}."

    def test_what_changes_nothing_makes_none(self, run: Run, book: Path) -> None:
        before = book.read_bytes()
        files = [book.parent / "pupils.csv", book.parent / "marks.csv"]
        for command in (
            ["import", book, *files, "--yes"],
            ["import", book, *files],
            ["import", book, book.parent / "none.csv", "--yes"],
            ["import", book, *files, "--dry-run"],
            ["check", book],
            ["venn", book, "--class", "Oak", "--out", book.parent / "Oak.svg"],
            ["prepare-meeting", book, "--class", "Birch"],
            ["update", book, "--half-term", "Winter"],
        ):
            run(*command)
            assert not (book.parent / "Backups").exists(), command
            assert book.read_bytes() == before, command

    def test_what_cannot_be_written_makes_none(
        self, run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Somebody else saves the workbook while the status is worked out."""
        whole = updating.plan_update

        def slowly(*given: Any) -> Any:
            type_in(book, Change("Working", ("Class",), "Value", None, "Elm"))
            plan = whole(*given)
            stale = Change("Working", ("Class",), "Value", None, "Oak")
            return replace(plan, changes=(*plan.changes, stale))

        monkeypatch.setattr("ppm_xl.actions.update.plan_update", slowly)
        code, _, err = run("update", book)
        assert (code, "has changed since" in err) == (1, True)
        assert not (book.parent / "Backups").exists()

    def test_where_none_can_be_kept_nothing_changes(
        self, run: Run, book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (book.parent / "Backups").write_text("a file of this name")
        (tmp_path / "file").write_text("no folder")
        monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "file")
        before = book.read_bytes()
        code, _, err = run("update", book)
        assert code == 1
        assert "No copy of School.xlsm could be kept, so nothing was changed." in err
        assert book.read_bytes() == before

    def test_one_action_keeps_one(self, run: Run, book: Path) -> None:
        cut_off(book, "Update status and Venns", (MARK,), (MARK,))
        assert run("undo", book)[0] == 0
        assert len(list((book.parent / "Backups").iterdir())) == 1


MARK = Change("Assessments", KEY, "Reading", "BLW", "WTS")
OTHER = Change("Assessments", KEY, "Writing", "WTS", "EXS")


def cut_off(
    book: Path, action: str, whole: tuple[Change, ...], written: tuple[Change, ...]
) -> None:
    """Leave a workbook as a live one is left where its program is killed half-way."""
    from datetime import datetime

    tables = read(book)
    when = datetime(2026, 11, 21, 14, 3)  # noqa: DTZ001 - cells know no time zone
    entry = journal.entry_for(tables, when, action, whole)
    type_in(book, *entry.opening, *written)


class TestCutOff:
    @pytest.fixture(autouse=True)
    def _half_done(self, book: Path) -> None:
        self.before = read(book)
        cut_off(book, "Import MIS data", (MARK, OTHER), (MARK,))

    def test_with_nobody_to_ask_it_stops_and_says_how(
        self, run: Run, as_json: AsJson, book: Path
    ) -> None:
        before = book.read_bytes()
        code, out, err = run("update", book)
        assert (code, out) == (1, "")
        assert err.startswith(
            "The last step (Import MIS data, 21/11/2026 14:03) was cut off before it had "
            "finished. Put back what it had written, then try again: ppm-xl undo "
        )
        assert err.count("\n") == 1
        code, said = as_json("update", book)
        assert (code, said["ok"]) == (1, False)
        assert book.read_bytes() == before
        assert not (book.parent / "Backups").exists()

    def test_undo_puts_it_back(self, run: Run, book: Path) -> None:
        code, out, _ = run("undo", book)
        assert code == 0
        assert out.startswith(
            "Import MIS data of 21/11/2026 14:03 was cut off; what it had written was put back: "
            "1 cell.\n"
        )
        assert but_for_the_telling(read(book)) == but_for_the_telling(self.before)
        assert run("update", book)[0] == 0

    def test_with_a_yes_it_is_put_back_and_the_action_goes_on(self, run: Run, book: Path) -> None:
        marks = book.parent / "m.csv"
        marks.write_text("UPN,Maths\nB999000125002,GDS\n", encoding="utf-8")
        code, out, _ = run("import", book, marks, "--yes")
        assert code == 0
        assert "was cut off; what it had written was put back: 1 cell." in out
        row = read(book)["Assessments"]
        assert [row.get(KEY, c) for c in ("Reading", "Writing", "Maths")] == ["BLW", "WTS", "GDS"]
        assert len(list((book.parent / "Backups").iterdir())) == 1

    def test_with_a_no_it_is_left_and_the_action_goes_on(
        self, run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[Question] = []

        def ask(_: object, question: Question) -> bool:
            asked.append(question)
            return False

        monkeypatch.setattr("ppm_xl.desk.terminal.TerminalDesk.ask", ask)
        assert run("update", book)[0] == 0
        (question,) = asked
        assert question.text == (
            "The last step (Import MIS data, 21/11/2026 14:03) was cut off before it had finished. "
            "Put back what it had written?"
        )
        assert run("update", book)[0] == 0
        assert len(asked) == 1
        tables = read(book)
        assert tables["Assessments"].get(KEY, "Reading") == "WTS"
        assert [step.state for step in journal.steps(tables)][:3] == ["done", "done", "left"]
        for _ in range(3):
            assert run("undo", book)[0] == 0
        assert read(book)["Assessments"].get(KEY, "Reading") == "BLW"

    def test_what_was_typed_since_is_asked_about_first(
        self, run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        type_in(book, Change("Assessments", KEY, "Reading", "WTS", "GDS"))
        before = book.read_bytes()
        answers = iter([True, False])
        monkeypatch.setattr("ppm_xl.desk.terminal.TerminalDesk.ask", lambda *_: next(answers))
        code, _, err = run("update", book)
        assert (code, "Nothing was put back." in err) == (1, True)
        assert book.read_bytes() == before

    def test_what_only_reads_lists_it_and_goes_on(self, as_json: AsJson, book: Path) -> None:
        code, said = as_json("check", book)
        assert code == 0
        assert "step-cut-off" in {problem["code"] for problem in said["problems"]}
        code, said = as_json("venn", book, "--class", "Oak", "--out", book.parent / "Oak.svg")
        assert code == 0
        assert "step-cut-off" in {problem["code"] for problem in said["problems"]}


def test_a_second_action_is_told_at_once_and_nothing_is_touched(run: Run, book: Path) -> None:
    before = book.read_bytes()
    told: list[tuple[int, str, str]] = []
    held = FileBook(book).identity

    def other() -> None:
        told.append(run("update", book))

    with only_one(held, book.name, action="Family reports", since="14:03"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(30)
    ((code, out, err),) = told
    assert (code, out) == (1, "")
    assert err == (
        "Family reports is still running in this workbook (since 14:03). "
        "Wait for its message, then try again.\n"
    )
    assert book.read_bytes() == before


def test_the_workbook_is_held_from_reading_to_the_end(
    run: Run, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[StillRunningError] = []

    def look() -> None:
        with pytest.raises(StillRunningError) as told, only_one(FileBook(book).identity, book.name):
            pass
        refused.append(told.value)

    def slowly(*_: Any) -> None:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(10)
        raise DataError("Stopped.")

    monkeypatch.setattr("ppm_xl.actions.update.plan_update", slowly)
    assert run("update", book)[0] == 1
    assert [str(one).split(" (")[0] for one in refused] == [
        "Update status and Venns is still running in this workbook"
    ]


def test_a_button_goes_through_the_same_guard(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from ppm_xl.actions import pressing
    from ppm_xl.desk.terminal import SilentDesk

    asked: list[str] = []

    def noted(words: str, *_: Any, **__: Any) -> str:
        asked.append(words)
        return "done"

    monkeypatch.setattr(guard, "guarded", noted)
    for action in ("update", "undo", "prepare_meeting", "family_reports", "check"):
        pressing.press(action, FileBook(book), SilentDesk(), date(2026, 11, 23))
    assert asked == [
        "Update status and Venns",
        "Undo last step",
        "Prepare meeting",
        "Family reports",
        "Check data",
    ]


def typed_in_form(book: Path, words: str) -> None:
    """Type into the first empty white box of the form on the sheet Meeting."""
    form = read(book)["MeetingForm"]
    place, letter = next(
        (place, letter)
        for place, row in enumerate(form.records())
        if isinstance(row["Bound"], str) and '"b"' in row["Bound"]
        for entry in json.loads(row["Bound"])["b"]
        for letter, (column, _) in entry["f"].items()
        if row[letter] is None and column in {"Note", "Action"}
    )
    type_in(book, Change("MeetingForm", place, letter, None, words))


def everything(book: Path) -> str:
    tables = {n: t for n, t in read(book).tables.items() if n != "Journal"}
    return " ".join(str(c) for t in tables.values() for r in t.rows for c in r if c)


def test_undo_keeps_what_the_step_took_off_a_form_that_stays(run: Run, book: Path) -> None:
    assert do(run, book, "prepare_meeting")[0] == 0
    typed_in_form(book, "typed before")
    assert do(run, book, "prepare_meeting")[0] == 0  # takes it off the form, into its table
    typed_in_form(book, "typed after")
    assert run("undo", book, "--yes")[0] == 0
    assert do(run, book, "prepare_meeting")[0] == 0
    assert "typed after" in everything(book)
    assert "typed before" in everything(book)


def test_undo_of_a_form_typed_in_since_leaves_the_form(run: Run, book: Path) -> None:
    assert do(run, book, "prepare_meeting")[0] == 0
    tables = read(book)
    form = tables["MeetingForm"]
    place, letter = next(
        (place, letter)
        for place, row in enumerate(form.records())
        if isinstance(row["Bound"], str) and '"b"' in row["Bound"]
        for letter in json.loads(row["Bound"])["b"][0]["f"]
        if row[letter] is None
    )
    type_in(book, Change("MeetingForm", place, letter, None, "typed since"))
    code, out, _ = run("undo", book, "--yes")
    assert code == 0
    assert "the form on the sheet Meeting" in out
    assert read(book)["MeetingForm"].cell(place, letter) == "typed since"
    assert read(book)["Meetings"].rows == ()
    assert do(run, book, "prepare_meeting")[0] == 0  # and nothing that was typed is lost
    kept = " ".join(str(c) for t in read(book).tables.values() for r in t.rows for c in r if c)
    assert "typed since" in kept


def test_a_workbook_made_before_there_was_a_journal_has_nothing_to_put_back(book: Path) -> None:
    tables = read(book)
    old = Tables(tables.schema_version, {n: t for n, t in tables.tables.items() if n != "Journal"})
    assert journal.to_put_back(old) is None
    assert guard.was_cut_off(old) == ()
