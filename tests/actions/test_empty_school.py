"""A workbook on its first day, and years written in words: what the commands say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook

if TYPE_CHECKING:
    from actions.conftest import Run


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Path:
    book = tmp_path / "New.xlsm"
    assert run("new", book, "--school", "Fernhollow School")[0] == 0
    return book


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan-round"],
        ["prepare-meeting", "--all"],
        ["prepare-meeting", "--class", "Oak"],
        ["family-reports"],
        ["venn", "--class", "Oak"],
        ["venn", "--year", "4"],
    ],
)
def test_without_pupils_every_paper_says_to_import_them(
    run: Run, book: Path, tmp_path: Path, arguments: list[str]
) -> None:
    before = book.read_bytes()
    command, *rest = arguments
    out = tmp_path / ("x.png" if command == "venn" else "out")
    code, said, err = run(command, book, *rest, "--out", out)
    assert (code, said) == (1, "")
    assert "mport the pupils first." in err
    assert book.read_bytes() == before


def test_update_without_pupils_says_what_comes_first(run: Run, book: Path) -> None:
    code, said, _ = run("update", book)
    assert code == 0
    assert said.splitlines()[0] == "There are no pupils yet: import the pupil list first."
    assert not FileBook(book).read()["Status"].rows


def test_check_without_pupils_does_not_call_all_well(run: Run, book: Path) -> None:
    code, said, _ = run("check", book)
    assert code == 0
    assert "no pupil on roll" in said
    assert "Nothing is missing" not in said


@pytest.mark.parametrize("year", ["4", "Year 4", "y4", " 4 "])
def test_a_year_may_be_written_in_words(run: Run, school: Path, tmp_path: Path, year: str) -> None:
    code, said, err = run(
        "venn", school / "School.xlsm", "--year", year, "--out", tmp_path / "x.svg"
    )
    assert (code, err) == (0, "")
    assert "4 pupils of Year 4" in said


@pytest.mark.parametrize("year", ["Reception", "r", "YR"])
def test_reception_may_be_written_in_words(
    run: Run, school: Path, tmp_path: Path, year: str
) -> None:
    code, _, err = run("venn", school / "School.xlsm", "--year", year, "--out", tmp_path / "x.svg")
    assert code == 1
    assert "set up for Reception" in err


@pytest.mark.parametrize(
    ("on_home", "why"),
    [("Elm", "no circles are set up for its year"), ("Birch", "nobody on roll is in it")],
)
def test_update_says_why_there_is_no_diagram(
    run: Run, school: Path, on_home: str, why: str
) -> None:
    path = school / "School.xlsm"
    book = FileBook(path)
    draft = Draft(book.read())
    draft.put("Working", {"What": "Class", "Value": on_home})
    book.apply(draft.changes())
    code, said, _ = run("update", path)
    assert code == 0
    assert f"No Venn for {on_home}: {why}." in said


def test_one_pupil_is_one_pupil(run: Run, book: Path, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(
        "UPN,Surname,Forename,Year,Class\nA999000125001,Quill,Ada,4,Oak\n", encoding="utf-8"
    )
    assert run("import", book, tmp_path / "one.csv", "--yes")[0] == 0
    _, said, _ = run("update", book)
    assert "for 1 pupil; 0 of them" in said
