"""Defined names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .bridge import Border, OfficeError, struct

if TYPE_CHECKING:
    from .books import Book
    from .ranges import Range

_TABLE_COLUMN = re.compile(r"(\w+)\[([^\[\]#@]+)\]")
XL_OOX = 3  # com.sun.star.sheet.AddressConvention: formulas as .xlsx files hold them


def parser(document: Any) -> Any:
    """A parser of formulas written as Excel writes them, in English."""
    made = document.createInstance("com.sun.star.sheet.FormulaParser")
    made.CompileEnglish = True
    made.FormulaConvention = XL_OOX
    return made


def origin(sheet: int = 0, row: int = 0, column: int = 0) -> Any:
    """The cell a formula stands in, for its relative references; counted from 0."""
    return struct("table.CellAddress", Sheet=sheet, Row=row, Column=column)


class Names(Border, base_classes.Names):
    """The names of a workbook, or of one sheet."""

    def __init__(self, book: Book, sheet: str | None = None) -> None:
        self.book = book
        self._sheet = sheet

    def _all(self) -> list[Name]:
        found = [
            Name(self.book, self.book.doc.NamedRanges, name, None)
            for name in self.book.doc.NamedRanges.ElementNames
            if self._sheet is None
        ]
        for sheet in self.book.sheets:
            if self._sheet not in (None, sheet.name):
                continue
            local = sheet.uno.NamedRanges
            found += [Name(self.book, local, name, sheet.name) for name in local.ElementNames]
        return sorted(found, key=lambda name: name.name.lower())

    def __call__(self, name_or_index: str | int) -> Name:
        names = self._all()
        if isinstance(name_or_index, int):
            return names[name_or_index - 1]
        for name in names:
            if name.name.lower() == name_or_index.lower():
                return name
        raise OfficeError(f"no defined name {name_or_index!r}")

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def contains(self, name_or_index: str | int) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return any(name.name.lower() == name_or_index.lower() for name in self._all())

    def __len__(self) -> int:
        return len(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        ranges = self.book.doc.NamedRanges
        if ranges.hasByName(name):
            ranges.removeByName(name)
        ranges.addNewByName(name, "0", origin(), 0)
        made = Name(self.book, ranges, name, None)
        made.refers_to = refers_to
        return made


class Name(Border, base_classes.Name):
    def __init__(self, book: Book, container: Any, name: str, sheet: str | None) -> None:
        self.book = book
        self._container = container
        self._name = name
        self._sheet = sheet

    @property
    def _uno(self) -> Any:
        return self._container.getByName(self._name)

    @property
    def name(self) -> str:
        if self._sheet is None:
            return self._name
        own = self._name.removeprefix("_xlnm.")  # the file's word for Excel's own names
        quoted = self._sheet if self._sheet.isidentifier() else f"'{self._sheet}'"
        return f"{quoted}!{own}"

    @name.setter
    def name(self, value: str) -> None:
        self._uno.Name = value
        self._name = value

    def delete(self) -> None:
        self._container.removeByName(self._name)

    @property
    def refers_to(self) -> str:
        content = str(self._uno.Content)
        if _TABLE_COLUMN.fullmatch(content):  # the formula parser does not know tables
            return f"={content}"
        return "=" + parser(self.book.doc).printFormula(self._uno.getTokens(), origin())

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        tokens = parser(self.book.doc).parseFormula(str(value).removeprefix("="), origin())
        self._uno.setTokens(tokens)

    @property
    def refers_to_range(self) -> Range:
        from .ranges import Range

        if found := _TABLE_COLUMN.fullmatch(str(self._uno.Content)):
            return self._table_column(*found.groups())
        cells = self._uno.getReferredCells()
        if cells is None:
            raise OfficeError(f"the name {self.name} refers to no range")
        return Range.of(self.book, cells.RangeAddress)

    def _table_column(self, table: str, column: str) -> Range:
        from .ranges import Range

        for sheet in self.book.sheets:
            if table in sheet.tables:
                body = sheet.tables(table).data_body_range
                heads = sheet.tables(table).header_row_range.uno.getDataArray()[0]
                if body is not None and column in heads:
                    across = body.column + heads.index(column)
                    return Range(sheet, body.row, across, body.shape[0], 1)
        raise OfficeError(f"the name {self.name} refers to a column that is not there")
