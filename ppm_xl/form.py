"""Forms: sheets laid out for people, whose typed cells each belong to a cell of a table.

A form's last column holds, hidden and as JSON, which cell of the row belongs to which table,
key and column, and what was shown there. Before a form is laid out anew it is *harvested*: what
differs from what was shown was typed, and becomes a change of its table. So nothing typed is
lost when a form is prepared again or turned to another class. Where a table changed since the
form was laid out and its cell on the form was not touched, the table holds good.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from zlib import crc32

from ppm_xl import schema
from ppm_xl.book.change import Change
from ppm_xl.book.tables import Cell, Key, Row, TableCells, Tables
from ppm_xl.errors import DataError, Problem
from ppm_xl.schema import Column
from ppm_xl.school.cells import text
from ppm_xl.typed import converted

EMPTY: Final = "empty"
"""The kind of a row that stands on a form before it is laid out for the first time."""

LONGEST_SHOWN: Final = 200
"""Longer texts are remembered on the form by their length and a checksum."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The row of a table behind a line of a form.

    Attributes
    ----------
    table, key
        The row; it need not be there yet.
    fields
        Column of the form (its letter) to column of the table.
    new
        What the row gets besides its key when it comes because something was typed.
    also
        Rows of other tables that come with it: table and cells.
    """

    table: str
    key: Key
    fields: Mapping[str, str]
    new: Mapping[str, Cell] = field(default_factory=dict)
    also: tuple[tuple[str, Mapping[str, Cell]], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a form: its kind, which its formats follow, and what it shows."""

    kind: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    bindings: tuple[Binding, ...] = ()


@dataclass(frozen=True, slots=True)
class Harvest:
    """What was typed on a form, as changes of the tables behind it, and what was odd.

    Attributes
    ----------
    count
        How many cells of the form it was typed in.
    """

    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    count: int = 0


# ---------------------------------------------------------------------------- laying out


def lay_out(form: str, lines: Iterable[Line], tables: Tables) -> tuple[Row, ...]:
    """Turn lines into the form's rows; bound cells show what their tables hold.

    Raises
    ------
    DataError
        Where there are more lines than the form has rows: nothing may be left out unseen.
    """
    known = schema.TABLES[form]
    letters = known.headings()[1:-1]
    rows = tuple(_row(line, letters, tables) for line in lines)
    if len(rows) > known.rows:
        raise DataError(
            f"The form on the sheet {known.sheet} needs {len(rows)} rows and has {known.rows}.",
            "Record actions as done on the sheet Actions, so that fewer are listed.",
        )
    return rows


def shown(line: Line, tables: Tables) -> dict[str, Cell]:
    """Give what a line will show, by column: its own cells, and what its tables hold."""
    found: dict[str, Cell] = dict(line.cells)
    for binding in line.bindings:
        table = tables[binding.table]
        place = _place(table, binding.key)
        for letter, column in binding.fields.items():
            found[letter] = binding.new.get(column) if place is None else table.cell(place, column)
    return {letter: value for letter, value in found.items() if value not in (None, "")}


def _row(line: Line, letters: Sequence[str], tables: Tables) -> Row:
    shown = {letter: value for letter, value in line.cells.items() if value not in (None, "")}
    bound: list[dict[str, Any]] = []
    owned: set[str] = set()
    for binding in line.bindings:
        table = tables[binding.table]
        fields: dict[str, list[object]] = {}
        for letter, column in binding.fields.items():
            place = _place(table, binding.key)
            value = binding.new.get(column) if place is None else table.cell(place, column)
            if value is None:
                shown.pop(letter, None)
            else:
                shown[letter] = value
            fields[letter] = [column, _token(value, _column(table, column))]
            owned.add(letter)
        entry: dict[str, Any] = {"t": binding.table, "k": list(binding.key), "f": fields}
        if binding.new:
            entry["n"] = dict(binding.new)
        if binding.also:
            entry["a"] = [[name, dict(cells)] for name, cells in binding.also]
        bound.append(entry)
    fixed = {c: _checksum(text(value)) for c, value in shown.items() if c not in owned}
    memory: dict[str, object] = {}
    if bound:
        memory["b"] = bound
    if fixed:
        memory["x"] = fixed
    unknown = set(shown) - set(letters)
    if unknown:
        raise KeyError(f"A form has no column {min(unknown)}.")
    hidden = json.dumps(memory, ensure_ascii=False, separators=(",", ":"))
    return (line.kind, *(shown.get(letter) for letter in letters), hidden)


# ---------------------------------------------------------------------------- harvesting


@dataclass(slots=True)
class _Typed:
    """What was typed for one row of a table, gathered over the form."""

    binding: Binding
    cells: dict[str, tuple[Cell, object]] = field(default_factory=dict)
    """Column to what it is to hold and to the token of what was shown."""


