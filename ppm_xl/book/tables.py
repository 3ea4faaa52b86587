"""The workbook's tables as cells, exactly as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Final

from ppm_xl import schema

Cell = str | int | float | bool | date | datetime | None
"""What a cell holds: text, number, truth, date (a moment only where it has a time), or nothing."""

Row = tuple[Cell, ...]
Key = tuple[Cell, ...]


def plain(value: object) -> Cell:
    """Bring a value from any adapter to one form: whole floats to int, midnights to dates.

    Empty text counts as nothing. Errors and anything unknown become their text.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value  # noqa: PLR2004 - beyond this floats skip whole numbers
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date() if midnight else value.replace(microsecond=0)
    if isinstance(value, date):
        return value
    return str(value)


@dataclass(frozen=True)
class TableCells:
    """One table: its headings as they stand (staff's own columns too) and its rows.

    ``rows`` leaves out the single blank row that an empty table keeps. ``calculated`` names the
    columns that fill themselves with a formula of the school's own in every new row.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    calculated: frozenset[str] = field(default=frozenset(), compare=False)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Map each heading to its column's place, from 0."""
        return {heading: place for place, heading in enumerate(self.headings)}

    @cached_property
    def key_columns(self) -> tuple[int, ...]:
        """Give the places of the key's columns; empty for forms, logs and damaged tables."""
        known = schema.TABLES.get(self.name)
        if known is None or any(name not in self.place_of for name in known.key):
            return ()
        return tuple(self.place_of[name] for name in known.key)

    def key(self, row: Row) -> Key:
        """Give the key of a row, in the schema's order."""
        return tuple([row[place] for place in self.key_columns])

    @cached_property
    def row_of(self) -> Mapping[Key, int]:
        """Map each key to its row's place; keys that are empty or not unique are left out."""
        seen: dict[Key, int] = {}
        twice: set[Key] = set()
        if not self.key_columns:
            return seen
        for place, row in enumerate(self.rows):
            key = self.key(row)
            if None in key:
                continue
            if key in seen:
                twice.add(key)
            seen[key] = place
        return {key: place for key, place in seen.items() if key not in twice}

    @cached_property
    def first_of(self) -> Mapping[Key, int]:
        """Map each key to its first row's place, whether empty in part, unique or not."""
        if not self.key_columns:
            return {}
        return {self.key(self.rows[at]): at for at in range(len(self.rows) - 1, -1, -1)}

    def cell(self, row: int, heading: str) -> Cell:
        """Give one cell; nothing where the column is missing."""
        place = self.place_of.get(heading)
        return None if place is None else self.rows[row][place]

    def column(self, heading: str) -> Sequence[Cell]:
        """Give a whole column; nothing in every row where it is missing."""
        place = self.place_of.get(heading)
        return [None if place is None else row[place] for row in self.rows]

    def records(self) -> Iterator[dict[str, Cell]]:
        """Give each row as a mapping from heading to cell."""
        for row in self.rows:
            yield dict(zip(self.headings, row, strict=True))

    def get(self, key: Key, heading: str) -> Cell:
        """Give the cell of the row with this key; nothing where there is no such row."""
        row = self.row_of.get(key)
        return None if row is None else self.cell(row, heading)


@dataclass(frozen=True)
class Tables:
    """All tables of a workbook, and the version of its schema."""

    schema_version: int
    tables: Mapping[str, TableCells] = field(default_factory=dict)

    def __getitem__(self, name: str) -> TableCells:
        """Give a table; an empty one with the schema's headings where the workbook has none."""
        found = self.tables.get(name)
        return found if found is not None else TableCells(name, schema.TABLES[name].headings())

    def __contains__(self, name: object) -> bool:
        """Whether the workbook has the table."""
        return name in self.tables

    def with_table(self, table: TableCells) -> Tables:
        """Give the same tables with one replaced."""
        return replace(self, tables={**self.tables, table.name: table})


EMPTY: Final = Tables(schema.SCHEMA_VERSION)
