"""Pupils we know: what lists say of them that the workbook does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.classes import Classes
from ppm_xl.mis.disputes import IDENTITY
from ppm_xl.mis.identity import Listed
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import DISPUTE, Line
from ppm_xl.mis.matching import Known
from ppm_xl.mis.row_outcomes import Outcome
from ppm_xl.school.cells import text
from ppm_xl.sentences import listed

_WHAT: Final = {
    "Class": "Class change",
    "Year": "Year change",
    "SEND": "SEND change",
    "Pupil Premium": "Pupil Premium change",
    "UPN": "UPN change",
    "Left": "Leaver",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One cell of Pupils that the lists would change."""

    pupil: Known
    line: Line
    value: Cell
    rows: Sequence[Listed]


@dataclass
class Offered:
    """What the lists say of the pupils we know.

    Attributes
    ----------
    wanted
        The cells that would change.
    apart
        The cells of which files say different things, each with its values.
    """

    wanted: list[Wanted] = field(default_factory=list)
    apart: list[tuple[Known, str, Mapping[Cell, list[Listed]]]] = field(default_factory=list)

    def by_place(self) -> dict[int, dict[str, Cell]]:
        """Give what would become of each pupil, by the place on Pupils."""
        out: dict[int, dict[str, Cell]] = {}
        for wanted in self.wanted:
            out.setdefault(wanted.pupil.place, {})[wanted.line.column] = wanted.value
        return out


def offers_of(
    pupils: TableCells,
    stayers: Sequence[tuple[Known, Listed]],
    new_upns: Mapping[int, tuple[str, str]],
    classes: Classes,
    today: date,
    ledger: Ledger,
) -> Offered:
    """Compare the lists with the pupils' own rows; blank cells change nothing.

    What a person has decided against is left alone, and listed so.

    Parameters
    ----------
    new_upns
        By place on Pupils, the real UPN in place of a temporary one, and how it was found.
    """
    out = Offered()
    place_of, before = pupils.place_of, pupils.rows
    together: dict[str, dict[Cell, list[Listed]]] = {}
    by_place: dict[int, list[tuple[Known, Listed]]] = {}
    for pupil, row in stayers:
        by_place.setdefault(pupil.place, []).append((pupil, row))
        ledger.note(row.row.source, Outcome.SAME)
    for place, rows in by_place.items():
        pupil = rows[0][0]
        for _, row in rows:
            for column, value in _comparable(pupil, row, today).items():
                together.setdefault(column, {}).setdefault(value, []).append(row)
        for column, by_value in together.items():
            at = place_of.get(column)
            was = None if at is None else before[place][at]
            if len(by_value) > 1:
                out.apart.append((pupil, column, by_value))
                continue
            [(value, given_by)] = by_value.items()
            if value == was or (column == "Class" and value == classes.named(text(was))):
                ledger.given.add((pupil.shown, column))
                continue
            _want(out, pupil, column, was, value, given_by, new_upns, ledger)
        together.clear()
        if place in new_upns:
            upn = new_upns[place][0]
            given_by = [row for _, row in rows if row.row.identity.upn == upn] or [rows[0][1]]
            _want(out, pupil, "UPN", pupil.upn, upn, given_by, new_upns, ledger)
    return out


def _want(
    out: Offered,
    pupil: Known,
    column: str,
    was: Cell,
    value: Cell,
    rows: Sequence[Listed],
    new_upns: Mapping[int, tuple[str, str]],
    ledger: Ledger,
) -> None:
    upn, how = new_upns.get(pupil.place, (pupil.upn, ""))
    back = column == "Left" and value is None
    what = "Back on roll" if back else _WHAT.get(column, "Detail change")
    line = Line(
        what,
        pupil.shown,
        column,
        text(was),
        text(value),
        why=f"The real UPN in place of a temporary one, found {how}."
        if column == "UPN"
        else "In the list again."
        if back
        else "",
        upn=upn,
        source=str(rows[0].row.source),
        key=(upn,) if column in {"Left", "UPN"} else (),
    )
    disputed = line._replace(what=DISPUTE, key=(pupil.upn, column, line.becomes))
    if ledger.declined(line):
        ledger.propose(line)
    elif ledger.said_no(disputed):
        ledger.lines.append(line._replace(decision=Decision.NO))
    else:
        out.wanted.append(Wanted(pupil, line, value, rows))


