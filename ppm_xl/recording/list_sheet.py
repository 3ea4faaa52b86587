"""The rows of the sheet Owner lists: a block for each owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ppm_xl import schema
from ppm_xl.book.tables import Row
from ppm_xl.recording.lists import OwnerList, ToDo


def sheet_rows(lists: Sequence[OwnerList], today: date) -> tuple[Row, ...]:
    """Lay out every list, the first on the first page and each other at the top of its own.

    Where there are more lines than the sheet has rows, the last says that the rest is in the
    PDFs.
    """
    rows = [row for place, one in enumerate(lists) for row in _block(one, place, today)]
    room = schema.OWNER_LISTS.rows
    if len(rows) > room:
        left = sum(row[0] == "action" for row in rows[room - 1 :])
        rows[room - 1 :] = [_row("note", f"{left} more have no room here; the PDFs hold them.")]
    return tuple(rows)


def _block(one: OwnerList, place: int, today: date) -> Iterator[Row]:
    heading = f"{one.owner}, {one.known_as}: {one.summary}, as of {today:%d/%m/%Y}"
    yield _row("owner" if place else "first", heading)
    for entry in one.entries:
        yield _row("action", "", entry.whom, _what(entry), entry.day, entry.measure)


def _what(entry: ToDo) -> str:
    return f"{entry.about}\n{entry.what}" if entry.about else entry.what


def _row(kind: str, *cells: str) -> Row:
    across = len(schema.OWNER_LISTS.columns) - 1
    return (kind, *(cell or None for cell in cells), *(None,) * (across - len(cells)))
