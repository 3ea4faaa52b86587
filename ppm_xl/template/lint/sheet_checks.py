"""Sheets as a whole: their names, states, code names, merged cells, columns, links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from ppm_xl import schema
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import LAST_SHEET_COLUMN, MAIN, WORKBOOK, Box, Opened, Sheet

_LONGEST_NAME: Final = 31
_STARTS_WITH_DIGIT: Final = 22
"""From 23 characters on, a name that begins with a digit makes XlsxWriter's files need repair."""
_FORBIDDEN: Final = re.compile(r"[\\/?*\[\]:]")
_STATES: Final = {"visible", "hidden", "veryHidden"}


def check(book: Opened) -> Iterator[Finding]:
    """Look at each sheet, and at what may stand once only among them."""
    yield from _names(book)
    yield from _code_names(book)
    yield from _calculation(book)
    for sheet in book.sheets:
        yield from _merged(book, sheet)
        yield from _columns(sheet)
        yield from _links(book, sheet)


def twice(values: Iterable[str]) -> list[str]:
    """Give the values that stand more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def _names(book: Opened) -> Iterator[Finding]:
    for name in twice(sheet.name.lower() for sheet in book.sheets):
        yield Finding("sheet-name-twice", WORKBOOK, f"two sheets are called {name}")
    for number in twice(sheet.sheet_id for sheet in book.sheets):
        yield Finding("sheet-id-twice", WORKBOOK, f"two sheets have the number {number}")
    for part in twice(sheet.part for sheet in book.sheets):
        yield Finding("sheet-part", WORKBOOK, f"two sheets are {part}")
    for sheet in book.sheets:
        for message in _name_faults(sheet.name):
            yield Finding("sheet-name", sheet.name, message)
        if sheet.state not in _STATES:
            yield Finding("sheet-state", sheet.name, f"its state is {sheet.state}")
    here = {sheet.name for sheet in book.sheets}
    for facts in schema.SHEETS:
        if facts.name not in here:
            yield Finding("sheet-missing", facts.name, "the schema names it")
    if not any(sheet.state == "visible" for sheet in book.sheets):
        yield Finding("sheet-state", WORKBOOK, "no sheet can be seen")


def _name_faults(name: str) -> Iterator[str]:
    quoted = name.startswith("'") or name.endswith("'")
    reserved = name.lower() == "history"
    if not 1 <= len(name) <= _LONGEST_NAME or _FORBIDDEN.search(name) or quoted or reserved:
        yield "Excel does not take this name"
    if name.lower().endswith(".py"):
        yield "xlwings takes a sheet of this name for code"
    if name[:1].isdigit() and len(name) > _STARTS_WITH_DIGIT:
        yield "begins with a digit and is long"


def _code_names(book: Opened) -> Iterator[Finding]:
    properties = book.workbook.find(f"{MAIN}workbookPr")
    of_workbook = properties.get("codeName") if properties is not None else None
    if not of_workbook:
        yield Finding("code-name-missing", WORKBOOK, "the workbook has no code name")
    for sheet in book.sheets:
        if not sheet.code_name:
            yield Finding("code-name-missing", sheet.name, "the sheet has no code name")
    taken = [of_workbook, *(sheet.code_name for sheet in book.sheets)]
    for name in twice(name.lower() for name in taken if name):
        yield Finding("code-name-twice", WORKBOOK, f"{name} is the code name of two")


def _calculation(book: Opened) -> Iterator[Finding]:
    found = book.workbook.find(f"{MAIN}calcPr")
    if found is None or found.get("fullCalcOnLoad") not in {"1", "true"}:
        yield Finding("no-calculation", WORKBOOK, "formulas are not worked out on load")
    elif found.get("calcMode", "auto") != "auto":
        yield Finding("no-calculation", WORKBOOK, "calculation is not automatic")


def _merged(book: Opened, sheet: Sheet) -> Iterator[Finding]:
    merged: list[Box] = []
    tables = [table for table in book.tables if table.sheet is sheet and table.box]
    for element in sheet.root.iter(f"{MAIN}mergeCell"):
        reference = element.get("ref", "")
        box = Box.of(reference)
        if box is None:
            yield Finding("merged-cells", f"{sheet.name}!{reference}", "is no range of cells")
            continue
        if any(box.meets(other) for other in merged):
            yield Finding("merged-cells", f"{sheet.name}!{reference}", "meets other merged cells")
        for table in tables:
            if table.box is not None and box.meets(table.box):
                message = f"meets the table {table.name}"
                yield Finding("merged-cells", f"{sheet.name}!{reference}", message)
        merged.append(box)


def _columns(sheet: Sheet) -> Iterator[Finding]:
    spans = [
        (int(col.get("min", "0")), int(col.get("max", "0")))
        for col in sheet.root.iter(f"{MAIN}col")
    ]
    for first, last in spans:
        if not 1 <= first <= last <= LAST_SHEET_COLUMN:
            yield Finding("columns", sheet.name, f"columns {first} to {last}")
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            yield Finding("columns", sheet.name, f"column {start} comes again or out of order")


def _links(book: Opened, sheet: Sheet) -> Iterator[Finding]:
    sheets = {found.name.lower() for found in book.sheets}
    names = {found.name.lower() for found in book.names}
    for element in sheet.root.iter(f"{MAIN}hyperlink"):
        location = element.get("location")
        if location is None:
            continue
        where = f"{sheet.name}!{element.get('ref')}"
        name, mark, cell = location.rpartition("!")
        if mark and name.strip("'").lower() not in sheets:
            yield Finding("link", where, f"leads to {location}: no such sheet")
        elif mark and Box.of(cell) is None:
            yield Finding("link", where, f"leads to {location}: no such cell")
        elif not mark and location.lower() not in names:
            yield Finding("link", where, f"leads to {location}: no such name")
