"""Where the pages of a printed form begin: said by the kinds of its rows.

So page breaks follow the cells: whatever lays a form out, undoes a step or puts one back has its
pages right as well. A break that somebody set by hand on such a sheet gives way.
"""

from __future__ import annotations

from collections.abc import Sequence

from ppm_xl import schema
from ppm_xl.book.tables import Row


def page_starts(form: str, rows: Sequence[Row]) -> tuple[int, ...] | None:
    """Give the rows of the sheet at which a page begins, the first page's left out.

    Parameters
    ----------
    form
        A table's name.
    rows
        Its rows; the first column holds what kind each is.

    Returns
    -------
    tuple or None
        Rows from 1; None where the table says nothing of pages.
    """
    known = schema.TABLES.get(form)
    if known is None or not known.page_starts:
        return None
    top = known.anchor[0]
    return tuple(
        top + place
        for place, row in enumerate(rows)
        if row[0] in known.page_starts and top + place > 1
    )
