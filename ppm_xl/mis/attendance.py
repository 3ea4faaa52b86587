"""Sessions, lateness and percentages of an attendance file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.fields import SESSIONS
from ppm_xl.mis.identity import Row, column_cells
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.values import are_fractions, as_number, as_percent, as_whole

_COUNTS: Final = tuple(field for field in SESSIONS if field != "Attendance %")
_ROUNDING: Final = 0.6
"""Points of a percentage by which a file may round."""
_SURELY_PER_CENT: Final = 2
"""No fraction of 1 comes near this, mistakes included."""


@dataclass(frozen=True)
class Sessions:
    """The attendance columns of a file, with what they cover.

    Attributes
    ----------
    basis
        ``half-term`` or ``year to date``.
    to
        The last day covered, where the file says it.
    """

    file: Recognised
    basis: str
    to: date | None

    @cached_property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The columns of counts that the file has, each with its place."""
        found = ((field, self.file.column(field)) for field in _COUNTS)
        return tuple((field, heading.place) for field, heading in found if heading is not None)

    @cached_property
    def as_fractions(self) -> bool:
        """Whether percentages are written as fractions of 1: only the whole column tells."""
        return are_fractions(self._percentages)

    @cached_property
    def sure_from(self) -> float:
        """The number above which a percentage cannot be meant as a fraction of 1.

        Where fractions stand among percentages, a number such as 1.05 may be one as well.
        """
        numbers = [as_number(cell) for cell in self._percentages if not _says_per_cent(cell)]
        mixed = any(isinstance(n, float) and 0 < n < 1 for n in numbers)
        return _SURELY_PER_CENT if mixed else 1

    @property
    def _percentages(self) -> list[Cell]:
        return column_cells(self.file, "Attendance %")

    def is_unsure(self, cell: Cell, computed: float | None) -> bool:
        """Whether a percentage may be a fraction of 1, and its row's sessions do not tell."""
        number = as_number(cell)
        if self.as_fractions or _says_per_cent(cell) or not isinstance(number, float):
            return False
        told = computed is not None and abs(number - computed) <= _ROUNDING
        return 0 < number <= self.sure_from and not told


def read_sessions(sessions: Sessions, row: Row, ledger: Ledger) -> dict[str, Cell]:
    """Read one pupil's attendance, by column of Assessments; empty where the row has none.

    Attended is what the file says, else present and approved activity together (which counts
    as attending), else possible less absences. The percentage is computed where it is missing.
    """
    found: dict[str, int] = {}
    cells = row.cells.cells
    for field, place in sessions.counts:
        cell = cells[place] if place < len(cells) else None
        value = as_whole(cell)
        if isinstance(value, Unreadable):
            ledger.unreadable(row.source, field, as_text(cell))
        elif value is not None:
            found[field] = value
    possible, attended = found.get("Possible"), _attended(found)
    if possible is not None and attended is not None and attended > possible:
        ledger.problems.append(
            Problem(
                "more-than-possible",
                str(row.source),
                f"{row.identity.shown} attended {attended} of {possible} possible sessions; the "
                "row's attendance is left out.",
                "Correct the MIS and export again.",
            )
        )
        return {}
    computed = round(100 * attended / possible, 1) if possible and attended is not None else None
    per_cent = _percentage(sessions, row, computed, ledger)
    out: dict[str, Cell] = {
        "Possible": possible,
        "Attended": attended,
        "Unauthorised": found.get("Unauthorised"),
        "Lates": found.get("Lates"),
        "Attendance %": per_cent,
    }
    out = {column: value for column, value in out.items() if value is not None}
    if out.keys() - {"Lates"}:
        out["Attendance basis"] = sessions.basis
        if sessions.to is not None:
            out["Attendance to"] = sessions.to
    return out


def _percentage(
    sessions: Sessions, row: Row, computed: float | None, ledger: Ledger
) -> float | int | None:
    """Give the row's percentage: the file's, else the one that its sessions make."""
    written = sessions.file.cell(row.cells, "Attendance %")
    shown = as_text(written)
    per_cent = as_percent(written, fraction=sessions.as_fractions)
    if isinstance(per_cent, Unreadable):
        do = "Attendance is from 0 to 100 %: correct it in the MIS and export again."
        ledger.unreadable(row.source, "Attendance %", shown, do)
        per_cent = None
    elif sessions.is_unsure(written, computed):
        as_fraction = 100 * float(shown.replace(",", ""))
        ledger.problems.append(
            Problem(
                "percentage-unsure",
                str(row.source),
                f"\u201c{shown}\u201d under Attendance % may be {shown} % or {as_fraction:.4g} %, "
                "and is left out.",
                "Write every row of the column as a percentage, such as 95.",
            )
        )
        per_cent = None
    if per_cent is None and computed is not None:
        return int(computed) if computed.is_integer() else computed
    if per_cent is not None and computed is not None and abs(per_cent - computed) > _ROUNDING:
        ledger.problems.append(
            Problem(
                "percentage-differs",
                str(row.source),
                f"{row.identity.shown}: the file says {per_cent} %, its sessions make "
                f"{computed} %; the file's is kept.",
            )
        )
    return per_cent


def _says_per_cent(cell: Cell) -> bool:
    return isinstance(cell, str) and "%" in cell


def _attended(found: dict[str, int]) -> int | None:
    if "Attended" in found:
        return found["Attended"]
    if "Present" in found:
        return found["Present"] + found.get("Approved activity", 0)
    if {"Possible", "Authorised", "Unauthorised"} <= found.keys():
        return found["Possible"] - found["Authorised"] - found["Unauthorised"]
    return None
