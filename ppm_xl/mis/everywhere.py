"""What stands in every table that is about pupils: their UPN, and their name in lists."""

from __future__ import annotations

from collections.abc import Mapping

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Row, TableCells, Tables
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import JOINER
from ppm_xl.mis.upn import compact
from ppm_xl.school.renaming import rename_pupils


def with_real_upns(tables: Tables, real: Mapping[str, str]) -> Tables:
    """Put real UPNs in the place of temporary ones, wherever the workbook holds them.

    Every column ``UPN`` does; and texts that name pupils by it, such as where the typed cells of
    a form belong, and what a picture shows. The log and the journal stay: they tell the past.

    Parameters
    ----------
    real
        By the UPN as it stands on Pupils, the real one.
    """
    if not real:
        return tables
    by_upn = {compact(old): new for old, new in real.items()}
    for name, table in tables.tables.items():
        known = schema.TABLES.get(name)
        if known is not None and not known.append_only:
            rows = tuple(_with_real(row, table, by_upn) for row in table.rows)
            if rows != table.rows:
                tables = tables.with_table(TableCells(name, table.headings, rows))
    return tables


def _with_real(row: Row, table: TableCells, real: Mapping[str, str]) -> Row:
    place = table.place_of.get("UPN")
    out: list[Cell] = list(row)
    if place is not None:
        upn = out[place]
        out[place] = real.get(compact(upn), upn) if isinstance(upn, str) else upn
    for at, cell in enumerate(out):
        if at != place and isinstance(cell, str) and len(cell) >= _UPN_LENGTH:
            for old, new in real.items():
                if old in cell:
                    cell = cell.replace(old, new)  # noqa: PLW2901 - each in its turn
            out[at] = cell
    return tuple(out)


_UPN_LENGTH = 13


def rename(draft: Draft, ledger: Ledger) -> None:
    """Work out every pupil's name in lists, for every table and for the list of the import."""
    names = rename_pupils(draft)
    for at, line in enumerate(ledger.lines):
        if line.what == JOINER and names.get(line.upn, line.pupil) != line.pupil:
            ledger.lines[at] = line._replace(pupil=names[line.upn])
