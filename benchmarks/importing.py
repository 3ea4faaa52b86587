"""Planning an import, as ratios to plain readers of the same bytes in the same run.

Run with ``python -m benchmarks.importing``. A school of 420 and a trust of 40,000: a pupil list
that brings everybody, the same list again, a list in which a tenth has changed, and a marksheet.
CSV is measured against ``pandas.read_csv``, XLSX against python-calamine; ours reads, matches and
plans every change, and saves nothing. Processor time, the best of some rounds.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from stdnum.gb import upn as upn_rules

from ppm_xl import schema
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import HalfTerm

TODAY = date(2026, 11, 23)
NOW = HalfTerm("2026-27", "Autumn 2")
FORENAMES = ("Zoë", "Łucja", "Niamh", "Araminta", "Casimir", "Ottoline", "Leopold", "Minh", "Ada")
SYLLABLES = ("bar", "den", "fel", "gor", "hal", "kin", "lor", "mar", "nor", "pel", "ros", "wick")
MARKS = ("BLW", "WTS", "EXS", "EXS", "EXS", "GDS")
COLOURS = ("Green", "Green", "Yellow", "Red")
Rows = Sequence[Sequence[str]]


def upn_of(number: int) -> str:
    """Give the UPN of an invented child of local authority 999."""
    rest = f"999{1000 + number // 1000:04d}22{number % 1000:03d}"
    return str(upn_rules.calc_check_digit(rest)) + rest


def pupil_rows(size: int, *, moved: bool = False) -> Rows:
    """Invent a pupil list; ``moved`` puts every tenth child into the next class."""
    dice = random.Random(7)  # noqa: S311 - invented names
    rows = [
        [
            "UPN", "Adno", "Legal Surname", "Legal Forename", "Date of Birth", "Gender",
            "Year Group", "Reg Group", "Pupil Premium Indicator", "SEN Status",
        ]
    ]  # fmt: skip
    for n in range(size):
        surname = "".join(dice.choices(SYLLABLES, k=3)).title()
        rows.append(
            [
                upn_of(n),
                f"{n:06d}",
                surname,
                dice.choice(FORENAMES),
                f"{1 + n % 28:02d}/{1 + n % 12:02d}/{2015 + n % 6}",
                "FM"[n % 2],
                f"Year {1 + n % 6}",
                f"Class {(n + 30 * (moved and n % 10 == 0)) // 30}",
                "NY"[n % 4 == 0],
                "NNNKE"[n % 5],
            ]
        )
    return rows


def mark_rows(size: int) -> Rows:
    """Invent a marksheet of three subjects, with a progress colour and effort."""
    dice = random.Random(11)  # noqa: S311 - invented marks
    rows = [["UPN", "Reading", "Writing", "Maths", "Reading Progress", "Effort"]]
    for n in range(size):
        marks = dice.choices(MARKS, k=3)
        rows.append([upn_of(n), *marks, dice.choice(COLOURS), dice.choice(COLOURS)])
    return rows


def as_csv(rows: Rows) -> bytes:
    """Write rows as a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def as_xlsx(rows: Rows) -> bytes:
    """Write rows as a workbook."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"strings_to_numbers": False})
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def empty_school() -> Tables:
    """Give a workbook's tables with a scale and subjects, and no pupil."""
    tables = Tables(schema.SCHEMA_VERSION)
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name, table in schema.TABLES.items() if not table.form
    }
    rows["Subjects"] = [{"Subject": name} for name in schema.DEFAULT_SUBJECTS]
    rows["Scale"] = [
        {"Mark": m, "Steps": s} for s, m in enumerate(("BLW", "WTS", "EXS", "GDS"), -2)
    ]
    for name, records in rows.items():
        headings = schema.TABLES[name].headings()
        cells = tuple(tuple(record.get(h) for h in headings) for record in records)
        tables = tables.with_table(TableCells(name, headings, cells))
    return tables


def plan(tables: Tables, name: str, data: bytes) -> ImportPlan:
    """Read and plan one file, with the changes and the words that a person would see."""
    found = plan_import(tables, [Request(read_export(name, data))], TODAY, NOW)
    found.summary()
    return found


def seconds(act: Callable[[], object], rounds: int) -> float:
    """Give the processor time of an act: the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        act()
        best = min(best, time.process_time() - start)
    return best


@dataclass(frozen=True)
class Case:
    """One import: what the workbook holds before, and the rows of the file."""

    name: str
    before: Tables
    rows: Rows


def cases_of(size: int) -> list[Case]:
    """Give the four imports of a school of this size."""
    nobody = empty_school()
    pupils = pupil_rows(size)
    everybody = plan(nobody, "pupils.csv", as_csv(pupils)).after
    return [
        Case("everybody joins", nobody, pupils),
        Case("the same list again", everybody, pupils),
        Case("a tenth change class", everybody, pupil_rows(size, moved=True)),
        Case("marks", everybody, mark_rows(size)),
    ]


def read_with_calamine(data: bytes) -> object:
    """Read a workbook's first sheet with the plainest quick reader."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def measured(case: Case, rounds: int) -> str:
    """Measure one import of a CSV and of a workbook with the same rows, and say it in a line."""
    import pandas as pd

    text, book = as_csv(case.rows), as_xlsx(case.rows)

    def ours_text() -> object:
        return plan(case.before, "file.csv", text)

    def ours_book() -> object:
        return plan(case.before, "file.xlsx", book)

    pandas_takes = seconds(lambda: pd.read_csv(io.BytesIO(text)), rounds + 2)
    calamine_takes = seconds(lambda: read_with_calamine(book), rounds + 2)
    csv_takes, xlsx_takes = seconds(ours_text, rounds), seconds(ours_book, rounds)
    changes = len(plan(case.before, "file.csv", text).changes)
    return (
        f"{csv_takes:8.3f} {csv_takes / pandas_takes:7.1f} "
        f"{xlsx_takes:8.3f} {xlsx_takes / calamine_takes:7.1f} {changes:9,}"
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[420, 40_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"{'file':34} {'CSV s':>8} {'ratio':>7} {'XLSX s':>8} {'ratio':>7}   changes")
    for size in given.sizes:
        for case in cases_of(size):
            print(f"{size:>6,} {case.name:27} {measured(case, given.rounds)}")
    print("ratio: processor time to pandas.read_csv, and to python-calamine, of the same bytes")


if __name__ == "__main__":
    main()
