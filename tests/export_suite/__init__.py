"""Files in the shapes that systems write: what each gives, on plain tables and in workbooks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ppm_xl import schema
from ppm_xl.book import Book
from ppm_xl.book.change import Change, applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import TableCells, Tables, plain
from ppm_xl.mis.planning import ImportPlan, Request, plan_import
from ppm_xl.mis.reading import load
from ppm_xl.schema import TABLES
from ppm_xl.school.calendar import HalfTerm, parse_half_term, usual_dates

EXPORTS = Path(__file__).parent.parent / "exports"
CASES = sorted(p.name.removesuffix(".expected.json") for p in EXPORTS.glob("*.expected.json"))
TODAY = date(2026, 11, 23)


def table_of(name: str, records: Iterable[Mapping[str, Any]]) -> TableCells:
    """Make a table of records, with the schema's headings."""
    headings = schema.TABLES[name].headings()
    return TableCells(
        name, headings, tuple(tuple(plain(r.get(h)) for h in headings) for r in records)
    )


def _as_cell(value: object) -> object:
    """JSON has no dates: a text such as 2018-10-03 is one."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    return value


def small_school() -> Tables:
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
        table: [{column: _as_cell(v) for column, v in row.items()} for row in records]
        for table, records in rows.items()
    }
    everything: dict[str, Any] = {
        name: [] for name, table in schema.TABLES.items() if not table.form
    }
    everything |= settings | rows
    return Tables(
        schema.SCHEMA_VERSION,
        {name: table_of(name, records) for name, records in everything.items()},
    )


def expected(name: str) -> dict[str, Any]:
    """What was worked out by hand for a file."""
    found: dict[str, Any] = json.loads(
        (EXPORTS / f"{name}.expected.json").read_text(encoding="utf-8")
    )
    return found


def imported(name: str) -> bool:
    """Whether the file is one that can be imported."""
    return "refused" not in expected(name)


def planned(school: Tables, name: str) -> ImportPlan:
    """Plan a file, with the half-term that its case names."""
    half_term = expected(name).get("half_term")
    return plan_import(
        school,
        [Request(load(EXPORTS / name))],
        TODAY,
        HalfTerm("2026-27", "Autumn 2"),
        half_term=parse_half_term(half_term, "2026-27") if half_term else None,
    )


def start(school: Tables, name: str) -> Tables:
    """The school before a file: some build on another that was imported first."""
    first = expected(name).get("first")
    if first is None:
        return school
    return applied(school, planned(school, first).with_list(done=True))


def check_rows(after: Tables, name: str) -> None:
    """Assert that the rows stand as worked out by hand."""
    want = expected(name)
    for table, rows in want["after"].items():
        for row in rows:
            _check_row(after, table, row)
    for table, upns in want.get("gone", {}).items():
        assert not {record["UPN"] for record in after[table].records()} & set(upns)


def _check_row(after: Tables, table: str, row: dict[str, Any]) -> None:
    key = {column: row[column] for column in TABLES[table].key}
    matching = [
        record
        for record in after[table].records()
        if all(_as_json(record[column]) == value for column, value in key.items())
    ]
    assert len(matching) == 1, (table, key)
    shown = {column: _as_json(matching[0][column]) for column in row}
    assert shown == row


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


OF_THE_SCHOOL = (
    "Pupils",
    "Assessments",
    "ActionPupils",
    "Subjects",
    "Scale",
    "Calendar",
    "Classes",
)


def fill(path: Path, school: Tables) -> None:
    """Put the small school into a workbook made from the template."""
    book = FileBook(path)
    draft = Draft(book.read())
    for table in OF_THE_SCHOOL:
        draft.replace_rows(table, school[table].records())
    book.apply(draft.changes())


def import_into(book: Book, name: str) -> tuple[Change, ...]:
    """Import a file into a workbook, what it builds on first; check the rows, and once more."""
    first = expected(name).get("first")
    if first is not None:
        book.apply(planned(book.read(), first).with_list(done=True))
    changes = planned(book.read(), name).with_list(done=True)
    book.apply(changes)
    after = book.read()
    check_rows(after, name)
    assert planned(after, name).with_list(done=True) == ()
    return changes
