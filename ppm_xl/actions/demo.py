"""``demo``: an invented school, from its MIS exports to everything the workbook makes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path

from ppm_xl.actions import (
    Outcome,
    family_reports,
    import_files,
    new,
    plan_round,
    prepare_meeting,
    record_meeting,
    targets,
    update,
)
from ppm_xl.book import Book
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.lock import check_free
from ppm_xl.book.tables import Cell
from ppm_xl.demo import DemoExport, DemoStaff, exports, staff_rows
from ppm_xl.desk import Desk
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.errors import FileError
from ppm_xl.round.telling import FOLDER as INVITATIONS
from ppm_xl.school.calendar import parse_half_term
from ppm_xl.school.folders import half_term_folder
from ppm_xl.school.model import School
from ppm_xl.school.reading import read_school

NAME = "Demo school.xlsm"
_SHOWN_CLASS_YEAR = "4"
_TALKED_OF = ("Conversations", "LearningTargets")
"""Tables whose rows hold the class of the time, written when the row is made."""


def run(folder: Path, desk: Desk) -> Outcome:
    """Import, update, prepare every meeting and write every report, on the demo's own day.

    Run again, it replaces its own files and no others.

    Raises
    ------
    FileError
        Where the folder cannot be written, or the demo workbook is open elsewhere.
    """
    folder = folder.absolute()
    finished = folder / NAME
    staff = staff_rows()
    with _disk_faults_told(f"The folder “{folder}” cannot be made."):
        (folder / "exports").mkdir(parents=True, exist_ok=True)
    check_free(finished)
    stages = (
        "workbook", "imports", "staff", "targets", "status", "round", "meetings", "lists", "reports"
    )  # fmt: skip
    outcomes: dict[str, Outcome] = {}
    with (
        _disk_faults_told(f"Not everything can be written into the folder “{folder}”."),
        tempfile.TemporaryDirectory(dir=folder, prefix=".ppm-xl-") as scratch,
    ):
        path = Path(scratch) / NAME
        silent = SilentDesk(agreed=True)
        imported: list[Outcome] = []
        for stage in desk.progress("Demo", stages):
            book = FileBook(path)
            if stage == "workbook":
                new.run(path, silent, staff.today, school="Demo school")
                _put_settings(book, staff)
            elif stage == "imports":
                imported = _import_all(folder / "exports", book, silent, staff)
            elif stage == "staff":
                _put_staff_rows(book, staff)
            elif stage == "targets":
                outcomes[stage] = targets.run(book, silent, staff.today, out=folder)
            elif stage == "status":
                outcomes[stage] = update.run(book, silent, staff.today)
                _choose_one_child(book)
            elif stage == "round":
                outcomes[stage] = plan_round.run(book, silent, staff.today, out=folder)
            elif stage == "meetings":
                outcomes[stage] = prepare_meeting.run(
                    book, silent, staff.today, every_class=True, out=folder
                )
            elif stage == "lists":
                outcomes[stage] = _record_again(book, silent, staff, folder)
            else:
                outcomes[stage] = family_reports.run(book, silent, staff.today, out=folder)
        path.replace(finished)
    said = tuple(
        _summary(folder, read_school(FileBook(finished, to_write=False).read())[0], outcomes, staff)
    )
    desk.tell(*said)
    problems = tuple(p for o in (*imported, *outcomes.values()) for p in o.problems)
    files = (str(finished), *(f for outcome in outcomes.values() for f in outcome.files))
    return Outcome(ok=True, said=said, problems=problems, files=files)


@contextmanager
def _disk_faults_told(sentence: str) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise FileError(sentence, "Name another folder.") from None


def _put_settings(book: Book, staff: DemoStaff) -> None:
    """Fill what a school sets up before its first import."""
    draft = Draft(book.read())
    for name in ("School", "Calendar", "People", "Classes"):
        for row in staff.tables.get(name, ()):
            draft.put(name, row)
    draft.put("Working", {"What": "School year", "Value": staff.school_year})
    draft.put("Working", {"What": "Half-term", "Value": staff.half_term})
    book.apply(draft.changes())


def _import_all(folder: Path, book: Book, desk: Desk, staff: DemoStaff) -> list[Outcome]:
    """Import half-term by half-term, as the school did, each on a day of its own."""
    starts = {
        str(p.half_term): p.starts for p in read_school(book.read())[0].settings.calendar.periods
    }
    outcomes = []
    batches = [(when, list(files)) for when, files in groupby(exports(), lambda e: e.half_term)]
    for when, files in batches:
        newest = when == batches[-1][0]
        day = staff.today if newest else starts.get(when, staff.today)
        outcomes.append(_import_batch(folder, book, desk, files, day, when))
    return outcomes


def _import_batch(
    folder: Path, book: Book, desk: Desk, files: list[DemoExport], day: date, half_term: str
) -> Outcome:
    paths = []
    for export in files:
        paths.append(folder / export.name)
        paths[-1].write_bytes(export.data)
    return import_files.run(book, desk, day, files=paths, half_term=half_term)


def _put_staff_rows(book: Book, staff: DemoStaff) -> None:
    """Type what staff would have typed, with the names and stamps the workbook fills in."""
    tables = book.read()
    school, _ = read_school(tables)
    draft = Draft(tables)
    for name, rows in staff.tables.items():
        headings = tables[name].headings
        for row in rows:
            values: dict[str, Cell] = dict(row)
            pupil = school.pupils.get(str(row.get("UPN", "")))
            if pupil is not None and "Pupil" in headings:
                values["Pupil"] = pupil.name
                if name in _TALKED_OF:
                    values["Class"] = pupil.class_name
            draft.put(name, values)
    shown = next(
        (n for n in school.classes_on_roll(staff.today) if _holds_year(school, n, staff.today)), ""
    )
    draft.put("Working", {"What": "Class", "Value": shown})
    book.apply(draft.changes())


def _choose_one_child(book: Book) -> None:
    """Let the sheet One child show whom most is known of, so that nobody meets an empty page."""
    tables = book.read()
    rows = list(tables["ChildView"].records())
    if rows:
        most = max(rows, key=lambda row: sum(len(str(cell or "")) for cell in row.values()))
        draft = Draft(tables)
        draft.fill_form("ChildChosen", [(most["Class"], None, most["Pupil"])])
        book.apply(draft.changes())


def _record_again(book: Book, desk: Desk, staff: DemoStaff, folder: Path) -> Outcome:
    """Record the shown class's last meeting once more, for what everybody has to do by now."""
    school, _ = read_school(book.read())
    now = parse_half_term(staff.half_term, staff.school_year)
    return record_meeting.run(
        book,
        desk,
        staff.today,
        class_name=school.working_class,
        half_term=str(now.before),
        out=folder,
    )


