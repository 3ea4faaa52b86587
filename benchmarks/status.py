"""Status of 420 pupils with 18 half-terms behind them, as a ratio to reading those tables.

Run with ``make bench``. Seconds are this computer's; compare the ratios, each the median of
ratios taken in one round, so that a busy moment slows both. The aim is for what **Update status**
does: the status of every pupil as of one half-term. All eighteen, one after the other, are
measured too.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date

from ppm_xl import schema
from ppm_xl.book.tables import EMPTY, Cell, TableCells, Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.reading import read_school
from ppm_xl.school.scale_presets import DEFAULT
from ppm_xl.school.scale_tables import scale_rows
from ppm_xl.status.pupils import Statuses
from ppm_xl.status.table import status_records

ROUNDS = 5
AIM = 1.0
PUPILS = 420
TODAY = date(2027, 7, 1)
HALF_TERMS = tuple(
    HalfTerm(year, name) for year in ("2024-25", "2025-26", "2026-27") for name in schema.HALF_TERMS
)
MARKS = ("BLW", "WTS", "EXS", "GDS")


def tables() -> Tables:
    """Make the tables of an invented school; UPNs of the invented authority 999."""
    pupils: list[dict[str, Cell]] = [
        {
            "UPN": f"A999{n:09d}",
            "Pupil": f"Ann {n} Lee",
            "Surname": "Lee",
            "Forename": f"Ann {n}",
            "Year": str(n % 6 + 1),
            "Class": f"C{n % 14}",
        }
        for n in range(PUPILS)
    ]
    rows = [
        _row(pupil, n, half_term, k)
        for k, half_term in enumerate(HALF_TERMS)
        for n, pupil in enumerate(pupils)
    ]
    scale = TableCells("Scale", schema.TABLES["Scale"].headings(), tuple(scale_rows(DEFAULT)))
    found = EMPTY.with_table(_cells("Pupils", pupils)).with_table(_cells("Assessments", rows))
    return found.with_table(scale)


def _row(pupil: dict[str, Cell], n: int, half_term: HalfTerm, k: int) -> dict[str, Cell]:
    marks = {s: MARKS[(n * 7 + k * 3 + j) % 4] for j, s in enumerate(schema.DEFAULT_SUBJECTS)}
    judged = {
        f"{s} progress": schema.COLOURS[(n + k + j) % 3]
        for j, s in enumerate(schema.DEFAULT_SUBJECTS)
    }
    return {
        **{name: pupil[name] for name in ("UPN", "Pupil", "Year", "Class")},
        "School year": half_term.school_year,
        "Half-term": half_term.name,
        **marks,
        **judged,
        "Judged by": "Ms Teal",
        "Judged on": date(2026, 10, 12),
        "Possible": 70,
        "Attended": 60 + n % 10,
        "Lates": n % 7,
        "Attendance basis": "half-term",
        "Behaviour": "Green",
        "Effort": schema.COLOURS[n % 3],
    }


def _cells(table: str, records: list[dict[str, Cell]]) -> TableCells:
    headings = schema.TABLES[table].headings()
    return TableCells(table, headings, tuple(tuple(r.get(h) for h in headings) for r in records))


def main() -> int:
    """Measure, print, and give 1 where the aim is missed."""
    cells = tables()
    once: list[float] = []
    every: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        school, _ = read_school(cells)
        read = time.process_time() - start
        start = time.process_time()
        tuple(status_records(Statuses(school).on_roll(HALF_TERMS[-1], TODAY)))
        once.append((time.process_time() - start) / read)
        start = time.process_time()
        statuses = Statuses(school)
        for half_term in HALF_TERMS:
            statuses.on_roll(half_term, TODAY)
        every.append((time.process_time() - start) / read)
    ratio = statistics.median(once)
    sys.stdout.write(
        f"status of {PUPILS} pupils with {len(HALF_TERMS)} half-terms behind them: {ratio:.2f} x "
        f"reading their tables (aim: at most {AIM:g}); as of each of the {len(HALF_TERMS)}: "
        f"{statistics.median(every):.2f} x\n"
    )
    return int(ratio > AIM)


if __name__ == "__main__":
    raise SystemExit(main())
