"""How tall the rows of a table or a form must be for the text in them.

Excel fits rows without a height when it opens a workbook, but believes a height that is written
there, also one that it wrote itself for other text; LibreOffice believes every height, and takes
the usual one where none is written. So rows that are written get their heights with their text.
A height set by hand, or by the template, stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from lxml import etree

from ppm_xl import calibri
from ppm_xl.book.addresses import corners
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.tables import Cell

_PIXELS_A_CHARACTER: Final = 7
_USUAL_SIZE: Final = 11.0
_TALLEST: Final = 409.5
"""Points: Excel has no taller row, and repairs a workbook that says so."""


def fit_rows(
    sheet: etree._Element,
    styles: etree._Element,
    rows: Collection[int],
    value: Callable[[int, int], Cell],
) -> None:
    """Write the heights of some rows; only what stands in columns that wrap is asked for.

    Parameters
    ----------
    sheet
        The worksheet.
    styles
        The workbook's styles.
    rows
        Their numbers.
    value
        What stands in a row and a column, both counted from 1.
    """
    if not rows:
        return
    formats = _wrapped_sizes(styles)
    columns = [
        (number, room, formats[style])
        for number, (room, style) in enumerate(_columns(sheet), start=1)
        if room and style in formats
    ]
    merged = {
        row
        for element in sheet.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")
        for top, _, bottom, _ in [corners(element.get("ref", "A1"))]
        for row in range(top, bottom + 1)
    }
    for element in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(element.get("r", "0"))
        if number not in rows or number in merged:
            continue
        if element.get("customHeight") in {"1", "true"}:
            continue
        height = max(
            (_height(value(number, column), room, size) for column, room, size in columns),
            default=0.0,
        )
        if height:
            element.set("ht", f"{min(height, _TALLEST):g}")
        elif "ht" in element.attrib:
            del element.attrib["ht"]


def are_of_one_height(sheet: etree._Element) -> bool:
    """Whether all rows of a sheet are to be as tall as each other, as on Status.

    There the sheet itself has a height for its rows, and text that takes more is cut.
    """
    usual = sheet.find(f"{MAIN}sheetFormatPr")
    return usual is not None and usual.get("customHeight") in {"1", "true"}


def _columns(sheet: etree._Element) -> Iterator[tuple[float, int]]:
    """Give each column's room for text in points (0 where hidden), and its style."""
    at = 1
    for element in sheet.iterfind(f"{MAIN}cols/{MAIN}col"):
        first, last = int(element.get("min", "1")), int(element.get("max", "1"))
        yield from ((0.0, 0) for _ in range(at, first))
        pixels = float(element.get("width", "9")) * _PIXELS_A_CHARACTER
        hidden = element.get("hidden") in {"1", "true"}
        room = 0.0 if hidden else calibri.room(pixels)
        yield from ((room, int(element.get("style", "0"))) for _ in range(first, min(last, 99) + 1))
        at = last + 1


def _wrapped_sizes(styles: etree._Element) -> dict[int, float]:
    """Map each style that wraps its text to its size in points."""
    sizes = []
    for font in styles.iterfind(f"{MAIN}fonts/{MAIN}font"):
        size = font.find(f"{MAIN}sz")
        sizes.append(_USUAL_SIZE if size is None else float(size.get("val", _USUAL_SIZE)))
    out = {}
    for index, style in enumerate(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
        alignment = style.find(f"{MAIN}alignment")
        if alignment is not None and alignment.get("wrapText") in {"1", "true"}:
            out[index] = sizes[int(style.get("fontId", "0"))]
    return out


def _height(value: Cell, room: float, size: float) -> float:
    """Give the height that a text of two or more lines needs; 0 for one of a line."""
    if value is None:
        return 0.0
    words = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return calibri.height(calibri.lines(words, room, size), size)
