"""What files say of pupils themselves: flags, SEND, dates, year and class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis import values
from ppm_xl.mis.cells import Unreadable, Value, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.fields import CONTEXT, FLAGS
from ppm_xl.mis.identity import Row, column_cells
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger

_READERS: Final[dict[str, Callable[[Cell], Value]]] = {
    "DOB": as_date,
    "Sex": values.as_sex,
    "Year": values.as_year_group,
    "SEND": values.as_send,
    "Joined": as_date,
    "Left": as_date,
    "Class": lambda cell: as_text(cell) or None,
    **dict.fromkeys(FLAGS, values.as_yes_no),
    "EAL": values.as_eal,
}
_DAYS: Final = frozenset({"DOB", "Joined", "Left"})


def read_context(
    file: Recognised, rows: Sequence[Row], ledger: Ledger, columns: Sequence[str] = CONTEXT
) -> list[dict[str, Cell]]:
    """Read the columns of Pupils that a file has, row by row; what it leaves blank is not given.

    A blank flag is ``N`` where the column holds no ``N`` of its own: such systems tick those
    who have it and leave the others blank. A Common Transfer File does not: what it leaves out
    of a pupil it does not say.
    """
    out: list[dict[str, Cell]] = [{} for _ in rows]
    for column in columns:
        heading = file.column(column)
        if heading is None:
            continue
        reader = _READERS[column]
        known: dict[tuple[type, Cell], Value] = {}
        for cell in column_cells(file, column):
            key = (type(cell), cell)
            if key not in known:
                known[key] = reader(cell)
        blank: Cell = None
        if column in {*FLAGS, "SEND"} and file.ctf is None:
            said = {v for v in known.values() if isinstance(v, str)}
            blank = "N" if said and "N" not in said else None
        place = heading.place
        for row, into in zip(rows, out, strict=True):
            cell = row.cells.cells[place] if place < len(row.cells.cells) else None
            value = known[type(cell), cell]
            if isinstance(value, Unreadable):
                do = "Dates are read day first." if column in _DAYS else ""
                ledger.unreadable(row.source, column, as_text(cell), do)
            elif value is not None or blank is not None:
                into[column] = value if value is not None else blank
    return out
