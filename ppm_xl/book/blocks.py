"""What to write into an open workbook: blocks of cells, few however many pupils there are.

Pure: from a table as it stands and as it is to be, the blocks and number formats. Columns that
we write (calculated, or filled from the MIS) go in one block; staff's columns are written only
where a cell changes, and where many are scattered over one column also what lies between them and
is the same when it is written again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Final

from ppm_xl import schema
from ppm_xl.book.escaping import LONGEST_TEXT, armed, units
from ppm_xl.book.tables import Cell, Row

GENERAL: Final = "General"
TEXT: Final = "@"
DATE: Final = "dd/mm/yyyy"
MOMENT: Final = "dd/mm/yyyy hh:mm"

FEW_PIECES: Final = 3
"""So many pieces of one column are written one by one, and nothing between them is touched."""


@dataclass(frozen=True, slots=True)
class Block:
    """Values for a rectangle of cells; its place counts from 0 within the table's rows."""

    top: int
    left: int
    values: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A number format for a rectangle of cells, set before they are written.

    With ``only_text``, where the cells are formatted as text and in no other case: there Excel
    would make text of a number or a date.
    """

    top: int
    left: int
    height: int
    width: int
    code: str
    only_text: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A table's cells as they stand in Excel now, rows already where they are to be.

    Attributes
    ----------
    was
        Values as they were read; empty for a row that is new.
    raw
        The same as Excel gave them, to be written back unchanged within a block.
    formulas
        The formula of each cell that has one, else ``""``.
    new
        Whether a row is new: what formulas it has, Excel has filled in, and they stay.
    """

    was: Sequence[Row]
    raw: Sequence[Sequence[object]]
    formulas: Sequence[Sequence[str]]
    new: Sequence[bool]


def planned(
    table: str, headings: Sequence[str], standing: Standing, becomes: Sequence[Row]
) -> tuple[tuple[Format, ...], tuple[Block, ...]]:
    """Work out the formats to set, then the blocks to write."""
    columns = [schema.TABLES[table].column(heading) for heading in headings]
    changed = [
        [
            (type(a) is not type(b) or a != b) and not (new and formula)
            for a, b, formula in zip(was, row, formulas, strict=True)
        ]
        for was, row, formulas, new in zip(
            standing.was, becomes, standing.formulas, standing.new, strict=True
        )
    ]
    formats: list[Format] = []
    blocks: list[Block] = []
    for top, left, height, width in _areas(columns, changed, standing):
        rows = range(top, top + height)
        places = range(left, left + width)
        blocks.append(
            Block(
                top,
                left,
                tuple(
                    tuple(
                        _written(columns[c], becomes[r][c])
                        if changed[r][c]
                        else standing.formulas[r][c] or _written(columns[c], standing.raw[r][c])
                        for c in places
                    )
                    for r in rows
                ),
            )
        )
        formats.extend(_formats(columns, standing, becomes, changed, rows, places))
    return tuple(formats), tuple(blocks)


def _areas(
    columns: Sequence[schema.Column | None],
    changed: Sequence[Sequence[bool]],
    standing: Standing,
) -> Iterator[tuple[int, int, int, int]]:
    """Give the rectangles to write: top, left, height, width."""
    new = standing.new
    for ours, group in groupby(range(len(columns)), key=lambda place: _is_ours(columns[place])):
        places = list(group)
        if ours:
            yield from _spanned(changed, range(len(changed)), places)
            continue
        for first, last in runs([row for row, is_new in enumerate(new) if is_new]):
            yield from _spanned(changed, range(first, last + 1), places)
        for place in places:
            rows = [r for r, row in enumerate(changed) if row[place] and not new[r]]
            for first, last in _joined(list(runs(rows)), columns[place], standing, place):
                yield first, place, last - first + 1, 1


def _joined(
    pieces: list[tuple[int, int]], column: schema.Column | None, standing: Standing, place: int
) -> Iterator[tuple[int, int]]:
    """Join the pieces of one column over cells that may be written again, if there are many."""
    if len(pieces) <= FEW_PIECES:
        yield from pieces
        return
    first, last = pieces[0]
    for start, end in pieces[1:]:
        between = range(last + 1, start)
        if not all(_same_again(column, standing, row, place) for row in between):
            yield first, last
            first = start
        last = end
    yield first, last


