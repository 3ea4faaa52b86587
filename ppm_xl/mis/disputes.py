"""Rows that would make other rows be about somebody else: signs of rows that are mixed up.

A list that gives one child's name or number to another must not be believed on who is who:
importing it a second time would then find other pupils than the first time. So the plan is
tried on the roll as it would be: whatever would make any row be about another pupil is not done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.book.tables import Cell
from ppm_xl.mis.identity import Listed, Row, identity_key
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.row_outcomes import Source
from ppm_xl.mis.upn import compact
from ppm_xl.school.cells import text

IDENTITY: Final = frozenset({"Surname", "Forename", "Known as", "DOB", "Admission no"})
"""What tells one child from another, which is not changed while rows dispute who is who."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Who is who once the import is done.

    Attributes
    ----------
    roll
        The pupils as they would be; a new one has a negative place: see ``place_of``.
    matches
        Whom each row is about. For a row that is not used, whom it may be about afterwards.
    in_dispute
        The places on Pupils of those whose name, birthday and numbers stay as they are.
    joiners
        Who joins.
    turned_away
        Rows of new pupils by whom another row of the lists would be in doubt.
    place_of
        The place of each joining row's pupil in ``roll``.
    """

    roll: Roll
    matches: Mapping[Source, Match]
    in_dispute: frozenset[int]
    joiners: list[Listed]
    turned_away: list[Listed]
    place_of: Mapping[Source, int]


def joiner_key(listed: Listed) -> object:
    """Give what tells a new pupil from others: rows of several files may be of one."""
    return listed.row.identity.upn or identity_key(listed.row.identity)


def settle(
    known: Sequence[Known],
    offered: Mapping[int, Mapping[str, Cell]],
    rows: Sequence[Row],
    matches: Mapping[Source, Match],
    joiners: Sequence[Listed],
) -> Settled:
    """Find out what of an import can be done without any row becoming about somebody else.

    Parameters
    ----------
    known
        The pupils of the workbook.
    offered
        By place on Pupils, what the lists would have them hold; ``UPN`` in place of a temporary
        one.
    rows, matches
        Every row, and whom it is about as the workbook stands.
    joiners
        The rows of new pupils.
    """
    frozen: set[int] = set()
    away: set[int] = set()
    place_of = _places(joiners)
    touched = {p for p, cells in offered.items() if cells.keys() & {*IDENTITY, "UPN"}}
    if not touched and not place_of:
        return Settled(Roll(known), matches, frozenset(), [], [], {})
    while True:
        joining = [li for li in joiners if place_of[li.row.source] not in away]
        roll = Roll([*_as_they_become(known, offered, frozen), *_as_pupils(joining, place_of)])
        joined = {li.row.source: place_of[li.row.source] for li in joining}
        settled, mixed = _tried(rows, matches, joined, roll)
        new = (mixed & touched) - frozen, (mixed & set(place_of.values())) - away
        if not mixed:
            turned = [li for li in joiners if place_of[li.row.source] in away]
            return Settled(roll, settled, frozenset(frozen), joining, turned, joined)
        if not any(new):
            # Not by whom the rows speak of: then nothing of the kind is done.
            new = touched - frozen, set(place_of.values()) - away
        frozen |= new[0]
        away |= new[1]


def _places(joiners: Iterable[Listed]) -> dict[Source, int]:
    """Give each new pupil a number, from -2 downwards; rows of one pupil have one."""
    numbers: dict[object, int] = {}
    return {li.row.source: numbers.setdefault(joiner_key(li), -2 - len(numbers)) for li in joiners}


def _tried(
    rows: Sequence[Row],
    matches: Mapping[Source, Match],
    joined: Mapping[Source, int],
    roll: Roll,
) -> tuple[dict[Source, Match], set[int]]:
    """Look for every row in the roll as it would be; give also the pupils that rows mix up."""
    settled: dict[Source, Match] = {}
    mixed: set[int] = set()
    for row in rows:
        source = row.source
        now, then = matches[source], roll.find(row.identity)
        is_now = now.pupil.place if now.pupil is not None else joined.get(source)
        is_then = then.pupil.place if then.pupil is not None else None
        asked_no_more = now.candidates and not then.candidates
        if is_now == is_then and not (is_now is None and asked_no_more):
            settled[source] = then if is_now is None else now
            continue
        if now.decided and is_now in {candidate.place for candidate in then.candidates}:
            # A person has said which of them it is.
            settled[source] = now
            continue
        settled[source] = now
        mixed.update(c.place for c in (*now.candidates, *then.candidates))
        mixed.update(place for place in (is_now, is_then) if place is not None)
    return settled, mixed


def _as_they_become(
    known: Sequence[Known], offered: Mapping[int, Mapping[str, Cell]], frozen: Collection[int]
) -> Iterable[Known]:
    for pupil in known:
        cells = offered.get(pupil.place)
        yield pupil if not cells or pupil.place in frozen else _changed(pupil, cells)


def _as_pupils(joining: Sequence[Listed], place_of: Mapping[Source, int]) -> Iterable[Known]:
    """Give new pupils as the roll will hold them, under a stand-in for a temporary UPN."""
    seen: set[int] = set()
    for listed in joining:
        who, place = listed.row.identity, place_of[listed.row.source]
        if place not in seen:
            seen.add(place)
            yield Known(
                upn=who.upn or f"{-place}A",
                name=who.shown,
                surname=who.surname,
                forename=who.forename,
                known_as=who.known_as,
                born=who.born,
                admission_no=who.admission_no,
                class_name=text(listed.given.get("Class")),
                left=None,
                place=place,
            )


def _changed(pupil: Known, offered: Mapping[str, Cell]) -> Known:
    born = offered.get("DOB", pupil.born)
    return pupil._replace(
        upn=compact(text(offered.get("UPN", pupil.upn))),
        surname=text(offered.get("Surname", pupil.surname)),
        forename=text(offered.get("Forename", pupil.forename)),
        known_as=text(offered.get("Known as", pupil.known_as)),
        admission_no=text(offered.get("Admission no", pupil.admission_no)),
        class_name=text(offered.get("Class", pupil.class_name)),
        born=born if isinstance(born, date) else None,
    )
