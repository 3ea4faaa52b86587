"""Changes to cells: the preview, the journal, the undo and the conflict check at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ppm_xl import schema
from ppm_xl.book.tables import Cell, Key, Row, TableCells, Tables
from ppm_xl.errors import ConflictError


class Change(NamedTuple):
    """One cell: where it is, what it held and what it is to hold.

    A tuple, as a trust's pupil list makes half a million of them.

    Attributes
    ----------
    table, column
        The table's name and the column's heading.
    key
        The key of the row as it stands before the batch; or the place of the row (from 0, as
        read) where the table has no key, or the row's key is empty or not unique. A row that
        comes without such a key is addressed by a negative number of its own.
    was, becomes
        Cell values. A row comes by ``was`` empty and ``becomes`` filled in all its key columns,
        and goes by the reverse; every other cell of it is a change of its own. A row without
        a filled cell goes by a change from nothing to nothing.
    at
        For a row that comes or goes, the place it takes or held; None appends.
    """

    table: str
    key: Key | int
    column: str
    was: Cell
    becomes: Cell
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A table after changes, and where each of its rows was before (None: it is new).

    Both adapters move rows by this, so that what we do not know of (staff's formulas, their
    colours) moves with its row.
    """

    cells: TableCells
    origins: tuple[int | None, ...]


def applied(tables: Tables, changes: Iterable[Change]) -> Tables:
    """Give the tables as they stand after the changes.

    Raises
    ------
    ConflictError
        Where a cell does not hold what the change says it was: then nothing applies.
    """
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    for name, batch in by_table.items():
        tables = tables.with_table(outcome(tables[name], batch).cells)
    return tables


def inverse(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Give the changes that put back what these changed.

    A row that gets a new key is addressed by it in the inverse; a row addressed by its place,
    by the place it has once rows have gone and come.
    """
    renamed = renamed_keys(changes)
    goes: dict[str, set[int]] = defaultdict(set)
    comes: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if change.at is not None:
            (goes if change.becomes is None else comes)[change.table].add(change.at)

    def key_after(change: Change) -> Key | int:
        if not isinstance(change.key, int):
            return renamed.get((change.table, change.key), change.key)
        if change.at is not None:
            return change.at if change.was is None else -1 - change.at
        place = change.key - sum(gone < change.key for gone in goes[change.table])
        for new in sorted(comes[change.table]):
            place += new <= place
        return place

    return tuple(
        Change(c.table, key_after(c), c.column, c.becomes, c.was, c.at) for c in reversed(changes)
    )


def renamed_keys(changes: Sequence[Change]) -> dict[tuple[str, Key], Key]:
    """Map the keys of rows that get another one: table and key before to key after."""
    renamed: dict[tuple[str, Key], Key] = {}
    for change in changes:
        if isinstance(change.key, int) or change.was is None or change.becomes is None:
            continue
        columns = schema.TABLES[change.table].key if change.table in schema.TABLES else ()
        if change.column in columns:
            old = (change.table, change.key)
            parts = list(renamed.get(old, change.key))
            parts[columns.index(change.column)] = change.becomes
            renamed[old] = tuple(parts)
    return renamed


def changes_between(
    before: Tables, after: Tables, in_order: Collection[str] = ()
) -> tuple[Change, ...]:
    """Give the changes that lead from one state to another.

    Rows are matched by key where the table has one, else by place. Used by plans: they draft
    the state they want, and what differs is the plan.

    Parameters
    ----------
    in_order
        Tables whose rows are to stand as they do in ``after``. A row that has to move past others
        goes and comes anew. In any other table rows keep their place, whoever sorted them.
    """
    out: list[Change] = []
    for name, new in after.tables.items():
        old = before[name]
        if new is not old:
            out.extend(_between(old, new, in_order=name in in_order))
    return tuple(out)


def rows_to_move(old: TableCells, new: TableCells) -> int:
    """Count the rows that have to move past others, for a table to be in another's order."""
    return len(_out_of_order(_matched_rows(old, new)))


def outcome(table: TableCells, batch: Sequence[Change]) -> Outcome:
    """Give one table as it stands after its changes.

    Raises
    ------
    ConflictError
        Where a cell does not hold what a change says it was.
    """
    key_names = {table.headings[place] for place in table.key_columns}
    rows: list[list[Cell]] = [list(row) for row in table.rows]
    going: set[int] = set()
    coming: dict[Key | int, tuple[int | None, dict[str, Cell]]] = {}
    coming_keys = {
        c.key
        for c in batch
        if c.was is None and _comes(c, table, key_names) and c.becomes is not None
    }
    for change in batch:
        if change.column not in table.place_of:
            raise ConflictError(
                f"The table {table.name} has no column {change.column}.",
                "Put the heading back as it was, then try again.",
            )
        if change.key in coming_keys:
            if change.was is not None:
                raise _conflict(change)
            at, cells = coming.setdefault(change.key, (change.at, {}))
            cells[change.column] = change.becomes
            continue
        place = change.key if isinstance(change.key, int) else table.row_of.get(change.key)
        if place is None or place >= len(rows):
            raise _conflict(change)
        column = table.place_of[change.column]
        if rows[place][column] != change.was:
            raise _conflict(change)
        rows[place][column] = change.becomes
        if change.becomes is None and change.at is not None:
            going.add(place)
    kept: list[tuple[int | None, Row]] = [
        (place, tuple(row))
        for place, row in enumerate(rows)
        if place not in going or any(cell is not None for cell in row)
    ]
    placed = [(at, cells) for at, cells in coming.values() if at is not None]
    appended = [cells for at, cells in coming.values() if at is None]
    for at, cells in sorted(placed, key=lambda pair: pair[0]):
        kept.insert(at, (None, tuple(cells.get(heading) for heading in table.headings)))
    kept.extend((None, tuple(cells.get(h) for h in table.headings)) for cells in appended)
    after = TableCells(table.name, table.headings, tuple(row for _, row in kept))
    return Outcome(after, tuple(origin for origin, _ in kept))


def _comes(change: Change, table: TableCells, key_names: set[str]) -> bool:
    """Whether this change brings a row: by a key not there yet, or a number of its own."""
    if isinstance(change.key, int):
        return change.key < 0
    return change.column in key_names and change.key not in table.row_of


def _conflict(change: Change) -> ConflictError:
    return ConflictError(
        f"{change.table}, column {change.column}, has changed since this was worked out.",
        "Nothing was written. Please press the button again.",
    )


def _between(old: TableCells, new: TableCells, *, in_order: bool) -> Iterable[Change]:
    """Compare two states of one table whose headings agree."""
    if not new.key_columns:
        yield from _between_by_place(old, new)
        return
    matched = _matched_rows(old, new)
    moved = _out_of_order(matched) if in_order else {}
    unmatched_old = set(range(len(old.rows))) - set(matched.values())
    for place in sorted(unmatched_old | set(moved.values())):
        row = old.rows[place]
        key = old.key(row)
        by_key = key in old.row_of and place in unmatched_old
        address: Key | int = key if by_key else place
        yield from _row_goes(old, address, row, place)
    for place, row in enumerate(new.rows):
        if place not in matched or place in moved:
            # one key cannot be of a row that goes and of one that comes
            yield from _row_comes(new, row, place, by_number=place in moved)
            continue
        was = old.rows[matched[place]]
        key = old.key(was)
        address = key if key in old.row_of else matched[place]
        if was is row or _alike(was, row):
            continue
        for heading, a, b in zip(new.headings, was, row, strict=True):
            if not _alike((a,), (b,)):
                yield Change(new.name, address, heading, a, b)


def _matched_rows(old: TableCells, new: TableCells) -> dict[int, int]:
    """Map places in the new state to places in the old, for rows that are in both.

    A row is the same by its key; without a usable key only where all its cells are alike.
    """
    matched: dict[int, int] = {}
    for place, row in enumerate(new.rows):
        key = new.key(row)
        was_at = old.row_of.get(key)
        if was_at is not None and new.row_of.get(key) == place:
            matched[place] = was_at
    left: dict[object, list[int]] = {}
    for place in sorted(set(range(len(old.rows))) - set(matched.values())):
        left.setdefault(_with_types(old.rows[place]), []).append(place)
    if left:
        _match_alike(new, matched, left, len(old.rows))
    return matched


def _out_of_order(matched: Mapping[int, int]) -> dict[int, int]:
    """Give the fewest rows to move for the others to keep their order: place after and before."""
    places = sorted(matched)
    ends: list[int] = []
    """By length less one, where the run of that length ends that ends highest up."""
    last: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, matched[place])
        before[place] = last[at - 1] if at else None
        ends[at : at + 1] = [matched[place]]
        last[at : at + 1] = [place]
    staying: set[int] = set()
    place_now = last[-1] if last else None
    while place_now is not None:
        staying.add(place_now)
        place_now = before[place_now]
    return {place: matched[place] for place in places if place not in staying}


