"""The list before the change: pressed, decided on line by line, and applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.actions import apply_import, import_files
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import DataError, FileError

Run = Callable[..., tuple[int, str, str]]
AsJson = Callable[..., tuple[int, dict[str, Any]]]
TODAY = date(2026, 11, 23)
ZOE, LUKASZ, NIAMH, MINH, ADA = (
    "A999000125001",
    "B999000125002",
    "C999000125003",
    "D999000125004",
    "E999000125005",
)
NOW = ("2026-27", "Autumn 2")


class Office:
    """A workbook and the files beside it, as someone in the office uses them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "School.xlsm"
        self.desk = SilentDesk(agreed=True)

    @property
    def book(self) -> FileBook:
        return FileBook(self.path)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def press(self, *files: Path, day: date = TODAY, **options: Any) -> Any:
        """Press Import MIS data."""
        return import_files.run(self.book, self.desk, day, files=files, list_only=True, **options)

    def apply(self, day: date = TODAY) -> Any:
        """Press Import these changes."""
        return apply_import.run(self.book, self.desk, day)

    def lines(self) -> list[dict[str, Any]]:
        return list(self.book.read()["ImportList"].records())

    def line(self, **wanted: Any) -> dict[str, Any]:
        found = [r for r in self.lines() if all(r[c] == v for c, v in wanted.items())]
        assert len(found) == 1, (wanted, self.lines())
        return found[0]

    def decide(self, wanted: Mapping[str, Any], decision: str, becomes: str | None = None) -> None:
        """Write on the sheet Import what a person writes there."""
        line = self.line(**wanted)
        key = (line["ID"],)
        changes = [Change("ImportList", key, "Decision", line["Decision"], decision)]
        if becomes is not None:
            changes.append(Change("ImportList", key, "Becomes", line["Becomes"], becomes))
        self.book.apply([change for change in changes if change.was != change.becomes])

    def cell(self, table: str, key: tuple[str, ...], column: str) -> Any:
        rows = self.book.read()[table]
        assert key in rows.row_of
        return rows.get(key, column)

    def mark(self, upn: str, subject: str = "Reading") -> Any:
        return self.cell("Assessments", (*NOW, upn), subject)


@pytest.fixture
def office(school: Path) -> Office:
    return Office(school)


def marks(
    office: Office, *rows: str, name: str = "new marks.csv", head: str = "UPN,Reading"
) -> Path:
    return office.file(name, "\n".join((head, *rows)) + "\n")


HEAD = "UPN,Surname,Forename,DOB,Gender,Year,Reg,Pupil Premium Indicator,SEN Status,Adno"


def test_the_button_writes_the_list_and_changes_nothing_else(office: Office) -> None:
    before = office.book.read().tables
    said = office.press(marks(office, f"{LUKASZ},WTS", f"{NIAMH},??")).said[-1]
    assert said.startswith("Nothing has changed yet: read the list on the sheet Import")
    after = office.book.read().tables
    assert {name for name in after if after[name] != before[name]} == {"ImportList", "ImportFiles"}
    line = office.line(What="Mark overwritten")
    assert [line[c] for c in ("Pupil", "Column", "Was", "Becomes", "Decision", "Where")] == [
        "Łukasz Tarn",
        "Reading, Autumn 2 2026-27",
        "BLW",
        "WTS",
        "Yes",
        "new marks.csv, row 2",
    ]
    assert office.line(What="Mark not on the scale")["Decision"] == "Undecided"
    [file] = office.book.read()["ImportFiles"].records()
    assert Path(str(file["File"])) == office.folder / "new marks.csv"
    assert file["Listed on"] == TODAY


