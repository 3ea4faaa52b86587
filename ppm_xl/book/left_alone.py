"""What putting a step back leaves alone, named for people."""

from __future__ import annotations

from dataclasses import dataclass

from ppm_xl import schema
from ppm_xl.book.tables import Cell, Key, TableCells, Tables


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A cell, row or form that somebody changed after the step: it stays as it is.

    Attributes
    ----------
    row
        Whose row it is: a pupil's name, or the row's key in words.
    column
        Empty where the whole row or form is meant.
    """

    table: str
    row: str = ""
    column: str = ""

    def in_words(self) -> str:
        """Name it: ``Pupils, Zoë Quill: Class``."""
        known = schema.TABLES.get(self.table)
        if known is not None and known.form:
            return f"the form on the sheet {known.sheet}"
        where = f"{self.table}, {self.row}" if self.row else self.table
        return f"{where}: {self.column}" if self.column else where


class Names:
    """Names rows for people: a pupil by name, any other row by its key."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(self, table: TableCells, key: Key | int, place: int | None = None) -> str:
        """Name a row; ``place`` is where it stands now, if anywhere."""
        known = schema.TABLES.get(table.name)
        if isinstance(key, int):
            if place is None:
                return "a row that is no longer there"
            return f"line {place + 1}"
        columns = known.key if known else ()
        if "UPN" in columns:
            return self._pupil(key[columns.index("UPN")])
        return ", ".join(str(part) for part in key if part is not None)

    def _pupil(self, upn: Cell) -> str:
        return str(self._tables["Pupils"].get((upn,), "Pupil") or upn)
