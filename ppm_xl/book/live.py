"""A workbook that is open in Excel, through xlwings' public calls alone.

Reading is one block a sheet; writing is one block for our own columns of a table, and few for
the changed cells of staff's. Rows come and go as cells within their table's columns, so that
tables beside it, and staff's own columns, keep theirs. Every step waits for an Excel that is
busy. The calculation mode is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ppm_xl import schema
from ppm_xl.book import Picture
from ppm_xl.book.addresses import column_letters
from ppm_xl.book.blocks import Block, Standing, planned
from ppm_xl.book.change import Change, Outcome, outcome
from ppm_xl.book.cloud import folded, is_address
from ppm_xl.book.escaping import check_storable
from ppm_xl.book.excel import full_name, patiently, quietly, run_macro, schema_name
from ppm_xl.book.journal import Entry
from ppm_xl.book.live_cells import formulas_of, from_excel, rows_of
from ppm_xl.book.live_filters import unfiltered
from ppm_xl.book.live_picture import pictures_ready
from ppm_xl.book.live_places import Facts, LivePlace, facts_of, read_places, sheet_of
from ppm_xl.book.live_rows import move_rows, set_format, write_block
from ppm_xl.book.lock import path_identity
from ppm_xl.book.page_starts import page_starts
from ppm_xl.book.tables import Row, TableCells, Tables
from ppm_xl.book.version import checked_version
from ppm_xl.errors import BusyError, FileError

if TYPE_CHECKING:
    import xlwings


class LiveBook:
    """A workbook that Excel has open.

    Parameters
    ----------
    book
        As xlwings has it.
    """

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self.remarks: list[str] = []
        """What :meth:`apply` could not put back as it was: a sentence each, for the user."""

    @property
    def path(self) -> Path | None:
        """Where the workbook lies; None where it is in the cloud or not saved yet."""
        name = full_name(self._book)
        return Path(name) if name and "://" not in name and Path(name).is_file() else None

    def read(self) -> Tables:
        """Read every table, form and the schema's version.

        Raises
        ------
        FileError
            Where it is not a workbook of ours, or a newer one.
        BusyError
            Where Excel does not answer.
        """
        version = self._version()
        places = read_places(self._book, facts_of(self._book))
        return Tables(version, {name: self._cells(place) for name, place in places.items()})

    @property
    def name(self) -> str:
        """What the workbook is called in Excel."""
        return str(patiently(lambda: self._book.name))

    @property
    def identity(self) -> str:
        """Its whole path, or its address in the cloud; its name where neither is known."""
        name = full_name(self._book)
        if not name or is_address(name):
            return folded(name or self.name)
        return path_identity(Path(name))

    def apply(
        self,
        changes: Sequence[Change],
        pictures: Sequence[Picture] = (),
        *,
        entry: Entry | None = None,
        first: Callable[[], None] | None = None,
    ) -> None:
        """Check that every ``was`` still stands, then write.

        The journal's entry is begun before the first cell and closed after the last: where this
        program is ended half-way, the next one finds it open.

        Raises
        ------
        ConflictError
            Where a cell has changed since it was read: nothing is written.
        DataError
            Where a cell cannot hold what it is to hold: nothing is written.
        FileError
            Where a table or sheet is missing or has no room: nothing is written.
        BusyError
            Where Excel does not answer.
        """
        changes = (*(entry.opening if entry else ()), *changes)
        if not changes and not pictures:
            return
        check_storable(changes)
        self._version()
        facts = facts_of(self._book)
        work = self._checked(changes, facts)
        sheets = self._sheets((picture.sheet for picture in pictures), facts)
        if first is not None:
            first()
        with (
            quietly(self._book),
            pictures_ready(self._book, sheets, pictures) as swap,
            unfiltered((place for place, _, _ in work), self.remarks),
        ):
            for place, before, result in work:
                self._write(place, before, result)
                self._break_pages(place, before, result)
            swap()
            if entry is not None:
                _close(entry, work)

    def place(self, picture: Picture) -> None:
        """Put one picture on its sheet; one of that name is replaced."""
        self.apply((), (picture,))

    def copy_to(self, path: Path) -> None:
        """Keep a copy of the workbook as it stands in Excel, by its own macro.

        Raises
        ------
        FileError
            Where Excel cannot write it there, or there is a file already.
        BusyError
            Where Excel does not answer.
        """
        if not path.exists():
            try:
                patiently(partial(run_macro, self._book, "SaveCopy", str(path)))
            except BusyError:
                raise
            except Exception:  # noqa: BLE001, S110 - each platform raises its own where a macro fails
                pass
            with suppress(OSError):
                if path.is_file() and path.stat().st_size:
                    return
        raise FileError(
            f"Excel cannot keep a copy of {self.name} in the folder “{path.parent}”.",
            "Save the workbook in a folder of your own, with its macros enabled, then try again.",
        )

    def _version(self) -> int:
        name = str(patiently(lambda: self._book.name))
        return checked_version(name, schema_name(self._book))

    def _sheets(self, names: Iterable[str], facts: Facts) -> dict[str, xlwings.Sheet]:
        """Find sheets that something is to be put on."""
        out = {}
        for name in dict.fromkeys(names):
            if name not in facts.sheets:
                raise FileError(
                    f"{self.name} has no sheet named {name}.",
                    "Give the sheet its name back, then try again.",
                )
            out[name] = sheet_of(self._book, name)
        return out

    def _cells(self, place: LivePlace) -> TableCells:
        rows = tuple(tuple(map(from_excel, row)) for row in place.raw)
        if not place.is_form and len(rows) == 1 and self._is_blank(place, rows[0]):
            rows = ()
        return TableCells(place.name, place.headings, rows, self._calculated(place, rows))

    def _is_blank(self, place: LivePlace, row: Row) -> bool:
        """Whether the one row of a table is that which an empty table keeps.

        Formulas in it count for nothing; Excel is asked for them only where no cell that a row
        must have is filled.
        """
        filled = [cell is not None for cell in row]
        known = schema.TABLES[place.name]
        must = set(known.key or known.headings())
        if any(a and heading in must for a, heading in zip(filled, place.headings, strict=True)):
            return False
        if not any(filled):
            return True
        formulas = _formulas(place, place.area[0], place.raw)[0]
        return not any(a and not formula for a, formula in zip(filled, formulas, strict=True))

    def _calculated(self, place: LivePlace, rows: Sequence[Row]) -> frozenset[str]:
        """Name staff's own columns that are formulas, by the first row; few tables have any."""
        known = set(schema.TABLES[place.name].headings())
        own = [heading for heading in place.headings if heading not in known]
        if place.is_form or not rows or not own:
            return frozenset()
        found = _formulas(place, place.area[0], place.raw[:1])[0]
        return frozenset(h for h, f in zip(place.headings, found, strict=True) if f and h in own)

    def _checked(
        self, changes: Sequence[Change], facts: Facts
    ) -> list[tuple[LivePlace, TableCells, Outcome]]:
        """Read afresh what is to change and see that all of it can be written."""
        names = list(dict.fromkeys(change.table for change in changes))
        places = read_places(self._book, facts, names)
        out = []
        for name in names:
            if name not in places:
                raise FileError(
                    f"{self.name} has lost its table {name}.",
                    "Use a backup copy, or copy the rows into a new workbook.",
                )
            place = places[name]
            before = self._cells(place)
            result = outcome(before, [change for change in changes if change.table == name])
            self._check_room(place, result)
            out.append((place, before, result))
        return out

    def _check_room(self, place: LivePlace, result: Outcome) -> None:
        rows = result.cells.rows
        top, left, bottom, _ = place.area
        held = bottom - top + 1
        if place.is_form:
            if any(cell is not None for row in rows[held:] for cell in row):
                raise FileError(
                    f"The form on the sheet {schema.TABLES[place.name].sheet} has no room for "
                    f"{len(rows)} rows.",
                    "Choose a smaller class or part of it, then try again.",
                )
            return
        if len(rows) <= held:
            return
        first = bottom + 1 + place.totals
        more = len(rows) - held
        shape = (more, len(place.headings))
        under = patiently(lambda: rows_of(place.cells(first, first + more - 1), shape))
        for down, row in enumerate(under):
            for across, cell in enumerate(row):
                if cell is not None:
                    raise FileError(
                        f"The table {place.name} has no room to grow: there is something in cell "
                        f"{column_letters(left + across)}{first + down} of the sheet "
                        f"{schema.TABLES[place.name].sheet}.",
                        "Move it to the side, away from under the table, then try again.",
                    )

    def _write(self, place: LivePlace, before: TableCells, result: Outcome) -> None:
        blank = (None,) * len(place.headings)
        if place.is_form:
            becomes = [*result.cells.rows, *([blank] * len(before.rows))][: len(before.rows)]
            origins: Sequence[int | None] = range(len(becomes))
        else:
            becomes = list(result.cells.rows) or [blank]
            origins = result.origins or (None,)
            if result.origins != tuple(range(len(before.rows))):
                move_rows(place, len(before.rows), result.origins)
        reused = not any(origin is not None for origin in origins)
        was = [blank if o is None else before.rows[o] for o in origins]
        raw: list[Sequence[object]] = [blank if o is None else place.raw[o] for o in origins]
        if reused:  # the row that a table never loses
            was[0] = tuple(map(from_excel, place.raw[0]))
            raw[0] = place.raw[0]
        standing = Standing(
            was, raw, _formulas(place, place.area[0], raw), [origin is None for origin in origins]
        )
        formats, blocks = planned(place.name, place.headings, standing, becomes)
        for wanted in formats:
            patiently(partial(set_format, place, wanted))
        for block in blocks:
            write_block(place, block)

    def _break_pages(self, place: LivePlace, before: TableCells, result: Outcome) -> None:
        """Let a form's printed pages begin where it says, by the workbook's own macro.

        Where macros are off the pages break as they did: no reason to stop half-way.
        """
        starts = page_starts(place.name, result.cells.rows)
        if starts is None or starts == page_starts(place.name, before.rows):
            return
        rows = ",".join(map(str, starts))
        sheet = schema.TABLES[place.name].sheet
        with suppress(Exception):
            patiently(partial(run_macro, self._book, "BreakPages", sheet, rows))


def _close(entry: Entry, work: Sequence[tuple[LivePlace, TableCells, Outcome]]) -> None:
    """Say in the journal that its step is whole: its rows lie where they were just written."""
    for place, before, _ in work:
        for change in entry.closing:
            if change.table == place.name and isinstance(change.key, int):
                column = before.place_of[change.column]
                write_block(place, Block(change.key, column, ((change.becomes,),)))


def _formulas(
    place: LivePlace, top: int, values: Sequence[Sequence[object]]
) -> tuple[tuple[str, ...], ...]:
    """Read the formulas of as many rows as there are values."""
    return patiently(lambda: formulas_of(place.cells(top, top + len(values) - 1), values))
