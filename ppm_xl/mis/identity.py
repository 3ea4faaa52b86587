"""Whom each row of a file says it is about, and rows that are about the same pupil."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.export import GridRow
from ppm_xl.mis.fields import NAME, PREFERRED_FORENAME, PREFERRED_SURNAME, SURNAME_FIRST
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger, Source
from ppm_xl.mis.matching import Identity
from ppm_xl.mis.naming import PersonName, folded, split_name, tidy_case
from ppm_xl.mis.upn import compact, faults

_A_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file with what it says of whom it is about."""

    source: Source
    cells: GridRow
    identity: Identity
    sure_of_name: bool = True


def rows_of(number: int, file: Recognised, known_upns: Iterable[str], ledger: Ledger) -> list[Row]:
    """Read the identity of each row, and warn of odd UPNs that are new, once a file."""
    known = set(known_upns)
    rows = []
    for row in file.rows:
        source = Source(number, file.name, row.number)
        upn = compact(as_text(file.cell(row, "UPN")))
        if upn and upn not in known and faults([upn])[0]:
            ledger.problems.append(
                Problem(
                    "no-upn",
                    str(source),
                    f"\u201c{upn[:20]}\u201d is no UPN and is left out.",
                    "A UPN is a letter and twelve figures; correct it in the MIS.",
                )
            )
            upn = ""
        born = as_date(file.cell(row, "DOB"))
        name, written = name_of(file, row)
        rows.append(
            Row(
                source,
                row,
                Identity(
                    upn,
                    as_text(file.cell(row, "Admission no")),
                    name.surname,
                    name.forename,
                    name.known_as,
                    written,
                    born if isinstance(born, date) else None,
                ),
                name.sure,
            )
        )
        ledger.names[source] = rows[-1].identity.shown
    new = {r.identity.upn for r in rows if r.identity.upn} - known
    _warn_of_upns(file.name, sorted(new), ledger)
    return rows


def name_of(file: Recognised, row: GridRow) -> tuple[PersonName, str]:
    """Read a name from its columns; also as written where it stands in one."""

    def cell(field: str) -> str:
        return tidy_case(as_text(file.cell(row, field)))

    known_as = cell(PREFERRED_FORENAME)
    surname = cell("Surname") or cell(PREFERRED_SURNAME)
    forename = cell("Forename") or known_as
    for field, surname_first in ((SURNAME_FIRST, True), (NAME, False)):
        written = as_text(file.cell(row, field))
        if written and not (surname and forename):
            split = split_name(written, surname_first=surname_first)
            name = PersonName(
                tidy_case(split.surname),
                tidy_case(split.forename),
                known_as or split.known_as,
                split.sure,
            )
            return _without_echo(name), written
    return _without_echo(PersonName(surname, forename, known_as)), ""


def _without_echo(name: PersonName) -> PersonName:
    """Leave the known-as name out where it says the forename over again, and its surname."""
    first, _, last = name.known_as.partition(" ")
    if last and folded(last) == folded(name.surname):
        name = PersonName(name.surname, name.forename, first, name.sure)
    if folded(name.known_as) == folded(name.forename):
        return PersonName(name.surname, name.forename, "", name.sure)
    return name


def _warn_of_upns(name: str, upns: list[str], ledger: Ledger) -> None:
    _, letters, authorities = faults(upns)
    if letters:
        some = ", ".join(sorted(letters)[:_A_FEW]) + (" \u2026" if len(letters) > _A_FEW else "")
        ledger.problems.append(
            Problem(
                "upn-check-letter",
                name,
                f"Wrong check letter in {_upns(letters)} ({some}), used all the same.",
                "Look for typing mistakes in the MIS.",
            )
        )
    if authorities:
        ledger.problems.append(
            Problem(
                "upn-authority",
                name,
                f"No local authority that we know in {_upns(authorities)}, used all the same.",
                "",
                Severity.NOTE,
            )
        )


def _upns(found: list[str]) -> str:
    return "one UPN" if len(found) == 1 else f"{len(found)} UPNs"


_Key = TypeVar("_Key", bound=Hashable)


def without_duplicates(
    rows: Iterable[Row], key: Callable[[Row], _Key | None], what: str, ledger: Ledger
) -> tuple[list[Row], list[Row]]:
    """Leave out every row of a file that another row of it repeats.

    Returns
    -------
    tuple
        The rows kept, and those left out.
    """
    rows = list(rows)
    groups: dict[tuple[int, _Key], list[Row]] = defaultdict(list)
    for row in rows:
        found = key(row)
        if found is not None:
            groups[row.source.file, found].append(row)
    out: set[Source] = set()
    for group in groups.values():
        if len(group) > 1:
            numbers = " and ".join(str(r.source.row) for r in group)
            for row in group:
                out.add(row.source)
                ledger.refuse(
                    row.source,
                    row.identity.shown,
                    f"rows {numbers} of {row.source.name} have the same {what}, so none of them "
                    "is used",
                    "Correct the MIS and export again.",
                    code="duplicate-upn" if what == "UPN" else "duplicate-row",
                    undecided=True,
                    severity=Severity.ERROR,
                )
    return [r for r in rows if r.source not in out], [r for r in rows if r.source in out]


def column_cells(file: Recognised, field: str) -> list[Cell]:
    """Give a whole column, for what only the column as a whole can tell."""
    return [file.cell(row, field) for row in file.rows]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a pupil list with the values it gives, by column of Pupils."""

    row: Row
    given: Mapping[str, Cell]


def in_order(identity: Identity) -> tuple[str, ...]:
    """Give a key that sorts pupils by name whatever the order of rows."""
    born = identity.born.isoformat() if identity.born else ""
    return identity.surname, identity.forename, born, identity.admission_no, identity.upn


def identity_key(identity: Identity) -> tuple[str, ...]:
    """Give a key by which two rows without a UPN are of one pupil."""
    return identity.admission_no, *in_order(identity)
