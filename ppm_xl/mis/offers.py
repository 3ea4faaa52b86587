"""What files offer for rows of Assessments and EarlyYears, and what of it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
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
        for target in sorted(self._offers, key=self._order):
            offer = self._offers[target]
            taken = _agreed(target, offer, before, ledger)
            if taken:
                _write(draft, before, target, offer, taken, pupils[target[2]], clock, ledger)

    def _order(self, target: Target) -> tuple[object, ...]:
        """Give the order in which new rows come: half-term, class and name, as staff look."""
        table, half_term, upn = target
        pupil = self._offers[target].pupil
        names = pupil.class_name, folded(pupil.surname), folded(pupil.forename)
        return table, half_term.place, *names, upn


def _key(target: Target) -> tuple[str, str, str]:
    return target[1].school_year, target[1].name, target[2]


def _agreed(
    target: Target, offer: Offer, before: Tables, ledger: Ledger
) -> dict[str, tuple[Cell, list[Source]]]:
    table, half_term, upn = target
    out = {}
    for column, by_value in offer.cells.items():
        if len(by_value) == 1:
            [(value, sources)] = by_value.items()
            out[column] = (value, sources)
            continue
        places = sorted({str(source) for sources in by_value.values() for source in sources})
        ledger.leave_out(
            "Two files disagree",
            " and ".join(places),
            offer.pupil.shown,
            upn,
            f"{column}, {half_term}",
            was=before[table].get(_key(target), column),
            offered=" or ".join(sorted(text(value) for value in by_value)),
            why=f"the files give two values for {column}, {half_term}",
            code="files-disagree",
        )
    return out


def _write(
    draft: Draft,
    before: Tables,
    target: Target,
    offer: Offer,
    taken: Mapping[str, tuple[Cell, list[Source]]],
    pupil: Mapping[str, Cell],
    clock: Clock,
    ledger: Ledger,
) -> None:
    table, half_term, upn = target
    key = _key(target)
    new = key not in before[table].row_of
    was = {column: before[table].get(key, column) for column in taken}
    differs = {c: value for c, (value, _) in taken.items() if value != was[c]}
    if not differs:
        return
    row: dict[str, Cell] = {
        "School year": half_term.school_year,
        "Half-term": half_term.name,
        "UPN": upn,
        **differs,
    }
    if new:
        row["Pupil"] = pupil.get("Pupil")
        stamped = stamps(pupil, half_term, clock, offer.own_class)
        row.update({column: value or None for column, value in stamped.items()})
    if table == "EarlyYears":
        areas = {
            area: taken[area][0] if area in taken else before[table].get(key, area)
            for area in _GLD_AREAS
        }
        row["GLD"] = good_level(areas)
    draft.put(table, row)
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
