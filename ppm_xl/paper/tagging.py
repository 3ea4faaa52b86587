"""What Typst's tags lack, and what they have too much of: mended in the file as it comes.

Typst writes each element of the structure as a plain object of its own. Every replacement is as
long as what it replaces, so that the file's table of addresses stays true; the blanks go when the
file is made compact.
"""

from __future__ import annotations

import re
from typing import Final

_CELL: Final = re.compile(
    rb"(<</Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table[^>]*?)(/Headers\[(\([^\]]*\))\])"
)
_FIRST_COLUMN: Final = re.compile(rb"\(U\d+x0y\d+\)")
_BORDERS: Final = re.compile(rb"/Border(?:Color|Style|Thickness)\[[^\]]*\]")


def with_row_headers(pdf: bytes) -> bytes:
    """Mark the first cell of each table row as the header of its row.

    Typst can do so itself, but only under a switch that its Python binding does not offer.
    Each cell has the list of its column headers; that list gives way to ``Scope Row`` in a first
    column, and to nothing in the other cells (readers then find both headers by scope).
    """

    def marked(cell: re.Match[bytes]) -> bytes:
        start, middle, headers, ids = cell.groups()
        if _FIRST_COLUMN.match(ids):
            return start + b"H" + middle + b"/Scope/Row".ljust(len(headers))
        return start + b"D" + middle + b" " * len(headers)

    return _CELL.sub(marked, pdf)


def without_borders(pdf: bytes) -> bytes:
    """Leave out which lines are round a table's cell: nobody has them read aloud."""
    return _BORDERS.sub(lambda border: b" " * len(border.group()), pdf)
