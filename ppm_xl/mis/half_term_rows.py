"""Judgements, attendance and attitude: what one file gives each pupil in each half-term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ppm_xl.book.tables import Cell
from ppm_xl.mis.attendance import Sessions, read_sessions
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.fields import ATTITUDE, INCIDENTS, SESSIONS, FileKind, is_mark
from ppm_xl.mis.found import Found
from ppm_xl.mis.half_terms import Clock, Columns
from ppm_xl.mis.heading import Heading
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.marks import read_mark
from ppm_xl.mis.matching import Known
from ppm_xl.mis.offers import Offers
from ppm_xl.mis.periods import Span, basis_of, is_said_of_half_term
from ppm_xl.mis.profile import COLUMN_OF, area_of
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.mis.values import as_colour, as_goal, as_on_track, as_whole
from ppm_xl.mis.year_to_date import HALF_TERM, Reading
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.settings import Settings
from ppm_xl.school.year_groups import year_then

Records = Mapping[str, Mapping[str, Cell]]
"""Rows of Pupils by UPN."""
_ALL_GOALS = frozenset(COLUMN_OF.values())
_Cells = dict[tuple[str, HalfTerm], dict[str, Cell]]


@dataclass
class HalfTermRows:
    """Reads what one file offers for Assessments and EarlyYears.

    Attributes
    ----------
    columns
        The half-term of each column.
    own_classes
        The class that each row names, in the workbook's spelling.
    """

    found: Found
    columns: Columns
    span: Span
    pupils: Records
    own_classes: Mapping[Source, str]
    settings: Settings
    clock: Clock
    ledger: Ledger

    def __post_init__(self) -> None:
        """Sort the columns once for all rows."""
        self._marks_seen: dict[tuple[str, str], str | None] = {}
        self._values_seen: dict[tuple[str, type, Cell], Cell | Unreadable] = {}
        subjects = self.settings.subjects
        self._columns = [
            (heading, self.columns.when[heading.place])
            for heading in self.found.file.headings
            if heading.place in self.columns.when
            and (
                heading.field in {*ATTITUDE, *INCIDENTS, *AREAS_OF_LEARNING}
                or is_mark(heading.field, subjects)
            )
        ]
        self._goals: dict[HalfTerm, list[Heading]] = {}
        for heading in self.found.file.headings:
            if heading.field in _ALL_GOALS and heading.place in self.columns.when:
                self._goals.setdefault(self.columns.when[heading.place], []).append(heading)

    def gather(self, offers: Offers) -> set[Source]:
        """Gather marks, colours, areas and counts.

        Returns
        -------
        set of Source
            The rows that give any.
        """
        used: set[Source] = set()
        if not self._columns and not self._goals:
            return used
        for row, pupil in self.found.rows:
            own_class = self.own_classes.get(row.source, "")
            for (table, half_term), cells in self._cells(row, pupil).items():
                offers.add((table, half_term, pupil.upn), pupil, own_class, cells, row.source)
                used.add(row.source)
        return used

    def attendance(self) -> list[Reading]:
        """Read the attendance of a file, row by row."""
        file = self.found.file
        if FileKind.ATTENDANCE not in file.parts:
            return []
        places = [
            h.place for h in file.headings if h.field in SESSIONS and h.place in self.columns.when
        ]
        if not places:
            return []
        half_term = self.columns.when[places[0]]
        basis = basis_of(self.span, self.clock.calendar, file.name)
        undated = self.span.starts is None
        if undated and is_said_of_half_term(f"{file.title} {file.sheet} {file.name}"):
            basis = HALF_TERM
        sessions = Sessions(file, basis, self.span.ends)
        out = []
        for row, pupil in self.found.rows:
            cells = read_sessions(sessions, row, self.ledger)
            if cells:
                own_class = self.own_classes.get(row.source, "")
                out.append(Reading(pupil, half_term, cells, row.source, file.name, own_class))
        return out

    def _year(self, pupil: Known) -> str:
        return text(self.pupils[pupil.upn].get("Year"))

    def _cells(self, row: Row, pupil: Known) -> _Cells:
        out: _Cells = {}
        cells = row.cells.cells
        for heading, half_term in self._columns:
            cell = cells[heading.place] if heading.place < len(cells) else None
            if cell is None:
                continue
            value: Cell | Unreadable
            if heading.field in self.settings.subjects:
                value = self._mark(row, pupil, heading.field, half_term, as_text(cell))
            else:
                seen = heading.field, cell.__class__, cell
                if seen not in self._values_seen:
                    self._values_seen[seen] = self._value(heading.field, cell)
                value = self._values_seen[seen]
            if isinstance(value, Unreadable):
                self.ledger.unreadable(row.source, heading.text, as_text(cell))
            elif value is not None:
                table = "EarlyYears" if heading.field in AREAS_OF_LEARNING else "Assessments"
                out.setdefault((table, half_term), {})[heading.field] = value
        for half_term, headings in self._goals.items():
            goals = self._goals_of(row, headings)
            areas = {area: area_of(goals, area) for area in AREAS_OF_LEARNING}
            for column, said in {**goals, **areas}.items():
                if said is not None:
                    out.setdefault(("EarlyYears", half_term), {}).setdefault(column, said)
        return out

    def _goals_of(self, row: Row, headings: list[Heading]) -> dict[str, str]:
        """Read a row's early learning goals."""
        results: dict[str, str] = {}
        cells = row.cells.cells
        for heading in headings:
            cell = cells[heading.place] if heading.place < len(cells) else None
            value = as_goal(cell)
            if isinstance(value, Unreadable):
                self.ledger.unreadable(
                    row.source,
                    heading.text,
                    as_text(cell),
                    "A goal is 1 (emerging), 2 (expected) or A (exempt).",
                )
            elif value is not None:
                results[heading.field] = value
        return results

    def _mark(
        self, row: Row, pupil: Known, subject: str, half_term: HalfTerm, written: str
    ) -> str | None:
        year = year_then(self._year(pupil), self.clock.years_back(half_term))
        if (written, year) not in self._marks_seen:
            self._marks_seen[written, year] = read_mark(written, self.settings.scale, year)
        mark = self._marks_seen[written, year]
        if mark is None:
            allowed = self.ledger.leave_out(
                "Mark not on the scale",
                str(row.source),
                pupil.shown,
                pupil.upn,
                f"{subject}, {half_term}",
                was=None,
                offered=written,
                why=f"{written[:40]} is not on the school's scale (Settings, Scale)",
                code="not-on-the-scale",
                read=lambda typed: read_mark(typed, self.settings.scale, year),
                do="Write a mark of the scale under Becomes and say Yes, or add it to the scale.",
            )
            return str(allowed) if allowed is not None else None
        return mark

    def _value(self, field: str, cell: Cell) -> Cell | Unreadable:
        if field in AREAS_OF_LEARNING:
            return as_on_track(cell)
        if field in INCIDENTS:
            return as_whole(cell)
        return as_colour(cell, self.settings.words.get("Yellow is called", "Yellow"))
