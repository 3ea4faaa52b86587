"""What puts a step back: from its changes and the tables as they stand now.

A step that came to its end left every cell as it ``becomes``; one that was cut off may have left
some as they were, others blank, and rows that had come but held nothing yet. A cell that holds
neither was changed by someone since: it is left alone and named. A form that people type in is
put back whole or not at all, as its lines belong together; one that nobody types in, whatever it
shows. A list that was made anew since stays, and nobody is told: it was never theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from ppm_xl import schema
from ppm_xl.book.change import Change
from ppm_xl.book.journal import BOUND, REMADE, fingerprint
from ppm_xl.book.left_alone import LeftAlone, Names
from ppm_xl.book.step_rows import StepRow, rows_of_step
from ppm_xl.book.tables import Cell, Key, Row, TableCells, Tables

_ENOUGH: Final = 2
"""Cells beside its key by which a row is known again."""


@dataclass(frozen=True, slots=True)
class PuttingBack:
    """The changes that put a step back, and what they leave alone."""

    changes: tuple[Change, ...]
    left: tuple[LeftAlone, ...]


def putting_back(
    tables: Tables,
    changes: Sequence[Change],
    *,
    cut_off: bool = False,
    wholes: Mapping[str, int] = MappingProxyType({}),
    bound: Mapping[str, frozenset[tuple[str, Key]]] = MappingProxyType({}),
) -> PuttingBack:
    """Work out what puts a step's changes back in the tables as they stand.

    Parameters
    ----------
    tables
        As they stand now.
    changes
        The step's, each addressed as before it.
    cut_off
        Whether the step was cut off while it was written: then a blank cell, and a row that
        came and holds part of what it was to hold, are its own and nobody else's.
    wholes
        The fingerprints, as the step left them, of tables that go back whole or not at all.
    bound
        By form, the rows that its lines belonged to before the step. What the step took off the
        form lies there now and nowhere else, so where the form stays, they stay.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    out: list[Change] = []
    left: list[LeftAlone] = []
    staying: set[tuple[str, Key | int]] = set()
    for name in sorted(by_table, key=lambda name: name not in bound):  # forms that bind rows first
        if name not in tables:
            left.append(LeftAlone(name, "the whole table is gone"))
            continue
        rows = [r for r in rows_of_step(name, by_table[name]) if (name, r.address) not in staying]
        work = _Table(tables[name], rows, cut_off, Names(tables))
        known = schema.TABLES.get(name)
        if not cut_off and name in wholes and fingerprint(tables[name]) != wholes[name]:
            if name not in REMADE:
                left.append(LeftAlone(name))
                staying |= bound.get(name, frozenset())
            continue
        found, kept = work.as_form() if known is not None and known.form else work.as_table()
        if kept:
            staying |= bound.get(name, frozenset())
        out.extend(found)
        left.extend(kept)
    return PuttingBack(tuple(out), tuple(left))


def same(a: Cell, b: Cell) -> bool:
    """Whether two cells hold the very same: Python holds 1 and True for equal."""
    return type(a) is type(b) and a == b


