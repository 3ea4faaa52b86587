"""Cell values and formulas in blocks, with Excel's types.

Reads come as Excel's do: numbers as floats, dates as datetimes where the cell's format is
a date, booleans as bools, an error as COM's number for it, an empty cell as None. Writes
convert what Excel would convert, and note it.
"""

# ruff: noqa: FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from . import strictness
from .bridge import OfficeError, constant, struct
from .names import origin, parser

if TYPE_CHECKING:
    from .ranges import Range

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  Excel's dates have no zone
LONGEST = 32_767
_EXCEL_ERRORS = {
    503: -2146826252,  # #NUM!
    519: -2146826273,  # #VALUE!
    524: -2146826265,  # #REF!
    525: -2146826259,  # #NAME?
    532: -2146826281,  # #DIV/0!
    32767: -2146826246,  # #N/A
}
_SYNTAX_ERRORS = {501, 508, 509, 510, 511, 512, 513, 514, 516, 517, 518, 520}
_TEXT, _DATE, _LOGICAL, _GENERAL, _OTHER = "text", "date", "logical", "general", "other"
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
Grid = list[list[Any]]


def kinds(cells: Range) -> list[list[str]]:
    """The kind of number format of each cell: text, date, logical, general or other."""
    rows, columns = cells.shape
    top, left = cells.row - 1, cells.column - 1
    grid = [[_GENERAL] * columns for _ in range(rows)]
    formats = cells.sheet.book.doc.NumberFormats
    kind_of: dict[int, str] = {}
    areas = cells.uno.getUniqueCellFormatRanges()
    for index in range(areas.Count):
        area = areas.getByIndex(index)
        key = area.NumberFormat
        if key not in kind_of:
            kind_of[key] = _kind(formats.getByKey(key))
        if kind_of[key] == _GENERAL:
            continue
        for place in area.RangeAddresses:
            first, last = place.StartColumn - left, place.EndColumn - left
            run = [kind_of[key]] * (last - first + 1)
            for row in range(place.StartRow - top, place.EndRow - top + 1):
                grid[row][first : last + 1] = run
    return grid


def _kind(number_format: Any) -> str:
    bits = number_format.Type
    if bits & constant("util.NumberFormat.TEXT"):
        return _TEXT
    if bits & (constant("util.NumberFormat.DATE") | constant("util.NumberFormat.TIME")):
        return _DATE
    if bits & constant("util.NumberFormat.LOGICAL"):
        return _LOGICAL
    return _GENERAL if number_format.FormatString in ("General", "Standard") else _OTHER


def from_serial(serial: float) -> dt.datetime:
    """The date and time of Excel's day number, to the millisecond."""
    return EPOCH + dt.timedelta(milliseconds=round(serial * 86_400_000))