def change(
    draft: Draft,
    pupils: TableCells,
    offered: Offered,
    in_dispute: frozenset[int],
    ledger: Ledger,
) -> None:
    """Make the changes that nothing stands against; list the others as questions.

    Parameters
    ----------
    pupils
        As they stand; the draft already has real UPNs in place of temporary ones.
    """
    for pupil, column, by_value in offered.apart:
        _choose(draft, pupil, column, pupils.cell(pupil.place, column), by_value, ledger)
    for wanted in offered.wanted:
        line, place = wanted.line, wanted.pupil.place
        if place in in_dispute and line.column in {*IDENTITY, "UPN"}:
            ledger.leave_out(
                DISPUTE,
                line.source,
                line.pupil,
                wanted.pupil.upn,
                line.column,
                was=line.was,
                offered=line.becomes,
                why="another row of the list could then be about this pupil too: rows may be "
                "mixed up",
                code="rows-disagree",
                do="Correct the MIS and export again, or change it on the sheet Pupils.",
            )
            continue
        ledger.propose(line)
        for row in wanted.rows:
            ledger.note(row.row.source, Outcome.CHANGED)
        if line.column == "UPN":
            continue
        draft.set("Pupils", place, line.column, wanted.value)
        ledger.given.add((wanted.pupil.shown, line.column))


def _choose(
    draft: Draft,
    pupil: Known,
    column: str,
    was: Cell,
    by_value: Mapping[Cell, list[Listed]],
    ledger: Ledger,
) -> None:
    """Leave a cell as it is where files say different things, unless a person has chosen."""
    said = {text(value).casefold(): value for value in by_value if value is not None}
    tells_who = column in IDENTITY
    chosen = ledger.leave_out(
        "Two files disagree",
        listed(sorted({str(li.row.source) for lis in by_value.values() for li in lis})),
        pupil.shown,
        pupil.upn,
        column,
        was=was,
        offered=" or ".join(sorted(text(v) or "empty" for v in by_value)),
        why=f"the files give two values for {column}",
        code="files-disagree",
        read=None if tells_who else lambda typed: said.get(typed.casefold()),
        do="Correct the MIS and export again."
        if tells_who
        else "Type the right one under Becomes and say Yes.",
    )
    if chosen is None or chosen == was:
        return
    draft.set("Pupils", pupil.place, column, chosen)
    for row in by_value[chosen]:
        ledger.note(row.row.source, Outcome.CHANGED)


def _comparable(pupil: Known, row: Listed, today: date) -> Mapping[str, Cell]:
    """Give what of a row is to be compared with the pupil's own row."""
    identity = row.row.identity
    given = {column: value for column, value in row.given.items() if column != "UPN"}
    if identity.written and identity.spellings & pupil.spellings:
        # One column cannot say better than two where the surname ends.
        given.pop("Surname", None)
        given.pop("Forename", None)
        if not identity.known_as:
            given.pop("Known as", None)
    elif "Forename" not in given or "Surname" not in given or not row.row.sure_of_name:
        given.pop("Surname", None)
        given.pop("Forename", None)
    if pupil.left is not None and "Left" not in given and pupil.left <= today:
        given["Left"] = None
    number = text(given.get("Admission no"))
    if number and number != pupil.admission_no:
        bare = number.lstrip("0")
        if pupil.admission_no.lstrip("0") == bare and len(number) < len(pupil.admission_no):
            # A spreadsheet dropped the leading noughts; ours are the better ones.
            given.pop("Admission no")
    return given
