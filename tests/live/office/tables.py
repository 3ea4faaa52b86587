"""Excel tables (ListObjects), which LibreOffice holds as database ranges."""

# ruff: noqa: FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .bridge import Border, OfficeError, by_name, enum, struct
from .values import to_serial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ranges import Range
    from .sheets import Sheet


class Tables(Border, base_classes.Tables):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def _all(self) -> list[Table]:
        book, place = self._sheet.book, self._sheet.index - 1
        names = tuple(str(name) for name in book.doc.DatabaseRanges.ElementNames)
        stamp = (names, tuple(book.doc.Sheets.ElementNames))
        known = book.app.table_sheets
        if (
            known.get(book.doc.RuntimeUID, (None, None))[0] != stamp
        ):  # two calls instead of two a table
            ranges = book.doc.DatabaseRanges
            sheets = {name: area.DataArea.Sheet for name, area in by_name(ranges)}
            known[book.doc.RuntimeUID] = (stamp, sheets)
        sheets = known[book.doc.RuntimeUID][1]
        return [Table(self._sheet, name) for name in names if sheets[name] == place]

    def __call__(self, name_or_index: str | int) -> Table:
        tables = self._all()
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(tables):
                raise KeyError(name_or_index)
            return tables[name_or_index - 1]
        for table in tables:
            if table.name.lower() == name_or_index.lower():
                return table
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(table.name.lower() == str(name).lower() for table in self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Table]:
        return iter(self._all())

    def add(self, **given: Any) -> Table:
        source, name = given["source"].impl, given["name"]
        if not given["has_headers"]:
            raise OfficeError("a table without headings is not emulated")
        for table in self._all():
            if _overlap(table.range, source):
                raise OfficeError(f"a table cannot overlap another: {table.name}")
        ranges = self._sheet.book.doc.DatabaseRanges
        taken = {n.lower() for n in ranges.ElementNames} | {
            n.lower() for n in self._sheet.book.doc.NamedRanges.ElementNames
        }
        chosen = name or next(f"Table{n}" for n in range(1, 10_000) if f"table{n}" not in taken)
        if chosen.lower() in taken:
            raise OfficeError(f"the name {chosen} is taken")
        ranges.addNewByName(chosen, source.uno.RangeAddress)
        made = Table(self._sheet, chosen)
        made.uno.ContainsHeader = True
        made.uno.AutoFilter = True
        made.fill_headings()
        return made


