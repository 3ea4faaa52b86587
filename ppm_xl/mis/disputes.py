"""Rows that would make other rows be about somebody else: signs of rows that are mixed up.

A list that gives one child's name or number to another must not be believed on who is who:
importing it a second time would then find other pupils than the first time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Source
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.school.cells import text

IDENTITY: Final = frozenset({"Surname", "Forename", "Known as", "DOB", "Admission no"})
"""What tells one child from another, which is not changed while rows dispute who is who."""


def disputed(
    known: Iterable[Known],
    offered: Mapping[str, Mapping[str, Cell]],
    rows: Sequence[Row],
    matches: Mapping[Source, Match],
    joiners: Iterable[Row],
) -> set[str]:
    """Give the UPNs of pupils whose name, birthday and number are not to be changed.

    Parameters
    ----------
    known
        The pupils of the workbook.
    offered
        By UPN, what the lists would have them hold.
    rows, matches
        Every row, and whom it is about as the workbook stands.
    joiners
        The rows of new pupils, who will be there next time.
    """
    known = list(known)
    new = {row.source: _as_pupil(number, row) for number, row in enumerate(joiners)}
    found = {candidate.upn for match in matches.values() for candidate in match.candidates}
    while True:
        pupils = [
            pupil if pupil.upn in found else _changed(pupil, offered.get(pupil.upn, {}))
            for pupil in known
        ]
        after = Roll([*pupils, *new.values()])
        more: set[str] = set()
        for row in rows:
            match = Match(new[row.source]) if row.source in new else matches[row.source]
            now, then = _about(match), _about(after.find(row.identity))
            if now != then:
                more |= now | then
        if more <= found:
            return found
        found |= more


def _as_pupil(number: int, row: Row) -> Known:
    """Give a new pupil as the roll will hold them, under a stand-in for a temporary UPN."""
    who = row.identity
    return Known(
        upn=who.upn or f"{number}A",
        name=who.shown,
        surname=who.surname,
        forename=who.forename,
        known_as=who.known_as,
        born=who.born,
        admission_no=who.admission_no,
        class_name="",
        left=None,
    )


def _about(match: Match) -> frozenset[str]:
    pupils = (match.pupil,) if match.pupil else match.candidates
    return frozenset(pupil.upn for pupil in pupils)


def _changed(pupil: Known, offered: Mapping[str, Cell]) -> Known:
    if not offered.keys() & IDENTITY:
        return pupil
    born = offered.get("DOB", pupil.born)
    return replace(
        pupil,
        surname=text(offered.get("Surname", pupil.surname)),
        forename=text(offered.get("Forename", pupil.forename)),
        known_as=text(offered.get("Known as", pupil.known_as)),
        admission_no=text(offered.get("Admission no", pupil.admission_no)),
        born=born if isinstance(born, date) else None,
    )
