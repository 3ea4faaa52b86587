"""The journal: what each of the last steps changed, so that it can be put back.

It lies in the hidden table ``Journal``, an entry a step, over as many rows as its changes need:
the first row says when, what and how it stands; the others only go on with the changes. As it
holds what pupils' cells held, it is personal data as much as the sheets are: no more than
:data:`KEPT` entries stay, and an older one goes when the next is written.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from ppm_xl.book.change import Change, applied
from ppm_xl.book.packing import from_pieces, in_pieces
from ppm_xl.book.tables import Cell, Key, TableCells, Tables
from ppm_xl.errors import DataError

KEPT: Final = 5
"""Entries; the oldest of them can still be put back."""

TABLE: Final = "Journal"
REMADE: Final = frozenset({"ImportList", "ImportFiles", "CheckList"})
"""Lists that their buttons make anew, which is no step."""
BOUND: Final = "Bound"
"""The last column of a form that people type in."""
_NOT_IN_IT: Final = frozenset({TABLE, "Log"})
"""Tables that only tell what was done: putting a step back does not undo the telling."""


class State(StrEnum):
    """How a step stands."""

    OPEN = "open"
    """Being written; found so at the next start, it was cut off."""
    DONE = "done"
    LEFT = "left"
    """Cut off, and left as it stood because its user said so."""
    PUT_BACK = "put back"


@dataclass(frozen=True, slots=True)
class Step:
    """A step as the journal has it.

    Attributes
    ----------
    when
        When it was begun; None where that cannot be read.
    action
        In the words of its button.
    place
        The row of its state in the table, from 0.
    pieces
        Its changes, packed.
    """

    when: datetime | None
    action: str
    state: State
    place: int
    pieces: tuple[str, ...]

    def in_words(self) -> str:
        """Name it: ``Import MIS data of 21/11/2026 14:03``."""
        return self.action if self.when is None else f"{self.action} of {_moment(self.when)}"

    def aside(self) -> str:
        """Name it where more follows: ``Import MIS data, 21/11/2026 14:03``."""
        return self.action if self.when is None else f"{self.action}, {_moment(self.when)}"

    def record(self) -> Record:
        """Read what it changed.

        Raises
        ------
        DataError
            Where that was spoilt.
        """
        try:
            return _from_json(from_pieces(self.pieces))
        except (ValueError, KeyError, TypeError, IndexError) as fault:
            raise DataError(
                f"What “{self.action}” changed cannot be read any more, so it cannot be put back.",
                "Use the copy from before it, in the folder Backups.",
            ) from fault


@dataclass(frozen=True, slots=True)
class Record:
    """What a step changed in the tables, and how many files it wrote beside the workbook.

    Attributes
    ----------
    wholes
        The fingerprint, as the step left it, of each table that is put back whole or not at all:
        a form that people type in, as they may have typed in a cell that the step did not
        change; and a list that may have been made anew.
    """

    changes: tuple[Change, ...]
    files: int = 0
    wholes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written about a step, as changes of the table ``Journal``.

    Attributes
    ----------
    opening
        Before the step's first cell: says that it has begun.
    closing
        After its last: says that it is whole. It addresses rows as they lie after ``opening``.
    at_once
        Both in one, for a workbook that is written in one go.
    """

    opening: tuple[Change, ...] = ()
    closing: tuple[Change, ...] = ()
    at_once: tuple[Change, ...] = ()


def steps(tables: Tables) -> tuple[Step, ...]:
    """Give the steps that the journal has, the newest first; what is no step is passed over."""
    table = tables[TABLE]
    found: list[Step] = []
    for place, row in enumerate(table.records()):
        state, piece = row.get("State"), row.get("Changes")
        text = (piece,) if isinstance(piece, str) else ()
        if state in set(State):
            when = row.get("When")
            found.append(
                Step(
                    when if isinstance(when, datetime) else _as_moment(when),
                    str(row.get("Action") or "The last step"),
                    State(str(state)),
                    place,
                    text,
                )
            )
        elif found and text:
            last = found.pop()
            found.append(Step(last.when, last.action, last.state, last.place, last.pieces + text))
    return tuple(reversed(found))


def cut_off(tables: Tables) -> Step | None:
    """Give the newest step that never came to its end."""
    return next((step for step in steps(tables) if step.state is State.OPEN), None)


def to_put_back(tables: Tables) -> Step | None:
    """Give the newest step that has not been put back."""
    return next((step for step in steps(tables) if step.state is not State.PUT_BACK), None)


