"""The files behind the list on the sheet Import: read again when its changes are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.fields import FileKind
from ppm_xl.school.calendar import HalfTerm, parse_half_term
from ppm_xl.school.cells import text


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file, and what the user said when it was listed.

    Attributes
    ----------
    path
        Its whole path.
    digest
        SHA-256 of its bytes.
    kind
        What the user said it is; None where its headings say.
    full
        Whether the user said it is the whole roll; None where its classes say.
    half_term
        The half-term that the user named.
    listed_on
        The day of the list: leavers are marked with it, however late the list is applied.
    """

    path: str
    digest: str
    kind: FileKind | None
    full: bool | None
    half_term: HalfTerm | None
    listed_on: date

    def record(self) -> dict[str, Cell]:
        """Give its row in the table ImportFiles."""
        return {
            "File": self.path,
            "Fingerprint": self.digest,
            "As": None if self.kind is None else str(self.kind),
            "Roll": None if self.full is None else "full" if self.full else "part",
            "Half-term": None if self.half_term is None else str(self.half_term),
            "Listed on": self.listed_on,
        }


def read_listed(table: TableCells) -> Sequence[ListedFile]:
    """Read the table ImportFiles; a row that cannot be read is not there."""
    out = []
    for record in table.records():
        path, day = text(record.get("File")), record.get("Listed on")
        if not path or not isinstance(day, date):
            continue
        kind, roll = text(record.get("As")), text(record.get("Roll"))
        half_term = text(record.get("Half-term"))
        out.append(
            ListedFile(
                path,
                text(record.get("Fingerprint")),
                FileKind(kind) if kind in {str(k) for k in FileKind} else None,
                {"full": True, "part": False}.get(roll),
                parse_half_term(half_term, "") if half_term else None,
                day,
            )
        )
    return out
