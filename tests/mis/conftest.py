"""A small invented school, and files made from rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from export_suite import small_school, table_of

from ppm_xl.book.tables import Tables
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import HalfTerm

TODAY = date(2026, 11, 23)
WORKING = HalfTerm("2026-27", "Autumn 2")


@pytest.fixture(scope="session")
def school() -> Tables:
    """The school of ``tests/exports/school.json`` in a workbook with the usual settings."""
    return small_school()


@pytest.fixture(scope="session")
def empty_school(school: Tables) -> Tables:
    """The same settings without a pupil."""
    for name in ("Pupils", "Assessments", "Actions", "ActionPupils"):
        school = school.with_table(table_of(name, []))
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