def harvest(form: TableCells, tables: Tables) -> Harvest:
    """Read what was typed on a form since it was laid out.

    A cell that was not touched never changes its table. A typed date or number becomes one;
    what cannot be read stays as it was typed and is listed. Of two cells bound to one place
    the later wins. A row that is not there yet comes with its key once anything is typed.

    Raises
    ------
    DataError
        Where a table lacks a column that something was typed for, or something was typed
        outside the white boxes: then nothing is lost, as nothing happens.
    """
    typed: dict[tuple[str, Key], _Typed] = {}
    problems: list[Problem] = []
    outside: list[str] = []
    rows = [(place, row, _memory(row[-1])) for place, row in enumerate(form.rows, start=1)]
    if not any(memory is not None for _, _, memory in rows):
        if any(row[0] not in {None, EMPTY} for row in form.rows):
            raise DataError(
                f"The hidden columns of the sheet {schema.TABLES[form.name].sheet} were moved or "
                "cleared, so what was typed there cannot be told from what was shown.",
                "Undo that in Excel (Ctrl+Z), or copy what you typed and empty the whole form.",
            )
        return Harvest()
    for place, row, memory in rows:
        cells = dict(zip(form.headings[1:-1], row[1:-1], strict=True))
        owned: set[str] = set()
        for binding, shown in _bindings(memory or {}):
            owned |= shown.keys()
            _gather(binding, shown, cells, (form, place), tables, typed, problems)
        outside.extend(_typed_outside(form, place, cells, owned, memory or {}))
    if outside:
        raise _outside_the_boxes(outside)
    changes: list[Change] = []
    for (name, key), found in typed.items():
        changes.extend(_changes(tables, name, key, found, problems))
    count = sum(len(found.cells) for found in typed.values()) if changes else 0
    return Harvest(tuple(changes), tuple(problems), count)


def bound_rows(hidden: Iterable[Cell]) -> frozenset[tuple[str, Key]]:
    """Give the rows of tables, by table and key, that hidden cells of a form bind its lines to."""
    rows: set[tuple[str, Key]] = set()
    for cell in hidden:
        for binding, _ in _bindings(_memory(cell) or {}):
            rows.add((binding.table, binding.key))
            for name, record in binding.also:
                rows.add((name, tuple(record.get(column) for column in schema.TABLES[name].key)))
    return frozenset(rows)


def refreshed(form: TableCells, tables: Tables) -> tuple[Row, ...]:
    """Give the rows of a form with its bound cells as their tables hold them now.

    What lies where stays: only what is shown in the boxes, and what is remembered of it, follows
    the tables. So once a form is harvested, what is typed in a table afterwards holds good.
    """
    return tuple(_refreshed(form, row, tables) for row in form.rows)


def _refreshed(form: TableCells, row: Row, tables: Tables) -> Row:
    memory = _memory(row[-1])
    if not memory or "b" not in memory:
        return row
    cells = list(row)
    for entry in memory["b"]:
        table = tables[entry["t"]]
        place = _place(table, tuple(entry["k"]))
        for letter, remembered in entry["f"].items():
            column = remembered[0]
            new = entry.get("n", {}).get(column)
            value = new if place is None else table.cell(place, column)
            cells[form.place_of[letter]] = value
            remembered[1] = _token(value, _column(table, column))
    cells[-1] = json.dumps(memory, ensure_ascii=False, separators=(",", ":"))
    return tuple(cells)


def _memory(cell: Cell) -> dict[str, Any] | None:
    """Read a row's hidden cell; None where it holds none of ours."""
    if not isinstance(cell, str) or not cell.startswith("{"):
        return None
    try:
        found = json.loads(cell)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _bindings(memory: Mapping[str, Any]) -> Iterator[tuple[Binding, dict[str, object]]]:
    for entry in memory.get("b", ()):
        fields = {letter: column for letter, (column, _) in entry["f"].items()}
        shown = {letter: token for letter, (_, token) in entry["f"].items()}
        also = tuple((name, cells) for name, cells in entry.get("a", ()))
        yield Binding(entry["t"], tuple(entry["k"]), fields, entry.get("n", {}), also), shown


