"""A workbook opened for the lint: its parts as they are, and what they say of sheets and tables."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from ppm_xl.book.addresses import column_letters, column_number, corners
from ppm_xl.template.lint.finding import Finding

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES: Final = "[Content_Types].xml"
WORKBOOK: Final = "xl/workbook.xml"
LAST_SHEET_ROW: Final = 1_048_576
LAST_SHEET_COLUMN: Final = 16_384

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class BrokenPartError(Exception):
    """A part that everything else hangs on is not there or says nothing."""

    def __init__(self, code: str, part: str, message: str) -> None:
        super().__init__(message)
        self.finding = Finding(code, part, message)


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part; ``target`` is a part's name, or an address where external."""

    rid: str
    kind: str
    target: str
    external: bool


class Parts:
    """The parts of a package, with their relationships."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self.entries = tuple(package.namelist())
        """As the package lists them: a name may stand twice."""
        self._roots: dict[str, etree._Element] = {}

    def __contains__(self, name: object) -> bool:
        """Whether there is such a part."""
        return name in self.entries

    def read(self, name: str) -> bytes:
        """Give a part's bytes."""
        return self._package.read(name)

    def root(self, name: str) -> etree._Element:
        """Give a part's XML; read once."""
        if name not in self._roots:
            if name not in self:
                raise BrokenPartError("part-missing", name, "the part is missing")
            self._roots[name] = etree.fromstring(self.read(name), _PARSER)
        return self._roots[name]

    def broken(self) -> tuple[Finding, ...]:
        """Name every XML part that cannot be parsed."""
        found = []
        for name in dict.fromkeys(self.entries):
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    self.root(name)
                except etree.XMLSyntaxError as fault:
                    found.append(Finding("xml-broken", name, str(fault)))
        return tuple(found)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Give the relationships of a part, ``""`` for the package's."""
        folder, _, file = part.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self:
            return ()
        out = []
        for element in self.root(name).iter(f"{PACKAGE_REL}Relationship"):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                whole = posixpath.join("/", folder, target)
                target = posixpath.normpath(whole).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            out.append(Relation(element.get("Id", ""), kind, target, external))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Box:
    """A range of cells by its corners, from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, reference: str) -> Box | None:
        """Read ``A5:C9``; None where it is no range of cells of a sheet."""
        try:
            box = cls(*corners(reference))
        except ValueError:
            return None
        inside = 1 <= box.top <= box.bottom <= LAST_SHEET_ROW
        return box if inside and 1 <= box.left <= box.right <= LAST_SHEET_COLUMN else None

    def meets(self, other: Box) -> bool:
        """Whether a cell lies in both."""
        apart = self.bottom < other.top or other.bottom < self.top
        return not (apart or self.right < other.left or other.right < self.left)


def boxes(references: str) -> list[Box | None]:
    """Read ranges parted by spaces; None for each that is no range."""
    return [Box.of(reference) for reference in references.split()]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the sheet's XML has it."""

    row: int
    column: int
    kind: str
    style: int
    text: str | None
    """What it holds: a shared string is looked up; None where there is nothing."""
    formula: str | None

    @property
    def address(self) -> str:
        """Spell where it is."""
        return f"{column_letters(self.column)}{self.row}"


class Sheet:
    """A sheet: what the workbook says of it, and its part."""

    def __init__(self, entry: etree._Element, part: str, parts: Parts) -> None:
        self.name = entry.get("name", "")
        self.sheet_id = entry.get("sheetId", "")
        self.state = entry.get("state", "visible")
        self.part = part
        self.root = parts.root(part)
        self.relations = parts.relations(part)
        properties = self.root.find(f"{MAIN}sheetPr")
        self.code_name = properties.get("codeName") if properties is not None else None

    def related(self, kind: str) -> list[str]:
        """Give the parts it has relationships of this kind to."""
        return [relation.target for relation in self.relations if relation.kind == kind]


