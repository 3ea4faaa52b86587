"""How a range looks: number format, colours, sizes, alignment, font."""

# ruff: noqa: FBT001, FBT002, FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes, utils

from .bridge import Border, OfficeError, constant, enum, struct

if TYPE_CHECKING:
    from .sheets import Sheet

POINT = 2540 / 72  # a point in LibreOffice's hundredths of a millimetre
_PIXEL = 2540 / 96
_HORIZONTAL = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "justify": "BLOCK",
    "fill": "REPEAT",
}
_VERTICAL = {"bottom": 3, "center": 2, "top": 1, "justify": 4}
_QUOTED = re.compile(r'("[^"]*"|\\.)')


def excel_format(text: str, *, dates: bool) -> str:
    """A number format as Excel writes it: LibreOffice has `DD/MM/YYYY` for `dd/mm/yyyy`."""
    if not dates:
        return text
    parts = _QUOTED.split(text)
    return "".join(
        p if i % 2 else re.sub(r"(?<![AP])[DMYHS]+(?!/PM)", lambda m: m[0].lower(), p)
        for i, p in enumerate(parts)
    )


def colour_number(given: Any) -> int:
    """LibreOffice's number (red first) for a colour as xlwings takes it."""
    if given is None:
        return -1
    if isinstance(given, str):
        given = utils.hex_to_rgb(given)
    if isinstance(given, int):
        given = utils.int_to_rgb(given)
    red, green, blue = given
    return (red << 16) + (green << 8) + blue


def colour_parts(number: int) -> tuple[int, int, int] | None:
    """Red, green and blue of LibreOffice's number; None for none."""
    return None if number < 0 else (number >> 16 & 255, number >> 8 & 255, number & 255)


