"""The page breaks of a worksheet, as its part of the file holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from ppm_xl.book.styles_xml import MAIN

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