class _Table:
    """Works out one table."""

    def __init__(
        self, table: TableCells, rows: Sequence[StepRow], cut_off: bool, names: Names  # noqa: FBT001 - passed on, by one caller
    ) -> None:  # fmt: skip
        self._table = table
        self._rows = rows
        self._cut_off = cut_off
        self._names = names
        self._taken: set[int] = set()
        self._going: set[int] = set()

    def as_form(self) -> tuple[list[Change], list[LeftAlone]]:
        """Put a form back as a whole; one that was typed in, leave as a whole."""
        out: list[Change] = []
        for row in self._rows:
            assert isinstance(row.address, int)
            for column, (was, becomes) in row.cells.items():
                now = self._table.cell(row.address, column)
                if same(now, was):
                    continue
                if self._is_typed_in and not self._ours(now, was, becomes):
                    return [], [LeftAlone(self._table.name)]
                out.append(Change(self._table.name, row.address, column, now, was))
        return out, []

    def as_table(self) -> tuple[list[Change], list[LeftAlone]]:
        """Put rows back one by one: first those that came, as a blank row is theirs if it can be.

        What is blank beyond those belongs to rows that were on their way back.
        """
        out: list[Change] = []
        left: list[LeftAlone] = []
        for row in sorted(self._rows, key=lambda row: not row.comes):
            if row.comes:
                changes, kept = self._came(row)
            elif row.goes:
                changes, kept = self._went(row)
            else:
                changes, kept = self._stayed(row)
            out.extend(changes)
            left.extend(kept)
        return out, left

    @property
    def _is_typed_in(self) -> bool:
        return self._table.headings[-1:] == (BOUND,)

    def _ours(self, now: Cell, *held: Cell) -> bool:
        return any(same(now, one) for one in held) or (self._cut_off and now is None)

    def _address(self, place: int) -> Key | int:
        key = self._table.key(self._table.rows[place])
        return key if self._table.row_of.get(key) == place else place

    def _stayed(self, row: StepRow) -> tuple[list[Change], list[LeftAlone]]:
        place = self._found(row)
        if place is None:
            return [], [LeftAlone(self._table.name, self._names.of(self._table, row.address))]
        return self._cells(row, place, {})

    def _cells(
        self, row: StepRow, place: int, others: dict[str, list[Cell]]
    ) -> tuple[list[Change], list[LeftAlone]]:
        """Put back the cells of a row that is there; ``others`` may stand in them half-way."""
        out: list[Change] = []
        left: list[LeftAlone] = []
        address = self._address(place)
        for column, (was, becomes) in row.cells.items():
            now = self._table.cell(place, column)
            if same(now, was):
                continue
            if column in self._table.place_of and self._ours(now, becomes, *others.get(column, ())):
                out.append(Change(self._table.name, address, column, now, was))
            else:
                whose = self._names.of(self._table, row.renamed, place)
                left.append(LeftAlone(self._table.name, whose, column))
        return out, left

    def _found(self, row: StepRow) -> int | None:
        """Find a row that was there before the step and after it."""
        if isinstance(row.address, int):
            places = row.places if self._cut_off else row.places[:1]
            return next((place for place in places if self._fits(row, place)), None)
        found = self._table.row_of.get(row.renamed) if isinstance(row.renamed, tuple) else None
        return self._table.row_of.get(row.address) if found is None else found

    def _fits(self, row: StepRow, place: int) -> bool:
        """Whether the row at a place may be this one, by its cells."""
        return place < len(self._table.rows) and all(
            self._ours(self._table.cell(place, column), was, becomes)
            for column, (was, becomes) in row.cells.items()
        )

    def _came(self, row: StepRow) -> tuple[list[Change], list[LeftAlone]]:
        """Let a row that came go again, unless somebody has typed more in it since."""
        place = self._newcomer(row)
        if place is None:
            return [], list(self._under_another_key(row))
        self._taken.add(place)
        table = self._table
        extra = [
            heading
            for heading, now in zip(table.headings, table.rows[place], strict=True)
            if now is not None
            and heading not in table.calculated
            and not self._ours(now, row.cells.get(heading, (None, None))[1], *self._gone(heading))
        ]
        if extra:
            whose = self._names.of(table, row.renamed, place)
            return [], [LeftAlone(table.name, whose, heading) for heading in extra]
        self._going.add(place)
        return list(_row_goes(table, self._address(place), place)), []

    def _under_another_key(self, row: StepRow) -> Iterator[LeftAlone]:
        """Name a row that came, where it is there still and somebody has given it another key.

        Only where one column is the key, such as a UPN typed over a temporary one; of a longer
        key too many rows hold the same beside it.
        """
        table = self._table
        if self._cut_off or isinstance(row.address, int) or len(table.key_columns) != 1:
            return
        key = table.headings[table.key_columns[0]]
        cells = {
            column: becomes
            for column, (_, becomes) in row.cells.items()
            if column != key and column not in table.calculated
        }
        if len(cells) < _ENOUGH:
            return
        own = {other.address for other in self._rows}
        for place, found in enumerate(table.rows):
            if table.key(found) not in own and all(
                same(table.cell(place, column), becomes) for column, becomes in cells.items()
            ):
                yield LeftAlone(table.name, self._names.of(table, table.key(found), place), key)

    def _newcomer(self, row: StepRow) -> int | None:
        """Find a row that came; None where it never did, or has gone since."""
        table = self._table
        if isinstance(row.address, tuple):
            found = table.row_of.get(row.address)
            if found is not None:
                return found
            twins = [p for p, cells in enumerate(table.rows) if table.key(cells) == row.address]
            if twins:  # the key is there twice since: only the very same row can be ours
                return next((p for p in reversed(twins) if self._holds(row, p)), None)
        elif row.at is not None and self._holds(row, row.at):
            return row.at
        if self._cut_off and row.at is not None and self._begun(row, row.at):
            return row.at
        return None

    def _holds(self, row: StepRow, place: int) -> bool:
        """Whether a row that is not another's holds all that this one was made."""
        return (
            place < len(self._table.rows)
            and place not in self._taken
            and all(
                same(self._table.cell(place, column), becomes)
                for column, (_, becomes) in row.cells.items()
            )
        )

    def _begun(self, row: StepRow, place: int) -> bool:
        """Whether a row holds nothing but a part of what this one came with, or went with."""
        if place >= len(self._table.rows) or place in self._taken:
            return False
        cells = zip(self._table.headings, self._table.rows[place], strict=True)
        return all(
            now is None
            or heading in self._table.calculated
            or same(now, row.cells.get(heading, (None, None))[1 if row.comes else 0])
            for heading, now in cells
        )

    def _went(self, row: StepRow) -> tuple[list[Change], list[LeftAlone]]:
        """Bring a row back that went; where one of its key is there, only its cells."""
        place = self._still_there(row)
        if place is not None:
            self._taken.add(place)
            return self._cells(row, place, self._came_cells)
        if (moved := self._moved_and_changed(row)) is not None:
            whose = self._names.of(self._table, self._table.key(self._table.rows[moved]), moved)
            return [], [LeftAlone(self._table.name, whose)]
        at = row.at if row.at is not None else len(self._table.rows)
        address = row.address if isinstance(row.address, tuple) else -1 - at
        return [
            Change(self._table.name, address, column, None, was, at)
            for column, (was, _) in row.cells.items()
            if was is not None and column in self._table.place_of
        ], []

    def _still_there(self, row: StepRow) -> int | None:
        if isinstance(row.address, tuple):
            found = self._table.row_of.get(row.address)
            if found is not None:
                return found
        if not self._cut_off:
            return None
        places = (*row.places, *(() if row.at is None else (row.at,)))
        return next((place for place in places if self._begun(row, place)), None)

    def _moved_and_changed(self, row: StepRow) -> int | None:
        """Find where a row moved to that somebody has changed since: it must not be there twice."""
        table = self._table
        if not isinstance(row.address, int) or not table.key_columns:
            return None
        columns = [table.headings[place] for place in table.key_columns]
        key = tuple(row.cells.get(column, (None, None))[0] for column in columns)
        place = table.row_of.get(key)
        moved = any(
            other.comes
            and isinstance(other.address, int)
            and key == tuple(other.cells.get(column, (None, None))[1] for column in columns)
            for other in self._rows
        )
        return place if moved and place not in self._going else None

    @cached_property
    def _came_cells(self) -> dict[str, list[Cell]]:
        """By column, what rows that came were to hold.

        Where all rows of a table go, Excel keeps the first one, and it becomes another: cut off
        in this, it holds part of each.
        """
        return self._half_way(comes=True)

    @cached_property
    def _gone_cells(self) -> dict[str, list[Cell]]:
        return self._half_way(comes=False)

    def _gone(self, heading: str) -> list[Cell]:
        return self._gone_cells.get(heading, [])

    def _half_way(self, *, comes: bool) -> dict[str, list[Cell]]:
        out: dict[str, list[Cell]] = defaultdict(list)
        if self._cut_off:
            for row in self._rows:
                if row.comes if comes else row.goes:
                    for column, (was, becomes) in row.cells.items():
                        out[column].append(becomes if comes else was)
        return out


def _row_goes(table: TableCells, address: Key | int, place: int) -> Iterator[Change]:
    row: Row = table.rows[place]
    if all(cell is None for cell in row):
        yield Change(table.name, place, table.headings[0], None, None, place)
    for heading, cell in zip(table.headings, row, strict=True):
        if cell is not None:
            yield Change(table.name, address, heading, cell, None, place)
