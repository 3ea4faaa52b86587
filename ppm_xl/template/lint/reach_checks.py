"""Whether lists, colours and number formats reach every row that a table may come to have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ppm_xl import schema
from ppm_xl.schema import Column, Kind, Writer
from ppm_xl.template.frame import LAST_ROW
from ppm_xl.template.lint.cell_checks import NEVER_GROW, subjects_of
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import MAIN, Box, Opened, Sheet, TablePart, boxes

_DOWN_TO: Final = LAST_ROW + 1
_WHOLE_ROWS: Final = 10
"""A conditional format over so many columns draws lines or greys rows; it colours no column."""

_LISTED: Final = {Kind.DATE, Kind.MOMENT, Kind.PERCENT}


def check(book: Opened) -> Iterator[Finding]:
    """Look at each table of the schema."""
    subjects = subjects_of(book)
    for table in book.tables:
        facts = schema.TABLES.get(table.name)
        if table.box is None or facts is None or facts.name in NEVER_GROW:
            continue
        lists = _ranges(table.sheet.root.iter(f"{MAIN}dataValidation"))
        colours = _ranges(table.sheet.root.iter(f"{MAIN}conditionalFormatting"))
        yield from _short(table, table.box, lists, "list-too-short", "a list")
        yield from _short(table, table.box, colours, "colour-too-short", "a conditional format")
        of_columns = [box for box in colours if box.right - box.left < _WHOLE_ROWS]
        for place, heading in enumerate(table.headings):
            column = facts.column(heading, subjects)
            if column is None:
                continue
            number = table.box.left + place
            where = f"{table.name}[{heading}]"
            if _is_listed(column) and not _covers(lists, table.box.top + 1, number):
                yield Finding("list-missing", where, f"no list reaches row {_DOWN_TO}")
            coloured = _is_coloured(table.name, heading, column)
            if coloured and not _covers(of_columns, table.box.top + 1, number):
                yield Finding("colour-missing", where, f"no colours reach row {_DOWN_TO}")
            yield from _format(book, table.sheet, number, column, where)


def _ranges(rules: Iterator[etree._Element]) -> list[Box]:
    return [box for rule in rules for box in boxes(rule.get("sqref", "")) if box is not None]


def _covers(areas: list[Box], first: int, column: int) -> bool:
    return any(
        area.top <= first and area.bottom >= _DOWN_TO and area.left <= column <= area.right
        for area in areas
    )


def _short(table: TablePart, box: Box, areas: list[Box], code: str, what: str) -> Iterator[Finding]:
    """Find rules for a table's rows that end before the last row there may be."""
    for area in areas:
        beside = area.right < box.left or box.right < area.left
        if not beside and area.bottom > box.top and area.bottom < _DOWN_TO:
            where = f"{table.sheet.name}!{table.name}"
            yield Finding(code, where, f"{what} ends in row {area.bottom}")


def _is_listed(column: Column) -> bool:
    return bool(column.choices or column.choices_from) or (
        column.kind in _LISTED and column.writer is not Writer.CALCULATED
    )


def _is_coloured(table: str, heading: str, column: Column) -> bool:
    if table == "Status":
        return heading in {"Attendance", "Punctuality", "Attitude"} or heading.endswith(
            (" attainment", " progress", " suggested", " evidence")
        )
    return column.kind is Kind.COLOUR or column.choices_from == "Scale.Mark"


def _format(
    book: Opened, sheet: Sheet, number: int, column: Column, where: str
) -> Iterator[Finding]:
    """Find columns whose cells to come have another number format than the schema's kind."""
    style = next(
        (
            int(col.get("style", "0"))
            for col in sheet.root.iter(f"{MAIN}col")
            if int(col.get("min", "0")) <= number <= int(col.get("max", "0"))
        ),
        0,
    )
    code = book.number_formats[style] if style < len(book.number_formats) else ""
    if column.kind.is_text and code != "@":
        yield Finding("column-format", where, f"is text, its column's format {code}")
    elif column.kind in {Kind.DATE, Kind.MOMENT} and "dd/mm/yy" not in code:
        yield Finding("column-format", where, f"is a date, its column's format {code}")
    elif not column.kind.is_text and code == "@":
        yield Finding("column-format", where, "is a number, its column's format text")
