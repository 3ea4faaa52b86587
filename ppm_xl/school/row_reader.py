"""Rows of a table as values, with every cell that could not be read, named by its child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from ppm_xl import schema
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import DataError, Problem, Spot
from ppm_xl.school.calendar import HalfTerm, parse_half_term
from ppm_xl.school.cells import number, text
from ppm_xl.school.spelling import ClassNames, colour
from ppm_xl.typed import converted

Record: TypeAlias = Mapping[str, Cell]

_A_DAY: Final = schema.Column("", schema.Kind.DATE)
_NAMING: Final = ("Pupil", "Forename", "Surname", "Half-term", "School year")


@dataclass
class RowReader:
    """Reads tables' records into values, and gathers what cannot be read."""

    tables: Tables
    classes: ClassNames
    yellow: str
    subjects: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)

    def records(self, table: str) -> Iterator[tuple[int, Record]]:
        """Give every row that holds anything of ours, with its number within the table, from 1."""
        ours = set(schema.TABLES[table].headings(self.subjects))
        for place, record in enumerate(self.tables[table].records(), start=1):
            if any(cell is not None and name in ours for name, cell in record.items()):
                yield place, record

    def day(self, table: str, number: int, record: Record, column: str) -> date | None:
        """Read a date; what is none is a problem and counts as empty."""
        value, fault = converted(record.get(column), _A_DAY)
        if isinstance(value, date):
            return value
        if fault is not None:
            self.odd(table, number, column, "is not a date", "Write it as dd/mm/yyyy.")
        return None

    def number(self, table: str, row: int, record: Record, column: str) -> float | None:
        """Read a number; what is none is a problem and counts as empty."""
        value = record.get(column)
        found = number(value)
        if found is None and value is not None:
            self.odd(table, row, column, "is not a number", "Write it in figures.")
        return found

    def whole(self, table: str, number: int, record: Record, column: str) -> int | None:
        """Read a number, rounded to a whole one."""
        value = self.number(table, number, record, column)
        return None if value is None else round(value)

    def colour(self, table: str, number: int, record: Record, column: str) -> str:
        """Read Green, Yellow or Red, in the school's words too."""
        value = text(record.get(column))
        found = colour(value, self.yellow)
        if value and not found:
            self.odd(table, number, column, "is not a colour", "Choose Green, Yellow or Red.")
        return found

    def half_term(self, table: str, number: int, record: Record) -> HalfTerm | None:
        """Read a row's half-term; what is none is a problem."""
        name, year = text(record.get("Half-term")), text(record.get("School year"))
        try:
            found = parse_half_term(name, year)
            _ = found.place
        except (DataError, ValueError):
            self.odd(table, number, "Half-term", "is not a half-term of a school year",
                     "Write the year as 2026-27 and choose the half-term.")  # fmt: skip
            return None
        return found

    def odd(self, table: str, number: int, column: str, what: str, do: str) -> None:
        """Remember a cell that cannot be read."""
        where = f"{table}, {self._whose(table, number)}, {column}"
        spot = Spot(table, number - 1, column)
        problem = Problem("unreadable-cell", where, f"{column} {what}.", do, spot=spot)
        self.problems.append(problem)

    def _whose(self, table: str, number: int) -> str:
        """Name a row by its child and half-term: a table can be sorted, and starts anywhere."""
        cells = self.tables[table]
        said = {name: text(cells.cell(number - 1, name)) for name in _NAMING}
        who = said["Pupil"] or f"{said['Forename']} {said['Surname']}".strip()
        when = f"{said['Half-term']} {said['School year']}".strip()
        return ", ".join(filter(None, (who, when))) if who else f"row {number} of the table"
