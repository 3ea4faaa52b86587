"""A workbook's package as tables and forms of the schema: where each lies, and its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree

from ppm_xl import schema
from ppm_xl.book.addresses import corners, spelt
from ppm_xl.book.cells_xml import CellCodec, text_of
from ppm_xl.book.escaping import from_xml
from ppm_xl.book.parts import Package, Relation, damage_told
from ppm_xl.book.sheet_xml import SheetXml
from ppm_xl.book.styles_xml import MAIN, Styles
from ppm_xl.book.tables import Row, TableCells, Tables
from ppm_xl.book.version import checked_version
from ppm_xl.errors import FileError

_RID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table or form lies: its sheet and the block of its rows, without header and totals.

    Attributes
    ----------
    part
        The table's own part; ``""`` for a form.
    formulas
        By column number, the formula that fills a calculated column (``""`` where the file
        does not say it).
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    area: tuple[int, int, int, int]
    part: str = ""
    header: int = 0
    totals: int = 0
    formulas: tuple[tuple[int, str], ...] = ()

    @property
    def is_form(self) -> bool:
        """Whether it is a fixed block, whose rows neither come nor go."""
        return not self.part


class WorkbookXml:
    """A workbook's package, opened.

    Raises
    ------
    FileError
        Where the file is no workbook, damaged, not made by ppm-xl, or made by a newer one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.package = Package(path)
        self._sheets: dict[str, SheetXml] = {}
        with damage_told(path):
            self.part = self._main_part()
            self.root = self.package.xml(self.part)
            self.schema_version = checked_version(path.name, self._defined("ppm_schema"))
            self.sheet_parts = self._find_sheets()
            self.places = {place.name: place for place in self._find_tables()}

    @cached_property
    def codec(self) -> CellCodec:
        """Reads and writes this workbook's cells."""
        related = {relation.kind: relation.target for relation in self._related}
        shared: list[str] = []
        if "sharedStrings" in related:
            strings = self.package.xml(related["sharedStrings"])
            shared = [text_of(item) for item in strings.iterchildren(f"{MAIN}si")]
        if "styles" in related:
            styles = Styles(self.package.xml(related["styles"]))
        else:
            styles = Styles(etree.Element(f"{MAIN}styleSheet"))
        about = self.root.find(f"{MAIN}workbookPr")
        old_mac = about is not None and about.get("date1904") in {"1", "true"}
        return CellCodec(styles, shared, epoch_1904=old_mac)

    @property
    def styles_part(self) -> str:
        """The part that holds the cell styles."""
        return next(r.target for r in self._related if r.kind == "styles")

    def sheet(self, name: str) -> SheetXml:
        """Give a sheet, parsed; the same one each time."""
        if name not in self._sheets:
            with damage_told(self.path):
                root = self.package.xml(self.sheet_parts[name])
                self._sheets[name] = SheetXml(root, self.codec)
        return self._sheets[name]

    def cells(self, place: TablePlace) -> TableCells:
        """Read a table's cells as they stand."""
        with damage_told(self.path):
            rows: tuple[Row, ...] = self.sheet(place.sheet).block(*place.area)
        if not place.is_form and len(rows) == 1 and self._is_blank(place, rows[0]):
            rows = ()
        left = place.area[1]
        calculated = frozenset(place.headings[column - left] for column, _ in place.formulas)
        return TableCells(place.name, place.headings, rows, calculated)

    def tables(self) -> Tables:
        """Read every table and form of the schema that the workbook has."""
        found = {name: self.cells(place) for name, place in self.places.items()}
        return Tables(self.schema_version, found)

    def _is_blank(self, place: TablePlace, row: Row) -> bool:
        """Whether the one row of a table holds nothing but formulas."""
        top, left, _, _ = place.area
        sheet = self.sheet(place.sheet)
        return all(
            cell is None or sheet.has_formula(top, left + offset) for offset, cell in enumerate(row)
        )

    def _main_part(self) -> str:
        main = next((r for r in self.package.relations("") if r.kind == "officeDocument"), None)
        if main is None or not main.target.endswith(".xml"):
            raise FileError(
                f"{self.path.name} is not an Excel workbook that ppm-xl can read.",
                "Open it in Excel and save it as an Excel macro-enabled workbook (.xlsm).",
            )
        return main.target

    @cached_property
    def _related(self) -> list[Relation]:
        return self.package.relations(self.part)

    def _defined(self, name: str) -> str | None:
        for element in self.root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
            if element.get("name") == name:
                return element.text
        return None

    def _find_sheets(self) -> dict[str, str]:
        targets = {relation.rid: relation.target for relation in self._related}
        return {
            element.get("name", ""): targets[element.get(_RID, "")]
            for element in self.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
            if targets[element.get(_RID, "")] in self.package
        }

    def _find_tables(self) -> Iterator[TablePlace]:
        for sheet, part in self.sheet_parts.items():
            for relation in self.package.relations(part):
                if relation.kind == "table":
                    place = self._table_place(sheet, relation.target)
                    if place.name in schema.TABLES and not schema.TABLES[place.name].form:
                        yield place
        for table in schema.TABLES.values():
            if table.form and table.sheet in self.sheet_parts:
                top, left = table.anchor
                headings = tuple(column.name for column in table.columns)
                area = (top, left, top + table.rows - 1, left + len(headings) - 1)
                yield TablePlace(table.name, table.sheet, headings, area)

    def _table_place(self, sheet: str, part: str) -> TablePlace:
        root = self.package.xml(part)
        top, left, bottom, right = corners(root.get("ref", ""))
        header = int(root.get("headerRowCount", "1"))
        totals = int(root.get("totalsRowCount", "0"))
        headings: list[str] = []
        formulas: list[tuple[int, str]] = []
        for offset, column in enumerate(root.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")):
            headings.append(from_xml(column.get("name", "")))
            formula = column.findtext(f"{MAIN}calculatedColumnFormula")
            if formula is not None:
                formulas.append((left + offset, formula))
        if len(headings) != right - left + 1:
            raise ValueError(part)
        return TablePlace(
            from_xml(root.get("displayName", "")),
            sheet,
            tuple(headings),
            (top + header, left, bottom - totals, right),
            part,
            header,
            totals,
            tuple(formulas),
        )


def resize_table(root: etree._Element, place: TablePlace, rows: int) -> None:
    """Let a table's part say that the table has this many rows."""
    top, left, _, right = place.area
    bottom = top + rows - 1
    root.set("ref", spelt(top - place.header, left, bottom + place.totals, right))
    for sort in root.findall(f"{MAIN}sortState"):
        root.remove(sort)
    filtered = root.find(f"{MAIN}autoFilter")
    if filtered is not None:
        filtered.set("ref", spelt(top - place.header, left, bottom, right))
        for child in list(filtered):
            hidden_button = child.tag == f"{MAIN}filterColumn" and not len(child)
            if not hidden_button:
                filtered.remove(child)


def is_filtered(root: etree._Element) -> bool:
    """Whether a filter is set on the table."""
    found = root.iterfind(f"{MAIN}autoFilter/{MAIN}filterColumn")
    return any(len(column) for column in found)
