"""Tables: names, places, headings, and whether they are those of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ppm_xl import schema
from ppm_xl.template.lint.cell_checks import subjects_of
from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.name_checks import VALID_NAME, looks_like_a_cell
from ppm_xl.template.lint.opened import MAIN, REL, Box, Opened, TablePart
from ppm_xl.template.lint.sheet_checks import twice


def check(book: Opened) -> Iterator[Finding]:
    """Look at each table, and at all of them together."""
    yield from _names(book)
    yield from _places(book)
    yield from _parts(book)
    for table in book.tables:
        yield from _columns(table)
        yield from _headings(book, table)
        yield from _filter(table)
        yield from _formulas(table)
    yield from _schema(book)


def _names(book: Opened) -> Iterator[Finding]:
    for attribute in ("displayName", "name"):
        for name in twice(table.root.get(attribute, "").lower() for table in book.tables):
            yield Finding("table-name-twice", name, f"two tables have this {attribute}")
    for number in twice(table.root.get("id", "") for table in book.tables):
        where = ", ".join(t.part for t in book.tables if t.root.get("id") == number)
        yield Finding("table-id-twice", where, f"two tables have the number {number}")
    taken = {name.name.lower() for name in book.names}
    for table in book.tables:
        if table.name.lower() in taken:
            yield Finding("table-name-taken", table.part, f"{table.name} is a defined name too")
        if not VALID_NAME.fullmatch(table.name) or looks_like_a_cell(table.name):
            yield Finding("table-name", table.part, f"Excel does not take the name {table.name!r}")
        if table.root.get("name", table.name) != table.name:
            yield Finding("table-name", table.part, f"its two names differ: {table.name}")


def _places(book: Opened) -> Iterator[Finding]:
    for table in book.tables:
        box = table.box
        if box is None or box.bottom <= box.top:
            message = f"{table.ref} holds no heading row and a row below it"
            yield Finding("table-ref", table.part, message)
        elif len(table.columns) != box.right - box.left + 1:
            message = f"{table.ref} has another width than {len(table.columns)} columns"
            yield Finding("table-ref", table.part, message)
        if table.root.get("totalsRowCount", "0") != "0":
            yield Finding("table-totals", table.part, f"{table.name} has a totals row")
        if table.root.get("headerRowCount", "1") != "1":
            yield Finding("table-ref", table.part, f"{table.name} has no heading row")
    for one, other in combinations(book.tables, 2):
        meet = one.box and other.box and one.box.meets(other.box)
        if meet and one.sheet is other.sheet:
            where = f"{one.sheet.name}!{one.ref}"
            yield Finding("tables-overlap", where, f"{one.name} meets {other.name}")


def _parts(book: Opened) -> Iterator[Finding]:
    related = {part for sheet in book.sheets for part in sheet.related("table")}
    for name in book.parts.entries:
        if name.startswith("xl/tables/") and name not in related:
            yield Finding("table-unrelated", name, "no sheet has a relationship to it")
    for sheet in book.sheets:
        by_id = {relation.rid: relation.target for relation in sheet.relations}
        listed = [e.get(f"{REL}id", "") for e in sheet.root.iter(f"{MAIN}tablePart")]
        shown = {by_id.get(rid) for rid in listed}
        for part in sheet.related("table"):
            if part not in shown:
                yield Finding("table-unrelated", part, f"{sheet.name} does not list it")
        for rid in twice(listed):
            yield Finding("table-unrelated", sheet.name, f"lists {rid} twice")


def _columns(table: TablePart) -> Iterator[Finding]:
    for name in twice(heading.lower() for heading in table.headings):
        yield Finding("table-column-twice", table.part, f"two columns are called {name!r}")
    for number in twice(column.get("id", "") for column in table.columns):
        yield Finding("table-column-id", table.part, f"two columns have the number {number}")
    for column in table.columns:
        if not column.get("name", "").strip():
            yield Finding("table-column-missing", table.part, f"column {column.get('id')} unnamed")
        if not column.get("id", "").isdecimal() or column.get("id") == "0":
            yield Finding("table-column-id", table.part, f"{column.get('name')} has no number")
    stated = table.root.find(f"{MAIN}tableColumns")
    count = None if stated is None else stated.get("count")
    if count is not None and count != str(len(table.columns)):
        yield Finding("table-column-missing", table.part, f"says {count} columns")


def _headings(book: Opened, table: TablePart) -> Iterator[Finding]:
    if table.box is None:
        return
    top, left = table.box.top, table.box.left
    found = {
        cell.column: cell
        for cell in book.cells(table.sheet)
        if cell.row == top and left <= cell.column <= table.box.right
    }
    for place, name in enumerate(table.headings):
        cell = found.get(left + place)
        shown = None if cell is None else cell.text
        if cell is None or cell.kind not in {"s", "inlineStr"} or cell.formula is not None:
            yield Finding("table-heading", f"{table.name}[{name}]", "its heading is no text")
        elif (shown or "").replace("\n", "_x000a_") != name.replace("\n", "_x000a_"):
            yield Finding("table-heading", f"{table.name}[{name}]", f"its cell says {shown!r}")


def _filter(table: TablePart) -> Iterator[Finding]:
    found = table.root.find(f"{MAIN}autoFilter")
    if found is None or table.box is None:
        return
    box = Box.of(found.get("ref", ""))
    if box is None or box != table.box:
        yield Finding("table-filter", table.part, f"filters {found.get('ref')}, not {table.ref}")
    for column in found.iter(f"{MAIN}filterColumn"):
        if int(column.get("colId", "-1")) not in range(len(table.columns)):
            yield Finding("table-filter", table.part, f"filters column {column.get('colId')}")


def _formulas(table: TablePart) -> Iterator[Finding]:
    for kind in ("calculatedColumnFormula", "totalsRowFormula"):
        for formula in table.root.iter(f"{MAIN}{kind}"):
            text = formula.text or ""
            if "[@" in text:
                message = f"{text}: the file must say [#This Row]"
                yield Finding("table-at-sign", table.part, message)


def _schema(book: Opened) -> Iterator[Finding]:
    known = {table.name: table for table in schema.TABLES.values() if not table.form}
    found = {table.name: table for table in book.tables}
    for name in known.keys() - found.keys():
        yield Finding("table-missing", known[name].sheet, f"there is no table {name}")
    subjects = subjects_of(book)
    for name, table in found.items():
        if name not in known:
            yield Finding("table-unknown", table.part, f"the schema has no table {name}")
            continue
        if table.sheet.name != known[name].sheet:
            yield Finding("table-sheet", table.part, f"{name} lies on {table.sheet.name}")
        wanted = known[name].headings(subjects)
        ours = tuple(heading for heading in table.headings if heading in set(wanted))
        if ours != wanted:
            lacking = [heading for heading in wanted if heading not in ours]
            said = f"lacks {', '.join(lacking)}" if lacking else "has them in another order"
            yield Finding("table-headings", table.part, f"{name} {said}")
