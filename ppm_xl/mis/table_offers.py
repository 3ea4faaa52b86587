"""What files offer for rows of tables that lists of scores, results and groups fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.mis.matching import Known
from ppm_xl.mis.naming import folded
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.school.cells import text


@dataclass(frozen=True)
class Shape:
    """How one table takes offers.

    Attributes
    ----------
    table
        Its name.
    key
        Its key columns.
    column
        The column that says what the row is there to say, such as ``Score``.
    beside
        Columns that go with it; they are written where they differ, but make no line.
    if_empty
        Columns that are written only when the row is new or the main column changes.
    word
        What a line of the list calls it: ``Score added``, ``Score changed``.
    """

    table: str
    key: tuple[str, ...]
    column: str
    word: str
    beside: tuple[str, ...] = ()
    if_empty: tuple[str, ...] = ()


TESTS: Final = Shape(
    "Tests",
    ("School year", "Half-term", "UPN", "Subject", "Test"),
    "Score",
    "Score",
    beside=("Kind", "Date"),
)
PRIOR: Final = Shape(
    "Prior", ("UPN", "Stage", "Subject"), "Result", "Result", beside=("Date",), if_empty=("Source",)
)


@dataclass
class _Offer:
    pupil: Known
    said: str
    stamps: Mapping[str, Cell]
    values: dict[Cell, list[Source]] = field(default_factory=dict)
    beside: dict[str, Cell] = field(default_factory=dict)


class TableOffers:
    """All that the files offer for one table, gathered before any of it is taken.

    Parameters
    ----------
    shape
        The table.
    """

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._offers: dict[tuple[str, ...], _Offer] = {}

    def add(
        self,
        key: tuple[str, ...],
        pupil: Known,
        value: Cell,
        source: Source,
        *,
        said: str,
        beside: Mapping[str, Cell],
        stamps: Mapping[str, Cell],
    ) -> None:
        """Add what one row of a file offers for one row of the table.

        Parameters
        ----------
        said
            What a line of the list names it, such as ``Reading NFER, Autumn 1 2026-27``.
        stamps
            What is written only when the row is made.
        """
        offer = self._offers.setdefault(key, _Offer(pupil, said, stamps))
        offer.values.setdefault(value, []).append(source)
        for column, cell in beside.items():
            if cell is not None:
                offer.beside.setdefault(column, cell)

    def take(self, draft: Draft, ledger: Ledger) -> None:
        """Take the offers into the draft; where rows disagree on a value, neither is taken."""
        if not self._offers:
            return
        shape = self._shape
        before = draft.tables()[shape.table]
        places = places_of(before, shape.key)
        for key in sorted(self._offers, key=self._order):
            offer = self._offers[key]
            place = places.get(folded_key(key)) if places else None
            was = None if place is None else before.cell(place, shape.column)
            about = (offer.pupil.shown, offer.said)
            if len(offer.values) > 1:
                ledger.leave_out(
                    "Two files disagree",
                    " and ".join(
                        sorted({str(s) for found in offer.values.values() for s in found})
                    ),
                    offer.pupil.shown,
                    offer.pupil.upn,
                    offer.said,
                    was=was,
                    offered=" or ".join(sorted(text(value) for value in offer.values)),
                    why=f"there are two values for {offer.said}",
                    code="files-disagree",
                )
                continue
            [(value, sources)] = offer.values.items()
            ledger.given.add(about)
            self._write(draft, before, key, place, value, sources, offer, ledger)

    def _write(
        self,
        draft: Draft,
        before: TableCells,
        key: tuple[str, ...],
        place: int | None,
        value: Cell,
        sources: Sequence[Source],
        offer: _Offer,
        ledger: Ledger,
    ) -> None:
        shape = self._shape
        given = {shape.column: value, **offer.beside}
        was = None if place is None else before.cell(place, shape.column)
        if place is not None and value == was:
            for column in shape.if_empty:
                given.pop(column, None)
        if place is not None:
            given = {c: v for c, v in given.items() if v != before.cell(place, c)}
        added = place is None or was is None
        line = Line(
            f"{shape.word} {'added' if added else 'changed'}",
            offer.pupil.shown,
            offer.said,
            text(was),
            text(value),
            upn=offer.pupil.upn,
            source=str(sources[0]),
        )
        if not given or not ledger.propose(line):
            return
        if place is None:
            row = {**dict(zip(shape.key, key, strict=True)), **offer.stamps, **given}
            draft.put(shape.table, row)
        else:
            for column, cell in given.items():
                draft.set(shape.table, place, column, cell)
        for source in sources:
            ledger.note(source, Outcome.ADDED if place is None else Outcome.CHANGED)

    def _order(self, key: tuple[str, ...]) -> tuple[object, ...]:
        pupil = self._offers[key].pupil
        rest = [part for part in key if part != pupil.upn]
        when = rest[:2] if self._shape is TESTS else []
        names = pupil.class_name, folded(pupil.surname), folded(pupil.forename), pupil.upn
        return (*when, *names, *rest)


def folded_key(key: Sequence[Cell]) -> tuple[str, ...]:
    """Give a key in which blanks and small letters that staff typed make no difference."""
    return tuple(" ".join(text(part).split()).upper() for part in key)


def places_of(table: TableCells, key: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """Map each key to the row that there is, the first of several."""
    columns = [table.place_of[column] for column in key]
    out: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(table.rows):
        out.setdefault(folded_key([row[column] for column in columns]), place)
    return out
