"""A workbook as a file, without Excel: only the parts that change are written anew.

Read straight from the XML with lxml rather than with openpyxl, as design first had it: one
reading serves both the check and the rewriting, so that a cell can never be read by one library
and written by another that sees it differently, and it takes less than half the time.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from lxml import etree

from ppm_xl.book import Picture
from ppm_xl.book.change import Change, Outcome, outcome
from ppm_xl.book.escaping import check_storable
from ppm_xl.book.formulas import followed
from ppm_xl.book.journal import Entry
from ppm_xl.book.lock import check_free, only_one, path_identity
from ppm_xl.book.notes_xml import move_links, move_notes
from ppm_xl.book.page_breaks import write_breaks
from ppm_xl.book.page_starts import page_starts
from ppm_xl.book.parts import Package
from ppm_xl.book.pictures_xml import place_picture
from ppm_xl.book.row_heights import are_of_one_height, fit_rows
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.book.workbook_file import contents
from ppm_xl.book.workbook_xml import TablePlace, WorkbookXml, is_filtered, resize_table
from ppm_xl.errors import FileError

_FLOWING: Final = ("Bound", "What came of it", "How it stands")
"""The last columns of forms whose rows are as tall as their text."""
_BEFORE_CALC_PR: Final = ("sheets", "functionGroups", "externalReferences", "definedNames")


class FileBook:
    """A closed workbook, edited part by part.

    Parameters
    ----------
    path
        Where it lies.
    to_write
        Whether something will be written: then a workbook that is open elsewhere or read-only
        is refused when it is first read, before any work is done.
    """

    def __init__(self, path: Path | str, *, to_write: bool = True) -> None:
        self._path = Path(path)
        self._to_write = to_write

    @property
    def path(self) -> Path:
        """Where the workbook lies."""
        return self._path

    @property
    def name(self) -> str:
        """What the file is called."""
        return self._path.name

    @property
    def identity(self) -> str:
        """Its whole path, links followed."""
        return path_identity(self._path)

    def read(self) -> Tables:
        """Read every table, form and the schema's version.

        Raises
        ------
        FileError
            Where there is no such workbook, or it cannot be read.
        OpenElsewhereError
            Where it is to be written and another program has it open.
        """
        if self._to_write:
            check_free(self._path)
        return WorkbookXml(self._path).tables()

    def apply(
        self,
        changes: Sequence[Change],
        pictures: Sequence[Picture] = (),
        *,
        entry: Entry | None = None,
        first: Callable[[], None] | None = None,
    ) -> None:
        """Check that every ``was`` still stands, then write all of it, or nothing.

        The journal's entry is whole from the start, as it is written with its step.

        Raises
        ------
        ConflictError
            Where a cell has changed since it was read.
        DataError
            Where a cell cannot hold what it is to hold.
        FileError
            Where the workbook cannot be written.
        """
        changes = (*changes, *(entry.at_once if entry else ()))
        if not changes and not pictures:
            return
        check_storable(changes)
        check_free(self._path)
        with only_one(self.identity, self.name):
            book = WorkbookXml(self._path)
            if changes:
                _Writer(book).write(changes)
            for picture in pictures:
                place_picture(book, picture)
            if book.package.changed:
                if first is not None:
                    first()
                book.package.save()

    def place(self, picture: Picture) -> None:
        """Put one picture on its sheet; one of that name is replaced."""
        self.apply((), (picture,))

    def copy_to(self, path: Path) -> None:
        """Keep a copy of the file's bytes; a file that is there is never written over.

        Raises
        ------
        FileError
            Where no copy can be written there.
        """
        data, _ = contents(self._path)
        half_done: Path | None = None
        try:
            handle, name = tempfile.mkstemp(prefix=".ppm-xl-", suffix=".tmp", dir=path.parent)
            half_done = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            half_done.chmod(stat.S_IMODE(self._path.stat().st_mode))
            if path.exists():
                raise FileExistsError(path)
            half_done.rename(path)
        except OSError as fault:
            raise FileError(
                f"No copy of {self.name} can be kept in the folder “{path.parent}”.",
                "Make room on the disk, or choose a folder of your own.",
            ) from fault
        finally:
            if half_done is not None:
                with suppress(OSError):
                    half_done.unlink(missing_ok=True)


class _Writer:
    """Writes changes into the parts of one workbook."""

    def __init__(self, book: WorkbookXml) -> None:
        self._book = book
        self._sheets: set[str] = set()
        self._fitted: dict[str, set[int]] = {}
        self._pages: dict[str, tuple[int, ...]] = {}

    def write(self, changes: Sequence[Change]) -> None:
        names = dict.fromkeys(change.table for change in changes)
        outcomes: list[tuple[TablePlace, TableCells, Outcome]] = []
        for name in names:
            place = self._book.places.get(name)
            if place is None:
                raise FileError(
                    f"{self._book.path.name} has lost its table {name}.",
                    "Use a backup copy, or copy the rows into a new workbook.",
                )
            before = self._book.cells(place)
            batch = [change for change in changes if change.table == name]
            outcomes.append((place, before, outcome(before, batch)))
        for place, before, result in outcomes:
            if place.is_form:
                self._write_form(place, before, result)
            else:
                self._write_table(place, before, result)
        self._save_parts()

    def _write_form(self, place: TablePlace, before: TableCells, result: Outcome) -> None:
        rows = result.cells.rows
        blank = (None,) * len(place.headings)
        if any(any(cell is not None for cell in row) for row in rows[len(before.rows) :]):
            raise FileError(
                f"The form on the sheet {place.sheet} has no room for {len(rows)} rows.",
                "Choose a smaller class or part of it, then try again.",
            )
        top, left, _, _ = place.area
        sheet = self._book.sheet(place.sheet)
        for number, was in enumerate(before.rows):
            becomes = rows[number] if number < len(rows) else blank
            for offset, (a, b) in enumerate(zip(was, becomes, strict=True)):
                if type(a) is not type(b) or a != b:
                    sheet.set(top + number, left + offset, b)
                    self._sheets.add(place.sheet)
        if place.headings[-1] in _FLOWING:
            self._fit(place.sheet, range(top, top + len(before.rows)))
        starts = page_starts(place.name, rows)
        if starts is not None:
            self._pages[place.sheet] = starts

    def _write_table(self, place: TablePlace, before: TableCells, result: Outcome) -> None:
        top, left, _, _ = place.area
        sheet = self._book.sheet(place.sheet)
        filled = dict(place.formulas)
        moved = result.origins != tuple(range(len(before.rows)))
        if moved:
            self._move(place, before, result.origins)
        blank = (None,) * len(before.headings)
        written: set[int] = set()
        for number, row in enumerate(result.cells.rows):
            origin = result.origins[number]
            was = blank if origin is None else before.rows[origin]
            for offset, (a, b) in enumerate(zip(was, row, strict=True)):
                if type(a) is type(b) and a == b:
                    continue
                column = left + offset
                if origin is None and column in filled and sheet.has_formula(top + number, column):
                    sheet.set_result(top + number, column, b)
                else:
                    sheet.set(top + number, column, b)
                written.add(top + number)
        if written:
            self._sheets.add(place.sheet)
        if are_of_one_height(sheet.root):
            return
        stays = range(len(result.origins))
        written.update(top + now for now in stays if result.origins[now] != now)
        written.update(range(top + len(stays), top + len(before.rows)))
        self._fit(place.sheet, written)

    def _fit(self, sheet: str, rows: Iterable[int]) -> None:
        """Let rows be as tall as their text, once all that is written stands."""
        self._fitted.setdefault(sheet, set()).update(rows)

    def _move(self, place: TablePlace, before: TableCells, origins: tuple[int | None, ...]) -> None:
        """Let rows of a table move, come and go, with all that says where they are."""
        top, left, bottom, right = place.area
        grows = max(1, len(origins)) - (bottom - top + 1)
        sheet = self._book.sheet(place.sheet)
        foot = bottom + place.totals
        taken = sheet.first_filled(foot + 1, left, foot + grows, right) if grows > 0 else ""
        if taken:
            raise FileError(
                f"The table {place.name} has no room to grow: there is something in cell {taken} "
                f"of the sheet {place.sheet}.",
                "Move it to the side, away from under the table, then try again.",
            )
        was = {origin: number for number, origin in enumerate(origins) if origin is not None}
        if not before.rows:
            was = {0: 0}  # the blank row of an empty table becomes its first row
        shifts = any(was.get(row) != row for row in range(bottom - top + 1)) or (
            place.totals and grows
        )
        if shifts:
            sheet.unshare_formulas()
        places: list[int | None] = [*origins] if origins else [None]
        sheet.rearrange(place.area, places, place.totals, dict(place.formulas))
        self._sheets.add(place.sheet)
        if shifts:
            self._follow(place, was, grows)
        root = self._book.package.xml(place.part)
        if is_filtered(root):
            sheet.show_rows(top, foot)
        resize_table(root, place, max(1, len(origins)))
        self._book.package.write(place.part, root)

    def _follow(self, place: TablePlace, was: dict[int, int], grows: int) -> None:
        """Let notes on the rows that moved, and formulas anywhere, follow them."""
        top, left, bottom, right = place.area

        def to(row: int) -> int | None:
            if row > bottom:
                return row + grows
            now = was.get(row - top)
            return None if now is None else top + now

        part = self._book.sheet_parts[place.sheet]
        columns, rows = (left, right), (top, bottom + place.totals)
        move_notes(self._book.package, part, columns, rows, to)
        move_links(self._book.sheet(place.sheet).root, columns, rows, to)
        for name in self._book.sheet_parts:
            if name != place.sheet and not self._mentions(name, place.sheet):
                continue

            def rewrite(formula: str, home: str = name) -> str:
                return followed(
                    formula,
                    home=home,
                    sheet=place.sheet,
                    columns=columns,
                    rows=rows,
                    to=to,
                )

            if self._book.sheet(name).rewrite_formulas(rewrite):
                self._sheets.add(name)

    def _mentions(self, name: str, other: str) -> bool:
        """Whether a sheet's formulas may refer to cells of another."""
        text = self._book.package.read(self._book.sheet_parts[name])
        spelt = other.replace("&", "&amp;").replace("'", "''").encode()
        return b"<f" in text and (spelt + b"!" in text or spelt + b"'!" in text)

    def _save_parts(self) -> None:
        book, package = self._book, self._book.package
        touched = False
        for name in self._sheets:
            sheet = book.sheet(name)
            root = sheet.finish()
            fit_rows(root, book.codec.styles.root, self._fitted.get(name, ()), sheet.value)
            if name in self._pages:
                write_breaks(root, self._pages[name])
            package.write(book.sheet_parts[name], root)
            touched = touched or sheet.formulas_touched
        if book.codec.styles.changed:
            package.write(book.styles_part, book.codec.styles.root)
        if touched:
            _drop_calculation_chain(book, package)
        if self._sheets:
            _calculate_on_load(book)


def _drop_calculation_chain(book: WorkbookXml, package: Package) -> None:
    """Take out Excel's order of calculation; it makes its own anew."""
    for relation in package.relations(book.part):
        if relation.kind == "calcChain":
            package.drop(relation.target)
            package.unrelate(book.part, relation.target)


def _calculate_on_load(book: WorkbookXml) -> None:
    """Let Excel work out every formula when it opens the workbook; till then last results stand."""
    settings = book.root.find(f"{MAIN}calcPr")
    if settings is None:
        settings = etree.Element(f"{MAIN}calcPr")
        before = [book.root.find(f"{MAIN}{name}") for name in _BEFORE_CALC_PR]
        book.root.insert(
            1 + max(book.root.index(found) for found in before if found is not None), settings
        )
    if settings.get("fullCalcOnLoad") not in {"1", "true"}:
        settings.set("fullCalcOnLoad", "1")
        book.package.write(book.part, book.root)
