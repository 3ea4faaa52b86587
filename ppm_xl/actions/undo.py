"""``undo``: puts back the last step, of any kind; once more, the one before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from ppm_xl.actions import Outcome
from ppm_xl.actions.carrying_out import log, picture_of, shown
from ppm_xl.actions.drawn import to_draw_again
from ppm_xl.book import Book, journal
from ppm_xl.book.change import Change, applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.journal import State, Step
from ppm_xl.book.left_alone import LeftAlone
from ppm_xl.book.putting_back import PuttingBack, putting_back
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.desk import Desk
from ppm_xl.form import bound_rows
from ppm_xl.plan import Question
from ppm_xl.sentences import counted

_NAMED: Final = 5
"""How many of the cells changed since are named."""


def run(book: Book, desk: Desk, today: date) -> Outcome:
    """Put back the last step that has not been put back yet.

    Where somebody has changed something since, it is asked once whether to put back the rest.
    That there is nothing to put back is no fault.

    Raises
    ------
    DataError
        Where the journal's record of the step was spoilt.
    """
    tables = book.read()
    step = journal.to_put_back(tables)
    if step is None:
        nothing = _nothing(tables)
        desk.tell(nothing)
        return Outcome(ok=True, said=(nothing,))
    found = worked_out(tables, step)
    if found.left:
        question = Question("leave-what-changed-since", in_question(step, found))
        answer = desk.ask(question)
        if answer is None:
            desk.tell(question.text)
            closing = "Nothing was put back: run it again with --yes to agree."
            return Outcome(ok=False, said=(question.text, closing), questions=(question,))
        if not answer:
            desk.tell("Nothing was put back.")
            return Outcome(ok=True, said=("Nothing was put back.",), questions=(question,))
    changes, said = put_back(book, tables, step, found, today)
    desk.tell(*said)
    return Outcome(ok=True, said=said, changes=shown(changes))


def worked_out(tables: Tables, step: Step) -> PuttingBack:
    """Work out what puts a step back.

    Raises
    ------
    DataError
        Where the journal's record of it was spoilt.
    """
    record = step.record()
    hidden: dict[str, list[Cell]] = defaultdict(list)
    for change in record.changes:
        if change.column == journal.BOUND:
            hidden[change.table].append(change.was)
    return putting_back(
        tables,
        record.changes,
        cut_off=step.state is State.OPEN,
        wholes=record.wholes,
        bound={name: bound_rows(cells) for name, cells in hidden.items()},
    )


def put_back(
    book: Book, tables: Tables, step: Step, found: PuttingBack, today: date
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Write what puts a step back, with the pictures that belong to it and a line in the log.

    Cut off in this, the step is found open again, and is put back again.

    Returns
    -------
    tuple
        The changes made, and what to say.
    """
    said = tuple(_said(step, found, step.record().files))
    draft = Draft(applied(tables, found.changes))
    log(draft, "undo", today, said)
    pictures = tuple(map(picture_of, to_draw_again(tables, found.changes)))
    book.apply(
        (*found.changes, *draft.changes()),
        pictures,
        entry=journal.entry_for_putting_back(step),
    )
    return found.changes, said


def in_question(step: Step, found: PuttingBack) -> str:
    """Ask what is to become of a step in which something was changed since."""
    were = "was" if len(found.left) == 1 else "were"
    since = f"{counted(len(found.left), 'thing')} {were} changed since: {_named(found.left)}."
    if not found.changes:
        return f"{step.in_words()}: {since} Nothing else is left of it. Count it as put back?"
    return f"{step.in_words()}: {since} Put back the rest and leave {_those(found.left)}?"


def _named(left: Sequence[LeftAlone]) -> str:
    words = list(dict.fromkeys(one.in_words() for one in left))
    more = f"; and {len(words) - _NAMED:,} more" if len(words) > _NAMED else ""
    return "; ".join(words[:_NAMED]) + more


def _those(left: Sequence[LeftAlone]) -> str:
    return "that" if len(left) == 1 else "those"


def _said(step: Step, found: PuttingBack, files: int) -> list[str]:
    cells = sum(change.table not in journal.REMADE for change in shown(found.changes))
    many = f": {counted(cells, 'cell')}" if cells else ""
    if step.state is State.OPEN:
        said = [f"{step.in_words()} was cut off; what it had written was put back{many}."]
    else:
        said = [f"{step.in_words()} was put back{many}."]
    if found.left:
        stay = "was changed since and stays as it is"
        if len(found.left) > 1:
            stay = "were changed since and stay as they are"
        said.append(f"{counted(len(found.left), 'thing')} {stay}: {_named(found.left)}.")
    if files:
        stay = "stays where it is" if files == 1 else "stay where they are"
        said.append(f"The {counted(files, 'file')} it wrote {stay}.")
    return said


def _nothing(tables: Tables) -> str:
    if journal.TABLE not in tables:
        return "There is nothing to put back: this workbook was made before steps were kept."
    if journal.steps(tables):
        return (
            f"There is no further step to put back: the last {journal.KEPT} are kept. Older "
            "states of the workbook are in the folder Backups."
        )
    return "There is nothing to put back yet."
