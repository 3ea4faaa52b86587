"""Pupil lists: joiners, leavers and what changed about those who stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.classes import Classes
from ppm_xl.mis.context import read_context
from ppm_xl.mis.disputes import Settled, settle
from ppm_xl.mis.everywhere import rename, with_real_upns
from ppm_xl.mis.fields import PREFERRED_FORENAME
from ppm_xl.mis.identity import Listed, Row, column_cells, identity_key, rows_of, without_duplicates
from ppm_xl.mis.joining import (
    MIXED_UP,
    NAMESAKE,
    Refusal,
    join,
    turn_away,
    wanted,
    why_not,
    without_namesakes,
)
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.leaving import is_full, leave
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.questions import find, options
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.staying import change, offers_of
from ppm_xl.mis.upn import compact
from ppm_xl.school.cells import text


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
    if not files:
        return PupilsPlan(Draft(tables), full=False)
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
    everyone = [listed.row for listed in rows]
    matches = {row.source: find(roll, row, ledger, may_join=True) for row in everyone}
    kept = {row.source for row in _without_doubles(everyone, matches, ledger)}
    sorted_out = _sorted_out([li for li in rows if li.row.source in kept], matches, today)
    new, namesakes = without_namesakes(
        sorted_out.new, everyone, lambda row: matches[row.source].decided
    )
    new, declined = wanted(new, ledger)
    # Who was refused once is not asked about when somebody has come to bear the name.
    asked, declined_before = wanted(sorted_out.asked, ledger)
    new_upns = {
        pupil.place: (match.new_upn, match.why)
        for pupil, listed in sorted_out.known
        if (match := matches[listed.row.source]).new_upn
    }
    offered = offers_of(tables["Pupils"], sorted_out.known, new_upns, classes, today, ledger)
    settled = settle(known, offered.by_place(), everyone, matches, new)
    real = {
        wanted.pupil.upn: text(wanted.value)
        for wanted in offered.wanted
        if wanted.line.column == "UPN" and wanted.pupil.place not in settled.in_dispute
    }
    draft = Draft(with_real_upns(tables, real))
    change(draft, tables["Pupils"], offered, settled.in_dispute, ledger)
    taken = {*roll.by_upn, *real.values()}
    upns = join(draft, settled.joiners, taken, dfe_number, today, ledger)
    turn_away([*declined, *declined_before], ledger)
    unused = [
        *((listed, None) for listed in asked),
        *sorted_out.refused,
        *((listed, NAMESAKE) for listed in namesakes),
        *((listed, MIXED_UP) for listed in settled.turned_away),
    ]
    _leave_out(unused, settled, upns, ledger)
    as_left = draft.tables()["Pupils"]
    whole = is_full(as_left, files, today, ledger, full=full, classes=classes)
    if whole:
        left_out = [row for row in everyone if ledger.outcomes[row.source] is Outcome.REFUSED]
        gone = _gone(known, settled, left_out)
        leave(draft, gone, known, files, today, ledger, said_full=bool(full))
    classes.add_new(draft, ledger)
    rename(draft, ledger)
    return PupilsPlan(draft, whole)


@dataclass(frozen=True, slots=True)
class _SortedOut:
    """The rows by what they seem to be about."""

    known: list[tuple[Known, Listed]]
    new: list[Listed]
    asked: list[Listed]
    refused: list[tuple[Listed, Refusal | None]]


def _sorted_out(rows: Sequence[Listed], matches: Mapping[Source, Match], today: date) -> _SortedOut:
    """Tell new pupils from those we know, and from those who may be either."""
    out = _SortedOut([], [], [], [])
    for listed in rows:
        match = matches[listed.row.source]
        if match.pupil is not None:
            out.known.append((match.pupil, listed))
        elif match.candidates:
            out.asked.append(listed)
        elif (refusal := why_not(listed, today)) is not None:
            out.refused.append((listed, refusal))
        else:
            out.new.append(listed)
    return out


def _leave_out(
    unused: Sequence[tuple[Listed, Refusal | None]],
    settled: Settled,
    upns: Mapping[Source, str],
    ledger: Ledger,
) -> None:
    """Ask whose a row is where pupils come into question; else say why it is left out.

    Asked is what the next import would ask, once this one is done.
    """
    upn_at = {settled.place_of[source]: upn for source, upn in upns.items()}

    def now(pupil: Known) -> Known:
        return pupil._replace(upn=upn_at.get(pupil.place, pupil.upn))

    for listed, refusal in unused:
        row, match = listed.row, settled.matches[listed.row.source]
        shown = row.identity.shown
        if match.candidates:
            asked = options(row, match, ledger, may_join=True, now=now)
            ledger.take_back(asked if refusal is MIXED_UP else ())
            ledger.refuse(
                row.source,
                shown,
                f"{shown}: {match.why}",
                "Give the row the pupil's UPN in the MIS, and export again.",
                code="which-pupil",
                candidates=[candidate.shown for candidate in match.candidates],
                undecided=ledger.list_options(asked),
                listed=False,
            )
        elif refusal is not None:
            ledger.refuse(
                row.source,
                shown,
                f"{shown}: {refusal.why}" if shown else refusal.why,
                refusal.do,
                code=refusal.code,
                undecided=refusal in {NAMESAKE, MIXED_UP},
            )


def _gone(known: Sequence[Known], settled: Settled, left_out: Sequence[Row]) -> list[Known]:
    """Give who is in no row, nor may be, nor is called by name in a row that is left out."""
    present = {m.pupil.place for m in settled.matches.values() if m.pupil is not None}
    asked = [match for match in settled.matches.values() if not match.decided]
    present |= {candidate.place for match in asked for candidate in match.candidates}
    present |= {p.place for row in left_out for p in settled.roll.named(row.identity)}
    upns = {compact(pupil.upn) for pupil in known if pupil.place in present}
    return [pupil for pupil in known if compact(pupil.upn) not in upns]


def _values_of(file: Recognised, rows: Sequence[Row], ledger: Ledger) -> list[dict[str, Cell]]:
    """Read every column of Pupils that the file has; what it leaves blank is not given."""
    read = read_context(file, rows, ledger)
    for row, preferred, given in zip(
        rows, column_cells(file, PREFERRED_FORENAME), read, strict=True
    ):
        who = row.identity
        if who.upn:
            given["UPN"] = who.upn
        if who.surname:
            given["Surname"] = who.surname
        if who.forename:
            given["Forename"] = who.forename
        if who.admission_no:
            given["Admission no"] = who.admission_no
        if who.known_as:
            given["Known as"] = who.known_as
        elif preferred is not None:
            # The file says the forename over again: the child is known by no other name.
            given["Known as"] = None
    return read


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