def _holds_year(school: School, class_name: str, today: date) -> bool:
    return any(p.year == _SHOWN_CLASS_YEAR for p in school.on_roll(today, class_name))


def _summary(
    folder: Path, school: School, outcomes: dict[str, Outcome], staff: DemoStaff
) -> list[str]:
    """Say in a few plain lines what is where."""
    half_term = parse_half_term(staff.half_term, staff.school_year)
    classes = school.classes_on_roll(staff.today)
    kinds = Counter(
        "reports" if Path(f).parent.name in {"Reports", "Held for the head"} else "packs"
        for f in (*outcomes["meetings"].files, *outcomes["reports"].files)
    )
    pupils = len(school.on_roll(staff.today))
    papers = folder / half_term_folder(half_term)
    lists = folder / half_term_folder(half_term.before) / "Action lists"
    invitations = papers / INVITATIONS
    return [
        f"{school.settings.school_name}: {pupils} pupils in {len(classes)} classes, {half_term}.",
        f"  The MIS exports it started from   {folder / 'exports'}",
        f"  The workbook                      {folder / NAME}",
        f"  Meeting packs and class PDFs      {papers} ({kinds['packs']} files)",
        f"  What everyone has to do           {lists} ({len(outcomes['lists'].files)} files)",
        f"  Invitations for calendars         {invitations} ({len(outcomes['round'].files)} files)",
        f"  A target sheet for each class     there ({len(outcomes['targets'].files)} files)",
        f"  A report for each child           there, by class ({kinds['reports']} files)",
        "Open the workbook and start on the sheet Home.",
    ]
