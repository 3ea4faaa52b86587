"""What files offer for rows of Assessments and EarlyYears, and what of it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.mis.fields import ATTITUDE, INCIDENTS
from ppm_xl.mis.half_terms import Clock, stamps
from ppm_xl.mis.ledger import Ledger, Line, Outcome, Source
from ppm_xl.mis.matching import Known
from ppm_xl.mis.naming import folded
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text

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
_TOGETHER: Final = {"Attendance": _ATTENDANCE, "Attitude": ATTITUDE, "Incidents": INCIDENTS}
"""Columns that make one line of the list together."""
_GLD_AREAS: Final = AREAS_OF_LEARNING[:5]
"""The prime areas, literacy and mathematics: their twelve early learning goals make GLD (DfE)."""


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


def _agreed(
    target: Target, place: int | None, offer: Offer, before: Tables, ledger: Ledger
) -> dict[str, tuple[Cell, list[Source]]]:
    table, half_term, upn = target
    out = {}
    for column, by_value in offer.cells.items():
        if len(by_value) == 1:
            [(value, sources)] = by_value.items()
            out[column] = (value, sources)
            ledger.given.add((offer.pupil.shown, f"{column}, {half_term}"))
            continue
        places = sorted({str(source) for sources in by_value.values() for source in sources})
        ledger.leave_out(
            "Two files disagree",
            " and ".join(places),
            offer.pupil.shown,
            upn,
            f"{column}, {half_term}",
            was=_cell(before[table], place, column),
            offered=" or ".join(sorted(text(value) for value in by_value)),
            why=f"the files give two values for {column}, {half_term}",
            code="files-disagree",
        )
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
    was = {column: _cell(before[table], place, column) for column in taken}
    differs = {c: value for c, (value, _) in taken.items() if value != was[c]}
    if not differs:
        return
    row: dict[str, Cell] = {
        **dict(zip(_KEY, _key(target), strict=True)),
        **differs,
    }
    if new:
        row["Pupil"] = pupil.get("Pupil")
        stamped = stamps(pupil, half_term, clock, offer.own_class)
        row.update({column: value or None for column, value in stamped.items()})
    if table == "EarlyYears":
        areas = {
            area: taken[area][0] if area in taken else _cell(before[table], place, area)
            for area in _GLD_AREAS
        }
        row["GLD"] = good_level(areas)
    if place is None:
        draft.put(table, row)
    else:
        for column in (row.keys() - {*_KEY}) & before[table].place_of.keys():
            draft.set(table, place, column, row[column])
    for column in differs:
        for source in taken[column][1]:
            ledger.note(source, Outcome.ADDED if new else Outcome.CHANGED)
    full = {column: value for column, (value, _) in taken.items()}
    sources = {column: str(found[0]) for column, (_, found) in taken.items()}
    ledger.lines.extend(
        Line(
            what,
            offer.pupil.shown,
            f"{name}, {half_term}",
            shown_was,
            becomes,
            upn=upn,
            source=sources[columns[0]],
        )
        for what, name, shown_was, becomes, columns in _lines(differs, was, full)
    )


def good_level(areas: Mapping[str, Cell]) -> str | None:
    """Say whether a child is on track for a good level of development; None until all is known.

    The areas are the prime areas, literacy and mathematics; the last two do not count (DfE,
    early years foundation stage profile).
    """
    if any(areas.get(area) == "Not on track" for area in _GLD_AREAS):
        return "N"
    return "Y" if all(areas.get(area) == "On track" for area in _GLD_AREAS) else None


def _lines(
    differs: Mapping[str, Cell], was: Mapping[str, Cell], full: Mapping[str, Cell]
) -> list[tuple[str, str, str, str, list[str]]]:
    out = []
    single = dict(differs)
    for name, columns in _TOGETHER.items():
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
