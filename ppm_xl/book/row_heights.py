"""How tall the rows of a form must be for the text in them.

Excel fits rows without a height when it opens a workbook, but believes a height that is written
there, also one that it wrote itself for other text; LibreOffice believes every height, and takes
the usual one where none is written. So a form's rows get theirs with their text. A height set by
hand, or by the template, stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from lxml import etree

from ppm_xl import calibri
from ppm_xl.book.addresses import corners
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.tables import Cell

_PIXELS_A_CHARACTER: Final = 7
_USUAL_SIZE: Final = 11.0


def fit_rows(
    sheet: etree._Element, styles: etree._Element, rows: Iterable[tuple[int, tuple[Cell, ...]]]
) -> None:
    """Write the heights of some rows.

    Parameters
    ----------
    sheet
        The worksheet.
    styles
        The workbook's styles.
    rows
        Number of a row, and its values from column A on.
    """
    columns = list(_columns(sheet))
    formats = _wrapped_sizes(styles)
    merged = {
        row
        for element in sheet.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")
        for top, _, bottom, _ in [corners(element.get("ref", "A1"))]
        for row in range(top, bottom + 1)
    }
    elements = {
        int(element.get("r", "0")): element
        for element in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row")
    }
    for number, values in rows:
        element = elements.get(number)
        if element is None or number in merged:
            continue
        if element.get("customHeight") in {"1", "true"}:
            continue
        height = max(
            (
                _height(value, *columns[place], formats)
                for place, value in enumerate(values)
                if value is not None and place < len(columns)
            ),
            default=0.0,
        )
        if height:
            element.set("ht", f"{height:g}")
        elif "ht" in element.attrib:
            del element.attrib["ht"]


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


def _height(value: Cell, room: float, style: int, formats: dict[int, float]) -> float:
    """Give the height that a text of two or more lines needs; 0 for one of a line."""
    size = formats.get(style)
    if size is None or not room:
        return 0.0
    words = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return calibri.height(calibri.lines(words, room, size), size)