def test_pressing_twice_writes_nothing_the_second_time(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS", f"{NIAMH},??")
    office.press(file)
    before = office.path.read_bytes()
    office.press(file)
    assert office.path.read_bytes() == before


def test_what_says_yes_is_done_and_what_says_no_is_not(office: Office) -> None:
    office.press(marks(office, f"{LUKASZ},WTS", f"{NIAMH},EXS"))
    office.decide({"Pupil": "Niamh O'Rourke", "What": "Mark overwritten"}, "No")
    outcome = office.apply()
    assert outcome.ok
    assert office.mark(LUKASZ) == "WTS"
    assert office.mark(NIAMH) == "WTS"
    assert office.line(Pupil="Łukasz Tarn")["Decision"] == "Done"
    assert office.line(Pupil="Niamh O'Rourke")["Decision"] == "No"


def test_nothing_is_left_to_do_the_second_time(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS", f"{NIAMH},EXS", f"{MINH},??")
    office.press(file)
    office.decide({"Pupil": "Niamh O'Rourke", "What": "Mark overwritten"}, "No")
    office.decide({"Pupil": "Minh Nguyễn"}, "Yes", "GDS")
    office.apply()
    assert office.mark(MINH) == "GDS"
    before = office.path.read_bytes()
    office.apply()
    office.press(file)
    import_files.run(office.book, office.desk, TODAY, files=[file])
    assert office.path.read_bytes() == before


def test_a_no_is_not_asked_again_of_the_next_file(office: Office) -> None:
    office.press(marks(office, f"{NIAMH},EXS"))
    office.decide({"Pupil": "Niamh O'Rourke", "What": "Mark overwritten"}, "No")
    office.press(marks(office, f"{NIAMH},EXS", f"{LUKASZ},WTS", name="next week.csv"))
    assert office.line(Pupil="Niamh O'Rourke")["Decision"] == "No"
    office.apply()
    assert office.mark(NIAMH) == "WTS"
    office.press(marks(office, f"{NIAMH},GDS", name="another.csv"))
    assert office.line(Pupil="Niamh O'Rourke", Becomes="GDS")["Decision"] == "Yes"


def test_not_yet_is_left_and_stays_undecided(office: Office) -> None:
    file = marks(office, f"{NIAMH},EXS")
    office.press(file)
    office.decide({"Pupil": "Niamh O'Rourke", "What": "Mark overwritten"}, "Undecided")
    office.apply()
    assert office.mark(NIAMH) == "WTS"
    office.decide({"Pupil": "Niamh O'Rourke", "What": "Mark overwritten"}, "Yes")
    office.apply()
    assert office.mark(NIAMH) == "EXS"


def test_a_joiner_refused_has_no_marks_either(office: Office) -> None:
    new = "G999000125007"
    pupils = office.file(
        "pupils 2.csv", f"{HEAD}\n{new},Moss,Ivy,30/11/2020,F,Reception,Elm,Y,N,000107\n"
    )
    given = marks(office, f"{new},EXS", f"{LUKASZ},WTS")
    office.press(given, pupils)
    office.decide({"What": "Joiner"}, "No")
    office.apply()
    tables = office.book.read()
    assert (new,) not in tables["Pupils"].row_of
    assert (*NOW, new) not in tables["Assessments"].row_of
    assert "the list says No to adding them" in office.line(What="Row left out")["Why"]
    assert office.mark(LUKASZ) == "WTS"
    before = office.path.read_bytes()
    office.apply()
    office.press(given, pupils)
    assert office.path.read_bytes() == before


def test_a_leaver_refused_stays(office: Office) -> None:
    rows = (office.folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    file = office.file("roll.csv", "\n".join(r for r in rows if ADA not in r) + "\n")
    office.press(file)
    assert office.line(What="Leaver")["Pupil"] == "Ada Quill"
    office.decide({"What": "Leaver"}, "No")
    office.apply()
    assert office.cell("Pupils", (ADA,), "Left") is None
    office.press(file, day=date(2026, 11, 30))
    assert office.line(What="Leaver")["Decision"] == "No"


def test_a_leaver_has_left_on_the_day_of_the_list(office: Office) -> None:
    rows = (office.folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    office.press(office.file("roll.csv", "\n".join(r for r in rows if ADA not in r) + "\n"))
    office.apply(date(2026, 11, 25))
    assert office.cell("Pupils", (ADA,), "Left") == TODAY


def test_a_person_says_whose_row_it_is(office: Office) -> None:
    file = marks(office, "Minh Nguyễn,GDS", head="Name,Reading")
    office.press(file)
    line = office.line(What="Which pupil?")
    assert line["Becomes"] == "Is Minh Nguyễn, Oak, born 2 December 2017"
    assert office.apply().ok
    assert office.mark(MINH) == "EXS"
    office.decide({"What": "Which pupil?"}, "Yes")
    office.apply()
    assert office.mark(MINH) == "GDS"
    assert office.line(What="Which pupil?")["Decision"] == "Done"
    before = office.path.read_bytes()
    office.press(file)
    office.apply()
    assert office.path.read_bytes() == before


def test_a_namesake_not_chosen_waits_for_a_yes_before_leaving(office: Office) -> None:
    other = f"{HEAD}\nG999000125007,Nguyễn,Minh,30/11/2017,F,Year 4,Oak,Y,N,000107\n"
    import_files.run(
        office.book, office.desk, TODAY, files=[office.file("pupils 2.csv", other)], full=False
    )
    rows = (office.folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    nameless = [",Nguyễn,Minh,,,Year 4,Oak,,," if MINH in row else row for row in rows]
    office.press(office.file("roll.csv", "\n".join(nameless) + "\n"))
    asked = [line for line in office.lines() if line["What"] == "Which pupil?"]
    [chosen] = [line for line in asked if "2 December" in line["Becomes"]]
    office.decide({"ID": chosen["ID"]}, "Yes")
    office.apply()
    assert office.cell("Pupils", ("G999000125007",), "Left") is None
    assert office.line(What="Leaver")["Decision"] == "Undecided"
    office.decide({"What": "Leaver"}, "Yes")
    office.apply()
    assert office.cell("Pupils", ("G999000125007",), "Left") == TODAY


def test_yes_on_two_pupils_is_no_answer(office: Office) -> None:
    pupils = office.file(
        "pupils 2.csv",
        f"{HEAD}\nG999000125007,Nguyễn,Minh,30/11/2020,F,Reception,Elm,Y,N,000107\n",
    )
    import_files.run(office.book, office.desk, TODAY, files=[pupils])
    office.press(marks(office, "Minh Nguyễn,GDS", head="Name,Reading"))
    asked = [line for line in office.lines() if line["What"] == "Which pupil?"]
    assert len(asked) == 2
    for line in asked:
        office.decide({"ID": line["ID"]}, "Yes")
    office.apply()
    assert office.mark(MINH) == "EXS"
    assert all("More than one line says Yes" in line["Why"] for line in office.lines()[:2])
    office.decide({"ID": asked[0]["ID"]}, "No")
    office.decide({"ID": asked[1]["ID"]}, "Yes")
    office.apply()
    readings = {r["UPN"]: r["Reading"] for r in office.book.read()["Assessments"].records()}
    assert (
        sorted(readings.items(), key=str).count((MINH, "GDS"))
        + (readings.get("G999000125007") == "GDS")
        == 1
    )


def test_a_person_says_which_row_counts(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS", f"{LUKASZ},EXS")
    office.press(file)
    asked = [line for line in office.lines() if line["What"] == "Which row counts?"]
    assert [line["Becomes"] for line in asked] == ["Use row 2, not 3", "Use row 3, not 2"]
    office.decide({"Becomes": "Use row 3, not 2"}, "Yes")
    office.apply()
    assert office.mark(LUKASZ) == "EXS"
    decisions = {line["Becomes"]: line["Decision"] for line in office.lines()}
    assert decisions["Use row 3, not 2"] == "Done"
    assert decisions["Use row 2, not 3"] == "No"
    before = office.path.read_bytes()
    office.press(file)
    office.apply()
    assert office.path.read_bytes() == before


@pytest.mark.parametrize("typed", ["Read", ""])
def test_a_mark_that_is_none_is_not_taken(office: Office, typed: str) -> None:
    office.press(marks(office, f"{LUKASZ},??"))
    office.decide({"What": "Mark not on the scale"}, "Yes", typed or None)
    office.apply()
    assert office.mark(LUKASZ) == "BLW"
    assert office.line(What="Mark not on the scale")["Decision"] == "Undecided"


def test_a_file_that_changed_since_is_refused(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS")
    office.press(file)
    before = office.path.read_bytes()
    file.write_text(f"UPN,Reading\n{LUKASZ},GDS\n", encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        office.apply()
    assert str(refusal.value) == (
        "new marks.csv has changed since the list was made. Nothing was imported: press “Import "
        "MIS data” again."
    )
    file.unlink()
    with pytest.raises(FileError, match="is no longer in"):
        office.apply()
    assert office.path.read_bytes() == before


@pytest.mark.parametrize("typed", ["EXS", "WTS", None])
def test_a_cell_that_changed_since_is_refused(office: Office, typed: str | None) -> None:
    office.press(marks(office, f"{LUKASZ},WTS"))
    office.book.apply([Change("Assessments", (*NOW, LUKASZ), "Reading", "BLW", typed)])
    before = office.path.read_bytes()
    with pytest.raises(DataError) as refusal:
        office.apply()
    assert refusal.value.message == (
        "Reading, Autumn 2 2026-27 of Łukasz Tarn has changed since the list was made."
    )
    assert office.path.read_bytes() == before


def test_a_new_difference_nobody_has_seen_is_refused(office: Office) -> None:
    office.press(marks(office, f"{LUKASZ},WTS", f"{NIAMH},WTS"))
    office.book.apply([Change("Assessments", (*NOW, NIAMH), "Reading", "WTS", "GDS")])
    with pytest.raises(DataError, match="Niamh O'Rourke has changed since"):
        office.apply()


def test_what_somebody_typed_elsewhere_meanwhile_does_not_matter(office: Office) -> None:
    office.press(marks(office, f"{LUKASZ},WTS"))
    office.book.apply([Change("Assessments", (*NOW, LUKASZ), "Maths", "EXS", "GDS")])
    assert office.apply().ok
    assert (office.mark(LUKASZ), office.mark(LUKASZ, "Maths")) == ("WTS", "GDS")


def test_without_a_list_there_is_nothing_to_apply(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "Book.xlsm"
    assert run("new", book)[0] == 0
    code, out, err = run("import", book, "--apply")
    assert (code, out) == (1, "")
    assert err.startswith("There is no list to import from.")


def test_a_heading_put_right_is_remembered_and_the_list_made_anew(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS,EXS", head="UPN,Reading,Qqz")
    office.press(file)
    ignored = office.line(What="Heading ignored")
    assert (ignored["Column"], ignored["Becomes"], ignored["Decision"]) == ("Qqz", None, "No")
    office.decide({"What": "Heading ignored"}, "No", "Writing")
    outcome = office.apply()
    assert "1 heading put right and remembered: “Qqz” (Writing)." in outcome.said
    assert (office.mark(LUKASZ), office.mark(LUKASZ, "Writing")) == ("BLW", "WTS")
    assert office.line(Column="Writing, Autumn 2 2026-27")["Becomes"] == "EXS"
    office.apply()
    assert (office.mark(LUKASZ), office.mark(LUKASZ, "Writing")) == ("WTS", "EXS")
    again = marks(office, f"{NIAMH},GDS,GDS", head="UPN,Reading,Qqz", name="later.csv")
    import_files.run(office.book, office.desk, TODAY, files=[again])
    assert office.mark(NIAMH, "Writing") == "GDS"


def test_a_heading_that_means_nothing_is_refused_in_a_sentence(office: Office) -> None:
    office.press(marks(office, f"{LUKASZ},WTS,EXS", head="UPN,Reading,Qqz"))
    office.decide({"What": "Heading ignored"}, "No", "Shoe size")
    with pytest.raises(DataError, match="“Shoe size” is nothing that a heading can mean"):
        office.apply()
    assert office.mark(LUKASZ) == "BLW"


def test_a_guess_refused_is_left_out_from_now_on(office: Office) -> None:
    file = marks(office, f"{LUKASZ},WTS,EXS", head="UPN,Reading,Wri Zz 7")
    office.press(file)
    assert office.line(What="Heading guessed")["Becomes"] == "Writing"
    office.decide({"What": "Heading guessed"}, "No")
    office.apply()
    assert {line["What"] for line in office.lines()} == {"Mark overwritten", "Heading ignored"}
    office.apply()
    assert (office.mark(LUKASZ), office.mark(LUKASZ, "Writing")) == ("WTS", "WTS")


def test_the_command_applies_what_the_sheet_says(run: Run, as_json: AsJson, office: Office) -> None:
    office.press(marks(office, f"{LUKASZ},WTS", f"{NIAMH},??"))
    before = office.path.read_bytes()
    code, out, _ = run("import", office.path, "--apply", "--dry-run")
    assert code == 0
    assert "BLW → WTS" in out
    assert office.path.read_bytes() == before
    assert run("import", office.path, "x.csv", "--apply")[0] == 2
    assert run("import", office.path)[0] == 2
    code, said = as_json("import", office.path, "--apply")
    assert (code, said["ok"]) == (0, True)
    assert [c["becomes"] for c in said["changes"] if c["table"] == "Assessments"] == ["WTS"]


def test_undecided_lines_of_a_file_imported_at_once_can_still_be_decided(
    run: Run, office: Office
) -> None:
    file = marks(office, f"{LUKASZ},WTS", f"{NIAMH},??")
    assert run("import", office.path, file, "--yes")[0] == 0
    office.decide({"What": "Mark not on the scale"}, "Yes", "EXS")
    assert run("import", office.path, "--apply")[0] == 0
    assert office.mark(NIAMH) == "EXS"


def test_a_file_that_waits_for_a_person_alone_is_put_on_the_sheet_by_a_yes(
    run: Run, office: Office
) -> None:
    file = office.file("names.csv", "Name,Reading\nNiamh O'Rourke,EXS\n")
    before = office.path.read_bytes()
    for without in ((), ("--dry-run",)):
        code, out, err = run("import", office.path, file, *without)
        assert code == 1, (out, err)
        assert office.path.read_bytes() == before
    assert "--yes" in run("import", office.path, file)[2]
    assert run("import", office.path, file, "--yes")[0] == 0
    assert {line["Decision"] for line in office.lines()} == {"Undecided"}
    assert office.mark(NIAMH) != "EXS"


def test_more_than_leave_at_once_wait_for_a_yes(office: Office) -> None:
    rows = (office.folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if LUKASZ not in row and NIAMH not in row]
    roll = office.file("roll.csv", "\n".join(kept) + "\n")
    office.press(roll)
    office.apply()
    assert office.cell("Pupils", (LUKASZ,), "Left") is None
    assert office.cell("Pupils", (NIAMH,), "Left") is None
    office.decide({"What": "Leaver", "Pupil": office.cell("Pupils", (NIAMH,), "Pupil")}, "Yes")
    office.apply()
    assert office.cell("Pupils", (NIAMH,), "Left") == TODAY
    assert office.cell("Pupils", (LUKASZ,), "Left") is None


def test_a_whole_roll_said_to_be_whole_needs_no_yes_a_leaver(run: Run, office: Office) -> None:
    rows = (office.folder / "pupils.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if LUKASZ not in row and NIAMH not in row]
    roll = office.file("roll.csv", "\n".join(kept) + "\n")
    assert run("import", office.path, roll, "--full", "--yes")[0] == 0
    assert office.cell("Pupils", (LUKASZ,), "Left") is not None
    assert office.cell("Pupils", (NIAMH,), "Left") is not None
