"""Ranges: their place, their values and formulas, inserting and deleting."""

# ruff: noqa: FBT001, FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes, utils

from . import values
from .bridge import Border, OfficeError, constant, enum, struct
from .looks import Looks

if TYPE_CHECKING:
    from .books import Book
    from .sheets import Sheet
    from .tables import Table

_CONTENT = ("VALUE", "DATETIME", "STRING", "FORMULA")
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}
_PLAIN = re.compile(r"\[[\w.]+\]\w+")
_ROWS, _COLUMNS = 1_048_576, 16_384


class Range(Looks, Border, base_classes.Range):
    """A block of cells; `row` and `column` count from 1."""

    max_cells_per_read = None
    max_cells_per_write = None
    has_array = False
    options: Any = None  # xlwings sets them

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self._sheet = sheet
        self._place = (row, column, rows, columns)
        self.options = {}
        inside = row >= 1 and column >= 1 and rows >= 0 and columns >= 0
        if not inside or row + rows - 1 > _ROWS or column + columns - 1 > _COLUMNS:
            raise OfficeError(f"no such cells: row {row}, column {column}, {rows} by {columns}")

    @classmethod
    def of(cls, book: Book, address: Any) -> Range:
        """The range at a UNO address, which counts from 0."""
        from .sheets import Sheet

        sheet = Sheet(book, str(book.doc.Sheets.getByIndex(address.Sheet).Name))
        rows = address.EndRow - address.StartRow + 1
        columns = address.EndColumn - address.StartColumn + 1
        return cls(sheet, address.StartRow + 1, address.StartColumn + 1, rows, columns)

    def __bool__(self) -> bool:
        return True

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def uno(self) -> Any:
        row, column, rows, columns = self._place
        if not rows or not columns:
            raise OfficeError("an empty range")
        return self._sheet.uno.getCellRangeByPosition(
            column - 1, row - 1, column + columns - 2, row + rows - 2
        )

    @property
    def row(self) -> int:
        return self._place[0]

    @property
    def column(self) -> int:
        return self._place[1]

    @property
    def shape(self) -> tuple[int, int]:
        return self._place[2], self._place[3]

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, *args: int) -> Range:
        if len(args) == 1:
            row, column = divmod(args[0] - 1, self.shape[1])
        else:
            row, column = args[0] - 1, args[1] - 1
        return Range(self._sheet, self.row + row, self.column + column, 1, 1)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        def cell(row: int, column: int) -> str:
            across = ("$" if col_absolute else "") + utils.col_name(column)
            return across + ("$" if row_absolute else "") + str(row)

        row, column, rows, columns = self._place
        text = cell(row, column)
        if rows > 1 or columns > 1:
            text += ":" + cell(row + rows - 1, column + columns - 1)
        if not external:
            return text
        name = f"[{self._sheet.book.name}]{self._sheet.name}"
        return f"{name}!{text}" if _PLAIN.fullmatch(name) else f"'{name}'!{text}"

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def _count(self, kind: str) -> None:
        place = f"{self._sheet.name}!{self.get_address(False, False, False)}"
        self._sheet.book.app.engine.cell_traffic.log.append((kind, place))

    @property
    def raw_value(self) -> Any:
        if not len(self):
            return None
        self._count("read")
        rows = values.read(self)
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if len(self):
            self._count("write")
            values.write(self, self._grid(data))

    def _grid(self, data: Any) -> list[list[Any]]:
        """One value for each cell; Excel would fill what is missing with #N/A."""
        rows, columns = self.shape
        if not isinstance(data, (list, tuple)):
            return [[data] * columns for _ in range(rows)]
        if not data or not isinstance(data[0], (list, tuple)):
            data = [data]
        if len(data) != rows or any(len(row) != columns for row in data):
            raise OfficeError(f"the values do not fit {self.address}: {rows} by {columns} expected")
        return [list(row) for row in data]

    @property
    def formula(self) -> Any:
        if not len(self):
            return None
        self._count("read")
        rows = values.read_formulas(self)
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        if not len(self):
            return
        self._count("write")
        single = not isinstance(value, (list, tuple))
        values.write_formulas(self, self._grid(value), filled_from_first=single)

    def clear_contents(self) -> None:
        if len(self):
            self._count("write")
            self.uno.clearContents(sum(constant(f"sheet.CellFlags.{name}") for name in _CONTENT))

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:  # noqa: ARG002
        if shift not in ("down", "right"):
            raise OfficeError(f"insert(shift={shift!r}): say 'down' or 'right'")
        self._count("write")
        self._guard_tables(down=shift == "down")
        self._sheet.uno.insertCells(
            self.uno.RangeAddress, enum("sheet.CellInsertMode", shift.upper())
        )

    def delete(self, shift: str | None = None) -> None:
        if shift not in ("up", "left"):
            raise OfficeError(f"delete(shift={shift!r}): say 'up' or 'left'")
        self._count("write")
        self._guard_tables(down=shift == "up")
        self._sheet.uno.removeRange(
            self.uno.RangeAddress, enum("sheet.CellDeleteMode", shift.upper())
        )

    def _guard_tables(self, *, down: bool) -> None:
        """Excel refuses to shift some of a table's cells and leave others."""
        first, second = (self.column, self.row) if down else (self.row, self.column)
        length = self.shape[1] if down else self.shape[0]
        for table in self._sheet.tables:
            place = table.range
            low, far = (place.column, place.row) if down else (place.row, place.column)
            wide, deep = (place.shape[1], place.shape[0]) if down else place.shape
            shifted = far + deep > second and low < first + length and first < low + wide
            whole = first <= low and low + wide <= first + length
            if shifted and not whole:
                raise OfficeError(f"this would shift cells in the table {table.name}: not allowed")

    def end(self, direction: str) -> Range:
        down, across = _STEPS[direction]
        used = self._sheet.used_range
        last_row = max(used.row + used.shape[0] - 1, self.row)
        last_column = max(used.column + used.shape[1] - 1, self.column)

        def filled(row: int, column: int) -> bool:
            if row > last_row or column > last_column:
                return False
            return bool(str(self._sheet.uno.getCellByPosition(column - 1, row - 1).Formula))

        row, column = self.row, self.column
        step = (row + down, column + across)
        running = filled(row, column) and filled(*step)
        while 1 <= step[0] <= last_row + 1 and 1 <= step[1] <= last_column + 1:
            if running and not filled(*step):
                break
            row, column = step
            step = (row + down, column + across)
            if not running and filled(row, column):
                break
        else:
            if not running:  # nothing on the way: the edge of the sheet
                row = {"down": _ROWS, "up": 1}.get(direction, row)
                column = {"right": _COLUMNS, "left": 1}.get(direction, column)
        return Range(self._sheet, row, column, 1, 1)

    @property
    def current_region(self) -> Range:
        cursor = self._sheet.uno.createCursorByRange(self.uno)
        cursor.collapseToCurrentRegion()
        return Range.of(self._sheet.book, cursor.RangeAddress)

    @property
    def table(self) -> Table | None:
        for table in self._sheet.tables:
            row, column, rows, columns = table.range._place
            if row <= self.row < row + rows and column <= self.column < column + columns:
                return table
        return None

    @property
    def name(self) -> Any:
        for name in self._sheet.book.names._all():
            try:
                place = name.refers_to_range
            except OfficeError:
                continue
            if place.sheet.name == self._sheet.name and place._place == self._place:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        self._sheet.book.names.add(value, f"='{self._sheet.name}'!{self.address}")

    def select(self) -> None:
        active = self._sheet.book.sheets.active.name
        if active != self._sheet.name:
            raise OfficeError(f"select(): {self._sheet.name} is not the active sheet ({active} is)")
        self._sheet.book.doc.CurrentController.select(self.uno)

    def copy(self, destination: Any = None) -> None:
        if destination is None:
            raise OfficeError("copy() without a destination uses the user's clipboard")
        target = destination.impl.uno.RangeAddress
        cell = struct(
            "table.CellAddress", Sheet=target.Sheet, Row=target.StartRow, Column=target.StartColumn
        )
        self._sheet.uno.copyRange(cell, self.uno.RangeAddress)

    @property
    def hyperlink(self) -> str:
        fields = self.uno.getCellByPosition(0, 0).getTextFields()
        if not fields.Count:
            raise OfficeError("the cell holds no hyperlink")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:  # noqa: ARG002
        self._count("write")
        cell = self.uno.getCellByPosition(0, 0)
        cell.setString("")
        link = self._sheet.book.doc.createInstance("com.sun.star.text.TextField.URL")
        link.URL = address
        link.Representation = text_to_display
        cell.insertTextContent(cell.createTextCursor(), link, False)