class Table(Border, base_classes.Table):
    show_headers = True
    show_totals = False
    totals_row_range = None
    insert_row_range = None

    def __init__(self, sheet: Sheet, name: str) -> None:
        self._sheet = sheet
        self._name = name

    def __bool__(self) -> bool:
        return True

    @property
    def uno(self) -> Any:
        ranges = self._sheet.book.doc.DatabaseRanges
        if not ranges.hasByName(self._name):
            raise OfficeError(f"the table {self._name} is no longer there")
        return ranges.getByName(self._name)

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.uno.Name = value
        self._name = value

    @property
    def display_name(self) -> str:
        return self._name

    @property
    def range(self) -> Range:
        from .ranges import Range

        return Range.of(self._sheet.book, self.uno.DataArea)

    @property
    def header_row_range(self) -> Range:
        whole = self.range
        return self._part(0, 1, whole)

    @property
    def data_body_range(self) -> Range | None:
        whole = self.range
        return self._part(1, whole.shape[0] - 1, whole) if whole.shape[0] > 1 else None

    def _part(self, skip: int, rows: int, whole: Range) -> Range:
        from .ranges import Range

        return Range(self._sheet, whole.row + skip, whole.column, rows, whole.shape[1])

    @property
    def show_autofilter(self) -> bool:
        return bool(self.uno.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        if not value:
            self.autofilter.clear(None)
        self.uno.AutoFilter = bool(value)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    @property
    def filtered(self) -> bool:
        """Whether a filter is set; xlwings itself asks only for its criteria."""
        return bool(self.uno.getFilterDescriptor().getFilterFields2())

    def resize(self, target: Any) -> None:
        """Excel's rules: same heading row, overlapping, at least one row below it, no other table.

        The new headings that are empty get a name, as in Excel.
        """
        new, old = target.impl, self.range
        if new.sheet.name != self._sheet.name:
            raise OfficeError(f"{self._name} cannot move to the sheet {new.sheet.name}")
        if new.row != old.row:
            raise OfficeError(f"{self._name}: the headings must stay in row {old.row}")
        if not _overlap(new, old):
            raise OfficeError(f"{self._name}: the new range must overlap the old one")
        if new.shape[0] < 2:
            raise OfficeError(f"{self._name}: a table keeps at least one row below its headings")
        for other in self._sheet.tables:
            if other.name != self._name and _overlap(other.range, new):
                raise OfficeError(f"{self._name} cannot overlap {other.name}")
        self.uno.DataArea = new.uno.RangeAddress
        self.fill_headings()

    def fill_headings(self) -> None:
        """Headings are text, not empty and not twice the same: Excel sees to it."""
        heads = self.header_row_range.uno
        before = [str(heads.getCellByPosition(c, 0).String) for c in range(self.range.shape[1])]
        taken: set[str] = set()
        for column, text in enumerate(before):
            chosen, number = text or f"Column{column + 1}", 2
            base = text or "Column"
            while chosen.lower() in taken:
                chosen, number = f"{base}{number}", number + 1
            taken.add(chosen.lower())
            cell = heads.getCellByPosition(column, 0)
            if chosen != text or cell.Type.value != "TEXT":
                cell.setString(chosen)


class AutoFilter(Border, base_classes.AutoFilter):
    """A table's filter as far as the product uses it: values, comparisons, and what is set."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def apply_values(self, field: int, values: list[str]) -> None:
        self._set(field, [(_EQUAL, value, _connection("OR")) for value in values])

    def apply_comparison(self, field: int, operator: str, value1: Any, value2: Any) -> None:
        if operator in _TWICE:
            (first, second), join = _TWICE[operator]
            self._set(
                field, [(first, value1, _connection("AND")), (second, value2, _connection(join))]
            )
        elif value1 is None:
            empty = _EMPTY if operator == "equal_to" else _NOT_EMPTY
            self._set(field, [(empty, None, _connection("AND"))])
        else:
            self._set(field, [(_OPERATORS[operator], value1, _connection("AND"))])

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """As xlwings gives them on Windows, where a wildcard is told without its escape."""
        columns = self._table.range.shape[1]
        told = [base_classes.empty_autofilter_criteria(n) for n in range(1, columns + 1)]
        own = self._table.uno.getFilterDescriptor().getFilterFields2()
        for number in {int(field.Field) for field in own}:
            of_it = [field for field in own if int(field.Field) == number]
            found = told[number]
            values = [
                str(f.StringValue) if not f.IsNumeric else f"{f.NumericValue:g}" for f in of_it
            ]
            signs = [int(field.Operator) for field in of_it]
            names = {sign: name for name, sign in _OPERATORS.items()}
            if all(sign == _EQUAL for sign in signs):
                found.update(type="values", values=values)
            elif signs in ([_EMPTY], [_NOT_EMPTY]):
                name = "equal_to" if signs == [_EMPTY] else "not_equal_to"
                found.update(type="comparison", operator=name)
            elif len(signs) == 1 and signs[0] in names:
                found.update(type="comparison", operator=names[signs[0]], value1=values[0])
            else:
                found.update(type="unknown")
        return told

    def clear(self, field: int | None = None) -> None:
        self._apply([] if field is None else self._without(field))

    def _without(self, field: int) -> list[Any]:
        own = self._table.uno.getFilterDescriptor().getFilterFields2()
        return [found for found in own if int(found.Field) != field - 1]

    def _set(self, field: int, wanted: list[tuple[int, Any, Any]]) -> None:
        added = []
        for place, (operator, value, connection) in enumerate(wanted):
            made = struct("sheet.TableFilterField2", Field=field - 1, Operator=operator)
            made.Connection = _connection("AND") if place == 0 else connection
            if isinstance(value, dict):  # a date, as xlwings hands it over
                made.IsNumeric = True
                made.NumericValue = to_serial(dt.date.fromisoformat(value["value"]))
            elif value is not None:
                number = _number(value)
                made.IsNumeric = operator != _EQUAL and number is not None
                made.NumericValue = number or 0.0
                made.StringValue = str(value)
            added.append(made)
        self._apply(self._without(field) + added)

    def _apply(self, fields: list[Any]) -> None:
        cells = self._table.range.uno
        for descriptor in (
            cells.createFilterDescriptor(True),
            self._table.uno.getFilterDescriptor(),
        ):
            descriptor.ContainsHeader = True
            descriptor.setFilterFields2(tuple(fields))
        descriptor = cells.createFilterDescriptor(True)
        descriptor.ContainsHeader = True
        descriptor.setFilterFields2(tuple(fields))
        cells.filter(descriptor)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


_EMPTY, _NOT_EMPTY = 0, 1  # com.sun.star.sheet.FilterOperator2
_EQUAL = 2
_OPERATORS = {
    "equal_to": _EQUAL,
    "not_equal_to": 3,
    "greater_than": 4,
    "greater_than_or_equal": 5,
    "less_than": 6,
    "less_than_or_equal": 7,
}
_TWICE = {"between": ((5, 7), "AND"), "not_between": ((6, 4), "OR")}


def _connection(name: str) -> Any:
    return enum("sheet.FilterConnection", name)


def _overlap(a: Range, b: Range) -> bool:
    return (
        a.row < b.row + b.shape[0]
        and b.row < a.row + a.shape[0]
        and a.column < b.column + b.shape[1]
        and b.column < a.column + a.shape[1]
    )


def table_facts(book: Any) -> str:
    """What the macro `TableFacts` says in Excel; LibreOffice's VBA knows no tables."""
    lines = []
    for sheet in book.sheets:
        lines.append(f"sheet\t{sheet.name}")
        for table in sheet.tables:
            filtered = "filtered" if table.filtered else ""
            lines.append(f"table\t{table.name}\t{table.range.address}\t\t{filtered}")
    return "".join(f"{line}\n" for line in lines)