def to_serial(value: dt.date) -> float:
    """Excel's day number of a date or datetime."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return (value.replace(tzinfo=None) - EPOCH) / dt.timedelta(days=1)


def read(cells: Range) -> tuple[tuple[Any, ...], ...]:
    """The values of a block."""
    data = cells.uno.getDataArray()
    numbers = any(isinstance(raw, float) for row in data for raw in row)
    formats = kinds(cells) if numbers else [[_GENERAL] * len(row) for row in data]  # for speed
    mistakes = _errors(cells) if any(None in row for row in data) else {}

    def value(raw: Any, kind: str, place: tuple[int, int]) -> Any:
        if raw is None:
            return mistakes.get(place, _EXCEL_ERRORS[519])
        if kind == _DATE:
            return from_serial(raw)
        return bool(raw) if kind == _LOGICAL else float(raw)

    return tuple(
        tuple(
            (raw or None) if isinstance(raw, str) else value(raw, formats[r][c], (r, c))
            for c, raw in enumerate(row)
        )
        for r, row in enumerate(data)
    )


def _errors(cells: Range) -> dict[tuple[int, int], int]:
    found = {}
    for place in _formula_areas(cells, constant("sheet.FormulaResult.ERROR")):
        for row in range(place.StartRow, place.EndRow + 1):
            for column in range(place.StartColumn, place.EndColumn + 1):
                number = cells.sheet.uno.getCellByPosition(column, row).getError()
                found[row - cells.row + 1, column - cells.column + 1] = _EXCEL_ERRORS.get(
                    number, _EXCEL_ERRORS[519]
                )
    return found


def _formula_areas(cells: Range, kind: int) -> tuple[Any, ...]:
    return tuple(cells.uno.queryFormulaCells(kind).RangeAddresses)


def read_formulas(cells: Range) -> tuple[tuple[str, ...], ...]:
    """Formulas as Excel writes them; constants as text."""
    grid = [
        [raw if isinstance(raw, str) else ("" if raw is None else f"{raw:.15g}") for raw in row]
        for row in cells.uno.getDataArray()
    ]
    document = cells.sheet.book.doc
    reader = parser(document)
    every = sum(constant(f"sheet.FormulaResult.{name}") for name in ("VALUE", "STRING", "ERROR"))
    for place in _formula_areas(cells, every):
        for row in range(place.StartRow, place.EndRow + 1):
            for column in range(place.StartColumn, place.EndColumn + 1):
                cell = cells.sheet.uno.getCellByPosition(column, row)
                text = str(cell.getFormula()).removeprefix("=")
                if "[" in text:
                    text = _swapped(text, ";", ",")
                else:
                    text = reader.printFormula(cell.getTokens(), origin(place.Sheet, row, column))
                grid[row - cells.row + 1][column - cells.column + 1] = f"={text}"
    return tuple(tuple(row) for row in grid)


def write(cells: Range, grid: Grid) -> None:
    """Write a block, one call for the cells and one for each run of dates or booleans."""
    formats = kinds(cells)
    wanted: dict[str, list[tuple[int, int]]] = {_DATE: [], _LOGICAL: [], _GENERAL: []}
    formulas: list[tuple[int, int, str]] = []
    out: Grid = []
    for r, row in enumerate(grid):
        out.append([])
        for c, given in enumerate(row):
            value, kind = _prepared(cells, r, c, given, formats[r][c])
            if kind == "formula":
                formulas.append((r, c, value))
                value = ""
            elif kind in (_DATE, _LOGICAL) and formats[r][c] == _GENERAL:
                wanted[kind].append((r, c))
            elif formats[r][c] == _LOGICAL and kind != _LOGICAL:
                # General in Excel: only LibreOffice makes a boolean a number with a format.
                wanted[_DATE if kind == _DATE else _GENERAL].append((r, c))
            out[-1].append(value)
    cells.uno.setDataArray(tuple(tuple(row) for row in out))
    for kind, places in wanted.items():
        _format(cells, kind, places)
    for r, c, text in formulas:
        set_formula(cells(r + 1, c + 1), text)


def _prepared(cells: Range, r: int, c: int, given: Any, kind: str) -> tuple[Any, str | None]:
    """A value as LibreOffice takes it, and the kind of cell it makes."""
    if given is None or given == "":
        return "", None
    if isinstance(given, str):
        return _prepared_text(cells, r, c, given, kind)
    if isinstance(given, bool):
        number, becomes = float(given), _LOGICAL
    elif isinstance(given, dt.date):
        number, becomes = to_serial(given), _DATE
    elif isinstance(given, (int, float, Decimal)):
        number, becomes = float(given), None
    else:
        raise TypeError(
            f"Objects of type '{type(given).__name__}' can not be converted to a COM VARIANT"
        )
    if number != number or abs(number) == float("inf"):  # noqa: PLR0124
        raise OfficeError(f"Excel holds no {number}")
    if kind == _TEXT:
        _note(cells, r, c, given, "text")
        text = str(given).upper() if becomes == _LOGICAL else f"{number:.15g}"
        return (f"{given:%d/%m/%Y}" if becomes == _DATE else text), None
    return number, becomes


def _prepared_text(  # noqa: PLR0911  one kind a line
    cells: Range, r: int, c: int, text: str, kind: str
) -> tuple[Any, str | None]:
    if len(text) > LONGEST:
        raise OfficeError(f"a cell holds at most {LONGEST} characters")
    if text.startswith("'"):  # the prefix, not part of the text
        return text[1:], None
    made = None if kind == _TEXT else strictness.would_become(text)
    if made is None:
        return text, None
    _note(cells, r, c, text, made)
    if made == "formula":
        return text, "formula"
    if made == "boolean":
        return float(text.strip().upper() == "TRUE"), _LOGICAL
    if made == "number":
        return strictness.as_number(text), None
    if made == "date":
        date = strictness.as_date(text, dt.datetime.now().year)  # noqa: DTZ005
        return (to_serial(date) if date else text), _DATE
    return text, None  # a time or an error: noted, kept


def _note(cells: Range, r: int, c: int, written: object, kind: str) -> None:
    place = cells(r + 1, c + 1).get_address(False, False, False)
    made = strictness.Conversion(cells.sheet.name, place, written, kind)
    cells.sheet.book.app.engine.conversions.append(made)


def _format(cells: Range, kind: str, places: list[tuple[int, int]]) -> None:
    """Give cells the format of a date, a boolean or none; runs down a column at once."""
    if not places:
        return
    formats = cells.sheet.book.doc.NumberFormats
    english = struct("lang.Locale", Language="en", Country="GB")
    key = {
        _DATE: lambda: formats.getStandardFormat(constant("util.NumberFormat.DATE"), english),
        _LOGICAL: lambda: formats.getStandardFormat(constant("util.NumberFormat.LOGICAL"), english),
        _GENERAL: lambda: 0,
    }[kind]()
    rest = sorted(places, key=lambda place: (place[1], place[0]))
    while rest:
        run = [rest.pop(0)]
        while rest and rest[0] == (run[-1][0] + 1, run[-1][1]):
            run.append(rest.pop(0))
        area = cells.uno.getCellRangeByPosition(run[0][1], run[0][0], run[0][1], run[-1][0])
        area.NumberFormat = key


def write_formulas(cells: Range, grid: Grid, *, filled_from_first: bool) -> None:
    """Write formulas as Excel writes them; other text as if typed."""
    if all(not (isinstance(v, str) and v.startswith("=")) for row in grid for v in row):
        write(cells, grid)
        return
    for r, row in enumerate(grid):
        for c, given in enumerate(row):
            cell = cells(r + 1, c + 1)
            if isinstance(given, str) and given.startswith("="):
                set_formula(cell, given, cells(1, 1) if filled_from_first else cell)
            else:
                write(cell, [[given]])


def set_formula(cell: Range, text: str, read_at: Range | None = None) -> None:
    """Put one formula into one cell, its references read as seen from `read_at`."""
    at = read_at or cell
    shown = text if text.startswith("=") else f"={text}"
    target = cell.uno.getCellByPosition(0, 0)
    was = target.getFormula()
    before = target.getTokens() if was.startswith("=") else None
    if "[" in shown:  # the formula parser does not know table references, the cell does
        target.setFormula(_swapped(shown, ",", ";"))
    else:
        place = origin(cell.sheet.index - 1, at.row - 1, at.column - 1)
        target.setTokens(parser(cell.sheet.book.doc).parseFormula(shown[1:], place))
    if target.getError() in _SYNTAX_ERRORS:
        if before:
            target.setTokens(before)
        else:
            target.setFormula(was)
        raise OfficeError(f"not a formula Excel takes: {text}")


def _swapped(text: str, old: str, new: str) -> str:
    """A formula with another sign between arguments (LibreOffice's cells take `;`)."""
    parts = _QUOTED.split(text)
    return "".join(part if i % 2 else part.replace(old, new) for i, part in enumerate(parts))
