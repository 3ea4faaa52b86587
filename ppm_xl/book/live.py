"""A workbook that is open in Excel, through xlwings' public calls alone.

Reading is one block a table; writing is one block for our own columns of a table, and one for
each run of changed cells in staff's. Rows come and go as cells within their table's columns, so
that tables beside it, and staff's own columns, keep theirs. The calculation mode is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ppm_xl import schema
from ppm_xl.book import Picture
from ppm_xl.book.addresses import column_letters
from ppm_xl.book.blocks import Standing, planned
from ppm_xl.book.change import Change, Outcome, outcome
from ppm_xl.book.escaping import check_storable
from ppm_xl.book.excel import full_name, patiently
from ppm_xl.book.live_cells import formulas_of, from_excel, rows_of
from ppm_xl.book.live_picture import place_picture
from ppm_xl.book.live_rows import (
    LivePlace,
    form_place,
    move_rows,
    set_format,
    table_place,
    totals,
    write_block,
)
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.book.version import checked_version
from ppm_xl.errors import FileError

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
        found = {place.name: self._cells(place) for place in self._places(None)}
        return Tables(version, found)

    def apply(self, changes: Sequence[Change], pictures: Sequence[Picture] = ()) -> None:
        """Check that every ``was`` still stands, then write.

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
        if not changes and not pictures:
            return
        check_storable(changes)
        self._version()
        work = self._checked(changes)
        for picture in pictures:
            self._sheet(picture.sheet)
        with self._quietly():
            for place, before, result in work:
                self._write(place, before, result)
            for picture in pictures:
                place_picture(self._book, self._sheet(picture.sheet), picture)

    def place(self, picture: Picture) -> None:
        """Put one picture on its sheet; one of that name is replaced."""
        self.apply((), (picture,))

    def _version(self) -> int:
        name = str(patiently(lambda: self._book.name))
        names = patiently(lambda: {n.name: n.refers_to for n in self._book.names})
        return checked_version(name, names.get("ppm_schema"))

    def _sheet(self, name: str) -> xlwings.Sheet:
        names = patiently(lambda: [sheet.name for sheet in self._book.sheets])
        if name not in names:
            raise FileError(
                f"{self._book.name} has no sheet named {name}.",
                "Give the sheet its name back, then try again.",
            )
        return self._book.sheets[name]

    def _places(self, wanted: set[str] | None) -> Iterator[LivePlace]:
        """Find and read tables and forms of the schema: all, or those wanted."""
        sheets = patiently(lambda: list(self._book.sheets))
        for sheet in sheets:
            tables: list[xlwings.main.Table] = patiently(partial(_listed, sheet))
            for table in tables:
                name = patiently(partial(getattr, table, "name"))
                known = schema.TABLES.get(name)
                if known and not known.form and (wanted is None or name in wanted):
                    yield patiently(partial(table_place, sheet, table, name))
        by_name = {patiently(partial(getattr, sheet, "name")): sheet for sheet in sheets}
        for known in schema.TABLES.values():
            if known.form and known.sheet in by_name and (wanted is None or known.name in wanted):
                yield patiently(partial(form_place, by_name[known.sheet], known))

    def _cells(self, place: LivePlace) -> TableCells:
        rows = tuple(tuple(map(from_excel, row)) for row in place.raw)
        if place.table is not None and len(rows) == 1:
            filled = [cell is not None for cell in rows[0]]
            if any(filled):
                formulas = formulas_of(place.cells(place.area[0], place.area[2]), place.raw)[0]
                filled = [a and not formula for a, formula in zip(filled, formulas, strict=True)]
            if not any(filled):
                rows = ()
        return TableCells(place.name, place.headings, rows)

    def _checked(self, changes: Sequence[Change]) -> list[tuple[LivePlace, TableCells, Outcome]]:
        """Read afresh what is to change and see that all of it can be written."""
        names = list(dict.fromkeys(change.table for change in changes))
        places = {place.name: place for place in self._places(set(names))} if names else {}
        out = []
        for name in names:
            if name not in places:
                raise FileError(
                    f"{self._book.name} has lost its table {name}.",
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
        if place.table is None:
            if any(cell is not None for row in rows[held:] for cell in row):
                raise FileError(
                    f"The form on the sheet {place.sheet.name} has no room for {len(rows)} rows.",
                    "Choose a smaller class or part of it, then try again.",
                )
            return
        if len(rows) <= held:
            return
        first = bottom + 1 + totals(place)
        under = rows_of(place.cells(first, first + len(rows) - held - 1))
        for down, row in enumerate(under):
            for across, cell in enumerate(row):
                if cell is not None:
                    raise FileError(
                        f"The table {place.name} has no room to grow: there is something in cell "
                        f"{column_letters(left + across)}{first + down} of the sheet "
                        f"{place.sheet.name}.",
                        "Move it to the side, away from under the table, then try again.",
                    )

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Keep the screen still and the workbook's own events out of it."""
        app = self._book.app
        with app.properties(screen_updating=False, enable_events=False):
            yield

    def _write(self, place: LivePlace, before: TableCells, result: Outcome) -> None:
        blank = (None,) * len(place.headings)
        if place.table is None:
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
        cells = place.cells(place.area[0], place.area[0] + len(becomes) - 1)
        standing = Standing(
            was, raw, formulas_of(cells, raw), [origin is None for origin in origins]
        )
        formats, blocks = planned(place.name, place.headings, standing, becomes)
        for wanted in formats:
            patiently(partial(set_format, place, wanted))
        for block in blocks:
            write_block(place, block)


def _listed(sheet: xlwings.Sheet) -> list[xlwings.main.Table]:
    return list(sheet.tables)
