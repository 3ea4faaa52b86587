"""A small workbook with what a real one has: tables side by side, own columns, a form."""

from __future__ import annotations

import struct
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ppm_xl import schema

PUPILS = (
    ("A999000000001", "Ada", "Zoë", date(2016, 9, 3), "4", "Kites", "Y", None, "a"),
    ("A999000000002", "Bryn", "Łukasz", date(2017, 1, 31), "4", "Kites", "N", "note", "b"),
    ("A999000000003", "Cai", "007", date(2017, 8, 31), "R", "Wrens", None, None, None),
    ("A999000000004", "Dee", "=1+1", None, "N1", "Wrens", None, "two\nlines", "d"),
)
PUPIL_COLUMNS = ("UPN", "Surname", "Forename", "DOB", "Year", "Class", "FSM", "Notes", "Bus")
PEOPLE = (("Ms Vale", "Head teacher"), ("Mr Okoro", "SENCO"), ("Ms Finch", "TA"))
SCALE = (("WTS", -1), ("EXS", 0), ("GDS", 1))


def png(shade: int = 0) -> bytes:
    """A picture of one pixel, grey."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(bytes((0, shade))))
        + chunk(b"IEND", b"")
    )


class _Maker:
    def __init__(self, path: Path) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.text = self.book.add_format({"num_format": "@"})
        self.day = self.book.add_format({"num_format": "dd/mm/yyyy"})
        self.moment = self.book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.plain = self.book.add_format({"bold": True})
        self.sheets: dict[str, Any] = {}

    def sheet(self, name: str) -> Any:
        if name not in self.sheets:
            self.sheets[name] = self.book.add_worksheet(name)
        return self.sheets[name]

    def cell_format(self, column: schema.Column | None) -> Any:
        if column is None:
            return None
        if column.kind is schema.Kind.DATE:
            return self.day
        if column.kind is schema.Kind.MOMENT:
            return self.moment
        return self.text if column.kind.is_text else None

    def table(self, name: str, row: int, column: int, rows: tuple[Any, ...], *own: str) -> None:
        """Lay a table with its header at a row and column, from 1; `own` are staff's columns."""
        known = schema.TABLES[name]
        headings = (*known.headings(), *own)
        records = rows or ((None,) * len(headings),)
        sheet = self.sheet(known.sheet)
        columns = [{"header": heading} for heading in headings]
        last = (row - 1 + len(records), column - 2 + len(headings))
        sheet.add_table(row - 1, column - 1, *last, {"name": name, "columns": columns})
        for offset, heading in enumerate(headings):
            style = self.cell_format(known.column(heading))
            for down, record in enumerate(records):
                self.write(sheet, row + down, column - 1 + offset, record[offset], style)

    def write(self, sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
        if value is None:
            if style:
                sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, value, style)


def pupil_row(values: tuple[Any, ...], *own: Any) -> tuple[Any, ...]:
    """A row of `Pupils` from a few columns, with staff's own: `Bus`, then what `own` says."""
    found = dict(zip(PUPIL_COLUMNS, values, strict=True))
    return tuple(found.get(h) for h in (*schema.PUPILS.headings(), "Bus")) + own


def make_workbook(
    path: Path, *, version: object = schema.SCHEMA_VERSION, journal: bool = False
) -> Path:
    """Write the fixture workbook; with a journal where it is to be undone."""
    maker = _Maker(path)
    book = maker.book
    for name in ("Home", "Pupils", "Settings", "Venn", "Log", "Assessments", "Notes"):
        maker.sheet(name)
    maker.table("Working", 3, 2, (("School year", "2026-27"), ("Class", "Kites")))
    maker.table("Pupils", 4, 1, tuple(pupil_row(row, 13) for row in PUPILS), "Bus", "Length")
    length = len(schema.PUPILS.headings()) + 1
    for row in range(4, 4 + len(PUPILS)):
        maker.sheet("Pupils").write_formula(row, length, f"=LEN(A{row + 1})", maker.plain, 13)
    for row in (5, 6, 7):  # notes on the second to fourth pupil
        maker.sheet("Pupils").write_comment(row, 2, f"about {PUPILS[row - 4][0]}")
    maker.table("People", 3, 1, tuple(_padded("People", row) for row in PEOPLE))
    maker.table("Scale", 3, 8, tuple(_scale(*row) for row in SCALE))
    maker.table("Subjects", 3, 20, (("Reading", "1-6"), ("Writing", "1-6"), ("Maths", "1-6")))
    moment = datetime(2026, 11, 23, 15, 41, 7)  # noqa: DTZ001
    maker.table("Log", 3, 1, ((moment, "A", "Import", "f.csv", "3 cells", None),))
    maker.table("Assessments", 3, 1, ())
    if journal:
        maker.table("Journal", 3, 1, ())
    top, left = schema.HOME_ATTENTION.anchor
    maker.sheet("Home").write_string(top - 1, left - 1, "Three marks are missing", maker.plain)
    maker.sheet("Settings").write_string(0, 0, "Settings", maker.plain)
    maker.sheet("Notes").write_formula(0, 0, "=Pupils!A6", None, "A999000000002")
    maker.sheet("Notes").write_formula(1, 0, "=COUNTA(Pupils!A5:A8)", None, 4)
    if version is not None:
        book.define_name("ppm_schema", f"={version}")
    book.set_calc_mode("auto")
    book.close()
    return path


def _padded(table: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values + (None,) * (len(schema.TABLES[table].headings()) - len(values))


def _scale(mark: str, steps: int) -> tuple[Any, ...]:
    found = {"Mark": mark, "Steps": steps}
    return tuple(found.get(heading) for heading in schema.TABLES["Scale"].headings())