class TablePart:
    """A table: where it lies and what its columns are called."""

    def __init__(self, sheet: Sheet, part: str, parts: Parts) -> None:
        self.sheet = sheet
        self.part = part
        self.root = parts.root(part)
        self.name = self.root.get("displayName", "")
        self.ref = self.root.get("ref", "")
        self.box = Box.of(self.ref)
        self.columns = list(self.root.iter(f"{MAIN}tableColumn"))
        self.headings = tuple(column.get("name", "") for column in self.columns)


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name; ``sheet`` is the index of the sheet it belongs to, or None."""

    name: str
    sheet: str | None
    text: str


class Opened:
    """The workbook's parts, read and tied together.

    Raises
    ------
    BrokenPartError
        Where the workbook part, a sheet's or a table's is missing.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.workbook = parts.root(WORKBOOK)
        by_id = {relation.rid: relation for relation in parts.relations(WORKBOOK)}
        self.sheets: list[Sheet] = []
        for entry in self.workbook.iter(f"{MAIN}sheet"):
            relation = by_id.get(entry.get(f"{REL}id", ""))
            if relation is None or relation.target not in parts:
                raise BrokenPartError("sheet-part", WORKBOOK, f"{entry.get('name')} has no part")
            self.sheets.append(Sheet(entry, relation.target, parts))
        self.tables = [
            TablePart(sheet, part, parts)
            for sheet in self.sheets
            for part in sheet.related("table")
            if part in parts
        ]
        self.names = [
            Name(found.get("name", ""), found.get("localSheetId"), found.text or "")
            for found in self.workbook.iter(f"{MAIN}definedName")
        ]

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings' texts."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        root = self.parts.root("xl/sharedStrings.xml")
        return [_text_of(item) for item in root.iter(f"{MAIN}si")]

    @cached_property
    def styles(self) -> etree._Element:
        """The part of styles."""
        return self.parts.root("xl/styles.xml")

    @cached_property
    def number_formats(self) -> list[str]:
        """The number format of each cell style: its code, or a built-in's number as text."""
        coded = {
            found.get("numFmtId"): found.get("formatCode", "")
            for found in self.styles.iter(f"{MAIN}numFmt")
        }
        formats = self.styles.find(f"{MAIN}cellXfs")
        numbers = [] if formats is None else [xf.get("numFmtId", "0") for xf in formats]
        return [coded.get(number, _BUILT_IN.get(number, number)) for number in numbers]

    def count(self, collection: str) -> int:
        """Count what a collection of the styles holds, such as ``cellXfs`` or ``dxfs``."""
        found = self.styles.find(f"{MAIN}{collection}")
        return 0 if found is None else len(found)

    @cached_property
    def _cells(self) -> dict[str, list[Cell]]:
        return {sheet.part: list(self._read_cells(sheet)) for sheet in self.sheets}

    def cells(self, sheet: Sheet) -> list[Cell]:
        """Give a sheet's cells in the file's order, those with an address that can be read."""
        return self._cells[sheet.part]

    def _read_cells(self, sheet: Sheet) -> Iterator[Cell]:
        for element in sheet.root.iter(f"{MAIN}c"):
            box = Box.of(element.get("r", ""))
            if box is None:
                continue
            kind = element.get("t", "n")
            formula = element.findtext(f"{MAIN}f")
            style = int(element.get("s", "0"))
            yield Cell(box.top, box.left, kind, style, self._held(element, kind), formula)

    def _held(self, element: etree._Element, kind: str) -> str | None:
        if kind == "inlineStr":
            inline = element.find(f"{MAIN}is")
            return None if inline is None else _text_of(inline)
        value = element.findtext(f"{MAIN}v")
        if kind == "s" and value is not None:
            place = int(value)
            return self.strings[place] if 0 <= place < len(self.strings) else ""
        return value

    def values_of(self, table: str, heading: str) -> list[str]:
        """Give what stands in a table's column."""
        for found in self.tables:
            if found.name == table and found.box and heading in found.headings:
                column = found.box.left + found.headings.index(heading)
                return [
                    cell.text
                    for cell in self.cells(found.sheet)
                    if cell.column == column
                    and found.box.top < cell.row <= found.box.bottom
                    and cell.text
                ]
        return []


_BUILT_IN: Final = {"0": "General", "1": "0", "2": "0.00", "14": "dd/mm/yyyy", "49": "@"}


def _text_of(item: etree._Element) -> str:
    """Join an item's texts; readings for East Asian scripts are not among them."""
    return "".join(
        text.text or ""
        for text in item.iter(f"{MAIN}t")
        if etree.QName(text.getparent()).localname != "rPh"
    )


def local_column(letters: str) -> int:
    """Count a column's letters from 1; a dollar before them is left out."""
    return column_number(letters.replace("$", "").upper())
