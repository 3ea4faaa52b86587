"""What files offer for rows of Assessments and EarlyYears, and what of it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.mis.fields import ATTITUDE, INCIDENTS
from ppm_xl.mis.half_terms import Clock, stamps
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.mis.matching import Known
from ppm_xl.mis.naming import folded
from ppm_xl.mis.profile import COLUMN_OF
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.early_years import GLD_AREAS, GOALS, good_level
from ppm_xl.sentences import listed

Target = tuple[str, HalfTerm, str]
"""Table, half-term and UPN: one row."""
_KEY: Final = ("School year", "Half-term", "UPN")

_ATTENDANCE: Final = (
    "Possible",
    "Attended",
    "Unauthorised",
    "Lates",
    "Attendance %",
    "Attendance basis",
    "Attendance to",
)
_GOALS: Final = tuple(COLUMN_OF.values())
_TOGETHER: Final = {
    "Attendance": _ATTENDANCE,
    "Attitude": ATTITUDE,
    "Incidents": INCIDENTS,
    "Early learning goals": _GOALS,
}
"""Columns that make one line of the list together."""
_ALONE_NEVER: Final = frozenset(column for columns in _TOGETHER.values() for column in columns)


@dataclass
class Offer:
    """What the files offer for one row: by column, each value with the rows it comes from."""

    pupil: Known
    own_class: str = ""
    cells: dict[str, dict[Cell, list[Source]]] = field(default_factory=dict)


class Offers:
    """All that the files offer, gathered before any of it is taken."""

    def __init__(self) -> None:
        self._offers: dict[Target, Offer] = {}

    def add(
        self, target: Target, pupil: Known, own_class: str, cells: Mapping[str, Cell], row: Source
    ) -> None:
        """Add the cells that one row of a file offers for one row of a table."""
        offer = self._offers.setdefault(target, Offer(pupil))
        offer.own_class = max(offer.own_class, own_class)
        for column, value in cells.items():
            offer.cells.setdefault(column, {}).setdefault(value, []).append(row)

    def take(
        self,
        draft: Draft,
        pupils: Mapping[str, Mapping[str, Cell]],
        clock: Clock,
        ledger: Ledger,
    ) -> None:
        """Take the offers into the draft; where files disagree on a cell, neither is taken."""
        before = draft.tables()
        places = {name: _places(before[name]) for name in {table for table, _, _ in self._offers}}
        for target in sorted(self._offers, key=self._order):
            table, _, upn = target
            offer, place = self._offers[target], places[table].get(_folded(_key(target)))
            taken = _agreed(target, place, offer, before, ledger)
            if taken:
                _write(draft, before, target, place, offer, taken, pupils[upn], clock, ledger)

    def _order(self, target: Target) -> tuple[object, ...]:
        """Give the order in which new rows come: half-term, class and name, as staff look."""
        table, half_term, upn = target
        pupil = self._offers[target].pupil
        names = pupil.class_name, folded(pupil.surname), folded(pupil.forename)
        return table, half_term.place, *names, upn


def _key(target: Target) -> tuple[str, str, str]:
    return target[1].school_year, target[1].name, target[2]


def _folded(key: Sequence[Cell]) -> tuple[str, ...]:
    """Give a key in which blanks and small letters that staff typed make no difference."""
    return tuple(" ".join(text(part).split()).upper() for part in key)


def _places(table: TableCells) -> dict[tuple[str, ...], int]:
    """Map each half-term and pupil to the row that there is, the first of several."""
    out: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(table.rows):
        out.setdefault(_folded(table.key(row)), place)
    return out


def _cell(table: TableCells, place: int | None, column: str) -> Cell:
    return None if place is None else table.cell(place, column)


def _known_cell(table: TableCells, place: int | None, column: str) -> Cell:
    return _cell(table, place, column) if column in table.place_of else None


def _agreed(
    target: Target, place: int | None, offer: Offer, before: Tables, ledger: Ledger
) -> dict[str, tuple[Cell, list[Source]]]:
    table, half_term, upn = target
    out = {}
    for column, by_value in offer.cells.items():
        if len(by_value) == 1:
            [(value, sources)] = by_value.items()
            out[column] = (value, sources)
            continue
        said = {text(value).casefold(): value for value in by_value}
        chosen = ledger.leave_out(
            "Two files disagree",
            listed(sorted({str(source) for sources in by_value.values() for source in sources})),
            offer.pupil.shown,
            upn,
            f"{column}, {half_term}",
            was=_cell(before[table], place, column),
            offered=" or ".join(sorted(text(value) for value in by_value)),
            why=f"the files give two values for {column}, {half_term}",
            code="files-disagree",
            read=lambda typed, said=said: said.get(typed.casefold()),  # type: ignore[misc]
            do="Type the right one under Becomes and say Yes.",
        )
        if chosen is not None:
            out[column] = (chosen, by_value[chosen])
    return out


def _write(
    draft: Draft,
    before: Tables,
    target: Target,
    place: int | None,
    offer: Offer,
    taken: Mapping[str, tuple[Cell, list[Source]]],
    pupil: Mapping[str, Cell],
    clock: Clock,
    ledger: Ledger,
) -> None:
    table, half_term, upn = target
    new = place is None
    shown = offer.pupil.shown
    cells = before[table]
    was = {c: None if place is None else cells.cell(place, c) for c in taken}
    differs = {c: value for c, (value, _) in taken.items() if value != was[c]}
    if len(differs) < len(taken):
        words = str(half_term)
        ledger.given.update((shown, f"{c}, {words}") for c in taken if c not in differs)
    if not differs:
        return
    agreed = _agreed_to(offer, half_term, upn, differs, was, taken, ledger)
    if not agreed:
        return
    row: dict[str, Cell] = {**dict(zip(_KEY, _key(target), strict=True)), **agreed}
    if new:
        row["Pupil"] = pupil.get("Pupil")
        stamped = stamps(pupil, half_term, clock, offer.own_class)
        row.update({column: value or None for column, value in stamped.items()})
    if table == "EarlyYears":
        row["GLD"] = _good_level(before[table], place, agreed)
    if place is None:
        draft.put(table, row)
    else:
        for column in (row.keys() - {*_KEY}) & before[table].place_of.keys():
            draft.set(table, place, column, row[column])
    for column in agreed:
        for source in taken[column][1]:
            ledger.note(source, Outcome.ADDED if new else Outcome.CHANGED)


def _good_level(table: TableCells, place: int | None, agreed: Mapping[str, Cell]) -> str | None:
    columns = (*GLD_AREAS, *_GOALS)
    known = {c: text(agreed.get(c, _known_cell(table, place, c))) for c in columns}
    good = good_level(
        {c: words for c, words in known.items() if words},
        {goal: known.get(f"ELG {goal}", "") for goal in GOALS},
    )
    return None if good is None else "Y" if good else "N"


def _agreed_to(
    offer: Offer,
    half_term: HalfTerm,
    upn: str,
    differs: Mapping[str, Cell],
    was: Mapping[str, Cell],
    taken: Mapping[str, tuple[Cell, list[Source]]],
    ledger: Ledger,
) -> dict[str, Cell]:
    """List what would change, and give what nobody has decided against."""
    shown, words = offer.pupil.shown, str(half_term)
    full = {column: value for column, (value, _) in taken.items()}
    agreed: dict[str, Cell] = {}
    for what, name, shown_was, becomes, columns in _lines(differs, was, full):
        line = Line(
            what,
            shown,
            f"{name}, {words}",
            shown_was,
            becomes,
            upn=upn,
            source=str(taken[columns[0]][1][0]),
        )
        if ledger.propose(line):
            for column in columns:
                agreed[column] = differs[column]
                ledger.given.add((shown, f"{column}, {words}"))
    return agreed


def _lines(
    differs: Mapping[str, Cell], was: Mapping[str, Cell], full: Mapping[str, Cell]
) -> list[tuple[str, str, str, str, list[str]]]:
    out = []
    single = dict(differs)
    grouped = not _ALONE_NEVER.isdisjoint(differs)
    for name, columns in _TOGETHER.items() if grouped else ():
        changed = [column for column in columns if column in differs]
        for column in changed:
            single.pop(column)
        if changed:
            before = _said(name, {c: was.get(c) for c in columns})
            word = "changed" if any(was.get(c) is not None for c in changed) else "added"
            becomes = _said(name, {c: full.get(c, was.get(c)) for c in columns})
            out.append((f"{name} {word}", name, before, becomes, changed))
    for column, value in single.items():
        what = "Mark added" if was[column] is None else "Mark overwritten"
        out.append((what, column, text(was[column]), text(value), [column]))
    return out


def _said(name: str, cells: Mapping[str, Cell]) -> str:
    if name != "Attendance":
        return ", ".join(f"{c} {text(v)}" for c, v in cells.items() if v is not None)
    parts = []
    if cells.get("Attendance %") is not None:
        parts.append(f"{text(cells['Attendance %'])} %")
    if cells.get("Possible") is not None:
        parts.append(f"{text(cells.get('Attended'))} of {text(cells['Possible'])} sessions")
    for column, word in (("Unauthorised", "unauthorised"), ("Lates", "late")):
        if cells.get(column):
            parts.append(f"{text(cells[column])} {word}")
    if cells.get("Attendance basis"):
        to = cells.get("Attendance to")
        parts.append(text(cells["Attendance basis"]) + (f" to {text(to)}" if to else ""))
    return ", ".join(parts)