def entry_for(
    tables: Tables, when: datetime, action: str, changes: Sequence[Change], *, files: int = 0
) -> Entry:
    """Give what is written about a new step; older entries beyond those kept go with it.

    Parameters
    ----------
    tables
        As they stand before the step.
    action
        In the words of its button.
    changes
        All of the step's; those of the log are left out.
    files
        How many files it wrote beside the workbook.

    Returns
    -------
    Entry
        Without changes where the workbook has no journal.
    """
    if TABLE not in tables:
        return Entry()
    table = tables[TABLE]
    going = _superseded(table, tables)
    kept = len(table.rows) - len(going)
    pieces = in_pieces(_as_json(Record(tuple(changes), files, _wholes(tables, changes))))
    pruned = tuple(change for place in going for change in _row_goes(table, place))

    def rows(state: State) -> tuple[Change, ...]:
        cells: list[dict[str, Cell]] = [{"Changes": piece} for piece in pieces]
        cells[0] |= {"When": when, "Action": action, "State": state.value}
        return tuple(
            Change(TABLE, -1 - place, heading, None, row[heading], place)
            for place, row in enumerate(cells, start=kept)
            for heading in table.headings
            if heading in row
        )

    closing = Change(TABLE, kept, "State", State.OPEN.value, State.DONE.value)
    return Entry((*pruned, *rows(State.OPEN)), (closing,), (*pruned, *rows(State.DONE)))


def entry_for_putting_back(step: Step) -> Entry:
    """Give what is written about a step while it is put back: cut off in this, it is open again."""
    opening = _state(step, step.state, State.OPEN)
    closing = _state(step, State.OPEN, State.PUT_BACK)
    return Entry(opening, closing, _state(step, step.state, State.PUT_BACK))


def left_as_it_stands(step: Step) -> tuple[Change, ...]:
    """Give the change that says a step which was cut off is to stay as it stands."""
    return _state(step, step.state, State.LEFT)


def _state(step: Step, was: State, becomes: State) -> tuple[Change, ...]:
    if was is becomes:
        return ()
    return (Change(TABLE, step.place, "State", was.value, becomes.value),)


def _wholes(tables: Tables, changes: Sequence[Change]) -> dict[str, int]:
    names = {change.table for change in changes}
    known = sorted(name for name in names if name in tables)
    whole = [n for n in known if n in REMADE or tables[n].headings[-1:] == (BOUND,)]
    return {
        name: fingerprint(applied(tables, [c for c in changes if c.table == name])[name])
        for name in whole
    }


def fingerprint(table: TableCells) -> int:
    """Give a number that tells one state of a table's cells from another."""
    return zlib.crc32(repr(table.rows).encode("utf-8", "surrogatepass"))


def _superseded(table: TableCells, tables: Tables) -> list[int]:
    """Give the rows to take out: of entries older than those kept beside a new one, and blank."""
    kept = steps(tables)[: KEPT - 1]
    first = min((step.place for step in kept), default=len(table.rows))
    return [
        place
        for place, row in enumerate(table.rows)
        if place < first or all(cell is None for cell in row)
    ]


def _row_goes(table: TableCells, place: int) -> Iterable[Change]:
    row = table.rows[place]
    if all(cell is None for cell in row):
        yield Change(table.name, place, table.headings[0], None, None, place)
    for heading, cell in zip(table.headings, row, strict=True):
        if cell is not None:
            yield Change(table.name, place, heading, cell, None, place)


def _moment(when: datetime) -> str:
    return f"{when:%d/%m/%Y %H:%M}"


def _as_moment(when: Cell) -> datetime | None:
    """Read a moment at midnight, which a cell gives as a date."""
    return datetime(when.year, when.month, when.day) if isinstance(when, date) else None  # noqa: DTZ001 - cells know no time zone


# ---------------------------------------------------------------------------- changes as text


def _as_json(record: Record) -> str:
    """Write changes as compact JSON: by table, and by run of changes of one row."""
    by_table: dict[str, list[list[Any]]] = defaultdict(list)
    for change in record.changes:
        if change.table in _NOT_IN_IT:
            continue
        rows = by_table[change.table]
        key = list(map(_plain, change.key)) if isinstance(change.key, tuple) else change.key
        if not rows or rows[-1][0] != key or rows[-1][1] != change.at:
            rows.append([key, change.at])
        rows[-1].extend((change.column, _plain(change.was), _plain(change.becomes)))
    whole = {"version": 1, "files": record.files, "wholes": record.wholes, "tables": by_table}
    return json.dumps(whole, separators=(",", ":"))


def _from_json(text: str) -> Record:
    found = json.loads(text)
    changes: list[Change] = []
    for name, rows in found["tables"].items():
        for given, at, *cells in rows:
            key: Key | int = tuple(map(_cell, given)) if isinstance(given, list) else int(given)
            changes.extend(
                Change(name, key, cells[n], _cell(cells[n + 1]), _cell(cells[n + 2]), at)
                for n in range(0, len(cells), 3)
            )
    return Record(tuple(changes), int(found["files"]), dict(found["wholes"]))


def _plain(cell: Cell) -> object:
    """Give a cell as JSON has it: dates and moments as objects of one field."""
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def _cell(value: object) -> Cell:
    if isinstance(value, dict):
        if "moment" in value:
            return datetime.fromisoformat(value["moment"])
        return date.fromisoformat(value["date"])
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("no cell")
