"""What a step did to each row of a table, gathered from its changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ppm_xl import schema
from ppm_xl.book.change import Change, renamed_keys
from ppm_xl.book.tables import Cell, Key


@dataclass(slots=True)
class StepRow:
    """What a step did to one row.

    Attributes
    ----------
    address, renamed
        The row before the step, and its key after it.
    places
        Where a row addressed by its place may be: after the step, then before it.
    at
        The place it took (where it came) or held (where it went).
    cells
        Column to what it was and what it was made.
    """

    address: Key | int
    renamed: Key | int
    places: tuple[int, ...] = ()
    at: int | None = None
    comes: bool = False
    goes: bool = False
    cells: dict[str, tuple[Cell, Cell]] = field(default_factory=dict)


def rows_of_step(name: str, batch: Sequence[Change]) -> list[StepRow]:
    """Gather a table's changes by row, in the order in which rows are first met."""
    known = schema.TABLES.get(name)
    keys = set(known.key) if known else set()
    renamed = renamed_keys(batch)
    rows: dict[Key | int, StepRow] = {}
    for change in batch:
        key = change.key
        row = rows.get(key)
        if row is None:
            new = key if isinstance(key, int) else renamed.get((name, key), key)
            row = rows[key] = StepRow(key, new)
        was = row.cells[change.column][0] if change.column in row.cells else change.was
        row.cells[change.column] = (was, change.becomes)
        if change.at is not None:
            row.at = change.at
            row.goes = row.goes or (change.was is not None and change.becomes is None)
        if change.was is None and change.becomes is not None:
            by_number = isinstance(key, int) and key < 0
            row.comes = row.comes or by_number or (
                isinstance(key, tuple) and change.column in keys
            )  # fmt: skip
    came = sorted(row.at for row in rows.values() if row.comes and row.at is not None)
    went = {row.at for row in rows.values() if row.goes and row.at is not None}
    for row in rows.values():
        if isinstance(row.address, int) and row.address >= 0:
            row.places = (_place_after(row.address, went, came), row.address)
    return list(rows.values())


def _place_after(place: int, went: set[int], came: Iterable[int]) -> int:
    after = place - sum(gone < place for gone in went)
    for new in came:
        after += new <= after
    return after
