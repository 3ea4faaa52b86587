"""Whom each row of a file is about, found once for all that the file brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ppm_xl.errors import Severity
from ppm_xl.mis.fields import DATE, GROUP, INCIDENT, TEST_NAME, TEST_SUBJECT, FileKind
from ppm_xl.mis.identity import Row, rows_of, without_duplicates
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.questions import find, options


@dataclass(frozen=True)
class Found:
    """A file with the rows whose pupils are known and on roll.

    Attributes
    ----------
    number
        Its place among the files.
    """

    number: int
    file: Recognised
    rows: tuple[tuple[Row, Known], ...]


def find_pupils(number: int, file: Recognised, roll: Roll, today: date, ledger: Ledger) -> Found:
    """Find the pupil of each row; who cannot be found, or is not on roll, is left out.

    The rows of a pupil list have been accounted for before: nothing is said of them again.
    """
    if file.is_list:
        ledger = Ledger(ledger.answers, ledger.digests)
    rows = rows_of(number, file, roll.by_upn, ledger)
    once = not has_many_rows(file)
    if once:
        rows, _ = without_duplicates(rows, lambda r: r.identity.upn or None, "UPN", ledger)
    matches = {row.source: find(roll, row, ledger) for row in rows}
    if once:
        rows, _ = without_duplicates(rows, lambda r: _whom(matches[r.source]), "pupil", ledger)
    out = []
    for row in rows:
        match = matches[row.source]
        if match.pupil is not None and match.pupil.on_roll(today):
            out.append((row, match.pupil))
        else:
            _refuse(row, match, ledger)
    return Found(number, file, tuple(out))


def has_many_rows(file: Recognised) -> bool:
    """Whether a pupil may have several rows: one a group, an incident, a test."""
    if file.kind is FileKind.GROUPS:
        return file.column(GROUP) is not None
    if file.kind is FileKind.BEHAVIOUR:
        return file.column(INCIDENT) is not None and file.column(DATE) is not None
    if file.kind is FileKind.TESTS:
        return file.column(TEST_NAME) is not None or file.column(TEST_SUBJECT) is not None
    return False


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
            undecided=ledger.list_options(options(row, match, ledger)),
            listed=False,
        )
    elif {row.identity.upn, shown} & (ledger.turned_away - {""}):
        ledger.refuse(
            row.source,
            shown,
            f"{shown} is not in the workbook: the list says No to adding them",
            "Say Yes on the line of the joiner, then press “Import these changes” again.",
            code="no-such-pupil",
        )
    else:
        ledger.refuse(
            row.source,
            shown,
            f"{shown or 'the row'} is nobody in the workbook",
            "Import the pupil list first.",
            code="no-such-pupil",
        )
