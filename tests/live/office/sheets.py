"""Sheets of a workbook."""

# ruff: noqa: FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import numbers
import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes, utils

from .bridge import Border, OfficeError
from .names import Names
from .pictures import Pictures, Shapes
from .tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .books import Book
    from .ranges import Range

ROWS, COLUMNS = 1_048_576, 16_384
VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2  # what Excel's Worksheet.Visible returns
_CELLS = re.compile(r"^\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$", re.IGNORECASE)
_WHOLE_COLUMNS = re.compile(r"^\$?([A-Z]{1,3}):\$?([A-Z]{1,3})$", re.IGNORECASE)
_WHOLE_ROWS = re.compile(r"^\$?(\d+):\$?(\d+)$")


class Sheets(Border, base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, str(self.book.doc.CurrentController.ActiveSheet.Name))

    def __call__(self, name_or_index: str | int) -> Sheet:
        names = self._names()
        if isinstance(name_or_index, numbers.Integral):
            if not 1 <= name_or_index <= len(names):
                raise OfficeError(f"no sheet number {name_or_index}")
            return Sheet(self.book, names[int(name_or_index) - 1])
        for name in names:
            if name.lower() == str(name_or_index).lower():
                return Sheet(self.book, name)
        raise OfficeError(f"no sheet {name_or_index!r}")

    def _names(self) -> list[str]:
        return [str(name) for name in self.book.doc.Sheets.ElementNames]

    def __len__(self) -> int:
        return int(self.book.doc.Sheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self.book, name) for name in self._names()])

    def add(
        self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None
    ) -> Sheet:
        names = self._names()
        place = self.active.index - 1
        if before is not None:
            place = before.index - 1
        elif after is not None:
            place = after.index
        chosen = name or next(f"Sheet{n}" for n in range(1, 1000) if f"Sheet{n}" not in names)
        self.book.doc.Sheets.insertNewByName(chosen, place)
        return Sheet(self.book, chosen)


class Sheet(Border, base_classes.Sheet):
    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def book(self) -> Book:
        return self._book

    @property
    def uno(self) -> Any:
        sheets = self._book.doc.Sheets
        if not sheets.hasByName(self._name):
            raise OfficeError(f"the sheet {self._name!r} is no longer there")
        return sheets.getByName(self._name)

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        if value.lower() != self._name.lower() and self._book.doc.Sheets.hasByName(value):
            raise OfficeError(f"there is a sheet {value!r} already")
        self.uno.setName(value)
        self._name = value

    @property
    def index(self) -> int:
        return list(self._book.doc.Sheets.ElementNames).index(self._name) + 1

    @property
    def visible(self) -> int:
        if self.uno.IsVisible:
            return VISIBLE
        return VERY_HIDDEN if self._name in self._book.very_hidden() else HIDDEN

    @visible.setter
    def visible(self, value: bool) -> None:
        shown = [sheet for sheet in self._book.doc.Sheets if sheet.IsVisible]
        if not value and len(shown) == 1 and shown[0].Name == self._name:
            raise OfficeError("a workbook must show at least one sheet")
        self.uno.IsVisible = bool(value)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        from .ranges import Range

        if isinstance(arg1, numbers.Number) and isinstance(arg2, numbers.Number):
            arg1, arg2 = (int(arg1), int(arg2)), None  # type: ignore[call-overload]
        first = self._corner(arg1)
        if arg2 is None:
            return first
        second = self._corner(arg2)
        top, left = min(first.row, second.row), min(first.column, second.column)
        bottom = max(r.row + r.shape[0] for r in (first, second))
        right = max(r.column + r.shape[1] for r in (first, second))
        return Range(self, top, left, bottom - top, right - left)

    def _corner(self, given: Any) -> Range:
        from .ranges import Range

        if isinstance(given, Range):
            return given
        if isinstance(given, tuple):
            if 0 in given[:2]:
                raise IndexError("ranges count from 1")
            return Range(self, *given) if len(given) == 4 else Range(self, *given, 1, 1)
        text = str(given).replace(f"{self._name}!", "").replace(f"'{self._name}'!", "")
        if _CELLS.match(text):
            first, second = utils.a1_to_tuples(text.replace("$", "").upper())
            second = second or first
            return Range(self, *first, second[0] - first[0] + 1, second[1] - first[1] + 1)
        if found := _WHOLE_COLUMNS.match(text):
            left, right = (utils.a1_to_tuples(f"{part}1".upper())[0][1] for part in found.groups())
            return Range(self, 1, left, ROWS, right - left + 1)
        if found := _WHOLE_ROWS.match(text):
            top, bottom = map(int, found.groups())
            return Range(self, top, 1, bottom - top + 1, COLUMNS)
        return self._named(text)

    def _named(self, text: str) -> Range:
        names = self._book.names
        for name in (f"{self._name}!{text}", text):
            if names.contains(name):
                found = names(name).refers_to_range
                if found.sheet.name != self._name:
                    raise OfficeError(f"the name {text} is on {found.sheet.name}, not {self._name}")
                return found
        if text in self.tables:
            body = self.tables(text).data_body_range
            if body is not None:
                return body
        raise OfficeError(f"{text!r} is neither an address nor a name on {self._name}")

    @property
    def cells(self) -> Range:
        from .ranges import Range

        return Range(self, 1, 1, ROWS, COLUMNS)

    @property
    def used_range(self) -> Range:
        from .ranges import Range

        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return Range.of(self._book, cursor.RangeAddress)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @property
    def shapes(self) -> Shapes:
        return Shapes(self)

    def activate(self) -> None:
        if not self.uno.IsVisible:
            raise OfficeError(f"a hidden sheet cannot be activated: {self._name}")
        self._book.doc.CurrentController.setActiveSheet(self.uno)

    def select(self) -> None:
        self.activate()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    @property
    def names(self) -> Names:
        return Names(self._book, self._name)

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def delete(self) -> None:
        if len(self._book.sheets) == 1:
            raise OfficeError("a workbook keeps at least one sheet")
        self._book.doc.Sheets.removeByName(self._name)
