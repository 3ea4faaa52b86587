"""Pupil lists: joiners, leavers and what changed about those who stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.mis import values
from ppm_xl.mis.cells import Unreadable, Value, as_text
from ppm_xl.mis.classes import Classes
from ppm_xl.mis.days import as_date
from ppm_xl.mis.everywhere import rename, with_real_upns
from ppm_xl.mis.fields import CONTEXT, FLAGS, PREFERRED_FORENAME
from ppm_xl.mis.identity import Listed, Row, column_cells, identity_key, rows_of, without_duplicates
from ppm_xl.mis.joining import join, may_join, without_namesakes
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.leaving import is_full, leave
from ppm_xl.mis.ledger import Ledger, Source
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.staying import change
from ppm_xl.mis.upn import compact


@dataclass(frozen=True)
class PupilsPlan:
    """What the pupil lists make of the tables.

    Attributes
    ----------
    draft
        The pupils as they become; temporary UPNs have given way to real ones in every table.
    full
        Whether the lists are the whole roll.
    """

    draft: Draft
    full: bool


def plan_pupils(
    tables: Tables,
    files: Sequence[tuple[int, Recognised]],
    today: date,
    ledger: Ledger,
    *,
    full: bool | None,
    dfe_number: str,
) -> PupilsPlan:
    """Work out what pupil lists change.

    Parameters
    ----------
    full
        Whether the lists are the whole roll; None where their classes are to say.
    dfe_number
        The school's own, for temporary UPNs; empty where it is not known.
    """
    known = Known.all_of(tables["Pupils"])
    brought = (as_text(cell) for _, file in files for cell in column_cells(file, "Class"))
    roll, classes = Roll(known), Classes(tables, filter(None, brought))
    rows: list[Listed] = []
    for number, file in files:
        read = rows_of(number, file, roll.by_upn, ledger)
        given = _values_of(file, read, ledger)
        rows.extend(
            Listed(row, classes.spelt(cells)) for row, cells in zip(read, given, strict=True)
        )
    matches = {li.row.source: roll.find(li.row.identity) for li in rows}
    kept = _without_doubles([li.row for li in rows], matches, ledger)
    used = {row.source for row in kept}
    joiners, stayers = _sorted_out(
        [li for li in rows if li.row.source in used], matches, today, ledger
    )
    joiners = without_namesakes(joiners, [li.row for li in rows], ledger)
    draft = Draft(with_real_upns(tables, kept, matches, ledger))
    new_upns = {m.pupil.upn: m.new_upn for m in matches.values() if m.pupil and m.new_upn}
    listed_rows = [li.row for li in rows]
    change(draft, stayers, roll, listed_rows, matches, joiners, classes, today, ledger)
    join(draft, joiners, {*roll.by_upn, *new_upns.values()}, dfe_number, today, ledger)
    as_left = Known.all_of(draft.tables()["Pupils"])
    whole = is_full(as_left, files, today, ledger, full=full, classes=classes)
    if whole:
        present = {compact(m.pupil.upn) for m in matches.values() if m.pupil}
        present |= {compact(c.upn) for m in matches.values() for c in m.candidates}
        # Nor has anybody left whom a row that is left out calls by name.
        used = {listed.row.source for listed in joiners} | {li.row.source for _, li in stayers}
        left_out = [row for row in listed_rows if row.source not in used]
        present |= {compact(p.upn) for row in left_out for p in roll.named(row.identity)}
        gone = [pupil for pupil in known if compact(pupil.upn) not in present]
        leave(draft, gone, known, today, ledger)
    if files:
        classes.add_new(draft, ledger)
    rename(draft, ledger)
    return PupilsPlan(draft, whole)


def _sorted_out(
    rows: Sequence[Listed], matches: Mapping[Source, Match], today: date, ledger: Ledger
) -> tuple[list[Listed], list[tuple[Known, Listed]]]:
    """Tell new pupils from those we know; who may be either is left out."""
    joiners: list[Listed] = []
    stayers: list[tuple[Known, Listed]] = []
    for listed in rows:
        source, shown = listed.row.source, listed.row.identity.shown
        match = matches[source]
        if match.pupil is not None:
            stayers.append((match.pupil, listed))
        elif match.candidates:
            ledger.refuse(
                source,
                shown,
                f"{shown}: {match.why}",
                "Give the row the pupil's UPN in the MIS, and export again.",
                code="which-pupil",
                candidates=[c.shown for c in match.candidates],
                undecided=True,
            )
        elif may_join(listed, today, ledger):
            joiners.append(listed)
    return joiners, stayers


_READERS: Final[dict[str, Callable[[Cell], Value]]] = {
    "DOB": as_date,
    "Sex": values.as_sex,
    "Year": values.as_year_group,
    "SEND": values.as_send,
    "Joined": as_date,
    "Left": as_date,
    "Class": lambda cell: as_text(cell) or None,
    **dict.fromkeys(FLAGS, values.as_yes_no),
}


def _values_of(file: Recognised, rows: Sequence[Row], ledger: Ledger) -> list[dict[str, Cell]]:
    """Read every column of Pupils that the file has; what it leaves blank is not given.

    A blank flag is ``N`` where the column holds no ``N`` of its own: such systems tick those
    who have it and leave the others blank.
    """
    out: list[dict[str, Cell]] = [_names(file, row) for row in rows]
    for column in CONTEXT:
        if file.column(column) is None:
            continue
        read = [_READERS[column](cell) for cell in column_cells(file, column)]
        blank: Cell = None
        if column in {*FLAGS, "SEND"}:
            said = {v for v in read if isinstance(v, str)}
            blank = "N" if said and "N" not in said else None
        for row, value, into in zip(rows, read, out, strict=True):
            if isinstance(value, Unreadable):
                cell = as_text(file.cell(row.cells, column))
                do = "Dates are read day first." if column in {"DOB", "Joined", "Left"} else ""
                ledger.unreadable(row.source, column, cell, do)
            elif value is not None or blank is not None:
                into[column] = value if value is not None else blank
    return out


def _names(file: Recognised, row: Row) -> dict[str, Cell]:
    identity = row.identity
    named: dict[str, Cell] = {
        "UPN": identity.upn,
        "Surname": identity.surname,
        "Forename": identity.forename,
        "Known as": identity.known_as,
        "Admission no": identity.admission_no,
    }
    given: dict[str, Cell] = {column: value for column, value in named.items() if value}
    if file.cell(row.cells, PREFERRED_FORENAME) is not None and not identity.known_as:
        # The file says the forename over again: the child is known by no other name.
        given["Known as"] = None
    return given


def _without_doubles(
    rows: Sequence[Row], matches: Mapping[Source, Match], ledger: Ledger
) -> list[Row]:
    """Leave out every row of a file whose pupil another row of it is about as well."""

    def whom(row: Row) -> str | None:
        identity, pupil = row.identity, matches[row.source].pupil
        if pupil is not None:
            return pupil.upn
        if identity.admission_no:
            return f"number {identity.admission_no}"
        return None if identity.upn else "|".join(identity_key(identity))

    kept, _ = without_duplicates(rows, lambda r: r.identity.upn or None, "UPN", ledger)
    kept, _ = without_duplicates(kept, whom, "pupil", ledger)
    return kept