def _same_again(column: schema.Column | None, standing: Standing, row: int, place: int) -> bool:
    """Whether a cell of staff's is surely the same once its own value is written into it.

    Not a formula or an error; not a note, some of whose words may be bold; not a number or a date
    where the column holds text; and nothing in a column we know nothing of.
    """
    value = standing.raw[row][place]
    if standing.new[row] or standing.formulas[row][place] or column is None:
        return False
    if value is None:
        return True
    if isinstance(value, str):
        whole = column.kind is not schema.Kind.LONG_TEXT and not value.startswith("#")
        return column.kind.is_text and whole
    holds_days = column.kind in {schema.Kind.DATE, schema.Kind.MOMENT}
    if isinstance(value, date):
        return holds_days
    return isinstance(value, float) and not column.kind.is_text and not holds_days


def _spanned(
    changed: Sequence[Sequence[bool]], rows: range, places: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Give the smallest rectangle that holds every changed cell of some rows and columns."""
    down = [row for row in rows if any(changed[row][place] for place in places)]
    if down:
        across = [place for place in places if any(changed[row][place] for row in down)]
        yield down[0], across[0], down[-1] - down[0] + 1, across[-1] - across[0] + 1


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each run of consecutive numbers."""
    if not numbers:
        return
    first = numbers[0]
    for a, b in pairwise(numbers):
        if b != a + 1:
            yield first, a
            first = b
    yield first, numbers[-1]


def _is_ours(column: schema.Column | None) -> bool:
    return column is not None and column.writer is not schema.Writer.STAFF


def _is_text(column: schema.Column | None) -> bool:
    return column is not None and column.kind.is_text


def _written(column: schema.Column | None, value: object) -> object:
    """Give a value as Excel is handed it."""
    return armed(value, as_text=_is_text(column)) if isinstance(value, str) else value


def _formats(
    columns: Sequence[schema.Column | None],
    standing: Standing,
    becomes: Sequence[Row],
    changed: Sequence[Sequence[bool]],
    rows: range,
    places: range,
) -> Iterator[Format]:
    """Give the formats of one block: text columns as text, then the odd cells in them."""
    for is_text, group in groupby(places, key=lambda place: _is_text(columns[place])):
        across = list(group)
        if is_text and any(isinstance(becomes[r][c], str) for r in rows for c in across):
            yield Format(rows.start, across[0], len(rows), len(across), TEXT)
    old = [r for r, is_new in enumerate(standing.new) if not is_new]
    # An inserted row has the format of the one above, or at the top of the one below.
    model = [max((o for o in old if o <= r), default=old[0] if old else r) for r in rows]
    for place in places:
        column = columns[place]
        odd: dict[int, tuple[str, bool]] = {}
        for r, like in zip(rows, model, strict=True):
            if changed[r][place] or _is_text(column):
                needed = _odd_format(column, standing.was[like][place], becomes[r][place])
                if needed:
                    odd[r] = needed
        for first, last in runs(list(odd)):
            for (code, only_text), run in groupby(range(first, last + 1), key=lambda r: odd[r]):
                down = list(run)
                yield Format(down[0], place, len(down), 1, code, only_text)


def _odd_format(column: schema.Column | None, was: Cell, value: Cell) -> tuple[str, bool] | None:
    """Name the format that a cell needs which its column does not give it.

    Returns
    -------
    tuple of (str, bool) or None
        The format, and whether only a cell formatted as text needs it.
    """
    if isinstance(value, str):
        too_long_to_arm = not _is_text(column) and units(value) >= LONGEST_TEXT
        return (TEXT, False) if too_long_to_arm else None
    if value is None:
        return None
    is_day = isinstance(value, date)
    day = MOMENT if isinstance(value, datetime) else DATE
    code = day if is_day else GENERAL
    if _is_text(column):
        return code, False
    holds_days = column is not None and column.kind in {schema.Kind.DATE, schema.Kind.MOMENT}
    as_column = is_day == holds_days and not isinstance(was, date if not is_day else int | float)
    if as_column or (is_day and isinstance(was, date)):
        return (code, True) if isinstance(was, str) else None
    return code, False
