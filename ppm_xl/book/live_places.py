"""Where the tables and forms of an open workbook lie, and what they hold.

Every question put to Excel takes its time, so few are put: the workbook's own macro tells at once
where all tables lie, and each sheet's tables are read as one block of cells, to be cut up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from ppm_xl import schema
from ppm_xl.book.addresses import corners, spelt
from ppm_xl.book.excel import patiently, run_macro
from ppm_xl.book.live_cells import from_excel, rows_of
from ppm_xl.errors import BusyError

if TYPE_CHECKING:
    import xlwings

TABLE_FACTS: Final = "TableFacts"
"""The macro in ``macros/Tables.bas``."""


@dataclass(slots=True)
class LivePlace:
    """Where a table or form lies: first row, first column, last row, last column of its rows.

    Attributes
    ----------
    raw
        Its rows' cells as Excel gave them.
    totals
        Whether a row of totals is shown beneath.
    filtered
        Whether a filter is set; None where Excel was not asked yet.
    """

    name: str
    sheet: xlwings.Sheet
    headings: tuple[str, ...]
    area: tuple[int, int, int, int]
    raw: tuple[tuple[object, ...], ...] = ()
    is_form: bool = False
    totals: bool = False
    filtered: bool | None = None

    @property
    def table(self) -> xlwings.main.Table:
        """The table itself."""
        return self.sheet.tables[self.name]

    def cells(self, top: int, bottom: int) -> xlwings.Range:
        """Give the cells of some rows of the sheet within the columns."""
        return self.sheet.range(spelt(top, self.area[1], bottom, self.area[3]))


@dataclass(frozen=True, slots=True)
class TableFact:
    """One table: its sheet, where it lies with its headings, its totals and its filter."""

    name: str
    sheet: str
    area: tuple[int, int, int, int]
    totals: bool
    filtered: bool | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The sheets of a workbook by name, and its tables."""

    sheets: tuple[str, ...]
    tables: tuple[TableFact, ...]


def facts_of(book: xlwings.Book) -> Facts:
    """Ask where all tables lie: at once where the workbook's macro answers, else one by one.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    return _told(book) or patiently(partial(_asked, book))


def _told(book: xlwings.Book) -> Facts | None:
    """Ask the workbook's macro; None where it has none, may not run it, or it cannot say."""
    try:
        answer = patiently(partial(run_macro, book, TABLE_FACTS))
        return parsed(answer) if isinstance(answer, str) and answer else None
    except BusyError:
        raise
    except Exception:  # noqa: BLE001 - each platform raises its own where macros may not run
        return None


def parsed(answer: str) -> Facts:
    """Read the macro's answer.

    Raises
    ------
    ValueError
        Where it is not what the macro gives.
    """
    sheets: list[str] = []
    tables: list[TableFact] = []
    for line in answer.rstrip("\n").split("\n"):
        kind, *parts = line.split("\t")
        if kind == "sheet":
            (name,) = parts
            sheets.append(name)
        elif kind == "table":
            name, address, totals, filtered = parts
            tables.append(
                TableFact(name, sheets[-1], corners(address), bool(totals), bool(filtered))
            )
        else:
            raise ValueError(line)
    return Facts(tuple(sheets), tuple(tables))


def _asked(book: xlwings.Book) -> Facts:
    sheets: list[str] = []
    tables: list[TableFact] = []
    for sheet in book.sheets:
        sheets.append(sheet.name)
        for table in sheet.tables:
            name = table.name
            if name in schema.TABLES:
                area = corners(table.range.address)
                tables.append(TableFact(name, sheets[-1], area, bool(table.show_totals), None))
    return Facts(tuple(sheets), tuple(tables))


def read_places(
    book: xlwings.Book, facts: Facts, wanted: Iterable[str] | None = None
) -> dict[str, LivePlace]:
    """Read tables and forms of the schema: all, or those wanted; a block a sheet.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    on_sheets: dict[str, list[tuple[TableFact | schema.Table, tuple[int, int, int, int]]]] = (
        defaultdict(list)
    )
    asked_for = None if wanted is None else set(wanted)
    for fact in facts.tables:
        known = schema.TABLES.get(fact.name)
        if known and not known.form and (asked_for is None or fact.name in asked_for):
            on_sheets[fact.sheet].append((fact, fact.area))
    for known in schema.TABLES.values():
        if known.form and (asked_for is None or known.name in asked_for):
            on_sheets[known.sheet].append((known, _form_area(known)))
    out: dict[str, LivePlace] = {}
    for name, found in on_sheets.items():
        if name not in facts.sheets:
            continue
        out.update((place.name, place) for place in _read(sheet_of(book, name), found))
    return out


def sheet_of(book: xlwings.Book, name: str) -> xlwings.Sheet:
    """Find a sheet that is there.

    Raises
    ------
    BusyError
        Where Excel does not answer.
    """
    return patiently(lambda: book.sheets[name])


def _form_area(known: schema.Table) -> tuple[int, int, int, int]:
    top, left = known.anchor
    return top, left, top + known.rows - 1, left + len(known.columns) - 1


def _read(
    sheet: xlwings.Sheet,
    found: Sequence[tuple[TableFact | schema.Table, tuple[int, int, int, int]]],
) -> Iterator[LivePlace]:
    """Read the smallest block that holds all of a sheet's tables, and cut them out of it."""
    areas = [area for _, area in found]
    top, left = min(a[0] for a in areas), min(a[1] for a in areas)
    bottom, right = max(a[2] for a in areas), max(a[3] for a in areas)
    shape = (bottom - top + 1, right - left + 1)
    cells = patiently(lambda: sheet.range(spelt(top, left, bottom, right)))
    grid = patiently(partial(rows_of, cells, shape))
    for what, area in found:
        rows = tuple(
            row[area[1] - left : area[3] - left + 1]
            for row in grid[area[0] - top : area[2] - top + 1]
        )
        if isinstance(what, TableFact):
            yield _table(sheet, what, rows)
        else:
            headings = tuple(column.name for column in what.columns)
            yield LivePlace(what.name, sheet, headings, area, rows, is_form=True)


def _table(
    sheet: xlwings.Sheet, fact: TableFact, rows: tuple[tuple[object, ...], ...]
) -> LivePlace:
    top, left, _, right = fact.area
    headings = tuple("" if cell is None else str(from_excel(cell)) for cell in rows[0])
    body = rows[1:-1] if fact.totals else rows[1:]
    body = body or ((None,) * len(headings),)
    area = (top + 1, left, top + len(body), right)
    return LivePlace(
        fact.name, sheet, headings, area, body, totals=fact.totals, filtered=fact.filtered
    )