def _match_alike(
    new: TableCells, matched: dict[int, int], left: Mapping[object, list[int]], end: int
) -> None:
    """Match rows by all their cells, so that none goes past one that stays.

    Parameters
    ----------
    left
        By their cells, the places of old rows that are not matched, from the top.
    end
        How many old rows there are.
    """
    before = [end] * (len(new.rows) + 1)
    for place in range(len(new.rows) - 1, -1, -1):
        before[place] = matched.get(place, before[place + 1])
    after = -1
    for place, row in enumerate(new.rows):
        if place not in matched:
            alike = left.get(_with_types(row), [])
            at = bisect_right(alike, after)
            if at == len(alike) or alike[at] >= before[place]:
                continue
            matched[place] = alike[at]
        after = matched[place]


def _with_types(row: Row) -> object:
    """Give what two rows have in common where :func:`_alike` holds of them."""
    return row, tuple(map(type, row))


def _alike(a: Row, b: Row) -> bool:
    """Whether cells are equal and of one type: Python holds 1 and True for equal."""
    return a == b and tuple(map(type, a)) == tuple(map(type, b))


def _row_goes(table: TableCells, address: Key | int, row: Row, place: int) -> Iterable[Change]:
    for heading, cell in zip(table.headings, row, strict=True):
        if cell is not None:
            yield Change(table.name, address, heading, cell, None, place)


def _row_comes(
    table: TableCells, row: Row, place: int, *, by_number: bool = False
) -> Iterable[Change]:
    key = table.key(row)
    is_its_own = table.key_columns and table.row_of.get(key) == place and not by_number
    address: Key | int = key if is_its_own else -1 - place
    name, made = table.name, tuple.__new__
    return [
        made(Change, (name, address, heading, None, cell, place))
        for heading, cell in zip(table.headings, row, strict=True)
        if cell is not None
    ]


def _between_by_place(old: TableCells, new: TableCells) -> Iterable[Change]:
    common = min(len(old.rows), len(new.rows))
    for place in range(common):
        pairs = zip(new.headings, old.rows[place], new.rows[place], strict=True)
        if _alike(old.rows[place], new.rows[place]):
            continue
        for heading, a, b in pairs:
            if not _alike((a,), (b,)):
                yield Change(new.name, place, heading, a, b)
    for place in range(common, len(old.rows)):
        yield from _row_goes(old, place, old.rows[place], place)
    for place in range(common, len(new.rows)):
        yield from _row_comes(new, new.rows[place], place)
