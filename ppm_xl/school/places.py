"""Where a problem's cell lies on its sheet, for a link that leads there."""

from __future__ import annotations

from ppm_xl import schema
from ppm_xl.book.addresses import column_letters
from ppm_xl.book.tables import Tables
from ppm_xl.errors import Spot


def address(tables: Tables, spot: Spot | None) -> str:
    """Give the cell of a spot, such as ``Pupils!C17`` or ``'Early Years'!A6``.

    Tables are where the template lays them; a column that staff added to a table counts, one
    they put between tables cannot be known here, and moves the link by one column.

    Returns
    -------
    str
        Empty where nobody can go: without a spot, or on a hidden sheet.
    """
    known = schema.TABLES.get(spot.table) if spot else None
    sheet = next((s for s in schema.SHEETS if known and s.name == known.sheet), None)
    if spot is None or known is None or sheet is None or sheet.purpose is schema.Purpose.HIDDEN:
        return ""
    if known.form:
        top, left = known.anchor
    else:
        top, left = schema.FIRST_ROW, sheet.left
        for before in schema.tables_on(sheet.name):
            if before is known:
                break
            if not before.form:
                left += len(tables[before.name].headings) + 1
    column = left + tables[spot.table].place_of.get(spot.column, 0)
    quoted = f"'{sheet.name}'" if " " in sheet.name else sheet.name
    return f"{quoted}!{column_letters(column)}{top + spot.row}"
