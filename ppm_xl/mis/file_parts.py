"""All that files bring beside joiners and leavers: each kind of row from each file that has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ppm_xl.book.draft import Draft
from ppm_xl.mis.behaviour_rows import gather_incidents
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.context_rows import Told, tell_context, tell_premiums
from ppm_xl.mis.fields import FileKind, kind_of
from ppm_xl.mis.found import Found, find_pupils
from ppm_xl.mis.group_rows import Membership, gather_groups, take_groups
from ppm_xl.mis.half_term_rows import HalfTermRows, Records
from ppm_xl.mis.half_terms import Clock, Columns, half_terms_of, span_of
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known, Roll
from ppm_xl.mis.offers import Offers
from ppm_xl.mis.results_rows import gather_results
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.table_offers import PRIOR, TESTS, TableOffers, folded_key
from ppm_xl.mis.tests_rows import TestColumns, gather_tests
from ppm_xl.mis.year_to_date import KEY, Reading, own_figures, whole_statements
from ppm_xl.school.cells import text
from ppm_xl.school.settings import Settings
from ppm_xl.school.spelling import ClassNames

_OF_A_HALF_TERM = frozenset(
    {FileKind.JUDGEMENTS, FileKind.ATTENDANCE, FileKind.TESTS, FileKind.BEHAVIOUR}
)


def plan_parts(
    draft: Draft,
    files: Sequence[tuple[int, Recognised]],
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
    *,
    full: bool | None = None,
) -> None:
    """Work out what files change beside joiners and leavers, into the draft and the ledger.

    Parameters
    ----------
    draft
        With the pupils as the pupil lists leave them.
    full
        Whether the user said that the files are whole: then who is not in a pupil premium list
        has none.
    """
    files = [(number, file) for number, file in files if not _only_a_list(file)]
    if not files:
        return
    known = Known.all_of(draft.tables()["Pupils"])
    roll = Roll(known)
    before = len(ledger.problems)
    founds = [find_pupils(number, file, roll, clock.today, ledger) for number, file in files]
    told = Told()
    used: set[Source] = set()
    on_roll = [pupil for pupil in known if pupil.on_roll(clock.today)]
    for found in founds:
        used |= tell_context(found, told, clock, ledger)
        used |= tell_premiums(found, on_roll, told, ledger, full=full is True)
    told.take(draft, ledger)
    _Parts(draft, founds, settings, clock, ledger).take(used)
    trouble = {problem.where for problem in ledger.problems[before:]}
    for found in founds:
        for row, _ in found.rows:
            # A row all of whose cells are left out counts as left out.
            if row.source in used or str(row.source) not in trouble:
                ledger.note(row.source, Outcome.SAME)


def _only_a_list(file: Recognised) -> bool:
    return file.is_list and file.parts == {FileKind.PUPILS}


class _Parts:
    """The rows of tables other than Pupils."""

    def __init__(
        self,
        draft: Draft,
        founds: Sequence[Found],
        settings: Settings,
        clock: Clock,
        ledger: Ledger,
    ) -> None:
        self._draft, self._founds, self._settings = draft, founds, settings
        self._clock, self._ledger = clock, ledger
        tables = draft.tables()
        self._classes = ClassNames(tables)
        self._pupils: Records = {
            text(r.get("UPN")): {
                **r,
                "Class": self._classes.named(text(r.get("Class"))) or None,
            }
            for r in tables["Pupils"].records()
            if text(r.get("UPN"))
        }

    def take(self, used: set[Source]) -> None:
        """Gather everything, then take it; note the rows that give anything."""
        offers, tests, prior = Offers(), TableOffers(TESTS), TableOffers(PRIOR)
        readings: list[Reading] = []
        members: list[Membership] = []
        # What an attendance file says comes before a marksheet's bare percentage.
        order = sorted(self._founds, key=lambda f: f.file.kind is not FileKind.ATTENDANCE)
        for found in order:
            own_classes = self._own_classes(found)
            rows = self._half_term_rows(found, own_classes)
            used |= gather_results(found, self._pupils, prior, self._ledger)
            in_groups, of_groups = gather_groups(found, self._settings.subjects, self._ledger)
            members.extend(in_groups)
            used |= of_groups
            used |= gather_incidents(found, self._clock, offers, self._ledger)
            if rows is None:
                continue
            used |= rows.gather(offers)
            columns = TestColumns(found, self._settings.subjects, rows.columns)
            used |= gather_tests(
                columns, self._pupils, own_classes, self._clock, tests, self._ledger
            )
            read = rows.attendance()
            used |= {reading.source for reading in read}
            readings.extend(self._worth_taking(found, read, readings))
        self._take_attendance(readings, offers)
        offers.take(self._draft, self._pupils, self._clock, self._ledger)
        tests.take(self._draft, self._ledger)
        prior.take(self._draft, self._ledger)
        take_groups(members, self._draft, self._pupils, self._clock.today, self._ledger)

    def _take_attendance(self, readings: list[Reading], offers: Offers) -> None:
        table = self._draft.tables()["Assessments"]
        own = own_figures(readings, table, self._pupils, self._clock, self._ledger)
        for reading in whole_statements(own, table, self._clock):
            target = ("Assessments", reading.half_term, reading.pupil.upn)
            offers.add(target, reading.pupil, reading.own_class, reading.cells, reading.source)

    def _worth_taking(
        self, found: Found, read: list[Reading], readings: Sequence[Reading]
    ) -> list[Reading]:
        """Leave a bare percentage of a marksheet out where sessions are known."""
        if found.file.kind is FileKind.ATTENDANCE:
            return read
        offered = {(r.pupil.upn, r.half_term) for r in readings}
        return [
            r
            for r in read
            if (r.pupil.upn, r.half_term) not in offered
            and ("Possible" in r.cells or _row_key(r) not in self._with_sessions)
        ]

    @cached_property
    def _with_sessions(self) -> frozenset[tuple[str, ...]]:
        """The rows of Assessments that hold sessions, by half-term and pupil."""
        table = self._draft.tables()["Assessments"]
        return frozenset(
            folded_key([record.get(column) for column in KEY])
            for record in table.records()
            if record.get("Possible") is not None
        )

    def _own_classes(self, found: Found) -> Mapping[Source, str]:
        if found.file.column("Class") is None:
            return {}
        named: dict[str, str] = {}
        out = {}
        for row, _ in found.rows:
            written = as_text(found.file.cell(row.cells, "Class"))
            if written not in named:
                named[written] = self._classes.named(written)
            out[row.source] = named[written]
        return out

    def _half_term_rows(
        self, found: Found, own_classes: Mapping[Source, str]
    ) -> HalfTermRows | None:
        """Give the reader of a file's columns that are of a half-term; None where it has none."""
        file = found.file
        subjects = self._settings.subjects
        places = frozenset(
            h.place
            for h in file.headings
            if h.field and kind_of(h.field, subjects) in _OF_A_HALF_TERM
        )
        if not places or not file.parts & {*_OF_A_HALF_TERM}:
            return None
        span = span_of(file)
        years = [(row, text(self._pupils[pupil.upn].get("Year"))) for row, pupil in found.rows]
        columns = half_terms_of(file, places, years, span, self._clock, self._ledger)
        self._say(file, columns)
        return HalfTermRows(
            found, columns, span, self._pupils, own_classes, self._settings, self._clock,
            self._ledger,
        )  # fmt: skip

    def _say(self, file: Recognised, columns: Columns) -> None:
        """Say for which half-terms a file is, where only we know."""
        when = sorted(set(columns.when.values()))
        if when and self._clock.asked is None:
            for_them = " and ".join(str(half_term) for half_term in when)
            said = f"{file.name} is taken for {for_them}."
            if said not in self._ledger.said:
                self._ledger.said.append(said)


def _row_key(reading: Reading) -> tuple[str, ...]:
    when = reading.half_term
    return folded_key((when.school_year, when.name, reading.pupil.upn))
