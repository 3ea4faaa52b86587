"""Preparing the meetings of 14 classes, as a ratio to reading their tables in the same run.

Run from the checkout: ``python -m benchmarks.preparing``. Reading is every table of the workbook's
file, as a press begins; preparing is what ``prepare-meeting --all`` works out from them: every
class's content, rows and papers as descriptions. Nothing is drawn, typeset or saved;
``benchmarks/meeting_packs.py`` measures that. Processor time, medians.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from ppm_xl.actions.new import template_path
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.prepare import plan_all
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school

TODAY = date(2026, 11, 23)
LAST, NOW = HalfTerm("2026-27", "Autumn 1"), HalfTerm("2026-27", "Autumn 2")
CLASSES, CLASS = 14, 30
MARKS = ("EXS", "WTS", "BLW", "GDS", "EXS")
COLOURS = ("Green", "Yellow", "Red", "Green", "Green")
SUBJECTS = ("Reading", "Writing", "Maths")
ROUNDS = 3


def school_file(path: Path) -> None:
    """Make a workbook of 420 children with marks of two half-terms, a fifth of them Red."""
    shutil.copy(template_path(), path)
    book = FileBook(path)
    draft = Draft(book.read())
    for half_term, starts, ends in (
        (LAST, date(2026, 9, 1), date(2026, 10, 23)),
        (NOW, date(2026, 11, 2), date(2026, 12, 18)),
    ):
        row = {"School year": half_term.school_year, "Half-term": half_term.name}
        draft.put("Calendar", {**row, "Starts": starts, "Ends": ends})
    pupils, marks = [], []
    for n in range(CLASSES * CLASS):
        upn, name, year = f"A999{n:08d}", f"Class {n // CLASS + 1:02d}", str(n // CLASS % 6 + 1)
        pupils.append(
            {"UPN": upn, "Pupil": f"Ada Q{n}", "Surname": f"Q{n}", "Forename": "Ada", "Year": year,
             "Class": name}
        )  # fmt: skip
        for place, half_term in enumerate((LAST, NOW)):
            row = {"School year": half_term.school_year, "Half-term": half_term.name, "UPN": upn}
            for k, subject in enumerate(SUBJECTS):
                row[subject] = MARKS[(n + k + place) % len(MARKS)]
                row[f"{subject} progress"] = COLOURS[(n + k) % len(COLOURS)]
            marks.append({**row, "Class": name, "Year": year})
    draft.replace_rows("Pupils", pupils)
    draft.replace_rows("Assessments", marks)
    book.apply(draft.changes())


def read(path: Path) -> Tables:
    """Read every table, as a press does first."""
    return FileBook(path, to_write=False).read()


def main() -> None:
    """Print what reading and preparing take, and the ratio."""
    reading, preparing = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "School.xlsm"
        school_file(path)
        for _ in range(ROUNDS):
            start = time.process_time()
            tables = read(path)
            school = read_school(tables)[0]
            between = time.process_time()
            plan_all(school, NOW, TODAY)
            reading.append(between - start)
            preparing.append(time.process_time() - between)
    once, then = statistics.median(reading), statistics.median(preparing)
    print(f"{CLASSES} classes of {CLASS}: read {once:.2f} s, prepare {then:.2f} s")
    print(f"preparing is {then / once:.1f} times reading")


if __name__ == "__main__":
    main()
