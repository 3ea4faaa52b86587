"""The workbook: what it holds as cells, and the two ways of reading and writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ppm_xl.book.change import Change
from ppm_xl.book.journal import Entry
from ppm_xl.book.tables import Tables


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a sheet, replaced in place by its name.

    Attributes
    ----------
    sheet, name
        Where it lies and what it is called; a picture of that name is replaced.
    cell
        The cell (row, column; from 1) its top left corner sits on.
    width, height
        On the sheet, in points.
    png
        The picture itself.
    alt_text
        What it says, in words.
    """

    sheet: str
    name: str
    cell: tuple[int, int]
    width: float
    height: float
    png: bytes
    alt_text: str


class Book(Protocol):
    """A workbook that can be read and written; :mod:`.live` and :mod:`.file` are two of them."""

    @property
    def path(self) -> Path | None:
        """Where the workbook lies on this computer; None where that cannot be known."""

    @property
    def name(self) -> str:
        """What the workbook's file is called, with its ending."""

    @property
    def identity(self) -> str:
        """What tells it from every other workbook: its whole path, or its address in the cloud."""

    def read(self) -> Tables:
        """Read every table, form and the schema's version."""

    def apply(
        self,
        changes: Sequence[Change],
        pictures: Sequence[Picture] = (),
        *,
        entry: Entry | None = None,
        first: Callable[[], None] | None = None,
    ) -> None:
        """Check that every ``was`` still stands, then write all of it or nothing.

        Parameters
        ----------
        entry
            What the journal says of it: begun before the first cell, whole after the last.
        first
            Done once all is checked, right before the first cell is written; where it raises,
            nothing is written.

        Raises
        ------
        ConflictError
            Where a cell has changed since it was read.
        FileError
            Where the workbook cannot be written.
        """

    def place(self, picture: Picture) -> None:
        """Put one picture on its sheet."""

    def copy_to(self, path: Path) -> None:
        """Keep a copy of the workbook as it stands, typing that is not saved yet included.

        Raises
        ------
        FileError
            Where no copy can be written there, or there is a file already.
        """
