"""A half-term's own attendance from two figures that count since September.

This half-term's figure less the last one's is the half-term's own, where both are of one school
year and known. Where only one is known, the figure stays what it is: of the year to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.half_terms import Clock
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known
from ppm_xl.mis.periods import dates_of
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.mis.table_offers import folded_key, places_of
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.sentences import counted

COUNTS: Final = ("Possible", "Attended", "Unauthorised", "Lates")
YEAR_TO_DATE: Final = "year to date"
HALF_TERM: Final = "half-term"
KEY: Final = ("School year", "Half-term", "UPN")
_LAST_DAYS: Final = timedelta(days=7)
"""How long before a half-term's end its figures may stop and still be the whole half-term's."""


@dataclass(frozen=True)
class Reading:
    """One pupil's attendance as one row of a file gives it.

    Attributes
    ----------
    cells
        By column of Assessments.
    file
        The file's name, for sentences.
    """

    pupil: Known
    half_term: HalfTerm
    cells: Mapping[str, Cell]
    source: Source
    file: str
    own_class: str = ""

    @property
    def since_september(self) -> bool:
        """Whether sessions are given, and count since September."""
        sessions = {"Possible", "Attended"} <= self.cells.keys()
        return sessions and self.cells.get("Attendance basis") == YEAR_TO_DATE


class _Known:
    """What is known of attendance: the files' figures first, then the workbook's."""

    def __init__(self, readings: Iterable[Reading], before: TableCells, clock: Clock) -> None:
        self._offered: dict[tuple[str, HalfTerm], Mapping[str, Cell] | None] = {}
        for reading in readings:
            key = reading.pupil.upn, reading.half_term
            other = self._offered.get(key, reading.cells)
            self._offered[key] = reading.cells if other == reading.cells else None
        self._table, self._places = before, places_of(before, KEY)
        self._clock = clock

    def row(self, upn: str, half_term: HalfTerm) -> Mapping[str, Cell] | None:
        """Give the workbook's own row."""
        if not self._places:
            return None
        place = self._places.get(folded_key((half_term.school_year, half_term.name, upn)))
        if place is None:
            return None
        columns = (*COUNTS, "Attendance basis", "Attendance to", "Attendance %")
        return {c: self._table.cell(place, c) for c in columns}

    def since_september(self, upn: str, half_term: HalfTerm) -> dict[str, int] | None:
        """Give the counts of the school year to the end of a half-term; None where not known."""
        cells = self._offered.get((upn, half_term), self.row(upn, half_term))
        if cells is None or not self._is_whole(cells, half_term):
            return None
        counts = {c: v for c in COUNTS if isinstance(v := cells.get(c), int)}
        if not {"Possible", "Attended"} <= counts.keys():
            return None
        first = half_term.place[1] == 0
        if first or cells.get("Attendance basis") != HALF_TERM:
            return counts
        earlier = self.since_september(upn, half_term.before)
        if earlier is None:
            return None
        return {c: n + earlier[c] for c, n in counts.items() if c in earlier}

    def _is_whole(self, cells: Mapping[str, Cell], half_term: HalfTerm) -> bool:
        to = cells.get("Attendance to")
        ends = dates_of(half_term, self._clock.calendar).ends
        return not isinstance(to, date) or to >= ends - _LAST_DAYS


def own_figures(
    readings: list[Reading],
    before: TableCells,
    pupils: Mapping[str, Mapping[str, Cell]],
    clock: Clock,
    ledger: Ledger,
) -> list[Reading]:
    """Take off what earlier half-terms count, where that is known; say how often it was.

    A pupil who joined in the half-term has none to take off. Figures that would come out below
    nought, or with more sessions attended than possible, stay as they are.

    Parameters
    ----------
    before
        The table Assessments.
    pupils
        Rows of Pupils by UPN.
    """
    known = _Known(readings, before, clock)
    out: list[Reading] = []
    done: dict[tuple[str, HalfTerm], list[int]] = {}
    for reading in readings:
        number = reading.half_term.place[1]
        if not number or not reading.since_september:
            out.append(reading)
            continue
        tally = done.setdefault((reading.file, reading.half_term), [0, 0])
        cells = _less_earlier(reading, known, pupils[reading.pupil.upn], clock)
        tally[cells is None] += 1
        out.append(reading if cells is None else replace(reading, cells=cells))
    for (file, half_term), (worked_out, left) in sorted(done.items()):
        if worked_out:
            rest = (
                f" {counted(left, 'pupil')} {'stays' if left == 1 else 'stay'} year to date, as "
                "the earlier figure is not known."
                if left
                else ""
            )
            ledger.said.append(
                f"{file} is taken to count since September: for "
                f"{counted(worked_out, 'pupil')} the earlier half-terms were taken off, so that "
                f"{half_term} shows its own attendance.{rest}"
            )
    return out


def _less_earlier(
    reading: Reading, known: _Known, pupil: Mapping[str, Cell], clock: Clock
) -> dict[str, Cell] | None:
    earlier = known.since_september(reading.pupil.upn, reading.half_term.before)
    if earlier is None and _joined_in(pupil, reading.half_term, clock):
        earlier = dict.fromkeys(COUNTS, 0)
    if earlier is None:
        return None
    own: dict[str, int] = {}
    for column in COUNTS:
        value = reading.cells.get(column)
        if isinstance(value, int):
            if column not in earlier:
                return None
            own[column] = value - earlier[column]
    possible, attended = own["Possible"], own["Attended"]
    if min(own.values()) < 0 or not possible or attended > possible:
        return None
    per_cent = round(100 * attended / possible, 1)
    return {
        **reading.cells,
        **own,
        "Attendance %": int(per_cent) if per_cent.is_integer() else per_cent,
        "Attendance basis": HALF_TERM,
    }


def _joined_in(pupil: Mapping[str, Cell], half_term: HalfTerm, clock: Clock) -> bool:
    joined = pupil.get("Joined")
    period = dates_of(half_term, clock.calendar)
    return isinstance(joined, date) and period.starts <= joined <= period.ends


def whole_statements(readings: list[Reading], before: TableCells, clock: Clock) -> list[Reading]:
    """Let a percentage without sessions take the place of sessions that it is not of.

    A row's percentage, sessions, basis and day are one statement. Where a file gives only the
    percentage, sessions of another basis or day go.
    """
    known = _Known((), before, clock)
    out = []
    for reading in readings:
        row = known.row(reading.pupil.upn, reading.half_term)
        if row is None or "Possible" in reading.cells or "Attendance %" not in reading.cells:
            out.append(reading)
            continue
        same = all(
            reading.cells.get(c) == row[c] for c in ("Attendance basis", "Attendance %")
        ) and reading.cells.get("Attendance to") in {None, row["Attendance to"]}
        gone = [c for c in COUNTS[:3] if row[c] is not None and c not in reading.cells]
        cells = dict(reading.cells) if same else {**reading.cells, **dict.fromkeys(gone)}
        out.append(replace(reading, cells=cells))
    return out
