"""Judgements, attendance and attitude: what files give each pupil in each half-term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Severity
from ppm_xl.mis.attendance import Sessions, read_sessions
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.fields import ATTITUDE, INCIDENTS, SESSIONS, FileKind, is_mark
from ppm_xl.mis.half_terms import Clock, half_terms_of, span_of, year_then
from ppm_xl.mis.identity import Row, rows_of, without_duplicates
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger, Outcome
from ppm_xl.mis.marks import read_mark
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.offers import Offers
from ppm_xl.mis.periods import basis_of
from ppm_xl.mis.values import as_colour, as_on_track, as_whole
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.settings import Settings
from ppm_xl.school.spelling import ClassNames

Records = Mapping[str, Mapping[str, Cell]]
"""Rows of Pupils by UPN."""


def plan_half_term_rows(
    draft: Draft,
    files: Sequence[tuple[int, Recognised]],
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
) -> None:
    """Work out what files of judgements and attendance change, into the draft and the ledger."""
    tables = draft.tables()
    classes = ClassNames(tables)
    pupils = {
        text(r.get("UPN")): {**r, "Class": classes.named(text(r.get("Class"))) or None}
        for r in tables["Pupils"].records()
        if text(r.get("UPN"))
    }
    roll = Roll(Known.of(record) for record in pupils.values())
    offers = Offers()
    for number, file in files:
        found = _pupils_of(number, file, roll, clock, ledger)
        _FileOffers(file, found, pupils, classes, settings, clock, ledger).gather(offers)
    offers.take(draft, pupils, clock, ledger)


def _pupils_of(
    number: int, file: Recognised, roll: Roll, clock: Clock, ledger: Ledger
) -> list[tuple[Row, Known]]:
    """Find the pupil of each row; who cannot be found, or is not on roll, is left out."""
    rows = rows_of(number, file, roll.by_upn, ledger)
    rows, _ = without_duplicates(rows, lambda r: r.identity.upn or None, "UPN", ledger)
    matches = {row.source: roll.find(row.identity) for row in rows}
    rows, _ = without_duplicates(rows, lambda r: _whom(matches[r.source]), "pupil", ledger)
    out = []
    for row in rows:
        match = matches[row.source]
        if match.pupil is not None and match.pupil.on_roll(clock.today):
            out.append((row, match.pupil))
        else:
            _refuse(row, match, ledger)
    return out


def _whom(match: Match) -> str | None:
    return match.pupil.upn if match.pupil else None


def _refuse(row: Row, match: Match, ledger: Ledger) -> None:
    shown = row.identity.shown
    if match.pupil is not None:
        ledger.refuse(
            row.source,
            match.pupil.shown,
            f"{match.pupil.shown} is not on roll",
            code="not-on-roll",
            severity=Severity.NOTE,
        )
    elif match.candidates:
        ledger.refuse(
            row.source,
            shown,
            f"{shown}: {match.why}",
            "Export the file again with the UPN in it, or correct the name."
            if row.identity.admission_no
            else "Export the file again with the UPN or the admission number in it.",
            code="which-pupil",
            candidates=[candidate.shown for candidate in match.candidates],
            undecided=True,
        )
    else:
        ledger.refuse(
            row.source,
            shown,
            f"{shown or 'the row'} is nobody in the workbook",
            "Import the pupil list first.",
            code="no-such-pupil",
        )


@dataclass
class _FileOffers:
    """Reads what one file offers."""

    file: Recognised
    found: Sequence[tuple[Row, Known]]
    pupils: Records
    classes: ClassNames
    settings: Settings
    clock: Clock
    ledger: Ledger

    def gather(self, offers: Offers) -> None:
        file = self.file
        span = span_of(file)
        years = [(row, self._year(pupil)) for row, pupil in self.found]
        when = half_terms_of(file, self._brought(), years, span, self.clock, self.ledger)
        sessions = sessions_when = None
        if file.kind is FileKind.ATTENDANCE:
            places = [h.place for h in file.headings if h.field in SESSIONS and h.place in when]
            if places:
                basis = basis_of(span, self.clock.calendar, file.name)
                sessions, sessions_when = Sessions(file, basis, span.ends), when[places[0]]
        for row, pupil in self.found:
            found_before = len(self.ledger.problems)
            by_target = self._cells(row, pupil, when)
            if sessions is not None and sessions_when is not None:
                read = read_sessions(sessions, row, self.ledger)
                by_target.setdefault(("Assessments", sessions_when), {}).update(read)
            if any(by_target.values()) or len(self.ledger.problems) == found_before:
                # A row all of whose cells are left out counts as left out.
                self.ledger.note(row.source, Outcome.SAME)
            own_class = self.classes.named(as_text(file.cell(row.cells, "Class")))
            for (table, half_term), cells in by_target.items():
                target = (table, half_term, pupil.upn)
                offers.add(target, pupil, own_class, cells, row.source)

    def _year(self, pupil: Known) -> str:
        return text(self.pupils[pupil.upn].get("Year"))

    def _brought(self) -> frozenset[str]:
        """Give the fields by which the file brings something in."""
        if self.file.kind is FileKind.ATTENDANCE:
            return frozenset({*ATTITUDE, *SESSIONS, *INCIDENTS})
        subjects = self.settings.subjects
        marks = {h.field for h in self.file.headings if is_mark(h.field, subjects)}
        return frozenset({*ATTITUDE, *AREAS_OF_LEARNING, *marks})

    def _cells(
        self, row: Row, pupil: Known, when: Mapping[int, HalfTerm]
    ) -> dict[tuple[str, HalfTerm], dict[str, Cell]]:
        out: dict[tuple[str, HalfTerm], dict[str, Cell]] = {}
        for heading in self.file.headings:
            half_term = when.get(heading.place)
            cells = row.cells.cells
            cell = cells[heading.place] if heading.place < len(cells) else None
            if half_term is None or cell is None or heading.field in SESSIONS:
                continue
            value: Cell | Unreadable
            if heading.field in self.settings.subjects:
                value = self._mark(row, pupil, heading.field, half_term, as_text(cell))
            else:
                value = self._value(heading.field, cell)
            if isinstance(value, Unreadable):
                self.ledger.unreadable(row.source, heading.text, as_text(cell))
            elif value is not None:
                table = "EarlyYears" if heading.field in AREAS_OF_LEARNING else "Assessments"
                out.setdefault((table, half_term), {})[heading.field] = value
        return out

    def _mark(
        self, row: Row, pupil: Known, subject: str, half_term: HalfTerm, written: str
    ) -> str | None:
        year = year_then(self._year(pupil), self.clock.years_back(half_term))
        mark = read_mark(written, self.settings.scale, year)
        if mark is None:
            self.ledger.leave_out(
                "Mark not on the scale",
                str(row.source),
                pupil.shown,
                pupil.upn,
                f"{subject}, {half_term}",
                was=None,
                offered=written,
                why=f"{written[:40]} is not on the school's scale (Settings, Scale)",
                code="not-on-the-scale",
            )
        return mark

    def _value(self, field: str, cell: Cell) -> Cell | Unreadable:
        if field in AREAS_OF_LEARNING:
            return as_on_track(cell)
        if field in INCIDENTS:
            return as_whole(cell)
        return as_colour(cell, self.settings.words.get("Yellow is called", "Yellow"))
