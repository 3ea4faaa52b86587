"""The list on the sheet Import: what files changed, and what still waits for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.ledger import LINES_IN_ORDER, Decision, Line
from ppm_xl.school.cells import text

Record = Mapping[str, Cell]

_LAST: Final = len(LINES_IN_ORDER)


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import answers, so that an earlier line about it need not wait any longer.

    Attributes
    ----------
    cells
        Pupil and column of the cells that it gives a value which can be used.
    rows
        File and pupil of the rows that it could use.
    """

    cells: frozenset[tuple[str, str]] = frozenset()
    rows: frozenset[tuple[str, str]] = frozenset()

    def answers(self, record: Record) -> bool:
        """Whether a line of an earlier import is answered."""
        pupil, column = text(record.get("Pupil")), text(record.get("Column"))
        if column:
            return (pupil, column) in self.cells
        return (_file_of(record), pupil) in self.rows


@dataclass(frozen=True, slots=True)
class ImportList:
    """The list as it stands and the lines of a new import.

    Attributes
    ----------
    now
        The table as read.
    lines
        What the new import changes and leaves out.
    """

    now: TableCells
    lines: Sequence[Line]
    settled: Settled

    def waiting(self) -> list[Record]:
        """Give the undecided lines of earlier imports that this one neither repeats nor answers."""
        return [r for r in self._not_repeated() if not self.settled.answers(r)]

    def is_up_to_date(self) -> bool:
        """Whether it already shows all that is left out, and nothing that is answered by now."""
        rows = {_row_named(record) for record in self.now.records()}
        left_out = [_record(li) for li in self.lines if li.decision is not Decision.YES]
        return all(_row_named(r) in rows for r in left_out) and not any(
            self.settled.answers(r) for r in self._not_repeated()
        )

    def records(self, *, done: bool) -> list[Record]:
        """Give the whole new list: each line with an ID of its own, and staff's own columns.

        Parameters
        ----------
        done
            Whether the changes are made now: then agreed lines are ``Done``.
        """
        own = {h: None for h in self.now.headings if h not in _record(_NO_LINE)}
        before = {_about(r): r for r in self._undecided()}
        new: list[dict[str, Cell]] = []
        for line in self.lines:
            record = _record(line, done=done)
            noted = before.get(_about(record), {})
            new.append({**own, **{h: noted.get(h) for h in own}, **record})
        merged = sorted([*new, *self.waiting()], key=_place)
        return [{**record, "ID": f"{n:05d}"} for n, record in enumerate(merged, start=1)]

    def _undecided(self) -> list[Record]:
        undecided = Decision.UNDECIDED.casefold()
        return [r for r in self.now.records() if text(r.get("Decision")).casefold() == undecided]

    def _not_repeated(self) -> list[Record]:
        repeated = {_about(_record(line)) for line in self.lines}
        return [r for r in self._undecided() if _about(r) not in repeated]


_NO_LINE: Final = Line("", "", "", "", "")


def _record(line: Line, *, done: bool = False) -> dict[str, Cell]:
    agreed = done and line.decision is Decision.YES
    return {
        "ID": None,
        "What": line.what,
        "Pupil": line.pupil or None,
        "Column": line.column or None,
        "Was": line.was or None,
        "Becomes": line.becomes or None,
        "Decision": str(Decision.DONE if agreed else line.decision),
        "Why": line.why or None,
    }


def _place(record: Record) -> int:
    what = text(record.get("What"))
    return LINES_IN_ORDER.index(what) if what in LINES_IN_ORDER else _LAST


def _about(record: Record) -> tuple[str, ...]:
    """Say what a line is about, by which it is known again though its row or reason differ.

    A row that is left out is known by its file and pupil, one without a name by its number.
    """
    what, pupil = text(record.get("What")), text(record.get("Pupil"))
    column = text(record.get("Column"))
    if column:
        return what, pupil, column
    return what, pupil, "", _file_of(record) if pupil else _row_named(record)


def _row_named(record: Record) -> str:
    """Give the file and row that a line's reason begins with: the reason may be worded anew."""
    return text(record.get("Why")).partition(": ")[0]


def _file_of(record: Record) -> str:
    return _row_named(record).rpartition(", row ")[0]
