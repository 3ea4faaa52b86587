"""What stands around every action that may write: one at a time, and safe to undo.

From reading to the end the workbook is held against every other action, whichever door it came
through. A step that was cut off is put right first. Right before the first cell changes, a copy
of the workbook is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ppm_xl.actions import Outcome
from ppm_xl.actions.clock import now
from ppm_xl.book import Book, Picture, backups, journal
from ppm_xl.book.change import Change
from ppm_xl.book.lock import only_one
from ppm_xl.book.tables import Tables
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, Problem
from ppm_xl.plan import Question

if TYPE_CHECKING:
    from ppm_xl.book.journal import Entry, Step


def guarded(
    words: str,
    book: Book,
    desk: Desk,
    today: date,
    act: Callable[[Book], Outcome],
    *,
    settled: bool = False,
) -> Outcome:
    """Do an action in a workbook under guard, and say where the copy from before it is.

    Parameters
    ----------
    words
        The action, as its button says it.
    act
        The action, given the workbook that it shall use.
    settled
        Whether the action itself sees to a step that was cut off, so that nobody is asked first.

    Raises
    ------
    StillRunningError
        Where another action is at work in this workbook.
    DataError
        Where a step was cut off and nobody can say what is to become of it.
    """
    with only_one(book.identity, book.name, action=words, since=f"{now(today):%H:%M}"):
        watched = _Watched(book, desk, today, words, settled=settled)
        outcome = act(watched)
        if watched.kept is None or not outcome.ok:
            return outcome
        sentence = f"{backups.said_of(watched.kept, book)}."
    desk.tell(sentence)
    return replace(outcome, said=(*outcome.said, sentence))


def was_cut_off(tables: Tables) -> tuple[Problem, ...]:
    """Give the problem of a step that was cut off, for actions that only read."""
    step = journal.cut_off(tables)
    if step is None:
        return ()
    return (
        Problem(
            "step-cut-off",
            "Journal",
            _cut_off(step),
            "Press “Undo last step” to put back what it had written.",
        ),
    )


def _cut_off(step: Step) -> str:
    return f"The last step ({step.aside()}) was cut off before it had finished."


class _Watched:
    """A workbook under guard: the same as the one within, but for what guarding adds.

    Attributes
    ----------
    kept
        The copy from before; None as long as nothing was written.
    """

    def __init__(self, book: Book, desk: Desk, today: date, words: str, *, settled: bool) -> None:
        self._book = book
        self._desk = desk
        self._today = today
        self._words = words
        self._settled = settled
        self.kept: Path | None = None

    @property
    def path(self) -> Path | None:
        """Where the workbook lies on this computer; None where that cannot be known."""
        return self._book.path

    @property
    def name(self) -> str:
        """What the workbook's file is called."""
        return self._book.name

    @property
    def identity(self) -> str:
        """What tells it from every other workbook."""
        return self._book.identity

    def read(self) -> Tables:
        """Read the workbook; the first time, see that no step lies in it half-done."""
        tables = self._book.read()
        while not self._settled and (step := journal.cut_off(tables)) is not None:
            self._settle(step, tables)
            tables = self._book.read()
        self._settled = True
        return tables

    def apply(
        self,
        changes: Sequence[Change],
        pictures: Sequence[Picture] = (),
        *,
        entry: Entry | None = None,
        first: Callable[[], None] | None = None,
    ) -> None:
        """Write; before a step, which has an entry in the journal, keep a copy of the workbook.

        What is no step, such as a list that every press makes anew, is nothing to go back to, and
        copies of it would push out those that are.
        """

        def before() -> None:
            self._keep()
            if first is not None:
                first()

        self._book.apply(changes, pictures, entry=entry, first=before if entry else first)

    def place(self, picture: Picture) -> None:
        """Put one picture on its sheet."""
        self.apply((), (picture,))

    def copy_to(self, path: Path) -> None:
        """Keep a copy of the workbook."""
        self._book.copy_to(path)

    def _keep(self) -> None:
        if self.kept is None:
            self.kept = backups.keep(self._book, self._words, now(self._today))

    def _settle(self, step: Step, tables: Tables) -> None:
        """Ask what is to become of a step that was cut off, and do it."""
        from ppm_xl.actions.undo import in_question, put_back, worked_out

        answer = self._desk.ask(
            Question(
                "put-back-what-was-cut-off",
                f"{_cut_off(step)} Put back what it had written?",
                "Put it back",
                "Leave it as it stands",
            )
        )
        if answer is None:
            raise DataError(
                _cut_off(step),
                f"Put back what it had written, then try again: ppm-xl undo {self._told()}",
            )
        if not answer:
            self.apply(journal.left_as_it_stands(step))
            return
        found = worked_out(tables, step)
        if found.left:
            rest = Question("leave-what-changed-since", in_question(step, found))
            if not self._desk.ask(rest):
                raise DataError(
                    f"{_cut_off(step)} Nothing was put back.",
                    "Look at what was changed since, then try again.",
                )
        _, said = put_back(self, tables, step, found, self._today)
        self._desk.tell(*said)

    def _told(self) -> str:
        return f'"{self._book.path or self._book.name}"'
