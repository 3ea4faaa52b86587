"""What a file from the MIS holds, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass

from ppm_xl.book.tables import Cell
from ppm_xl.mis.ctf_file import CtfFile

Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not blank, with its number in the file, from 1."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a file; ``sheet`` is empty for a text file."""

    sheet: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """One file as read.

    Attributes
    ----------
    name
        The file's name, without its folder.
    grids
        Its sheets; a text file has one.
    digest
        SHA-256 of its bytes: tells whether the file changed between list and import.
    ctf
        The Common Transfer File that it is; None for every other file. Then its kind is known,
        and its one grid has a row a pupil.
    """

    name: str
    grids: tuple[Grid, ...]
    digest: str = ""
    ctf: CtfFile | None = None
