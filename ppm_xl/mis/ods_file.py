"""OpenDocument spreadsheets (ODS), as LibreOffice and Google Sheets save them.

An ODS cell holds both its value and what it shows, so percentages, leading noughts and errors
can be told, which the libraries that read ODS drop.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from ppm_xl.book.tables import Cell, plain
from ppm_xl.errors import FileError
from ppm_xl.mis.export import Grid
from ppm_xl.mis.gridding import Gathering, Merge
from ppm_xl.mis.limits import (
    EXPORT_AGAIN,
    MAX_DEPTH,
    check_limits,
    check_tags,
    damaged,
    protected,
)
from ppm_xl.mis.number_formats import exact

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LEADING_NOUGHTS: Final = re.compile(r"0\d+")
_MAX_ELEMENTS: Final = 200_000
"""Elements between two rows; the styles of a large workbook are some 10,000."""
_NOT_TEXT: Final = {f"{_OFFICE}annotation", f"{_TEXT}tracked-changes"}


def read_ods(name: str, parts: Mapping[str, bytes]) -> tuple[Grid, ...]:
    """Read every visible sheet.

    Raises
    ------
    FileError
        Where it is no spreadsheet, is damaged, protected, or larger than an export.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise protected(name)
    check_tags(name, parts["content.xml"])
    events = iterparse(io.BytesIO(parts["content.xml"]), events=("start", "end"), forbid_dtd=True)
    reader = _Reader(name)
    try:
        for event, element in events:
            reader.take(event, element)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged(name) from None
    if not reader.is_spreadsheet:
        raise FileError(f"{name} is an OpenDocument file, but not a table.", EXPORT_AGAIN)
    return tuple(reader.grids)


class _Reader:
    """Takes elements as they begin and end, and lets go of each row once it is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.grids: list[Grid] = []
        self.is_spreadsheet = False
        self.hidden: set[str] = set()
        self.path: list[Element] = []
        self.elements = 0
        self.tables = 0
        self.number = 1
        self.gathering: Gathering | None = None
        self.merges: list[Merge] = []

    def take(self, event: str, element: Element) -> None:
        """Take the beginning or the end of an element."""
        if event == "start":
            self.path.append(element)
            self.elements += 1
            if len(self.path) > MAX_DEPTH or self.elements > _MAX_ELEMENTS:
                raise damaged(self.name)
            if element.tag == f"{_OFFICE}spreadsheet":
                self.is_spreadsheet = True
            elif element.tag == f"{_TABLE}table":
                self.tables += 1
                if self.tables == 1:
                    self._begin(element)
            return
        self.path.pop()
        if element.tag == f"{_STYLE}style":
            self._style(element)
        elif element.tag == f"{_TABLE}table":
            self.tables -= 1
            if self.tables == 0 and self.gathering is not None:
                self.grids.append(self.gathering.grid(self.merges))
            element.clear()
        elif element.tag == f"{_TABLE}table-row" and self.tables == 1:
            self._row(element)
            self.path[-1].clear()
            self.elements = 0

    def _style(self, element: Element) -> None:
        for properties in element.iter(f"{_STYLE}table-properties"):
            if properties.get(f"{_TABLE}display") == "false":
                self.hidden.add(element.get(f"{_STYLE}name", ""))

    def _begin(self, element: Element) -> None:
        self.number, self.merges = 1, []
        sheet = element.get(f"{_TABLE}name", "")
        style = element.get(f"{_TABLE}style-name", "")
        self.gathering = None if style in self.hidden else Gathering(self.name, sheet)

    def _row(self, element: Element) -> None:
        repeated = _count(element, "number-rows-repeated")
        first = self.number
        self.number += repeated
        if self.gathering is None:
            return
        cells: list[Cell] = []
        blank = 0
        for cell in element:
            if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                continue
            times = _count(cell, "number-columns-repeated")
            value = _value(self.gathering, cell, first)
            if value is None:
                # The last cell of a row stands for all the blank ones up to the sheet's edge.
                blank += times
                continue
            check_limits(self.name, 0, len(cells) + blank + times)
            cells.extend([None] * blank)
            blank = 0
            spanned = _count(cell, "number-rows-spanned")
            if spanned > 1:
                self.merges.append((first, first + spanned - 1, len(cells)))
            cells.extend([value] * times)
        if cells:
            for number in range(first, first + repeated):
                self.gathering.add(number, cells)


def _count(element: Element, attribute: str) -> int:
    """Give how often a cell or row is repeated; once where the file does not say."""
    written = element.get(f"{_TABLE}{attribute}", "1")
    number = int(written) if written.isdigit() and len(written) < 8 else 1  # noqa: PLR2004 - no sheet has ten million rows
    return max(number, 1)


def _value(gathering: Gathering, cell: Element, number: int) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join(_paragraph(p) for p in cell if p.tag == f"{_TEXT}p").strip()
    written = cell.get(f"{_OFFICE}value", "")
    if kind in {"float", "percentage", "currency"} and written and not shown.startswith("#"):
        return _number(float(written), kind, shown)
    if kind == "date" and cell.get(f"{_OFFICE}date-value"):
        return plain(datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", "")))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return gathering.text(shown, number) if shown else None


def _number(value: float, kind: str, shown: str) -> Cell:
    if shown in {"TRUE", "FALSE"}:
        # LibreOffice stores truths that it read from a workbook as numbers.
        return shown == "TRUE"
    if kind == "percentage":
        return plain(round(value * 100, 6))
    if _LEADING_NOUGHTS.fullmatch(shown) and value == int(shown):
        return shown
    return plain(exact(value))


def _paragraph(element: Element) -> str:
    """Give a paragraph's text; runs of blanks are elements of their own."""
    out: list[str] = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            out.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 100))
        elif child.tag == f"{_TEXT}tab":
            out.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            out.append("\n")
        elif child.tag not in _NOT_TEXT:
            out.append(_paragraph(child))
        out.append(child.tail or "")
    return "".join(out)
