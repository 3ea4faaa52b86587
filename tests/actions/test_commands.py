"""Each command as its user meets it: words, JSON, exit codes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import Tables
from ppm_xl.cli import cli
from ppm_xl.school.reading import read_school

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]


def test_every_command_says_what_it_does_in_one_line(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name, command in cli.commands.items():
        assert name in out
        assert command.help, name
        assert command.help.splitlines()[0].endswith("."), name
        assert run(name, "--help")[0] == 0


def test_the_readme_names_every_command() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.commands if f"ppm-xl {name}" not in readme] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["new"],
        ["import", "Book.xlsm"],
        ["venn", "Book.xlsm", "--out", "v.png"],
        ["venn", "Book.xlsm", "--greater-depth", "--out", "v.png"],
        ["prepare-meeting", "Book.xlsm", "--class", "A", "--all"],
        ["import", "Book.xlsm", "x.csv", "--as", "poems"],
    ],
)
def test_wrong_usage_ends_with_two(run: Run, as_json: AsJson, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err
    code, said = as_json(*arguments)
    assert code == 2
    assert said["ok"] is False


def test_new_fills_the_calendar_and_starts_where_today_is(school: Path) -> None:
    tables = FileBook(school / "School.xlsm").read()
    assert [row[1] for row in tables["Calendar"].rows][:2] == ["Autumn 1", "Autumn 2"]
    assert tables["Working"].get(("Half-term",), "Value") == "Autumn 2"
    assert tables["School"].get(("Name",), "Value") == "Fernhollow School"


def test_new_starts_elsewhere_where_told(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "Book.xlsm"
    assert run("new", book, "--half-term", "Summer 2 2025-26")[0] == 0
    working = FileBook(book).read()["Working"]
    assert working.get(("School year",), "Value") == "2025-26"
    assert working.get(("Half-term",), "Value") == "Summer 2"


def test_the_demo_says_what_it_made(demo_folder: Path) -> None:
    said = (demo_folder / "said.txt").read_text(encoding="utf-8")
    assert "191 pupils in 7 classes" in said
    assert "Open the workbook and start on the sheet Home." in said
    assert len(list(demo_folder.rglob("Meeting pack.pdf"))) == 7


def test_a_demo_that_cannot_be_written_says_so(run: Run, tmp_path: Path) -> None:
    from ppm_xl.demo import exports

    (tmp_path / "exports" / next(iter(exports())).name).mkdir(parents=True)
    code, out, err = run("demo", tmp_path)
    assert (code, out) == (1, "")
    assert err.startswith("Not everything can be written into the folder")
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]


def test_new_never_replaces_a_file(run: Run, school: Path) -> None:
    before = (school / "School.xlsm").read_bytes()
    code, _, err = run("new", school / "School.xlsm")
    assert code == 1
    assert "already a file" in err
    assert (school / "School.xlsm").read_bytes() == before


def test_new_says_where_a_workbook_cannot_be_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = run("new", tmp_path / f"{'a' * 300}.xlsm")
    assert code == 1
    assert "cannot be made" in err

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    code, _, err = run("new", tmp_path / "Book.xlsm")
    assert code == 1
    assert "“Book.xlsm” cannot be made in the folder" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("letters", [245, 250, 300])
def test_a_name_longer_than_the_disk_holds_is_no_fault(
    run: Run, tmp_path: Path, letters: int
) -> None:
    code, _, err = run("update", tmp_path / f"{'a' * letters}.xlsm")
    assert code == 1
    assert "went wrong" not in err


def test_the_log_does_without_a_name_where_the_computer_gives_none(
    run: Run, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", unknown)
    assert run("update", school / "School.xlsm")[0] == 0
    last = list(FileBook(school / "School.xlsm").read()["Log"].records())[-1]
    assert (last["Action"], last["Who"]) == ("Update status and Venns", None)
    assert "Red in something. " in str(last["What changed"])


def test_import_fills_pupils_and_stamps_marks(school: Path) -> None:
    tables = FileBook(school / "School.xlsm").read()
    pupils = tables["Pupils"]
    assert pupils.get(("A999000125001",), "Pupil") == "Zoë Quill"
    assert pupils.get(("B999000125002",), "Admission no") == "000102"
    assert pupils.get(("F999000125006",), "SEND") == "E"
    key = ("2026-27", "Autumn 2", "B999000125002")
    row = tables["Assessments"]
    assert [row.get(key, c) for c in ("Year", "Class", "Pupil Premium", "Reading")] == [
        "4", "Oak", "Y", "BLW",
    ]  # fmt: skip


def test_importing_again_changes_nothing_at_all(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    code, out, _ = run("import", book, school / "pupils.csv", school / "marks.csv", "--yes")
    assert code == 0
    assert "Nothing changes" in out
    assert book.read_bytes() == before


def test_without_a_yes_the_list_is_printed_and_nothing_changes(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    marks = school / "new.csv"
    marks.write_text("UPN,Reading\nB999000125002,WTS\n", encoding="utf-8")
    code, out, err = run("import", book, marks)
    assert code == 1
    assert "BLW → WTS" in out
    assert "--yes" in err
    assert run("import", book, marks, "--dry-run")[0] == 0
    assert book.read_bytes() == before


def test_json_of_an_import_gives_every_change(as_json: AsJson, school: Path) -> None:
    marks = school / "new.csv"
    marks.write_text("UPN,Reading\nB999000125002,WTS\n", encoding="utf-8")
    code, said = as_json("import", school / "School.xlsm", marks, "--yes")
    assert code == 0
    assert said["ok"] is True
    assert {
        "table": "Assessments",
        "key": ["2026-27", "Autumn 2", "B999000125002"],
        "column": "Reading",
        "was": "BLW",
        "becomes": "WTS",
    } in said["changes"]


def test_where_nothing_can_be_used_the_reasons_are_given(as_json: AsJson, school: Path) -> None:
    book, marks = school / "School.xlsm", school / "new.csv"
    before = book.read_bytes()
    marks.write_text("UPN,Reading\nZ999000125009,WTS\n", encoding="utf-8")
    code, said = as_json("import", book, marks, "--yes")
    assert (code, said["ok"], said["changes"]) == (1, False, [])
    assert [problem["code"] for problem in said["problems"]]
    assert said["said"][-1].startswith("Nothing in these files can be used")
    assert book.read_bytes() == before


def test_update_colours_everyone(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("update", book)[0] == 0
    status = FileBook(book).read()["Status"]
    assert status.get(("B999000125002",), "Reading attainment") == "Red"
    assert status.get(("B999000125002",), "Red in") == "Reading"
    assert status.get(("A999000125001",), "Maths attainment") == "Green"
    assert status.get(("E999000125005",), "Reading attainment") is None  # no subjects in Reception
    assert status.get(("E999000125005",), "Attendance") == "Not assessed"


def test_check_finds_and_writes_nothing(as_json: AsJson, school: Path) -> None:
    book = school / "School.xlsm"
    before = book.read_bytes()
    code, said = as_json("check", book)
    assert code == 0
    assert "progress-not-judged" in {problem["code"] for problem in said["problems"]}
    assert book.read_bytes() == before


def test_venn_counts_only_those_it_draws(run: Run, school: Path) -> None:
    book, more = school / "School.xlsm", school / "more.csv"
    more.write_text(
        "UPN,Surname,Forename,Year,Reg\nG999000125007,Holt,Ivy,Year 1,Elm\n", encoding="utf-8"
    )
    assert run("import", book, more, "--part", "--yes")[0] == 0
    code, out, _ = run("venn", book, "--class", "Elm", "--out", school / "Elm.svg")
    assert (code, out) == (0, "Drew 1 pupil of Elm for Autumn 2 2026-27.\n")


def test_venn_writes_a_picture_and_leaves_the_workbook(run: Run, school: Path) -> None:
    book, out = school / "School.xlsm", school / "Oak.svg"
    before = book.read_bytes()
    assert run("venn", book, "--class", "oak", "--out", out)[0] == 0
    drawn = out.read_text(encoding="utf-8")
    assert all(name in drawn for name in ("Zoë", "Łukasz", "Niamh", "Minh"))
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--class", "Elm", "--out", "x.png"], "No circles are set up for Elm"),
        (["--year", "R", "--out", "x.png"], "No circles are set up for Reception"),
        (["--class", "Birch", "--out", "x.png"], "no class “Birch”"),
        (["--year", "6", "--out", "x.png"], "no pupil in Year 6"),
        (["--class", "Oak", "--out", "x.gif"], ".png, .svg or .pdf"),
        (["--class", "Oak", "--half-term", "Winter", "--out", "x.png"], "not a half-term"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_sentence(
    run: Run, school: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(school)
    code, _, err = run("venn", "School.xlsm", *arguments)
    assert code == 1
    assert words in err
    assert not list(school.glob("x.*"))


@pytest.mark.parametrize(
    ("action", "reader"),
    [("family_reports", "wanted"), ("staff_reports", "wanted"), ("handover", "handover")],
)
def test_what_writes_papers_alone_reads_the_workbook_once(
    run: Run, school: Path, monkeypatch: pytest.MonkeyPatch, action: str, reader: str
) -> None:
    read = []

    def counting(tables: Tables) -> object:
        read.append(tables)
        return read_school(tables)

    for module in (f"ppm_xl.actions.{reader}", "ppm_xl.actions.carrying_out"):
        monkeypatch.setattr(f"{module}.read_school", counting)
    book = school / "School.xlsm"
    assert run("update", book)[0] == 0
    read.clear()
    assert run(action.replace("_", "-"), book, "--out", school / "out")[0] == 0
    assert len(read) == 1


def test_family_reports_make_one_file_a_child_and_one_a_class(
    as_json: AsJson, school: Path
) -> None:
    out = school / "out"
    code, said = as_json("family-reports", school / "School.xlsm", "--out", out)
    assert code == 0
    made = sorted(str(path.relative_to(out)) for path in out.rglob("*.pdf"))
    assert made == sorted(
        [
            "2026-27 Autumn 2/Elm/Elm family reports.pdf",
            "2026-27 Autumn 2/Elm/Elm report list.pdf",
            "2026-27 Autumn 2/Elm/Reports/Quill Ada.pdf",
            "2026-27 Autumn 2/Elm/Reports/Vance Ibrahim.pdf",
            "2026-27 Autumn 2/Oak/Oak family reports.pdf",
            "2026-27 Autumn 2/Oak/Oak report list.pdf",
            "2026-27 Autumn 2/Oak/Reports/Nguyễn Minh.pdf",
            "2026-27 Autumn 2/Oak/Reports/O'Rourke Niamh.pdf",
            "2026-27 Autumn 2/Oak/Reports/Quill Zoë.pdf",
            "2026-27 Autumn 2/Oak/Reports/Tarn Łukasz.pdf",
        ]
    )
    assert sorted(said["files"]) == sorted(str(out / name) for name in made)
    assert "red-without-action" in {problem["code"] for problem in said["problems"]}


def test_prepare_meeting_fills_the_form_and_writes_the_pack(run: Run, school: Path) -> None:
    out = school / "out"
    code, _, err = run("prepare-meeting", school / "School.xlsm", "--class", "Oak", "--out", out)
    assert (code, err) == (0, "")
    assert (out / "2026-27 Autumn 2" / "Oak" / "Meeting pack.pdf").is_file()
    tables = FileBook(school / "School.xlsm").read()
    shown = " ".join(str(c) for row in tables["MeetingForm"].rows for c in row if c)
    assert "Łukasz Tarn" in shown
    assert tables["Working"].get(("Class",), "Value") == "Oak"


def test_a_fault_of_ours_is_a_sentence_and_a_place_never_a_value(
    run: Run, school: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import ppm_xl.desk.faults
    from ppm_xl.actions import check

    def bug(*_: object, **__: object) -> None:
        raise KeyError("Zoë Quill")

    log = tmp_path / "log" / "ppm-xl.log"
    monkeypatch.setattr(check, "run", bug)
    monkeypatch.setattr(ppm_xl.desk.faults, "log_path", lambda: log)
    code, out, err = run("check", school / "School.xlsm")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    written = log.read_text(encoding="utf-8")
    assert "KeyError at test_commands.py:" in written
    assert "Zoë" not in written + err


def test_a_step_of_a_command_without_a_button_has_words_too(run: Run, school: Path) -> None:
    book = school / "School.xlsm"
    assert run("scale", book, "pita", "--yes")[0] == 0
    assert run("undo", book)[1].startswith("Choose the scale of 23/11/2026")


def test_an_action_that_is_stopped_prints_its_object_too(
    as_json: AsJson, school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ppm_xl.actions import check

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", stopped)
    code, said = as_json("check", school / "School.xlsm")
    assert (code, said["ok"]) == (1, False)
    assert said["said"] == ["Stopped before it had finished."]


def test_a_character_that_cannot_be_printed_stops_before_the_first_page(
    run: Run, school: Path
) -> None:
    from ppm_xl.book.draft import Draft

    book = FileBook(school / "School.xlsm")
    draft = Draft(book.read())
    draft.set(
        "Assessments", ("2026-27", "Autumn 2", "D999000125004"), "For the family", "Loved 三 books."
    )
    book.apply(draft.changes())
    before, out = (school / "School.xlsm").read_bytes(), school / "out"
    code, _, err = run("family-reports", school / "School.xlsm", "--out", out)
    assert code == 1
    assert "“三”" in err
    assert not list(out.rglob("*.pdf"))
    assert (school / "School.xlsm").read_bytes() == before


def test_what_writes_files_says_where_they_are(as_json: AsJson, school: Path) -> None:
    book, out = school / "School.xlsm", school / "papers"
    assert as_json("update", book)[0] == 0
    one = as_json("family-reports", book, "--pupil", "A999000125001", "--out", out)[1]
    assert f"It is {one['files'][0]}." in one["said"]
    many = as_json("family-reports", book, "--class", "Oak", "--out", out)[1]
    assert f"The files are in {out}." in many["said"]