def _gather(
    binding: Binding,
    shown: Mapping[str, object],
    cells: Mapping[str, Cell],
    at: tuple[TableCells, int],
    tables: Tables,
    typed: dict[tuple[str, Key], _Typed],
    problems: list[Problem],
) -> None:
    table = tables[binding.table]
    form, place = at
    for letter, heading in binding.fields.items():
        column = _column(table, heading)
        if _token(cells.get(letter), column) == shown[letter]:
            continue
        where = f"{schema.TABLES[form.name].sheet}!{letter}{place}"
        value, fault = converted(cells.get(letter), column)
        if fault:
            box = _box(form, heading, binding, cells)
            problems.append(Problem("typed-not-understood", box, *fault))
        if heading not in table.place_of:
            raise DataError(
                f"The table {table.name} has no column {heading}, which “{text(value)}” in "
                f"{where} belongs to.",
                "Put the heading back as it was, then press the button again.",
            )
        row = typed.setdefault((binding.table, binding.key), _Typed(binding))
        before = row.cells.get(heading)
        if before is not None and before[0] != value:
            problems.append(
                Problem(
                    "typed-twice",
                    where,
                    f"{heading} was typed in two places; “{text(before[0])}” gives way to "
                    f"“{text(value)}”.",
                    "Check that the right one is kept.",
                )
            )
        row.cells[heading] = (value, shown[letter])


_SHORT: Final = 40
"""Letters of what stands in a line by which the line is told from others."""


def _box(form: TableCells, heading: str, binding: Binding, cells: Mapping[str, Cell]) -> str:
    """Name a box by its line: the press that reads it may move it to another row.

    The line goes by the words it holds, else by whom it is about.
    """
    worded = [letter for letter, column in binding.fields.items() if column in {"Action", "Text"}]
    about = [letter for letter in cells if letter not in binding.fields]
    words = next((text(cells[of]) for of in (*worded, *about) if text(cells.get(of))), "")
    line = words.split("\n")[0]
    short = line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"
    whose = f" of “{short}”" if short else ""
    return f"{schema.TABLES[form.name].sheet}, {heading}{whose}"


def _typed_outside(
    form: TableCells,
    place: int,
    cells: Mapping[str, Cell],
    owned: set[str],
    memory: Mapping[str, Any],
) -> Iterator[str]:
    """Name the cells that hold something typed where laying out anew would wipe it away."""
    fixed = memory.get("x", {})
    for letter, value in cells.items():
        words = text(value)
        if words and letter not in owned and fixed.get(letter) != _checksum(words):
            yield f"{schema.TABLES[form.name].sheet}!{letter}{place}"


def _outside_the_boxes(cells: Sequence[str]) -> DataError:
    most = 5
    more = f" and {len(cells) - most} more" if len(cells) > most else ""
    return DataError(
        f"Something was typed outside the white boxes, in {', '.join(cells[:most])}{more}, where "
        "it would be lost.",
        "Move it into a white box, or clear the cell, then try again.",
    )


def _changes(
    tables: Tables, name: str, key: Key, found: _Typed, problems: list[Problem]
) -> Iterator[Change]:
    table = tables[name]
    place = _place(table, key)
    if place is None:
        if all(value is None for value, _ in found.cells.values()):
            return
        cells = dict(found.binding.new) | {c: value for c, (value, _) in found.cells.items()}
        yield from _new_row(table, key, cells)
        for other, record in found.binding.also:
            beside = tables[other]
            beside_key = tuple(record.get(beside.headings[c]) for c in beside.key_columns)
            if _place(beside, beside_key) is None:
                yield from _new_row(beside, beside_key, record)
        return
    address: Key | int = key if key in table.row_of else place
    for heading, (value, shown) in found.cells.items():
        held = table.cell(place, heading)
        if held == value:
            continue
        if _token(held, _column(table, heading)) != shown:
            problems.append(
                Problem(
                    "changed-on-both",
                    f"{name}, {heading}",
                    f"{heading} was changed in {name} to “{text(held)}” and on the form to "
                    f"“{text(value)}”; the form's is kept.",
                    "Correct it if the other was right.",
                )
            )
        yield Change(name, address, heading, held, value)


def _new_row(table: TableCells, key: Key, cells: Mapping[str, Cell]) -> Iterator[Change]:
    names = [table.headings[place] for place in table.key_columns]
    whole = {**cells, **dict(zip(names, key, strict=True))}
    for heading in table.headings:
        value = whole.get(heading)
        if value is not None:
            yield Change(table.name, key, heading, None, value)


def _place(table: TableCells, key: Key) -> int | None:
    """Find a row; the first of several where the key is not unique."""
    return table.first_of.get(key)


# ---------------------------------------------------------------------------- cells


def _column(table: TableCells, heading: str) -> Column | None:
    known = schema.TABLES.get(table.name)
    return known.column(heading) if known else None


def _checksum(words: str) -> int:
    return crc32(words.encode())


def _token(value: Cell, column: Column | None) -> object:
    """Give what stands for a cell's content on the form; equal for what reads the same."""
    value, _ = converted(value, column)
    words = f"{value:%Y-%m-%d}" if isinstance(value, date) else text(value)
    return words if len(words) <= LONGEST_SHOWN else [len(words), _checksum(words)]
