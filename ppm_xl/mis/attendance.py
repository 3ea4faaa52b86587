"""Sessions, lateness and percentages of an attendance file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.identity import Row, column_cells
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.values import are_fractions, as_percent, as_whole

_COUNTS: Final = (
    "Possible",
    "Present",
    "Approved activity",
    "Attended",
    "Authorised",
    "Unauthorised",
    "Lates",
)
_ROUNDING: Final = 0.6
"""Points of a percentage by which a file may round."""


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
    def as_fractions(self) -> bool:
        """Whether percentages are written as fractions of 1: only the whole column tells."""
        return are_fractions(column_cells(self.file, "Attendance %"))


def read_sessions(sessions: Sessions, row: Row, ledger: Ledger) -> dict[str, Cell]:
    """Read one pupil's attendance, by column of Assessments; empty where the row has none.

    Attended is what the file says, else present and approved activity together (which counts
    as attending), else possible less absences. The percentage is computed where it is missing.
    """
    found: dict[str, int] = {}
    for field in _COUNTS:
        cell = sessions.file.cell(row.cells, field)
        value = as_whole(cell)
        if isinstance(value, Unreadable):
            ledger.unreadable(row.source, field, as_text(cell))
        elif value is not None:
            found[field] = value
    written = sessions.file.cell(row.cells, "Attendance %")
    per_cent = as_percent(written, fraction=sessions.as_fractions)
    if isinstance(per_cent, Unreadable):
        ledger.unreadable(row.source, "Attendance %", as_text(written), "It is from 0 to 100.")
        per_cent = None
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
    if per_cent is not None and computed is not None and abs(per_cent - computed) > _ROUNDING:
        ledger.problems.append(
            Problem(
                "percentage-differs",
                str(row.source),
                f"{row.identity.shown}: the file says {per_cent} %, its sessions make "
                f"{computed} %; the file's is kept.",
            )
        )
    if per_cent is None and computed is not None:
        per_cent = int(computed) if computed.is_integer() else computed
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


def _attended(found: dict[str, int]) -> int | None:
    if "Attended" in found:
        return found["Attended"]
    if "Present" in found:
        return found["Present"] + found.get("Approved activity", 0)
    if {"Possible", "Authorised", "Unauthorised"} <= found.keys():
        return found["Possible"] - found["Authorised"] - found["Unauthorised"]
    return None
