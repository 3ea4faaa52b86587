"""What a file from the MIS holds, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


class CtfPart(StrEnum):
    """What of a Common Transfer File an export holds."""

    PUPILS = "pupils"
    RESULTS = "results"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Export:
    """One file as read, or one part of a Common Transfer File.

    Attributes
    ----------
    name
        The file's name, without its folder.
    grids
        Its sheets; a text file has one.
    digest
        SHA-256 of its bytes: tells whether the file changed between list and import. The parts
        of a Common Transfer File have one digest, that of the file.
    part
        Which part of a Common Transfer File it holds; None for every other file.
    ctf
        That file, read.
    """

    name: str
    grids: tuple[Grid, ...]
    digest: str = ""
    part: CtfPart | None = None
    ctf: CtfFile | None = None
