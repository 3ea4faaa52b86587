"""Pictures and drawn buttons: places, words for people who cannot see them, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import LAST_SHEET_COLUMN, LAST_SHEET_ROW, Opened
from ppm_xl.template.lint.sheet_checks import twice

XDR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def check(book: Opened) -> Iterator[Finding]:
    """Look at each sheet's drawing."""
    for sheet in book.sheets:
        for part in sheet.related("drawing"):
            if part in book.parts:
                root = book.parts.root(part)
                yield from _places(root, sheet.name)
                yield from _words(root, sheet.name)


def _places(root: etree._Element, sheet: str) -> Iterator[Finding]:
    for anchor in root:
        corners = []
        for end in ("from", "to"):
            found = anchor.find(f"{XDR}{end}")
            if found is None:
                continue
            row, column = (int(found.findtext(f"{XDR}{axis}") or -1) for axis in ("row", "col"))
            corners.append((row, column))
            if not (0 <= row < LAST_SHEET_ROW and 0 <= column < LAST_SHEET_COLUMN):
                yield Finding("drawing-off-sheet", sheet, f"row {row + 1}, column {column + 1}")
        if len(corners) == 2 and any(  # noqa: PLR2004 - two ends
            end < start for start, end in zip(*corners, strict=True)
        ):
            yield Finding("drawing-off-sheet", sheet, "ends before it begins")
        extent = anchor.find(f"{XDR}ext")
        if extent is not None and "0" in {extent.get("cx"), extent.get("cy")}:
            yield Finding("drawing-off-sheet", sheet, "has no size")


def _words(root: etree._Element, sheet: str) -> Iterator[Finding]:
    facts = list(root.iter(f"{XDR}cNvPr"))
    for number in twice(found.get("id", "") for found in facts):
        yield Finding("drawing-id-twice", sheet, f"two drawings have the number {number}")
    for name in twice(found.get("name", "") for found in facts):
        yield Finding("drawing-name-twice", sheet, f"two drawings are called {name}")
    for found in facts:
        holder = found.getparent()
        picture = holder is not None and etree.QName(holder).localname == "nvPicPr"
        if not found.get("descr", "").strip():
            name = found.get("name", "")
            what = "picture" if picture else "drawing"
            yield Finding("drawing-without-words", sheet, f"the {what} {name} has no alt text")
    for blip in root.iter(f"{_A}blip"):
        if not any("embed" in str(attribute) for attribute in blip.attrib):
            yield Finding("drawing-empty", sheet, "a picture without its image")
