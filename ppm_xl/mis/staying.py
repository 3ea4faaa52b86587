"""Pupils we know: what a list says of them that the workbook does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.mis.classes import Classes
from ppm_xl.mis.disputes import IDENTITY, disputed
from ppm_xl.mis.identity import Listed, Row
from ppm_xl.mis.ledger import Ledger, Line, Outcome, Source
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.school.cells import text

_WHAT: Final = {
    "Class": "Class change",
    "Year": "Year change",
    "SEND": "SEND change",
    "Pupil Premium": "Pupil Premium change",
}


def change(
    draft: Draft,
    stayers: Sequence[tuple[Known, Listed]],
    roll: Roll,
    rows: Sequence[Row],
    matches: Mapping[Source, Match],
    joiners: Sequence[Listed],
    classes: Classes,
    today: date,
    ledger: Ledger,
) -> None:
    """Bring what the lists say of pupils we know; blank cells change nothing."""
    before = draft.tables()["Pupils"]
    offered: dict[tuple[Known, str], dict[Cell, list[Listed]]] = defaultdict(dict)
    for pupil, listed in stayers:
        ledger.note(listed.row.source, Outcome.SAME)
        for column, value in _comparable(pupil, listed, today).items():
            offered[pupil, column].setdefault(value, []).append(listed)
    agreed: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (pupil, column), by_value in offered.items():
        if len(by_value) == 1:
            agreed[pupil.upn][column] = next(iter(by_value))
    in_dispute = disputed(roll.by_upn.values(), agreed, rows, matches, [li.row for li in joiners])
    new_upn_of = {
        pupil.upn: matches[listed.row.source].new_upn
        for pupil, listed in stayers
        if matches[listed.row.source].new_upn
    }
    for (pupil, column), by_value in offered.items():
        upn = new_upn_of.get(pupil.upn, pupil.upn)
        was = before.cell(pupil.place, column)
        if len(by_value) > 1:
            places = [str(li.row.source) for lis in by_value.values() for li in lis]
            ledger.leave_out(
                "Two files disagree",
                " and ".join(places),
                pupil.shown,
                upn,
                column,
                was=was,
                offered=" or ".join(text(v) for v in by_value),
                why=f"the files give two values for {column}",
                code="files-disagree",
            )
            continue
        [(value, listeds)] = by_value.items()
        if value == was or (column == "Class" and value == classes.named(text(was))):
            ledger.given.add((pupil.shown, column))
            continue
        if pupil.upn in in_dispute and column in IDENTITY:
            ledger.leave_out(
                "Rows disagree",
                str(listeds[0].row.source),
                pupil.shown,
                upn,
                column,
                was=was,
                offered=text(value),
                why="another row has this pupil's name or number: the rows may be mixed up",
                code="rows-disagree",
            )
            continue
        draft.set("Pupils", pupil.place, column, value)
        ledger.given.add((pupil.shown, column))
        for listed in listeds:
            ledger.note(listed.row.source, Outcome.CHANGED)
        back = column == "Left" and value is None
        ledger.lines.append(
            Line(
                "Back on roll" if back else _leaver_or(column),
                pupil.shown,
                column,
                text(was),
                text(value),
                why="",
                upn=upn,
                source=str(listeds[0].row.source),
            )
        )


def _leaver_or(column: str) -> str:
    return "Leaver" if column == "Left" else _WHAT.get(column, "Detail change")


def _comparable(pupil: Known, listed: Listed, today: date) -> dict[str, Cell]:
    """Give what of a row is to be compared with the pupil's own row."""
    identity = listed.row.identity
    given = {column: value for column, value in listed.given.items() if column != "UPN"}
    if identity.written and identity.spellings & pupil.spellings:
        # One column cannot say better than two where the surname ends.
        given.pop("Surname", None)
        given.pop("Forename", None)
        if not identity.known_as:
            given.pop("Known as", None)
    elif "Forename" not in given or "Surname" not in given or not listed.row.sure_of_name:
        given.pop("Surname", None)
        given.pop("Forename", None)
    if "Left" not in given and pupil.left is not None and pupil.left <= today:
        given["Left"] = None
    if given.get("Admission no") and text(given["Admission no"]) != pupil.admission_no:
        short = text(given["Admission no"])
        if pupil.admission_no.lstrip("0") == short.lstrip("0") and len(short) < len(
            pupil.admission_no
        ):
            # A spreadsheet dropped the leading noughts; ours are the better ones.
            given.pop("Admission no")
    return given
