"""A draft of the tables that a plan would like to see; what differs becomes its changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ppm_xl.book.change import Change, applied, changes_between
from ppm_xl.book.tables import Cell, Key, Row, TableCells, Tables
from ppm_xl.errors import DataError


class Draft:
    """Tables being rewritten in memory; :meth:`changes` says how they came to differ.

    Parameters
    ----------
    tables
        The tables as read. They are never altered.
    """

    def __init__(self, tables: Tables) -> None:
        self._before = tables
        self._rows: dict[str, list[list[Cell]]] = {}
        self._keys: dict[str, dict[Key, int]] = {}
        self._made: dict[str, TableCells] = {}
        """Tables as drafted, until something is written into them."""
        self._in_order: set[str] = set()

    def set(self, table: str, key: Key | int, column: str, value: Cell) -> None:
        """Set one cell of the row with this key, which must be there, or of the row at a place."""
        shape = self._before[table]
        rows = self._opened(table)
        place = key if isinstance(key, int) else self._keys[table][key]
        rows[place][shape.place_of[column]] = value

    def put(self, table: str, values: Mapping[str, Cell]) -> bool:
        """Write values into the row with their key, adding the row where there is none.

        Values for columns that the sheet lacks are left out.

        Returns
        -------
        bool
            Whether the row is new.
        """
        shape = self._before[table]
        rows = self._opened(table)
        headings, place_of = shape.headings, shape.place_of
        key = tuple([values.get(headings[place]) for place in shape.key_columns])
        place = self._keys[table].get(key) if key else None
        new = place is None
        if place is None:
            place = len(rows)
            rows.append([None] * len(headings))
            if key:
                self._keys[table][key] = place
        row = rows[place]
        for heading, value in values.items():
            at = place_of.get(heading)
            if at is not None:
                row[at] = value
        return new

    def replace_rows(
        self, table: str, records: Iterable[Mapping[str, Cell]], *, in_order: bool = False
    ) -> None:
        """Let a calculated table hold these records; staff's own columns stay with their row.

        Parameters
        ----------
        in_order
            Whether rows that are there already stand in the order of the records too. A row that
            moves loses what we do not know of, such as a colour; otherwise rows keep their place.
        """
        (self._in_order.add if in_order else self._in_order.discard)(table)
        shape = self._before[table]
        own = self.own_columns(table)
        rows: list[list[Cell]] = []
        for record in records:
            key = tuple(record.get(shape.headings[place]) for place in shape.key_columns)
            kept = {h: shape.get(key, h) for h in own}
            rows.append([record.get(h, kept.get(h)) for h in shape.headings])
        self._rows[table] = rows
        self._made.pop(table, None)
        self._index(table)

    def own_columns(self, table: str) -> tuple[str, ...]:
        """Name the columns that are staff's own, beside those we know of."""
        shape = self._before[table]
        known = _known_headings(table, shape)
        return tuple(heading for heading in shape.headings if heading not in known)

    def fill_form(self, table: str, rows: Iterable[Row]) -> None:
        """Lay out a form anew: rows from the top, every other row of it empty.

        Raises
        ------
        DataError
            Where the form has fewer rows: nothing is left out in silence.
        """
        shape = self._before[table]
        filled = [list(row) for row in rows]
        if shape.rows and len(filled) > len(shape.rows):
            raise DataError(
                f"The form {table} has room for {len(shape.rows)} rows and {len(filled)} are "
                "needed.",
                "Please report this: the workbook was not changed.",
            )
        blank: list[Cell] = [None] * len(shape.headings)
        filled.extend(list(blank) for _ in range(len(shape.rows) - len(filled)))
        self._rows[table] = filled
        self._made.pop(table, None)
        self._keys[table] = {}

    def tables(self) -> Tables:
        """Give the tables as drafted."""
        after = self._before
        for name, rows in self._rows.items():
            if name not in self._made:
                shape = self._before[name]
                self._made[name] = TableCells(
                    name, shape.headings, tuple(map(tuple, rows)), shape.calculated
                )
            after = after.with_table(self._made[name])
        return after

    def apply(self, changes: Iterable[Change]) -> None:
        """Take changes worked out elsewhere into the draft.

        Raises
        ------
        ConflictError
            Where a cell of the draft does not hold what a change says it was.
        """
        changes = tuple(changes)
        after = applied(self.tables(), changes)
        for name in {change.table for change in changes}:
            self._rows[name] = [list(row) for row in after[name].rows]
            self._made.pop(name, None)
            self._index(name)

    def changes(self) -> tuple[Change, ...]:
        """Give what leads from the tables as read to the draft."""
        return changes_between(self._before, self.tables(), self._in_order)

    def _opened(self, table: str) -> list[list[Cell]]:
        if table not in self._rows:
            self._rows[table] = [list(row) for row in self._before[table].rows]
            self._keys[table] = dict(self._before[table].row_of)
        self._made.pop(table, None)
        return self._rows[table]

    def _index(self, table: str) -> None:
        shape = self._before[table]
        now = TableCells(table, shape.headings, tuple(tuple(r) for r in self._rows[table]))
        self._keys[table] = dict(now.row_of)


def _known_headings(table: str, shape: TableCells) -> set[str]:
    from ppm_xl import schema

    known = schema.TABLES[table]
    subjects = tuple(
        heading.removesuffix(" attainment")
        for heading in shape.headings
        if heading.endswith(" attainment")
    )
    return set(known.headings(subjects or schema.DEFAULT_SUBJECTS))
