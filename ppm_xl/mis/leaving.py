"""Leavers: on roll here, and missing from a list of the whole roll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import TableCells
from ppm_xl.errors import Problem
from ppm_xl.mis.cells import as_text
from ppm_xl.mis.classes import Classes
from ppm_xl.mis.identity import column_cells
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.mis.matching import Known
from ppm_xl.school.cells import text
from ppm_xl.sentences import listed

_MANY_LEAVERS: Final = 0.2
"""A share of the roll that leaves at once only in July."""


def is_full(
    pupils: TableCells,
    files: Sequence[tuple[int, Recognised]],
    today: date,
    ledger: Ledger,
    *,
    full: bool | None,
    classes: Classes,
) -> bool:
    """Tell the whole roll by its having every class with pupils on roll, or by the user's word.

    Parameters
    ----------
    pupils
        As the lists leave them: a class whose pupils have all moved on need not be there.
        (Judged before they move, the same list would be a part today and the whole tomorrow.)
    """
    if not files:
        return False
    if full is not None:
        return full
    on_roll = {
        class_name
        for upn, class_name, left in zip(*map(pupils.column, ("UPN", "Class", "Left")), strict=True)
        if upn is not None and not (isinstance(left, date) and left <= today)
    }
    wanted = {classes.named(text(class_name)) for class_name in on_roll} - {""}
    found = {
        classes.named(as_text(cell))
        for _, file in files
        for cell in set(column_cells(file, "Class"))
        if cell is not None
    }
    missing = sorted(wanted - found)
    if missing:
        ledger.said.append(
            "The pupil list is taken as part of the roll, as it has nobody of "
            f"{', '.join(missing)}: nobody is marked as left. Use --full if it is the whole roll."
        )
    return bool(wanted or not on_roll) and not missing


def leave(
    draft: Draft,
    gone: Sequence[Known],
    known: Sequence[Known],
    files: Sequence[tuple[int, Recognised]],
    today: date,
    ledger: Ledger,
    *,
    said_full: bool,
) -> None:
    """Mark as left, today, who is on roll and gone from the list; nobody is deleted.

    Where so many would leave at once that the list is more likely a part of the roll, each waits
    for a person's ``Yes``; and so does one who might have been meant by a row that a person has
    given to a namesake.

    Parameters
    ----------
    said_full
        Whether the user said in so many words that the list is the whole roll.
    """
    leavers = [pupil for pupil in gone if pupil.on_roll(today)]
    on_roll = sum(k.on_roll(today) for k in known)
    many = len(leavers) > max(1, on_roll * _MANY_LEAVERS)
    names = listed([file.name for _, file in files])
    for pupil in leavers:
        line = Line(
            "Leaver",
            pupil.shown,
            "Left",
            text(pupil.left),
            f"{today:%d/%m/%Y}",
            why="On roll here, but not in the full pupil list. Their history is kept.",
            upn=pupil.upn,
            source=names,
            key=(pupil.upn,),
        )
        unsure = (many and not said_full) or pupil.upn in ledger.set_aside
        if ledger.propose(line, only_if_told=unsure):
            draft.set("Pupils", pupil.place, "Left", today)
    if many:
        ledger.problems.append(
            Problem(
                "many-leavers",
                "the pupil list",
                f"{len(leavers)} of {on_roll} pupils on roll are not in the list: more than leave "
                "at once.",
                "If they did leave, say Yes on their lines of the sheet Import. If the list is "
                "only part of the roll, leave them, or import it with --part.",
            )
        )
