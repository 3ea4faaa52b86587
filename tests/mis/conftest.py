"""A small invented school, and files made from rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppm_xl import schema
from ppm_xl.book.tables import TableCells, Tables, plain
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import HalfTerm, usual_dates

EXPORTS = Path(__file__).parent.parent / "exports"
TODAY = date(2026, 11, 23)
WORKING = HalfTerm("2026-27", "Autumn 2")


def cells(name: str, records: Iterable[Mapping[str, Any]]) -> TableCells:
    headings = schema.TABLES[name].headings()
    return TableCells(
        name, headings, tuple(tuple(plain(r.get(h)) for h in headings) for r in records)
    )


def as_cell(value: object) -> object:
    """JSON has no dates: a text such as 2018-10-03 is one."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    return value


@pytest.fixture(scope="session")
def school() -> Tables:
    """The school of ``tests/exports/school.json`` in a workbook with the usual settings."""
    marks = [("SBLW", -3), ("BLW", -2), ("WTS", -1), ("EXS", 0), ("GDS", 1), ("PK1", -3)]
    settings = {
        "Subjects": [{"Subject": s} for s in schema.DEFAULT_SUBJECTS],
        "Scale": [{"Mark": mark, "Steps": steps} for mark, steps in marks],
        "Calendar": [
            {
                "School year": p.half_term.school_year,
                "Half-term": p.half_term.name,
                "Starts": p.starts,
                "Ends": p.ends,
            }
            for year in ("2025-26", "2026-27")
            for p in usual_dates(year)
        ],
        "Classes": [{"Class": name} for name in ("Ash", "Elm", "Oak")],
    }
    rows = json.loads((EXPORTS / "school.json").read_text(encoding="utf-8"))
    rows = {
        table: [{column: as_cell(v) for column, v in row.items()} for row in records]
        for table, records in rows.items()
    }
    everything: dict[str, Any] = {
        name: [] for name, table in schema.TABLES.items() if not table.form
    }
    everything |= settings | rows
    return Tables(1, {name: cells(name, records) for name, records in everything.items()})


@pytest.fixture(scope="session")
def empty_school(school: Tables) -> Tables:
    """The same settings without a pupil."""
    for name in ("Pupils", "Assessments", "Actions", "ActionPupils"):
        school = school.with_table(cells(name, []))
    return school


@pytest.fixture(scope="session")
def csv_bytes() -> Callable[..., bytes]:
    def make(rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(rows)
        return out.getvalue().encode(encoding)

    return make


@pytest.fixture(scope="session")
def xlsx_bytes() -> Callable[..., bytes]:
    def make(rows: Sequence[Sequence[Any]], title: str = "Sheet1") -> bytes:
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def plan(csv_bytes: Callable[..., bytes]) -> Callable[..., ImportPlan]:
    """Plan the import of rows, each file given as rows or as bytes."""

    def make(tables: Tables, *files: Any, **options: Any) -> ImportPlan:
        names = options.pop("names", [f"file {n}.csv" for n in range(len(files))])
        kind = options.pop("kind", None)
        requests = [
            Request(read_export(name, file if isinstance(file, bytes) else csv_bytes(file)), kind)
            for name, file in zip(names, files, strict=True)
        ]
        return plan_import(
            tables,
            requests,
            options.pop("today", TODAY),
            options.pop("working", WORKING),
            **options,
        )

    return make