class Looks:
    """Mixed into `Range`, which brings `uno`, `_sheet`, `_count` and `shape`."""

    uno: Any
    _sheet: Sheet
    shape: tuple[int, int]

    if TYPE_CHECKING:

        def _count(self, kind: str) -> None: ...

    def _alike(self, name: str) -> Any:
        """A property all cells share, or None where they differ."""
        cells = self.uno
        if cells.getPropertyState(name) == enum("beans.PropertyState", "AMBIGUOUS_VALUE"):
            return None
        return cells.getPropertyValue(name)

    @property
    def number_format(self) -> str | None:
        key = self._alike("NumberFormat")
        if key is None:
            return None
        found = self._sheet.book.doc.NumberFormats.getByKey(key)
        if found.Type & constant("util.NumberFormat.LOGICAL"):
            return "General"
        dates = found.Type & (
            constant("util.NumberFormat.DATE") | constant("util.NumberFormat.TIME")
        )
        return excel_format(str(found.FormatString), dates=bool(dates))

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._count("format")
        formats = self._sheet.book.doc.NumberFormats
        english = struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(value, english, False)
        self.uno.NumberFormat = formats.addNew(value, english) if key == -1 else key

    @property
    def color(self) -> tuple[int, int, int] | None:
        number = self._alike("CellBackColor")
        return None if number is None else colour_parts(number)

    @color.setter
    def color(self, value: Any) -> None:
        self._count("format")
        self.uno.CellBackColor = colour_number(value)

    @property
    def wrap_text(self) -> bool | None:
        value = self._alike("IsTextWrapped")
        return None if value is None else bool(value)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._count("format")
        self.uno.IsTextWrapped = bool(value)

    @property
    def horizontal_alignment(self) -> str | None:
        value = self._alike("HoriJustify")
        return (
            None
            if value is None
            else next((k for k, v in _HORIZONTAL.items() if v == value.value), None)
        )

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._count("format")
        self.uno.HoriJustify = enum("table.CellHoriJustify", _HORIZONTAL[value])

    @property
    def vertical_alignment(self) -> str | None:
        value = self._alike("VertJustify")
        return (
            None
            if value is None
            else next((k for k, v in _VERTICAL.items() if v == (value or 3)), None)
        )

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._count("format")
        self.uno.VertJustify = _VERTICAL[value]

    @property
    def row_height(self) -> float | None:
        heights = {row.Height for row in self.uno.Rows}
        return round(heights.pop() / POINT, 2) if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        if not 0 <= value <= 409.5:
            raise OfficeError(f"no row is {value} points high")
        self._count("format")
        self.uno.Rows.Height = round(value * POINT)

    @property
    def column_width(self) -> float | None:
        widths = {column.Width for column in self.uno.Columns}
        if len(widths) != 1:
            return None
        return round(max(0.0, (widths.pop() / _PIXEL - 5) / 7), 2)

    @column_width.setter
    def column_width(self, value: float) -> None:
        if not 0 <= value <= 255:
            raise OfficeError(f"no column is {value} characters wide")
        self._count("format")
        self.uno.Columns.Width = round((value * 7 + 5) * _PIXEL)

    @property
    def row_hidden(self) -> bool | None:
        shown = {bool(row.IsVisible) for row in self.uno.Rows}
        return not shown.pop() if len(shown) == 1 else None

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self._count("format")
        self.uno.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        shown = {bool(column.IsVisible) for column in self.uno.Columns}
        return not shown.pop() if len(shown) == 1 else None

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self._count("format")
        self.uno.Columns.IsVisible = not value

    @property
    def left(self) -> float:
        return round(self.uno.Position.X / POINT, 2)

    @property
    def top(self) -> float:
        return round(self.uno.Position.Y / POINT, 2)

    @property
    def width(self) -> float:
        return round(self.uno.Size.Width / POINT, 2)

    @property
    def height(self) -> float:
        return round(self.uno.Size.Height / POINT, 2)

    def autofit(self, axis: str | None = None) -> None:
        self._count("format")
        if axis in (None, "columns", "c"):
            self.uno.Columns.OptimalWidth = True
        if axis in (None, "rows", "r"):
            self.uno.Rows.OptimalHeight = True

    def merge(self, across: bool = False) -> None:
        self._count("format")
        for row in range(self.shape[0]) if across else (None,):
            cells = (
                self.uno
                if row is None
                else self.uno.getCellRangeByPosition(0, row, self.shape[1] - 1, row)
            )
            cells.merge(True)

    def unmerge(self) -> None:
        self._count("format")
        self.uno.merge(False)

    @property
    def merge_cells(self) -> bool:
        return bool(self.uno.IsMerged)

    def clear_formats(self) -> None:
        self._count("format")
        flags = ("HARDATTR", "STYLES", "EDITATTR")
        self.uno.clearContents(sum(constant(f"sheet.CellFlags.{name}") for name in flags))

    @property
    def font(self) -> Font:
        return Font(self)


class Font(Border, base_classes.Font):
    """Bold, italic, size in points, name and colour of a range's text."""

    def __init__(self, cells: Looks) -> None:
        self._cells = cells

    def _set(self, **given: Any) -> None:
        self._cells._count("format")
        for name, value in given.items():
            setattr(self._cells.uno, name, value)

    @property
    def bold(self) -> bool | None:
        weight = self._cells._alike("CharWeight")
        return None if weight is None else bool(weight > 100)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set(CharWeight=150.0 if value else 100.0)

    @property
    def italic(self) -> bool | None:
        slant = self._cells._alike("CharPosture")
        return None if slant is None else bool(slant.value == "ITALIC")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set(CharPosture=enum("awt.FontSlant", "ITALIC" if value else "NONE"))

    @property
    def size(self) -> float | None:
        size = self._cells._alike("CharHeight")
        return None if size is None else float(size)

    @size.setter
    def size(self, value: float) -> None:
        self._set(CharHeight=float(value))

    @property
    def name(self) -> str | None:
        name = self._cells._alike("CharFontName")
        return None if name is None else str(name)

    @name.setter
    def name(self, value: str) -> None:
        self._set(CharFontName=value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        number = self._cells._alike("CharColor")
        return None if number is None else colour_parts(max(0, number))

    @color.setter
    def color(self, value: Any) -> None:
        self._set(CharColor=colour_number(value))
