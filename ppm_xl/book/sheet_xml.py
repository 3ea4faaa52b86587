"""One sheet's cells in its XML: reading blocks, writing cells, moving rows of a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from lxml import etree

from ppm_xl.book.addresses import column_letters, column_number, corners, spelt
from ppm_xl.book.cells_xml import CELL, FORMULA, CellCodec
from ppm_xl.book.formulas import translated
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.tables import Cell

ROW: Final = f"{MAIN}row"
_DIGITS: Final = "0123456789"
_NOT_COPIED: Final = {"r", "spans", "hidden", "collapsed", "outlineLevel"}

Rewrite = Callable[[str], str]


class SheetXml:
    """A sheet's part, parsed.

    Attributes
    ----------
    root
        The worksheet element.
    formulas_touched
        Whether a cell with a formula came, went or moved, so that Excel's calculation
        chain no longer fits.
    """

    def __init__(self, root: etree._Element, codec: CellCodec) -> None:
        self.root = root
        self.formulas_touched = False
        self._codec = codec
        data = root.find(f"{MAIN}sheetData")
        if data is None:
            raise ValueError("a sheet without its cells")
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[int, dict[int, etree._Element]] = {}
        self._touched: set[int] = set()
        self._new_rows = False
        self._styles_of_columns = [
            (int(element.get("min", "0")), int(element.get("max", "0")), element.get("style", ""))
            for element in root.iterfind(f"{MAIN}cols/{MAIN}col")
        ]
        self._filled_in: set[etree._Element] = set()
        number = 0
        for row in data.iterchildren(ROW):
            number = int(row.get("r") or number + 1)
            self._rows[number] = row
            line: dict[int, etree._Element] = {}
            column = 0
            for cell in row.iterchildren(CELL):
                address = cell.get("r")
                column = column_number(address.rstrip(_DIGITS)) if address else column + 1
                line[column] = cell
            self._cells[number] = line

    def block(self, top: int, left: int, bottom: int, right: int) -> tuple[tuple[Cell, ...], ...]:
        """Read the values of a block of cells."""
        read = self._codec.read
        out = []
        for row in range(top, bottom + 1):
            line = self._cells.get(row, {})
            out.append(
                tuple(
                    None if (cell := line.get(column)) is None else read(cell)
                    for column in range(left, right + 1)
                )
            )
        return tuple(out)

    def value(self, row: int, column: int) -> Cell:
        """Read one cell."""
        cell = self._cells.get(row, {}).get(column)
        return None if cell is None else self._codec.read(cell)

    def has_formula(self, row: int, column: int) -> bool:
        """Whether a cell holds a formula."""
        cell = self._cells.get(row, {}).get(column)
        return cell is not None and cell.find(FORMULA) is not None

    def set(self, row: int, column: int, value: Cell) -> None:
        """Let one cell hold a value."""
        cell = self._cell(row, column)
        if cell.find(FORMULA) is not None:
            self.formulas_touched = True
        self._codec.write(cell, value)

    def set_result(self, row: int, column: int, value: Cell) -> None:
        """Let the formula of a new cell have this as its last result."""
        self._codec.set_value(self._cell(row, column), value)

    def first_filled(self, top: int, left: int, bottom: int, right: int) -> str:
        """Give the address of the first cell of a block that is not empty; else ``""``."""
        for row in range(top, bottom + 1):
            for column, cell in sorted(self._cells.get(row, {}).items()):
                if left <= column <= right and len(cell):
                    return f"{column_letters(column)}{row}"
        return ""

    def rearrange(
        self,
        area: tuple[int, int, int, int],
        origins: Sequence[int | None],
        below: int,
        fills: Mapping[int, str],
    ) -> None:
        """Move rows of a block, within its columns, to where they belong; make room for new ones.

        Parameters
        ----------
        area
            The block's first row, first column, last row and last column as they are.
        origins
            For each row to be, the place (from 0) of the row it was; None for a new one,
            which takes the style, the height and the column formulas of the row before it.
        below
            Rows under the block that stay under it (a table's totals).
        fills
            Columns whose new cells get a formula, with it where no row above has one.
        """
        self._filled_in.clear()
        top, left, bottom, right = area
        count = bottom - top + 1
        was = [self._lifted(top + place, left, right) for place in range(count + below)]
        last = top + len(origins) + below - 1
        for row in range(bottom + below + 1, last + 1):
            self._lifted(row, left, right)  # styled but empty: the caller has looked
        model = next((place for place in origins if place is not None), 0)
        for place, origin in enumerate(origins):
            row = top + place
            self._row(row, like=bottom)
            if origin is not None:
                model = origin
                self._lay(row, was[origin])
            else:
                self._lay(row, self._blank_row(was[model], top + model, row, fills))
        for place in range(below):
            row = top + len(origins) + place
            self._row(row, like=bottom)
            self._lay(row, was[count + place])
        for row in range(last + 1, bottom + below + 1):
            self._lay(row, self._blank_row(was[count - 1], row, row, {}))

    def rewrite_formulas(self, rewrite: Rewrite) -> bool:
        """Pass every formula but those just filled in through a function; say if any changed."""
        changed = False
        for number, line in self._cells.items():
            for cell in line.values():
                formula = cell.find(FORMULA)
                if formula is not None and formula.text and formula not in self._filled_in:
                    new = rewrite(formula.text)
                    if new != formula.text:
                        formula.text = new
                        self._touched.add(number)
                        changed = True
        self.formulas_touched = self.formulas_touched or changed
        return changed

    def unshare_formulas(self) -> None:
        """Write out formulas that cells share, so that each cell can move by itself."""
        masters: dict[str, tuple[str, str]] = {}
        for number, line in self._cells.items():
            for column, cell in line.items():
                formula = cell.find(FORMULA)
                if formula is None or formula.get("t") != "shared":
                    continue
                address = f"{column_letters(column)}{number}"
                index = formula.get("si", "")
                if formula.text:
                    masters[index] = (formula.text, address)
                elif index in masters:
                    formula.text = translated(masters[index][0], masters[index][1], address)
                for attribute in ("t", "si", "ref"):
                    formula.attrib.pop(attribute, "")

    def show_rows(self, top: int, bottom: int) -> None:
        """Show rows that a filter has hidden."""
        for number in range(top, bottom + 1):
            if number in self._rows:
                self._rows[number].attrib.pop("hidden", "")

    def finish(self) -> etree._Element:
        """Put rows and cells in order and give the worksheet to be written."""
        for number in self._touched:
            row = self._rows[number]
            row.attrib.pop("spans", "")
            for cell in list(row.iterchildren(CELL)):
                row.remove(cell)
            cells = [cell for _, cell in sorted(self._cells[number].items())]
            row[:0] = cells
        if self._new_rows:
            self._data[:] = [row for _, row in sorted(self._rows.items())]
        self._measure()
        return self.root

    def _measure(self) -> None:
        dimension = self.root.find(f"{MAIN}dimension")
        columns = [column for line in self._cells.values() for column in line]
        if dimension is None or not columns:
            return
        rows = [number for number, line in self._cells.items() if line]
        top, left, bottom, right = corners(dimension.get("ref", "A1"))
        whole = (
            min(top, *rows, bottom),
            min(left, *columns),
            max(bottom, *rows),
            max(right, *columns),
        )
        if whole != (top, left, bottom, right):
            dimension.set("ref", spelt(*whole))

    def _row(self, number: int, *, like: int = 0) -> etree._Element:
        if number not in self._rows:
            row = etree.Element(ROW, r=str(number))
            model = self._rows.get(like)
            if model is not None:
                for name, value in model.attrib.items():
                    if name not in _NOT_COPIED:
                        row.set(name, value)
            self._rows[number] = row
            self._cells[number] = {}
            self._new_rows = True
        return self._rows[number]

    def _cell(self, row: int, column: int) -> etree._Element:
        self._row(row)
        self._touched.add(row)
        line = self._cells[row]
        if column not in line:
            line[column] = etree.Element(CELL, r=f"{column_letters(column)}{row}")
            style = self._style_without_cell(row, column)
            if style:
                line[column].set("s", style)
        return line[column]

    def _style_without_cell(self, row: int, column: int) -> str:
        """Give the style of a cell that the sheet does not spell out: its row's, its column's."""
        line = self._rows[row]
        if line.get("customFormat") in {"1", "true"}:
            return line.get("s", "")
        for first, last, style in self._styles_of_columns:
            if first <= column <= last:
                return style
        return ""

    def _lifted(self, row: int, left: int, right: int) -> dict[int, etree._Element]:
        """Take the cells of one row of a block off the sheet."""
        line = self._cells.get(row, {})
        taken = {column: line.pop(column) for column in list(line) if left <= column <= right}
        if taken:
            self._touched.add(row)
        return taken

    def _lay(self, row: int, cells: Mapping[int, etree._Element]) -> None:
        if not cells:
            return
        self._row(row)
        for column, cell in cells.items():
            address = f"{column_letters(column)}{row}"
            if cell.get("r") != address:
                cell.set("r", address)
                formula = cell.find(FORMULA)
                if formula is not None:
                    self.formulas_touched = True
                    if formula.get("t") == "array" and ":" not in formula.get("ref", ":"):
                        formula.set("ref", address)
            self._cells[row][column] = cell
        self._touched.add(row)

    def _blank_row(
        self,
        model: Mapping[int, etree._Element],
        model_row: int,
        row: int,
        fills: Mapping[int, str],
    ) -> dict[int, etree._Element]:
        """Make empty cells styled like a row's, with the formulas that fill their columns."""
        out: dict[int, etree._Element] = {}
        for column, cell in model.items():
            new = etree.Element(CELL, r=f"{column_letters(column)}{row}")
            if cell.get("s"):
                new.set("s", cell.get("s", ""))
            out[column] = new
        for column, formula in fills.items():
            new = out.setdefault(column, etree.Element(CELL, r=f"{column_letters(column)}{row}"))
            above = model.get(column)
            source = None if above is None else above.find(FORMULA)
            if source is not None and source.text and source.get("t") != "array":
                address = f"{column_letters(column)}{model_row}"
                text = translated(source.text, address, new.get("r", ""))
            else:
                text = formula
            if text:
                filled_in = etree.SubElement(new, FORMULA)
                filled_in.text = text
                self._filled_in.add(filled_in)
                self.formulas_touched = True
        return out
