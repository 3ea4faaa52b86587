"""Where the pages of a printed form begin: said by the kinds of its rows.

So page breaks follow the cells: whatever lays a form out, undoes a step or puts one back has its
pages right as well. A break that somebody set by hand on such a sheet gives way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from ppm_xl import schema
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.tables import Row

_LAST_COLUMN: Final = "16383"
_BEFORE: Final = (
    "headerFooter",
    "pageSetup",
    "pageMargins",
    "printOptions",
    "hyperlinks",
    "dataValidations",
    "conditionalFormatting",
    "phoneticPr",
    "mergeCells",
    "sheetData",
)
"""What may stand right before a sheet's breaks, the last first, in the order of the standard."""


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


def write_breaks(sheet: etree._Element, starts: Sequence[int]) -> None:
    """Let pages of a worksheet begin at these rows and at no others."""
    found = sheet.find(f"{MAIN}rowBreaks")
    if not starts:
        if found is not None:
            sheet.remove(found)
        return
    if found is None:
        found = etree.Element(f"{MAIN}rowBreaks")
        before = next(e for name in _BEFORE if (e := _last(sheet, name)) is not None)
        before.addnext(found)
    found[:] = [
        etree.Element(f"{MAIN}brk", {"id": str(row - 1), "max": _LAST_COLUMN, "man": "1"})
        for row in starts
    ]
    for name in ("count", "manualBreakCount"):
        found.set(name, str(len(starts)))


def _last(sheet: etree._Element, name: str) -> etree._Element | None:
    found = sheet.findall(f"{MAIN}{name}")
    return found[-1] if found else None
