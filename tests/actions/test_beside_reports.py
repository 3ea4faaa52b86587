"""A logo and the school's own PDFs, from Settings and the workbook's folder to a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from reports.school_by_hand import make_school

from ppm_xl.actions.beside_reports import beside_reports
from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.school.model import School

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]

ZOE = "A999000125001"


def set_cell(book: Path, table: str, key: tuple[str, ...], column: str, becomes: str) -> None:
    was = FileBook(book).read()[table].get(key, column)
    FileBook(book).apply([Change(table, key, column, was, becomes)])


def a_pdf(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(path)


def pages(school: Path) -> int:
    [path] = (school / "out").rglob("Quill Zo*.pdf")
    return len(PdfReader(path).pages)


def test_what_lies_beside_the_workbook_reaches_the_report(run: Run, school: Path) -> None:
    book, out = school / "School.xlsm", school / "out"
    FileBook(book).apply(
        [
            Change("School", (what,), "Value", was, becomes)
            for what, was, becomes in (
                ("Objectives folder", None, "Objectives"),
                ("Logo", None, "badge.png"),
                ("Tracking record on reports", "Y", "N"),
            )
        ]
    )
    a_pdf(school / "Objectives" / "Quill Zoë.pdf")
    Image.new("RGB", (40, 40), "navy").save(school / "badge.png")
    code, said, _ = run("family-reports", book, "--pupil", ZOE, "--out", out)
    assert (code, pages(school)) == (0, 1)
    assert "1 report went without 1 PDF of the school's own, until somebody has put Pass" in said
    rows = [dict(row) for row in FileBook(book).read()["ReportCheck"].records()]
    [line] = [row for row in rows if row["Where"] == "Objectives"]
    assert (line["How serious"], line["Pupil"]) == ("Held back", "Zoë Quill")
    set_cell(book, "ReportCheck", (str(line["ID"]),), "Decision", "Pass")
    assert run("family-reports", book, "--pupil", ZOE, "--out", out)[0] == 0
    assert pages(school) == 2
    [path] = out.rglob("Quill Zo*.pdf")
    assert len(PdfReader(path).pages[0].images) == 1, "the badge"


def named(what: str, value: str) -> School:
    school = make_school()
    return replace(school, settings=replace(school.settings, school={what: value}))


@pytest.mark.parametrize(
    ("what", "name", "told"),
    [
        ("Logo", "badge.png", "The logo “badge.png” was not found in"),
        ("Logo", "~no-such-user/badge.png", "The logo “badge.png” was not found in"),
        ("Objectives folder", "PDFs", "PDFs” was not found, so nothing was put behind any report."),
    ],
)
def test_what_is_not_there_is_said_and_stops_nothing(
    tmp_path: Path, what: str, name: str, told: str
) -> None:
    found = beside_reports(FileBook(tmp_path / "School.xlsm"), named(what, name))
    [problem] = found.problems
    assert told in problem.message
    assert (found.logo, found.folder, found.files) == (None, "", ())


def test_only_files_for_the_children_asked_for_are_opened(tmp_path: Path) -> None:
    for name in ("Fairweather Zoë.pdf", "Oak.pdf", "Year 4.pdf", "Ash Bo.pdf", "Elm.pdf"):
        a_pdf(tmp_path / "PDFs" / name)
    book, school = FileBook(tmp_path / "School.xlsm"), named("Objectives folder", "PDFs")

    def opened(**asked: str) -> set[str]:
        return {f.stem for f in beside_reports(book, school, **asked).files if f.fingerprint}

    assert opened(upn="z999202600001") == {"Fairweather Zoë", "Oak", "Year 4"}
    assert opened(class_name="Oak") == {"Fairweather Zoë", "Oak", "Year 4", "Ash Bo"}


def test_a_workbook_in_the_cloud_asks_for_the_whole_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = FileBook(tmp_path / "School.xlsm")
    monkeypatch.setattr(FileBook, "path", None)
    [problem] = beside_reports(book, named("Logo", "badge.png")).problems
    assert "lies in no folder here" in problem.message
    badge = tmp_path / "badge.png"
    Image.new("RGB", (40, 40), "navy").save(badge)
    assert beside_reports(book, named("Logo", f'"{badge}"')).logo is not None
