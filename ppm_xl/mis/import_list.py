"""The list on the sheet Import: what files change, and what still waits for a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.answers import Decision, decision_of
from ppm_xl.mis.lines import (
    DISPUTE,
    HEADING_GUESSED,
    HEADING_IGNORED,
    JOINER,
    LEFT_OUT,
    LINES_IN_ORDER,
    QUESTIONS,
    WHICH_PUPIL,
    WHICH_ROW,
    Line,
)
from ppm_xl.school.cells import text

Record = Mapping[str, Cell]

_LAST: Final = len(LINES_IN_ORDER)
_OF_ONE_FILE: Final = frozenset({LEFT_OUT, HEADING_GUESSED, HEADING_IGNORED})
_ABOUT_A_ROW: Final = frozenset({WHICH_PUPIL, WHICH_ROW})
"""Lines whose No is not once and for all: they go with the list of their file."""


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
        return (file_of(record), pupil) in self.rows


@dataclass(frozen=True)
class ImportList:
    """The list as it stands and the lines of a new import.

    Attributes
    ----------
    now
        The table as read.
    lines
        What the new import changes and leaves out.
    headings
        What it makes of headings that it does not know outright.
    """

    now: TableCells
    lines: Sequence[Line]
    headings: Sequence[Line]
    settled: Settled

    def waiting(self) -> list[Record]:
        """Give the earlier lines that this import neither repeats nor answers.

        What is undecided waits; what a person has said no to stays, so that it is not asked
        again.
        """
        return [record for record in self._not_repeated if not self.settled.answers(record)]

    def is_up_to_date(self) -> bool:
        """Whether it already shows all that is left out, and nothing that is answered by now."""
        shown = {text(r.get("ID")): decision_of(r.get("Decision")) for r in self.now.records()}
        answered = {
            (line.what, line.source)
            for line in self.lines
            if line.decision is Decision.DONE and line.what in _ABOUT_A_ROW
        }
        for line in self.lines:
            if line.decision is Decision.YES and line.what not in QUESTIONS:
                continue
            if line.decision is Decision.NO and (line.what, line.source) in answered:
                # Another candidate, who came since the question was answered.
                continue
            if line.id not in shown or shown[line.id] is not line.decision:
                return False
            if line.decision is Decision.YES:
                return False
        return not any(self.settled.answers(record) for record in self._not_repeated)

    def records(self, *, done: bool) -> list[Record]:
        """Give the whole new list: each line with an ID of its own, and staff's own columns.

        Parameters
        ----------
        done
            Whether the changes are made now: then agreed lines are ``Done``.
        """
        own = [h for h in self.now.headings if h not in _COLUMNS]
        before = {text(r.get("ID")): r for r in self.now.records()} if own else {}
        new: dict[str, dict[str, Cell]] = {}
        for line in (*self.lines, *self.headings):
            record = _record(line, done=done)
            noted = before.get(line.id, {})
            new.setdefault(line.id, {**{h: noted.get(h) for h in own}, **record})
        every: list[Record] = [*new.values(), *self.waiting()]
        return sorted(every, key=_place)

    @cached_property
    def _not_repeated(self) -> list[Record]:
        waiting = [record for record in self.now.records() if _waits(record)]
        if not waiting:
            return []
        ids = {line.id for line in self.lines}
        repeated = {_about(_record(line)) for line in self.lines}
        return [
            record
            for record in waiting
            if text(record.get("ID")) not in ids and _about(record) not in repeated
        ]


def _waits(record: Record) -> bool:
    decision = decision_of(record.get("Decision"))
    if decision is Decision.NO:
        return text(record.get("What")) not in _OF_ONE_FILE | _ABOUT_A_ROW
    return decision is Decision.UNDECIDED


_COLUMNS: Final = ("ID", "What", "Pupil", "Column", "Was", "Becomes", "Decision", "Why", "Where")


def _record(line: Line, *, done: bool = False) -> dict[str, Cell]:
    agreed = done and line.decision is Decision.YES
    return {
        "ID": line.id,
        "What": line.what,
        "Pupil": line.pupil or None,
        "Column": line.column or None,
        "Was": line.was or None,
        "Becomes": line.becomes or None,
        "Decision": str(Decision.DONE if agreed else line.decision),
        "Why": line.why or None,
        "Where": line.source or None,
    }


def what_changed_since(
    records: Sequence[Record], lines: Sequence[Line], files: Collection[str]
) -> str | None:
    """Say what differs between the list on the sheet and what its files would change now.

    What a person has decided on the sheet is no difference, nor what follows from it: marks of a
    row whose pupil was chosen, or of a new pupil who was refused.

    Parameters
    ----------
    records
        The list as it stands on the sheet.
    lines
        What the files would change now, with what was decided.
    files
        The names of the files.

    Returns
    -------
    str or None
        The first difference, as the beginning of a sentence; None without one.
    """
    now = {line.id: line for line in lines}
    shown = {text(record.get("ID")): record for record in records}
    answers = {what for what in QUESTIONS if what != DISPUTE}
    asked = {line.source for line in lines if line.what in answers}
    asked |= {text(r.get("Where")) for r in records if text(r.get("What")) in answers}
    joiners = {line.pupil for line in lines if line.what == JOINER}
    joiners |= {text(r.get("Pupil")) for r in records if text(r.get("What")) == JOINER}
    for record in records:
        of_these = _files_of(record) & set(files) and text(record.get("What")) not in _OF_ONE_FILE
        waits = decision_of(record.get("Decision")) in {Decision.YES, Decision.UNDECIDED}
        line = now.get(text(record.get("ID")))
        if line is not None and waits and line.was != text(record.get("Was")):
            return _differs(text(record.get("Pupil")), line.column)
        follows = text(record.get("Where")) in asked or text(record.get("Pupil")) in joiners
        if line is None and waits and of_these and not follows:
            return _differs(text(record.get("Pupil")), text(record.get("Column")))
    for line in lines:
        follows = line.source in asked or line.pupil in joiners
        new = line.id not in shown and line.what not in _OF_ONE_FILE
        if new and line.decision is Decision.YES and not follows:
            return _differs(line.pupil, line.column)
    return None


def _differs(pupil: str, column: str) -> str:
    what = " of ".join(part for part in (column, pupil) if part)
    return f"{what[:1].upper()}{what[1:]} has changed" if what else "The workbook has changed"


def _files_of(record: Record) -> set[str]:
    """Give the files that a line names: where files disagree, it names several."""
    where = text(record.get("Where"))
    parts = re.split(r", (?!row )| and ", where)
    return {re.sub(r", row \d+$", "", part) for part in (where, *parts)}


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
    return what, pupil, "", file_of(record) if pupil else text(record.get("Where"))


def file_of(record: Record) -> str:
    """Give the name of the file that a line comes from."""
    where = text(record.get("Where"))
    return where.rpartition(", row ")[0] or where
