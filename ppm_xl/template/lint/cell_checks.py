"""Cells as the sheet's XML has them: order, indices, what they hold, what stands under tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppm_xl import schema
from ppm_xl.schema import Kind, Writer
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import LAST_SHEET_ROW, MAIN, Box, Cell, Opened, Sheet, TablePart

_LONGEST_TEXT: Final = 32_767
NEVER_GROW: Final = {"Working", "RoundPlan", "ConversationPlan"}
"""Tables of fixed rows."""
_KINDS: Final = {"n", "s", "str", "b", "e", "inlineStr", "d"}


def check(book: Opened) -> Iterator[Finding]:
    """Look at every cell of every sheet."""
    strings, styles = len(book.strings), book.count("cellXfs")
    for sheet in book.sheets:
        yield from _order(sheet)
        yield from _indices(sheet, strings, styles)
        yield from _held(book, sheet)
    for table in book.tables:
        if table.box is not None:
            yield from _below(book, table, table.box)
            yield from _as_declared(book, table, table.box)


def _order(sheet: Sheet) -> Iterator[Finding]:
    before = 0
    for row in sheet.root.iter(f"{MAIN}row"):
        number = int(row.get("r", "0"))
        if not 1 <= number <= LAST_SHEET_ROW:
            yield Finding("rows", sheet.name, f"row {number}")
        if number <= before:
            yield Finding("rows", sheet.name, f"row {number} comes again or out of order")
        before = number
        column = 0
        for cell in row.iter(f"{MAIN}c"):
            where = f"{sheet.name}!{cell.get('r')}"
            box = Box.of(cell.get("r", ""))
            if box is None:
                yield Finding("cell-address", where, "is no cell")
                continue
            if box.top != number:
                yield Finding("cell-address", where, f"stands in row {number}")
            if box.left <= column:
                yield Finding("cells-order", where, "comes again or out of order")
            column = box.left


def _indices(sheet: Sheet, strings: int, styles: int) -> Iterator[Finding]:
    for cell in sheet.root.iter(f"{MAIN}c"):
        kind = cell.get("t", "n")
        value = cell.findtext(f"{MAIN}v")
        where = f"{sheet.name}!{cell.get('r')}"
        if kind not in _KINDS:
            yield Finding("cell-kind", where, f"its type is {kind}")
        if kind == "s" and not _counts(value, strings):
            yield Finding("string-index", where, f"there is no shared string {value}")
        if not _counts(cell.get("s", "0"), styles):
            yield Finding("style-index", where, f"there is no cell format {cell.get('s')}")
        if kind == "n" and value is not None and not _is_number(value):
            yield Finding("cell-kind", where, f"{value[:20]!r} is no number")
    for element in (*sheet.root.iter(f"{MAIN}row"), *sheet.root.iter(f"{MAIN}col")):
        style = element.get("s") or element.get("style") or "0"
        if not _counts(style, styles):
            yield Finding("style-index", sheet.name, f"there is no cell format {style}")


def _counts(value: str | None, limit: int) -> bool:
    return value is not None and value.isdecimal() and int(value) < limit


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _held(book: Opened, sheet: Sheet) -> Iterator[Finding]:
    for cell in book.cells(sheet):
        where = f"{sheet.name}!{cell.address}"
        if cell.kind == "e" or (cell.text or "") in _ERRORS:
            yield Finding("cached-error", where, f"holds {cell.text}")
        if cell.text is not None and len(cell.text) > _LONGEST_TEXT:
            yield Finding("text-length", where, f"{len(cell.text)} characters")


_ERRORS: Final = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"}


def _below(book: Opened, table: TablePart, box: Box) -> Iterator[Finding]:
    for cell in book.cells(table.sheet):
        if cell.row > box.bottom and box.left <= cell.column <= box.right and _filled(cell):
            where = f"{table.sheet.name}!{cell.address}"
            yield Finding("below-table", where, f"the table {table.name} could not grow")


def _filled(cell: Cell) -> bool:
    return cell.formula is not None or bool(cell.text)


def _as_declared(book: Opened, table: TablePart, box: Box) -> Iterator[Finding]:
    """Find cells whose number format is not their column's: 007 would become 7."""
    facts = schema.TABLES.get(table.name)
    if facts is None:
        return
    subjects = subjects_of(book)
    columns = {
        box.left + place: column
        for place, heading in enumerate(table.headings)
        if (column := facts.column(heading, subjects)) is not None
    }
    for cell in book.cells(table.sheet):
        column = columns.get(cell.column)
        if column is None or not box.top < cell.row <= box.bottom:
            continue
        if table.name in NEVER_GROW and column.writer is Writer.CALCULATED:
            continue  # its words stand there from the start, and nobody types over them
        code = book.number_formats[cell.style] if cell.style < len(book.number_formats) else ""
        where = f"{table.sheet.name}!{cell.address}"
        if column.kind.is_text and code != "@":
            yield Finding("cell-format", where, f"{column.name} is text, the format {code}")
        if column.kind in {Kind.DATE, Kind.MOMENT} and "yy" not in code:
            yield Finding("cell-format", where, f"{column.name} is a date, the format {code}")
        if column.kind.is_text and cell.kind == "n" and cell.text and cell.formula is None:
            yield Finding("cell-format", where, f"{column.name} is text and holds a number")


def subjects_of(book: Opened) -> tuple[str, ...]:
    """Give the subjects that this workbook's column groups repeat for."""
    return tuple(book.values_of("Subjects", "Subject")) or schema.DEFAULT_SUBJECTS
